"""«Dyżury redakcji»: who of the portal team is there on which day, and the days away that people enter."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from coordination import actions
from coordination.admin.by_deed import blame
from coordination.calendar import DAY, WorkingCalendar, warsaw_date
from coordination.deadlines import office_calendar
from coordination.models import Absence
from coordination.policies import RosterPolicy
from coordination.standing import Standing, standing_of

from .. import rosters
from ..facts import marked
from ..forms.roster import AwayForm
from ..models import Handoff
from ..rosters import Member
from ..spans import WEEK, Span, day_off, month_of, typed_day, week_of
from .access import staff
from .screens import screen

MONTH = "miesiac"
PRESENT, AWAY, OFF, OUT = "present", "away", "off", "out"


@dataclass(frozen=True)
class Filters:
    """Which days are shown, read from the address; nonsense is today's fortnight."""

    view: str
    day: dt.date

    @classmethod
    def read(cls, query: Mapping[str, str], today: dt.date) -> "Filters":
        return cls(MONTH if query.get("widok") == MONTH else "", typed_day(query.get("dzien", ""), today))

    @property
    def span(self) -> Span:
        if self.view == MONTH:
            return month_of(self.day)
        week = week_of(self.day)
        return Span("dwa-tygodnie", week.first, week.last + WEEK, week.first - 2 * WEEK, week.first + 2 * WEEK)

    def address(self, **changed: Any) -> str:
        given = {"widok": self.view, "dzien": self.day.isoformat(), **changed}
        return f"?{urlencode({name: value for name, value in given.items() if value})}"


@dataclass(frozen=True)
class Column:
    """One day: why nobody works on it, and how many approvers are there."""

    on: dt.date
    off: str
    is_today: bool
    approvers: int

    @property
    def is_empty(self) -> bool:
        return not self.off and not self.approvers


@dataclass(frozen=True)
class Line:
    """One member of the team with the state of each day."""

    member: Member
    cells: list[str]


@require_GET
@staff
def roster(request: HttpRequest) -> HttpResponse:
    return _show(request)


@require_POST
@staff
def mark_absent(request: HttpRequest) -> HttpResponse:
    """One's own days away; an administrator's choice of whose."""
    standing, now = standing_of(request.user), timezone.now()
    RosterPolicy(standing).may_read().enforce()
    form = _form(standing, now, request.POST)
    account_id = form.cleaned_data.get("account", standing.user_id) if form.is_valid() else standing.user_id
    RosterPolicy(standing).may_mark(account_id).enforce()
    if form.is_valid():
        account = get_user_model()._default_manager.get(pk=account_id)
        days = {name: form.cleaned_data[name] for name in ("from_on", "until_on")}
        try:
            actions.mark_officer_absent(account, **days, by=standing, now=now)
        except ValidationError as error:
            blame(form, error)
    if form.errors:
        return _show(request, form=form, status=422)
    messages.success(request, _("Entered. The roster counts without these days."))
    return redirect("publishing:roster")


@require_POST
@staff
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Days away that will not be."""
    standing = standing_of(request.user)
    RosterPolicy(standing).may_read().enforce()
    found = Absence.objects.of_officers().filter(pk=pk).first()
    if found is None:
        raise Http404
    actions.take_officer_back(found, by=standing, now=timezone.now())
    messages.success(request, _("Taken back. The person is on the roster again."))
    return redirect("publishing:roster")


def _show(request: HttpRequest, *, form: AwayForm | None = None, status: int = 200) -> HttpResponse:
    standing, now = standing_of(request.user), timezone.now()
    policy = RosterPolicy(standing)
    policy.may_read().enforce()
    today, calendar = warsaw_date(now), office_calendar()
    filters = Filters.read(request.GET, today)
    span = filters.span
    people = rosters.members(span.first, span.last)
    columns = _columns(span, people, today, calendar)
    entered = Absence.objects.of_officers().filter(until_on__gte=today).select_related("account").order_by("from_on")
    context = {
        "filters": filters,
        "span": span,
        "columns": columns,
        "lines": [Line(one, [_state(one, column) for column in columns]) for one in people],
        "empty": [column for column in columns if column.is_empty and column.on >= today],
        "uncovered": rosters.uncovered(now, marked(Handoff.objects.all(), standing)),
        "absences": [(row, bool(policy.may_mark(row.account_id))) for row in entered],
        "form": form or (_form(standing, now) if _enters(standing) else None),
        "previous_url": filters.address(dzien=span.previous.isoformat()),
        "following_url": filters.address(dzien=span.following.isoformat()),
        "today_url": filters.address(dzien=today.isoformat()),
        "fortnight_url": filters.address(widok=""),
        "month_url": filters.address(widok=MONTH),
    }
    return screen(request, "roster", _("Duty roster"), context, status=status, under="queue")


def _enters(standing: Standing) -> bool:
    return standing.is_portal_officer or standing.is_administrator


def _form(standing: Standing, now: dt.datetime, data: Any = None) -> AwayForm:
    """Administrators choose among the team of today and of the year to come."""
    today = warsaw_date(now)
    people: Iterable[tuple[int, str]] = ()
    if standing.is_administrator:
        team = rosters.members(today, today + 366 * DAY)
        people = [(one.officer.account_id, one.name) for one in sorted(team, key=lambda one: one.name)]
    return AwayForm(data, today=today, people=people, initial={"account": standing.user_id})


def _columns(span: Span, people: list[Member], today: dt.date, calendar: WorkingCalendar) -> list[Column]:
    there = rosters.approvers(people)
    return [
        Column(day, day_off(day, calendar), day == today, sum(one.is_on_duty(day) for one in there))
        for day in rosters.days_between(span.first, span.last)
    ]


def _state(one: Member, column: Column) -> str:
    if column.off:
        return OFF
    if not one.officer.holds(column.on):
        return OUT
    return AWAY if one.officer.is_away(column.on) else PRESENT
