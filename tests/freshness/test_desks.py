"""Boards and the admin home: each person meets what waits for them, and nothing else."""

from __future__ import annotations

import datetime as dt
import re
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.admin.menu import admin_menu

from coordination import duties
from coordination.models import ClockBeat, Designation, Inquiry
from coordination.states import Office
from publishing import actions
from publishing.actions import Dates
from publishing.models import Handoff
from publishing.panels import _letters_waiting
from tests.publishing import city as cities
from tests.publishing.city import FRIDAY, NOW, TODAY, WEDNESDAY, fresh

DAY = dt.timedelta(days=1)
HOME = "/admin/"


@pytest.fixture
def busy(city: SimpleNamespace) -> SimpleNamespace:
    """Something of every sort waits: in KD, in SP, and for the portal team."""
    ClockBeat.objects.create(job="publish", started_at=NOW, finished_at=NOW)
    for unit, subject, day in ((city.kd, "Sala na próby", 2), (city.sp, "Bieżnia", -1)):
        Inquiry.objects.create(
            number=f"NGO-{unit.pk}",
            key_digest="x",
            unit=unit,
            subject=subject,
            asker_email="ngo@ngo.example",
            received_at=NOW,
            answer_by=TODAY + day * DAY,
        )
        title = f"Środki na małe granty {unit.symbol}"
        duties.ask("small-grant-funds", unit=unit, subject="2026-4", title=title, now=NOW, due_on=TODAY + 5 * DAY)
    city.queued = cities.handed_over(city, cities.news(city, title="Czeka na redakcję"))
    city.asked = cities.handed_over(city, cities.news(city, title="Czeka na komórkę"), at=WEDNESDAY)
    actions.propose(city.asked, dates=Dates(FRIDAY), by=fresh(city.editor), now=NOW, reason="Tłok")
    city.scheduled = cities.approved(city, cities.news(city, title="Wychodzi w środę"), at=WEDNESDAY)
    return city


def waits(desk: Client) -> str:
    """The home without the news: what waits for somebody."""
    before, news, _after = words(desk).partition('data-panel-name="news"')
    assert news
    return before


def panels(desk: Client) -> list[str]:
    text = desk.get(HOME).content.decode()
    return re.findall(r'data-panel-name="([\w-]+)"', text)


def words(desk: Client, address: str = HOME) -> str:
    answer = desk.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_coordinator_meets_what_waits_for_the_unit(busy: SimpleNamespace, at_desk: Any) -> None:
    text = waits(at_desk(busy.coordinator))
    for mine in ("Sala na próby", "Środki na małe granty KD", "Czeka na komórkę", "Łąki w mieście"):
        assert mine in text
    for other in ("Bieżnia", "Środki na małe granty SP", "Biegi uliczne", "Czeka na redakcję", "Wychodzi w środę"):
        assert other not in text
    assert reverse("publishing:confirm", args=[busy.stale.pk]) in text
    for deed in ("Napisz aktualność", "Ogłoś konkurs"):
        assert deed in text
    assert "Otwórz nabór na mały grant" not in text, "this city has no shelf for them"
    assert reverse("wagtailadmin_pages:add", args=["pages", "competitionpage", busy.competitions.pk]) in text
    assert reverse("wagtailadmin_pages:edit", args=[busy.unit_page.pk]) in text


def test_the_portal_team_meets_its_queue(busy: SimpleNamespace, at_desk: Any) -> None:
    Handoff.objects.filter(pk=busy.scheduled.pk).update(stage="failed")
    desk = at_desk(busy.editor)
    text = waits(desk)
    assert panels(desk) == ["failed", "decisions", "news"]
    assert "Czeka na redakcję" in text
    for other in ("Sala na próby", "Czeka na komórkę", "Łąki w mieście"):
        assert other not in text


def test_sz_meets_numbers_with_ways_to_their_lists(busy: SimpleNamespace, at_desk: Any) -> None:
    for who in (busy.monitor, busy.director):
        desk = at_desk(who)
        assert panels(desk) == ["city"]
        text = words(desk)
        assert "Czeka na redakcję" not in text
        assert f"{reverse('publishing:stale')}?stan=przeterminowane" in text
        assert re.search(r"<b>2.*?</b>\s*strony po terminie przeglądu", text, re.DOTALL)
        assert re.search(r"<b>0</b>\s*planowanych konkursów", text)
        assert re.search(r"<b>0</b>\s*konkursów bez wyników w terminie", text)


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "list czeka na człowieka"), (4, "listy czekają na człowieka"), (12, "listów czeka na człowieka")],
)
def test_a_number_and_its_noun_agree(number: int, said: str) -> None:
    with translation.override("pl"):
        assert _letters_waiting(number) == said


