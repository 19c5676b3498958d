"""Reading sets: what belongs to them, what a person may do with them, how lists name them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet

from coordination.standing import standing_of

from .facts import handoff_facts, marked
from .grounds import Ground
from .leads import with_leads
from .models import DateProposal, Handoff, HandoffSet
from .policies import HandoffPolicy, SetPolicy
from .states import NEGOTIABLE, Answer, SetState, set_state


@dataclass(frozen=True)
class Mark:
    """What a list says of the set a handoff belongs to."""

    pk: int
    title: str
    state: SetState
    size: int


def marks(rows: Iterable[Handoff]) -> dict[int, Mark]:
    """The sets of the handoffs, by number of the set. One query, and none where there is no set."""
    wanted = {row.together_id for row in rows if row.together_id}
    stages: dict[int, list[str]] = {}
    titles: dict[int, str] = {}
    found = Handoff.objects.filter(together_id__in=wanted).order_by() if wanted else Handoff.objects.none()
    for pk, title, stage in found.values_list("together_id", "together__title", "stage"):
        stages.setdefault(pk or 0, []).append(stage)
        titles[pk or 0] = title or ""
    return {pk: Mark(pk, titles[pk], set_state(found), len(found)) for pk, found in stages.items()}


def members(handoff_set: HandoffSet, user: Any) -> list[Any]:
    """What belongs to the set, by its own order of making, with the marks of facts.marked and what cards need."""
    waiting = Prefetch(
        "proposals", queryset=DateProposal.objects.filter(answer=Answer.WAITING), to_attr="waiting_proposals"
    )
    rows = marked(Handoff.objects.filter(together=handoff_set), standing_of(user)).order_by("pk")
    return list(with_leads(rows).select_related("page", "revision", "unit").prefetch_related(waiting))


def set_policy(user: Any, handoff_set: HandoffSet, rows: list[Any]) -> SetPolicy:
    """`rows` is all that belongs to the set."""
    standing, ground = standing_of(user), Ground(rows)
    found = {row.pk: HandoffPolicy(standing, handoff_facts(row, ground)) for row in rows}
    return SetPolicy(standing, handoff_set.unit_id, found)


def candidates(user: Any, unit_id: int | None = None) -> QuerySet[Handoff]:
    """What the person may put into a set: not approved, in none yet, and not limited to others."""
    standing = standing_of(user)
    units = [unit for unit in standing.acting_unit_ids if unit_id in (None, unit)]
    rows = Handoff.objects.of_units(units).filter(stage__in=NEGOTIABLE, together__isnull=True)
    return marked(rows, standing).filter(is_shut=False).select_related("unit", "page").order_by("publish_at", "pk")
