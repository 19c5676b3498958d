"""Every deed of the rooms leaves exactly one line with who, when, from which unit, under which right, on what, how.

A new deed in an `actions` module fails here until somebody adds it to the table.
"""

from __future__ import annotations

import datetime as dt
import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from coordination import actions as heart
from coordination import verbs
from coordination.actions.accounts import suspend, warn_of_silence
from coordination.actions.endings import lapse
from coordination.actions.units import carry_out
from coordination.audit import reference
from coordination.calendar import WorkingCalendar
from coordination.figures import Figure
from coordination.law import Limit, Measure
from coordination.models import (
    AuditEntry,
    Designation,
    Holiday,
    IncomingMail,
    LawLimit,
    OutboxMessage,
    Person,
    PortalAssignment,
    ServiceStandard,
    Unit,
)
from coordination.standing import Standing, standing_of
from coordination.states import AccountStep, MailReason, MailState, Matter, Office, Outcome, PortalOffice
from coordination.verdict import Refused
from pages.announcing import deeds as announcing
from pages.answers import deeds as answers
from pages.models import AnswerIndexPage, CompetitionPage, NewsIndexPage, NewsPage
from pages.results import deeds as results
from pages.results.rules import Line
from pages.vocabularies import Place
from publishing import actions, confinement, drafts, freshness, keeping, kinds, lapsed, previews, transfers
from publishing.actions import Brief, Dates, Plan
from publishing.models import Handoff, PublishingRight
from publishing.right_plans import Wish
from publishing.signals_seen import Finding, Sort
from publishing.states import Ground, LinkEnd, Purpose, Stage
from tests.competitions.calls import call
from tests.publishing.city import (
    FRIDAY,
    NOW,
    TODAY,
    TUESDAY,
    WEDNESDAY,
    approved,
    as_read,
    as_read_of,
    child,
    fresh,
    handed_over,
    hour_read,
    news,
    standard,
)

UNIT_SIDE, PORTAL_SIDE, HEAD_SIDE = "Ewelina Brodacka", "Roman Redaktor", "Maria Kierująca"
ADMINISTRATOR, SZ, CLOCK = "Anna Administrator", "Szymon Monitor", "system"
NEWCOMER, DEPUTY = "Nina Nowa", "Tomasz Zastępca"
ROLES = {
    UNIT_SIDE: "koordynator",
    HEAD_SIDE: "kierujący komórką",
    DEPUTY: "w zastępstwie",
    NEWCOMER: "w zastępstwie",
    PORTAL_SIDE: "redaktor portalu",
    "Olga Operator": "operator portalu",
    ADMINISTRATOR: "administrator portalu",
    SZ: "monitor SZ",
}
OF_THE_UNIT = {UNIT_SIDE, HEAD_SIDE, DEPUTY, NEWCOMER}
BEYOND, WITHIN, DATE = "§ 4 ust. 1 pkt 2", "§ 4 ust. 1 pkt 1", "§ 4 ust. 2"
ORDER, TOMORROW = "zarządzenie nr 400/2026", TODAY + dt.timedelta(days=1)
OFF = Plan(Purpose.TAKE_OFF, Ground.OUTDATED)
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
    also: tuple[str, ...] = ()
    """Verbs of further lines, where a deed does several things."""
    unit: str = "KD"
    """Symbol of the unit that answers for the thing; empty for what belongs to the whole portal."""


def coordinator(city: SimpleNamespace) -> Standing:
    return standing_of(fresh(city.coordinator))


def inquiry(city: SimpleNamespace) -> Any:
    question = heart.Question("Sala", "Czy można?", "ngo@org.example", organisation="Fundacja Próba")
    return heart.ask(question, now=NOW, unit=city.kd).inquiry


def public_information(city: SimpleNamespace) -> Any:
    return heart.classify(inquiry(city), matter=Matter.INFORMATION, by=coordinator(city), now=NOW).inquiry


def with_a_day_off(city: SimpleNamespace) -> Any:
    """An open inquiry, and a day off that came in later."""
    Holiday.objects.create(on=FRIDAY.date(), name="Dzień wolny")
    return inquiry(city)


def worked_through(city: SimpleNamespace) -> Any:
    """Closed, its letters sent."""
    row = heart.close(inquiry(city), because="settled", by=coordinator(city), now=NOW)
    OutboxMessage.objects.update(sent_at=NOW)
    return row


def answered(city: SimpleNamespace) -> Any:
    return heart.answer(inquiry(city), text="Tak", by=coordinator(city), now=NOW).inquiry


def answered_long_ago(city: SimpleNamespace) -> Any:
    """So long that the days for writing on have passed."""
    row = answered(city)
    row.reopen_until = TODAY - dt.timedelta(days=1)
    row.save(update_fields=["reopen_until"])
    return row


def closed(city: SimpleNamespace) -> Any:
    return heart.close(inquiry(city), because="withdrawn", by=coordinator(city), now=NOW)


def template(city: SimpleNamespace) -> Any:
    return heart.add_template(unit=city.kd, title="Sale", text="{numer}", by=coordinator(city), now=NOW)


def entered(city: SimpleNamespace, since: dt.date, key: str = "reply.petition") -> LawLimit:
    """A row of law that ends a month after its first day."""
    until = since + dt.timedelta(days=30)
    limit = Limit(key, Decimal(3), Measure.MONTHS, since, until, "art. 10 ustawy")
    return heart.enter_limit(limit, by=administrator(city), now=NOW)


def stranger(city: SimpleNamespace) -> IncomingMail:
    """A letter that matches no inquiry."""
    return IncomingMail.objects.create(
        message_id="<obcy@org.example>", received_at=NOW, sender="ngo@org.example", text="Sala?", state=MailState.HELD
    )


