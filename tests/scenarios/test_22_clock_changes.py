"""Both Sundays of 2027 on which clocks change: in form, list, mail, calendar file and export (scenario 22)."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from coordination.calendar import warsaw
from coordination.models import OutboxMessage
from pages.models import EventPage
from publishing.models import Handoff
from tests.publishing.city import child, news, read_fields
from tests.scenarios.travel import beat, dates, press, queue, row_of

SPRING, AUTUMN = dt.date(2027, 3, 28), dt.date(2027, 10, 31)
SUNDAYS = [
    (SPRING, "02:30", ("z 2:00 na 3:00", "Prosimy wybrać inną godzinę")),
    (AUTUMN, "02:30", ("dwa razy", "Prosimy wskazać, o którą chodzi", "czas letni", "czas zimowy")),
]
KEPT = [
    (SPRING, dt.time(1, 30), "2027-03-28T00:30:00+00:00"),
    (SPRING, dt.time(3), "2027-03-28T01:00:00+00:00"),
    (AUTUMN, dt.time(1, 30), "2027-10-30T23:30:00+00:00"),
    (AUTUMN, dt.time(3), "2027-10-31T02:00:00+00:00"),
    (AUTUMN, dt.time(0, 30), "2027-10-30T22:30:00+00:00"),
]


def before(day: dt.date) -> dt.datetime:
    return warsaw(day - dt.timedelta(days=5), dt.time(10))


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize(("day", "hour", "said"), SUNDAYS)
def test_the_hour_that_is_none_or_two_is_not_taken_as_typed(
    city: SimpleNamespace, as_: Any, clock: Any, day: dt.date, hour: str, said: tuple[str, ...]
) -> None:
    clock.move_to(before(day), tick=False)
    typed = dates(day.isoformat(), hour)
    answer = as_(city.coordinator).post(reverse("publishing:hand_over", args=[news(city).pk]), typed)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert [words for words in said if words not in text] == []
    assert f'value="{day.isoformat()}"' in text
    assert not Handoff.objects.exists()


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize(("day", "hour", "instant"), KEPT)
def test_every_other_hour_is_the_same_in_list_mail_file_and_at_the_hour(
    city: SimpleNamespace, as_: Any, clock: Any, day: dt.date, hour: dt.time, instant: str
) -> None:
    clock.move_to(before(day), tick=False)
    page = news(city, title="Zmiana czasu")
    typed = {**dates(day.isoformat(), f"{hour:%H:%M}"), "meant": warsaw(day, hour).isoformat()}
    assert as_(city.coordinator).post(reverse("publishing:hand_over", args=[page.pk]), typed).status_code == 302
    row = Handoff.objects.get()
    assert row.publish_at.astimezone(dt.UTC).isoformat() == instant
    shown = f"{hour.hour}:{hour:%M}"
    words = f"{day.day} {'marca' if day == SPRING else 'października'} 2027, godz. {shown}"
    assert words in queue(as_(city.editor))
    press(as_(city.editor), "approve", row, **read_fields(row))
    assert words in OutboxMessage.objects.filter(kind="handoff.scheduled").first().text
    assert beat(clock, row.publish_at - dt.timedelta(seconds=1)).startswith("published: 0")
    assert beat(clock, row.publish_at).startswith("published: 1")
    assert row_of(row).late_minutes == 0
    book = as_(city.monitor).get(reverse("publishing:journal_export", args=["csv"])).getvalue().decode()
    assert f"{day:%d.%m.%Y} {shown}" in book


@pytest.mark.parametrize(("day", "hour", "instant"), KEPT)
def test_the_calendar_file_names_the_same_instant(
    city: SimpleNamespace, clock: Any, day: dt.date, hour: dt.time, instant: str
) -> None:
    clock.move_to(before(day), tick=False)
    starts = warsaw(day, hour)
    ends = starts + dt.timedelta(hours=4)
    event = EventPage(title="Nocne spotkanie", starts_at=starts, ends_at=ends, lead="Noc.", place="Dom", live=False)
    child(city.events, event, city.kd).save_revision().publish()
    (entry,) = Calendar.from_ical(Client().get("/wydarzenia/kalendarz.ics").getvalue()).walk("VEVENT")
    assert entry.decoded("dtstart").astimezone(dt.UTC).isoformat() == instant
    assert entry.decoded("dtend").astimezone(dt.UTC) == ends.astimezone(dt.UTC)


@pytest.mark.par(4, ust=2)
def test_of_two_instants_that_read_alike_the_promised_one_counts(city: SimpleNamespace, as_: Any, clock: Any) -> None:
    """02:30 of winter time on the last Sunday of October, chosen in the form, is not 02:30 of summer time."""
    clock.move_to(before(AUTUMN), tick=False)
    first, second = (warsaw(AUTUMN, dt.time(2, 30), fold=fold) for fold in (0, 1))
    typed = {**dates(AUTUMN.isoformat(), "02:30"), "meant": second.isoformat()}
    as_(city.coordinator).post(reverse("publishing:hand_over", args=[news(city).pk]), typed)
    row = Handoff.objects.get()
    press(as_(city.editor), "approve", row, **read_fields(row))
    assert beat(clock, first).startswith("published: 0")
    assert beat(clock, second).startswith("published: 1")
    assert row_of(row).late_minutes == 0
