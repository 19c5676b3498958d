"""Pages taken off or archived by the unit's own right, handed over for it, put back (scenario 74)."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from coordination import audit, order
from coordination.models import Unit
from coordination.standing import Standing
from coordination.verdict import Refused

from .. import takedowns
from ..bases import right_row, right_words
from ..facts import forget, site_of, takedown_policy
from ..models import Handoff, Stewardship, Takedown
from ..policies import TakedownPolicy
from ..policies.verdicts import NOT_TAKEN_DOWN
from ..states import Purpose
from ..subjects import page_reference
from ..takedown import in_force_on
from .as_it_is import handed, held, into_the_queue
from .dates import Dates

VERBS: dict[str, str] = {Purpose.TAKE_OFF: "page.take_off", Purpose.ARCHIVE: "page.archive"}


@dataclass(frozen=True)
class Plan:
    """What is to happen to a page, and what readers are told. `target` is a public page in its place."""

    purpose: str
    ground: str
    words: str = ""
    target: Any = None


@transaction.atomic
def take_down(page: Any, *, plan: Plan, by: Any, now: dt.datetime) -> Takedown:
    """Take a page off, or move it to the archive, by the unit's own right (§ 4 ust. 1 pkt 1). Announces `taken_down`.

    Raises Refused for a unit without the right, while a handoff is open, and for a page that is not public.
    """
    page, policy = _held(page, by)
    policy.may_take_down(plan.purpose).enforce()
    standing = policy.page.standing
    takedown = Takedown(page_id=page.pk, title=page.title, **_asked(plan, by, standing, now))
    takedowns.carry_out_by_right(takedown, by=by, standing=standing, now=now)
    unit = _unit_of(page)
    row = right_row(standing, unit, page.kind, standing.on, site_of(page))
    _write(VERBS[plan.purpose], takedown, standing, now, unit, right_words(standing, unit, row), row)
    forget(by)
    return takedown


@transaction.atomic
def ask_to_take_down(
    page: Any,
    *,
    plan: Plan,
    publish_at: dt.datetime | None,
    by: Any,
    now: dt.datetime,
    note: str = "",
    sooner: str = "",
) -> Handoff:
    """Hand a page over to be taken off or archived (§ 4 ust. 1 pkt 2, ust. 2): into the queue like any other.

    `publish_at` is the hour the unit proposes; None after a return, where the dates stay. `sooner` is the reason of an
    hour that leaves less than the lead time. Raises Refused.
    """
    page, policy = _held(page, by)
    policy.may_ask(plan.purpose).enforce()
    handoff = handed(page, plan.purpose, dates=Dates(publish_at or now, sooner=sooner), by=by, now=now, note=note)
    asked = _asked(plan, by, policy.page.standing, now)
    takedown, _is_new = Takedown.objects.update_or_create(
        handoff=handoff, defaults={"page_id": page.pk, "title": page.title, **asked}
    )
    return into_the_queue(handoff, page, by=by, now=now, told=takedown.in_words)


@transaction.atomic
def put_back(page: Any, *, by: Any, now: dt.datetime) -> Takedown:
    """Make public again what readers had before the page was taken off or archived. Announces `put_back`.

    Raises Refused for a unit without the right: it hands the page over again.
    """
    page, policy = _held(page, by)
    policy.may_put_back().enforce()
    takedown, standing = in_force_on(page.pk), policy.page.standing
    if takedown is None:
        raise Refused(NOT_TAKEN_DOWN)
    unit = _unit_of(page)
    acts = standing.acts_for(unit.pk)
    place = order.WITHIN_RIGHTS if acts else order.BEYOND_RIGHTS
    takedowns.put_back(takedown, by=by, standing=standing, right=place, now=now)
    row = right_row(standing, unit, page.kind, standing.on, site_of(page)) if acts else None
    words = right_words(standing, unit, row) if acts else str(order.BEYOND_RIGHTS)
    _write("page.put_back", takedown, standing, now, unit, words, row)
    forget(by)
    return takedown


def _held(page: Any, by: Any) -> tuple[Any, TakedownPolicy]:
    found = held(page, by)
    return found, takedown_policy(by, found)


def _asked(plan: Plan, by: Any, standing: Standing, now: dt.datetime) -> dict[str, Any]:
    return {
        "purpose": plan.purpose,
        "ground": plan.ground,
        "words": plan.words,
        "target": plan.target,
        "asked_by": by,
        "asked_by_name": standing.name,
        "asked_at": now,
    }


def _unit_of(page: Any) -> Unit:
    return Stewardship.objects.select_related("unit").get(page_id=page.pk).unit


def _write(
    verb: str, takedown: Takedown, by: Standing, now: dt.datetime, unit: Unit, right: str, right_about: Any
) -> None:
    audit.write(
        verb,
        now=now,
        about=page_reference(takedown.page_id),
        label=takedown.title,
        by=by,
        unit=unit,
        right=right,
        right_row=right_about,
        version=str(takedown.revision_id or ""),
        note=takedown.in_words,
    )
