"""Designations: who it was on any day, in one query, and who may say so (§ 2)."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from coordination import actions
from coordination.models import AuditEntry, Designation, Sphere
from coordination.policies import DesignationPolicy, InquiryPolicy, RegisterPolicy
from coordination.standing import Post, Standing
from coordination.states import InquiryState, Office, Outcome
from coordination.verdict import Refused
from tests.coordination.people import NOW, TODAY, away, designation, person, standing, topic, unit

JANUARY_15 = dt.date(2026, 1, 15)
ADMINISTRATOR = Standing(user_id=1, name="Administrator", on=TODAY, posts=(Post("administrator"),))
DIRECTOR = Standing(user_id=2, name="Dyrektor", on=TODAY, posts=(Post("sz-director"),))
MONITOR = Standing(user_id=3, name="Monitor", on=TODAY, posts=(Post("sz-monitor"),))
EDITOR = Standing(user_id=4, name="Redaktor", on=TODAY, posts=(Post("redaktor"),))
NOBODY = Standing(user_id=None, name="", on=TODAY)


def in_unit(*offices: str, of: int = 7) -> Standing:
    return Standing(user_id=9, name="Osoba", on=TODAY, person_id=90, units={of: frozenset(offices)})


@pytest.mark.django_db
class TestHistory:
    @pytest.mark.par(2, pkt=2)
    def test_who_was_it_on_15_january_for_sport_is_one_query(self, django_assert_num_queries: object) -> None:
        """Scenario 39: name, function, phone and e-mail valid that day, whatever changed since."""
        sp = unit("Wydział Próbnego Sportu")
        sport, culture = topic("Sport na próbę", sp), topic("Kultura na próbę", sp)
        then = person("Dawna Koordynatorka", function="inspektorka", phone="+48126160001", email="dawna@umk.example")
        designation(sp, who=then, topics=(sport,), until_on=dt.date(2026, 2, 28))
        designation(sp, who=person("Inny Zakres"), topics=(culture,))
        designation(sp, who=person("Nowa Osoba"), topics=(sport,), from_on=dt.date(2026, 3, 1))
        then.function, then.phone, then.email, then.last_name = "dyrektorka", "+48126160009", "x@umk.example", "Po"
        then.save()
        with django_assert_num_queries(1):  # type: ignore[operator]
            rows = list(Designation.objects.answering(JANUARY_15, topic=sport))
            told = [(r.first_name, r.last_name, r.function, r.phone, r.email, r.unit.name) for r in rows]
        assert told == [
            ("Dawna", "Koordynatorka", "inspektorka", "+48126160001", "dawna@umk.example", "Wydział Próbnego Sportu")
        ]
        on_1_march = Designation.objects.answering(dt.date(2026, 3, 1), topic=sport)
        assert [row.last_name for row in on_1_march] == ["Osoba"]

    def test_people_in_scope_stand_once_even_with_several_topics(self) -> None:
        sp = unit()
        sport, play = topic("Sport podwójny", sp), topic("Zabawa podwójna", sp)
        row = designation(sp, topics=(sport, play))
        row.spheres.set(Sphere.objects.filter(code__in=["16", "17"]))
        assert list(Designation.objects.answering(TODAY, topic=sport)) == [row]
        assert list(Designation.objects.answering(TODAY, unit=sp, sphere=Sphere.objects.get(code="17"))) == [row]

    def test_the_present_stand_before_the_absent_and_coordinators_before_deputies(self) -> None:
        sp = unit()
        deputy, coordinator = designation(sp, Office.DEPUTY), designation(sp)
        assert [row.pk for row in Designation.objects.answering(TODAY, unit=sp)] == [coordinator.pk, deputy.pk]
        away(coordinator.person)
        assert [row.pk for row in Designation.objects.answering(TODAY, unit=sp)] == [deputy.pk, coordinator.pk]

    @pytest.mark.par(2, pkt=1)
    def test_until_the_first_day_the_old_one_then_the_new(self) -> None:
        sp = unit()
        head = standing(sp, Office.HEAD)
        old = actions.designate(
            person=person(), unit=sp, office=Office.COORDINATOR, from_on=dt.date(2026, 1, 1), by=head, now=NOW
        )
        actions.end_designation(old, until_on=dt.date(2027, 2, 28), by=head, now=NOW)
        new = actions.designate(
            person=person(), unit=sp, office=Office.COORDINATOR, from_on=dt.date(2027, 3, 1), by=head, now=NOW
        )
        held = Designation.objects.of(sp).contacts()
        assert list(held.in_force(dt.date(2027, 2, 28))) == [old]
        assert list(held.in_force(dt.date(2027, 3, 1))) == [new]

    @pytest.mark.par(2, pkt=2)
    def test_designating_tells_sz_the_same_day_and_keeps_who_did_it(self) -> None:
        sp = unit()
        head = standing(sp, Office.HEAD)
        row = actions.designate(person=person(), unit=sp, office=Office.DEPUTY, from_on=TODAY, by=head, now=NOW)
        assert (row.noticed_on, row.designated_by) == (TODAY, head.name)
        entry = AuditEntry.objects.get(verb="designation.designate")
        assert (entry.unit_id, entry.right) == (sp.pk, "§ 2 pkt 1")

    def test_what_does_not_fit_is_refused(self) -> None:
        sp, stranger = unit(), designation(unit())
        head = standing(sp, Office.HEAD)
        values = {"person": person(), "unit": sp, "office": Office.DEPUTY, "from_on": TODAY, "by": head, "now": NOW}
        with pytest.raises(ValidationError, match="z tej samej komórki"):
            actions.designate(**values, substitutes_for=stranger)  # type: ignore[arg-type]
        with pytest.raises(ValidationError, match="wcześniejszy"):
            actions.designate(**values, until_on=TODAY - dt.timedelta(days=1))  # type: ignore[arg-type]
        row = actions.designate(**values)  # type: ignore[arg-type]
        with pytest.raises(ValueError, match="not amendable"):
            actions.amend_designation(row, changes={"from_on": TODAY}, by=head, now=NOW)

    def test_a_refusal_is_written_down_although_the_deed_is_undone(self) -> None:
        sp = unit()
        by = standing(unit(), Office.HEAD)
        with pytest.raises(Refused, match=r"\(§ 2 pkt 1\)"):
            actions.designate(person=person(), unit=sp, office=Office.DEPUTY, from_on=TODAY, by=by, now=NOW)
        assert not Designation.objects.filter(unit=sp).exists()
        assert AuditEntry.objects.get(verb="designation.designate").outcome == Outcome.REFUSED

    def test_absences_are_marked_by_colleagues_without_a_reason(self) -> None:
        sp = unit()
        colleague = designation(sp).person
        absence = actions.mark_absent(colleague, from_on=TODAY, until_on=TODAY, by=standing(sp), now=NOW)
        assert {field.name for field in absence._meta.fields} == {"id", "person", "account", "from_on", "until_on"}
        with pytest.raises(Refused):
            actions.mark_absent(colleague, from_on=TODAY, until_on=TODAY, by=standing(unit()), now=NOW)


COORDINATOR, DEPUTY, HEAD = in_unit("coordinator"), in_unit("deputy"), in_unit("head")
ELSEWHERE = in_unit("coordinator", "head", of=8)


@pytest.mark.par(5, pkt=2)
@pytest.mark.parametrize(
    ("who", "read", "write"),
    [
        (COORDINATOR, True, True),
        (DEPUTY, True, True),
        (HEAD, True, True),
        (ELSEWHERE, False, False),
        (ADMINISTRATOR, True, False),
        (DIRECTOR, True, False),
        (MONITOR, True, False),
        (EDITOR, False, False),
        (NOBODY, False, False),
    ],
)
@pytest.mark.parametrize("state", InquiryState.values)
def test_who_reads_and_who_answers(who: Standing, read: bool, write: bool, state: str) -> None:
    policy = InquiryPolicy(who, 7, state)
    open_ = state != InquiryState.CLOSED
    assert bool(policy.may_read()) is read
    assert bool(policy.may_note()) is write
    for verdict in (policy.may_answer(), policy.may_pass_on(), policy.may_close()):
        assert bool(verdict) is (write and open_)
    assert bool(policy.may_ask_to_clarify()) is (write and open_ and state != InquiryState.CLARIFY)
    assert read or str(policy.may_read()).endswith("(§ 5 pkt 2)")


@pytest.mark.par(5, pkt=2)
def test_a_unit_that_passed_it_on_reads_and_writes_no_more() -> None:
    policy = InquiryPolicy(ELSEWHERE, 7, former_units=frozenset({8}))
    assert policy.may_read()
    assert not policy.may_answer()


@pytest.mark.par(2, pkt=1)
@pytest.mark.parametrize(
    ("who", "may"),
    [(HEAD, True), (ADMINISTRATOR, True), (COORDINATOR, False), (ELSEWHERE, False), (DIRECTOR, False), (NOBODY, False)],
)
def test_who_designates(who: Standing, may: bool) -> None:
    verdict = DesignationPolicy(who).may_designate(7)
    assert bool(verdict) is may
    assert may or str(verdict).endswith("(§ 2 pkt 1)")


@pytest.mark.parametrize(
    ("who", "units", "dictionaries"),
    [(ADMINISTRATOR, True, True), (DIRECTOR, False, True), (MONITOR, False, False), (HEAD, False, False)],
)
def test_who_keeps_the_registers(who: Standing, units: bool, dictionaries: bool) -> None:
    policy = RegisterPolicy(who)
    assert policy.may_read()
    assert bool(policy.may_keep_units()) is units
    assert bool(policy.may_keep_dictionaries()) is dictionaries


@pytest.mark.parametrize(("who", "may"), [(COORDINATOR, True), (HEAD, True), (ADMINISTRATOR, True), (MONITOR, False)])
def test_who_marks_an_absence(who: Standing, may: bool) -> None:
    assert bool(DesignationPolicy(who).may_mark_absent(91, frozenset({7}))) is may
    assert DesignationPolicy(who).may_mark_absent(who.person_id, frozenset()) or not who.person_id or may
