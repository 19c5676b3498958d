"""Polish telephone numbers: many ways in, one way out."""

from __future__ import annotations

import pytest

from coordination.phones import Phone, PhoneError, format_phone, parse

OFFICE = "+48126167811"


@pytest.mark.parametrize(
    "typed",
    ["12 616 78 11", "(12) 616-78-11", "126167811", "+48 12 616 78 11", "0048 12 616 78 11", " 12-616-78-11 "],
)
def test_one_number_typed_in_many_ways(typed: str) -> None:
    assert parse(typed) == Phone(OFFICE)
    assert format_phone(typed) == "12 616 78 11"


@pytest.mark.parametrize(
    "typed",
    [
        "12 616 78 11 wew. 25",
        "12 616 78 11 wew 25",
        "12 616 78 11, wewn. 25",
        "12 616 78 11 w. 25",
        "126167811#25",
        "+48126167811 ext. 25",
    ],
)
def test_the_extension_stands_apart(typed: str) -> None:
    assert parse(typed) == Phone(OFFICE, "25")
    assert str(parse(typed)) == "12 616 78 11 wew. 25"


@pytest.mark.parametrize(
    ("typed", "written"),
    [("600100200", "600 100 200"), ("12 000 00 11", "12 000 00 11"), ("+49 30 123456", "+49 30 123456")],
)
def test_mobile_demo_and_foreign_numbers(typed: str, written: str) -> None:
    assert str(parse(typed)) == written


@pytest.mark.parametrize(
    "typed", ["", "brak", "123", "12 616 78 11 1", "12 616 78 11 lub 12", "wew. 25", "1-800-FLOWERS"]
)
def test_what_is_no_number_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(PhoneError) as caught:
        parse(typed)
    assert isinstance(caught.value, ValueError)
    assert "12 616 78 11" in str(caught.value)


def test_formatting_leaves_other_text_alone() -> None:
    assert format_phone(" do ustalenia ") == "do ustalenia"


def test_the_link_carries_the_extension() -> None:
    assert Phone(OFFICE).href == "tel:+48126167811"
    assert Phone(OFFICE, "25").href == "tel:+48126167811;ext=25"
