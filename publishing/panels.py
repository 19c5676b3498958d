"""Panels of the admin home: what waits for one person. Each is read when it is made, in a fixed number of queries."""

import datetime as dt
from collections.abc import Callable
from typing import Any, NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Window
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component

from coordination import boards, clock
from coordination.boards import Asked, Item, Shelf
from coordination.calendar import WorkingCalendar, warsaw_date
from coordination.deadlines import office_calendar
from coordination.models import OutboxMessage
from coordination.standing import Standing

from . import desks, drafts, kinds, rosters, seats
from .facts import marked
from .models import Correction, DateProposal, Emergency, Handoff, HandoffSet, Stewardship
from .news import news_for
from .next_steps import in_words
from .shelves import with_talks
from .states import Answer, CorrectionState, Side, Stage

FEW = 5
"""Rows of a panel; the screen behind it shows the rest."""
NEWS = 8


class Panel(Component):
    """A panel with its data; `wide` takes the whole width."""

    def __init__(self, name: str, template: str, *, wide: bool = False, **data: Any) -> None:
        self.name, self.wide, self.data = name, wide, data
        self.template_name = f"publishing/panels/{template}.html"
        self.order = 0

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        request = parent_context["request"]
        return {
            **self.data,
            "name": self.name,
            "wide": self.wide,
            "here": request.get_full_path(),
            "request": request,
            "csrf_token": parent_context.get("csrf_token"),
        }


def shelf_panel(name: str, shelf: Shelf, **more: Any) -> Panel:
    return Panel(name, "shelf", shelf=shelf, **more)


# -- people of units ------------------------------------------------------------------------------------------------


def shortcuts(standing: Standing) -> Panel:
    """What a coordinator does most: begin a page, reserve a date, look after the unit's own page.

    Three queries.
    """
    units = standing.acting_unit_ids
    pages = (
        Stewardship.objects.of_units(units).filter(kind="unit").select_related("page", "unit").order_by("unit__name")
    )
    own = [{"unit": row.unit, "edit": reverse("wagtailadmin_pages:edit", args=[row.page_id])} for row in pages[:FEW]]
    begun = {kind.code: kind.begun_as for kind in kinds.editorial() if kind.begun_as}
    new = [{"url": url, "label": begun[code]} for code, url in drafts.addresses_of_new(begun).items()]
    return Panel("shortcuts", "shortcuts", wide=True, new=new, own=own, several=len(own) > 1)


def waiting(standing: Standing, now: dt.datetime) -> list[Panel]:
    """One panel a shelf of the board that has something; one calm panel when none has."""
    found = boards.shelves(Asked(standing, tuple(standing.units), now, limit=FEW))
    panels = [shelf_panel("waiting", shelf, board_url=reverse("coordination_todo")) for shelf in found if shelf.total]
    return panels or [nothing()]


def news(standing: Standing, now: dt.datetime) -> Panel:
    """What happened to the handoffs of the units, or of the scope, since the person last looked. Three queries."""
    found = news_for(standing, now, NEWS)
    lists = "publishing:queue" if standing.is_portal_officer else "publishing:unit_list"
    return Panel("news", "news", wide=True, news=found, list_url=reverse(lists))


def nothing() -> Panel:
    return Panel("nothing", "nothing", wide=True)


def offices(standing: Standing) -> Panel:
    """Who holds which office in the units that the person heads. One query."""
    headed = [unit for unit in standing.units if standing.heads(unit)]
    return Panel("offices", "offices", offices=boards.offices(headed, standing.on), several=len(headed) > 1)


# -- the portal team ------------------------------------------------------------------------------------------------


def queue(standing: Standing, now: dt.datetime) -> list[Panel]:
    """Failed first, then what waits for a decision, then what goes public. Two queries a shelf, and the days off."""
    calendar = office_calendar()
    found = [
        _shelf(title, icon, marked(rows, standing).filter(is_shut=False), stage, standing, now, calendar)
        for title, icon, rows, stage in (
            (_("Publication failed"), "warning", Handoff.objects.filter(stage=Stage.FAILED), Stage.FAILED),
            (_("Waiting for the portal team"), "list-ul", portal_turn(), Stage.QUEUED),
            (_("Going public next"), "calendar-check", Handoff.objects.filter(stage=Stage.SCHEDULED), Stage.SCHEDULED),
        )
    ]
    names = ("failed", "decisions", "next")
    shown = [shelf_panel(name, shelf) for name, shelf in zip(names, found, strict=True) if shelf.total]
    return shown if found[0].total or found[1].total else [nothing(), *shown]


