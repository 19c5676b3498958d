"""No unlawful announcement is accepted and no lawful one refused: the rules agree with an oracle of the articles."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, find, given, settings
from hypothesis import strategies as st

from coordination.calendar import warsaw
from coordination.models import Sphere
from pages.announcing.facts import Around
from pages.announcing.reading import said_by
from pages.announcing.rules import judge
from pages.models import AmountPart, CompetitionPage, Criterion, Publication
from tests.competitions.oracle import objections
from tests.competitions.samples import TWENTY_ONE

pytestmark = pytest.mark.django_db
EDGES = [
    dt.date(2026, 11, 24),
    dt.date(2026, 12, 3),  # 21 days end on 24 December
    dt.date(2026, 12, 20),  # over the year's end
    dt.date(2027, 3, 8),  # over the change of clocks
    dt.date(2028, 2, 10),  # over 29 February
]
Drawn = dict[str, Any]


def mostly(usual: Any, *rare: Any) -> st.SearchStrategy[Any]:
    """The lawful value nine times of ten: with twenty fields all of them have a chance to be lawful at once."""
    return st.integers(0, 9).flatmap(lambda n: st.sampled_from(rare) if n == 9 else st.just(usual))


amounts = st.one_of(st.none(), st.decimals(Decimal(-1), Decimal(1_000_000), places=2))
texts = mostly("<p>Opis.</p>", "", "<p></p>", "<p>&nbsp;</p>", "<p> <br/></p>", "0")


@st.composite
def rows(draw: Any, total: Decimal | None) -> list[tuple[int | None, Decimal | None, bool]]:
    """Parts that make the total, nearly make it, or are anything."""
    if total is not None and total > 1 and draw(st.integers(0, 2)):
        first = draw(st.decimals(Decimal(0), total, places=2))
        slip = draw(mostly(Decimal(0), Decimal("0.01"), Decimal("-0.01")))
        return [(2027, first, False), (2028, total - first + slip, draw(mostly(False, True)))]
    part = st.tuples(st.sampled_from([None, 2027]), amounts, st.booleans())
    return list(draw(st.lists(part, max_size=2)))


@st.composite
def announcements(draw: Any) -> Drawn:
    """Values of a form, days near the edges that matter."""
    last = draw(st.sampled_from(EDGES)) + dt.timedelta(days=draw(st.integers(-1, 1)))
    back = st.integers(0, 4).map(lambda days: last - dt.timedelta(days=days))
    places = [(place, draw(st.one_of(back, st.just(last)))) for place in ("bip", "tablica", "strona")]
    dropped = draw(mostly(None, 0, 1, 2))
    if dropped is not None:
        places[dropped] = (places[dropped][0], draw(st.sampled_from([None, dt.date(2027, 1, 2)])))
    places += draw(mostly([], [("bip", last + dt.timedelta(days=1))], [("strona", None)]))
    end = last + dt.timedelta(days=draw(mostly(21, -1, 0, 7, 19, 20, 22, 23, 60)))
    hour = draw(mostly(dt.time(15), dt.time(), dt.time(0, 1), dt.time(23, 59)))
    deadline = draw(mostly(dt.datetime.combine(end, hour), None))
    chosen = end + dt.timedelta(days=draw(mostly(40, -1, 0, 1)))
    begins = chosen + dt.timedelta(days=draw(mostly(20, -30)))
    total = draw(mostly(Decimal(480_000), None, Decimal(0), Decimal("0.01"), Decimal(-5)))
    return {
        "organ": draw(mostly("prezydent", "", "inny")),
        "organ_name": draw(mostly("", " ", "Dyrektor ZBK")),
        "form": draw(mostly("wsparcie", "")),
        "spheres": draw(mostly(["16"], [], ["16", "22a"])),
        "other_act": draw(mostly(False, True)),
        "basis": draw(mostly("art. 27 ustawy o sporcie", "", "  ", "art. 11 ust. 2 UoDPP")),
        "total": total,
        "about": draw(mostly(False, True)),
        "rows": draw(rows(total)),
        "grant": draw(mostly(None, Decimal(60_000), Decimal(-1))),
        "rules": draw(texts),
        "conditions": draw(texts),
        "mode": draw(texts),
        "criteria": draw(mostly(["jakość"], [])),
        "begins": draw(mostly(begins, None)),
        "ends": draw(mostly(begins + dt.timedelta(days=draw(mostly(90, -1, 0, 1))), None)),
        "chosen": draw(mostly(chosen, None)),
        "offers_from": draw(mostly(None, last, end - dt.timedelta(days=1), end, end + dt.timedelta(days=1))),
        "deadline": deadline,
        "costs": draw(
            mostly(
                (Decimal(0), Decimal(5), None),
                (None, Decimal(0), None),
                (Decimal(0), None, None),
                (None, None, None),
                (None, None, Decimal(0)),
                (Decimal(-1), Decimal(0), None),
            )
        ),
        "places": places,
        "shown": draw(mostly(None, last - dt.timedelta(days=3), last, last + dt.timedelta(days=1))),
    }


def page_of(said: Drawn) -> CompetitionPage:
    """The page in memory, as the editor's form would make it."""
    deadline = said["deadline"]
    page = CompetitionPage(
        title="Konkurs",
        organ=said["organ"],
        organ_other=said["organ_name"],
        form=said["form"],
        outside_act=said["other_act"],
        legal_basis=said["basis"],
        total_amount=said["total"],
        amount_is_about=said["about"],
        max_grant=said["grant"],
        award_rules=said["rules"],
        conditions=said["conditions"],
        choice_mode=said["mode"],
        realised_from=said["begins"],
        realised_until=said["ends"],
        choice_on=said["chosen"],
        offers_from=said["offers_from"],
        deadline=warsaw(deadline.date(), deadline.time()) if deadline else None,
        same_kind_this_year=said["costs"][0],
        same_kind_previous_year=said["costs"][1],
        same_kind_together=said["costs"][2],
    )
    page.spheres = Sphere.objects.filter(code__in=said["spheres"])
    page.amounts = [AmountPart(year=year, amount=amount, is_about=about) for year, amount, about in said["rows"]]
    page.criteria = [Criterion(name=name) for name in said["criteria"]]
    page.publications = [Publication(place=place, on=day) for place, day in said["places"]]
    return page


