"""Parts of iCalendar files: the head with Warsaw's clock, one entry, alarms. Files leave piece by piece."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpRequest, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from coordination import conf
from coordination.calendar import WARSAW
from publishing.exports import UNPRINTABLE

END = b"END:VCALENDAR\r\n"
DAY = dt.timedelta(days=1)
ALARMS = (-7 * DAY, -DAY)
"""Reminders of a deadline, counted from the entry's beginning."""


def ribbon() -> str:
    return _("Demonstration data - this is not a service of the City of Kraków") if conf.is_demo() else ""


def printable(text: str) -> str:
    """Without control characters pasted along from Word or a PDF, which readers of XML and calendars refuse."""
    return UNPRINTABLE.sub(" ", text)


def warsaw_clock() -> Timezone:
    """The rule by which clocks change, so that coming years need no new file."""
    zone = Timezone()
    zone.add("tzid", WARSAW.key)
    for part, name, month, before, after in (
        (TimezoneDaylight(), "CEST", 3, 1, 2),
        (TimezoneStandard(), "CET", 10, 2, 1),
    ):
        part.add("tzname", name)
        part.add("dtstart", dt.datetime(1996, month, 31 if month == 3 else 27, 1 + before))  # noqa: DTZ001  a wall clock
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        part.add("tzoffsetfrom", dt.timedelta(hours=before))
        part.add("tzoffsetto", dt.timedelta(hours=after))
        zone.add_component(part)
    return zone


def head(name: str) -> Calendar:
    found = Calendar()
    found.add("prodid", "-//ngo.krakow.pl//portal//PL")
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", printable(name))
    found.add("x-wr-timezone", WARSAW.key)
    found.add("refresh-interval", dt.timedelta(hours=6), parameters={"value": "DURATION"})
    if ribbon():
        found.add("x-wr-caldesc", ribbon())
    found.add_component(warsaw_clock())
    return found


def entry(page: Any, request: HttpRequest, *, title: str, starts: dt.datetime, ends: dt.datetime, text: str) -> Event:
    """One entry of two instants."""
    return _entry(page, request, title=title, starts=starts.astimezone(WARSAW), ends=ends.astimezone(WARSAW), text=text)


def all_day(page: Any, request: HttpRequest, *, title: str, on: dt.date, text: str) -> Event:
    """One entry of a whole Warsaw day; the end of an entry is the first day that is not in it (RFC 5545, 3.6.1)."""
    return _entry(page, request, title=title, starts=on, ends=on + DAY, text=text)


def _entry(page: Any, request: HttpRequest, *, title: str, starts: dt.date, ends: dt.date, text: str) -> Event:
    """Its identifier never changes, so that a moved date replaces the old one."""
    url = page.get_full_url(request)
    changed = (page.last_published_at or timezone.now()).astimezone(dt.UTC)
    found = Event()
    found.add("uid", f"page-{page.pk}@ngo.krakow.pl")
    found.add("summary", printable(title))
    found.add("dtstart", starts)
    found.add("dtend", ends)
    found.add("dtstamp", changed)
    found.add("last-modified", changed)
    found.add("url", url)
    found.add("description", printable("\n\n".join(filter(None, [text, url, ribbon()]))))
    return found


def remind(entry: Event, text: str) -> None:
    for before in ALARMS:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", before)
        alarm.add("description", printable(text))
        entry.add_component(alarm)


def answer(name: str, entries: Iterable[Event], filename: str, *, attached: bool = False) -> StreamingHttpResponse:
    """The file, one entry in memory at a time. A calendar opens it; a single date is saved."""
    opening = head(name).to_ical().removesuffix(END)

    def content() -> Iterator[bytes]:
        yield opening
        for item in entries:
            yield item.to_ical()
        yield END

    response = StreamingHttpResponse(content(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'{"attachment" if attached else "inline"}; filename="{filename}"'
    return response
