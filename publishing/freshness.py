"""Deeds on freshness: «Potwierdzam aktualność» and its undoing, the review clock, the task that asks for a review."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.urls import NoReverseMatch, reverse
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coordination import audit, duties, order, standards
from coordination.calendar import WorkingCalendar, warsaw_date
from coordination.duties import Evidence
from coordination.standing import Standing, standing_of
from coordination.verdict import Refused, Verdict

from . import kinds, signals, steps
from .models import Stewardship
from .policies import PageFacts, PagePolicy
from .policies.verdicts import NOT_YOURS
from .rights import Granted
from .subjects import page_reference

DUTY = "current-content"
NOT_PUBLIC = Verdict(
    gettext_lazy("This page is not public, so there is nothing to confirm."), order.CURRENT_CONTENT, steps.EDIT
)


@dataclass(frozen=True)
class Replaced:
    """What a confirmation replaced, in plain text, so that a session can keep it for the undo."""

    page_id: int
    review_by: str
    confirmed_at: str
    confirmed_by: str
    at: str


# -- the clock of reviews -------------------------------------------------------------------------------------------


def review_day(kind: str, from_on: dt.date) -> dt.date | None:
    """The Warsaw date by which a page of the kind is to be looked at again; a service standard, not law."""
    if not kinds.known(kind) or kinds.get(kind).structural:
        return None
    months = standards.value(f"review.{kind}", kinds.get(kind).review_months)
    return WorkingCalendar().add_months(from_on, months)


def restart(stewardship: Stewardship, *, at: dt.datetime) -> None:
    """Public content changed: the date «updated» moves and the review clock starts anew."""
    stewardship.updated_at = at
    stewardship.review_by = review_day(stewardship.kind, warsaw_date(at))
    stewardship.save(update_fields=["updated_at", "review_by"])
    settle_published(stewardship.page_id, subject(stewardship.page_id), at=at)


def settle_published(page_id: int, about: str, *, at: dt.datetime) -> None:
    """A new version is public: what was asked about the old one is settled."""
    evidence = Evidence("published", str(page_id), _("Public content changed"))
    duties.settle_subject(DUTY, about, evidence=evidence, now=at)


# -- confirming -----------------------------------------------------------------------------------------------------


@transaction.atomic
def confirm_current(page_id: int, *, by: Any, now: dt.datetime) -> Replaced:
    """The unit says that the page is still true (§ 3 pkt 2): the review clock restarts, «updated» stays.

    Settles the open task about the page and announces `confirmed_current`. Returns what the undo needs.
    Raises Refused for another unit's page, and for one that is not public.
    """
    standing = standing_of(by)
    found = _judged(page_id, standing)
    replaced = Replaced(page_id, _iso(found.review_by), _iso(found.confirmed_at), found.confirmed_by, now.isoformat())
    found.confirmed_at = now
    found.confirmed_by = standing.name
    found.review_by = review_day(found.kind, warsaw_date(now))
    found.save(update_fields=["confirmed_at", "confirmed_by", "review_by"])
    _write("page.confirm", found, standing, now)
    label = _("Confirmed as current by %(name)s") % {"name": standing.name}
    duties.settle_subject(DUTY, subject(page_id), evidence=Evidence("confirmed", str(page_id), label), now=now)
    signals.confirmed_current.send(Stewardship, stewardship=found, now=now)
    return replaced


@transaction.atomic
def confirm_many(page_ids: Iterable[int], *, by: Any, now: dt.datetime) -> list[Replaced]:
    """Confirm several pages at once: all, or none when one of them is not the person's to confirm."""
    return [confirm_current(page_id, by=by, now=now) for page_id in dict.fromkeys(page_ids)]


@transaction.atomic
def undo(rows: Iterable[Replaced], *, by: Any, now: dt.datetime) -> int:
    """Take confirmations back, as if they had not been given. Returns how many.

    A page that somebody confirmed or changed since is left as it is. Raises Refused like the confirmation.
    """
    standing = standing_of(by)
    return sum(_undo_one(row, standing, now) for row in rows)


