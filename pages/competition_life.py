"""What may change in a competition once the public knows it: the deadline moves on, an end has its grounds. Pure."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from coordination.calendar import warsaw_date, warsaw_time
from coordination.wording import clock_time, full_day
from publishing.governed import Issue

from .vocabularies import AnnulmentReason

RESULTS_EARLY = _("The portal would tell results of %(day)s already on %(shown)s: publish them on their day or later.")
RESULTS_LATE = _(
    "The portal first shows the results on %(shown)s, their day is %(day)s. Reasons may be asked for from the last of "
    "the three places: correct the day."
)
RESULTS_PASSED = _("The portal first shows the results on %(shown)s, their day is %(day)s: check the day.")
ANNULMENT_EARLY = _(
    "The portal would tell of an annulment of %(day)s already on %(shown)s: publish it on its day or later."
)
ANNULMENT_PASSED = _("The portal first tells of the annulment on %(shown)s, its day is %(day)s: check the day.")
EXTENDED_LATE = _(
    "The published deadline is %(deadline)s, this version goes public on %(shown)s: until then organisations read that "
    "the call is closed, and the extension opens it again. An extension is published before the deadline."
)
ANNULLED_OPEN = _(
    "Offers may be filed until %(deadline)s. Before that nobody knows what comes in: annul the competition on that day "
    "or later, and publish it after the deadline (art. 18a ust. 1)."
)


class PublicOutcome(NamedTuple):
    """What the public version of a competition tells of its end."""

    results: bool = False
    annulment: bool = False


@dataclass(frozen=True)
class Told:
    """A deadline as it was published, with the reason given where it was an extension. `deadline` is aware."""

    deadline: dt.datetime
    note: str = ""


@dataclass(frozen=True)
class Moved:
    """A version of the announcement against the deadlines the public was told, the oldest first."""

    deadline: dt.datetime | None
    note: str
    told: Sequence[Told]

    @property
    def last(self) -> Told | None:
        return self.told[-1] if self.told else None

    @property
    def previous(self) -> dt.datetime | None:
        """What to show crossed out: the last deadline told before this one."""
        return self.former[-1].deadline if self.former else None

    @property
    def former(self) -> list[Told]:
        """Deadlines told before this one, the oldest first, each with the reason for which it was moved on."""
        reasons = [*(later.note for later in self.told[1:]), self.note]
        told = [Told(row.deadline, note) for row, note in zip(self.told, reasons, strict=False)]
        return [row for row in told if self.deadline and row.deadline < self.deadline]

    @property
    def is_extension(self) -> bool:
        return self.last is not None and self.deadline is not None and self.deadline > self.last.deadline


def _instant(at: dt.datetime) -> str:
    return f"{full_day(warsaw_date(at))}, {clock_time(warsaw_time(at))}"


def shortening(moved: Moved) -> Issue | None:
    """A published deadline only ever moves on: who has read it counts on it (scenario 46)."""
    last = moved.last
    if last is None or (moved.deadline is not None and moved.deadline >= last.deadline):
        return None
    said = {"day": full_day(warsaw_date(last.deadline)), "hour": clock_time(warsaw_time(last.deadline))}
    text = _("Offers until %(day)s, %(hour)s has been published. A published deadline can only be extended.")
    return Issue("deadline", str(text) % said)


def extension(moved: Moved, shown_at: dt.datetime) -> Iterator[Issue]:
    """What stands against the extension, were it public from `shown_at` on."""
    if found := shortening(moved):
        yield found
    if not moved.is_extension or moved.last is None:
        return
    if not moved.note.strip() or moved.note.strip() == moved.last.note.strip():
        yield Issue("extension_note", _("Say publicly why the deadline is extended now."))
    if moved.last.deadline <= shown_at:
        words = {"deadline": _instant(moved.last.deadline), "shown": _instant(shown_at)}
        yield Issue("deadline", str(EXTENDED_LATE) % words, hard=False)


def formal_review(deadline: dt.datetime | None, until: dt.date | None) -> Iterator[Issue]:
    if deadline and until and until < warsaw_date(deadline):
        yield Issue("formal_review_until", _("The formal review cannot end before the time for offers does."))


def end(page: Any, publish_at: dt.datetime | None, told: PublicOutcome) -> Iterator[Issue]:
    """Results and an annulment against the hour of publication; where none is named yet, what no hour can mend."""
    if publish_at is not None:
        yield from days_of_the_outcome(page, warsaw_date(publish_at), told)
    yield from annulled_while_open(page, publish_at, told)


def days_of_the_outcome(page: Any, shown_on: dt.date, told: PublicOutcome) -> Iterator[Issue]:
    """Days of results and annulment against the Warsaw day on which the portal shows this version.

    A day to come would be told as a fact; a day that has passed is pointed out where it is told for the first time.
    """
    for field, is_told, early, late in (
        ("results_on", told.results, RESULTS_EARLY, RESULTS_PASSED if page.outside_act else RESULTS_LATE),
        ("annulled_on", told.annulment, ANNULMENT_EARLY, ANNULMENT_PASSED),
    ):
        on = getattr(page, field)
        if on is None:
            continue
        words = {"day": full_day(on), "shown": full_day(shown_on)}
        if on > shown_on:
            yield Issue(field, str(early) % words)
        elif on < shown_on and not is_told:
            yield Issue(field, str(late) % words, hard=False)


def annulled_while_open(page: Any, shown_at: dt.datetime | None, told: PublicOutcome) -> Iterator[Issue]:
    """Both reasons of art. 18a are about offers, so neither is known before the deadline; another act may say more.

    What the public has read already is pointed out only: it can no longer be stopped.
    """
    if page.annulled_on is None or page.deadline is None or page.outside_act:
        return
    too_soon = shown_at is not None and shown_at < page.deadline
    if page.annulled_on < warsaw_date(page.deadline) or too_soon:
        words = {"deadline": _instant(page.deadline)}
        yield Issue("annulled_on", str(ANNULLED_OPEN) % words, hard=not told.annulment)


def annulment(page: Any) -> Iterator[Issue]:
    """The day and its grounds: one of the two reasons of art. 18a, or under another act words of its own."""
    if page.annulment_reason and not page.annulled_on:
        yield Issue("annulled_on", _("Give the day on which the competition was annulled."))
    if not page.annulled_on:
        return
    if page.outside_act:
        if not page.annulment_text.strip():
            yield Issue(
                "annulment_text", _("Say publicly why the competition is annulled, with the act that allows it.")
            )
    elif not page.annulment_reason:
        yield Issue("annulment_reason", _("Choose why the competition is annulled (art. 18a ust. 1)."))
    if page.annulment_reason == AnnulmentReason.NO_OFFERS and page.offers_received:
        yield Issue("annulment_reason", _("Offers were received, so «no offer was submitted» cannot be the reason."))
    if page.annulment_reason == AnnulmentReason.NONE_FIT and page.offers_after_formal_review:
        yield Issue(
            "annulment_reason",
            _("Offers stand after the formal review: check whether none met the requirements."),
            hard=False,
        )
    if page.results_on:
        yield Issue("annulled_on", _("Results and an annulment are both given: check which holds."), hard=False)
