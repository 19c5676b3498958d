"""The register of limits: rows are ended, not written over; who changed what from what to what stays."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format

from coordination import actions, limits
from coordination.actions.limits import check
from coordination.calendar import WorkingCalendar
from coordination.law import Limit, Measure, known_deadline
from coordination.models import AuditEntry, LawLimit
from coordination.seeds.law import LIMITS
from coordination.states import Confidence, Office
from coordination.verdict import Refused
from tests.coordination.people import NOW, TODAY, account, standing, unit
from tests.coordination.test_staff_doors import desk

D = dt.date
DAY = dt.timedelta(days=1)


def row(start: D | None, end: D | None, value: int | None = 7, **more: Any) -> Limit:
    given = {"confidence": Confidence.HIGH, **more}
    return Limit(
        "small_grant.display", None if value is None else Decimal(value), Measure.DAYS, start, end, "ź", **given
    )


@pytest.mark.parametrize(
    ("end", "start", "overlap"),
    [
        (D(2026, 8, 31), D(2026, 9, 1), False),
        (D(2026, 8, 31), D(2026, 8, 31), True),
        (D(2026, 8, 31), D(2026, 8, 30), True),
        (None, D(2030, 1, 1), True),
    ],
)
def test_rows_of_one_key_may_touch_but_not_overlap(end: D | None, start: D, overlap: bool) -> None:
    former, new = row(D(2024, 1, 1), end), row(start, None)
    assert bool(limits.clash(new, [former])) is overlap
    assert bool(limits.clash(former, [new])) is overlap
    assert limits.clash(new, [dataclasses.replace(former, key="reply.petition")]) is None


@pytest.mark.parametrize(
    ("start", "confidence", "kept", "deletes"),
    [
        (TODAY, Confidence.HIGH, limits.FIXED, False),
        (TODAY, Confidence.MEDIUM, {"key"}, False),
        (TODAY + DAY, Confidence.HIGH, set(), True),
        (TODAY - DAY, Confidence.HIGH, limits.FIXED, False),
    ],
)
def test_what_a_row_keeps_once_its_day_has_come(start: D, confidence: str, kept: set[str], deletes: bool) -> None:
    limit = row(start, None, confidence=confidence)
    assert limits.held_fast(limit, TODAY) == kept
    assert bool(limits.may_delete(limit, TODAY)) is deletes


def test_a_row_that_ends_without_a_next_one_leaves_a_gap_from_the_day_after() -> None:
    ended, following = row(D(2024, 1, 1), D(2026, 12, 31)), row(D(2027, 1, 1), None)
    assert limits.gap_after(ended, []) == D(2027, 1, 1)
    assert limits.gap_after(ended, [following]) is None
    assert limits.gap_after(following, [ended]) is None


@pytest.mark.django_db
class TestDeeds:
    @pytest.fixture
    def keeper(self) -> Any:
        from coordination.standing import standing_of

        return standing_of(account(None, "administrator"), TODAY)

    def test_the_book_says_who_changed_what_from_what_to_what(self, keeper: Any) -> None:
        made = LawLimit.objects.get(key="small_grant.per_task", valid_from=D(2026, 9, 1))
        sure = dataclasses.replace(made.as_limit(), value=Decimal(15_000), confidence=Confidence.HIGH)
        actions.change_limit(made, limit=sure, by=keeper, now=NOW)
        line = AuditEntry.objects.get(verb="limit.change")
        assert line.actor_id == keeper.user_id
        assert "wartość: 20 000 zł → 15 000 zł" in line.note.replace("\N{NO-BREAK SPACE}", " ")
        assert "potwierdzone" in line.note
        again = dataclasses.replace(sure, value=Decimal(20_000))
        with pytest.raises(ValidationError) as caught:
            actions.change_limit(made, limit=again, by=keeper, now=NOW)
        assert set(caught.value.message_dict) == {"value"}

    def test_saving_without_a_change_leaves_no_line(self, keeper: Any) -> None:
        made = LawLimit.objects.get(key="reply.petition")
        actions.change_limit(made, limit=made.as_limit(), by=keeper, now=NOW)
        assert not AuditEntry.objects.filter(verb="limit.change").exists()

    def test_a_row_is_closed_and_followed_by_the_next(self, keeper: Any) -> None:
        made = LawLimit.objects.get(key="reply.petition")
        following = dataclasses.replace(made.as_limit(), value=Decimal(2), valid_from=D(2027, 1, 1))
        with pytest.raises(ValidationError):
            actions.enter_limit(following, by=keeper, now=NOW)
        closed = dataclasses.replace(made.as_limit(), valid_until=D(2026, 12, 31))
        actions.change_limit(made, limit=closed, by=keeper, now=NOW)
        actions.enter_limit(following, by=keeper, now=NOW)
        assert LawLimit.objects.filter(key="reply.petition").count() == 2

    def test_used_rows_are_never_deleted(self, keeper: Any) -> None:
        made = LawLimit.objects.get(key="reply.petition")
        with pytest.raises(Refused, match="ostatni dzień"):
            actions.delete_limit(made, by=keeper, now=NOW)
        coming = actions.enter_limit(row(D(2020, 1, 1), D(2020, 2, 1)), by=keeper, now=NOW)
        with pytest.raises(Refused):
            actions.delete_limit(coming, by=keeper, now=NOW)

    def test_units_keep_no_law(self) -> None:
        with pytest.raises(Refused):
            actions.enter_limit(row(D(2020, 1, 1), D(2020, 2, 1)), by=standing(unit(), Office.HEAD), now=NOW)


@pytest.mark.django_db
class TestScreens:
    @pytest.fixture(autouse=True)
    def today(self) -> Iterator[None]:
        with time_machine.travel(NOW, tick=False):
            yield

    @pytest.fixture
    def keeper(self) -> Client:
        return desk(None, "", "administrator")

    def values(self, **more: str) -> dict[str, str]:
        typed = {"key": "reply.petition", "value": "2", "unit": "months", "valid_from": "2026-11-01"}
        return {**typed, "valid_until": "", "source": "art. 10 nowej ustawy", "confidence": "H", **more}

    def test_an_overlap_is_said_at_the_field_in_polish_and_what_was_typed_stays(self, keeper: Client) -> None:
        address = reverse("coordination_lawlimit_modeladmin_create")
        shown = keeper.post(address, self.values())
        form = shown.context["form"]
        assert form["valid_from"].errors[0].startswith("W tych dniach obowiązuje inny wiersz: 3 miesiące")
        assert "art. 10 nowej ustawy" in shown.content.decode()
        same_day = keeper.post(address, self.values(valid_from="2024-01-01"))
        assert set(same_day.context["form"].errors) == {"valid_from"}

    def test_the_row_shows_its_history_and_warns_of_a_gap(self, keeper: Client) -> None:
        made = LawLimit.objects.get(key="reply.petition")
        address = reverse("coordination_lawlimit_modeladmin_edit", args=[made.pk])
        assert "nikt go nie zmienił" in keeper.get(address).content.decode()
        typed = self.values(value="3", valid_from="2024-01-01", source=made.source, valid_until="2026-12-31")
        saved = keeper.post(address, typed, follow=True)
        assert "Od 1 stycznia 2027 nie obowiązuje żaden wiersz" in saved.content.decode()
        shown = keeper.get(address).content.decode()
        assert "obowiązuje do: – → 31 grudnia 2026" in shown
        assert "dzień wpływu" in shown

    def test_a_day_that_no_year_has_is_refused_at_the_field(self, keeper: Client) -> None:
        typed = self.values(key="programme.adopted_by", unit="day_of_year", value="1399", valid_from="2020-01-01")
        shown = keeper.post(reverse("coordination_lawlimit_modeladmin_create"), typed)
        assert shown.context["form"]["value"].errors

    def test_only_what_has_not_begun_is_deleted(self, keeper: Client) -> None:
        used = LawLimit.objects.get(key="reply.petition")
        coming = LawLimit.objects.create(**{**_plain(used), "key": "reply.x", "valid_from": TODAY + DAY})
        for one, gone in ((used, False), (coming, True)):
            keeper.post(reverse("coordination_lawlimit_modeladmin_delete", args=[one.pk]))
            assert LawLimit.objects.filter(pk=one.pk).exists() is not gone
        assert AuditEntry.objects.filter(verb="limit.delete").count() == 1

    def test_the_list_names_limits_in_polish(self, keeper: Client) -> None:
        shown = keeper.get(reverse("coordination_lawlimit_modeladmin_index")).content.decode()
        assert "termin składania ofert" in shown
        assert "21 dni" in shown
        assert date_format(D(2026, 9, 1)) in shown


def _plain(limit: LawLimit) -> dict[str, Any]:
    return {"value": limit.value, "unit": limit.unit, "source": limit.source, "confidence": limit.confidence}


@pytest.mark.parametrize(
    ("key", "unit", "value", "wrong"),
    [
        ("competition.reasons_window", Measure.HOURS, 30, "unit"),
        ("competition.reasons_window", Measure.PLN, 30, "unit"),
        ("competition.reasons_window", Measure.DAYS, 99_999_999, "value"),
        ("competition.reasons_window", Measure.MONTHS, 99_999, "value"),
        ("competition.reasons_window", Measure.WORKING_DAYS, 30, None),
        ("small_grant.duration", Measure.MONTHS, 3, "unit"),
        ("small_grant.per_task", Measure.DAYS, 90, "unit"),
        ("small_grant.per_task", Measure.PLN, 99_999_999, None),
        ("reply.x", Measure.HOURS, 3, None),
    ],
)
def test_a_limit_counts_what_pages_can_count(key: str, unit: Measure, value: int, wrong: str | None) -> None:
    limit = Limit(key, Decimal(value), unit, D(2020, 1, 1), None, "ź")
    if wrong is None:
        check(limit, [])
        return
    with pytest.raises(ValidationError) as caught, translation.override("pl"):
        check(limit, [])
    told = caught.value.message_dict
    assert set(told) == {wrong}
    assert told[wrong][0].startswith("Jednostka tego limitu:" if wrong == "unit" else "To za długo")
    check(limit, [], limit)  # one that was saved so is still given its last day


@pytest.mark.parametrize(
    ("key", "unit", "value", "fits"),
    [
        ("competition.offer_window", Measure.DAYS, "21.5", False),
        ("small_grant.pool_share", Measure.PERCENT, "29.9", False),
        ("small_grant.per_task", Measure.PLN, "10000.50", True),
        ("competition.offer_window", Measure.DAYS, "21.00", True),
    ],
)
def test_only_money_has_parts(key: str, unit: Measure, value: str, fits: bool) -> None:
    limit = Limit(key, Decimal(value), unit, D(2020, 1, 1), None, "ź")
    if fits:
        check(limit, [])
    else:
        with pytest.raises(ValidationError) as caught, translation.override("pl"):
            check(limit, [])
        assert caught.value.message_dict == {"value": ["Tylko kwoty mają części; wpisz liczbę całkowitą."]}


@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: limit.key)
def test_the_rows_we_begin_with_pass(limit: Limit) -> None:
    check(limit, [])


@pytest.mark.parametrize(("unit", "value"), [(Measure.HOURS, 3), (Measure.MONTHS, 999_999), (Measure.DAYS, 10**12)])
def test_a_wrong_row_costs_the_page_one_day_only(unit: Measure, value: int) -> None:
    assert known_deadline(TODAY, Limit("x", Decimal(value), unit, None, None, "ź"), WorkingCalendar()) is None