def _undo_one(row: Replaced, standing: Standing, now: dt.datetime) -> bool:
    found = _judged(row.page_id, standing)
    given_at = parse_datetime(row.at)
    changed_since = found.updated_at and given_at and found.updated_at > given_at
    if found.confirmed_at != given_at or changed_since:
        return False
    found.review_by = parse_date(row.review_by) if row.review_by else None
    found.confirmed_at = parse_datetime(row.confirmed_at) if row.confirmed_at else None
    found.confirmed_by = row.confirmed_by
    found.save(update_fields=["confirmed_at", "confirmed_by", "review_by"])
    _write("page.unconfirm", found, standing, now)
    if found.review_by and found.review_by < warsaw_date(now):
        ask_for_review(found, now=now)
    signals.confirmation_undone.send(Stewardship, stewardship=found, now=now)
    return True


def may_confirm(standing: Standing, row: Stewardship) -> Verdict:
    """The policy's answer for a row whose page is already read; no query."""
    kind = kinds.get(row.kind) if kinds.known(row.kind) else None
    facts = PageFacts(row.unit_id, row.kind, structural=bool(kind and kind.structural), live=row.page.live)
    verdict = PagePolicy(standing, Granted.of((), standing.on), facts).may_confirm()
    return verdict if not verdict or row.page.live else NOT_PUBLIC


def _judged(page_id: int, standing: Standing) -> Stewardship:
    """The stewardship under a row lock. A page that does not exist is refused like another unit's."""
    rows = Stewardship.objects.select_for_update(of=("self",)).select_related("page", "unit")
    found = rows.filter(page_id=page_id).first()
    if found is None:
        raise Refused(NOT_YOURS)
    may_confirm(standing, found).enforce()
    return found


# -- the task -------------------------------------------------------------------------------------------------------


def subject(page_id: int) -> str:
    """What keeps a review from being asked twice."""
    return f"page:{page_id}"


def ask_for_review(row: Stewardship, *, now: dt.datetime) -> None:
    """Open the task «look whether it is still true» for the page's unit, due on the review day."""
    title = _("Check whether “%(title)s” is still true") % {"title": row.page.title}
    duties.ask(
        DUTY,
        unit=row.unit,
        subject=subject(row.page_id),
        title=title,
        now=now,
        due_on=row.review_by,
        url=edit_url(row.page_id),
    )


CORRECT_IN = dt.timedelta(days=7)
"""Days, the last one inclusive, in which a unit corrects what went public although the rules had become stricter."""


def ask_for_correction(row: Stewardship, lacking: list[str], *, now: dt.datetime) -> None:
    """Open the task «correct what went public as it was approved» for the page's unit (scenario 14)."""
    title = _("Correct “%(title)s”: %(lacking)s") % {"title": row.page.title, "lacking": " ".join(lacking)}
    duties.ask(
        DUTY,
        unit=row.unit,
        subject=correction(row.page_id),
        title=title,
        now=now,
        due_on=warsaw_date(now) + CORRECT_IN,
        url=edit_url(row.page_id),
    )


def correction(page_id: int) -> str:
    return f"correct:{page_id}"


def edit_url(page_id: int) -> str:
    try:
        return reverse("wagtailadmin_pages:edit", args=[page_id])
    except NoReverseMatch:  # a host without the staff screens
        return ""


def as_text(rows: Iterable[Replaced]) -> list[dict[str, Any]]:
    return [asdict(row) for row in rows]


def from_text(rows: Iterable[dict[str, Any]]) -> list[Replaced]:
    return [Replaced(**row) for row in rows]


def _iso(value: dt.date | None) -> str:
    return value.isoformat() if value else ""


def _write(verb: str, row: Stewardship, by: Standing, now: dt.datetime) -> None:
    audit.write(
        verb,
        now=now,
        about=page_reference(row.page_id),
        label=row.page.title,
        by=by,
        unit=row.unit,
        right=str(order.CURRENT_CONTENT),
        version=str(row.page.live_revision_id or ""),
    )
