"""Days and hours as staff type them: read as meant, or refused in words that say what is wanted; never made up."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from coordination.admin.days import DayField, DayInput, HourField, HourInput
from coordination.calendar import warsaw
from pages.models import CompetitionPage

DAY = dt.date(2026, 12, 2)


@pytest.mark.parametrize(
    "typed",
    [
        "2.12.2026",
        "02.12.2026",
        "02-12-2026",
        "2/12/2026",
        "2026-12-02",
        "2.12.26",
        " 2 grudnia 2026 ",
        "2 Grudnia 2026 r.",
    ],
)
def test_a_day_is_read_as_meant(typed: str) -> None:
    assert DayField().clean(typed) == DAY


@pytest.mark.parametrize(
    "typed",
    [
        "2.12.2026 15:30",
        "2 grudnia 2026 15:30",
        "2 grudnia 2026 r., godz. 15:30",
        "2 grudnia 2026, 15.30",
        "2026-12-02 15:30",
    ],
)
def test_an_hour_is_read_as_meant(typed: str) -> None:
    assert HourField().clean(typed) == warsaw(DAY, dt.time(15, 30))


@pytest.mark.parametrize("typed", ["31.11.2026", "po świętach", "2 grudnia", "12-2026", "30 lutego 2026", "02-12-26"])
def test_what_is_no_day_is_refused_with_the_form_it_should_have(typed: str) -> None:
    with pytest.raises(ValidationError, match=r"2\.12\.2026 albo 2 grudnia 2026"):
        DayField().clean(typed)
    with pytest.raises(ValidationError, match=r"2\.12\.2026 15:30 albo 2 grudnia 2026 15:30"):
        HourField().clean(typed)


def test_the_editor_asks_so_and_its_picker_leaves_the_text_alone() -> None:
    fields = CompetitionPage.get_edit_handler().get_form_class().base_fields
    assert type(fields["offers_from"]) is DayField
    assert type(fields["deadline"]) is HourField
    assert (type(fields["offers_from"].widget), type(fields["deadline"].widget)) == (DayInput, HourInput)
    for name in ("offers_from", "deadline"):
        assert fields[name].widget.get_config()["validateOnBlur"] is False
