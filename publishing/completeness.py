"""«Co jeszcze»: what a unit still lacks, item by item, judged from facts. Pure, and never a grade.

An item is there, is lacking, or is not asked of the unit, and then says why. The unit's list and the report of the
city are the same answers: for one unit, for all of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from coordination import order
from coordination.order import Citation
from coordination.states import Office
from coordination.wording import full_day

if TYPE_CHECKING:
    from coordination.verbs import Label


class State(models.TextChoices):
    """Every item of every unit is in exactly one."""

    THERE = "jest", gettext_lazy("is there")
    LACKING = "brak", gettext_lazy("still to do")
    NOT_ASKED = "nie-dotyczy", gettext_lazy("not asked")


class Contact(NamedTuple):
    """A coordinator or deputy in office, with what the public card would show."""

    person_id: int
    name: str
    office: str
    phone: str
    email: str


class Told(NamedTuple):
    """What a room above says of a unit: how many, of which page, on which days."""

    number: int = 0
    page_id: int | None = None
    days: tuple[dt.date, ...] = ()


class Declared(NamedTuple):
    """«Nie udzielamy»: the row, its day and its reason."""

    pk: int
    on: dt.date
    reason: str


@dataclass(frozen=True)
class UnitFacts:
    """A unit on one Warsaw day. A fact that no room tells (`told` lacks its key) is not asked for."""

    unit_id: int
    on: dt.date
    served_by: str = ""
    contacts: tuple[Contact, ...] = ()
    email: str = ""
    has_topics: bool = False
    has_spheres: bool = False
    told: Mapping[str, Told] = field(default_factory=dict)
    declared: Declared | None = None
    attested: tuple[dt.date, ...] = ()
    overdue: int = 0
    findings: Mapping[str, int] = field(default_factory=dict)

    def of(self, office: str) -> list[Contact]:
        return [one for one in self.contacts if one.office == office]


class Answer(NamedTuple):
    """State, how many things it is about, what is the case, what to do; `people` are those it concerns."""

    state: str
    number: int = 0
    words: str = ""
    todo: str = ""
    people: tuple[Contact, ...] = ()

    @property
    def lacking(self) -> bool:
        return self.state == State.LACKING


Judge = Callable[[UnitFacts], Answer]


@dataclass(frozen=True)
class Item:
    """One line of the list and one column of the report. `of_served`: also asked of a unit that another serves."""

    code: str
    label: Label
    place: Citation
    judge: Judge
    of_served: bool = False


def answer(item: Item, facts: UnitFacts) -> Answer:
    if facts.served_by and not item.of_served:
        words = _("%(unit)s serves this unit and answers organisations for it.") % {"unit": facts.served_by}
        return Answer(State.NOT_ASKED, words=words)
    return item.judge(facts)


def judged(items: Iterable[Item], facts: UnitFacts) -> dict[str, Answer]:
    return {item.code: answer(item, facts) for item in items}


OVERDUE = "aktualnosc"
UNIT_PAGE, AID_CARDS, MEETINGS = "unit-pages", "aid-cards", "sector-meetings"
"""What rooms above tell: see completeness_sources."""


# -- people ---------------------------------------------------------------------------------------------------------


def _office(office: Office, todo: Label) -> Judge:
    def judge(facts: UnitFacts) -> Answer:
        held = facts.of(office)
        if held:
            return Answer(State.THERE, len(held), ", ".join(one.name for one in held))
        return Answer(State.LACKING, 1, _("Nobody holds the office today."), str(todo))

    return judge


def _phones(office: Office) -> Judge:
    def judge(facts: UnitFacts) -> Answer:
        held = facts.of(office)
        if not held:
            return Answer(State.NOT_ASKED, words=_("Nobody holds the office yet."))
        without = tuple(one for one in held if not one.phone.strip())
        if not without:
            return Answer(State.THERE, len(held))
        names = ", ".join(one.name for one in without)
        todo = _("Enter the phone in the person's data.")
        return Answer(State.LACKING, len(without), _("Without a phone: %(names)s.") % {"names": names}, todo, without)

    return judge


def _email(facts: UnitFacts) -> Answer:
    without = tuple(one for one in facts.contacts if not one.email.strip())
    names = [one.name for one in without] + ([] if facts.email else [_("the unit itself")])
    if not names:
        return Answer(State.THERE, 1, facts.email)
    words = _("Without an e-mail: %(names)s.") % {"names": ", ".join(names)}
    todo = _("People enter their own; portal administrators enter the general one of the unit.")
    return Answer(State.LACKING, len(names), words, todo, without)


# -- what organisations find ----------------------------------------------------------------------------------------


def _topics(facts: UnitFacts) -> Answer:
    if facts.has_topics:
        return Answer(State.THERE, 1)
    todo = _("Tell the portal administrators by which topics organisations should find you; they enter them.")
    return Answer(State.LACKING, 1, _("No topic leads to the unit."), todo)


def _spheres(facts: UnitFacts) -> Answer:
    if facts.has_spheres:
        return Answer(State.THERE, 1)
    todo = _("Tell the portal administrators the points of art. 4 ust. 1; they enter them.")
    return Answer(State.LACKING, 1, _("No sphere of public tasks is given."), todo)


def _untold() -> Answer:
    return Answer(State.NOT_ASKED, words=_("This portal keeps no pages of this kind."))


def _unit_page(facts: UnitFacts) -> Answer:
    if UNIT_PAGE not in facts.told:
        return _untold()
    told = facts.told[UNIT_PAGE]
    if told.number:
        return Answer(State.THERE, told.number)
    if told.page_id:
        todo = _("Finish the draft and publish it, or hand it over.")
        return Answer(State.LACKING, 1, _("The page of the unit is not public."), todo)
    return Answer(State.LACKING, 1, _("The unit has no page."), _("Write the page of the unit."))


def _aid(facts: UnitFacts) -> Answer:
    if AID_CARDS not in facts.told:
        return _untold()
    cards, declared = facts.told[AID_CARDS].number, facts.declared
    if cards:
        words = _("A declaration that no aid is granted stands as well; take it back.") if declared else ""
        return Answer(State.THERE, cards, words)
    if declared:
        words = _("Declared on %(day)s that the unit grants no aid: %(reason)s")
        return Answer(State.NOT_ASKED, words=words % {"day": full_day(declared.on), "reason": declared.reason})
    todo = _("Publish a card of aid, or declare that the unit grants none.")
    return Answer(State.LACKING, 1, _("No card says what aid organisations may get."), todo)


def _meeting(facts: UnitFacts) -> Answer:
    """Whichever is first: held, attested, or in the calendar for a day of this year."""
    told = facts.told.get(MEETINGS, Told())
    year = facts.on.year
    days = sorted(day for day in (*told.days, *facts.attested) if day.year == year)
    if days:
        words = _("Held on %(day)s.") if days[0] <= facts.on else _("Planned for %(day)s.")
        return Answer(State.THERE, len(days), words % {"day": full_day(days[0])})
    todo = _("Publish the meeting as an event, or attest the one that was held. There is time until %(day)s.")
    last = full_day(dt.date(year, 12, 31))
    words = _("No sector meeting of the year %(year)s is known.") % {"year": year}
    return Answer(State.LACKING, 1, words, todo % {"day": last})


# -- pages as they are ----------------------------------------------------------------------------------------------


def _fresh(facts: UnitFacts) -> Answer:
    if not facts.overdue:
        return Answer(State.THERE, words=_("None is."))
    words = ngettext(
        "%(number)s page is past its review day.", "%(number)s pages are past their review day.", facts.overdue
    ) % {"number": facts.overdue}
    return Answer(
        State.LACKING, facts.overdue, words, _("Look through each: correct it, or confirm that it is current.")
    )


def finding(code: str, todo: Label) -> Judge:
    """An item for one sort of what is wrong on pages."""

    def judge(facts: UnitFacts) -> Answer:
        number = facts.findings.get(code, 0)
        if not number:
            return Answer(State.THERE)
        words = ngettext("Found in %(number)s place.", "Found in %(number)s places.", number) % {"number": number}
        return Answer(State.LACKING, number, words, str(todo))

    return judge


NAME_COORDINATOR = gettext_lazy("The head of the unit names a coordinator.")
NAME_DEPUTY = gettext_lazy("The head of the unit names somebody who stands in.")

OWN_ITEMS = (
    Item("koordynator", gettext_lazy("coordinator"), order.DESIGNATION, _office(Office.COORDINATOR, NAME_COORDINATOR)),
    Item("zastepca", gettext_lazy("deputy coordinator"), order.DESIGNATION, _office(Office.DEPUTY, NAME_DEPUTY)),
    Item("telefon-koordynatora", gettext_lazy("phone of the coordinator"), order.NOTICE, _phones(Office.COORDINATOR)),
    Item("telefon-zastepcy", gettext_lazy("phone of the deputy"), order.NOTICE, _phones(Office.DEPUTY)),
    Item("e-mail", gettext_lazy("e-mail"), order.NOTICE, _email),
    Item("tematy", gettext_lazy("topics"), order.INFORM_ON_COOPERATION, _topics),
    Item("sfery", gettext_lazy("spheres of public tasks"), order.INFORM_ON_COOPERATION, _spheres),
    Item("strona", gettext_lazy("page of the unit"), order.INFORM_ON_COOPERATION, _unit_page),
    Item("pomoc", gettext_lazy("aid, or «we grant none»"), order.INFORM_ON_AID, _aid),
    Item("spotkanie", gettext_lazy("sector meeting of the year"), order.SECTOR_MEETING, _meeting),
    Item(OVERDUE, gettext_lazy("pages past their review day"), order.CURRENT_CONTENT, _fresh, of_served=True),
)
