"""Staff doors of the room: whose inquiry, whose designation, whose dictionary."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coordination import actions
from coordination.actions import Question
from coordination.actions.inquiries import last_public
from coordination.models import (
    Absence,
    AuditEntry,
    Designation,
    Inquiry,
    LawLimit,
    OfficeHours,
    Person,
    ServiceStandard,
    Topic,
    Unit,
)
from coordination.states import InquiryState, Office, Outcome
from tests.coordination.people import NOW, TODAY, account, designation, person, standing, unit

pytestmark = pytest.mark.django_db
DESK = "/admin/zapytania/"


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def desk(of: Unit | None = None, office: str = Office.COORDINATOR, *offices: str) -> Client:
    """A browser of somebody who holds the office."""
    client = Client()
    who = person()
    if of:
        designation(of, office, who)
    client.force_login(account(who, *offices), "django.contrib.auth.backends.ModelBackend")
    return client


def received(of: Unit, subject: str = "Tajny temat") -> Inquiry:
    question = Question(subject, "Tajna treść", "ngo@organizacja.example", organisation="Fundacja Tajna")
    return actions.ask(question, now=NOW, unit=of).inquiry


class TestInquiries:
    def test_the_unit_reads_answers_and_the_task_is_done(self) -> None:
        kd = unit("Komórka Odpowiadająca")
        inquiry = received(kd)
        client = desk(kd)
        listed = client.get(DESK).content.decode()
        assert inquiry.number in listed
        assert "zostało 7 dni roboczych" in listed
        address = f"{DESK}{inquiry.number}/"
        assert "Tajna treść" in client.get(address).content.decode()
        values = {"czynnosc": "odpowiedz", "tresc": "Odpowiedź", "widziano": str(_seen(inquiry))}
        assert client.post(address, values).status_code == 302
        inquiry.refresh_from_db()
        assert inquiry.state == InquiryState.ANSWERED

    def test_another_unit_is_refused_with_reason_and_place_and_learns_nothing(self) -> None:
        kd, other = unit(), unit()
        inquiry = received(kd)
        client = desk(other)
        assert "Tajny" not in client.get(f"{DESK}?stan=wszystkie").content.decode()
        answers = []
        for number in (inquiry.number, "NGO-2026-77777"):
            for response in (
                client.get(f"{DESK}{number}/"),
                client.post(f"{DESK}{number}/", {"czynnosc": "odpowiedz", "tresc": "x"}),
                client.post(f"{DESK}{number}/", {"czynnosc": "przekaz", "komorka": other.pk}),
            ):
                text = response.content.decode()
                assert response.status_code == 403
                assert "(§ 5 pkt 2)" in text
                assert "Tajn" not in text
                answers.append("Tym zapytaniem nie zajmuje się Twoja komórka." in text)
        assert all(answers)
        assert (
            AuditEntry.objects.filter(verb="inquiry.read", outcome=Outcome.REFUSED).count() == 1
        )  # repeats are counted
        assert inquiry.messages.count() == 1

    @pytest.mark.parametrize("group", ["administrator", "sz-monitor", "sz-director"])
    def test_those_who_watch_the_city_read_and_do_not_write(self, group: str) -> None:
        inquiry = received(unit("Komórka Oglądana"))
        client = desk(None, "", group)
        assert inquiry.number in client.get(DESK).content.decode()
        shown = client.get(f"{DESK}{inquiry.number}/").content.decode()
        assert "Tajna treść" in shown
        assert "SZ i administratorzy czytają zapytania" in shown
        assert 'value="odpowiedz"' not in shown
        response = client.post(f"{DESK}{inquiry.number}/", {"czynnosc": "odpowiedz", "tresc": "x"})
        assert response.status_code == 403
        assert inquiry.messages.count() == 1

    def test_who_holds_no_office_meets_no_door(self) -> None:
        answer = desk().get(DESK)
        assert answer.status_code == 403
        assert "(§ 2 pkt 1)" in answer.content.decode()
        assert Client().get(DESK).status_code == 302

    def test_the_second_of_two_is_warned_and_keeps_the_text(self) -> None:
        kd = unit()
        inquiry = received(kd)
        seen = str(_seen(inquiry))
        actions.answer(inquiry, text="Pierwsza odpowiedź", by=standing(kd), now=NOW)
        client = desk(kd)
        values = {"czynnosc": "odpowiedz", "tresc": "Moja długa odpowiedź", "widziano": seen}
        response = client.post(f"{DESK}{inquiry.number}/", values)
        text = response.content.decode()
        assert response.status_code == 409
        assert "W międzyczasie napisał ktoś inny" in text
        assert "Pierwsza odpowiedź" in text
        assert "Moja długa odpowiedź</textarea>" in text
        again = {**values, "widziano": str(_seen(inquiry))}
        assert client.post(f"{DESK}{inquiry.number}/", again).status_code == 302

    def test_clarify_note_pass_on_close(self) -> None:
        kd, zzm = unit("Komórka Pytająca"), unit("Komórka Zielona")
        inquiry = received(kd)
        client = desk(kd, Office.DEPUTY)
        address = f"{DESK}{inquiry.number}/"
        assert client.post(address, {"czynnosc": "notatka", "tresc": "uwaga"}).status_code == 302
        assert client.post(address, {"czynnosc": "doprecyzuj", "tresc": "gdzie?"}).status_code == 302
        assert client.post(address, {"czynnosc": "odpowiedz", "tresc": ""}).status_code == 422
        assert client.post(address, {"czynnosc": "przekaz", "komorka": ""}).status_code == 422
        assert client.post(address, {"czynnosc": "przekaz", "komorka": zzm.pk, "powod": "tak"}).status_code == 302
        assert "Komórka Zielona" in client.get(address).content.decode()  # the former unit reads on
        assert inquiry.number in client.get(f"{DESK}?stan=wszystkie").content.decode()
        assert client.post(address, {"czynnosc": "zamknij", "dlaczego": "withdrawn"}).status_code == 403
        assert desk(zzm).post(address, {"czynnosc": "zamknij", "dlaczego": "withdrawn"}).status_code == 302
        inquiry.refresh_from_db()
        assert inquiry.state == InquiryState.CLOSED

    @pytest.mark.parametrize("text", ["a" * 20001, "a\x00b"])
    def test_bad_text_is_said_and_kept(self, text: str) -> None:
        kd = unit()
        inquiry = received(kd)
        response = desk(kd).post(f"{DESK}{inquiry.number}/", {"czynnosc": "odpowiedz", "tresc": text})
        assert response.status_code == 422
        assert inquiry.messages.count() == 1

    def test_the_list_costs_the_same_for_few_and_many(self) -> None:
        kd = unit()
        client = desk(kd)
        counted = []
        for _round in range(2):
            for _number in range(10):
                received(kd)
            client.get(DESK)
            with CaptureQueriesContext(connection) as queries:
                client.get(DESK)
            counted.append(len(queries))
        assert counted[0] == counted[1]


def _seen(inquiry: Inquiry) -> int | None:
    last = last_public(inquiry)
    return last.pk if last else None


def form_of(**values: Any) -> dict[str, Any]:
    return {"from_on": "2026-12-01", "until_on": "", "office": "coordinator", "topics": [], "spheres": [], **values}


@pytest.mark.par(2, pkt=1)
class TestRegistersOfPeople:
    def test_the_head_designates_in_the_own_unit_only(self) -> None:
        kd, other = unit(), unit()
        client = desk(kd, Office.HEAD)
        who = person()
        add = reverse("coordination_designations:add")
        assert client.get(add).status_code == 200
        refused = client.post(add, form_of(person=who.pk, unit=other.pk))
        assert refused.status_code == 200
        assert not Designation.objects.filter(unit=other).exists()
        assert client.post(add, form_of(person=who.pk, unit=kd.pk)).status_code == 302
        made = Designation.objects.get(unit=kd, person=who)
        assert made.noticed_on == TODAY
        assert made.last_name == who.last_name
        assert AuditEntry.objects.filter(verb="designation.designate", outcome=Outcome.DONE).count() == 1

    def test_coordinators_read_and_do_not_designate(self) -> None:
        kd = unit()
        row = designation(kd)
        client = desk(kd)
        assert client.get(reverse("coordination_designations:list")).status_code == 200
        assert client.get(reverse("coordination_designations:add")).status_code in (302, 403)
        assert client.get(reverse("coordination_designations:edit", args=[row.pk])).status_code in (302, 403)

    def test_a_designation_is_closed_never_deleted_and_its_beginning_stays(self) -> None:
        row = designation(unit())
        client = desk(None, "", "administrator")
        delete = reverse("coordination_designations:delete", args=[row.pk])
        client.post(delete)
        bulk = reverse("wagtail_bulk_action", args=["coordination", "designation", "delete"])
        client.post(f"{bulk}?id={row.pk}")
        assert Designation.objects.filter(pk=row.pk).exists()
        edit = reverse("coordination_designations:edit", args=[row.pk])
        values = form_of(
            person=person().pk, unit=unit().pk, office="deputy", from_on="2020-01-01", until_on="2026-12-31"
        )
        assert client.post(edit, values).status_code == 302
        changed = Designation.objects.get(pk=row.pk)
        assert changed.until_on == dt.date(2026, 12, 31)
        assert (changed.person, changed.unit, changed.office, changed.from_on) == (
            row.person,
            row.unit,
            row.office,
            row.from_on,
        )

    def test_dates_and_substitution_are_checked_at_the_field(self) -> None:
        kd, stranger = unit(), designation(unit())
        client = desk(None, "", "administrator")
        add = reverse("coordination_designations:add")
        shown = client.post(add, form_of(person=person().pk, unit=kd.pk, until_on="2026-01-01")).content.decode()
        assert "Ostatni dzień nie może być wcześniejszy niż pierwszy." in shown
        shown = client.post(add, form_of(person=person().pk, unit=kd.pk, substitutes_for=stranger.pk)).content.decode()
        assert "Zastępować można tylko osobę z tej samej komórki." in shown

    def test_a_unit_that_will_be_closed_before_the_first_day_is_said_at_the_field(self) -> None:
        kd, who = unit(), person()
        Unit.objects.filter(pk=kd.pk).update(active_until=TODAY + dt.timedelta(days=10))
        later = (TODAY + dt.timedelta(days=20)).isoformat()
        answer = desk(None, "", "administrator").post(
            reverse("coordination_designations:add"), form_of(person=who.pk, unit=kd.pk, from_on=later)
        )
        assert answer.status_code == 200
        assert "unit" in answer.context["form"].errors
        assert later in answer.content.decode()
        assert not Designation.objects.filter(person=who).exists()

    @pytest.mark.parametrize(
        ("group", "name", "may"),
        [
            ("administrator", "coordination_units:add", True),
            ("administrator", "coordination_people:add", True),
            ("sz-monitor", "coordination_units:list", True),
            ("sz-monitor", "coordination_units:add", False),
            ("sz-director", "coordination_units:add", False),
            ("sz-director", "coordination_designations:list", True),
            ("redaktor", "coordination_units:add", False),
        ],
    )
    def test_who_keeps_units_and_people(self, group: str, name: str, may: bool) -> None:
        assert (desk(None, "", group).get(reverse(name)).status_code == 200) is may

    def test_units_are_kept_found_and_filtered(self) -> None:
        client = desk(None, "", "administrator")
        topic = Topic.objects.first()
        assert topic
        one = unit("Komórka Znajdowana")
        values = {
            "name": "Komórka Zmieniona",  # names change by a deed (tests/units)
            "slug": one.slug,
            "symbol": "",
            "kind": one.kind_id,
            "phone": "12 616 00 00",
            "topics": [topic.pk],
        }
        edit = reverse("coordination_units:edit", args=[one.pk])
        assert client.get(edit).status_code == 200
        assert client.post(edit, values).status_code == 302
        one.refresh_from_db()
        assert (one.name, one.phone, list(one.topics.all())) == ("Komórka Znajdowana", "+48126160000", [topic])
        listed = reverse("coordination_units:list")
        assert "Komórka Znajdowana" in client.get(listed, {"q": "znajdowana"}).content.decode()
        assert client.get(listed, {"incomplete": "true"}).status_code == 200
        assert "To nie wygląda na numer telefonu" in client.post(edit, {**values, "phone": "abc"}).content.decode()
        assert client.get(reverse("coordination_units:inspect", args=[one.pk])).status_code == 200

    def test_history_answers_for_any_day(self) -> None:
        kd = unit()
        old = designation(kd, who=person("Dawna Osoba"), until_on=dt.date(2026, 3, 1))
        new = designation(kd, who=person("Nowa Osoba"), from_on=dt.date(2026, 3, 2))
        client = desk(None, "", "sz-monitor")
        listed = reverse("coordination_designations:list")
        in_january = client.get(listed, {"unit": kd.pk, "on": "2026-01-15"}).content.decode()
        assert str(old.person) in in_january
        assert str(new.person) not in in_january

    def test_a_unit_marks_its_own_absences_and_sees_no_others(self) -> None:
        kd, other = unit(), unit()
        colleague, stranger = designation(kd).person, designation(other, who=person("Obca Nieobecna")).person
        Absence.objects.create(person=stranger, from_on=TODAY, until_on=TODAY)
        client = desk(kd)
        add = reverse("coordination_absences:add")
        days = {"from_on": "2026-11-23", "until_on": "2026-11-27"}
        assert client.post(add, {"person": colleague.pk, **days}).status_code == 302
        client.post(add, {"person": stranger.pk, **days})
        assert Absence.objects.count() == 2
        assert "Obca Nieobecna" not in client.get(reverse("coordination_absences:list")).content.decode()
        foreign = Absence.objects.get(person=stranger)
        assert client.get(reverse("coordination_absences:edit", args=[foreign.pk])).status_code in (302, 403)
        client.post(reverse("coordination_absences:delete", args=[foreign.pk]))
        assert Absence.objects.filter(pk=foreign.pk).exists()

    def test_a_unit_keeps_its_own_phone_hours(self) -> None:
        kd, other = unit(), unit()
        client = desk(kd)
        add = reverse("coordination_hours:add")
        hours = {"weekday": "0", "opens": "7:30", "closes": "15:30", "person": ""}
        assert client.post(add, {"unit": kd.pk, **hours}).status_code == 302
        assert client.post(add, {"unit": other.pk, **hours}).status_code == 200
        assert (
            "Koniec musi być później" in client.post(add, {"unit": kd.pk, **hours, "closes": "7:00"}).content.decode()
        )
        assert OfficeHours.objects.count() == 1

    def test_the_list_of_units_without_people(self) -> None:
        empty, full = unit("Komórka Bez Ludzi"), unit("Komórka Pełna")
        designation(full)
        designation(full, Office.DEPUTY)
        address = reverse("coordination_wanting:units")
        shown = desk(None, "", "sz-monitor").get(address).content.decode()
        assert str(empty) in shown
        assert str(full) not in shown
        assert desk(full).get(address).status_code == 403
        assert str(empty) not in desk(unit(), Office.HEAD).get(address).content.decode()

    def test_changes_of_people_are_written_down(self) -> None:
        client = desk(None, "", "administrator")
        values = {
            "first_name": "Ewa",
            "last_name": "Nowa",
            "function": "x",
            "phone": "501234567",
            "email": "e@u.example",
        }
        assert client.post(reverse("coordination_people:add"), values).status_code == 302
        made = Person.objects.get(last_name="Nowa")
        assert made.phone == "+48501234567"
        assert AuditEntry.objects.get(verb="person.create").label == "Ewa Nowa"


REGISTERS = ("sphere", "district", "unitkind", "holiday", "servicestandard", "lawlimit", "topic")


def test_a_standard_keeps_the_key_and_measure_it_is_asked_for_by() -> None:
    client = desk(None, "", "administrator")
    standard = ServiceStandard.objects.get(key="competition.archive")
    address = f"/admin/coordination/servicestandard/edit/{standard.pk}/"
    typed = {"key": "competition.other", "value": "18", "unit": "days", "label": standard.label}
    assert client.post(address, typed).status_code == 302
    standard.refresh_from_db()
    assert (standard.key, standard.value, standard.unit) == ("competition.archive", 18, "months")
    answer = client.post(address, typed | {"value": "1201"})
    assert answer.context["form"].errors["value"] == ["To za długo; wpisz najwyżej: 1200 miesięcy."]


def test_the_measures_of_a_limit_are_those_it_counts() -> None:
    client = desk(None, "", "administrator")
    row = LawLimit.objects.filter(key="small_grant.per_task").first()
    assert row is not None
    form = client.get(f"/admin/coordination/lawlimit/edit/{row.pk}/").context["form"]
    assert [value for value, _label in form.fields["unit"].choices] == ["pln"]


@pytest.mark.parametrize("register", REGISTERS)
@pytest.mark.parametrize(
    ("group", "may"),
    [("administrator", True), ("sz-director", True), ("sz-monitor", False), ("redaktor", False), ("", False)],
)
def test_administrators_and_the_director_keep_the_dictionaries(register: str, group: str, may: bool) -> None:
    client = desk(None, "", group) if group else desk(unit(), Office.HEAD)
    for page in ("", "create/"):
        response = client.get(f"/admin/coordination/{register}/{page}")
        assert (response.status_code == 200) is may
    assert client.get(f"/admin/coordination/{register}/history/1/").status_code in (302, 403, 404)


def test_the_list_of_people_is_headed_in_polish() -> None:
    shown = desk(None, "", "administrator").get(reverse("coordination_people:list")).content.decode()
    assert "Imię i nazwisko" in shown
    assert "Full name" not in shown
