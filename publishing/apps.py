from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublishingConfig(AppConfig):
    """Who may publish what, and when: stewardship, rights, handoffs, the clock."""

    name = "publishing"
    label = "publishing"
    verbose_name = _("Publishing")
    default_auto_field = "django.db.models.BigAutoField"
    declares_owners = True  # every model of the room says who answers for its rows (publishing.checks)

    def ready(self) -> None:
        from coordination import belongings, standards
        from coordination.admin import days

        from . import (  # noqa: F401
            bridge,
            checks,
            choosers,
            coming_sources,
            discreet,
            heirs,
            intervals,
            jobs,
            journal_links,
            late_forms,
            letters,
            look_receivers,
            owners,
            permissions,
            receivers,
            refusals,
            shelves,
            verbs,
        )

        permissions.register()
        late_forms.register()
        belongings.register(*heirs.belongings())
        standards.keep(intervals.PREFIX, intervals.address)

        choosers.install()
        days.install()
        refusals.install()