def test_a_head_meets_the_unit_and_its_offices(busy: SimpleNamespace, at_desk: Any) -> None:
    desk = at_desk(busy.head)
    assert panels(desk)[-2:] == ["offices", "news"]
    text = words(desk)
    assert "Tomasz Zastępca" in text
    assert "Radosław Toporek" not in text
    assert reverse("publishing:confirm", args=[busy.stale.pk]) not in text


def test_an_administrator_has_queue_and_city(busy: SimpleNamespace, at_desk: Any) -> None:
    assert panels(at_desk(busy.administrator)) == ["decisions", "next", "news", "city"]


def test_stock_panels_are_gone_and_calm_is_said_in_words(city: SimpleNamespace, at_desk: Any) -> None:
    ClockBeat.objects.create(job="publish", started_at=NOW, finished_at=NOW)
    Designation.objects.filter(unit=city.sp).delete()
    cities.person(city.sz, Office.COORDINATOR, "koordynator.sz", "Hanna Spokojna")
    desk = at_desk(fresh(cities.get_user_model().objects.get(username="koordynator.sz")))
    assert panels(desk) == ["shortcuts", "nothing", "news"]
    assert "Nic nie czeka. Dobra robota." in words(desk)


def test_a_silent_clock_alarms_officers_and_sz_only(city: SimpleNamespace, at_desk: Any) -> None:
    for who, alarmed in ((city.operator, True), (city.monitor, True), (city.coordinator, False)):
        assert ("clock" in panels(at_desk(who))) is alarmed
    ClockBeat.objects.create(job="publish", started_at=NOW, finished_at=NOW - dt.timedelta(minutes=16))
    assert "clock" in panels(at_desk(city.operator))


# -- «do zrobienia» -------------------------------------------------------------------------------------------------


@pytest.mark.par(2, pkt=7)
def test_the_board_of_a_unit_has_place_day_and_lateness(busy: SimpleNamespace, at_desk: Any) -> None:
    text = words(at_desk(busy.head), reverse("coordination_todo"))
    assert "Środki na małe granty KD" in text
    assert "§ 3 pkt 5" in text
    assert "28 listopada 2026" in text
    assert "3 dni po terminie" in text  # the stale page
    assert "zostały 2 dni" in text  # the inquiry
    assert "Bieżnia" not in text
    assert "Ewelina Brodacka" in text


def test_sz_opens_any_unit_and_confirms_nothing_there(busy: SimpleNamespace, at_desk: Any) -> None:
    desk = at_desk(busy.monitor)
    assert "Do zrobienia w komórkach" in words(desk, reverse("coordination_todo"))
    text = words(desk, f"{reverse('coordination_todo')}?komorka={busy.sp.pk}")
    assert "Bieżnia" in text
    assert reverse("publishing:confirm", args=[busy.foreign.pk]) not in text


def test_another_units_board_answers_like_one_that_does_not_exist(busy: SimpleNamespace, at_desk: Any) -> None:
    todo = reverse("coordination_todo")
    desk = at_desk(busy.coordinator)
    answers = [desk.get(f"{todo}?komorka={value}") for value in (busy.sp.pk, 999_999, "x", "-1", "9" * 40)]
    assert {answer.status_code for answer in answers} == {403}
    assert len({answer.content.decode().split("<main")[1] for answer in answers}) == 1
    assert at_desk(busy.editor).get(todo).status_code == 403
    assert at_desk(busy.nobody).get(todo).status_code == 403


@pytest.mark.par(2, pkt=1)
def test_sz_sees_who_is_missing_since_when_and_who_heads(city: SimpleNamespace, at_desk: Any) -> None:
    Designation.objects.filter(unit=city.kd, office=Office.DEPUTY).update(until_on=dt.date(2026, 11, 12))
    text = words(at_desk(city.monitor), reverse("coordination_wanting:units"))
    row = text[text.index("Wydział Kultury") :].split("</tr>")[0]
    assert "zastępca koordynatora" in row
    assert "od 13 listopada 2026" in row
    assert "Maria Kierująca" in row
    assert at_desk(city.coordinator).get(reverse("coordination_wanting:units")).status_code == 403


def test_menus_show_only_what_serves(city: SimpleNamespace, rf: Any) -> None:
    ours = {"todo", "freshness", "incomplete-units"}
    inside = {"completeness", "findings", "stale"}
    for who, menu, group in (
        (city.coordinator, {"todo", "freshness"}, inside),
        (city.head, {"todo", "freshness"}, inside),
        (city.editor, set(), set()),
        (city.monitor, ours, {"findings", "stale", "review-intervals"}),
        (city.administrator, ours, {"findings", "stale", "review-intervals"}),
    ):
        request = rf.get(HOME)
        request.user = fresh(who)
        shown = {item.name: item for item in admin_menu.menu_items_for_request(request)}
        assert set(shown) & ours == menu
        below = shown["freshness"].menu.menu_items_for_request(request) if "freshness" in shown else []
        assert {item.name for item in below} == group
