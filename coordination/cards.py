"""What a card of the directory shows of a desk. Reads nothing; every fact comes with the desk."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from . import conf, phones
from .calendar import WorkingCalendar
from .directory import Desk
from .hours import PhoneLine, Slot, phone_line
from .models import Designation, Person, Unit
from .states import Office

MOST_TOPICS = 6
Card = dict[str, Any]


def cards_of(desk: Desk, *, calendar: WorkingCalendar, now: dt.datetime) -> list[Card]:
    """One card a coordinator; else one for the deputy, the head, or the unit itself. Never none."""
    if desk.coordinators:
        return [_of_coordinator(desk, row, calendar, now) for row in desk.coordinators]
    if desk.deputies:
        note = _("This unit has no coordinator just now; the deputy answers.")
        return [_person_card(desk, desk.deputies[0], calendar, now, note=note)]
    if desk.head:
        note = _("This unit has no coordinator and no deputy just now. Questions go to its head.")
        return [_person_card(desk, desk.head, calendar, now, note=note, vacant=True)]
    return [_unit_card(desk, calendar, now)]


def _of_coordinator(desk: Desk, row: Designation, calendar: WorkingCalendar, now: dt.datetime) -> Card:
    deputy = desk.deputy_of(row)
    if not row.is_absent:  # type: ignore[attr-defined]
        note = "" if deputy else _("No deputy has been designated.")
        return {**_person_card(desk, row, calendar, now, note=note), "deputy": _contact(deputy, _("Deputy"))}
    if deputy and not deputy.is_absent:  # type: ignore[attr-defined]
        # The one who answers today stands first; why the other does not is nobody's business.
        note = _("Stands in today for: %(name)s.") % {"name": row.person.full_name}
        return _person_card(desk, deputy, calendar, now, note=note, asked=row)
    if desk.head:
        note = _("Stands in today for: %(name)s.") % {"name": row.person.full_name}
        return _person_card(desk, desk.head, calendar, now, note=note, asked=row)
    return _unit_card(desk, calendar, now)


def _person_card(
    desk: Desk,
    row: Designation,
    calendar: WorkingCalendar,
    now: dt.datetime,
    *,
    note: str = "",
    asked: Designation | None = None,
    vacant: bool = False,
) -> Card:
    line = _line(desk, row, calendar, now)
    target = {"komorka": desk.unit.slug} if row.office == Office.HEAD and not asked else {"do": (asked or row).pk}
    return {
        **(_contact(row) or {}),
        "role": _role(row),
        "unit": str(desk.unit),
        "unit_url": unit_url(desk.unit),
        "scope": " ".join(filter(None, [note, _served(desk), _formerly(desk)])),
        "topics": _topics(desk, row),
        "hours": line.text,
        "hours_open": line.is_open,
        "ask_url": _ask_url(target),
        "vcard_url": reverse("coordination:vcard", args=[row.pk]),
        "vacant": vacant,
        "deputy": None,
    }


def _unit_card(desk: Desk, calendar: WorkingCalendar, now: dt.datetime) -> Card:
    unit = desk.answering_unit
    line = _line(desk, None, calendar, now)
    return {
        "name": str(desk.unit),
        "role": _("General contact"),
        "function": "",
        "unit": "",
        "unit_url": unit_url(desk.unit),
        "scope": " ".join(
            filter(
                None,
                [
                    _("Nobody here is on duty for organisations just now. SZ will help you."),
                    _served(desk),
                    _formerly(desk),
                ],
            )
        ),
        "topics": _topics(desk, None),
        "phone": unit.phone,
        "phone_href": phone_href(unit.phone),
        "email": unit.email,
        "hours": line.text if unit.phone else "",
        "hours_open": line.is_open,
        "ask_url": _ask_url({"komorka": desk.unit.slug}),
        "vcard_url": "",
        "vacant": True,
        "deputy": None,
    }


def _contact(row: Designation | None, role: str = "") -> Card | None:
    if row is None:
        return None
    person: Person = row.person
    return {
        "name": person.full_name,
        "role": role,
        "function": person.function,
        "phone": person.phone,
        "phone_href": phone_href(person.phone, person.extension),
        "email": person.email,
    }


def phone_href(phone: str, extension: str = "") -> str:
    """«tel:…», empty in the demo, whose numbers are invented (DESIGN.md ruling 10)."""
    if conf.is_demo() or not phone:
        return ""
    try:
        parsed = phones.parse(phone)
    except phones.PhoneError:
        return ""
    return phones.Phone(parsed.e164, extension or parsed.extension).href


def unit_url(unit: Unit) -> str:
    """The public page of a unit lies in a room above; only its address pattern is known here."""
    return str(getattr(settings, "COORDINATION_UNIT_URL", "/komorki/{slug}/")).format(slug=unit.slug)


def _role(row: Designation) -> str:
    return str(Office(row.office).label).capitalize()


def _served(desk: Desk) -> str:
    if desk.answering_unit == desk.unit:
        return ""
    return _("Served by: %(unit)s.") % {"unit": desk.answering_unit}


def _formerly(desk: Desk) -> str:
    """The old name that was looked for: «Dawniej: Wydział ds. Turystyki.»"""
    return _("Formerly: %(names)s.") % {"names": ", ".join(map(str, desk.former))} if desk.former else ""


def _topics(desk: Desk, row: Designation | None) -> list[Card]:
    own = list(row.topics.all()) if row else []
    directory = reverse("coordination:directory")
    return [
        {"label": topic.name, "url": f"{directory}?{urlencode({'temat': topic.slug})}"}
        for topic in (own or desk.topics)[:MOST_TOPICS]
    ]


def _line(desk: Desk, row: Designation | None, calendar: WorkingCalendar, now: dt.datetime) -> PhoneLine:
    slots = [Slot(slot.weekday, slot.opens, slot.closes) for slot in desk.hours_of(row)]
    return phone_line(slots, calendar=calendar, now=now)


def _ask_url(target: dict[str, Any]) -> str:
    return f"{reverse('coordination:ask')}?{urlencode(target)}"
