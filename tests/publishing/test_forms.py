"""What the date fields refuse, in which words, keeping what was typed (scenarios 16, 21, 22)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from coordination.calendar import warsaw
from coordination.models import Unit
from publishing.forms.handoffs import HandOverForm, ProposalForm, ReasonForm, ReservationForm, ReturnForm

pytestmark = pytest.mark.django_db  # days off stand in a register
NOW = warsaw(dt.date(2026, 11, 23), dt.time(10))


def form(day: str = "2026-11-24", hour: str = "09:00", now: dt.datetime = NOW, **values: Any) -> HandOverForm:
    return HandOverForm({"publish_at_0": day, "publish_at_1": hour, "note": "", **values}, now=now, kind="")


@pytest.mark.par(4, ust=2)
def test_a_day_and_an_hour_are_an_instant_in_warsaw() -> None:
    asked = form("24.11.2026", "9.00")
    assert asked.is_valid(), asked.errors
    assert asked.cleaned_data["publish_at"] == dt.datetime(2026, 11, 24, 8, tzinfo=dt.UTC)


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize(
    ("day", "hour", "code"),
    [
        ("", "", "required"),
        ("2026-11-24", "", "required"),
        ("", "09:00", "required"),
        ("2026-02-30", "09:00", "invalid"),
        ("jutro", "09:00", "invalid"),
        ("2026-11-24", "25:00", "invalid"),
        ("2026-11-24", "9:", "invalid"),
        ("2026-11-24", "\x00", "invalid"),
        ("2026-11-23", "09:59", "past"),
        ("2026-11-23", "10:00", "past"),
        ("2027-11-25", "10:00", "far"),
        ("9999-12-31", "10:00", "far"),
        ("2027-03-28", "02:30", "clock_change"),
    ],
)
def test_what_is_no_date_is_said_at_the_field_and_kept(day: str, hour: str, code: str) -> None:
    asked = form(day, hour)
    assert not asked.is_valid()
    assert code in {error.code for error in asked.errors["publish_at"].as_data()}
    assert f'value="{day}"' in str(asked["publish_at"]) or not day


def test_the_hour_the_clocks_skip_is_refused_in_polish() -> None:
    message = form("2027-03-28", "02:30").errors["publish_at"][0]
    assert "zegary" in message
    assert "Prosimy wybrać inną godzinę" in message


def test_half_past_midnight_in_summer_stays_on_its_day() -> None:
    summer = warsaw(dt.date(2026, 7, 1), dt.time(12))
    asked = form("2026-07-02", "00:30", now=summer, meant="2026-07-02T00:30:00+02:00")
    assert asked.is_valid()
    assert asked.cleaned_data["publish_at"].isoformat() == "2026-07-02T00:30:00+02:00"


@pytest.mark.parametrize(
    ("deliver_by", "valid"),
    [("2026-11-24", True), ("2026-11-23", True), ("2026-11-22", False), ("2026-11-26", False), ("", False)],
)
@pytest.mark.par(4, ust=2)
def test_delivery_lies_between_today_and_publication(deliver_by: str, valid: bool) -> None:
    units = Unit.objects.filter(symbol="KD")
    asked = ReservationForm(
        {
            "title": "Wieści",
            "kind": "news",
            "unit": units[0].pk,
            "deliver_by": deliver_by,
            "publish_at_0": "2026-11-25",
            "publish_at_1": "09:00",
        },
        now=NOW,
        units=units,
        kinds=[("news", "aktualność")],
    )
    assert asked.is_valid() is valid
    assert valid or list(asked.errors) == ["deliver_by"]


def test_a_foreign_unit_or_kind_cannot_be_reserved_for() -> None:
    asked = ReservationForm(
        {"title": "x", "kind": "structure", "unit": Unit.objects.get(symbol="SP").pk},
        now=NOW,
        units=Unit.objects.filter(symbol="KD"),
        kinds=[("news", "aktualność")],
    )
    assert {"kind", "unit"} <= set(asked.errors)


@pytest.mark.parametrize("agreed", [True, False])
def test_moving_an_agreed_date_needs_a_reason(agreed: bool) -> None:
    data = {"publish_at_0": "2026-11-25", "publish_at_1": "09:00", "reason": "  "}
    asked = ProposalForm(data, now=NOW, kind="", delivered=True, reason_required=agreed)
    assert asked.is_valid() is not agreed


@pytest.mark.parametrize("comment", ["", "   ", "x" * 4001, "a\x00b"])
def test_a_return_needs_words(comment: str) -> None:
    assert not ReturnForm({"comment": comment}).is_valid()


@pytest.mark.parametrize("reason", ["", " \n ", "x" * 2001])
def test_a_withdrawal_needs_a_reason(reason: str) -> None:
    assert not ReasonForm({"reason": reason}).is_valid()
