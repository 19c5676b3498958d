"""Who answers for what publishing keeps, and for Wagtail's own things (scenario 35)."""

from coordination.owners import CITY, declare

declare(
    {
        "publishing.dateproposal": "handoff__unit",
        "publishing.handoff": "unit",
        "publishing.publicchange": "page__stewardship__unit",
        "publishing.publishingright": "unit",
        "publishing.review": "handoff__unit",
        "publishing.stewardship": "unit",
        "wagtailredirects.redirect": CITY,
    }
)
