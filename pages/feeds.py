"""Calendars (iCalendar) and news feed (Atom) of public things. The demo says so in each (DESIGN.md ruling 10)."""

import datetime as dt
import re
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from icalendar import Alarm, Calendar, Event

from coordination import conf
from coordination.calendar import WARSAW

from .competition_states import State
from .models import CompetitionPage, EventPage

MOST = 300
ALARM = dt.timedelta(days=-3)
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
A_QUARTER = dt.timedelta(minutes=15)


def ribbon() -> str:
    return _("Demonstration data - this is not a service of the City of Kraków") if conf.is_demo() else ""


def calendar(name: str) -> Calendar:
    found = Calendar()
    found.add("prodid", "-//ngo.krakow.pl//portal//PL")
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", name)
    found.add("x-wr-timezone", "Europe/Warsaw")
    if ribbon():
        found.add("x-wr-caldesc", ribbon())
    return found


def entry(page: Any, request: HttpRequest, *, title: str, starts: dt.datetime, ends: dt.datetime, text: str) -> Event:
    """One entry; its identifier never changes, so that a moved date replaces the old one."""
    url = page.get_full_url(request)
    found = Event()
    found.add("uid", f"page-{page.pk}@ngo.krakow.pl")
    found.add("summary", title)
    found.add("dtstart", starts.astimezone(WARSAW))
    found.add("dtend", ends.astimezone(WARSAW))
    found.add("dtstamp", (page.last_published_at or timezone.now()).astimezone(dt.UTC))
    found.add("url", url)
    found.add("description", "\n\n".join(filter(None, [text, url, ribbon()])))
    return found


def answer(found: Calendar, filename: str) -> HttpResponse:
    found.add_missing_timezones()
    response = HttpResponse(found.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{filename}"'
    return response


@require_safe
def competitions_calendar(request: HttpRequest) -> HttpResponse:
    """Deadlines of competitions that take offers now, each with a reminder three days ahead."""
    found = calendar(_("Deadlines of competitions in Kraków"))
    open_now = CompetitionPage.objects.visible().in_state(State.OPEN, now=timezone.now()).closing_first()[:MOST]
    for page in open_now:
        title = _("Offers until: %(title)s") % {"title": page.title}
        item = entry(
            page, request, title=title, starts=page.deadline - A_QUARTER, ends=page.deadline, text=page.summary
        )
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", ALARM)
        alarm.add("description", title)
        item.add_component(alarm)
        found.add_component(item)
    return answer(found, "konkursy.ics")


@require_safe
def events_calendar(request: HttpRequest) -> HttpResponse:
    """Coming public events."""
    found = calendar(_("Events for organisations in Kraków"))
    for page in EventPage.objects.public_ones().upcoming(timezone.now())[:MOST]:
        item = entry(page, request, title=page.title, starts=page.starts_at, ends=page.ends_at, text=page.lead)
        item.add("location", page.place or page.online_url)
        item.add("status", "CANCELLED" if page.cancelled else "CONFIRMED")
        found.add_component(item)
    return answer(found, "wydarzenia.ics")


def printable(text: str) -> str:
    """Without control characters pasted along from Word or a PDF: XML has none, and one would shut the whole feed."""
    return UNPRINTABLE.sub(" ", text)


class CompetitionsFeed(Feed):
    """Atom: competitions as they are announced, settled or annulled, the latest change first."""

    feed_type = Atom1Feed
    link = "/konkursy/"
    feed_url = "/konkursy/atom/"
    title = gettext_lazy("Open competitions of offers in Kraków")
    author_name = gettext_lazy("NGO portal of Kraków")

    def subtitle(self) -> str:
        return ribbon()

    def items(self) -> Any:
        found = CompetitionPage.objects.visible().with_state(timezone.now()).exclude(state_now=State.ARCHIVED)
        return found.order_by("-last_published_at", "-pk")[:50]

    def item_title(self, item: Any) -> str:
        return printable(f"{item.title} ({State(item.state_now).label})")

    def item_description(self, item: Any) -> str:
        return printable(item.summary)

    def item_link(self, item: Any) -> str:
        return item.get_url()

    def item_updateddate(self, item: Any) -> dt.datetime | None:
        return item.last_published_at

    def item_pubdate(self, item: Any) -> dt.datetime | None:
        return item.first_published_at