def came_back(city: SimpleNamespace) -> IncomingMail:
    """The answer to KD's inquiry was not delivered."""
    row = inquiry(city)
    mail, mail.inquiry = stranger(city), row
    mail.letter, mail.why = OutboxMessage.objects.get(kind="inquiry.confirmed"), MailReason.BOUNCED
    mail.save()
    return mail


def aside(city: SimpleNamespace) -> IncomingMail:
    return heart.put_aside(stranger(city), reason="Nie do nas", by=sz(city), now=NOW)


def public_answer(city: SimpleNamespace) -> Any:
    child(city.home, AnswerIndexPage(title="Pytania i odpowiedzi", slug="pytania"), city.sz)
    row = answered(city)
    return type(row).objects.get(pk=row.pk)


def competition(city: SimpleNamespace) -> Any:
    page = child(city.competitions, CompetitionPage(title="Kluby", live=False), city.kd)
    page.save_revision(user=city.coordinator, clean=False)
    return CompetitionPage.objects.get(pk=page.pk)


def planned_call(city: SimpleNamespace) -> Any:
    """Public, planned for today in three places, without the rules of awarding."""
    return call(city, places=dict.fromkeys(Place.values, TODAY), award_rules="", live=True)


def results_taken_over(city: SimpleNamespace, page: Any) -> Any:
    results.take_over_results(
        page,
        lines=[Line("Fundacja", "Zajęcia")],
        results_on=TODAY,
        read_revision=page.latest_revision_id,
        by=coordinator(city),
        now=NOW,
    )
    return page


def reserved(city: SimpleNamespace) -> Handoff:
    dates = Dates(publish_at=FRIDAY, deliver_by=TODAY)
    return actions.reserve(title="Plan", unit=city.kd, kind="news", dates=dates, by=fresh(city.coordinator), now=NOW)


def commissioned(city: SimpleNamespace) -> Handoff:
    brief, by = Brief("Plan", "Ogłaszamy nabór."), fresh(city.coordinator)
    return actions.commission(brief, unit=city.kd, kind="news", publish_at=FRIDAY, by=by, now=NOW)


def being_made(city: SimpleNamespace) -> Handoff:
    by, row = fresh(city.editor), commissioned(city)
    return actions.carry_out_commission(row, begin=lambda h: drafts.create(h, by=by), by=by, now=NOW).handoff


def countered(city: SimpleNamespace) -> Any:
    row = handed_over(city)
    return actions.propose(row, dates=Dates(publish_at=WEDNESDAY), by=fresh(city.editor), now=NOW, reason="Tłok.")


def returned(city: SimpleNamespace) -> Handoff:
    row = handed_over(city)
    return actions.send_back(row, by=fresh(city.editor), read=as_read(row), comment="Popraw", now=NOW)


def held(city: SimpleNamespace) -> Designation:
    return Designation.objects.get(unit=city.kd, office=Office.DEPUTY)


def newcomer(city: SimpleNamespace) -> Person:
    return Person.objects.create(first_name="Nina", last_name="Nowa", function="inspektor", email="n@umk.example")


def right(city: SimpleNamespace) -> PublishingRight:
    return PublishingRight(unit=city.kd, kind="news", from_on=TODAY, basis="pismo SZ-1")


def sz(city: SimpleNamespace) -> Standing:
    return standing_of(fresh(city.monitor))


def administrator(city: SimpleNamespace) -> Standing:
    return standing_of(fresh(city.administrator))


def head(city: SimpleNamespace) -> Standing:
    return standing_of(fresh(city.head))


def designated(city: SimpleNamespace) -> Designation:
    """Somebody new in office, without an account."""
    who = newcomer(city)
    return heart.designate(person=who, unit=city.kd, office=Office.DEPUTY, from_on=TODAY, by=head(city), now=NOW)


def invited(city: SimpleNamespace) -> Any:
    return heart.invite(designated(city), by=head(city), now=NOW).invitation


def shut(user: Any) -> Any:
    suspend(user, step=AccountStep.DORMANT, since=TODAY, now=NOW)
    return user


def shut_deputy(city: SimpleNamespace) -> Designation:
    shut(city.deputy)
    return held(city)


def renaming(city: SimpleNamespace) -> Any:
    return heart.rename_unit(
        city.kd, name="Wydział Kultury", symbol="WK", on=TOMORROW, basis=ORDER, by=administrator(city), now=NOW
    )


def due(change: Any) -> Any:
    """Its day has come."""
    change.on = TODAY
    change.save(update_fields=["on"])
    return change


def empty_unit(city: SimpleNamespace) -> Unit:
    """A unit that nothing hangs on."""
    return Unit.objects.create(name="Referat Próbny", symbol="RP", kind=city.kd.kind, slug="referat-probny")


def operating(city: SimpleNamespace) -> Any:
    return PortalAssignment.objects.get(account=city.operator)


def limited(city: SimpleNamespace) -> Any:
    page = news(city)
    confinement.confine(page, people=[fresh(city.editor)], reason="Nabór", by=fresh(city.coordinator), now=NOW)
    return page


def shared(city: SimpleNamespace, page: Any = None) -> Any:
    return previews.make(
        page or news(city), for_whom="Rada Dzielnicy", expires_at=FRIDAY, by=fresh(city.coordinator), now=NOW
    )[0]


def offered(city: SimpleNamespace) -> Any:
    """Another unit's page, offered to KD."""
    page = news(city, unit=city.sp)
    return transfers.offer(page, to=city.kd, by=fresh(city.other), now=NOW, reason="Wspólne zadanie")


def offering(city: SimpleNamespace, page: Any = None) -> Any:
    return transfers.offer(
        page or news(city), to=city.sp, by=fresh(city.coordinator), now=NOW, reason="Wspólne zadanie"
    )


def planned(city: SimpleNamespace) -> Any:
    """A version the unit scheduled within its right."""
    page = news(city)
    revision = page.latest_revision
    revision.approved_go_live_at = NOW
    revision.save(update_fields=["approved_go_live_at"])
    return revision


