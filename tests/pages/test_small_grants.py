"""Small grants in public: calls with their states, money always with its day, few queries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from coordination.calendar import warsaw
from coordination.models import GrantFigure, Unit
from pages.grants.states import ClosedBecause
from pages.models import SearchRow, SmallGrantCallPage, UnitPage
from portal.models import User
from tests.pages.conftest import NOW, TODAY
from tests.pages.editing import save
from tests.pages.test_queries import LIST, PAGE, queries

Add = Callable[..., Any]
HERE = "/male-granty/"
DAY = dt.timedelta(days=1)


def text(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


def says(unit: Unit, pool: int, committed: int, as_of: dt.date = TODAY, version: int = 1) -> None:
    amounts = {"pool": Decimal(pool), "committed": Decimal(committed)}
    GrantFigure.objects.create(
        unit=unit, year=as_of.year, as_of=as_of, version=version, at=NOW, by_name="Ewelina Brodacka", **amounts
    )


class TestCall:
    def test_an_open_call_shows_money_with_its_day_limits_and_the_person(self, house: Any, add: Add) -> None:
        add(SmallGrantCallPage, title="Sport w dzielnicach", slug="sport", unit=house.kd, pool=Decimal(30_000))
        says(house.kd, 60_000, 41_000, TODAY - DAY)
        shown = text(f"{HERE}sport/")
        assert "Stan na 22 listopada 2026: z puli 60 000 zł na 2026 rok zostało 19 000 zł." in shown
        assert "przyjmowanie ofert" in shown or "nabór trwa" in shown
        assert "30 000 zł" in shown
        assert "20 000 zł" in shown
        assert "art. 19a ust. 1 pkt 1" in shown
        assert "Ewelina Brodacka" in shown

    def test_closed_because_the_money_is_exhausted(self, house: Any, add: Add) -> None:
        closed = {"closed_on": TODAY - DAY, "closed_because": ClosedBecause.EXHAUSTED}
        how = "<p>Zadzwoń do koordynatora.</p>"
        add(SmallGrantCallPage, slug="otwarty", how_to_apply=how)
        assert "Zadzwoń do koordynatora." in text(f"{HERE}otwarty/")
        add(SmallGrantCallPage, slug="zamkniety", how_to_apply=how, **closed)
        shown = text(f"{HERE}zamkniety/")
        assert "Nabór zamknięto 22 listopada 2026 ze względu na wyczerpanie środków." in shown
        assert "Zadzwoń do koordynatora." not in shown

    def test_a_unit_without_money_left_says_so_with_the_day(self, house: Any, add: Add) -> None:
        add(SmallGrantCallPage, slug="bez-srodkow", unit=house.kd)
        assert "Komórka nie podała jeszcze, ile ma środków." in text(f"{HERE}bez-srodkow/")
        says(house.kd, 60_000, 60_000)
        shown = text(f"{HERE}bez-srodkow/")
        assert "Stan na 23 listopada 2026: komórka nie ma już środków" in shown
        assert "Oferty do" not in shown, "nobody is told until when to offer where no money is left"
        assert "31 grudnia" not in shown
        assert "31 grudnia" not in text(f"{HERE}?stan=exhausted")

    @pytest.mark.parametrize(
        ("values", "field"),
        [
            ({}, None),
            ({"summary": " "}, "summary"),
            ({"year": None}, "year"),
            ({"opens_on": None}, "opens_on"),
            ({"closes_on": dt.date(2026, 3, 1)}, "closes_on"),
            ({"closes_on": dt.date(2026, 3, 2)}, None),
            ({"closed_on": dt.date(2026, 3, 2)}, "closed_because"),
            ({"closed_on": dt.date(2026, 3, 1), "closed_because": ClosedBecause.OTHER}, "closed_on"),
            ({"max_grant": Decimal(10_000)}, None),
            ({"max_grant": Decimal(20_000)}, None),
            ({"max_grant": Decimal(10_001), "year": 2025, "opens_on": dt.date(2025, 3, 3)}, "max_grant"),
            ({"max_grant": Decimal(20_000), "closes_on": dt.date(2026, 9, 1)}, None),
            ({"max_grant": Decimal(10_001), "closes_on": dt.date(2026, 8, 31)}, "max_grant"),
            ({"max_grant": Decimal(20_000), "closed_on": dt.date(2026, 9, 2), "closed_because": "inny"}, None),
            ({"max_grant": Decimal(10_001), "closed_on": dt.date(2026, 9, 1), "closed_because": "inny"}, "max_grant"),
            ({"opens_on": dt.date(2027, 1, 2)}, "year"),
            ({"opens_on": dt.date(2025, 12, 1)}, None),
            ({"year": 20266}, "year"),
            ({"year": 0}, "year"),
        ],
    )
    def test_what_a_call_lacks(self, house: Any, add: Add, values: dict[str, Any], field: str | None) -> None:
        page = add(SmallGrantCallPage, live=False, **values)
        hard = {issue.field for issue in page.requirements() if issue.hard}
        assert hard == ({field} if field else set())

    def test_a_slip_in_the_year_costs_nobody_the_page(self, house: Any, add: Add) -> None:
        add(SmallGrantCallPage, slug="pomylka", year=20266)
        shown = text(HERE)
        assert "20266" not in shown
        for address in (HERE, f"{HERE}srodki.csv", f"{HERE}dane.json", f"{HERE}kalendarz.ics"):
            for year in ("20266", "0", "9" * 17):
                assert Client().get(address, {"rok": year}).status_code == 200

    def test_a_day_beyond_our_times_is_refused_at_its_field(self, house: Any, add: Add) -> None:
        page = add(SmallGrantCallPage, slug="bez-konca", unit=house.kd)
        page.save_revision()
        keeper = Client()
        keeper.force_login(User.objects.create_superuser("glowny", "glowny@umk.example"))
        form = save(keeper, page, closes_on="9999-12-31").context["form"]
        assert form.errors["closes_on"] == ["Podaj dzień od 1 stycznia 1990 do 31 grudnia 2100."]

    def test_a_call_that_closes_before_its_term_names_one_last_day_everywhere(self, house: Any, add: Add) -> None:
        days = {"closes_on": TODAY + 38 * DAY, "closed_on": TODAY + 22 * DAY, "closed_because": ClosedBecause.OTHER}
        add(SmallGrantCallPage, title="Krócej", slug="krocej", unit=house.kd, **days)
        last = "14 grudnia 2026"
        for address in (HERE, f"{HERE}krocej/"):
            shown = text(address)
            assert last in shown
            assert "31 grudnia 2026" not in shown
        for address in (f"{HERE}kalendarz.ics", f"{HERE}krocej/termin.ics"):
            file = b"".join(Client().get(address))
            assert b"DTSTART;VALUE=DATE:20261214" in file
            assert b"20261231" not in file

    def test_a_limit_nobody_confirmed_warns_and_does_not_stop(self, house: Any, add: Add) -> None:
        page = add(SmallGrantCallPage, live=False, opens_on=dt.date(2026, 9, 1), max_grant=Decimal(20_001))
        assert [issue.hard for issue in page.requirements() if issue.field == "max_grant"] == [False]

    def test_a_call_without_a_last_day_ends_with_its_year(self, house: Any, add: Add, clock: Any) -> None:
        add(SmallGrantCallPage, title="Cały rok", slug="rok", unit=house.kd)
        assert "najpóźniej do 31 grudnia 2026" in text(f"{HERE}rok/")
        clock.move_to(warsaw(dt.date(2026, 12, 31), dt.time(23, 59)), tick=False)
        assert "Cały rok" in text(f"{HERE}?stan=open")
        clock.move_to(warsaw(dt.date(2027, 1, 1), dt.time()), tick=False)
        assert "Cały rok" not in text(f"{HERE}?stan=open")
        assert "Oferty do 31 grudnia 2026" in text(f"{HERE}?stan=closed")
        assert "nabór trwa" not in text(f"{HERE}rok/")

    def test_it_is_found_and_its_unit_lists_it_while_it_is_open(self, house: Any, add: Add) -> None:
        add(SmallGrantCallPage, title="Zajęcia ruchowe dla seniorów", slug="ruch", unit=house.kd)
        add(SmallGrantCallPage, title="Dawny nabór", unit=house.kd, closes_on=TODAY - DAY)
        add(UnitPage, subject=house.kd, slug="kd", title="KD", unit=house.kd)
        assert SearchRow.objects.filter(kind="small_grant").count() == 2
        shown = text("/komorki/kd/")
        assert "Zajęcia ruchowe dla seniorów" in shown
        assert "Dawny nabór" not in shown


class TestIndex:
    def test_figures_never_stand_without_a_day_and_silence_is_said(self, house: Any, add: Add) -> None:
        add(SmallGrantCallPage, unit=house.sz, live=True)
        says(house.kd, 60_000, 41_000, TODAY - DAY)
        says(house.kd, 60_000, 42_000, TODAY - DAY, version=2)
        sp = Unit.objects.get(symbol="SP")
        says(sp, 0, 0)
        shown = text(HERE)
        assert "22 listopada 2026" in shown
        assert "18 000 zł" in shown
        assert "19 000 zł" not in shown
        assert "(poprawione)" in shown
        assert "nie podała danych za ten rok" in shown
        assert "2 komórki, które podały dane, każda na swój dzień: 18 000 zł z 60 000 zł." in shown
        assert "1 komórka nie podała danych i nie jest liczona." in shown

    def test_a_figure_of_a_day_to_come_is_not_shown_before_it(self, house: Any, clock: Any) -> None:
        says(house.kd, 60_000, 1_000, TODAY)
        clock.move_to(NOW - DAY, tick=False)
        assert "59 000 zł" not in text(HERE)

    def test_filters_narrow_and_stand_in_the_address(self, house: Any, add: Add) -> None:
        add(SmallGrantCallPage, title="Otwarty nabór", unit=house.kd)
        add(SmallGrantCallPage, title="Skończony nabór", closes_on=TODAY - DAY)
        add(SmallGrantCallPage, title="Bardzo dawny nabór", closes_on=TODAY - 400 * DAY)
        every = text(HERE)
        assert every.index("Otwarty nabór") < every.index("Skończony nabór")
        assert "Bardzo dawny nabór" not in every
        assert "Skończony nabór" not in text(f"{HERE}?stan=open")
        assert "Bardzo dawny nabór" in text(f"{HERE}?stan=archived")
        assert "Skończony nabór" not in text(f"{HERE}?komorka={house.kd.slug}")

    def test_calls_and_units_cost_no_further_queries(self, house: Any, add: Add) -> None:
        units = list(Unit.objects.filter(active_until__isnull=True)[:12])
        counts = []
        for part in (units[:2], units[2:]):
            for number, unit in enumerate(part):
                add(SmallGrantCallPage, title=f"Nabór {unit.slug} {number}", slug=f"n-{unit.slug}", unit=unit)
                says(unit, 10_000, 1_000)
            asked = f"{HERE}?stan=open&zlozona=2026-11-24&kwota=5000&juz=0"
            counts.append((queries(HERE), queries(asked), queries(f"{HERE}n-{units[0].slug}/")))
        assert counts[0] == counts[1]
        assert all(count <= limit for count, limit in zip(counts[1], (LIST, LIST, PAGE), strict=True)), counts


def test_the_address_of_the_index_is_the_one_that_stays(house: SimpleNamespace) -> None:
    assert house.grants.get_url() == HERE
