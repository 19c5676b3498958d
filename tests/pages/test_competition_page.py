"""The page of one competition: what matters now, the way it goes, what to prepare; nothing invented (issue 6)."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from wagtail.documents.models import Document

from coordination.calendar import warsaw
from coordination.models import LawLimit, ServiceStandard
from pages.competition_law import REASONS, counted, reasons_of
from pages.competition_preparing import account_by
from pages.competition_states import State
from pages.competition_timeline import timeline
from pages.models import CompetitionAttachment, CompetitionPage, Criterion, Publication
from tests.pages.conftest import NOW

Add = Callable[..., Any]
DEADLINE = warsaw(dt.date(2026, 12, 4), dt.time(15))
SECOND = dt.timedelta(seconds=1)


@pytest.fixture
def clubs(house: SimpleNamespace, add: Add) -> Any:
    page = add(
        CompetitionPage,
        title="Kluby sąsiedzkie",
        slug="kluby",
        live=False,
        deadline=DEADLINE,
        max_grant=60_000,
        own_contribution="co najmniej 10 %.",
        threshold=60,
        joint_offers=True,
        committee_until=dt.date(2026, 11, 27),
        choice_on=dt.date(2027, 1, 22),
        realised_from=dt.date(2027, 2, 8),
        realised_until=dt.date(2027, 12, 15),
        tool_url="https://generator.example/1",
        contact=house.coordinator,
        total_amount=480_000,
    )
    document = Document.objects.create(title="Wzór oferty", file=ContentFile(b"x" * 48_000, name="wzor.docx"))
    page.attachments = [CompetitionAttachment(document=document)]
    page.criteria = [
        Criterion(name="wkład", points=10),
        Criterion(name="potrzeby seniorów", points=30),
        Criterion(name="inne"),
    ]
    page.publications = [Publication(place=place, on=dt.date(2026, 11, 9)) for place in ("bip", "tablica", "strona")]
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def read(client: Client, page: Any) -> str:
    answer = client.get(page.url)
    assert answer.status_code == 200
    return answer.content.decode()


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("\u00a0", " ").replace("&nbsp;", " ").split())


def part(html: str, start: str, end: str = "</section>") -> str:
    return words(html.split(start)[1].split(end)[0])


def told(page: Any, now: dt.datetime) -> list[tuple[str, str]]:
    """(title, mark) of each step; the present stands among them."""
    marks = {"done": "passed", "current": "next"}
    steps = timeline(page, page.state_on(now), now, reasons=reasons_of(page))
    return [
        (step.title or f"[{step.now_label}]", next((marks[name] for name in marks if getattr(step, name)), ""))
        for step in steps
    ]


@pytest.mark.parametrize(
    ("now", "shown"),
    [
        (NOW, "11 dni na złożenie oferty 4 grudnia 2026, godz. 15:00"),
        (warsaw(dt.date(2026, 12, 2), dt.time(23, 59)), "2 dni na złożenie oferty"),
        (warsaw(dt.date(2026, 12, 3), dt.time(0)), "jutro mija termin składania ofert"),
        (warsaw(dt.date(2026, 12, 4), dt.time(0)), "15 godzin do końca, dziś jest ostatni dzień na oferty"),
        (warsaw(dt.date(2026, 12, 4), dt.time(12, 30)), "2 godziny do końca, dziś jest ostatni dzień"),
        (warsaw(dt.date(2026, 12, 4), dt.time(13, 30)), "1 godzina do końca, dziś jest ostatni dzień"),
        (DEADLINE - SECOND, "dziś ostatni dzień na oferty, została mniej niż godzina"),
    ],
)
def test_the_countdown_is_in_words_made_on_the_server(
    client: Client, clubs: Any, clock: Any, now: dt.datetime, shown: str
) -> None:
    clock.move_to(now, tick=False)
    assert part(read(client, clubs), 'class="call__now"').find(shown) >= 0, part(
        read(client, clubs), 'class="call__now"'
    )


@pytest.mark.parametrize(("now", "taken"), [(NOW, False), (warsaw(dt.date(2026, 11, 25), dt.time()), True)])
def test_before_the_first_day_of_offers_nobody_is_sent_to_submit_one(
    client: Client, clubs: Any, clock: Any, now: dt.datetime, taken: bool
) -> None:
    """Announced on 9 November, offers from the 25th: the state is that of an open call, the deeds are not."""
    clubs.offers_from = dt.date(2026, 11, 25)
    clubs.save_revision().publish()
    clock.move_to(now, tick=False)
    html = read(client, clubs)
    shown = part(html, 'class="call__now"')
    assert "nabór trwa" in words(html)
    assert ("Złóż ofertę w generatorze" in shown) is taken
    assert ("dni na złożenie oferty" in shown) is taken
    assert ("Oferty od 25 listopada 2026 do 4 grudnia 2026, 15:00" in shown) is not taken
    assert "termin.ics" in html
    assert ('"target":' in html) is taken
    item = part(client.get("/konkursy/").content.decode(), 'class="card card--link competition"', "</article>")
    assert ("Oferty od 25 listopada 2026 do 4 grudnia 2026, 15:00" in item) is not taken
    atom = client.get("/konkursy/atom/").content.decode()
    assert ("Oferty od 25 listopada 2026 do 4 grudnia 2026, 15:00" in atom) is not taken
    assert "4 grudnia 2026, 15:00" in atom


def test_at_the_deadline_the_deeds_are_gone(client: Client, clubs: Any, clock: Any) -> None:
    for now, there in ((DEADLINE - SECOND, True), (DEADLINE, False)):
        clock.move_to(now, tick=False)
        html = read(client, clubs)
        for piece in ("/konkursy/kluby/termin.ics", 'id="przygotuj-sie"', "https://generator.example/1"):
            assert (piece in html) is there, (now, piece)
    assert "Wybór ofert do 22 stycznia 2027" in part(html, 'class="call__now"')


def test_the_way_shows_what_has_passed_what_is_now_and_what_is_next(clubs: Any) -> None:
    assert told(clubs, NOW) == [
        ("Ogłoszenie", "passed"),
        ("[nabór trwa]", ""),
        ("Zgłoszenia do komisji do", "next"),
        ("Oferty do", ""),
        ("Wybór ofert do", ""),
        ("Początek realizacji", ""),
        ("Koniec realizacji", ""),
    ]
    assert told(clubs, warsaw(dt.date(2026, 11, 27), dt.time(23, 59)))[2] == ("Zgłoszenia do komisji do", "next")
    assert told(clubs, warsaw(dt.date(2026, 11, 28), dt.time(0)))[1] == ("Zgłoszenia do komisji do", "passed")
    assert ("Oferty do", "next") in told(clubs, DEADLINE - SECOND)
    assert ("Oferty do", "passed") in told(clubs, DEADLINE)


def test_results_and_an_annulment_end_the_waiting(clubs: Any) -> None:
    clubs.results_on = dt.date(2026, 12, 20)
    later = warsaw(dt.date(2026, 12, 20), dt.time(8))
    titles = [title for title, _mark in told(clubs, later)]
    assert "Wybór ofert do" not in titles
    assert told(clubs, later)[titles.index("Wyniki") + 2] == ("Uzasadnień wyboru można żądać do", "next")
    clubs.results_on, clubs.annulled_on = None, dt.date(2026, 12, 20)
    assert told(clubs, later)[-2:] == [("Unieważnienie", "passed"), ("[unieważniony]", "")]


def test_an_extension_shows_the_old_deadline_crossed_out_and_in_words(client: Client, clubs: Any) -> None:
    clubs.previous_deadline = warsaw(dt.date(2026, 11, 30), dt.time(12))
    clubs.extension_note = "Awaria generatora."
    clubs.save_revision().publish()
    shown = read(client, clubs)
    assert "<s>30 listopada 2026, 12:00</s>" in shown
    assert "Termin przed przedłużeniem: 30 listopada 2026, 12:00" in words(shown)
    assert "Przedłużono: Awaria generatora." in words(shown)


def test_the_list_of_things_to_prepare_comes_from_the_fields(client: Client, clubs: Any) -> None:
    shown = part(read(client, clubs), 'id="przygotuj-sie"')
    for said in (
        "Wzór oferty. 1 plik",
        "Najpóźniej 3 grudnia 2026, 15:00",
        "do potwierdzenia przez SZ",
        "Najwyżej 60 000 zł na jedną ofertę. Wkład własny: co najmniej 10 %.",
        "Najwięcej punktów: potrzeby seniorów (30), wkład (10). Oferta potrzebuje co najmniej 60 punktów.",
        "Ofertę wspólną podpisują wszystkie organizacje",
        "Złóż ofertę do 4 grudnia 2026, 15:00",
    ):
        assert said in shown, said
    assert "DOCX, 47 KB" in words(read(client, clubs)).replace("\u00a0", " ")


def test_nothing_is_invented_where_nothing_is_known(client: Client, add: Add) -> None:
    bare = add(CompetitionPage, title="Goły", slug="goly", summary="", deadline=NOW + dt.timedelta(days=30))
    shown = part(read(client, bare), 'id="przygotuj-sie"')
    for word in ("konto", "Wkład", "punkt", "wzory", "Najwyżej", "wspólną"):
        assert word not in shown, word
    archival = add(CompetitionPage, title="Dawny", slug="dawny", is_archival=True)
    html = read(client, archival)
    assert 'id="przygotuj-sie"' not in html
    assert "Teraz" not in html


@pytest.mark.parametrize(
    ("deadline", "hours", "at"),
    [
        ("2026-12-11 15:00", 24, "2026-12-10 15:00"),
        ("2026-12-07 12:00", 24, "2026-12-04 12:00"),
        ("2026-12-28 12:00", 24, "2026-12-23 12:00"),
        ("2027-01-04 12:00", 24, "2026-12-31 12:00"),
        ("2027-03-29 12:00", 24, "2027-03-26 12:00"),
        ("2026-12-11 15:00", 30, "2026-12-10 09:00"),
        ("2026-12-11 15:00", 3, "2026-12-11 12:00"),
    ],
)
def test_days_off_do_not_count_before_the_account(deadline: str, hours: int, at: str) -> None:
    """A weekend, Christmas with its Eve, the New Year, the Monday of Easter across the change of clocks."""

    def instant(text: str) -> dt.datetime:
        day, _space, hour = text.partition(" ")
        return warsaw(dt.date.fromisoformat(day), dt.time.fromisoformat(hour))

    assert account_by(instant(deadline), hours) == instant(at)


def test_the_city_may_set_another_time_for_the_account(client: Client, clubs: Any) -> None:
    ServiceStandard.objects.filter(key="tool.account_hours").update(value=48)
    assert "Najpóźniej 2 grudnia 2026, 15:00" in part(read(client, clubs), 'id="przygotuj-sie"')


@pytest.mark.parametrize("state", [State.CLOSED, State.ASSESSMENT, State.SETTLED, State.ANNULLED, State.ARCHIVED])
def test_who_is_late_is_not_told_to_prepare(client: Client, clubs: Any, clock: Any, state: State) -> None:
    day = dt.date(2026, 12, 10)
    changed = {
        State.CLOSED: {},
        State.ASSESSMENT: {},
        State.SETTLED: {"results_on": day},
        State.ANNULLED: {"annulled_on": day},
        State.ARCHIVED: {"results_on": day},
    }[state]
    CompetitionPage.objects.filter(pk=clubs.pk).update(**changed)
    at = {State.CLOSED: DEADLINE, State.ARCHIVED: warsaw(dt.date(2028, 1, 3), dt.time(9))}
    clock.move_to(at.get(state, warsaw(dt.date(2026, 12, 12), dt.time(9))), tick=False)
    clubs.refresh_from_db()
    assert clubs.state_on(timezone.now()) == state
    html = read(client, clubs)
    assert 'id="przygotuj-sie"' not in html
    assert "termin.ics" not in html
    assert f"Teraz: {state.label}" in words(html)


def test_print_tells_the_addresses_of_files_and_of_the_page(client: Client, clubs: Any) -> None:
    html = read(client, clubs)
    assert re.search(r'data-address="http://testserver/dokumenty/\d+/wzor', html)
    assert 'data-address="https://generator.example/1"' in html
    assert "Adres tej strony : http://testserver/konkursy/kluby/" in words(html).replace("strony:", "strony :")


def test_machines_read_the_competition(client: Client, clubs: Any) -> None:
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', read(client, clubs), re.S)
    read_back = json.loads(data)
    assert read_back["amount"] == {"@type": "MonetaryAmount", "currency": "PLN", "value": "480000.00"}
    assert read_back["potentialAction"]["startTime"] == "2026-11-09"
    assert read_back["potentialAction"]["target"] == "https://generator.example/1"


@pytest.mark.django_db
@pytest.mark.parametrize(("unit", "value"), [("hours", 30), ("pln", 30), ("months", 999_999)])
def test_a_row_of_law_that_names_no_day_leaves_the_page_standing(unit: str, value: int) -> None:
    LawLimit.objects.filter(key="competition.reasons_window").update(unit=unit, value=value)
    assert counted({REASONS: dt.date(2026, 11, 9)}) == {}
