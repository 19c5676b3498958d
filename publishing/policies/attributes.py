"""Attributes of what is judged, gathered by publishing.facts: policies ask no database."""

import datetime as dt
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Read:
    """What somebody saw of a handoff before deciding about it, carried by the form.

    `revision_id` is the version, `delivered_at` when it was handed over last, `publish_at` the hour it was for. A form
    that does not say one of them carries None there, which is none of a handoff that waits.
    """

    revision_id: int | None
    delivered_at: dt.datetime | None
    publish_at: dt.datetime | None

    @classmethod
    def of(cls, handoff: Any) -> "Read":
        """What whoever opens the handoff as it stands has read."""
        return cls(handoff.revision_id, handoff.delivered_at, handoff.publish_at)


@dataclass(frozen=True)
class CorrectionFacts:
    """What judgement needs to know of an open correction. `revision_id` is the corrected version, once it was sent."""

    side: str
    state: str
    by_id: int | None
    revision_id: int | None = None


@dataclass(frozen=True)
class PageFacts:
    """What judgement needs to know of a page. `stage` is that of its open handoff, if any.

    `confined_to` holds the accounts of the named persons while the draft is limited to them, else None. `correction` is
    the one being written, if any.
    """

    unit_id: int | None
    kind: str
    structural: bool = False
    live: bool = False
    stage: str = ""
    site_id: int | None = None
    confined_to: frozenset[int] | None = None
    confined_by: str = ""
    correction: CorrectionFacts | None = None


@dataclass(frozen=True)
class EmergencyFacts:
    """What judgement needs to know of an emergency publication. `barred_ids`: who wrote, handed over or published."""

    unit_id: int
    kind: str
    site_id: int | None
    checked: bool
    barred_ids: frozenset[int]


@dataclass(frozen=True)
class HandoffFacts:
    """What judgement needs to know of a handoff.

    `waiting_side` made the proposal that is not answered yet, for `waiting_hour`; `writer_ids` saved versions since
    the last publication. `reviewer_ids` are the named persons of a confined draft who may approve. `held_until` is
    the instant at which the item falls out of the hand of `held_by_id`. `asks_sooner`: the unit's waiting dates
    leave less than the lead time, its own or those of anything in its set. `commissioned`: it began as a brief.
    `correction` is the open one. What a reviewer wrote as a correction is no writing; whoever accepted it for the
    unit is a writer instead. `bound`: it belongs to a set, in which others are not public yet either. `unchanged`:
    what is returned reads as it did then. `vanished`: a publication failed because the approved version is gone.
    `at_once`: an urgent correction that goes public when it is approved. `ends_at`: the end that the version brings.
    """

    unit_id: int
    stage: str
    agreed: bool
    waiting_side: str
    publish_at: dt.datetime
    submitted_by_id: int | None = None
    last_editor_id: int | None = None
    revision_id: int | None = None
    latest_revision_id: int | None = None
    writer_ids: frozenset[int] = frozenset()
    kind: str = ""
    site_id: int | None = None
    confined_to: frozenset[int] | None = None
    confined_by: str = ""
    reviewer_ids: frozenset[int] = frozenset()
    held_by_id: int | None = None
    held_by_name: str = ""
    held_since: dt.datetime | None = None
    held_until: dt.datetime | None = None
    keeps_text: bool = False
    asks_sooner: bool = False
    commissioned: bool = False
    correction: CorrectionFacts | None = None
    bound: bool = False
    waiting_hour: dt.datetime | None = None
    unchanged: bool = False
    vanished: bool = False
    delivered_at: dt.datetime | None = None
    at_once: bool = False
    ends_at: dt.datetime | None = None

    @property
    def newest(self) -> Read:
        """What whoever opens the handoff now will have read."""
        return Read.of(self)

    @property
    def owes_result(self) -> bool:
        """A brief for which there is no text yet that the unit has agreed to."""
        return self.commissioned and self.revision_id is None

    @property
    def authors(self) -> frozenset[int]:
        """Whoever wrote or handed over the text: the rule of four eyes keeps them from deciding about it."""
        return frozenset({self.submitted_by_id or 0, self.last_editor_id or 0, *self.writer_ids}) - {0}
