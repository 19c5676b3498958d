"""Every deed of the rooms leaves exactly one line with who, when, from which unit, under which right, on what, how.

A new deed in an `actions` module fails here until somebody adds it to the table.
"""

from __future__ import annotations

import datetime as dt
import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from coordination import actions as heart
from coordination import verbs
from coordination.audit import reference
from coordination.models import AuditEntry, Designation, Person
from coordination.standing import Standing, standing_of
from coordination.states import Office, Outcome
from coordination.verdict import Refused
from publishing import actions, drafts, freshness
from publishing.actions import Dates
from publishing.models import Handoff, PublishingRight
from tests.publishing.city import FRIDAY, NOW, TODAY, TUESDAY, WEDNESDAY, approved, fresh, handed_over, news

UNIT_SIDE, PORTAL_SIDE, HEAD_SIDE = "Ewelina Brodacka", "Roman Redaktor", "Maria Kierująca"
ROLES = {UNIT_SIDE: "koordynator", PORTAL_SIDE: "redaktor portalu", HEAD_SIDE: "kierujący komórką"}
BEYOND, WITHIN, DATE = "§ 4 ust. 1 pkt 2", "§ 4 ust. 1 pkt 1", "§ 4 ust. 2"
NAMED, ASKED, CURRENT = "§ 2 pkt 1", "§ 5 pkt 2", "§ 3 pkt 2"


@dataclass(frozen=True)
class Case:
    """A deed: what stands before it, the deed itself (gives what it is about), and what its line says."""

    verb: str
    do: Callable[[SimpleNamespace, Any], Any]
    who: str
    right: str
    before: Callable[[SimpleNamespace], Any] = lambda city: None
    versioned: bool = False
    lines: int = 1


def coordinator(city: SimpleNamespace) -> Standing:
    return standing_of(fresh(city.coordinator))


def inquiry(city: SimpleNamespace) -> Any:
    question = heart.Question("Sala", "Czy można?", "ngo@org.example", organisation="Fundacja Próba")
    return heart.ask(question, now=NOW, unit=city.kd).inquiry


def reserved(city: SimpleNamespace) -> Handoff:
    dates = Dates(publish_at=FRIDAY, deliver_by=TODAY)
    return actions.reserve(title="Plan", unit=city.kd, kind="news", dates=dates, by=fresh(city.coordinator), now=NOW)


def countered(city: SimpleNamespace) -> Any:
    row = handed_over(city)
    return actions.propose(row, dates=Dates(publish_at=WEDNESDAY), by=fresh(city.editor), now=NOW)


def returned(city: SimpleNamespace) -> Handoff:
    return actions.send_back(handed_over(city), by=fresh(city.editor), comment="Popraw", now=NOW)


def held(city: SimpleNamespace) -> Designation:
    return Designation.objects.get(unit=city.kd, office=Office.DEPUTY)


def newcomer(city: SimpleNamespace) -> Person:
    return Person.objects.create(first_name="Nina", last_name="Nowa", function="inspektor", email="n@umk.example")


def right(city: SimpleNamespace) -> PublishingRight:
    return PublishingRight(unit=city.kd, kind="news", from_on=TODAY, basis="pismo SZ-1")


def approve(city: SimpleNamespace, row: Handoff) -> Handoff:
    return actions.approve(row, by=fresh(city.editor), read_revision_id=row.revision_id, now=NOW)


