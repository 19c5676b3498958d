"""The coordinator changes while an inquiry is open: the successor owns it with its whole thread the same day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from coordination import actions
from coordination.actions import Question
from coordination.calendar import warsaw
from coordination.models import Absence, Designation, Inquiry, Person
from coordination.standing import standing_of
from coordination.states import Office
from tests.coordination.samples import upload
from tests.publishing.city import NOW, TODAY, account, fresh

SignIn = Callable[[Any], Client]
TOMORROW = TODAY + dt.timedelta(days=1)
pytestmark = pytest.mark.par(5, pkt=2)


def test_54_the_successor_reads_and_answers_from_the_first_minute_of_the_day(
    city: SimpleNamespace, as_: SignIn, clock: Any, settings: Any, tmp_path: Path
) -> None:
    settings.COORDINATION_FILES_ROOT = str(tmp_path / "private")
    question = Question("Sala", "Czy jest?", "ngo@org.example")
    inquiry = actions.ask(question, now=NOW, unit=city.kd, files=[upload()]).inquiry
    desk = f"/admin/zapytania/{inquiry.number}/"
    actions.note(inquiry, text="Sprawdzam u kierownika.", by=standing_of(fresh(city.coordinator)), now=NOW)
    newcomer = account("nowa.kd", "Nina Nowa")
    who = Person.objects.create(user=newcomer, first_name="Nina", last_name="Nowa", email="nowa.kd@umk.example")
    held = Designation.objects.get(unit=city.kd, office=Office.COORDINATOR)
    head = standing_of(fresh(city.head))
    actions.end_designation(held, until_on=TODAY, by=head, now=NOW)
    actions.designate(person=who, unit=city.kd, office=Office.COORDINATOR, from_on=TOMORROW, by=head, now=NOW)
    assert as_(fresh(newcomer)).get(desk).status_code == 403

    clock.move_to(warsaw(TOMORROW, dt.time(0, 1)), tick=False)
    client = as_(fresh(newcomer))
    assert inquiry.subject in client.get("/admin/do-zrobienia/").content.decode()
    assert "zostało 6 dni roboczych" in client.get("/admin/zapytania/").content.decode()
    shown = client.get(desk).content.decode()
    for words in ("Czy jest?", "Sprawdzam u kierownika.", "statut.pdf"):
        assert words in shown
    file = inquiry.messages.first().files.get()
    assert client.get(f"{desk}plik/{file.pk}/").status_code == 200
    gone = as_(fresh(city.coordinator))
    assert gone.get(desk).status_code == 403
    assert gone.get(f"{desk}plik/{file.pk}/").status_code == 403
    assert client.post(desk, {"czynnosc": "odpowiedz", "tresc": "Jest."}).status_code == 302
    assert inquiry.messages.last().author_name == "Nina Nowa"


def test_a_deputy_sees_and_clears_the_desk_of_an_absent_colleague(
    city: SimpleNamespace, as_: SignIn, clock: Any
) -> None:
    """What came before and what comes while the coordinator is away, with the days that are left."""
    held = Designation.objects.get(unit=city.kd, office=Office.COORDINATOR)
    before = actions.ask(Question("Przed urlopem", "?", "ngo@org.example"), now=NOW, designation=held).inquiry
    assert before.person == held.person
    Absence.objects.create(person=held.person, from_on=TOMORROW, until_on=TOMORROW + dt.timedelta(days=3))
    later = warsaw(TOMORROW, dt.time(9))
    clock.move_to(later, tick=False)
    during = actions.ask(Question("W czasie urlopu", "?", "ngo@org.example"), now=later, designation=held).inquiry
    assert during.person == Person.objects.get(user=city.deputy)
    deputy = as_(fresh(city.deputy))
    listed = deputy.get("/admin/zapytania/").content.decode()
    assert "nieobecność do 27 listopada" in listed
    assert listed.index("Przed urlopem") < listed.index("W czasie urlopu")
    assert "zostało 6 dni roboczych" in listed
    todo = deputy.get("/admin/do-zrobienia/").content.decode()
    for inquiry in (before, during):
        assert inquiry.subject in todo
        desk = f"/admin/zapytania/{inquiry.number}/"
        assert deputy.post(desk, {"czynnosc": "odpowiedz", "tresc": "Tak."}).status_code == 302
        assert inquiry.messages.last().author_role == "w zastępstwie"
    assert not Inquiry.objects.open().filter(unit=city.kd).exists()
    assert "Przed urlopem" not in deputy.get("/admin/do-zrobienia/").content.decode()
