"""Who answers for a unit today, ready for the contact cards. Everything comes from designations, nothing is typed."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.http import urlencode

from coordination.calendar import WorkingCalendar, warsaw_date
from coordination.cards import Card, cards_of
from coordination.cards import unit_url as unit_url
from coordination.deadlines import office_calendar
from coordination.directory import Desk
from coordination.lineage import heir_of
from coordination.models import Designation, OfficeHours, Topic, Unit
from coordination.states import Office


@dataclass(frozen=True)
class Contacts:
    """The desk of one unit on one day, and the cards it makes."""

    desk: Desk
    held: tuple[Designation, ...]
    calendar: WorkingCalendar
    now: dt.datetime

    @property
    def cards(self) -> list[Card]:
        """One card a coordinator; else the deputy's, the head's, or the unit's own."""
        return cards_of(self.desk, calendar=self.calendar, now=self.now)

    @property
    def head_cards(self) -> list[Card]:
        return [self._alone(self.desk.head)] if self.desk.head else self.cards

    def card_for(self, chosen: int | None) -> Card | None:
        """The card of the person chosen for a page while in office, else of who answers for the unit."""
        row = next((row for row in self.held if row.pk == chosen), None)
        if row is None:
            return next(iter(self.cards), None)
        if row.office == Office.COORDINATOR or row.is_absent:  # type: ignore[attr-defined]
            return self._first(replace(self.desk, coordinators=[row]))
        return self._alone(row)

    def _first(self, desk: Desk) -> Card:
        return cards_of(desk, calendar=self.calendar, now=self.now)[0]

    def _alone(self, row: Designation) -> Card:
        """A deputy or head named for a page stands there as such: nobody is said to stand in."""
        return self._first(replace(self.desk, coordinators=[row])) | {"deputy": None, "scope": ""}


def contacts_of(unit: Unit, *, now: dt.datetime, with_topics: bool = False) -> Contacts:
    """The people in office on the Warsaw day of `now`, of the unit or of the one that serves it.

    Three queries: people, office hours, days off; one more for the topics of each person.
    """
    on = warsaw_date(now)
    unit = heir_of(unit, on) or unit
    where = {unit.pk, unit.served_by_id} - {None}
    rows = Designation.objects.in_force(on).filter(unit_id__in=where).with_absence(on)
    topics = Topic.objects.all() if with_topics else Topic.objects.none()
    held = rows.select_related("person").prefetch_related(Prefetch("topics", topics))
    people = list(held.order_by("is_absent", "person__last_name", "person__first_name", "pk"))
    own = [row for row in people if row.unit_id == unit.pk]
    serving = unit.served_by if unit.served_by_id and not any(row.office != Office.HEAD for row in own) else None
    at = serving or unit
    present = [row for row in people if row.unit_id == at.pk]
    hours = list(OfficeHours.objects.filter(unit=at))
    desk = Desk(
        unit=unit,
        answering_unit=at,
        coordinators=[row for row in present if row.office == Office.COORDINATOR],
        deputies=[row for row in present if row.office == Office.DEPUTY],
        head=next((row for row in present if row.office == Office.HEAD), None),
        hours=hours,
    )
    return Contacts(desk, tuple(present), office_calendar() if hours else WorkingCalendar(), now)


def asking(context: dict[str, Any], path: str) -> dict[str, Any]:
    """Where «Zapytaj o tę stronę» leads: to the page's contact, else to its unit, else to SZ.

    The page is named, unless it takes questions of its own and none any more (`may_ask`): its form would refuse them.
    `context` is the page's, of which `contact` (a card or nothing), `metryczka` and `may_ask` are read; no query.
    """
    page = {"strona": path} if context.get("may_ask", True) else {}
    contact, metryczka = context.get("contact"), context.get("metryczka")
    if contact and contact.get("ask_url"):
        url = "&".join(filter(None, [contact["ask_url"], urlencode(page)]))
        return {"ask_url": url, "contact": contact | {"ask_url": url}}
    unit = {"komorka": metryczka.unit.slug} if metryczka else {}
    return {"ask_url": f"{reverse('coordination:ask')}?{urlencode(unit | page)}"}