def portal_turn() -> QuerySet:
    """Handoffs whose next step is the portal team's: read and decide, answer dates, finish or read a correction."""
    corrections = Correction.objects.open().filter(handoff=OuterRef("pk"))
    unit_corrects = Exists(corrections.filter(side=Side.UNIT, state=CorrectionState.WAITING))
    unit_answers = Exists(corrections.filter(side=Side.PORTAL, state=CorrectionState.WAITING))
    asks = DateProposal.objects.filter(handoff=OuterRef("pk"), answer=Answer.WAITING)
    unit_asks, portal_asks = Exists(asks.filter(side=Side.UNIT)), Exists(asks.filter(side=Side.PORTAL))
    decided = Q(stage=Stage.QUEUED) | Q(unit_asks, stage__in=[Stage.PREPARED, Stage.SCHEDULED])
    return Handoff.objects.filter((decided & ~Q(portal_asks) & ~Q(unit_answers)) | Q(unit_corrects))


def _shelf(
    title: str, icon: str, rows: QuerySet, stage: str, standing: Standing, now: dt.datetime, calendar: WorkingCalendar
) -> Shelf:
    found = list(with_talks(rows).annotate(in_all=Window(Count("pk"))).urgent_first()[:FEW])
    total = found[0].in_all if found else 0
    items = [_item(row, standing, now, calendar) for row in found]
    more = f"{reverse('publishing:queue')}?etap={stage}"
    return Shelf(title, icon, items, total, sum(item.late for item in items), more)


def _item(row: Any, standing: Standing, now: dt.datetime, calendar: WorkingCalendar) -> Item:
    """`row` is a handoff with the marks of facts.marked."""
    today = warsaw_date(now)
    due = desks.due_of(row, today, calendar)
    of = desks.situation(row)
    note = in_words(of, reader=desks.reader_of(standing, row, of), today=today, calendar=calendar)
    if row.is_urgent and row.stage == Stage.QUEUED:
        note = " ".join([_("Urgent correction."), note])
    return Item(
        title=row.page.draft_title if row.is_confined and row.page else row.title,
        url=reverse("publishing:handoff", args=[row.pk]),
        unit=str(row.unit),
        note=note if row.stage != Stage.SCHEDULED else "",
        **due,
        due_at=row.publish_at if due and not desks.awaits_material(row) else None,
        overdue=desks.is_late(row, now),
    )


def clock_alarm(now: dt.datetime) -> list[Panel]:
    """Only when the clock is silent: nothing goes public and no letter leaves (DESIGN.md ruling 9). One query."""
    health = clock.health(now)
    return [] if health.alive else [Panel("clock", "clock", wide=True, last_beat=health.last_beat)]


def failing_jobs(now: dt.datetime) -> list[Panel]:
    """Only while the last try of a job of the clock failed: which, since when, why. One query."""
    failing = clock.health(now).failing
    return [Panel("jobs", "jobs", wide=True, rows=failing, total=len(failing))] if failing else []


def overdue(standing: Standing, now: dt.datetime) -> list[Panel]:
    """Only while something stays scheduled a quarter of an hour after its time, although the clock beats. One query."""
    late = Handoff.objects.overdue(now)
    rows = list(marked(late.select_related("unit"), standing).annotate(in_all=Window(Count("pk")))[:FEW])
    return [Panel("overdue", "overdue", wide=True, rows=rows, total=rows[0].in_all)] if rows else []


def uncovered(standing: Standing, now: dt.datetime) -> list[Panel]:
    """Only while an agreed item is due soon and nobody who may decide about it is on duty; gone when somebody is.

    Two queries and the days off where nothing is due; else a fixed number.
    """
    found = rosters.uncovered(now, marked(Handoff.objects.all(), standing))
    if not found:
        return []
    return [Panel("uncovered", "uncovered", wide=True, found=found[:FEW], total=len(found))]


