"""A verdict is yes, or no with a reason and the place that gives it."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from coordination import order
from coordination.law import Article
from coordination.verdict import YES, Refused, Verdict

NO = Verdict("Tę treść przekaż do publikacji.", order.BEYOND_RIGHTS)


def test_yes_is_truthy_silent_and_passes() -> None:
    assert YES
    assert str(YES) == ""
    YES.enforce()


@pytest.mark.par(4, ust=1, pkt=2)
def test_no_is_falsy_and_names_the_place() -> None:
    assert not NO
    assert str(NO) == "Tę treść przekaż do publikacji. (§ 4 ust. 1 pkt 2)"


@pytest.mark.parametrize(
    ("place", "written"),
    [(None, "Nie."), (order.HEADS, "Nie. (§ 7 ust. 1)"), (Article("13", ust="1"), "Nie. (art. 13 ust. 1 ustawy)")],
)
def test_the_place_may_be_missing_or_stand_in_a_statute(place: order.Citation | Article | None, written: str) -> None:
    assert str(Verdict("Nie.", place)) == written


def test_a_place_without_a_reason_is_still_a_yes() -> None:
    assert Verdict(place=order.HEADS)
    assert str(Verdict(place=order.HEADS)) == ""


def test_enforcing_a_no_raises_a_refusal_that_django_answers_with_403() -> None:
    with pytest.raises(Refused) as caught:
        NO.enforce()
    assert isinstance(caught.value, PermissionDenied)
    assert caught.value.verdict is NO
    assert str(caught.value) == str(NO)


def test_verdicts_chain_to_the_first_no() -> None:
    other = Verdict("Za późno.")
    assert (YES and NO and other) is NO
    assert (YES and YES) is YES


def test_lazy_reasons_are_read_when_shown() -> None:
    verdict = Verdict(_("This is not a time of day in Warsaw."))
    assert not verdict
    assert str(verdict)
