"""Screens cite the row of law they used, and say where nobody has confirmed it (Build 1; DESIGN.md section 11)."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from coordination.calendar import warsaw
from coordination.law import Limit, Measure
from coordination.models import LawLimit
from coordination.states import Confidence
from pages.announcing.rules import judge
from pages.bip.offered import Kind, text_of
from pages.models import CompetitionPage, Result
from tests.competitions.calls import ANNOUNCED, DAY, call
from tests.competitions.samples import AROUND, announcement
from tests.competitions.test_bip import words
from tests.publishing.city import NOW, TODAY
from tests.scenarios.routes import edit_url

AMENDED, UNSURE = "Dz.U. 2026 poz. 1040", "do potwierdzenia przez SZ"
PASSED = warsaw(dt.date(2026, 11, 10), dt.time(12))
PLACES = dict.fromkeys(("bip", "tablica", "strona"), dt.date(2026, 10, 12))
FIVE_YEARS = Limit("competition.contract_length", Decimal(60), Measure.MONTHS, None, None, "art. 16")


def confirm(key: str) -> None:
    LawLimit.objects.filter(key=key).update(confidence=Confidence.HIGH)


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("\u00a0", " ").split())


@pytest.mark.parametrize("unsure", [True, False])
def test_the_stop_of_the_21_days_cites_its_row(city: SimpleNamespace, as_: Any, unsure: bool) -> None:
    if not unsure:
        confirm("competition.offer_window")
    page = call(city, deadline=warsaw(ANNOUNCED + 20 * DAY, dt.time(15)))
    (lack,) = [lack for lack in page.lacks(now=NOW) if getattr(lack, "rule", "") == "window"]
    assert AMENDED in str(lack.message)
    assert (UNSURE in str(lack.message)) is unsure
    client = as_(city.coordinator)
    for address in (edit_url(page), reverse("competitions:announcement", args=[page.pk])):
        shown = plain(client.get(address).content.decode())
        assert "Czas na oferty: co najmniej 21 dni" in shown
        stop, _words, row = shown.partition("Czas na oferty")
        for told in (stop, row):
            assert AMENDED in told
            assert (f"{AMENDED}), {UNSURE}" in told) is unsure


def test_another_act_has_no_row(city: SimpleNamespace, as_: Any) -> None:
    page = call(city, outside_act=True, legal_basis="ustawa o sporcie")
    assert "Czas na oferty" not in plain(as_(city.coordinator).get(edit_url(page)).content.decode())


@pytest.mark.parametrize("unsure", [True, False])
def test_the_text_for_bip_says_what_nobody_confirmed(city: SimpleNamespace, unsure: bool) -> None:
    if not unsure:
        confirm("competition.reasons_window")
    page = call(city, places=PLACES, deadline=PASSED, results_on=TODAY)
    page.results = [Result(bidder="A", task="B", amount=Decimal(5))]
    text = words(text_of(page, Kind.RESULTS, now=NOW))
    assert AMENDED in text
    assert (UNSURE in text) is unsure


# -- the contract, art. 16 ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "advised"), [(-1, False), (0, False), (1, True)])
def test_a_realisation_longer_than_a_contract_is_pointed_out(days: int, advised: bool) -> None:
    around = replace(AROUND, contract=FIVE_YEARS)
    changes: dict[str, Any] = {"realised_from": dt.date(2027, 2, 8), "around": around}
    changes["realised_until"] = dt.date(2032, 2, 7) + days * DAY
    found = [lack for lack in judge(announcement(**changes)) if lack.rule == "realised.long"]
    assert [lack.hard for lack in found] == ([False] if advised else [])
    assert not advised or "7 lutego 2032" in str(found[0].message)
    other = announcement(**changes, outside_act=True, legal_basis="ustawa o sporcie")
    assert "realised.long" not in {lack.rule for lack in judge(other)}


def test_without_a_beginning_the_day_of_choice_counts_and_the_row_comes_from_the_register(
    city: SimpleNamespace,
) -> None:
    page = call(city, realised_from=None, choice_on=dt.date(2027, 1, 22), realised_until=dt.date(2032, 1, 22))
    (lack,) = [lack for lack in page.lacks(now=NOW) if getattr(lack, "rule", "") == "realised.long"]
    assert "21 stycznia 2032" in str(lack.message)
    assert AMENDED in str(lack.message)


# -- the report, art. 18 -----------------------------------------------------------------------------------------------


def way(client: Client, page: Any) -> str:
    html = client.get(page.url).content.decode()
    return plain(html.partition('id="krok-po-kroku"')[2].partition("</section>")[0])


def test_the_way_ends_with_the_report(city: SimpleNamespace, client: Client) -> None:
    page = call(city, places=PLACES, planned=False, realised_until=dt.date(2027, 12, 15), live=True)
    told = way(client, page).partition("Koniec realizacji")[2]
    assert "14 stycznia 2028" in told, "thirty days"
    assert AMENDED in told
    assert UNSURE in told


@pytest.mark.parametrize(
    "values",
    [
        {"outside_act": True, "legal_basis": "ustawa o sporcie"},
        {"is_archival": True},
        {"annulled_on": TODAY, "annulment_reason": "wymogi"},
        {"realised_until": None},
    ],
)
def test_no_report_is_due_where_the_act_asks_for_none(
    city: SimpleNamespace, client: Client, values: dict[str, Any]
) -> None:
    page = call(city, places=PLACES, planned=False, **values, live=True)
    assert "Sprawozdanie" not in way(client, page)
    assert CompetitionPage.objects.get(pk=page.pk).realised_until == page.realised_until


# -- days off ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("key", "field"), [("off.offers", "offers_from"), ("off.questions", "questions_until")])
@pytest.mark.parametrize(("day", "off"), [(5, True), (6, True), (7, False)])
def test_offers_begin_and_questions_end_on_working_days(key: str, field: str, day: int, off: bool) -> None:
    found = [lack for lack in judge(announcement(**{field: dt.date(2026, 12, day)})) if lack.rule == key]
    assert [(lack.field, lack.hard) for lack in found] == ([(field, False)] if off else [])