def on_roster(city: SimpleNamespace) -> Any:
    """The editor is away tomorrow."""
    by = standing_of(fresh(city.editor))
    return heart.mark_officer_absent(city.editor, from_on=TOMORROW, until_on=TOMORROW, by=by, now=NOW)


def kept(city: SimpleNamespace, page: Any = None) -> Any:
    page = page or news(city)
    keeping.keep_wish(page, publish_at="jutro", note="", by=coordinator(city), unit=city.kd, now=NOW)
    return page


def late(city: SimpleNamespace, page: Any) -> Any:
    """A valid form of the page, posted after its hour."""
    return SimpleNamespace(save=lambda commit: page, for_user=fresh(city.coordinator), opened_at=NOW)


def parent(city: SimpleNamespace) -> Any:
    return NewsIndexPage.objects.get(pk=city.news.pk)


def rushed(city: SimpleNamespace, row: Handoff) -> Any:
    by = fresh(city.administrator)
    return actions.publish_unchecked(row, by=by, read=as_read(row), reason="Alarm", now=NOW)


def taken_off(city: SimpleNamespace) -> Any:
    actions.take_down(city.unit_page, plan=OFF, by=fresh(city.coordinator), now=NOW)
    return city.unit_page


def correcting(city: SimpleNamespace) -> Handoff:
    """The editor corrects what waits, and has saved a corrected text."""
    row = handed_over(city)
    actions.begin_correction(row, by=fresh(city.editor), now=NOW)
    page = Handoff.objects.get(pk=row.pk).page.specific
    page.lead = "Poprawione."
    page.save_revision(user=city.editor)
    return row


def corrected(city: SimpleNamespace) -> Handoff:
    row = correcting(city)
    return actions.send_correction(row, by=fresh(city.editor), now=NOW).handoff


def read(row: Handoff) -> int:
    """The version that whoever answers the correction has read."""
    return int(row.corrections.get().revision_id)


def failed(city: SimpleNamespace) -> Handoff:
    row = approved(city)
    Handoff.objects.filter(pk=row.pk).update(stage=Stage.FAILED, attempts=1, failure="OSError: x")
    return row


def given_up(city: SimpleNamespace) -> Any:
    handed_over(city)
    letter = OutboxMessage.objects.get(to=city.editor.email)
    letter.given_up_at = NOW
    letter.save(update_fields=["given_up_at"])
    return letter


def no_aid(city: SimpleNamespace) -> Any:
    return actions.declare_no_aid(city.kd, reason="Prowadzimy rejestry.", by=coordinator(city), now=NOW)


def met(city: SimpleNamespace) -> Any:
    return actions.attest_meeting(city.kd, on=TODAY, place="ul. Bracka 10", by=coordinator(city), now=NOW)


def together(city: SimpleNamespace) -> Any:
    """A set of two, both for the same hour already."""
    rows = [handed_over(city), handed_over(city)]
    return actions.make_set(rows, title="Nabór", dates=actions.Dates(TUESDAY), by=fresh(city.coordinator), now=NOW)


def approved_set(city: SimpleNamespace, found: Any = None) -> Any:
    found = found or together(city)
    read = as_read_of(found)
    return actions.approve_set(found, by=fresh(city.editor), read=read, now=NOW)


def failed_set(city: SimpleNamespace) -> Any:
    """One of two could not be published."""
    found = approved_set(city)
    Handoff.objects.filter(pk=found.members.first().pk).update(stage=Stage.FAILED)
    return found


def standing_above(city: SimpleNamespace) -> Any:
    return type(city.home).objects.get(pk=city.home.pk)


def approve(city: SimpleNamespace, row: Handoff) -> Handoff:
    return actions.approve(row, by=fresh(city.editor), read=as_read(row), now=NOW)


def wrong(city: SimpleNamespace) -> Finding:
    page = news(city, live=True)
    return Finding.objects.create(page=page, sort=Sort.LAW, place="lead", digest="x", since=NOW, seen_at=NOW)


