"""Three real announcements fit into the fields: nothing is lost, nothing is invented."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from coordination.calendar import warsaw
from coordination.models import Sphere
from pages.models import CompetitionPage
from pages.spheres import expand
from portal.demo import real_announcements
from tests.pages.conftest import NOW

CENTRE = "centrum-obywatelskie-centrum-c-10"
AID = "nieodplatna-pomoc-prawna-2022"
FESTIVALS = "festiwale-i-przeglady-2018-2019"

GIVEN: dict[str, dict[str, Any]] = {
    CENTRE: {
        "unit": "SZ",
        "form": "powierzenie",
        "announced_year": 2023,
        "total_amount": Decimal(1_500_000),
        "amounts": [
            (2024, "", Decimal(600_000), False, ""),
            (2025, "", Decimal(600_000), False, ""),
            (2026, "", Decimal(300_000), False, ""),
        ],
        "realised_from": dt.date(2024, 1, 1),
        "realised_until": dt.date(2026, 6, 30),
        "premises_area": Decimal("182.38"),
        "same_kind_together": Decimal(1_890_000),
        "same_kind_year": 2023,
        "committee_call": True,
        "spheres_wording": "art. 4 ust. 1 pkt 1-34",
    },
    AID: {
        "unit": "SZ",
        "form": "powierzenie",
        "total_amount": Decimal(1_022_340),
        "amounts": [
            (None, "poradnictwo", Decimal(960_960), False, "60\u00a0060\u00a0zł na punkt"),
            (None, "edukacja prawna", Decimal(61_380), False, ""),
        ],
        "offers_from": dt.date(2021, 10, 14),
        "deadline": warsaw(dt.date(2021, 11, 5), dt.time(15, 0)),
    },
    FESTIVALS: {
        "unit": "KD",
        "form": "wsparcie",
        "amounts": [(2018, "", Decimal(378_000), True, ""), (2019, "", Decimal(650_000), True, "")],
        "realised_from": dt.date(2018, 6, 20),
        "realised_until": dt.date(2019, 12, 31),
        "same_kind_together": Decimal(0),
    },
}
ADDRESS = {"title", "slug", "seo_title", "search_description", "show_in_menus", "change_note", "minor_edit"}


@pytest.fixture
def published(house: SimpleNamespace) -> dict[str, CompetitionPage]:
    """Through the database and a revision, as an editor's work goes."""
    for draft in real_announcements.build(house.competitions):
        draft.get_latest_revision().publish()
    return {page.slug: page for page in CompetitionPage.objects.all()}


def told(page: CompetitionPage) -> dict[str, Any]:
    """Every field of an announcement that says something; what the portal keeps of them by itself is not theirs."""
    own = [field for field in CompetitionPage._meta.local_fields if field.name != "page_ptr" and field.editable]
    values = {field.name: getattr(page, field.name) for field in own if field.name not in ADDRESS}
    values["unit"] = page.stewardship.unit.symbol
    values["amounts"] = [(row.year, row.purpose, row.amount, row.is_about, row.note) for row in page.amounts.all()]
    for name in ("criteria", "publications", "premises", "attachments", "results"):
        values[name] = list(getattr(page, name).all())
    values["districts"] = list(page.districts.all())
    return {name: value for name, value in values.items() if says_something(value)}


def says_something(value: Any) -> bool:
    """Zero does; an empty field, an empty list and an unticked box do not."""
    return isinstance(value, Decimal) or bool(value)


@pytest.mark.parametrize("slug", [CENTRE, AID, FESTIVALS])
def test_nothing_is_lost_and_nothing_invented(published: dict[str, CompetitionPage], slug: str) -> None:
    found = {name: value for name, value in told(published[slug]).items() if name != "is_archival"}
    assert found == GIVEN[slug]
    assert published[slug].is_archival


def test_the_range_of_spheres_keeps_wording_and_codes(published: dict[str, CompetitionPage]) -> None:
    page = published[CENTRE]
    codes = [sphere.code for sphere in page.spheres.all()]
    assert codes == [sphere.code for sphere in Sphere.objects.all()]
    assert {"1", "1a", "22a", "32a", "34"} <= set(codes)
    assert not published[AID].spheres.all()


def test_about_needs_no_sum_and_a_sum_says_that_it_is_one(published: dict[str, CompetitionPage]) -> None:
    page = published[FESTIVALS]
    assert page.total_amount is None
    assert page.known_amount().in_words.replace("\u00a0", " ") == "około 1 028 000 zł (suma części)"
    assert published[AID].known_amount().in_words.replace("\u00a0", " ") == "1 022 340 zł"


def test_zero_is_said_and_unknown_is_not(client: Client, published: dict[str, CompetitionPage]) -> None:
    assert published[FESTIVALS].same_kind_together == 0
    assert published[AID].same_kind_together is None
    assert published[FESTIVALS].same_kind_this_year is None, "one figure is not split in two"
    assert "0\u00a0zł</dd>" in client.get(published[FESTIVALS].url).content.decode()


@pytest.mark.parametrize("slug", [CENTRE, AID, FESTIVALS])
def test_old_announcements_ask_for_nothing(published: dict[str, CompetitionPage], slug: str) -> None:
    page = published[slug]
    assert [issue for issue in page.requirements() if issue.hard] == []
    assert page.state_on(NOW) == "archived"


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        (
            CENTRE,
            "1 500 000 zł|600 000 zł|300 000 zł|182,38 m²|1 890 000 zł|"
            "«art. 4 ust. 1 pkt 1-34»|pkt 22a|30 czerwca 2026|2023",
        ),
        (
            AID,
            "1 022 340 zł|960 960 zł|61 380 zł|60 060 zł na punkt|14 października 2021|5 listopada 2021, godz. 15:00",
        ),
        (FESTIVALS, "około 378 000 zł|około 650 000 zł|20 czerwca 2018|31 grudnia 2019"),
    ],
)
def test_the_reader_sees_it_all(client: Client, published: dict[str, CompetitionPage], slug: str, words: str) -> None:
    html = client.get(published[slug].url).content.decode().replace("\u00a0", " ").replace("&nbsp;", " ")
    assert [word for word in words.split("|") if word not in html] == []


def test_old_announcements_stand_under_their_own_state(client: Client, published: dict[str, CompetitionPage]) -> None:
    assert published[AID].title not in client.get("/konkursy/").content.decode()
    assert published[AID].title in client.get("/konkursy/?stan=archived").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wording", "codes"),
    [("10", ["10"]), ("1-2", ["1", "1a", "1b", "2"]), ("34, 5–6", ["5", "5a", "6", "34"]), ("22-22a", ["22", "22a"])],
)
def test_ranges_follow_the_statute(wording: str, codes: list[str]) -> None:
    assert expand(wording, Sphere.objects.all()) == codes


@pytest.mark.django_db
@pytest.mark.parametrize("wording", ["35", "2-1", "1-", "x", ""])
def test_wrong_ranges_are_refused(wording: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        expand(wording, Sphere.objects.all())
