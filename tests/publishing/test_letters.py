"""Whom every deed on a handoff tells: one letter an event and person; or why nobody (DESIGN.md section 3)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth import get_user_model

from coordination import duties, outbox, reminders, verbs
from coordination.actions import merge_units
from coordination.models import Absence, AuditEntry, Designation, OutboxMessage, Person, PortalAssignment, Unit
from coordination.standing import standing_of
from coordination.states import Office, PortalOffice
from publishing import actions, drafts, lapsed, scheduling, transfers, watch
from publishing.actions import Brief, Dates
from publishing.models import Handoff, PublishingRight
from publishing.states import STEPS, Ground, Purpose, Stage
from tests.publishing import city as building
from tests.publishing.city import (
    FRIDAY,
    NOW,
    TODAY,
    TUESDAY,
    WEDNESDAY,
    approved,
    as_read,
    as_read_of,
    fresh,
    handed_over,
    hour_read,
    news,
    standard,
)

UNIT = {"koordynator.kd", "zastepca.kd"}
DEPUTY = {"zastepca.kd"}
PORTAL = {"administrator", "redaktor"}
"""Who may decide about a text."""
TEAM = PORTAL | {"operator"}
"""Who may act at all: agree dates, put down what was in hand, try again."""
THURSDAY = WEDNESDAY + dt.timedelta(days=1)
WATCHERS = {"administrator", "sz", "dyrektor"}
Told = dict[str, set[str]]
Deed = Callable[[SimpleNamespace], object]


@dataclass(frozen=True)
class Row:
    """A deed of the book: what is there before, the deed, whom it tells. `silent`: why it tells nobody."""

    verb: str
    before: Deed
    deed: Deed
    told: Told
    silent: str = ""
    step: str = ""


def queued(city: SimpleNamespace) -> Handoff:
    city.row = handed_over(city, at=FRIDAY)
    return city.row


def scheduled(city: SimpleNamespace) -> Handoff:
    city.row = approved(city, at=TUESDAY)
    return city.row


def reserved(city: SimpleNamespace) -> Handoff:
    city.row = actions.reserve(
        title="Spotkanie",
        unit=city.kd,
        kind="news",
        dates=Dates(FRIDAY, WEDNESDAY.date()),
        by=city.coordinator,
        now=NOW,
    )
    return city.row


def agreed_reservation(city: SimpleNamespace) -> None:
    """Material by Wednesday, agreed."""
    row = reserved(city)
    actions.accept(row, by=fresh(city.editor), proposal_id=row.proposals.get().pk, now=NOW)


def nobody_there(city: SimpleNamespace) -> None:
    """Approved for Tuesday, when both approvers are away."""
    scheduled(city)
    for account in (city.editor, city.administrator):
        Absence.objects.create(account=account, from_on=TUESDAY.date(), until_on=TUESDAY.date())


def commissioned(city: SimpleNamespace) -> Handoff:
    brief, by = Brief("Nabór", "Ogłaszamy nabór."), fresh(city.coordinator)
    city.row = actions.commission(brief, unit=city.kd, kind="news", publish_at=FRIDAY, by=by, now=NOW)
    return city.row


def being_made(city: SimpleNamespace) -> None:
    by, row = fresh(city.editor), commissioned(city)
    city.row = actions.carry_out_commission(row, begin=lambda h: drafts.create(h, by=by), by=by, now=NOW).handoff


def in_hand(city: SimpleNamespace) -> None:
    actions.claim(queued(city), by=fresh(city.editor), now=NOW)


def proposed(city: SimpleNamespace) -> None:
    reserved(city)
    dates = Dates(WEDNESDAY, TUESDAY.date())
    city.proposal = actions.propose(city.row, dates=dates, by=fresh(city.editor), now=NOW, reason="Tłok.")


def asked_to_move(city: SimpleNamespace) -> None:
    """Approved, and the unit asks for another hour."""
    scheduled(city)
    dates, by = Dates(WEDNESDAY), fresh(city.coordinator)
    city.proposal = actions.propose(city.row, dates=dates, by=by, reason="Choroba.", now=NOW)


def rushed(city: SimpleNamespace) -> None:
    row = queued(city)
    city.emergency = actions.publish_unchecked(
        row, by=fresh(city.administrator), read=as_read(row), reason="Awaria.", now=NOW
    )


def broken(city: SimpleNamespace) -> None:
    """Approved, and then the version vanished."""
    Handoff.objects.filter(pk=scheduled(city).pk).update(revision=None)


def public(city: SimpleNamespace) -> None:
    city.page = news(city, live=True)


def offered(city: SimpleNamespace) -> None:
    city.page = news(city)
    city.offer = transfers.offer(city.page, to=city.sp, by=fresh(city.coordinator), now=NOW, reason="x")


def to_be_taken_down(purpose: str) -> Deed:
    def before(city: SimpleNamespace) -> None:
        public(city)
        plan = actions.Plan(purpose, Ground.OUTDATED)
        row = actions.ask_to_take_down(city.page, plan=plan, publish_at=TUESDAY, by=fresh(city.coordinator), now=NOW)
        actions.approve(row, by=fresh(city.editor), read=as_read(row), now=NOW)

    return before


def to_be_moved(city: SimpleNamespace) -> None:
    page = standard(city, "Zespol", standard(city, "O nas"))
    home = type(city.home).objects.get(pk=city.home.pk)
    row = actions.ask_to_move(page, target=home, publish_at=TUESDAY, by=fresh(city.coordinator), now=NOW)
    actions.approve(row, by=fresh(city.editor), read=as_read(row), now=NOW)


def own_schedule(city: SimpleNamespace) -> None:
    """The unit had scheduled a page by its own right, and the right ended."""
    city.page = news(city)
    city.revision = city.page.get_latest_revision()
    city.revision.approved_go_live_at = TUESDAY
    city.revision.save()


def taken_off(city: SimpleNamespace) -> None:
    PublishingRight.objects.create(
        unit=city.kd, kind="news", from_on=dt.date(2026, 1, 1), basis="polecenie", granted_by="SZ"
    )
    public(city)
    plan = actions.Plan(Purpose.TAKE_OFF, Ground.OUTDATED)
    actions.take_down(city.page, plan=plan, by=fresh(city.coordinator), now=NOW)


def rush(city: SimpleNamespace) -> None:
    row = city.row
    by = fresh(city.administrator)
    actions.publish_unchecked(row, by=by, read=as_read(row), reason="Awaria.", now=NOW)


def send(city: SimpleNamespace) -> None:
    actions.send_correction(city.row, by=fresh(city.editor), now=NOW, words="Data.")


def the_clock(city: SimpleNamespace) -> None:
    scheduling.run_once(TUESDAY)


def join(city: SimpleNamespace) -> None:
    merge_units(units=[city.kd], into=city.sp, on=TODAY, basis="zarządzenie", by=standing_of(city.root), now=NOW)


def correcting(city: SimpleNamespace) -> None:
    """The editor has the text open and has saved a better version."""
    row = queued(city)
    actions.begin_correction(row, by=fresh(city.editor), now=NOW)
    page = row.page.specific
    page.lead = "Nabór trwa do piątku."
    page.save_revision(user=fresh(city.editor))


def corrected(city: SimpleNamespace) -> None:
    correcting(city)
    city.correction = actions.send_correction(city.row, by=fresh(city.editor), now=NOW, words="Data.")


def together(city: SimpleNamespace) -> None:
    """Two for different hours, made a set."""
    rows = [handed_over(city, at=FRIDAY), handed_over(city, at=TUESDAY)]
    by = fresh(city.coordinator)
    city.together = actions.make_set(rows, title="Nabór", dates=actions.Dates(FRIDAY), by=by, now=NOW)


def approved_set(city: SimpleNamespace) -> None:
    together(city)
    approve_set(city)


def approve_set(city: SimpleNamespace) -> None:
    read = as_read_of(city.together)
    actions.approve_set(city.together, by=fresh(city.editor), read=read, now=NOW)


def failed_set(city: SimpleNamespace) -> None:
    approved_set(city)
    Handoff.objects.filter(pk=city.together.members.first().pk).update(stage=Stage.FAILED)


def two(city: SimpleNamespace) -> None:
    handed_over(city, at=FRIDAY)
    handed_over(city, at=TUESDAY)


def put_together(city: SimpleNamespace) -> None:
    by = fresh(city.coordinator)
    city.together = actions.make_set(Handoff.objects.all(), title="Nabór", dates=actions.Dates(FRIDAY), by=by, now=NOW)


def one_more(city: SimpleNamespace) -> None:
    together(city)
    queued(city)


def leave(city: SimpleNamespace) -> None:
    actions.take_out(city.together, city.together.members.first(), by=fresh(city.coordinator), now=NOW)


def nothing(city: SimpleNamespace) -> None:
    """The deed needs nothing before it."""


IN_SIGHT = "the screens of the queue show it, and it changes nothing about who may decide"


def reminded(city: SimpleNamespace) -> None:
    """SZ reminds KD of what it lacks."""
    actions.remind_of_gaps(unit_ids=[city.kd.pk], words="", by=standing_of(fresh(city.monitor)), now=NOW)


def nobody_to_remind(city: SimpleNamespace) -> None:
    """A late task of a unit in which nobody holds an office."""
    unit = Unit.objects.create(name="Biuro Puste", slug="biuro-puste", kind=city.kd.kind)
    duties.ask(
        "reporting", unit=unit, subject="2026", title="Sprawozdanie", now=NOW, due_on=TODAY - dt.timedelta(days=1)
    )


AS_IT_WAS = "hour and stage stay as they were agreed; the queue shows that it goes its own way"
ROWS = (
    Row("handoff.reserve", nothing, reserved, {"handoff.reserved": TEAM}),
    Row(
        "handoff.start",
        reserved,
        lambda c: actions.start_material(c.row, begin=lambda row: news(c), by=fresh(c.coordinator), now=NOW),
        {},
        silent="the unit begins its own draft; the portal team hears when it is delivered",
    ),
    Row("handoff.commission", nothing, commissioned, {"handoff.handed_over": PORTAL}),
    Row(
        "handoff.commission_change",
        commissioned,
        lambda c: actions.change_commission(c.row, brief=Brief("Nabór", "Inaczej."), by=fresh(c.coordinator), now=NOW),
        {},
        silent="nobody has it in hand, and whoever carries it out reads it as it is then",
    ),
    Row(
        "handoff.carry_out",
        commissioned,
        lambda c: actions.carry_out_commission(c.row, begin=lambda row: news(c), by=fresh(c.editor), now=NOW),
        {},
        silent="nothing is asked of anybody before the text is sent, and then the unit is asked",
    ),
    Row(
        "handoff.take_text",
        being_made,
        lambda c: actions.take_over_text(c.row, by=fresh(c.editor), now=NOW),
        {},
        silent="nothing is asked of anybody before the text is sent, and then the unit is asked",
    ),
    Row(
        "handoff.link_result",
        commissioned,
        lambda c: actions.link_result(c.row, page=news(c), by=fresh(c.editor), now=NOW),
        {},
        silent="nothing is asked of anybody before the text is sent, and then the unit is asked",
    ),
    Row("handoff.deliver", nothing, queued, {"handoff.handed_over": PORTAL}, step="deliver"),
    Row(
        "handoff.propose",
        reserved,
        lambda c: actions.propose(
            c.row, dates=Dates(WEDNESDAY, TUESDAY.date()), by=fresh(c.editor), now=NOW, reason="Tłok."
        ),
        {"handoff.date_proposed": UNIT},
    ),
    Row(
        "handoff.agree",
        proposed,
        lambda c: actions.accept(c.row, by=fresh(c.coordinator), now=NOW, proposal_id=c.proposal.pk),
        {"handoff.date_agreed": TEAM},
    ),
    Row(
        "handoff.agree",
        asked_to_move,
        lambda c: actions.accept(c.row, by=fresh(c.editor), now=NOW, proposal_id=c.proposal.pk),
        {"handoff.date_agreed": UNIT},
        step="move_hour",
    ),
    Row("handoff.dates_lapse", asked_to_move, the_clock, {"handoff.published": UNIT | PORTAL}),
    Row(
        "handoff.approve",
        queued,
        lambda c: actions.approve(c.row, by=fresh(c.editor), read=as_read(c.row), now=NOW),
        {"handoff.scheduled": UNIT},
        step="schedule",
    ),
    Row(
        "handoff.send_back",
        queued,
        lambda c: actions.send_back(c.row, read=as_read(c.row), by=fresh(c.editor), comment="Popraw.", now=NOW),
        {"handoff.sent_back": UNIT},
        step="send_back",
    ),
    Row(
        "handoff.unschedule",
        scheduled,
        lambda c: actions.unschedule(c.row, read=as_read(c.row), by=fresh(c.editor), reason="Błąd.", now=NOW),
        {"handoff.unscheduled": UNIT | {"administrator", "operator"}},
        step="unschedule",
    ),
    Row(
        "handoff.withdraw",
        scheduled,
        lambda c: actions.withdraw(c.row, read=as_read(c.row), by=fresh(c.coordinator), reason="Zmiana.", now=NOW),
        {"handoff.withdrawn": DEPUTY | TEAM},
        step="withdraw",
    ),
    Row(
        "handoff.correct",
        queued,
        lambda c: actions.begin_correction(c.row, by=fresh(c.editor), now=NOW),
        {},
        silent="nothing is changed before it is sent, and then the other side is asked",
    ),
    Row("handoff.correct_send", correcting, send, {"handoff.correction_sent": UNIT}),
    Row(
        "handoff.correct_accept",
        corrected,
        lambda c: actions.accept_correction(
            c.row, by=fresh(c.coordinator), read_revision_id=c.correction.revision_id, now=NOW
        ),
        {"handoff.correction_answered": PORTAL},
    ),
    Row(
        "handoff.correct_refuse",
        corrected,
        lambda c: actions.refuse_correction(
            c.row, by=fresh(c.coordinator), read_revision_id=c.correction.revision_id, comment="Nie.", now=NOW
        ),
        {"handoff.correction_answered": PORTAL},
    ),
    Row(
        "handoff.correct_drop",
        corrected,
        lambda c: actions.drop_correction(c.row, by=fresh(c.editor), now=NOW),
        {"handoff.correction_dropped": UNIT},
    ),
    Row(
        "handoff.correct_end",
        corrected,
        lambda c: actions.send_back(c.row, read=as_read(c.row), by=fresh(c.administrator), comment="Popraw.", now=NOW),
        {"handoff.sent_back": UNIT},
    ),
    Row(
        "handoff.claim",
        queued,
        lambda c: actions.claim(c.row, by=fresh(c.editor), now=NOW),
        {},
        silent=IN_SIGHT,
    ),
    Row(
        "handoff.release",
        in_hand,
        lambda c: actions.release(c.row, by=fresh(c.administrator), now=NOW),
        {"handoff.out_of_hand": {"redaktor"}},
    ),
    Row(
        "handoff.assign",
        in_hand,
        lambda c: actions.assign(c.row, to=fresh(c.operator), by=fresh(c.administrator), now=NOW),
        {"handoff.assigned": {"operator"}, "handoff.out_of_hand": {"redaktor"}},
    ),
    Row(
        "handoff.entrust",
        queued,
        lambda c: transfers.entrust(c.row.page.specific, to=c.sp, by=fresh(c.administrator), now=NOW, reason="x"),
        {"page.given": UNIT | {"koordynator.sp"} | PORTAL},
        step="entrust",
    ),
    Row("handoff.publish", scheduled, the_clock, {"handoff.published": UNIT | PORTAL}, step="publish"),
    Row("handoff.take_off", to_be_taken_down(Purpose.TAKE_OFF), the_clock, {"handoff.taken_down": UNIT | PORTAL}),
    Row("handoff.archive", to_be_taken_down(Purpose.ARCHIVE), the_clock, {"handoff.taken_down": UNIT | PORTAL}),
    Row("handoff.move", to_be_moved, the_clock, {"handoff.moved": UNIT | PORTAL}),
    Row("handoff.fail", broken, the_clock, {"handoff.failed": UNIT | TEAM}, step="fail"),
    Row(
        "handoff.publish_unchecked",
        queued,
        rush,
        {"handoff.unchecked": UNIT | WATCHERS | PORTAL},
        step="publish_unchecked",
    ),
    Row(
        "handoff.check_afterwards",
        rushed,
        lambda c: actions.check_afterwards(c.emergency, by=fresh(c.editor), now=NOW),
        {"handoff.checked": UNIT | WATCHERS | PORTAL},
    ),
    Row("set.make", two, put_together, {"handoff.set_made": PORTAL}),
    Row("handoff.join", two, put_together, {"handoff.set_made": PORTAL}),
    Row(
        "set.add",
        one_more,
        lambda c: actions.add_to_set(c.together, [c.row], by=fresh(c.coordinator), now=NOW),
        {"handoff.set_added": PORTAL},
    ),
    Row("set.take_out", together, leave, {}, silent=AS_IT_WAS),
    Row("handoff.leave", together, leave, {}, silent=AS_IT_WAS),
    Row(
        "set.dissolve",
        together,
        lambda c: actions.dissolve_set(c.together, by=fresh(c.coordinator), now=NOW),
        {},
        silent=AS_IT_WAS,
    ),
    Row("set.approve", together, approve_set, {"handoff.set_scheduled": UNIT}),
    Row(
        "set.unschedule",
        approved_set,
        lambda c: actions.unschedule_set(
            c.together, hour=hour_read(c.together), by=fresh(c.editor), reason="Błąd.", now=NOW
        ),
        {"handoff.set_unscheduled": UNIT | {"administrator", "operator"}},
    ),
    Row(
        "handoff.retry",
        failed_set,
        lambda c: actions.retry_set(c.together, by=fresh(c.editor), now=NOW),
        {},
        silent="it is tried at once, and then a letter tells how it went",
        step="retry",
    ),
    Row(
        "handoff.inherit",
        queued,
        join,
        {
            "handoff.inherited": PORTAL,
            "unit.done": UNIT | {"kierownik.kd", "koordynator.sp"},
        },
    ),
    Row(
        "page.lapse",
        own_schedule,
        lambda c: lapsed.hand_over(c.revision, at=TUESDAY, now=TUESDAY),
        {"handoff.lapsed": UNIT, "handoff.handed_over": PORTAL},
    ),
    Row(
        "page.fail",
        own_schedule,
        lambda c: lapsed.hand_over(c.revision, at=TUESDAY, now=TUESDAY, failure="RuntimeError: disk full"),
        {"handoff.lapsed": UNIT, "handoff.handed_over": PORTAL},
    ),
    Row(
        "remind.late_material",
        agreed_reservation,
        lambda c: watch.run_once(THURSDAY),
        {"handoff.late_material": UNIT | {"kierownik.kd"}},
    ),
    Row(
        "remind.uncovered",
        nobody_there,
        lambda c: watch.run_once(NOW),
        {"handoff.uncovered": WATCHERS},
    ),
    Row("remind.owed", queued, lambda c: watch.run_once(THURSDAY), {"handoff.owed": PORTAL}),
    Row("remind.missed", queued, lambda c: watch.run_once(FRIDAY), {"handoff.missed": UNIT | TEAM}),
    Row("remind.gaps", nothing, reminded, {"report.gaps": UNIT}),
    Row(
        "remind.sz",
        nobody_to_remind,
        lambda c: reminders.run_once(NOW),
        {"reminder": {"sz"}},
    ),
    Row("page.offer", nothing, offered, {"page.offered": {"koordynator.sp"}}),
    Row(
        "page.offer-declined",
        offered,
        lambda c: transfers.decline(c.offer, by=fresh(c.other), now=NOW),
        {"page.declined": UNIT},
    ),
    Row(
        "page.offer-withdrawn",
        offered,
        lambda c: transfers.take_back(c.offer, by=fresh(c.coordinator), now=NOW),
        {"page.withdrawn": {"koordynator.sp"}},
    ),
    Row(
        "page.entrust",
        offered,
        lambda c: transfers.take(c.offer, by=fresh(c.other), now=NOW),
        {"page.given": UNIT | {"koordynator.sp"}},
    ),
    Row(
        "page.take_off",
        public,
        lambda c: taken_off(c),
        {},
        silent="the unit did it by its own right; no date was agreed with anybody",
    ),
    Row(
        "page.put_back",
        taken_off,
        lambda c: actions.put_back(c.page, by=fresh(c.administrator), now=NOW),
        {"page.put_back": UNIT},
    ),
)


def told_since(pk: int) -> Told:
    found: Told = {}
    for letter in OutboxMessage.objects.filter(pk__gt=pk):
        found.setdefault(letter.kind, set()).add(letter.to.removesuffix("@umk.example"))
    return found


def newest() -> int:
    return OutboxMessage.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.verb)
def test_each_deed_tells_those_whom_it_concerns_once(city: SimpleNamespace, clock: Any, row: Row) -> None:
    row.before(city)
    mark = newest()
    row.deed(city)
    assert AuditEntry.objects.filter(verb=row.verb).exists(), "the deed was done"
    assert told_since(mark) == row.told
    assert bool(row.silent) is not bool(row.told)
    each = Counter(OutboxMessage.objects.filter(pk__gt=mark).values_list("kind", "to"))
    assert set(each.values()) <= {1}, "one letter an event and person"
    for letter in OutboxMessage.objects.filter(pk__gt=mark):
        assert letter.html, "every letter comes as text and as HTML"


def test_no_deed_on_handoffs_is_without_a_row() -> None:
    listed = [row.verb for row in ROWS]
    assert len({(row.verb, row.before) for row in ROWS}) == len(listed)
    known = {verb.code for verb in verbs.every() if verb.group == verbs.Group.HANDOFFS}
    known |= {verb.code for verb in verbs.every() if verb.code.startswith("page.offer")}
    assert known <= set(listed)
    assert {row.step for row in ROWS if row.step} == {step.deed for step in STEPS}


# -- details --------------------------------------------------------------------------------------------------------


def test_who_belongs_to_both_sides_gets_one_letter(city: SimpleNamespace) -> None:
    """An editor who also stands in for a coordinator."""
    person = Person.objects.create(
        user=city.editor, first_name="Roman", last_name="Redaktor", email=city.editor.email, function="x", phone="1"
    )
    Designation.objects.create(
        person=person, unit=city.kd, office=Office.DEPUTY, from_on=dt.date(2026, 1, 1), designated_by="kierujący"
    )
    approved(city)
    scheduling.run_once(TUESDAY)
    letter = OutboxMessage.objects.get(kind="handoff.published", to=city.editor.email)
    assert "Warto zajrzeć na stronę." in letter.text, "as somebody of the unit"


def test_a_publication_that_succeeds_after_a_failure_says_so(city: SimpleNamespace, monkeypatch: Any) -> None:
    approved(city)
    with monkeypatch.context() as patch:
        patch.setattr(scheduling, "put_out", lambda handoff, by=None: 1 / 0)
        scheduling.run_once(TUESDAY)
        scheduling.run_once(TUESDAY + dt.timedelta(minutes=2))
    assert OutboxMessage.objects.filter(kind="handoff.failed", to=city.editor.email).count() == 1, "not at each try"
    scheduling.run_once(TUESDAY + dt.timedelta(minutes=30))
    letter = OutboxMessage.objects.get(kind="handoff.published", to=city.editor.email)
    assert "Wcześniej publikacja nie udała się 2 razy; ta próba się powiodła." in letter.text


def test_a_late_approval_is_told_by_the_letter_of_its_outcome_alone(city: SimpleNamespace, clock: Any) -> None:
    """«Approved, goes public by itself» came in the same second, and was not true any more."""
    row = handed_over(city, at=TUESDAY)
    clock.move_to(WEDNESDAY, tick=False)
    mark = newest()
    actions.approve(row, by=fresh(city.editor), read=as_read(row), now=WEDNESDAY, late=True)
    assert told_since(mark) == {}
    scheduling.run_once(WEDNESDAY)
    assert set(told_since(mark)) == {"handoff.published"}


def test_a_claim_that_has_lapsed_is_in_nobodys_hand(city: SimpleNamespace) -> None:
    row = handed_over(city, at=FRIDAY)
    actions.claim(row, by=fresh(city.editor), now=NOW)
    later = NOW + dt.timedelta(hours=3)
    actions.assign(row, to=fresh(city.operator), by=fresh(city.administrator), now=later)
    assert not OutboxMessage.objects.filter(kind="handoff.out_of_hand").exists()


def test_who_has_it_in_hand_hears_that_a_colleague_decided(city: SimpleNamespace) -> None:
    for decide, words in ((approve_it, "zatwierdza"), (return_it, "zwraca")):
        row = handed_over(city, at=FRIDAY)
        actions.claim(row, by=fresh(city.operator), now=NOW)
        mark = newest()
        decide(row, city.editor, NOW + dt.timedelta(minutes=5))
        assert told_since(mark)["handoff.decided"] == {"operator"}
        assert words in OutboxMessage.objects.get(pk__gt=mark, kind="handoff.decided").text


def gone(city: SimpleNamespace) -> None:
    get_user_model().objects.filter(pk=city.operator.pk).update(is_active=False)


def without_office(city: SimpleNamespace) -> None:
    PortalAssignment.objects.filter(account=city.operator).delete()


@pytest.mark.parametrize("leave", [gone, without_office])
def test_whoever_may_do_nothing_with_it_any_more_is_told_nothing_of_it(city: SimpleNamespace, leave: Any) -> None:
    row = handed_over(city, at=FRIDAY)
    actions.claim(row, by=fresh(city.operator), now=NOW)
    leave(city)
    approve_it(Handoff.objects.get(pk=row.pk), city.editor, NOW + dt.timedelta(minutes=5))
    assert not OutboxMessage.objects.filter(kind="handoff.decided").exists()


def test_a_former_coordinator_hears_nothing_of_a_correction_given_up(city: SimpleNamespace) -> None:
    row = approved(city, at=TUESDAY)
    actions.begin_correction(row, by=fresh(city.coordinator), now=NOW)
    Designation.objects.filter(person__user=city.coordinator).delete()
    mark = newest()
    actions.drop_correction(Handoff.objects.get(pk=row.pk), by=fresh(city.deputy), now=NOW)
    assert told_since(mark) == {}


def test_whoever_decides_with_it_in_hand_or_after_the_claim_has_lapsed_tells_nobody_of_it(
    city: SimpleNamespace,
) -> None:
    for holder, at in ((city.editor, NOW), (city.operator, NOW + dt.timedelta(hours=3))):
        row = handed_over(city, at=FRIDAY)
        actions.claim(row, by=fresh(holder), now=NOW)
        approve_it(row, city.editor, at)
    assert not OutboxMessage.objects.filter(kind="handoff.decided").exists()


def approve_it(row: Handoff, by: Any, now: dt.datetime) -> None:
    row.refresh_from_db()
    actions.approve(row, by=fresh(by), read=as_read(row), now=now)


def return_it(row: Handoff, by: Any, now: dt.datetime) -> None:
    row.refresh_from_db()
    actions.send_back(row, by=fresh(by), read=as_read(row), comment="Popraw.", now=now)


def test_an_offer_to_another_unit_ends_the_first_and_says_so(city: SimpleNamespace) -> None:
    page = news(city)
    for to in (city.sp, city.sp, city.sz):
        transfers.offer(page, to=to, by=fresh(city.coordinator), now=NOW, reason="x")
    told = OutboxMessage.objects.filter(kind="page.withdrawn").values_list("to", flat=True)
    assert list(told) == [city.other.email], "offered anew to the same unit, it is not taken back"


def test_a_schedule_that_lapses_beside_an_open_handoff_tells_the_unit(city: SimpleNamespace) -> None:
    page = news(city)
    row = handed_over(city, page, at=FRIDAY)
    actions.send_back(row, read=as_read(row), by=fresh(city.editor), comment="Popraw.", now=NOW)
    revision = page.get_latest_revision()
    revision.approved_go_live_at = TUESDAY
    revision.save()
    lapsed.hand_over(revision, at=TUESDAY, now=TUESDAY)
    letter = OutboxMessage.objects.get(kind="handoff.lapsed", to=city.deputy.email)
    assert "Przekazanie tej strony jest w toku" in letter.text
    assert Handoff.objects.get().stage == Stage.RETURNED


def test_operators_hear_of_dates_within_their_scope_and_not_of_decisions(city: SimpleNamespace) -> None:
    building.officer("operator2", "Ola Sportowa", PortalOffice.OPERATOR, units=[city.sp])
    row = reserved(city)
    assert told_since(0)["handoff.reserved"] == TEAM
    dates = Dates(WEDNESDAY, TUESDAY.date())
    actions.propose(row, dates=dates, by=fresh(city.operator), now=NOW, reason="Tłok.")
    actions.propose(row, dates=Dates(FRIDAY), by=fresh(city.coordinator), now=NOW, reason="Nie zdążymy.")
    assert told_since(0)["handoff.date_proposed"] == UNIT | TEAM
    mark = newest()
    handed_over(city, at=FRIDAY)
    assert told_since(mark) == {"handoff.handed_over": PORTAL}


def test_a_correction_given_up_before_it_was_sent_tells_nobody(city: SimpleNamespace) -> None:
    """The other side was asked nothing."""
    correcting(city)
    mark = newest()
    actions.drop_correction(city.row, by=fresh(city.editor), now=NOW)
    assert told_since(mark) == {}


def test_an_editor_whose_correction_an_administrator_gives_up_is_told(city: SimpleNamespace) -> None:
    correcting(city)
    mark = newest()
    actions.drop_correction(city.row, by=fresh(city.administrator), now=NOW)
    assert told_since(mark) == {"handoff.correction_dropped": {"redaktor"}}
    assert "Zapisany tekst zostaje wśród wersji strony." in OutboxMessage.objects.get(pk__gt=mark).text


def test_a_small_fix_given_up_tells_those_who_were_to_read_it(city: SimpleNamespace) -> None:
    row = approved(city, at=TUESDAY)
    actions.begin_correction(row, by=fresh(city.coordinator), now=NOW)
    page = row.page.specific
    page.lead = "Nabór trwa do piątku."
    page.save_revision(user=fresh(city.coordinator))
    actions.send_correction(row, by=fresh(city.coordinator), now=NOW, words="Data.")
    mark = newest()
    actions.drop_correction(row, by=fresh(city.deputy), now=NOW)
    assert told_since(mark) == {"handoff.correction_dropped": PORTAL | {"koordynator.kd"}}, "its author, too"
    letter = OutboxMessage.objects.get(kind="handoff.correction_dropped", to=city.editor.email)
    assert "Wcześniej zatwierdzona wersja ukaże się o swojej godzinie." in letter.text


def test_editors_of_another_scope_hear_nothing(city: SimpleNamespace) -> None:
    PortalAssignment.objects.filter(account=city.editor).delete()
    building.assigned(city.editor, PortalOffice.EDITOR, units=[city.sz])
    row = handed_over(city, at=FRIDAY)
    transfers.entrust(row.page.specific, to=city.sp, by=fresh(city.administrator), now=NOW, reason="x")
    assert not OutboxMessage.objects.filter(to=city.editor.email).exists()


def test_an_editor_who_loses_the_item_with_the_unit_is_told(city: SimpleNamespace) -> None:
    PortalAssignment.objects.filter(account=city.editor).delete()
    building.assigned(city.editor, PortalOffice.EDITOR, units=[city.kd])
    row = handed_over(city, at=FRIDAY)
    transfers.entrust(row.page.specific, to=city.sp, by=fresh(city.administrator), now=NOW, reason="x")
    assert OutboxMessage.objects.filter(kind="page.given", to=city.editor.email).exists()


def test_what_people_wrote_is_no_markup_in_a_letter(city: SimpleNamespace) -> None:
    row = queued(city)
    actions.send_back(
        row, read=as_read(row), by=fresh(city.editor), comment="Proszę <b>skrócić</b> & poprawić.", now=NOW
    )
    letter = OutboxMessage.objects.get(kind="handoff.sent_back", to="koordynator.kd@umk.example")
    assert "Proszę <b>skrócić</b> & poprawić." in letter.text
    assert "Proszę &lt;b&gt;skrócić&lt;/b&gt; &amp; poprawić." in letter.html


def test_letters_are_sent_as_they_were_written(city: SimpleNamespace, mailoutbox: Any) -> None:
    handed_over(city)
    assert outbox.send_due(NOW) == 2
    assert {letter.to[0] for letter in mailoutbox} == {f"{name}@umk.example" for name in PORTAL}
