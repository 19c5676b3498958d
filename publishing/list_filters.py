"""Filters of the two lists of handoffs, kept in the address, with how many rows each value would show.

A list has read all that is open before it is filtered, so its filters ask the cards: whose turn it is, what is late and
who has it in hand stay the rules of the cards (publishing.desks), and the counts need no query.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from coordination.models import PortalAssignment, Unit
from coordination.numbers import number
from coordination.standing import Standing

from . import kinds
from .desks import Card
from .holders import Claims
from .states import Side, Stage

MINE, NOBODYS = "moje", "niczyje"
LATE, SOONER = "po-terminie", "krocej"
FOR_ME, FOR_PORTAL, FOR_UNIT, BY_ITSELF = "na-mnie", "na-redakcje", "na-komorke", "samo"
STAGES = (Stage.QUEUED, Stage.FAILED, Stage.PREPARED, Stage.RETURNED, Stage.SCHEDULED)
"""Open stages, those of the queue first."""


@dataclass(frozen=True)
class Option:
    """A value of a filter: what the list would show if it were chosen, the other filters kept."""

    value: str
    label: Any
    number: int = 0
    chosen: bool = False


@dataclass(frozen=True)
class Facet:
    """One filter: its name in the address, which of its values a card has, the values on offer in their order."""

    name: str
    label: Any
    everything: Any
    values_of: Callable[[Card], frozenset[str]]
    offered: Sequence[tuple[str, Any]]


class ListFilter:
    """The filters of one list. A value that the list does not know is ignored."""

    def __init__(self, query: Mapping[str, str], cards: Sequence[Card], facets: Iterable[Facet]) -> None:
        self._cards, self._facets = cards, list(facets)
        self.chosen = {
            facet.name: query[facet.name]
            for facet in self._facets
            if query.get(facet.name) in {value for value, _label in facet.offered}
        }

    @property
    def is_set(self) -> bool:
        return bool(self.chosen)

    @property
    def everything(self) -> int:
        """How many rows the list has without any filter."""
        return len(self._cards)

    @cached_property
    def shown(self) -> list[Card]:
        return [card for card in self._cards if self._meets(card)]

    def fields(self) -> list[tuple[Facet, list[Option]]]:
        """For the form: every filter that has something to choose from, with its counts."""
        return [(facet, self._options(facet)) for facet in self._facets if facet.offered]

    def _options(self, facet: Facet) -> list[Option]:
        rows = (card for card in self._cards if self._meets(card, apart_from=facet))
        numbers = Counter(value for card in rows for value in facet.values_of(card))
        chosen = self.chosen.get(facet.name)
        return [Option(value, label, numbers[value], value == chosen) for value, label in facet.offered]

    def _meets(self, card: Card, apart_from: Facet | None = None) -> bool:
        asked = (facet for facet in self._facets if facet.name in self.chosen and facet is not apart_from)
        return all(self.chosen[facet.name] in facet.values_of(card) for facet in asked)


def of_queue(query: Mapping[str, str], cards: Sequence[Card], standing: Standing, claims: Claims) -> ListFilter:
    """The portal team's queue."""
    turns = [
        (FOR_PORTAL, _("the portal team's")),
        (FOR_UNIT, _("the unit's")),
        (BY_ITSELF, _("nobody's, it goes by itself")),
    ]
    if standing.is_portal_officer:
        turns = [(FOR_ME, _("mine: it waits for me")), *turns]
    if query.get("trzyma") == str(standing.user_id):
        query = {name: query[name] for name in query} | {"trzyma": MINE}
    facets = [
        _turns(turns),
        _dates([(LATE, _("late")), (SOONER, _("sooner than usual"))]),
        _stages(),
        _kinds(cards),
        _units(cards, query),
        _holders(cards, query, standing, claims),
    ]
    return ListFilter(query, cards, facets)


