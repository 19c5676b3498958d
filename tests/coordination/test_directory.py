"""The directory of coordinators (§ 2 pkt 1-2): who helps with my topic, today."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from coordination.calendar import WARSAW
from coordination.models import District, OfficeHours, Sphere, Unit
from coordination.states import Office
from tests.coordination.people import NOW, TODAY, away, designation, person, sz, topic, unit

pytestmark = pytest.mark.django_db
ADDRESS = "/koordynatorzy/"


@pytest.fixture(autouse=True)
def today() -> object:
    cache.clear()
    with time_machine.travel(NOW, tick=False):
        yield


def page(client: Client, **wish: str) -> str:
    response = client.get(ADDRESS, wish)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.par(2, pkt=1)
def test_an_inflected_topic_leads_to_the_person_in_scope(client: Client) -> None:
    kd = unit("Wydział Próbnej Kultury")
    gardens = topic("Ogrody społeczne", kd, synonyms="ogród\nogródki")
    designation(kd, who=person("Zofia Ogrodnik"), topics=(gardens,))
    designation(kd, who=person("Adam Teatralny"), topics=(topic("Teatr próbny", kd),))
    shown = page(client, q="ogrodów społecznych")
    assert "Zofia Ogrodnik" in shown
    assert "Adam Teatralny" not in shown
    assert "tel:" not in shown  # demo numbers are not dialled


def test_words_find_units_and_people_without_their_diacritics(client: Client) -> None:
    parks = unit("Zarząd Łąk Próbnych")
    designation(parks, who=person("Żaneta Łącka"))
    assert "Żaneta Łącka" in page(client, q="zarzad probnych")
    assert "Żaneta Łącka" in page(client, q="lacka")


@pytest.mark.par(2, pkt=1)
def test_the_deputy_is_the_contact_while_the_coordinator_is_absent(client: Client) -> None:
    """Scenario 42: no reason of absence is shown, nor the absent person's number."""
    kd = unit("Wydział Zastępstw")
    gone = person("Ewelina Nieobecna", phone="+48126160001")
    coordinator = designation(kd, who=gone)
    designation(kd, Office.DEPUTY, person("Piotr Zastępujący"), substitutes_for=coordinator)
    assert "Ewelina Nieobecna" in page(client, komorka=kd.slug)
    away(gone)
    shown = page(client, komorka=kd.slug)
    assert '<h2 class="card__title">Piotr Zastępujący</h2>' in shown
    assert '<h2 class="card__title">Ewelina Nieobecna</h2>' not in shown
    assert "12\N{NO-BREAK SPACE}616\N{NO-BREAK SPACE}00\N{NO-BREAK SPACE}01" not in shown
    assert f"do={coordinator.pk}" in shown


def test_a_unit_without_people_says_so_and_shows_its_head_then_its_own_contact(client: Client) -> None:
    lonely = unit("Wydział Pusty", phone="+48126160009", email="pusty@umk.example")
    assert "pusty@umk.example" in page(client, komorka=lonely.slug)
    designation(lonely, Office.HEAD, person("Maria Kierująca"))
    shown = page(client, komorka=lonely.slug)
    assert "Maria Kierująca" in shown
    assert "nie ma teraz koordynatora ani zastępstwa" in shown


def test_filters_narrow_and_keep_the_whole_city_units(client: Client) -> None:
    local, everywhere, other = unit("Dom Lokalny"), unit("Dom Wszędzie"), unit("Dom Gdzie Indziej")
    for one in (local, everywhere, other):
        designation(one)
    local.districts.add(District.objects.get(number=3))
    other.districts.add(District.objects.get(number=4))
    sphere = Sphere.objects.get(code="17")
    local.spheres.add(sphere)
    shown = page(client, q="dom", dzielnica="3")
    assert "Dom Lokalny" in shown
    assert "Dom Wszędzie" in shown
    assert 'card__title">Dom Gdzie Indziej' not in shown
    cards = client.get(ADDRESS, {"q": "dom", "sfera": "17"}).context["cards"]
    assert [card["unit"] for card in cards] == ["Dom Lokalny"]


