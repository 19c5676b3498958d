"""Who answers for a unit today, ready for the contact cards. Everything comes from designations, nothing is typed."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.http import urlencode

from coordination import conf
from coordination.calendar import WorkingCalendar, warsaw_date
from coordination.deadlines import office_calendar
from coordination.hours import Slot, phone_line
from coordination.models import Designation, OfficeHours, Unit
from coordination.phones import PhoneError, parse
from coordination.states import Office

Card = dict[str, Any]


@dataclass(frozen=True)
class Contacts:
    """People of one unit on one day. The present come before the absent."""

    unit: Unit
    held: tuple[Designation, ...]
    hours: tuple[OfficeHours, ...]
    calendar: WorkingCalendar
    now: dt.datetime

    def in_office(self, office: str) -> list[Designation]:
        return [row for row in self.held if row.office == office]

    @property
    def head_cards(self) -> list[Card]:
        return [self.card(row) for row in self.in_office(Office.HEAD)]

    @property
    def cards(self) -> list[Card]:
        """Coordinators with their deputies; deputies alone; the head when nobody else holds an office."""
        coordinators, deputies = self.in_office(Office.COORDINATOR), self.in_office(Office.DEPUTY)
        if coordinators:
            return [self.card(row, self.deputy_of(row)) for row in coordinators]
        return [self.card(row) for row in deputies] or self.head_cards

    @property
    def answering(self) -> Designation | None:
        """Who answers today: a present coordinator, a present deputy, else the head."""
        present = [row for row in self.held if not row.is_absent]
        order = (Office.COORDINATOR, Office.DEPUTY, Office.HEAD)
        return next((row for office in order for row in present if row.office == office), None)

    def deputy_of(self, coordinator: Designation) -> Designation | None:
        """The present deputy named for this person, or any present one of the unit."""
        present = [row for row in self.in_office(Office.DEPUTY) if not row.is_absent]
        named = [row for row in present if row.substitutes_for_id == coordinator.pk]
        return next(iter(named or present), None)

    def card_for(self, chosen: int | None) -> Card | None:
        """The card of the person chosen for a page while in office, else of who answers for the unit."""
        row = next((row for row in self.held if row.pk == chosen), None)
        if row is not None:
            return self.card(row, self.deputy_of(row) if row.office == Office.COORDINATOR else None)
        return next(iter(self.cards), None)

    def card(self, row: Designation, deputy: Designation | None = None) -> Card:
        query = urlencode({"komorka": self.unit.slug, "osoba": row.person_id})
        slots = [Slot(h.weekday, h.opens, h.closes) for h in self.hours if h.person_id in (None, row.person_id)]
        line = phone_line(slots, calendar=self.calendar, now=self.now)
        return person_lines(row) | {
            "hours": line.text,
            "hours_open": line.is_open,
            "role": row.get_office_display(),
            "unit": str(self.unit),
            "unit_url": unit_url(self.unit),
            "absent": row.is_absent,
            "deputy": person_lines(deputy) | {"role": deputy.get_office_display()} if deputy else None,
            "ask_url": f"/zapytania/?{query}",
        }


def contacts_of(unit: Unit, *, now: dt.datetime) -> Contacts:
    """The people in office on the Warsaw day of `now`; three queries: people, office hours, days off."""
    on = warsaw_date(now)
    rows = Designation.objects.in_force(on).of(unit).with_absence(on).select_related("person")
    held = rows.order_by("is_absent", "person__last_name", "person__first_name", "pk")
    hours = OfficeHours.objects.filter(unit=unit) if held else ()
    return Contacts(unit, tuple(held), tuple(hours), office_calendar() if hours else WorkingCalendar(), now)


def person_lines(row: Designation) -> Card:
    person = row.person
    return {
        "name": person.full_name,
        "function": person.function,
        "phone": person.phone,
        "phone_href": dialled(person.phone, person.extension),
        "email": person.email,
    }


def dialled(phone: str, extension: str = "") -> str:
    """A tel: address; none while the numbers are invented (DESIGN.md ruling 10)."""
    if conf.is_demo() or not phone:
        return ""
    try:
        return parse(f"{phone} wew. {extension}" if extension else phone).href
    except PhoneError:
        return ""


def unit_url(unit: Unit) -> str:
    return f"/komorki/{unit.slug}/"
