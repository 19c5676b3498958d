"""Deeds on announcements: confirm a planned place, let an exception from a rule pass."""

import datetime as dt
from typing import Any

from coordination import audit, duties, order
from coordination.actions.deed import deed
from coordination.calendar import warsaw_date
from coordination.duties import Evidence
from coordination.standing import Standing
from coordination.verdict import Refused
from publishing.subjects import page_reference

from ..models import CompetitionPage, PlaceConfirmation, RuleException
from .places import outcome_rows, rows_of
from .policy import NO_BREACH, NO_REASON, NOT_PLANNED, NOT_YET, AnnouncingPolicy
from .rule import Lack

DUTY = "announced-competitions"


def subject(page_id: int) -> str:
    return f"places:{page_id}"


@deed("competition.confirm")
def confirm_place(page: Any, *, place: str, on: dt.date, by: Standing, now: dt.datetime) -> PlaceConfirmation:
    """Say on which Warsaw day a place really carried the public announcement, the results or the annulment.

    The day is a fact, also one that leaves less than 21 days: it is kept, and the page says what follows. Raises
    Refused for people of other units, for a place that is not planned, and for a day to come.
    """
    page = CompetitionPage.objects.select_for_update(of=("self",)).get(pk=page.pk)
    AnnouncingPolicy(by, page.stewardship.unit_id).may_confirm().enforce()
    if not page.live or place not in _unconfirmed(page, now):
        raise Refused(NOT_PLANNED)
    if on > warsaw_date(now):
        raise Refused(NOT_YET)
    said = {"on": on, "by_id": by.user_id, "by_name": by.name, "at": now}
    made, _new = PlaceConfirmation.objects.update_or_create(page=page, place=place, defaults=said)
    CompetitionPage.objects.filter(pk=page.pk).update(announced_on=page.last_day_of_announcing())
    note = f"{made.get_place_display()}: {on.isoformat()}"
    right = str(order.ANNOUNCED_COMPETITIONS)
    _write("competition.confirm", page, by=by, now=now, right=right, note=note)
    if not _unconfirmed(page, now):
        duties.settle_subject(DUTY, subject(page.pk), evidence=Evidence("page", str(page.pk), page.title), now=now)
    return made


def _unconfirmed(page: Any, now: dt.datetime) -> set[str]:
    return {row.place for row in [*rows_of(page), *outcome_rows(page, warsaw_date(now))] if row.planned}


@deed("competition.except")
def let_pass(page: Any, *, rule: str, value: str, reason: str, by: Standing, now: dt.datetime) -> RuleException:
    """Let the newest version pass although it breaks this rule in this way; another breach needs another word.

    Raises Refused for whoever is no portal administrator, without a reason, and where nothing is broken so.
    """
    page = CompetitionPage.objects.select_for_update(of=("self",)).get(pk=page.pk)
    AnnouncingPolicy(by, page.stewardship.unit_id).may_except().enforce()
    if not reason.strip():
        raise Refused(NO_REASON)
    lack = next((one for one in stopping(page, now) if (one.rule, one.value) == (rule, value)), None)
    if lack is None:
        raise Refused(NO_BREACH)
    made = RuleException.objects.create(
        page=page,
        rule=rule,
        value=value,
        breach=str(lack.message),
        reason=reason.strip(),
        by_id=by.user_id,
        by_name=by.name,
        at=now,
    )
    right = str(order.BEYOND_RIGHTS)
    note = f"{lack.message} {reason.strip()}"
    _write("competition.except", page, by=by, now=now, right=right, note=note)
    return made


def stopping(page: Any, now: dt.datetime) -> list[Lack]:
    """What of the rules of announcing stops the newest version."""
    version = page.get_latest_revision_as_object()
    return [lack for lack in version.lacks(now=now) if lack.hard and isinstance(lack, Lack)]


def _write(verb: str, page: Any, *, by: Standing, now: dt.datetime, right: str, note: str) -> None:
    unit = page.stewardship.unit
    about, label = page_reference(page.pk), page.title
    audit.write(verb, now=now, about=about, label=label, by=by, unit=unit, right=right, note=note)
