"""Who answers for what publishing keeps, and for Wagtail's own things (scenario 35)."""

from coordination.owners import CITY, declare

declare(
    {
        "publishing.aiddeclaration": "unit",
        "publishing.commission": "handoff__unit",
        "publishing.confinedperson": "confinement__unit",
        "publishing.confinement": "unit",
        "publishing.contactuse": "page__stewardship__unit",
        "publishing.correction": "handoff__unit",
        "publishing.dateproposal": "handoff__unit",
        "publishing.datedmention": "page__stewardship__unit",
        "publishing.emergency": "handoff__unit",
        "publishing.externallink": CITY,
        "publishing.finding": "page__stewardship__unit",
        "publishing.handoff": "unit",
        "publishing.handoffset": "unit",
        "publishing.linkuse": "page__stewardship__unit",
        "publishing.lookround": CITY,
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
        "publishing.wantedlook": "page__stewardship__unit",
        "wagtailredirects.redirect": CITY,
    }
)
