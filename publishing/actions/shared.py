"""What the deeds on handoffs share."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from coordination import audit, order
from coordination.standing import Standing
from coordination.verdict import Refused

from .. import requirements
from ..ends import end_at_stake
from ..facts import desk_of, handoff_facts
from ..grounds import Ground
from ..models import Handoff, HandoffSet
from ..policies import HandoffPolicy
from ..policies.verdicts import NOT_NOW, over
from ..states import BY_DEED


def locked(handoff: Handoff) -> Handoff:
    """The handoff as it is now, its row held until the deed is done."""
    return Handoff.objects.select_for_update().get(pk=handoff.pk)


def locked_rows(numbers: Iterable[int]) -> list[Handoff]:
    """Several handoffs as they are now, rows held, always in the order of their numbers: two deeds never cross."""
    rows = Handoff.objects.select_for_update(of=("self",)).filter(pk__in=list(numbers)).order_by("pk")
    return list(rows.select_related("page", "revision", "unit"))


def locked_set(set_id: int) -> tuple[HandoffSet, list[Handoff]]:
    """A set and what belongs to it: first the row of the set, then those of its members."""
    found = HandoffSet.objects.select_for_update().get(pk=set_id)
    return found, locked_rows(Handoff.objects.filter(together_id=set_id).values_list("pk", flat=True))


def locked_with_set(handoff: Handoff) -> tuple[Handoff, list[Handoff]]:
    """The handoff, and what else belongs to its set, all rows held. Raises Refused where it joined or left just now."""
    set_id = Handoff.objects.values_list("together_id", flat=True).get(pk=handoff.pk)
    rows = [locked(handoff)] if set_id is None else locked_set(set_id)[1]
    found = {row.pk: row for row in rows if row.together_id == set_id}
    if handoff.pk not in found:
        raise Refused(NOT_NOW)
    return found.pop(handoff.pk), list(found.values())


def policies_for(by: Any, rows: Sequence[Handoff]) -> dict[int, HandoffPolicy]:
    """The policies of one account on several handoffs, by number; so many queries, whatever their number."""
    standing, ground = desk_of(by).standing, Ground(rows)
    return {row.pk: HandoffPolicy(standing, handoff_facts(row, ground)) for row in rows}


def policy_for(by: Any, handoff: Handoff) -> HandoffPolicy:
    return HandoffPolicy(desk_of(by).standing, handoff_facts(handoff))


def judge_content(page: Any, publish_at: dt.datetime, now: dt.datetime) -> None:
    """Is this version complete if it goes public at the hour? Raises Refused with all that is missing (§ 3 pkt 2)."""
    requirements.complete(page.requirements_at(publish_at, now=now)).enforce()


def judge_hour(handoff: Handoff, publish_at: dt.datetime, now: dt.datetime) -> None:
    """The same of what was handed over already, before an hour for it is proposed or agreed.

    Where there is no text yet, or the page stays as it is, there is nothing to judge.
    """
    if handoff.revision is not None and not handoff.keeps_text:
        judge_content(handoff.revision.as_object(), publish_at, now)
        end = end_at_stake(handoff)
        if end and end <= now:
            raise Refused(over(end))


def advance(handoff: Handoff, deed: str) -> None:
    step = BY_DEED[deed]
    if handoff.stage not in step.before:
        raise Refused(NOT_NOW)
    handoff.stage = step.after
    handoff.save()


def write(verb: str, handoff: Handoff, by: Standing | None, now: dt.datetime, *, note: str = "") -> None:
    audit.write(
        f"handoff.{verb}",
        now=now,
        about=handoff,
        by=by,
        unit=handoff.unit,
        right=str(order.BEYOND_RIGHTS),
        version=str(handoff.revision_id or ""),
        note=note,
    )


def write_set(verb: str, of: HandoffSet, by: Standing, now: dt.datetime, *, note: str = "") -> None:
    audit.write(f"set.{verb}", now=now, about=of, by=by, unit=of.unit, right=str(order.BEYOND_RIGHTS), note=note)


def leave_set(handoff: Handoff, by: Standing | None, now: dt.datetime) -> None:
    """Out of its set, if it is in one; its dates stay as they are. The others stay together."""
    if handoff.together is None:
        return
    title = handoff.together.title
    handoff.together = None
    handoff.save(update_fields=["together"])
    write("leave", handoff, by, now, note=title)
