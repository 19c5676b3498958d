"""Who answers for what publishing keeps, and for Wagtail's own things (scenario 35)."""

from coordination.owners import CITY, declare

declare(
    {
        "publishing.aiddeclaration": "unit",
        "publishing.commission": "handoff__unit",
        "publishing.confinedperson": "confinement__unit",
        "publishing.confinement": "unit",
        "publishing.correction": "handoff__unit",
        "publishing.dateproposal": "handoff__unit",
        "publishing.emergency": "handoff__unit",
        "publishing.handoff": "unit",
        "publishing.handoffset": "unit",
        "publishing.meetingattestation": "unit",
        "publishing.monthofgaps": CITY,
        "publishing.move": "handoff__unit",
        "publishing.previewlink": "unit",
        "publishing.publicchange": "page__stewardship__unit",
        "publishing.publishingright": "unit",
        "publishing.remark": "review__handoff__unit",
        "publishing.review": "handoff__unit",
        "publishing.savedview": CITY,
        "publishing.sealedthing": CITY,
        "publishing.stewardship": "unit",
        "publishing.takedown": "page__stewardship__unit",
        "publishing.transfer": "giving",
        "wagtailredirects.redirect": CITY,
    }
)
