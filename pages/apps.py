from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    """Page types and blocks: the leaves."""

    name = "pages"
    label = "pages"
    verbose_name = _("Pages")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from publishing import kinds

        from . import heirs, receivers  # noqa: F401
        from .content_kinds import KINDS

        for kind in KINDS:
            kinds.register(kind)
