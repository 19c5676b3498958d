from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublishingConfig(AppConfig):
    """Who may publish what, and when: stewardship, rights, handoffs, the clock."""

    name = "publishing"
    label = "publishing"
    verbose_name = _("Publishing")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import checks, discreet, jobs, permissions, receivers, shelves  # noqa: F401

        permissions.register()
