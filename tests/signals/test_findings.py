"""Each sort of finding on a page: when it begins, what it says, when it goes."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.base import ContentFile
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from coordination.models import Designation, Unit
from coordination.states import Office
from pages.models import AidPage, CompetitionPage, EventPage, NewsPage
from publishing import look_rounds
from publishing.mentions import DatedMention
from publishing.models import Stewardship
from publishing.outward import ExternalLink, LinkUse
from publishing.signals_seen import Finding
from publishing.sorts import Sort
from tests.freshness.conftest import aged
from tests.publishing.city import NOW, TODAY, child, news
from tests.signals.conftest import DAY, found, look, on, rewrite, sorts, text_page

OLD_LIMIT = "<p>Mały grant (art. 19a) to najwyżej 10 000 zł.</p>"


@pytest.mark.par(3, pkt=2)
def test_outdated_law_is_found_at_its_block_and_goes_with_the_correction(city: SimpleNamespace) -> None:
    page = text_page(city, ("paragraph", "<p>Wstęp.</p>"), ("paragraph", OLD_LIMIT))
    row, *others = look(page)
    assert not others
    assert (row.sort, row.place) == (Sort.LAW, "body.b1")
    assert row.fix_url == f"/admin/pages/{page.pk}/edit/#:w:contentpath=body.b1"
    assert "do 20 000 zł na jedno zadanie" in row.what
    assert "do potwierdzenia przez SZ" in row.what
    assert "opublikuj stronę" in row.to_do
    again = look(page, NOW + DAY)[0]
    assert (again.pk, again.since, again.seen_at) == (row.pk, NOW, NOW + DAY)
    rewrite(page, ("paragraph", "<p>Wstęp.</p>"), ("paragraph", OLD_LIMIT.replace("10 000", "20 000")))
    assert look(page) == []


@pytest.mark.par(3, pkt=2)
@pytest.mark.parametrize(("days", "is_there"), [(-1, False), (0, False), (1, True)])
def test_a_day_misleads_from_the_day_after_without_another_look(
    city: SimpleNamespace, days: int, is_there: bool
) -> None:
    page = text_page(city, ("paragraph", "<p>Zgłoszenia do 3 grudnia 2026 r.</p>"))
    assert look(page) == []
    look_rounds.days_once(on(dt.date(2026, 12, 3) + days * DAY, 0))
    assert sorts(page) == ([Sort.DATE] if is_there else [])
    if is_there:
        assert "3 grudnia 2026" in found(page)[0].what


def test_an_event_shows_its_own_days_and_is_over_by_itself(city: SimpleNamespace) -> None:
    begins = on(TODAY + 10 * DAY)
    page = EventPage(
        title="Spotkanie",
        lead="Zapisy do 30 listopada 2026 r. Spotkanie odbędzie się 3 grudnia 2026 r. Uwagi przyjmujemy do 1.12.2026.",
        starts_at=begins,
        ends_at=begins + dt.timedelta(hours=2),
        sign_up_until=dt.date(2026, 11, 30),
        live=True,
    )
    child(city.events, page, city.kd)
    look(page)
    assert [row.on for row in DatedMention.objects.all()] == [dt.date(2026, 12, 1)]
    for day, expected in ((1, []), (2, [Sort.DATE]), (3, [Sort.DATE]), (4, [])):
        look_rounds.days_once(on(dt.date(2026, 12, day)))
        assert sorts(page) == expected


def test_a_competition_foretold_that_did_not_come_misleads(city: SimpleNamespace) -> None:
    page = CompetitionPage(title="Konkurs", planned_announcement_on=TODAY - DAY, live=True)
    child(city.competitions, page, city.kd)
    row = look(page)[0]
    assert (row.sort, row.place) == (Sort.DATE, "planned_announcement_on")
    page.planned_announcement_on = None
    page.choice_on, page.deadline = TODAY - DAY, NOW - 30 * DAY
    page.save()
    assert [row.place for row in look(page)] == ["choice_on"]
    page.results_on = TODAY
    page.save()
    assert look(page) == []


def test_news_that_says_until_when_it_holds_is_over_by_itself(city: SimpleNamespace) -> None:
    page = news(city, lead="Nabór trwa do 20 listopada 2026 r.", valid_until=dt.date(2026, 11, 20))
    NewsPage.objects.filter(pk=page.pk).update(live=True)
    assert look(page) == []
    NewsPage.objects.filter(pk=page.pk).update(valid_until=None)
    assert [row.sort for row in look(page)] == [Sort.DATE]


@pytest.mark.par(3, pkt=2)
def test_a_review_day_passes_and_confirming_ends_it_at_once(city: SimpleNamespace, as_: Any) -> None:
    page = text_page(city, ("paragraph", "<p>Treść.</p>"))
    aged(page, TODAY)
    look_rounds.days_once(NOW)
    assert sorts(page) == []
    look_rounds.days_once(NOW + DAY)
    row = found(page)[0]
    assert (row.sort, row.place) == (Sort.REVIEW, "")
    assert "23 listopada 2026" in row.what
    before = Stewardship.objects.get(page=page).review_by
    look(page, NOW + DAY)
    assert Stewardship.objects.get(page=page).review_by == before
    as_(city.coordinator).post(f"/admin/raporty/aktualnosc/{page.pk}/potwierdz/")
    assert sorts(page) == []


@pytest.mark.par(2, pkt=1)
def test_a_contact_out_of_office_is_found_the_day_after_the_last_one(city: SimpleNamespace) -> None:
    held = Designation.objects.get(unit=city.kd, office=Office.COORDINATOR)
    page = AidPage(title="Porady", for_whom="Dla wszystkich", contact=held, live=True)
    child(city.home, page, city.kd)
    assert look(page) == []
    Designation.objects.filter(pk=held.pk).update(until_on=TODAY)
    look_rounds.days_once(NOW)
    assert sorts(page) == []
    look_rounds.days_once(NOW + DAY)
    row = found(page)[0]
    assert (row.sort, row.place) == (Sort.CONTACT, "contact")
    assert "Ewelina Brodacka" in row.what
    assert "23 listopada 2026" in row.what


def test_a_contact_card_of_a_unit_without_people_shows_nobody(city: SimpleNamespace) -> None:
    empty = Unit.objects.create(name="Biuro Puste", slug="puste", kind=city.kd.kind)
    page = text_page(city, ("contact", {"unit": empty.pk, "office": "contacts", "title": ""}))
    row = look(page)[0]
    assert (row.sort, row.place) == (Sort.CONTACT, "body.b0.unit")
    Designation.objects.filter(unit=city.kd, office=Office.DEPUTY).update(unit=empty)
    look_rounds.days_once(NOW)
    assert sorts(page) == []


@pytest.mark.par(2, pkt=1)
def test_a_page_nobody_looks_after(city: SimpleNamespace) -> None:
    page = text_page(city, ("paragraph", "<p>Treść.</p>"), unit=city.sp)
    rows = Designation.objects.filter(unit=city.sp)
    rows.update(until_on=TODAY)
    look_rounds.days_once(NOW)
    assert sorts(page) == []
    look_rounds.days_once(NOW + DAY)
    assert "Nikt nie pełni" in found(page)[0].what
    Unit.objects.filter(pk=city.sp.pk).update(served_by=city.kd)
    look_rounds.days_once(NOW + DAY)
    assert sorts(page) == []
    Unit.objects.filter(pk=city.sp.pk).update(active_until=TODAY)
    look_rounds.days_once(NOW + DAY)
    assert "zlikwidowan" in found(page)[0].what
    Stewardship.objects.filter(page=page).delete()
    look_rounds.days_once(NOW + DAY)
    assert [row.what for row in found(page)] == ["Za tę stronę nie odpowiada żadna komórka."]
    counted = {row.unit_id: row.count for row in Finding.objects.of_sort(Sort.NOBODY).counts_by_unit()}
    assert counted[None] == 1


@pytest.mark.par(3, pkt=2)
def test_links_within_the_portal(city: SimpleNamespace) -> None:
    hidden = text_page(city, ("paragraph", "<p>Nic.</p>"), title="Ukryta", live=False)
    other = text_page(city, ("paragraph", "<p>Nic.</p>"), title="Druga", slug="druga")
    links = [
        f'<a linktype="page" id="{hidden.pk}">ukryta</a>',
        f'<a linktype="page" id="{other.pk}">druga</a>',
        '<a linktype="page" id="999999">znikła</a>',
        '<a href="/druga/">dobry adres</a>',
        '<a href="http://testserver/aktualnosci/">dobry własny host</a>',
        '<a href="/aktualnosci/nie-ma/">zły adres</a>',
        '<a href="http://testserver/nie-ma-mnie/">zły na własnym hoście</a>',
        '<a href="/koordynatorzy/">widok</a>',
        '<a href="#gdzies">donikąd</a> <a href="#main">na początek</a>',
        '<a href="mailto:a@b.example">list</a> <a href="tel:12">telefon</a> <a href="http://[">nic</a>',
    ]
    page = text_page(city, ("paragraph", f"<p>{' '.join(links)}</p>"), ("action", {"text": "Idź", "page": 999998}))
    rows = [row for row in look(page) if row.sort == Sort.INTERNAL]
    assert {row.detail["text"]: row.detail["why"] for row in rows} == {
        "ukryta": "not-public",
        "znikła": "gone",
        "zły adres": "gone",
        "zły na własnym hoście": "gone",
        "donikąd": "no-place",
        "nic": "none",
        "": "gone",
    }
    assert {row.place for row in rows} == {"body.b0", "body.b1.page"}
    assert any("strona nie jest publiczna" in row.what for row in rows)
    type(hidden).objects.filter(pk=hidden.pk).update(live=True)
    assert "ukryta" not in {row.detail["text"] for row in look(page) if row.sort == Sort.INTERNAL}


@pytest.mark.par(3, pkt=2)
def test_files_that_are_gone_or_empty(city: SimpleNamespace, settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = str(tmp_path)
    kept = [
        Document.objects.create(title=title, file=ContentFile(text, f"{title}.txt"))
        for title, text in (("Dobry", b"tresc"), ("Pusty", b""), ("Znikniety", b"tresc"))
    ]
    kept[2].file.storage.delete(kept[2].file.name)
    files = [{"type": "item", "id": f"f{row.pk}", "value": {"document": row.pk, "title": ""}} for row in kept]
    page = text_page(
        city,
        ("files", {"title": "", "files": files}),
        ("paragraph", '<p><a linktype="document" id="999999">wzór oferty</a></p>'),
    )
    rows = {row.detail["title"]: row for row in look(page) if row.sort == Sort.FILE}
    assert {title: row.detail["why"] for title, row in rows.items()} == {
        "Pusty": "empty",
        "Znikniety": "missing",
        "wzór oferty": "missing",
    }
    assert rows["Pusty"].place == f"body.b0.files.f{kept[1].pk}.document"


def test_pictures_without_words(city: SimpleNamespace, settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = str(tmp_path)
    picture = Image.objects.create(title="Łąka", file=get_test_image_file())
    plain = {"image": picture.pk, "alt_text": "", "decorative": False}
    blocks = [plain, plain | {"alt_text": "Ludzie na łące"}, plain | {"decorative": True}]
    page = text_page(city, *(("image", {"image": one, "caption": "", "credit": ""}) for one in blocks))
    row, *others = look(page)
    assert not others
    assert (row.sort, row.place) == (Sort.ALT, "body.b0.image")
    item = news(city, lead="Łąki.", image=picture)
    NewsPage.objects.filter(pk=item.pk).update(live=True, image=picture)
    assert [(row.sort, row.place) for row in look(item)] == [(Sort.ALT, "image")]
    NewsPage.objects.filter(pk=item.pk).update(image_is_decorative=True)
    assert look(item) == []


def test_headings_that_jump_or_say_nothing(city: SimpleNamespace) -> None:
    page = text_page(
        city,
        ("heading", {"text": "Najpierw podsekcja", "level": "3"}),
        ("heading", {"text": "Sekcja", "level": "2"}),
        ("heading", {"text": "Podsekcja", "level": "3"}),
        ("heading", {"text": " ", "level": "2"}),
        ("paragraph", "<h2>Z importu</h2><p>Tekst</p><h4>Skok</h4>"),
    )
    rows = [row for row in look(page) if row.sort == Sort.HEADINGS]
    assert [(row.place, row.detail.get("text"), row.detail.get("empty")) for row in rows] == [
        ("body.b0", "Najpierw podsekcja", None),
        ("body.b3", None, True),
        ("body.b4", "Skok", None),
    ]


@pytest.mark.par(3, pkt=2)
def test_links_to_other_sites_are_listed_once_whatever_their_writing(city: SimpleNamespace) -> None:
    text = "".join(f'<a href="{url}">x</a>' for url in ("HTTPS://BIP.example/a#b", "https://bip.example:443/a"))
    page = text_page(city, ("paragraph", f"<p>{text}</p>"), ("action", {"text": "x", "url": "https://bip.example/a"}))
    assert look(page) == []
    assert [(link.url, link.host) for link in ExternalLink.objects.all()] == [("https://bip.example/a", "bip.example")]
    assert sorted(LinkUse.objects.values_list("place", flat=True)) == ["body.b0", "body.b1.url"]
    ExternalLink.objects.update(state="nie-dziala", answer="404", failing_since=NOW - 5 * DAY)
    look_rounds.days_once(NOW)
    rows = found(page)
    assert {row.place for row in rows} == {"body.b0", "body.b1.url"}
    assert "nie działa od 18 listopada 2026" in rows[0].what
    rewrite(page, ("paragraph", "<p>Bez linku.</p>"))
    assert look(page) == []


def test_what_is_not_public_has_no_findings(city: SimpleNamespace) -> None:
    page = text_page(city, ("paragraph", OLD_LIMIT))
    look(page)
    page.unpublish()
    assert sorts(page) == []
    other = text_page(city, ("paragraph", OLD_LIMIT), title="Inna")
    look(other)
    Stewardship.objects.filter(page=other).update(archived_at=NOW)
    assert look(other) == []
