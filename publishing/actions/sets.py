"""Sets: handoffs of one unit that go public together (scenario 25). Stages stay those of the handoffs."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from coordination.standing import Standing
from coordination.verdict import Refused, Verdict

from .. import signals
from ..facts import desk_of, forget
from ..models import Handoff, HandoffSet
from ..policies import HandoffPolicy, Read, SetPolicy
from ..policies.sets import may_join
from ..policies.verdicts import (
    HOUR_MOVED,
    NOT_NOW,
    SET_ALREADY,
    SET_IS_EMPTY,
    SET_OF_ONE,
    SET_OF_ONE_UNIT,
    not_ready,
)
from ..states import Side, Stage
from .dates import Dates, put_on_the_table
from .decisions import make_due, schedule, unschedule
from .shared import leave_set, locked_rows, policies_for, write, write_set


class NotReady(Refused):
    """Something of the set is not ready: nothing of it is approved. `missing` names it, title and reason."""

    def __init__(self, missing: list[tuple[str, Verdict]]) -> None:
        super().__init__(not_ready([f"«{title}»: {verdict.reason}." for title, verdict in missing]))
        self.missing = missing


@transaction.atomic
def make_set(handoffs: Iterable[Handoff], *, title: str, dates: Dates, by: Any, now: dt.datetime) -> HandoffSet:
    """Make a set of handoffs of one unit, all for the same hour; where it differs the unit proposes it anew.

    Raises Refused for fewer than two, for another unit's, and for what is approved or in a set already.
    """
    rows = locked_rows(handoff.pk for handoff in handoffs)
    policies = policies_for(by, rows)
    if len(rows) < 2:
        raise Refused(SET_OF_ONE)
    _may_join(rows, policies, rows[0].unit_id)
    standing = policies[rows[0].pk].standing
    made = HandoffSet.objects.create(
        title=title, unit=rows[0].unit, created_by=by, created_by_name=standing.name, created_at=now
    )
    write_set("make", made, standing, now, note=_names(rows))
    _join(made, rows, dates, standing, now)
    forget(by)
    signals.set_arranged.send(HandoffSet, handoff_set=made, members=rows, by=standing, now=now, made=True)
    return made


@transaction.atomic
def add_to_set(
    handoff_set: HandoffSet, handoffs: Iterable[Handoff], *, by: Any, now: dt.datetime, sooner: str = ""
) -> HandoffSet:
    """Put more into a set, at the hour of the set. Raises Refused once something of it is approved.

    `sooner` says why, where that hour leaves less than the lead time of what joins.
    """
    found, rows, policy = _asked(handoff_set, by, *(handoff.pk for handoff in handoffs))
    policy.may_arrange().enforce()
    joining = [row for row in rows if row.together_id != found.pk]
    if not joining:
        raise Refused(NOT_NOW)
    _may_join(joining, policies_for(by, joining), found.unit_id)
    hour = next(row.publish_at for row in rows if row.together_id == found.pk)
    write_set("add", found, policy.standing, now, note=_names(joining))
    _join(found, joining, Dates(hour, sooner=sooner), policy.standing, now)
    forget(by)
    signals.set_arranged.send(HandoffSet, handoff_set=found, members=joining, by=policy.standing, now=now, made=False)
    return found


@transaction.atomic
def take_out(handoff_set: HandoffSet, handoff: Handoff, *, by: Any, now: dt.datetime) -> HandoffSet:
    """Take one out, while nothing is approved; its dates stay as they are."""
    found, rows, policy = _asked(handoff_set, by)
    policy.may_arrange().enforce()
    row = next((row for row in rows if row.pk == handoff.pk), None)
    if row is None:
        raise Refused(NOT_NOW)
    write_set("take_out", found, policy.standing, now, note=_names([row]))
    leave_set(row, policy.standing, now)
    forget(by)
    return found


@transaction.atomic
def dissolve_set(handoff_set: HandoffSet, *, by: Any, now: dt.datetime) -> HandoffSet:
    """Let everything go its own way again, while nothing is approved; dates stay as they are."""
    found, rows, policy = _asked(handoff_set, by)
    policy.may_arrange().enforce()
    write_set("dissolve", found, policy.standing, now, note=_names(rows))
    for row in rows:
        leave_set(row, policy.standing, now)
    forget(by)
    return found


@transaction.atomic
def approve_set(
    handoff_set: HandoffSet,
    *,
    by: Any,
    read: Mapping[int, Read],
    now: dt.datetime,
    late: bool = False,
    sooner: str = "",
) -> HandoffSet:
    """Approve everything that is not public yet, or nothing. `read` is what was read of each, by handoff.

    `sooner` says why the portal side takes what leaves less than the lead time. Raises NotReady with every member that
    is not ready; Refused for whoever approves nothing of this unit, and without `sooner` where it is asked for.
    """
    found, rows, policy = _asked(handoff_set, by)
    policy.may_decide().enforce()
    missing = policy.missing(read, now=now, late=late)
    if missing:
        raise NotReady([(row.title, missing[row.pk]) for row in rows if row.pk in missing])
    policy.may_take_sooner(sooner).enforce()
    approved = [row for row in rows if row.stage != Stage.PUBLISHED]
    write_set("approve", found, policy.standing, now, note=_names(approved))
    for row in approved:
        schedule(row, by=by, standing=policy.standing, now=now, sooner=sooner)
    signals.set_scheduled.send(HandoffSet, handoff_set=found, members=approved, now=now)
    return found


@transaction.atomic
def unschedule_set(
    handoff_set: HandoffSet, *, by: Any, hour: dt.datetime | None, reason: str, now: dt.datetime
) -> HandoffSet:
    """Cancel the schedule of everything that is approved and not public yet; what is public stays public.

    `hour` is the one that was read; Refused where it is another now.
    """
    found, rows, policy = _asked(handoff_set, by)
    policy.may_unschedule().enforce()
    if hour != policy.promised_hour:
        raise Refused(HOUR_MOVED)
    row = next(row for row in rows if row.pk in policy.promised)
    unschedule(row, by=by, read=Read.of(row), reason=reason, now=now)
    return found


@transaction.atomic
def retry_set(handoff_set: HandoffSet, *, by: Any, now: dt.datetime) -> list[Handoff]:
    """Everything that failed is due again from this instant. Returns it, for whoever carries it out at once."""
    _found, rows, policy = _asked(handoff_set, by)
    policy.may_retry().enforce()
    failed = [row for row in rows if row.stage == Stage.FAILED]
    for row in failed:
        make_due(row, policy.standing, now)
    return failed


# -- shared ---------------------------------------------------------------------------------------------------------


def _asked(handoff_set: HandoffSet, by: Any, *besides: int) -> tuple[HandoffSet, list[Handoff], SetPolicy]:
    """The set, its rows held in one order with those `besides`, and what the person may do with what belongs to it."""
    found = HandoffSet.objects.select_for_update().get(pk=handoff_set.pk)
    numbers = Handoff.objects.filter(together=found).values_list("pk", flat=True)
    rows = locked_rows({*numbers, *besides})
    members = policies_for(by, [row for row in rows if row.together_id == found.pk])
    policy = SetPolicy(desk_of(by).standing, found.unit_id, members)
    policy.may_read().enforce()
    if not members:
        raise Refused(SET_IS_EMPTY)
    return found, rows, policy


def _may_join(rows: list[Handoff], policies: Mapping[int, HandoffPolicy], unit_id: int) -> None:
    for row in rows:
        may_join(policies[row.pk]).enforce()
        if row.unit_id != unit_id:
            raise Refused(SET_OF_ONE_UNIT)
        if row.together_id is not None:
            raise Refused(SET_ALREADY)


def _join(into: HandoffSet, rows: list[Handoff], dates: Dates, standing: Standing, now: dt.datetime) -> None:
    """The hour of a set is one, and agreed anew where it is another than the handoff had."""
    for row in rows:
        row.together = into
        row.save(update_fields=["together"])
        write("join", row, standing, now, note=into.title)
        if row.publish_at != dates.publish_at:
            reason = _("Goes public together with the set «%(title)s».") % {"title": into.title}
            put_on_the_table(row, Side.UNIT, dates.for_member(row), standing, now, reason=reason)


def _names(rows: Iterable[Handoff]) -> str:
    return "; ".join(row.title for row in rows)
