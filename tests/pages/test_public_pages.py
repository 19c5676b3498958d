"""Every page type answers, says who keeps it, and its lists keep their filters in the address."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from coordination.models import Absence, District, Sphere, Topic
from pages.models import (
    AccessibilityPage,
    AidPage,
    AidStep,
    AmountPart,
    CompetitionPage,
    Criterion,
    EventPage,
    NewsPage,
    PageTopic,
    Publication,
    Result,
    StandardPage,
    UnitPage,
)
from publishing.governed import entrusting
from tests.pages.conftest import NOW, TODAY

Add = Callable[..., Any]


def read(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status, path
    return response.content.decode()


def test_home_shows_what_matters_now(client: Client, house: SimpleNamespace, add: Add) -> None:
    add(CompetitionPage, title="Kluby sąsiedzkie 60+", total_amount=480000)
    add(CompetitionPage, title="Dawno po terminie", deadline=NOW - dt.timedelta(days=30))
    add(NewsPage, title="Większe małe granty")
    add(NewsPage, title="Przerwa techniczna", valid_until=TODAY - dt.timedelta(days=1))
    add(EventPage, title="Kultura w 2027 roku")
    add(EventPage, title="Narada koordynatorów", event_type="wewnetrzne")
    add(AidPage, title="Bezpłatna sala")
    html = read(client, "/")
    for shown in (
        "Kluby sąsiedzkie 60+",
        "480\u00a0000\u00a0zł",
        "Większe małe granty",
        "Kultura w 2027",
        "Bezpłatna sala",
    ):
        assert shown in html
    for hidden in ("Dawno po terminie", "Przerwa techniczna", "Narada koordynatorów"):
        assert hidden not in html
    assert 'action="/koordynatorzy/"' in html


def test_a_competition_tells_everything(client: Client, house: SimpleNamespace, add: Add) -> None:
    page = add(
        CompetitionPage,
        title="Kluby sąsiedzkie",
        slug="kluby",
        live=False,
        number="SZ-DEMO-01/2026",
        organ="prezydent",
        form="wsparcie",
        total_amount=480000,
        max_grant=60000,
        same_kind_year=2026,
        same_kind_this_year=0,
        threshold=60,
        committee_call=True,
        committee_until=dt.date(2026, 12, 4),
        contact=house.coordinator,
    )
    page.spheres = Sphere.objects.filter(code__in=["10", "13"])
    page.districts = District.objects.filter(number=16)
    page.amounts = [AmountPart(year=2027, amount=480000)]
    page.criteria = [Criterion(name="kalkulacja kosztów", points=25)]
    page.publications = [Publication(place="bip", on=dt.date(2026, 11, 16), url="https://bip.example/1")]
    page.save_revision().publish()
    html = read(client, "/konkursy/kluby/")
    for words in (
        "SZ-DEMO-01/2026",
        "480\u00a0000\u00a0zł",
        "60\u00a0000\u00a0zł",
        "kalkulacja kosztów",
        "pkt 10:",
        "Bieńczyce",
        "https://bip.example/1",
        "Hanna Wilczyńska",
        "4 grudnia 2026",
        "0\u00a0zł",
    ):
        assert words in html, words
    same_kind = html.split('<dl class="facts facts--rows">')[2].split("</dl>")[0]
    assert "2026" in same_kind
    assert "2025" not in same_kind, "what is unknown stays unsaid"


def test_results_name_bidder_task_and_amount(client: Client, add: Add) -> None:
    page = add(
        CompetitionPage,
        slug="wyniki",
        live=False,
        deadline=NOW - dt.timedelta(days=52),
        results_on=dt.date(2026, 10, 30),
    )
    page.results = [
        Result(bidder="Fundacja Most", task="Mieszkania", amount=Decimal(250000), points=87),
        Result(bidder="Spółdzielnia", task="Praktyki", note="poniżej progu"),
    ]
    page.save_revision().publish()
    html = read(client, "/konkursy/wyniki/")
    assert "250\u00a0000\u00a0zł" in html
    assert "nie przyznano (poniżej progu)" in html
    assert "29 listopada 2026" in html


def test_an_annulled_competition_gives_the_reason(client: Client, add: Add) -> None:
    add(CompetitionPage, slug="bez", annulled_on=dt.date(2026, 10, 23), annulment_reason="brak-ofert")
    html = read(client, "/konkursy/bez/")
    assert "23 października 2026" in html
    assert "art. 18a" in html


def test_contact_is_read_from_designations_and_the_deputy_stands_in(
    client: Client, house: SimpleNamespace, add: Add
) -> None:
    add(CompetitionPage, slug="k", contact=house.coordinator)
    Absence.objects.create(person=house.coordinator.person, from_on=TODAY, until_on=TODAY)
    html = read(client, "/konkursy/k/")
    assert "Mikołaj Sarnecki" in html
    house.deputy.person.phone = "12 000 00 99"
    house.deputy.person.save()
    assert "12\u00a0000\u00a000\u00a099" in read(client, "/konkursy/k/")


def test_unit_page_gathers_what_the_unit_runs(client: Client, house: SimpleNamespace, add: Add) -> None:
    add(UnitPage, subject=house.sz, slug=house.sz.slug, title=house.sz.name, lead="Koordynujemy współpracę.")
    add(CompetitionPage, title="Nasz konkurs")
    add(NewsPage, title="Nasza wiadomość")
    add(EventPage, title="Nasze spotkanie")
    add(AidPage, title="Nasza pomoc")
    add(CompetitionPage, title="Cudzy konkurs", unit=house.kd)
    html = read(client, f"/komorki/{house.sz.slug}/")
    for words in ("Nasz konkurs", "Nasza wiadomość", "Nasze spotkanie", "Nasza pomoc", "Hanna Wilczyńska", "pkt 10:"):
        assert words in html, words
    assert "Cudzy konkurs" not in html


def test_a_unit_without_people_is_visible_as_such(client: Client, house: SimpleNamespace, add: Add) -> None:
    empty = type(house.sz).objects.get(symbol="ZZM")
    add(UnitPage, subject=empty, slug=empty.slug, unit=empty, lead="Zieleń.")
    html = read(client, f"/komorki/{empty.slug}/")
    assert f"/zapytania/?komorka={empty.slug}" in html


@pytest.mark.parametrize("shelf", ["konkursy", "aktualnosci", "wydarzenia", "pomoc", "komorki"])
def test_an_empty_list_shows_a_way_on(client: Client, house: SimpleNamespace, shelf: str) -> None:
    html = read(client, f"/{shelf}/")
    assert "/koordynatorzy/" in html
    assert 'id="wyniki"' in html


def test_a_shelf_taken_offline_hides_what_lies_on_it(client: Client, house: SimpleNamespace, add: Add) -> None:
    page = add(NewsPage, title="Piknik organizacji", lead="W niedzielę.")
    assert client.get(page.url).status_code == 200
    page.get_parent().specific.unpublish()
    assert client.get(page.url).status_code == 404


def test_filters_of_competitions(client: Client, house: SimpleNamespace, add: Add) -> None:
    seniors = add(CompetitionPage, title="Seniorzy", live=False)
    seniors.spheres = Sphere.objects.filter(code="10")
    seniors.districts = District.objects.filter(number=3)
    seniors.save_revision().publish()
    add(CompetitionPage, title="Kultura", unit=house.kd)
    add(CompetitionPage, title="Zapowiedziany", deadline=None, planned_announcement_on=dt.date(2026, 12, 7))
    add(CompetitionPage, title="Dawny", is_archival=True)

    def titles(query: str) -> set[str]:
        html = read(client, f"/konkursy/?{query}")
        return set(re.findall(r'class="card__title"><a [^>]*>([^<]+)</a>', html))

    assert titles("") == {"Seniorzy", "Kultura", "Zapowiedziany"}
    assert titles("sfera=10") == {"Seniorzy"}
    assert titles("dzielnica=3") == {"Seniorzy", "Kultura", "Zapowiedziany"}
    assert titles("dzielnica=4") == {"Kultura", "Zapowiedziany"}
    assert titles(f"komorka={house.kd.slug}") == {"Kultura"}
    assert titles("stan=foretold") == {"Zapowiedziany"}
    assert titles("stan=archived") == {"Dawny"}


@pytest.mark.parametrize("value", ["nie-ma", "' OR 1=1", "<b>x</b>", "\x00", "😀", "9" * 500])
@pytest.mark.parametrize("shelf", ["konkursy", "aktualnosci", "wydarzenia", "pomoc", "komorki"])
def test_a_strange_address_is_answered_in_words(client: Client, house: SimpleNamespace, shelf: str, value: str) -> None:
    names = ("stan", "sfera", "komorka", "dzielnica", "kolejnosc", "temat", "rodzaj", "kiedy", "q", "strona")
    response = client.get(f"/{shelf}/", dict.fromkeys(names, value))
    assert response.status_code == 200
    assert b"<b>x</b>" not in response.content


def test_pages_of_results(client: Client, add: Add) -> None:
    for number in range(14):
        add(NewsPage, title=f"Wiadomość {number}")
    assert "strona=2" in read(client, "/aktualnosci/")
    assert len(re.findall(r'class="card__title"', read(client, "/aktualnosci/?strona=2"))) == 2


def test_news_by_topic(client: Client, add: Add) -> None:
    page = add(NewsPage, title="O parkach", live=False)
    topic = Topic.objects.get(slug="dotacje")
    page.page_topics = [PageTopic(tag=topic)]
    page.save_revision().publish()
    add(NewsPage, title="Inna")
    html = read(client, "/aktualnosci/?temat=dotacje")
    assert "O parkach" in html
    assert "Inna</a>" not in html
    assert "/aktualnosci/?temat=dotacje" in read(client, page.url)


def test_an_internal_event_is_for_staff(
    client: Client, house: SimpleNamespace, add: Add, django_user_model: Any
) -> None:
    add(EventPage, slug="narada", title="Narada", event_type="wewnetrzne")
    read(client, "/wydarzenia/narada/", status=404)
    assert "Narada" not in read(client, "/wydarzenia/")
    user = django_user_model.objects.create_user("koordynator.sz", password="demo")
    house.coordinator.person.user = user
    house.coordinator.person.save()
    client.force_login(user)
    assert "Narada" in read(client, "/wydarzenia/narada/")


def test_aid_card_says_how(client: Client, add: Add) -> None:
    page = add(AidPage, slug="sala", live=False, to_confirm="Limit podamy po potwierdzeniu.", limits="20 i 70 osób")
    page.steps = [AidStep(text="Zarezerwuj salę.")]
    page.save_revision().publish()
    html = read(client, "/pomoc/sala/")
    for words in ("Limit podamy po potwierdzeniu.", "20 i 70 osób", "<li>Zarezerwuj salę.</li>", "Hanna Wilczyńska"):
        assert words in html


STATEMENTS = (
    "wstep podmiot url data-publikacja data-aktualizacja status data-sporzadzenie kontakt osoba email telefon "
    "procedura architektura"
)


DECLARED: dict[str, Any] = {
    "entity": "Urząd Miasta Krakowa",
    "site_name": "ngo.krakow.pl",
    "site_url": "https://ngo.krakow.example/",
    "site_published_on": TODAY,
    "site_updated_on": TODAY,
    "prepared_on": TODAY,
    "reviewed_on": TODAY,
    "method": "Samoocena.",
    "procedure": '<p>Napisz do nas. <a href="https://bip.brpo.gov.pl/">RPO</a></p>',
    "architecture": "<p>Winda.</p>",
    "specimen_note": "Wzór.",
}


def test_the_declaration_carries_the_ids_of_the_ministry(client: Client, house: SimpleNamespace) -> None:
    page = AccessibilityPage(title="Deklaracja dostępności", slug="deklaracja-dostepnosci", **DECLARED)
    with entrusting(house.sz):
        house.home.add_child(instance=page)
    html = read(client, "/deklaracja-dostepnosci/")
    wanted = [f"a11y-{name}" for name in STATEMENTS.split()]
    assert {name: html.count(f'id="{name}"') for name in wanted} == dict.fromkeys(wanted, 1)
    assert 'datetime="2026-11-23"' in html
    assert "Hanna Wilczyńska" in html


def test_standard_page(client: Client, house: SimpleNamespace) -> None:
    page = StandardPage(title="O portalu", slug="o-portalu", body=[("paragraph", "<p>Wspólnie.</p>")])
    with entrusting(house.sz):
        house.home.add_child(instance=page)
    assert "Wspólnie." in read(client, "/o-portalu/")


def test_every_page_carries_metryczka_and_structured_data(client: Client, house: SimpleNamespace, add: Add) -> None:
    pages = [add(model) for model in (CompetitionPage, NewsPage, EventPage, AidPage)]
    pages.append(add(UnitPage, subject=house.sz, title=house.sz.name))
    for page in pages:
        html = read(client, page.url)
        assert 'id="metryczka"' in html
        assert house.sz.name in html
        data = json.loads(re.search(r'application/ld\+json">(.*?)</script>', html, re.S).group(1))  # type: ignore[union-attr]
        assert data["@context"] == "https://schema.org"


@pytest.mark.par(5, pkt=2)
def test_every_page_offers_to_ask_about_it_with_its_unit_and_contact(
    client: Client, house: SimpleNamespace, add: Add
) -> None:
    """The form knows the page, the unit, and the person where the page names one; indexes lead to SZ."""
    with entrusting(house.kd):
        house.home.add_child(instance=StandardPage(title="O nas", slug="o-nas", live=True))
        house.home.add_child(instance=AccessibilityPage(title="Deklaracja", slug="deklaracja", live=True, **DECLARED))
    to_kd = f"/zapytania/?komorka={house.kd.slug}&amp;strona="
    to_person = f"/zapytania/?do={house.other.pk}&amp;strona="
    found = {"/o-nas/": to_kd, "/deklaracja/": to_person, "/": "/zapytania/?", "/konkursy/": "/zapytania/?"}
    for model in (NewsPage, UnitPage):
        extra = {"subject": house.kd} if model is UnitPage else {}
        found[add(model, unit=house.kd, **extra).url] = to_kd
    for model in (CompetitionPage, EventPage, AidPage):
        page = add(model, unit=house.kd, contact=house.other)
        found[page.url] = to_person
    for path, address in found.items():
        links = re.findall(r'<a class="quiet-link" href="(/zapytania/[^"]+)"', read(client, path))
        assert len(links) == 1, path
        assert links[0].startswith(address), path
        assert links[0].endswith(f"strona={path.replace('/', '%2F')}") or links[0].endswith(f"strona={path}"), path
        assert "Pytasz o" in read(client, links[0].replace("&amp;", "&"))


def test_structured_data_cannot_break_out(client: Client, add: Add) -> None:
    page = add(NewsPage, title="</script><script>alert(1)</script>")
    assert "<script>alert(1)" not in read(client, page.url)


def test_drafts_stay_hidden(client: Client, add: Add) -> None:
    page = add(NewsPage, slug="szkic", title="Szkic", live=False)
    read(client, "/aktualnosci/szkic/", status=404)
    assert "Szkic" not in read(client, "/aktualnosci/")
    assert page.pk


def test_a_restricted_page_is_in_no_list(client: Client, add: Add) -> None:
    from wagtail.models import PageViewRestriction

    page = add(NewsPage, title="Za hasłem")
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="x")
    for path in ("/", "/aktualnosci/", "/szukaj/?q=hasłem"):
        assert "Za hasłem" not in read(client, path)
