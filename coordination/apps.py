from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoordinationConfig(AppConfig):
    """Units, people, duties, inquiries: the heart that knows no Wagtail."""

    name = "coordination"
    label = "coordination"
    verbose_name = _("Coordination")
    default_auto_field = "django.db.models.BigAutoField"
    declares_owners = True  # every model of the room says who answers for its rows (publishing.checks)

    def ready(self) -> None:
        from . import belongings, heirs, jobs, mail_boards, receivers  # noqa: F401

        belongings.register(*heirs.BELONGINGS)
