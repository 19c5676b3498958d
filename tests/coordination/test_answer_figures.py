"""Statistics that are fair (scenario 56): reckoned without a database, then read from inquiries of all fates."""

from __future__ import annotations

import datetime as dt
from importlib import import_module

import pytest
from django.apps import apps
from django.core.cache import cache

from coordination import actions
from coordination.actions import Question
from coordination.answer_figures import Case, days_of, figures
from coordination.answering import cases, of_units, public_figure, received_within
from coordination.calendar import WorkingCalendar, warsaw
from coordination.deadlines import office_calendar
from coordination.models import Holiday, Inquiry, ServiceStandard
from tests.coordination.people import standing, unit

pytestmark = pytest.mark.par(5, pkt=2)
CALENDAR = WorkingCalendar()
MONDAY = dt.date(2026, 11, 2)
TODAY = dt.date(2026, 11, 23)
DAY = dt.timedelta(days=1)


def case(days: int | None, *, promised: int = 9, received: dt.date = MONDAY, **more: object) -> Case:
    answered = None if days is None else received + days * DAY
    return Case(1, received, received + promised * DAY, answered, **more)  # type: ignore[arg-type]


def test_working_days_run_from_receipt_without_the_time_we_waited_for_the_asker() -> None:
    assert days_of(case(0), CALENDAR) == 0
    assert days_of(case(7), CALENDAR) == 5, "a week later"
    assert days_of(case(9), CALENDAR) == 6, "11 November is a day off"
    assert days_of(case(9, waits=((MONDAY + DAY, MONDAY + 7 * DAY),)), CALENDAR) == 2
    assert days_of(case(None), CALENDAR) is None


def test_each_inquiry_counts_once_and_what_is_overdue_is_not_in_time() -> None:
    found = figures(
        [case(1), case(2), case(14), case(None), case(None, promised=60), case(None, asks=True)],
        on=TODAY,
        calendar=CALENDAR,
        sample=3,
    )
    assert (found.answered, found.in_time, found.waiting, found.overdue, found.asked) == (3, 2, 1, 1, 1)
    assert found.total == 6
    assert found.median == 2
    assert found.share == 50, "two of the four that were due"


def test_below_the_smallest_sample_there_is_no_middle_value_and_no_share() -> None:
    four, overdue = [case(1)] * 4, [case(None)]
    few = figures(four, on=TODAY, calendar=CALENDAR, sample=5)
    assert (few.answered, few.median, few.share) == (4, None, None)
    with_one_late = figures(four + overdue, on=TODAY, calendar=CALENDAR, sample=5)
    assert (with_one_late.median, with_one_late.share) == (None, 80), "five were due, four answers are too few"
    assert figures([], on=TODAY, calendar=CALENDAR, sample=1).median is None


def test_overdue_from_the_next_day() -> None:
    promised = [case(None, promised=(TODAY - MONDAY).days)]
    assert figures(promised, on=TODAY, calendar=CALENDAR, sample=1).overdue == 0
    assert figures(promised, on=TODAY + DAY, calendar=CALENDAR, sample=1).overdue == 1


def ask_and(kd: object, *deeds: tuple[str, int], at: dt.date = MONDAY, **more: object) -> Inquiry:
    """An inquiry with what befell it, each so many days after receipt."""
    now = warsaw(at, dt.time(10))
    inquiry = actions.ask(Question("x", "y", "ngo@organizacja.example"), now=now, unit=kd).inquiry  # type: ignore[arg-type]
    for deed, days in deeds:
        then, by = now + days * DAY, standing(inquiry.unit, on=at)
        match deed:
            case "answer":
                actions.answer(inquiry, text="Tak.", by=by, now=then)
            case "clarify":
                actions.ask_to_clarify(inquiry, text="Co?", by=by, now=then)
            case "reply":
                actions.continue_inquiry(inquiry, text="To.", now=then)
            case "close" | "spam":
                because = "settled" if deed == "close" else "spam"
                actions.close(inquiry, because=because, by=by, now=then)
            case "pass":
                actions.pass_on(inquiry, to=more["to"], text="", by=by, now=then)  # type: ignore[arg-type]
        inquiry.refresh_from_db()
    return inquiry


@pytest.mark.django_db
def test_passed_on_counts_for_the_unit_that_answered_and_spam_not_at_all() -> None:
    kd, zzm = unit(), unit()
    ask_and(kd, ("pass", 1), ("answer", 3), to=zzm)
    ask_and(kd, ("answer", 1), ("reply", 2), ("pass", 3), ("answer", 20), to=zzm)
    ask_and(kd, ("clarify", 1), ("reply", 10), ("answer", 11))
    ask_and(kd, ("spam", 1))
    ask_and(kd, ("answer", 1), ("spam", 2))
    ask_and(kd, ("answer", 1), ("close", 2))
    ask_and(kd)
    rows = received_within(MONDAY, TODAY)
    assert Inquiry.objects.count() == 7
    assert rows.count() == 5
    of_kd = figures(cases(of_units(rows, [kd.pk])), on=TODAY, calendar=CALENDAR, sample=1)
    assert (of_kd.answered, of_kd.in_time, of_kd.overdue, of_kd.median) == (3, 3, 1, 1)
    of_zzm = figures(cases(of_units(rows, [zzm.pk])), on=TODAY, calendar=CALENDAR, sample=1)
    assert (of_zzm.answered, of_zzm.median) == (1, 3)
    assert not cases(received_within(MONDAY + DAY, TODAY)), "by the day of receipt"


@pytest.mark.django_db
def test_days_off_added_later_count_in_the_past_as_well() -> None:
    kd = unit()
    ask_and(kd, ("answer", 2))
    Holiday.objects.create(on=MONDAY + DAY, name="Wolne")
    found = figures(cases(received_within(MONDAY, TODAY)), on=TODAY, calendar=office_calendar(), sample=1)
    assert found.median == 1


@pytest.mark.django_db
def test_the_public_reads_one_honest_figure_or_none() -> None:
    kd, now = unit(), warsaw(TODAY, dt.time(12))
    for days in (0, 1, 2, 3):
        ask_and(kd, ("answer", days))
    cache.clear()
    assert public_figure(now) is None
    ask_and(kd, ("answer", 4))
    assert public_figure(now) is None, "reckoned once an hour"
    figure = public_figure(now + dt.timedelta(hours=1))
    assert figure is not None
    assert (figure.days, figure.answered, figure.first, figure.last) == (2, 5, dt.date(2025, 11, 23), TODAY)
    ServiceStandard.objects.filter(key="inquiry.min_sample").update(value=6)
    assert public_figure(now + dt.timedelta(hours=2)) is None


@pytest.mark.django_db
def test_the_migration_reads_first_answers_out_of_the_conversations() -> None:
    kd, zzm = unit(), unit()
    ask_and(kd, ("answer", 2))
    ask_and(kd, ("clarify", 1), ("reply", 8), ("answer", 9), ("reply", 15))
    ask_and(kd, ("answer", 1), ("reply", 2), ("pass", 3), ("answer", 20), to=zzm)
    ask_and(kd)
    fields = ("first_answered_at", "first_answer_by", "first_answer_unit")
    before = list(Inquiry.objects.order_by("pk").values_list(*fields))
    Inquiry.objects.update(**dict.fromkeys(fields))
    import_module("coordination.migrations.0017_matters_and_retention").read_first_answers(apps, None)
    assert list(Inquiry.objects.order_by("pk").values_list(*fields)) == before
