"""Read models of «do zrobienia»: what waits for a unit, who holds its offices, which units lack somebody.

Rooms above add what waits with them: `register(Source(...))` in ready(), never an import upwards (DESIGN.md ruling 3).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, Count, F, Max, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils.translation import gettext_lazy as _

from .calendar import warsaw_date
from .models import Designation, DutyTask, IncomingMail, Inquiry, Unit
from .standing import Standing
from .states import InquiryState, Office

SHOWN = 200
"""Rows of one shelf shown on a board; beyond that the shelf says how many there are."""
INQUIRIES = "answer-inquiries"


@dataclass(frozen=True)
class Item:
    """One thing that waits. `days` counts calendar days to the due day, negative when it has passed.

    `due_label` names the date, and `left` says what is left in place of the days, where whoever made the item knows.
    """

    title: str
    url: str = ""
    unit: str = ""
    place: str = ""
    note: str = ""
    due_on: dt.date | None = None
    due_at: dt.datetime | None = None
    due_label: str = ""
    left: str = ""
    days: int | None = None
    overdue: bool = False
    post_url: str = ""
    post_label: Any = ""

    @property
    def late(self) -> bool:
        """The day has passed, or whoever made the item knows better (an hour has passed)."""
        return self.overdue or (self.days is not None and self.days < 0)

    @property
    def days_late(self) -> int:
        return max(0, -(self.days or 0))


@dataclass(frozen=True)
class Shelf:
    """What one source has for a person: the first rows, and how many there are in all."""

    title: Any
    icon: str
    items: list[Item] = field(default_factory=list)
    total: int = 0
    late: int = 0
    more_url: str = ""

    @property
    def hidden(self) -> int:
        return self.total - len(self.items)


@dataclass(frozen=True)
class Asked:
    """For whom a board is drawn: the units, the day, how many rows a shelf may show."""

    standing: Standing
    unit_ids: tuple[int, ...]
    now: dt.datetime
    limit: int = SHOWN

    @property
    def today(self) -> dt.date:
        return warsaw_date(self.now)

    def days_to(self, day: dt.date | None) -> int | None:
        return None if day is None else (day - self.today).days

    @property
    def several_units(self) -> bool:
        return len(self.unit_ids) > 1


@dataclass(frozen=True)
class Source:
    """A shelf of the board. `claims` says which tasks it shows itself, so that nothing stands twice."""

    name: str
    read: Callable[[Asked], Shelf]
    order: int
    claims: Q | None = None


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    _sources[source.name] = source


def shelves(asked: Asked) -> list[Shelf]:
    """Every shelf of the board, also the empty ones, in a stable order; a fixed number of queries each."""
    return [source.read(asked) for source in sorted(_sources.values(), key=lambda source: source.order)]


def shelf(name: str, asked: Asked) -> Shelf:
    return _sources[name].read(asked)


def nothing_waits(found: Iterable[Shelf]) -> bool:
    return not any(one.total for one in found)


# -- own shelves ----------------------------------------------------------------------------------------------------


def inquiries(asked: Asked) -> Shelf:
    """Open inquiries that wait for the units, the most urgent first."""
    from .actions.inquiries import staff_url

    rows = Inquiry.objects.of_units(asked.unit_ids).filter(state=InquiryState.OPEN)
    number = _numbers(rows, late=Q(answer_by__lt=asked.today))
    items = [
        Item(
            title=row.subject,
            url=staff_url(row),
            unit=str(row.unit) if asked.several_units else "",
            place="§ 5 pkt 2",
            note=f"{row.number}: {row.get_matter_display()}" if row.has_period_of_law else row.number,
            due_on=row.answer_by,
            days=asked.days_to(row.answer_by),
        )
        for row in rows.select_related("unit").order_by("answer_by", "pk")[: asked.limit]
    ]
    return Shelf(_("Inquiries to answer"), "comment", items, **number)


def unregistered(asked: Asked) -> Shelf:
    """Matters with a period of law that lack the case sign of the office system, the most urgent first. Two queries."""
    from .actions.inquiries import staff_url

    rows = Inquiry.objects.of_units(asked.unit_ids).unregistered()
    items = [
        Item(
            title=row.subject,
            url=staff_url(row),
            unit=str(row.unit) if asked.several_units else "",
            place="§ 5 pkt 2",
            note=f"{row.number}: {row.get_matter_display()}",
        )
        for row in rows.select_related("unit").order_by("answer_by", "pk")[: asked.limit]
    ]
    total = rows.order_by().count()
    return Shelf(_("To register in the office system (EZD)"), "clipboard-list", items, total=total)


def tasks(asked: Asked) -> Shelf:
    """Open tasks that no other shelf shows, the most urgent first."""
    rows = DutyTask.objects.open().of_units(asked.unit_ids)
    for source in _sources.values():
        rows = rows.exclude(source.claims) if source.claims else rows
    number = _numbers(rows, late=Q(due_on__lt=asked.today))
    found = rows.select_related("duty", "unit")[: asked.limit]
    return Shelf(_("Tasks"), "tasks", [task_item(row, asked) for row in found], **number)


def task_item(row: DutyTask, asked: Asked, **more: Any) -> Item:
    return Item(
        title=row.title,
        url=row.url,
        unit=str(row.unit) if asked.several_units else "",
        place=row.duty.place,
        due_on=row.due_on,
        days=asked.days_to(row.due_on),
        **more,
    )


def _numbers(rows: QuerySet, *, late: Q) -> dict[str, Any]:
    return rows.order_by().aggregate(total=Count("pk"), late=Count("pk", filter=late))


register(Source("inquiries", inquiries, order=10, claims=Q(duty__key=INQUIRIES)))
register(Source("unregistered", unregistered, order=15))
register(Source("tasks", tasks, order=40))


# -- who holds which office -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Contact:
    """Whom to talk to in a unit today."""

    name: str
    role: Any
    phone: str
    email: str
    absent: bool
    office: str


RANK = Case(When(office=Office.COORDINATOR, then=Value(0)), When(office=Office.DEPUTY, then=Value(1)), default=Value(2))


def offices(unit_ids: Collection[int], on: dt.date) -> QuerySet:
    """Designations in force in the units, coordinators first, with `is_absent`."""
    rows = Designation.objects.in_force(on).filter(unit_id__in=unit_ids).with_absence(on)
    return rows.select_related("person", "unit").annotate(rank=RANK).order_by("unit__name", "rank", "pk")


def contacts_today(on: dt.date, unit_ids: Collection[int] | None = None) -> dict[int, Contact]:
    """Per unit: the coordinator who is there, else the deputy who is there, else the head. One query.

    Whose account is shut is not in charge any more (scenario 27).
    """
    rows = Designation.objects.in_force(on).reachable().with_absence(on).annotate(rank=RANK).select_related("person")
    if unit_ids is not None:
        rows = rows.filter(unit_id__in=unit_ids)
    found: dict[int, Contact] = {}
    for row in rows.order_by("is_absent", "rank", "pk"):
        found.setdefault(row.unit_id, contact(row))
    return found


def contact(row: Designation) -> Contact:
    person = row.person
    absent = bool(getattr(row, "is_absent", False))
    return Contact(person.full_name, row.get_office_display(), person.phone, person.email, absent, row.office)


# -- units without a coordinator or a deputy (§ 2 pkt 1) ------------------------------------------------------------


@dataclass(frozen=True)
class Incomplete:
    """A unit that lacks somebody. `since` None: nobody has ever held the office here."""

    unit: Unit
    lacks_coordinator: bool
    lacks_deputy: bool
    coordinator_since: dt.date | None
    deputy_since: dt.date | None
    head: Contact | None


def incomplete_units(on: dt.date, unit_ids: Collection[int] | None = None) -> list[Incomplete]:
    """Units without a coordinator or deputy on the day, with their head; of the whole city, or of some units only.

    Two queries.
    """
    rows = Unit.objects.incomplete(on).annotate(
        coordinator_until=_last_day(Office.COORDINATOR, on), deputy_until=_last_day(Office.DEPUTY, on)
    )
    rows = rows if unit_ids is None else rows.filter(pk__in=unit_ids)
    units = list(rows.order_by("name", "pk"))
    heads = Designation.objects.in_force(on).filter(office=Office.HEAD, unit_id__in=[unit.pk for unit in units])
    held = {row.unit_id: contact(row) for row in heads.with_absence(on).select_related("person")}
    return [_incomplete(unit, held.get(unit.pk)) for unit in units]


def _incomplete(unit: Any, head: Contact | None) -> Incomplete:
    return Incomplete(
        unit,
        not unit.has_coordinator,
        not unit.has_deputy,
        _day_after(unit.coordinator_until),
        _day_after(unit.deputy_until),
        head,
    )


def _last_day(office: Office, on: dt.date) -> Subquery:
    past = Designation.objects.filter(unit=OuterRef("pk"), office=office, until_on__lt=on).order_by()
    return Subquery(past.values("unit").annotate(last=Max("until_on")).values("last"))


def _day_after(day: dt.date | None) -> dt.date | None:
    return day + dt.timedelta(days=1) if day else None


# -- the whole city -------------------------------------------------------------------------------------------------


def units_at_work(on: dt.date) -> QuerySet:
    """Active units with how many tasks are open and late, the most burdened first. One query."""
    open_tasks = Q(tasks__settled_at__isnull=True, tasks__isnull=False)
    return (
        Unit.objects.active(on)
        .annotate(
            open=Count("tasks", filter=open_tasks), late=Count("tasks", filter=open_tasks & Q(tasks__due_on__lt=on))
        )
        .order_by(F("late").desc(), F("open").desc(), "name", "pk")
    )


def city_numbers(on: dt.date) -> dict[str, int]:
    """What SZ sees at a glance of this room. Four queries."""
    return {
        "incomplete": Unit.objects.incomplete(on).count(),
        "inquiries": Inquiry.objects.overdue(on).count(),
        "tasks": DutyTask.objects.late(on).count(),
        "mail": IncomingMail.objects.waiting().count(),
    }
