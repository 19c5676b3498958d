"""Lists of handoffs: those of a unit, and the portal team's queue."""

from collections.abc import Callable
from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from coordination import boards
from coordination.lineage import follow
from coordination.standing import standing_of
from coordination.verdict import Refused

from .. import desks, list_filters, sets
from ..facts import marked
from ..holders import claims_at, officers_on
from ..leads import with_leads
from ..list_filters import ListFilter
from ..models import DateProposal, Handoff
from ..policies.verdicts import NOT_FOR_YOU
from ..states import OPEN, Answer
from .access import staff
from .screens import screen


@require_GET
@staff
def unit_list(request: HttpRequest) -> HttpResponse:
    """«Nasze przekazania»: what the person's units handed over, and whose turn it is."""
    standing = standing_of(request.user)
    rows = marked(_with_talks(Handoff.objects.of_units(list(standing.units))), standing)
    claims = claims_at(timezone.now())
    found = [*rows.open(), *rows.exclude(stage__in=OPEN).order_by("-publish_at")[:20]]
    marks = sets.marks(found)
    cards = [desks.card(row, standing, claims, marks=marks) for row in found]
    asked = follow(request.GET, standing.on, by="pk")
    filters = list_filters.of_unit(asked, [card for card in cards if card.handoff.stage in OPEN], standing)
    return screen(
        request,
        "unit_list",
        _("Our handoffs"),
        {
            **_in_two(filters),
            "closed": [] if filters.is_set else [card for card in cards if card.handoff.stage not in OPEN],
            "acts": bool(standing.acting_unit_ids),
        },
    )


@require_GET
@staff
def queue(request: HttpRequest) -> HttpResponse:
    """The portal team's queue, by the hour of publication; filters live in the address."""
    standing = standing_of(request.user)
    if not (standing.is_portal_officer or standing.watches_city):
        raise Refused(NOT_FOR_YOU)
    claims = claims_at(timezone.now())
    found = list(marked(_with_talks(Handoff.objects.open()), standing).urgent_first())
    contacts = boards.contacts_today(standing.on, {row.unit_id for row in found})
    officers = officers_on(standing.on) if standing.is_administrator else []
    marks = sets.marks(found)
    cards = [desks.card(row, standing, claims, contacts.get(row.unit_id), marks) for row in found]
    filters = list_filters.of_queue(follow(request.GET, standing.on, by="pk"), cards, standing, claims)
    return screen(
        request,
        "queue",
        _("Publication queue"),
        {
            **_in_two(filters, lambda card: desks.in_queue(card, standing, claims, officers)),
            "watches": standing.watches_city,
            "here": request.get_full_path(),
        },
    )


def _in_two(filters: ListFilter, shown: Callable[[desks.Card], desks.Card] = lambda card: card) -> dict[str, Any]:
    """What the filters leave, in two parts: what waits for the reader, and the rest."""
    cards = [shown(card) for card in filters.shown]
    return {
        "filters": filters,
        "mine": [card for card in cards if card.mine],
        "others": [card for card in cards if not card.mine],
    }


def _with_talks(rows: Any) -> Any:
    waiting = Prefetch(
        "proposals", queryset=DateProposal.objects.filter(answer=Answer.WAITING), to_attr="waiting_proposals"
    )
    return with_leads(rows).select_related("unit", "page", "revision").prefetch_related(waiting)