def letters_waiting() -> list[Panel]:
    """Only while a letter could not be sent: how many wait, since when, why (scenario 67). One query."""
    rows = list(
        OutboxMessage.objects.undelivered()
        .exclude(last_error="")
        .annotate(in_all=Window(Count("pk")))
        .order_by("created_at", "pk")[:FEW]
    )
    url = reverse("publishing:letters")
    return [Panel("letters", "letters", wide=True, rows=rows, total=rows[0].in_all, url=url)] if rows else []


def emergencies() -> list[Panel]:
    """Only while something is public without a second check: another person confirms it (scenario 10). One query."""
    rows = list(
        Emergency.objects.unchecked().select_related("handoff__unit").annotate(in_all=Window(Count("pk")))[:FEW]
    )
    if not rows:
        return []
    return [Panel("emergencies", "emergencies", wide=True, rows=rows, total=rows[0].in_all)]


def partly_published(standing: Standing) -> list[Panel]:
    """Only while a set is public in part: something of it failed, or was taken back (scenario 25). One query."""
    mine = Handoff.objects.filter(together=OuterRef("pk"))
    out, missing = Exists(mine.filter(stage=Stage.PUBLISHED)), Exists(mine.exclude(stage=Stage.PUBLISHED))
    rows = HandoffSet.objects.filter(out, missing).select_related("unit")
    if not (standing.is_portal_officer or standing.watches_city):
        rows = rows.filter(unit_id__in=list(standing.units))
    found = list(rows.annotate(in_all=Window(Count("pk")))[:FEW])
    return [Panel("sets", "sets", wide=True, rows=found, total=found[0].in_all)] if found else []


def without_editor(now: dt.datetime) -> list[Panel]:
    """Kinds of content that no editor covers today: what administrators and SZ see at once (scenario 30)."""
    codes = seats.kinds_without_editor(warsaw_date(now))
    labels = [kinds.label(code) for code in codes]
    return [Panel("no-editor", "no_editor", wide=True, labels=labels)] if labels else []


# -- SZ -------------------------------------------------------------------------------------------------------------


class Number(NamedTuple):
    """How many, what they are called in that number, the way to their list; one that is no trouble stays calm."""

    number: int
    label: str
    url: str
    alarms: bool = True


Tile = Callable[[Standing, dt.datetime], Number]
"""A number of the city. One query."""
_tiles: list[Tile] = []


def tell_number(tile: Tile) -> None:
    """Rooms above add numbers of their own in ready()."""
    if tile not in _tiles:
        _tiles.append(tile)


def city(standing: Standing, now: dt.datetime) -> Panel:
    """The whole city in numbers, each the way to its list. Five queries, and one for each number of a room above."""
    numbers = boards.city_numbers(standing.on)
    stale = Stewardship.objects.stale(standing.on).exclude(kind=kinds.STRUCTURE).count()
    return Panel(
        "city",
        "numbers",
        wide=True,
        numbers=[
            Number(stale, _pages_past(stale), f"{reverse('publishing:stale')}?stan=przeterminowane"),
            Number(numbers["incomplete"], _units_lacking(numbers["incomplete"]), reverse("coordination_wanting:units")),
            Number(numbers["inquiries"], _inquiries_past(numbers["inquiries"]), _inquiries_url()),
            Number(numbers["tasks"], _tasks_late(numbers["tasks"]), reverse("coordination_todo")),
            Number(numbers["mail"], _letters_waiting(numbers["mail"]), reverse("coordination_mail:list")),
            *(tile(standing, now) for tile in _tiles),
        ],
    )


def _pages_past(number: int) -> str:
    return ngettext("page past its review day", "pages past their review day", number)


def _units_lacking(number: int) -> str:
    return ngettext("unit without a coordinator or a deputy", "units without a coordinator or a deputy", number)


def _inquiries_past(number: int) -> str:
    return ngettext("inquiry past its day", "inquiries past their day", number)


def _tasks_late(number: int) -> str:
    return ngettext("late task of units", "late tasks of units", number)


def _letters_waiting(number: int) -> str:
    return ngettext("letter that waits for a person", "letters that wait for a person", number)


def _inquiries_url() -> str:
    return reverse("coordination_inquiries:list")
