"""One countdown of a handoff, in working days, with the name of its date; days of the week inside sentences."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse

from coordination.calendar import WorkingCalendar, warsaw
from publishing import actions
from publishing.actions import Dates
from publishing.countdowns import countdown
from publishing.templatetags.handoffs import long_day, when
from tests.publishing.city import NOW, fresh, handed_over

OFFICE = WorkingCalendar()
DELIVERY = "termin dostarczenia: 3 grudnia, został 1 dzień roboczy"
DECEMBER = dt.date(2026, 12, 2)


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize(
    ("deliver_by", "publish_on", "today", "words"),
    [
        (
            dt.date(2026, 12, 3),
            dt.date(2026, 12, 7),
            DECEMBER,
            DELIVERY,
        ),
        (None, dt.date(2026, 12, 7), DECEMBER, "publikacja: 7 grudnia, zostały 3 dni robocze"),
        (None, dt.date(2026, 12, 28), dt.date(2026, 12, 23), "publikacja: 28 grudnia, został 1 dzień roboczy"),
        (
            None,
            dt.date(2026, 12, 26),
            dt.date(2026, 12, 24),
            "publikacja: 26 grudnia, przed najbliższym dniem roboczym",
        ),
        (None, DECEMBER, DECEMBER, "publikacja: 2 grudnia, dziś"),
        (dt.date(2026, 12, 1), DECEMBER, DECEMBER, "termin dostarczenia: 1 grudnia"),
        (None, dt.date(2028, 12, 1), DECEMBER, "publikacja: 1 grudnia"),
    ],
)
def test_it_names_the_date_and_counts_working_days(
    deliver_by: dt.date | None, publish_on: dt.date, today: dt.date, words: str
) -> None:
    assert str(countdown(deliver_by, publish_on, today, OFFICE)) == words


@pytest.mark.par(4, ust=2)
def test_home_board_and_list_say_the_same(city: SimpleNamespace, as_: Any) -> None:
    actions.reserve(
        title="Spotkanie",
        unit=city.kd,
        kind="news",
        dates=Dates(warsaw(dt.date(2026, 12, 7), dt.time(9)), dt.date(2026, 12, 1)),
        by=fresh(city.coordinator),
        now=NOW,
    )
    handed_over(city, at=warsaw(dt.date(2026, 11, 30), dt.time(9)))

    def shown(who: str, name: str) -> str:
        return " ".join(as_(getattr(city, who)).get(reverse(name)).content.decode().split())

    for who, name in (("editor", "publishing:queue"), ("coordinator", "publishing:unit_list")):
        assert "termin dostarczenia: 1 grudnia, zostało 6 dni roboczych" in shown(who, name), name
        assert "publikacja: 30 listopada, zostało 5 dni roboczych" in shown(who, name), name
    home = shown("editor", "wagtailadmin_home")
    for words in ("termin dostarczenia:", "publikacja:", "zostało 6 dni roboczych", "zostało 5 dni roboczych"):
        assert words in home, words


@pytest.mark.parametrize("day", range(7))
def test_days_of_the_week_have_small_letters(day: int) -> None:
    on = dt.date(2026, 12, 21) + dt.timedelta(days=day)
    for words in (long_day(on), when(warsaw(on, dt.time(9)))):
        assert words == words.lower(), words