def of_unit(query: Mapping[str, str], cards: Sequence[Card], standing: Standing) -> ListFilter:
    """«Nasze przekazania». Somebody of one unit is not asked which."""
    turns = [
        (FOR_ME, _("mine: it waits for me")),
        (FOR_PORTAL, _("the portal team's")),
        (BY_ITSELF, _("nobody's, it goes by itself")),
    ]
    several = [_units(cards, query)] if len(standing.units) > 1 else []
    return ListFilter(query, cards, [_turns(turns), _dates([(LATE, _("late"))]), _stages(), _kinds(cards), *several])


def _turns(offered: Sequence[tuple[str, Any]]) -> Facet:
    sides = {Side.UNIT: FOR_UNIT, Side.PORTAL: FOR_PORTAL}

    def values(card: Card) -> frozenset[str]:
        side = sides.get(card.turn, BY_ITSELF)  # type: ignore[call-overload]
        return frozenset({side, FOR_ME} if card.mine else {side})

    return Facet("ruch", _("Whose move"), _("anybody's"), values, offered)


def _dates(offered: Sequence[tuple[str, Any]]) -> Facet:
    def values(card: Card) -> frozenset[str]:
        return frozenset(value for value, holds in ((LATE, card.late), (SOONER, card.sooner)) if holds)

    return Facet("termin", _("Dates"), pgettext("lead time", "any"), values, offered)


def _stages() -> Facet:
    offered = [(stage.value, stage.label) for stage in STAGES]
    return Facet("etap", _("Stage"), _("all"), lambda card: frozenset({card.handoff.stage}), offered)


def _kinds(cards: Sequence[Card]) -> Facet:
    """Kinds that units write; of the others what somebody did hand over."""
    found = {card.handoff.kind: card.handoff.kind_label for card in cards}
    offered = list((dict(kinds.choices()) | found).items())
    return Facet("rodzaj", _("Kind of content"), _("all"), lambda card: frozenset({card.handoff.kind}), offered)


def _units(cards: Sequence[Card], query: Mapping[str, str]) -> Facet:
    """Units with something open, by name, and the one that is asked for."""
    found = {str(card.handoff.unit_id): str(card.handoff.unit) for card in cards}
    offered = sorted(_with_asked(found, query.get("komorka", ""), _unit).items(), key=lambda pair: pair[1])
    return Facet("komorka", _("Unit"), _("all"), lambda card: frozenset({str(card.handoff.unit_id)}), offered)


def _holders(cards: Sequence[Card], query: Mapping[str, str], standing: Standing, claims: Claims) -> Facet:
    """«Mine», «nobody's», then everybody else who has something in hand, by name, and whoever is asked for."""

    def holder(card: Card) -> str:
        until = claims.until(card.handoff)
        if until is None or until <= claims.now:
            return NOBODYS
        return MINE if card.handoff.held_by_id == standing.user_id else str(card.handoff.held_by_id)

    names = {holder(card): card.handoff.held_by_name for card in cards}
    others = {value: name for value, name in names.items() if value not in (MINE, NOBODYS)}
    others = _with_asked(others, query.get("trzyma", ""), _officer)
    mine = [(MINE, _("mine"))] if standing.is_portal_officer else []
    offered = [*mine, (NOBODYS, _("nobody's")), *sorted(others.items(), key=lambda pair: pair[1])]
    return Facet("trzyma", _("In whose hand"), _("everybody's"), lambda card: frozenset({holder(card)}), offered)


def _with_asked(found: Mapping[str, str], asked: str, name_of: Callable[[int], str]) -> dict[str, str]:
    """With the value of an old link that has nothing on the list today: it is said so, not shown as «all»."""
    key = number(asked) if asked not in found else None
    name = name_of(key) if key is not None else ""
    return dict(found) | ({asked: name} if name else {})


def _unit(pk: int) -> str:
    found = Unit.objects.filter(pk=pk).first()
    return str(found) if found else ""


def _officer(account: int) -> str:
    found = PortalAssignment.objects.filter(account_id=account).first()
    return found.name if found else ""