def set_aside(city: SimpleNamespace, row: Finding) -> Finding:
    return actions.set_aside(row.pk, reason="Cytat", until=TODAY, by=fresh(city.coordinator), now=NOW)


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
        also=("page.create", "page.edit"),  # deeds on the page, each with a line of its own
    ),
    "commission": Case("handoff.commission", lambda c, _: commissioned(c), UNIT_SIDE, BEYOND),
    "change_commission": Case(
        "handoff.commission_change",
        lambda c, row: actions.change_commission(
            row, brief=Brief("Plan", "Inaczej."), by=fresh(c.coordinator), now=NOW
        ),
        UNIT_SIDE,
        BEYOND,
        commissioned,
    ),
    "carry_out_commission": Case(
        "handoff.carry_out",
        lambda c, row: (
            actions.carry_out_commission(
                row, begin=lambda h: drafts.create(h, by=c.editor), by=fresh(c.editor), now=NOW
            ).handoff
        ),
        PORTAL_SIDE,
        BEYOND,
        commissioned,
        also=("page.create", "page.edit"),  # deeds on the page, each with a line of its own
    ),
    "take_over_text": Case(
        "handoff.take_text",
        lambda c, row: actions.take_over_text(row, by=fresh(c.editor), now=NOW),
        PORTAL_SIDE,
        BEYOND,
        being_made,
        also=("page.edit",),
    ),
    "link_result": Case(
        "handoff.link_result",
        lambda c, made: actions.link_result(made[0], page=made[1], by=fresh(c.editor), now=NOW).handoff,
        PORTAL_SIDE,
        BEYOND,
        lambda c: (commissioned(c), news(c)),
    ),
    "deliver": Case(
        "handoff.deliver",
        lambda c, row: actions.deliver(row, by=fresh(c.coordinator), now=NOW, unchanged="Tak ma być."),
        UNIT_SIDE,
        BEYOND,
        returned,
        versioned=True,
    ),
    "propose": Case(
        "handoff.propose",
        lambda c, row: (
            actions.propose(row, dates=Dates(publish_at=FRIDAY), by=fresh(c.editor), now=NOW, reason="Tłok.").handoff
        ),
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
        also=("handoff.agree",),  # approving is the consent to the hour: two facts of § 4, two lines
    ),
    "send_back": Case(
        "handoff.send_back",
        lambda c, row: actions.send_back(row, read=as_read(row), by=fresh(c.editor), comment="Popraw", now=NOW),
        PORTAL_SIDE,
        BEYOND,
        handed_over,
        versioned=True,
    ),
    "unschedule": Case(
        "handoff.unschedule",
        lambda c, row: actions.unschedule(row, read=as_read(row), by=fresh(c.editor), reason="Nie teraz", now=NOW),
        PORTAL_SIDE,
        BEYOND,
        approved,
        versioned=True,
    ),
    "retry": Case(
        "handoff.retry",
        lambda c, row: actions.retry(row, by=fresh(c.operator), now=NOW),
        "Olga Operator",
        BEYOND,
        failed,
        versioned=True,
    ),
    "withdraw": Case(
        "handoff.withdraw",
        lambda c, row: actions.withdraw(row, read=as_read(row), by=fresh(c.coordinator), reason="Nieaktualne", now=NOW),
        UNIT_SIDE,
        BEYOND,
        handed_over,
        versioned=True,
        also=("handoff.dates_lapse",),  # nobody is asked to answer the dates any more
    ),
    "claim": Case(
        "handoff.claim",
        lambda c, row: actions.claim(row, by=fresh(c.editor), now=NOW),
        PORTAL_SIDE,
        BEYOND,
        handed_over,
        versioned=True,
    ),
    "release": Case(
        "handoff.release",
        lambda c, row: actions.release(row, by=fresh(c.editor), now=NOW),
        PORTAL_SIDE,
        BEYOND,
        lambda c: actions.claim(handed_over(c), by=fresh(c.editor), now=NOW),
        versioned=True,
    ),
    "assign": Case(
        "handoff.assign",
        lambda c, row: actions.assign(row, to=fresh(c.operator), by=fresh(c.administrator), now=NOW),
        ADMINISTRATOR,
        BEYOND,
        handed_over,
        versioned=True,
    ),
    "publish_unchecked": Case(
        "handoff.publish_unchecked",
        lambda c, row: rushed(c, row).handoff,
        ADMINISTRATOR,
        "bez drugiej kontroli",
        handed_over,
        versioned=True,
        also=("handoff.dates_lapse",),  # it went out before anybody answered them
    ),
    "check_afterwards": Case(
        "handoff.check_afterwards",
        lambda c, row: actions.check_afterwards(row, by=fresh(c.editor), now=NOW).handoff,
        PORTAL_SIDE,
        BEYOND,
        lambda c: rushed(c, handed_over(c)),
        versioned=True,
    ),
    "begin_correction": Case(
        "handoff.correct",
        lambda c, row: actions.begin_correction(row, by=fresh(c.editor), now=NOW).handoff,
        PORTAL_SIDE,
        BEYOND,
        handed_over,
        versioned=True,
    ),
    "send_correction": Case(
        "handoff.correct_send",
        lambda c, row: actions.send_correction(row, by=fresh(c.editor), now=NOW).handoff,
        PORTAL_SIDE,
        BEYOND,
        correcting,
        versioned=True,
    ),
    "accept_correction": Case(
        "handoff.correct_accept",
        lambda c, row: (
            actions.accept_correction(row, by=fresh(c.coordinator), read_revision_id=read(row), now=NOW).handoff
        ),
        UNIT_SIDE,
        BEYOND,
        corrected,
        versioned=True,
    ),
    "refuse_correction": Case(
        "handoff.correct_refuse",
        lambda c, row: (
            actions.refuse_correction(
                row, by=fresh(c.coordinator), read_revision_id=read(row), comment="Nie", now=NOW
            ).handoff
        ),
        UNIT_SIDE,
        BEYOND,
        corrected,
        versioned=True,
    ),
    "drop_correction": Case(
        "handoff.correct_drop",
        lambda c, row: actions.drop_correction(row, by=fresh(c.editor), now=NOW).handoff,
        PORTAL_SIDE,
        BEYOND,
        correcting,
        versioned=True,
    ),
    "make_set": Case(
        "set.make",
        lambda c, rows: actions.make_set(
            rows, title="Nabór", dates=actions.Dates(WEDNESDAY), by=fresh(c.coordinator), now=NOW
        ),
        UNIT_SIDE,
        BEYOND,
        lambda c: [handed_over(c, at=WEDNESDAY), handed_over(c)],
        also=("handoff.join", "handoff.join", "handoff.propose"),  # each has a history; one had another hour
    ),
    "add_to_set": Case(
        "set.add",
        lambda c, ground: actions.add_to_set(ground[0], [ground[1]], by=fresh(c.coordinator), now=NOW),
        UNIT_SIDE,
        BEYOND,
        lambda c: (together(c), handed_over(c)),
        also=("handoff.join",),
    ),
    "take_out": Case(
        "set.take_out",
        lambda c, found: actions.take_out(found, found.members.first(), by=fresh(c.coordinator), now=NOW),
        UNIT_SIDE,
        BEYOND,
        together,
        also=("handoff.leave",),
    ),
    "dissolve_set": Case(
        "set.dissolve",
        lambda c, found: actions.dissolve_set(found, by=fresh(c.coordinator), now=NOW),
        UNIT_SIDE,
        BEYOND,
        together,
        also=("handoff.leave", "handoff.leave"),
    ),
    "approve_set": Case(
        "set.approve",
        approved_set,
        PORTAL_SIDE,
        BEYOND,
        together,
        also=("handoff.agree", "handoff.approve") * 2,
    ),
    "unschedule_set": Case(
        "set.unschedule",
        lambda c, found: actions.unschedule_set(
            found, hour=hour_read(found), by=fresh(c.editor), reason="Nie teraz", now=NOW
        ),
        PORTAL_SIDE,
        BEYOND,
        approved_set,
        also=("handoff.unschedule", "handoff.unschedule"),
    ),
    "retry_set": Case(
        "handoff.retry",
        lambda c, found: actions.retry_set(found, by=fresh(c.editor), now=NOW)[0],
        PORTAL_SIDE,
        BEYOND,
        failed_set,
        versioned=True,
    ),
    "take_down": Case("page.take_off", lambda c, _: taken_off(c), UNIT_SIDE, WITHIN, versioned=True),
    "ask_to_take_down": Case(
        "handoff.deliver",
        lambda c, page: actions.ask_to_take_down(page, plan=OFF, publish_at=TUESDAY, by=fresh(c.coordinator), now=NOW),
        UNIT_SIDE,
        BEYOND,
        lambda c: news(c, live=True),
        versioned=True,
    ),
    # coordination.actions.roster
    "mark_officer_absent": Case("absence.mark", lambda c, _: on_roster(c), PORTAL_SIDE, BEYOND, unit=""),
    "take_officer_back": Case(
        "absence.delete",
        lambda c, row: heart.take_officer_back(row, by=standing_of(fresh(c.editor)), now=NOW),
        PORTAL_SIDE,
        BEYOND,
        lambda c: on_roster(c),
        unit="",
    ),
    "ask_to_move": Case(
        "handoff.deliver",
        lambda c, page: actions.ask_to_move(
            page, target=standing_above(c), publish_at=TUESDAY, by=fresh(c.coordinator), now=NOW
        ),
        UNIT_SIDE,
        BEYOND,
        lambda c: standard(c, "Zespół", standard(c, "O nas")),
        versioned=True,
    ),
    "put_back": Case(
        "page.put_back",
        lambda c, page: actions.put_back(page, by=fresh(c.editor), now=NOW) and page,
        PORTAL_SIDE,
        BEYOND,
        taken_off,
        versioned=True,
    ),
    "keep_right": Case(
        "right.give",
        lambda c, row: actions.keep_right(row, by=sz(c), now=NOW),
        SZ,
        "pismo SZ-1",
        right,
    ),
    "change_rights": Case(
        "right.give",
        lambda c, _: (
            actions.change_rights(
                cells=[(c.kd.pk, "news")], wish=Wish(give=True, from_on=TODAY), basis=ORDER, by=sz(c), now=NOW
            )
            and PublishingRight.objects.latest("pk")
        ),
        SZ,
        ORDER,
    ),
    "assign_office": Case(
        "office.assign",
        lambda c, _: actions.assign_office(
            c.nobody, office=PortalOffice.OPERATOR, from_on=TODAY, basis=ORDER, by=administrator(c), now=NOW
        ),
        ADMINISTRATOR,
        ORDER,
        unit="",
    ),
    "change_office": Case(
        "office.change",
        lambda c, row: actions.change_office(
            row, until_on=None, kinds=["news"], basis=ORDER, by=administrator(c), now=NOW
        ),
        ADMINISTRATOR,
        ORDER,
        operating,
        also=("office.end",),  # what was in force stays as it was: it ends yesterday, another scope begins
        unit="",
    ),
    # publishing.transfers
    "entrust": Case(
        "page.entrust",
        lambda c, page: (
            transfers.entrust(
                page, to=c.sp, by=fresh(c.administrator), now=NOW, reason="Nowy podział zadań"
            ).page.specific
        ),
        ADMINISTRATOR,
        WITHIN,
        news,
    ),
    "offer": Case("page.offer", lambda c, page: offering(c, page).page.specific, UNIT_SIDE, WITHIN, news),
    "take": Case(
        "page.entrust",
        lambda c, row: transfers.take(row, by=fresh(c.coordinator), now=NOW).page.specific,
        UNIT_SIDE,
        WITHIN,
        offered,
        unit="SP",  # the line stands in the book of the unit that gives
    ),
    "decline": Case(
        "page.offer-declined",
        lambda c, row: transfers.decline(row, by=fresh(c.coordinator), now=NOW).page.specific,
        UNIT_SIDE,
        WITHIN,
        offered,
        unit="SP",
    ),
    "take_back": Case(
        "page.offer-withdrawn",
        lambda c, row: transfers.take_back(row, by=fresh(c.coordinator), now=NOW).page.specific,
        UNIT_SIDE,
        WITHIN,
        offering,
    ),
    # publishing.confinement
    "confine": Case(
        "draft.confine",
        lambda c, page: confinement.confine(
            page, people=[fresh(c.editor)], reason="Nabór", by=fresh(c.coordinator), now=NOW
        ),
        UNIT_SIDE,
        WITHIN,
        news,
    ),
    "name_people": Case(
        "draft.name",
        lambda c, page: confinement.name_people(page, people=[fresh(c.deputy)], by=fresh(c.coordinator), now=NOW),
        UNIT_SIDE,
        WITHIN,
        limited,
    ),
    "let_in": Case(
        "draft.name",
        lambda c, page: confinement.let_in(page, people=[fresh(c.deputy)], by=fresh(c.coordinator), now=NOW),
        UNIT_SIDE,
        WITHIN,
        limited,
    ),
    "lift": Case(
        "draft.lift",
        lambda c, page: confinement.lift(page, by=fresh(c.coordinator), now=NOW),
        UNIT_SIDE,
        WITHIN,
        limited,
    ),
    "lift_at_publication": Case(
        "draft.lift",
        lambda c, page: confinement.lift_at_publication(page, now=NOW),
        CLOCK,
        WITHIN,
        limited,
    ),
    # publishing.previews
    "make": Case("preview.make", lambda c, page: shared(c, page), UNIT_SIDE, WITHIN, news, versioned=True),
    "revoke": Case(
        "preview.end",
        lambda c, link: previews.revoke(link, by=fresh(c.coordinator), now=NOW),
        UNIT_SIDE,
        WITHIN,
        shared,
        versioned=True,
    ),
    "end_all": Case(
        "preview.end",
        lambda c, link: previews.end_all(link.page_id, LinkEnd.REVOKED, now=NOW) and link,
        CLOCK,
        WITHIN,
        shared,
        versioned=True,
    ),
    "use": Case(
        "preview.open",
        lambda c, link: previews.use(link, now=NOW) or link,
        "czytelnik z linkiem podglądu",
        WITHIN,
        shared,
        versioned=True,
    ),
    # publishing.lapsed and keeping
    "hand_over_lapsed": Case(
        "page.lapse",
        lambda c, revision: lapsed.hand_over(revision, at=NOW, now=NOW),
        CLOCK,
        BEYOND,
        planned,
        versioned=True,
    ),
    "hand_over_failed": Case(
        "page.fail",
        lambda c, revision: lapsed.hand_over(revision, at=NOW, now=NOW, failure="RuntimeError: disk full"),
        CLOCK,
        BEYOND,
        planned,
        versioned=True,
    ),
    "keep_wish": Case("page.kept", lambda c, page: kept(c, page), UNIT_SIDE, NAMED, news),
    "keep_version": Case(
        "page.kept",
        lambda c, page: keeping.keep_version(page, late(c, page), by=coordinator(c), unit=c.kd, now=NOW) and page,
        UNIT_SIDE,
        NAMED,
        news,
        versioned=True,
    ),
    "keep_draft": Case(
        "page.kept",
        lambda c, page: keeping.keep_draft(parent(c), late(c, page), by=coordinator(c), unit=c.kd, now=NOW),
        UNIT_SIDE,
        NAMED,
        lambda c: NewsPage(title="Spóźniona", slug="spozniona", lead="Nabór."),
        versioned=True,
    ),
    "looked_at": Case(
        "page.kept_seen",
        lambda c, page: keeping.looked_at(page, by=standing_of(fresh(c.deputy)), now=NOW) and page,
        DEPUTY,
        WITHIN,
        kept,
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
        "inquiry.close",
        lambda c, row: heart.close(row, because="withdrawn", by=coordinator(c), now=NOW),
        UNIT_SIDE,
        ASKED,
        inquiry,
    ),
    "reopen": Case(
        "inquiry.reopen", lambda c, row: heart.reopen(row, by=coordinator(c), now=NOW), UNIT_SIDE, ASKED, closed
    ),
    "lapse": Case("inquiry.lapse", lambda c, row: lapse(row.pk, now=NOW) and row, CLOCK, ASKED, answered_long_ago),
    "say_whether_it_helped": Case(
        "inquiry.helped",
        lambda c, row: heart.say_whether_it_helped(row, helped=True, now=NOW),
        "Fundacja Próba",
        ASKED,
        answered,
    ),
    "add_template": Case("template.add", lambda c, _: template(c), UNIT_SIDE, ASKED),
    "change_template": Case(
        "template.change",
        lambda c, row: heart.change_template(row, title="x", text="y", active=False, by=coordinator(c), now=NOW),
        UNIT_SIDE,
        ASKED,
        template,
    ),
    "file_figure": Case(
        "figure.file",
        lambda c, _: heart.file_figure(
            unit=c.kd, figure=Figure(TODAY.year, TODAY, Decimal(9), Decimal(4)), by=coordinator(c), now=NOW
        ),
        UNIT_SIDE,
        "§ 3 pkt 5",
    ),
    "enter_limit": Case("limit.enter", lambda c, _: entered(c, dt.date(2020, 1, 1)), ADMINISTRATOR, "art. 10", unit=""),
    "change_limit": Case(
        "limit.change",
        lambda c, row: heart.change_limit(
            row, limit=replace(row.as_limit(), value=Decimal(2)), by=administrator(c), now=NOW
        ),
        ADMINISTRATOR,
        "art. 10",
        lambda c: entered(c, TOMORROW, key="reply.coming"),
        unit="",
    ),
    "delete_limit": Case(
        "limit.delete",
        lambda c, row: heart.delete_limit(row, by=administrator(c), now=NOW),
        ADMINISTRATOR,
        "art. 10",
        lambda c: entered(c, TOMORROW, key="reply.coming"),
        unit="",
    ),
    "ask": Case("inquiry.receive", lambda c, _: inquiry(c), "Fundacja Próba", ASKED),
    "continue_inquiry": Case(
        "inquiry.continue",
        lambda c, row: heart.continue_inquiry(row, text="I jeszcze", now=NOW).inquiry,
        "Fundacja Próba",
        ASKED,
        inquiry,
    ),
    "attach_mail": Case(
        "mail.attach",
        lambda c, row: heart.attach_mail(stranger(c), to=row, as_note=True, by=sz(c), now=NOW),
        SZ,
        ASKED,
        inquiry,
    ),
    "make_inquiry": Case(
        "mail.inquiry",
        lambda c, row: heart.make_inquiry(row, subject="Sala", unit=c.kd, by=sz(c), now=NOW),
        SZ,
        ASKED,
        stranger,
        also=("inquiry.receive",),
    ),
    "put_aside": Case(
        "mail.aside",
        lambda c, row: heart.put_aside(row, reason="Nie do nas", by=sz(c), now=NOW),
        SZ,
        ASKED,
        stranger,
        unit="",
    ),
    "mark_spam": Case(
        "mail.spam", lambda c, row: heart.mark_spam(row, by=sz(c), now=NOW), SZ, ASKED, stranger, unit=""
    ),
    "take_mail_back": Case(
        "mail.back", lambda c, row: heart.take_mail_back(row, by=sz(c), now=NOW), SZ, ASKED, aside, unit=""
    ),
    "correct_address": Case(
        "mail.address",
        lambda c, row: heart.correct_address(row, email="dobry@org.example", by=coordinator(c), now=NOW),
        UNIT_SIDE,
        ASKED,
        came_back,
    ),
    "block_sender": Case(
        "sender.block",
        lambda c, _: heart.block_sender("zlo.example", reason="Reklamy", by=administrator(c), now=NOW),
        ADMINISTRATOR,
        "",
        unit="",
    ),
    "lift_block": Case(
        "sender.lift",
        lambda c, row: heart.lift_block(row, by=administrator(c), now=NOW),
        ADMINISTRATOR,
        "",
        lambda c: heart.block_sender("zlo.example", reason="Reklamy", by=administrator(c), now=NOW),
        unit="",
    ),
    "keep_late": Case(
        "inquiry.keep",
        lambda c, row: heart.keep_late(row, text="Nie zdążyłam", by=coordinator(c), now=NOW).inquiry,
        UNIT_SIDE,
        ASKED,
        inquiry,
    ),
    "classify": Case(
        "inquiry.classify",
        lambda c, row: heart.classify(row, matter=Matter.PETITION, by=coordinator(c), now=NOW).inquiry,
        UNIT_SIDE,
        ASKED,
        inquiry,
    ),
    "extend": Case(
        "inquiry.extend",
        lambda c, row: (
            heart.extend(row, until=dt.date(2027, 1, 8), reason="Archiwum", by=coordinator(c), now=NOW).inquiry
        ),
        UNIT_SIDE,
        ASKED,
        public_information,
    ),
    "enter_case_sign": Case(
        "inquiry.sign",
        lambda c, row: heart.enter_case_sign(row, sign="KD.1431.1.2026", by=coordinator(c), now=NOW),
        UNIT_SIDE,
        ASKED,
        public_information,
    ),
    "recount_answers": Case(
        "inquiry.recount",
        lambda c, _: heart.recount_answers(before=WorkingCalendar(), by=administrator(c), now=NOW)[0],
        ADMINISTRATOR,
        ASKED,
        with_a_day_off,
    ),
    "anonymise": Case(
        "inquiry.anonymise",
        lambda c, row: heart.anonymise(row, before=NOW + dt.timedelta(days=1), now=NOW) and row,
        CLOCK,
        ASKED,
        worked_through,
    ),
    "invite": Case(
        "account.invite",
        lambda c, row: heart.invite(row, by=head(c), now=NOW).invitation.person,
        HEAD_SIDE,
        NAMED,
        designated,
    ),
    "renew_invitation": Case(
        "account.renew",
        lambda c, row: heart.renew_invitation(row.person.email, now=NOW).invitation.person,  # type: ignore[union-attr]
        "osoba niezalogowana",
        NAMED,
        invited,
    ),
    "accept_invitation": Case(
        "account.accept",
        lambda c, row: heart.accept_invitation(row, password="Długie-Hasło-7", now=NOW).person,
        NEWCOMER,
        NAMED,
        invited,
    ),
    "revoke_invitation": Case(
        "account.revoke",
        lambda c, row: heart.revoke_invitation(row.designation, by=head(c), now=NOW) and row.person,
        HEAD_SIDE,
        NAMED,
        invited,
    ),
    "suspend": Case("account.suspend", lambda c, _: shut(c.deputy).person, CLOCK, NAMED),
    "warn_of_silence": Case(
        "account.warn",
        lambda c, _: warn_of_silence(c.deputy, since=TODAY, shut_on=TOMORROW, now=NOW) and c.deputy.person,
        CLOCK,
        NAMED,
    ),
    "restore": Case(
        "account.restore",
        lambda c, row: heart.restore(row, by=head(c), now=NOW).person,
        HEAD_SIDE,
        NAMED,
        shut_deputy,
    ),
    "restore_officer": Case(
        "account.restore",
        lambda c, user: heart.restore_officer(user, by=administrator(c), now=NOW),
        ADMINISTRATOR,
        NAMED,
        lambda c: shut(c.operator),
        unit="",
    ),
    "declare_no_aid": Case("unit.no_aid", lambda c, _: no_aid(c), UNIT_SIDE, "§ 5 pkt 3"),
    "take_back_no_aid": Case(
        "unit.no_aid_back",
        lambda c, row: actions.take_back_no_aid(row, by=head(c), now=NOW),
        HEAD_SIDE,
        "§ 5 pkt 3",
        lambda c: no_aid(c),
    ),
    "attest_meeting": Case("unit.meeting", lambda c, _: met(c), UNIT_SIDE, "§ 2 pkt 5"),
    "take_back_meeting": Case(
        "unit.meeting_back",
        lambda c, row: actions.take_back_meeting(row, by=coordinator(c), now=NOW),
        UNIT_SIDE,
        "§ 2 pkt 5",
        lambda c: met(c),
    ),
    "change_interval": Case(
        "register.review",
        lambda c, _: (
            actions.change_interval(kinds.get("news"), months=6, by=administrator(c), now=NOW)
            and ServiceStandard.objects.get(key="review.news")
        ),
        ADMINISTRATOR,
        CURRENT,
        unit="",
    ),
    "remind_of_gaps": Case(
        "remind.gaps",
        lambda c, _: actions.remind_of_gaps(unit_ids=[c.kd.pk], words="Prosimy.", by=sz(c), now=NOW)[0],
        SZ,
        "§ 7 ust. 2",
    ),
    "rename_unit": Case("unit.rename", lambda c, _: renaming(c).unit, ADMINISTRATOR, ORDER),
    "close_unit": Case(
        "unit.close",
        lambda c, unit: (
            heart.close_unit(unit, last_on=TOMORROW, successor=None, basis=ORDER, by=administrator(c), now=NOW).unit
        ),
        ADMINISTRATOR,
        ORDER,
        empty_unit,
        unit="RP",
    ),
    "merge_units": Case(
        "unit.merge",
        lambda c, _: (
            heart.merge_units(units=[c.kd], into=c.sp, on=TOMORROW, basis=ORDER, by=administrator(c), now=NOW)[0].unit
        ),
        ADMINISTRATOR,
        ORDER,
    ),
    "cancel_change": Case(
        "unit.cancel",
        lambda c, change: heart.cancel_change(change, by=administrator(c), now=NOW).unit,
        ADMINISTRATOR,
        ORDER,
        renaming,
    ),
    "carry_out": Case(
        "unit.renamed",
        lambda c, change: carry_out(change.pk, now=NOW) and change.unit,
        CLOCK,
        ORDER,
        lambda c: due(renaming(c)),
        unit="WK",  # the unit as it is called from now on
    ),
    "send_again": Case(
        "letter.again",
        lambda c, letter: heart.send_again(letter, by=administrator(c), now=NOW),
        ADMINISTRATOR,
        "",
        given_up,
        unit="",
    ),
    "choose_letters": Case(
        "account.letters",
        lambda c, _: (
            heart.choose_letters(c.coordinator, daily=["outcomes"], by=coordinator(c), now=NOW) and c.coordinator
        ),
        UNIT_SIDE,
        "",
        unit="",
    ),
    "set_aside": Case(
        "finding.set_aside",
        lambda c, row: set_aside(c, row) and None,
        UNIT_SIDE,
        CURRENT,
        wrong,
    ),
    "bring_back": Case(
        "finding.bring_back",
        lambda c, row: actions.bring_back(row.pk, by=fresh(c.coordinator), now=NOW) and None,
        UNIT_SIDE,
        CURRENT,
        lambda c: set_aside(c, wrong(c)),
    ),
    "begin_answer": Case(
        "inquiry.publish",
        lambda c, row: answers.begin_answer(row, by=coordinator(c), now=NOW) and row,
        UNIT_SIDE,
        ASKED,
        public_answer,
        also=("page.create",),
    ),
    "confirm_place": Case(
        "competition.confirm",
        lambda c, row: announcing.confirm_place(row, place="bip", on=TODAY, by=coordinator(c), now=NOW) and row,
        UNIT_SIDE,
        "§ 3 pkt 6",
        planned_call,
    ),
    "let_pass": Case(
        "competition.except",
        lambda c, row: (
            announcing.let_pass(row, rule="award_rules", value="", reason="Pilne.", by=administrator(c), now=NOW)
            and row
        ),
        ADMINISTRATOR,
        BEYOND,
        planned_call,
    ),
    "take_over_results": Case("results.import", results_taken_over, UNIT_SIDE, CURRENT, competition, versioned=True),
    "renew_links": Case(
        "inquiry.link",
        lambda c, row: heart.renew_links(row.asker_email, now=NOW)[0].inquiry,
        "organizacja (formularz)",
        ASKED,
        inquiry,
    ),
}
PARTS = {"settle"}
"""Not a deed of its own: a step of those in the table."""
UNWRITTEN = {"delete_view", "mark_read", "rename_view", "save_view"}
"""What a person has seen of the news, and the views a person keeps, are that person's, and no book keeps them."""