def test_a_served_unit_shows_who_serves_it(client: Client) -> None:
    centre = unit("Centrum Obsługi Próbnej")
    school = unit("Szkoła Próbna nr 7", served_by=centre)
    designation(centre, who=person("Anna Obsługująca"))
    shown = page(client, q="szkola probna 7")
    assert "Anna Obsługująca" in shown
    assert str(school) in shown
    units = [card["unit"] for card in client.get(ADDRESS).context["cards"]]
    assert str(school) not in units


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (dt.datetime(2026, 11, 23, 11, 0, tzinfo=WARSAW), "teraz odbiera, do 15:30"),
        (dt.datetime(2026, 11, 23, 15, 30, tzinfo=WARSAW), "teraz nieczynne, jutro od 7:30"),
        (dt.datetime(2026, 11, 23, 7, 0, tzinfo=WARSAW), "teraz nieczynne, dziś od 7:30"),
        (dt.datetime(2026, 11, 27, 16, 0, tzinfo=WARSAW), "teraz nieczynne, w poniedziałek od 7:30"),
        (dt.datetime(2026, 12, 23, 16, 0, tzinfo=WARSAW), "teraz nieczynne, w poniedziałek od 7:30"),
    ],
)
def test_the_card_says_when_somebody_answers_the_phone(client: Client, moment: dt.datetime, said: str) -> None:
    kd = unit("Wydział z Telefonem")
    designation(kd)
    for weekday in range(5):
        OfficeHours.objects.create(unit=kd, weekday=weekday, opens=dt.time(7, 30), closes=dt.time(15, 30))
    with time_machine.travel(moment, tick=False):
        assert said in page(client, komorka=kd.slug)


def test_nothing_found_shows_the_way_on(client: Client) -> None:
    shown = page(client, q="qwertyuiop")
    assert "/zapytania/" in shown
    assert "0 wyników" in shown


def test_pages_keep_the_filters_of_the_address(client: Client) -> None:
    for number in range(15):
        designation(unit(f"Seryjna komórka {number:02}"))
    first = page(client, q="seryjna")
    assert "?q=seryjna&amp;strona=2" in first
    assert "15 wyników" in first
    assert len(client.get(ADDRESS, {"q": "seryjna", "strona": "2"}).context["cards"]) == 3


@pytest.mark.parametrize(
    "wish",
    [
        {"q": "x" * 5000},
        {"q": "a\x00b"},
        {"q": "<script>alert(1)</script>"},
        {"q": "=1+1"},
        {"q": "🦄"},
        {"temat": "nie-ma"},
        {"komorka": "' OR 1=1"},
        {"dzielnica": "99999999999999999999"},
        {"dzielnica": "-1"},
        {"sfera": "\x00"},
        {"strona": "abc"},
        {"strona": "99999999999999999999"},
    ],
)
def test_hostile_filters_are_only_filters_that_find_nothing(client: Client, wish: dict[str, str]) -> None:
    assert "<script>alert" not in page(client, **wish)


def test_a_contact_card_is_given_for_people_in_office_only(client: Client) -> None:
    kd = unit("Wydział, Kultury; i Sztuki")
    now = designation(kd, who=person("Łucja Żółć"))
    past = designation(kd, until_on=TODAY - dt.timedelta(days=1))
    response = client.get(f"{ADDRESS}{now.pk}/wizytowka.vcf")
    text = response.content.decode()
    assert response["Content-Type"].startswith("text/vcard")
    assert 'filename="lucja-zolc.vcf"' in response["Content-Disposition"]
    assert "FN:Łucja Żółć\r\n" in text
    assert "Kultury\\; i" in text
    assert "TEL" not in text  # demo
    assert client.get(f"{ADDRESS}{past.pk}/wizytowka.vcf").status_code == 404


def test_outside_the_demo_numbers_are_dialled(client: Client, settings: object) -> None:
    settings.PORTAL_DEMO = False  # type: ignore[attr-defined]
    kd = unit("Wydział Prawdziwy")
    row = designation(kd)
    assert 'href="tel:+48126160000"' in page(client, komorka=kd.slug)
    assert "TEL;TYPE=WORK,VOICE:+48126160000" in client.get(f"{ADDRESS}{row.pk}/wizytowka.vcf").content.decode()


@pytest.mark.parametrize("wish", [{}, {"q": "seniorów"}, {"sfera": "17", "dzielnica": "3"}])
def test_queries_stay_the_same_at_60_and_450_units(client: Client, wish: dict[str, str]) -> None:
    client.get(ADDRESS, wish)
    counted = []
    for size in (60, 450):
        _fill(size)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(ADDRESS, wish).status_code == 200
        counted.append(len(queries))
    assert counted[0] == counted[1] <= 20


def _fill(size: int) -> None:
    seniors = topic(f"Seniorzy {size}")
    for number in range(Unit.objects.count(), size):
        unit(f"Jednostka {number}")
    for one in Unit.objects.filter(designations=None):
        one.topics.add(seniors)
        designation(one, topics=(seniors,))
        designation(one, Office.DEPUTY)
    assert sz().coordinates
