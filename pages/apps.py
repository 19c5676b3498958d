from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

KEEPERS_SCREENS = (
    "results_table",
    "results_confirm",
    "results_template",
    "announcement",
    "confirm_place",
    "except_rule",
    "checklist",
    "bip",
    "bip_file",
)
"""Staff addresses of competitions (pages.staff_urls), each judged on its page."""
CITY_SCREENS = ("planned", "planned_export", "exceptions", "exceptions_export")
"""The same for whoever watches the city; the policies of pages.planned and pages.announcing judge."""


class PagesConfig(AppConfig):
    """Page types and blocks: the leaves."""

    name = "pages"
    label = "pages"
    verbose_name = _("Pages")
    default_auto_field = "django.db.models.BigAutoField"
    declares_owners = True  # every model of the room says who answers for its rows (publishing.checks)

    def ready(self) -> None:
        from coordination import belongings
        from coordination.owners import declare
        from publishing import kinds
        from publishing.addresses import Audience, classify

        from . import city_numbers, coming, completeness, heirs, jobs, receivers, verbs  # noqa: F401
        from .answers import doors
        from .content_kinds import KINDS
        from .questions import doors as question_doors

        for kind in KINDS:
            kinds.register(kind)
        classify(Audience.KEEPERS, (f"competitions:{name}" for name in KEEPERS_SCREENS))
        classify(Audience.STAFF, (f"competitions:{name}" for name in CITY_SCREENS))
        belongings.register(*heirs.BELONGINGS)
        completeness.register()
        city_numbers.register()
        doors.register()
        question_doors.register()
        declare(
            {
                "pages.searchrow": "unit",
                "pages.pagetopic": "content_object__stewardship__unit",
                "pages.placeconfirmation": "page__stewardship__unit",
                "pages.ruleexception": "page__stewardship__unit",
                "pages.tolddeadline": "page__stewardship__unit",
                "pages.competitionquestion": "inquiry__unit",
            }
        )