@pytest.mark.parametrize("name", TABLE)
def test_a_deed_leaves_one_line_with_all_its_facts(city: SimpleNamespace, name: str) -> None:
    case = TABLE[name]
    ground = case.before(city)
    seen = set(AuditEntry.objects.values_list("pk", flat=True))
    thing = case.do(city, ground)
    written = list(AuditEntry.objects.exclude(pk__in=seen).order_by("pk"))
    assert sorted(entry.verb for entry in written) == sorted([case.verb, *case.also])
    [entry] = [entry for entry in written if entry.verb == case.verb]
    assert (entry.at, entry.outcome, entry.times) == (NOW, Outcome.DONE, 1)
    assert (entry.actor_name, entry.actor_role) == (case.who, ROLES.get(case.who, ""))
    assert bool(entry.actor_id) is (case.who in ROLES)
    assert entry.actor_unit_name == (str(city.kd) if case.who in OF_THE_UNIT else "")
    unit = Unit.objects.get(symbol=case.unit) if case.unit else None
    assert (entry.unit_id, entry.unit_name) == ((unit.pk, str(unit)) if unit else (None, ""))
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
    assert names - set(TABLE) - PARTS - UNWRITTEN == set()


READERS = {
    "as_text",
    "candidates",
    "correction",
    "edit_url",
    "found",
    "from_text",
    "kept_after",
    "may_confirm",
    "page_of",
    "policy_for",
    "review_day",
    "reviewers",
    "still_holds",
    "stopping",
    "subject",
}
STEPS = {"ask_for_correction", "ask_for_review", "confirm_many", "restart", "settle_published"}
"""Many of one in the table, or a step of one."""


ELSEWHERE = [announcing, answers, confinement, freshness, keeping, lapsed, previews, results, transfers]


@pytest.mark.parametrize("module", ELSEWHERE)
def test_no_deed_of_another_module_is_missing(module: ModuleType) -> None:
    names = {"hand_over_lapsed" if (module, name) == (lapsed, "hand_over") else name for name in deeds_of(module)}
    assert names & set(TABLE)
    assert names - set(TABLE) - READERS - STEPS == set()


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
    actions.withdraw(row, read=as_read(row), by=fresh(city.coordinator), reason="x", now=later)
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
