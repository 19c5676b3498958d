"""Who answers for the rows of a model: a unit, found along a path of fields, or the whole city.

Rooms and hosts declare every model in ready(); publishing.checks stops the start where one is missing (scenario 35).
"""

from __future__ import annotations

CITY = "city"
"""Rows of nobody in particular: dictionaries, counters, the clock."""
ITSELF = "itself"
"""The row is a unit."""

_owners: dict[str, str] = {}


def declare(owners: dict[str, str]) -> None:
    """«room.model» → path of fields that ends at a unit («handoff__unit»), or CITY, or ITSELF."""
    _owners.update(owners)


def owner_of(label: str) -> str | None:
    """The declared path; None when nobody declared the model."""
    return _owners.get(label)


def declared() -> dict[str, str]:
    return dict(_owners)


declare(
    {
        "coordination.absence": "person__designations__unit",
        "coordination.accountevent": CITY,
        "coordination.answertemplate": "unit",
        "coordination.auditentry": CITY,
        "coordination.blockedsender": CITY,
        "coordination.clockbeat": CITY,
        "coordination.designation": "unit",
        "coordination.district": CITY,
        "coordination.duty": CITY,
        "coordination.dutytask": "unit",
        "coordination.grantfigure": "unit",
        "coordination.holiday": CITY,
        "coordination.incomingmail": "inquiry__unit",
        "coordination.inquiry": "unit",
        "coordination.inquiryfile": "message__inquiry__unit",
        "coordination.inquirymessage": "inquiry__unit",
        "coordination.inquirypresence": "inquiry__unit",
        "coordination.invitation": "person__designations__unit",
        "coordination.lawlimit": CITY,
        "coordination.noticesettings": CITY,
        "coordination.numbersequence": CITY,
        "coordination.officehours": "unit",
        "coordination.outboxmessage": CITY,
        "coordination.outdatedreference": CITY,
        "coordination.person": "designations__unit",
        "coordination.portalassignment": CITY,
        "coordination.reminderstep": CITY,
        "coordination.servicestandard": CITY,
        "coordination.sphere": CITY,
        "coordination.topic": CITY,
        "coordination.unit": ITSELF,
        "coordination.unitchange": CITY,
        "coordination.unitkind": CITY,
        "coordination.unitname": "unit",
        "coordination.unittopic": "content_object",
    }
)