TABLE: dict[str, Case] = {
    # publishing.actions
    "hand_over": Case(
        "handoff.deliver",
        lambda c, page: actions.hand_over(page, by=fresh(c.coordinator), publish_at=TUESDAY, now=NOW),
        UNIT_SIDE,
        BEYOND,
        news,
        versioned=True,
    ),
    "reserve": Case("handoff.reserve", lambda c, _: reserved(c), UNIT_SIDE, BEYOND),
    "start_material": Case(
        "handoff.start",
        lambda c, row: actions.start_material(
            row, begin=lambda h: drafts.create(h, by=c.coordinator), by=fresh(c.coordinator), now=NOW
        ),
        UNIT_SIDE,
        BEYOND,
        reserved,
        lines=3,  # the page and its first version are deeds on the page, each with a line of its own
    ),
    "deliver": Case(
        "handoff.deliver",
        lambda c, row: actions.deliver(row, by=fresh(c.coordinator), now=NOW),
        UNIT_SIDE,
        BEYOND,
        returned,
        versioned=True,
    ),
    "propose": Case(
        "handoff.propose",
        lambda c, row: actions.propose(row, dates=Dates(publish_at=FRIDAY), by=fresh(c.editor), now=NOW).handoff,
        PORTAL_SIDE,
        BEYOND,
        handed_over,
        versioned=True,
    ),
    "accept": Case(
        "handoff.agree",
        lambda c, made: actions.accept(made.handoff, by=fresh(c.coordinator), now=NOW, proposal_id=made.pk).handoff,
        UNIT_SIDE,
        BEYOND,
        countered,
        versioned=True,
    ),
    "approve": Case(
        "handoff.approve",
        approve,
        PORTAL_SIDE,
        BEYOND,
        handed_over,
        versioned=True,
        lines=2,  # approving is the consent to the hour: two facts of § 4, two lines
    ),
    "send_back": Case(
        "handoff.send_back",
        lambda c, row: actions.send_back(row, by=fresh(c.editor), comment="Popraw", now=NOW),
        PORTAL_SIDE,
        BEYOND,
        handed_over,
        versioned=True,
    ),
    "unschedule": Case(
        "handoff.unschedule",
        lambda c, row: actions.unschedule(row, by=fresh(c.editor), reason="Nie teraz", now=NOW),
        PORTAL_SIDE,
        BEYOND,
        approved,
        versioned=True,
    ),
    "withdraw": Case(
        "handoff.withdraw",
        lambda c, row: actions.withdraw(row, by=fresh(c.coordinator), reason="Nieaktualne", now=NOW),
        UNIT_SIDE,
        BEYOND,
        handed_over,
        versioned=True,
    ),
    "keep_right": Case(
        "right.give",
        lambda c, row: actions.keep_right(row, by=standing_of(fresh(c.editor)), now=NOW),
        PORTAL_SIDE,
        "pismo SZ-1",
        right,
    ),
    # publishing.freshness
    "confirm_current": Case(
        "page.confirm",
        lambda c, page: freshness.confirm_current(page.pk, by=fresh(c.coordinator), now=NOW) and page,
        UNIT_SIDE,
        CURRENT,
        lambda c: news(c, live=True),
        versioned=True,
    ),
    "undo": Case(
        "page.unconfirm",
        lambda c, given: freshness.undo([given], by=fresh(c.coordinator), now=NOW) and None,
        UNIT_SIDE,
        CURRENT,
        lambda c: freshness.confirm_current(news(c, live=True).pk, by=fresh(c.coordinator), now=NOW),
        versioned=True,
    ),
    # coordination.actions
    "designate": Case(
        "designation.designate",
        lambda c, who: heart.designate(
            person=who, unit=c.kd, office=Office.DEPUTY, from_on=TODAY, by=standing_of(fresh(c.head)), now=NOW
        ),
        HEAD_SIDE,
        NAMED,
        newcomer,
    ),
    "amend_designation": Case(
        "designation.amend",
        lambda c, row: heart.amend_designation(
            row, changes={"document": "KD-7"}, by=standing_of(fresh(c.head)), now=NOW
        ),
        HEAD_SIDE,
        NAMED,
        held,
    ),
    "end_designation": Case(
        "designation.end",
        lambda c, row: heart.end_designation(row, until_on=TODAY, by=standing_of(fresh(c.head)), now=NOW),
        HEAD_SIDE,
        NAMED,
        held,
    ),
    "mark_absent": Case(
        "absence.mark",
        lambda c, who: heart.mark_absent(who, from_on=TODAY, until_on=TODAY, by=standing_of(fresh(c.head)), now=NOW),
        HEAD_SIDE,
        NAMED,
        lambda c: held(c).person,
    ),
    "answer": Case(
        "inquiry.answer",
        lambda c, row: heart.answer(row, text="Tak", by=coordinator(c), now=NOW).inquiry,
        UNIT_SIDE,
        ASKED,
        inquiry,
    ),
    "ask_to_clarify": Case(
        "inquiry.clarify",
        lambda c, row: heart.ask_to_clarify(row, text="Która?", by=coordinator(c), now=NOW).inquiry,
        UNIT_SIDE,
        ASKED,
        inquiry,
    ),
    "pass_on": Case(
        "inquiry.pass_on",
        lambda c, row: heart.pass_on(row, to=c.sp, text="", by=coordinator(c), now=NOW).inquiry,
        UNIT_SIDE,
        ASKED,
        inquiry,
    ),
    "note": Case(
        "inquiry.note",
        lambda c, row: heart.note(row, text="Do uzupełnienia", by=coordinator(c), now=NOW).inquiry,
        UNIT_SIDE,
        ASKED,
        inquiry,
    ),
    "close": Case(
        "inquiry.close", lambda c, row: heart.close(row, by=coordinator(c), now=NOW), UNIT_SIDE, ASKED, inquiry
    ),
    "ask": Case("inquiry.receive", lambda c, _: inquiry(c), "Fundacja Próba", ASKED),
    "continue_inquiry": Case(
        "inquiry.continue",
        lambda c, row: heart.continue_inquiry(row, text="I jeszcze", now=NOW).inquiry,
        "Fundacja Próba",
        ASKED,
        inquiry,
    ),
    "renew_links": Case(
        "inquiry.link",
        lambda c, row: heart.renew_links(row.asker_email, now=NOW)[0].inquiry,
        "organizacja (formularz)",
        ASKED,
        inquiry,
    ),
}
PARTS = {"settle", "confirm_many", "restart", "ask_for_review", "review_day", "may_confirm"}
"""Not deeds of their own: a step of one in the table, many of one, or a judgement."""