def refusals(said: Drawn) -> set[str]:
    around = Around(window=TWENTY_ONE, shown_on=said["shown"])
    of = replace(said_by(page_of(said)), around=around)
    return {lack.rule for lack in judge(of) if lack.hard}


def agree(said: Drawn) -> None:
    assert bool(refusals(said)) is bool(objections(said)), (refusals(said), objections(said), said)


@given(announcements())
@settings(max_examples=100, deadline=None)
def test_the_rules_agree_with_the_articles(said: Drawn) -> None:
    agree(said)


@pytest.mark.soak
@given(announcements())
@settings(max_examples=10_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_rules_agree_with_the_articles_ten_thousand_times(said: Drawn) -> None:
    agree(said)


OBJECTIONS = (
    "who announces it",
    "until when offers are taken",
    "which act",
    "an amount below zero",
    "it ends before it begins",
    "chosen while offers come",
    "the years are another sum",
    "offers begin after their end",
    "over before it is announced",
    *(f"art. 13 ust. 2 pkt {pkt}" for pkt in (1, 2, 3, 4, 6, 7)),
    "art. 13 ust. 3",
)


@pytest.mark.parametrize(
    "objection", ["", "art. 13 ust. 1", *(pytest.param(found, marks=pytest.mark.soak) for found in OBJECTIONS)]
)
def test_the_fuzz_meets_lawful_ones_and_every_objection_alone(objection: str) -> None:
    """Without these the agreement above could be an agreement on rubbish."""
    wanted = {objection} - {""}
    said = find(announcements(), lambda drawn: objections(drawn) == wanted, settings=settings(max_examples=20_000))
    agree(said)
