import datetime as dt

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(WagtailUsersAppConfig):
    """Wagtail's screens of accounts, with our forms."""

    user_viewset = "portal.accounts.AccountViewSet"


class PortalConfig(AppConfig):
    """The portal itself: settings, addresses, the order of things on screen."""

    default = True
    name = "portal"
    label = "portal"
    verbose_name = _("Portal")
    default_auto_field = "django.db.models.BigAutoField"
    declares_owners = True  # every model of the room says who answers for its rows (publishing.checks)

    def ready(self) -> None:
        from coordination import clock
        from coordination.owners import CITY, declare
        from publishing.addresses import Audience, classify

        declare({"portal.user": "person__designations__unit", "portal.demomark": CITY})
        classify(Audience.STAFF, ["portal_gallery"])

        from . import verbs  # noqa: F401
        from .sign_in import letters, receivers  # noqa: F401

        clock.register(
            "reset-keys",
            letters.forget_keys,
            every=dt.timedelta(minutes=5),
            label=_("erasing links for a new password from letters that were sent"),
        )