@pytest.mark.parametrize("name", TABLE)
def test_a_deed_leaves_one_line_with_all_its_facts(city: SimpleNamespace, name: str) -> None:
    case = TABLE[name]
    ground = case.before(city)
    seen = set(AuditEntry.objects.values_list("pk", flat=True))
    thing = case.do(city, ground)
    written = list(AuditEntry.objects.exclude(pk__in=seen).order_by("pk"))
    assert len(written) == case.lines, [entry.verb for entry in written]
    [entry] = [entry for entry in written if entry.verb == case.verb]
    assert (entry.at, entry.outcome, entry.times) == (NOW, Outcome.DONE, 1)
    assert (entry.actor_name, entry.actor_role) == (case.who, ROLES.get(case.who, ""))
    assert bool(entry.actor_id) is (case.who in ROLES)
    assert entry.actor_unit_name == (str(city.kd) if case.who in (UNIT_SIDE, HEAD_SIDE) else "")
    assert (entry.unit_id, entry.unit_name) == (city.kd.pk, str(city.kd))
    assert case.right in entry.right
    assert bool(entry.version) is case.versioned
    assert entry.label
    assert entry.group == verbs.group_of(case.verb) != verbs.Group.OTHER
    if thing is not None and not hasattr(thing, "draft_title"):
        assert entry.about == reference(thing)


def deeds_of(package: ModuleType) -> Iterator[str]:
    """Public functions of a module, or of every module of a package."""
    inner = [importlib.import_module(f"{package.__name__}.{part.name}") for part in _parts(package)]
    exported = getattr(package, "__all__", None)
    if exported is not None:
        yield from (name for name in exported if not isinstance(getattr(package, name), type))
        return
    for module in [package, *inner]:
        for name, value in vars(module).items():
            own = getattr(value, "__module__", "") == module.__name__ and not isinstance(value, type)
            if own and callable(value) and not name.startswith("_"):
                yield name


def _parts(package: ModuleType) -> Iterator[pkgutil.ModuleInfo]:
    return iter(pkgutil.iter_modules(package.__path__)) if hasattr(package, "__path__") else iter(())


@pytest.mark.parametrize("package", [heart, actions], ids=["coordination", "publishing"])
def test_no_deed_is_missing_from_the_table(package: ModuleType) -> None:
    names = set(deeds_of(package))
    assert len(names) > 8
    assert names - set(TABLE) - PARTS == set()


def test_a_deputy_acts_in_place_of_the_coordinator(city: SimpleNamespace) -> None:
    page = news(city)
    actions.hand_over(page, by=fresh(city.deputy), publish_at=TUESDAY, now=NOW)
    entry = AuditEntry.objects.get(verb="handoff.deliver")
    assert (entry.actor_name, entry.actor_role) == ("Tomasz Zastępca", "w zastępstwie")


def test_names_are_those_of_the_day(city: SimpleNamespace) -> None:
    row = handed_over(city)
    city.coordinator.last_name = "Nowak"
    city.coordinator.save()
    later = NOW + dt.timedelta(hours=1)
    actions.withdraw(row, by=fresh(city.coordinator), reason="x", now=later)
    names = dict(AuditEntry.objects.filter(about=reference(row)).values_list("verb", "actor_name"))
    assert names["handoff.deliver"] == "Ewelina Brodacka"
    assert names["handoff.withdraw"] == "Ewelina Nowak"


def test_a_refused_deed_leaves_its_line_although_it_is_undone(city: SimpleNamespace) -> None:
    row = inquiry(city)
    with pytest.raises(Refused):
        heart.answer(row, text="Nie moje", by=standing_of(fresh(city.other)), now=NOW)
    entry = AuditEntry.objects.get(verb="inquiry.answer")
    assert (entry.outcome, entry.unit_id) == (Outcome.REFUSED, city.kd.pk)
    assert entry.actor_unit_id == city.sp.pk
    assert "Nie moje" not in entry.note
