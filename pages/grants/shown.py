"""What the public pages of small grants show. Figures never stand without the day they were counted for."""

import datetime as dt
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from coordination.calendar import warsaw_date
from coordination.deadlines import office_calendar
from coordination.grant_board import Row, board, together
from coordination.law import NoLimit
from coordination.models import GrantFigure
from publishing.models import Stewardship

from ..contacts import contacts_of
from ..content_kinds import SMALL_GRANT
from ..lists import shelf
from . import calculator, years
from .filters import GrantCallFilter
from .forms import CalculatorForm
from .law import DURATION, PER_TASK, PER_YEAR, POOL_SHARE, GrantLaw, grant_law
from .states import GrantState

Shown = dict[str, Any]


def index(page: Any, request: HttpRequest, now: dt.datetime) -> Shown:
    today, law = warsaw_date(now), grant_law()
    found = page.on_shelf().child_of(page).visible()
    known = years.known(today)
    year = years.asked(request, today, known)
    rows = board(year, today, with_calls(year))
    form = CalculatorForm(request.GET, today=today)
    answer = counted(form, law)
    limits_on = form.asked.filed if answer else today
    return {
        **shelf(GrantCallFilter(request.GET), found, request, now=now, size=12),
        "today": today,
        "year": year,
        "years": known,
        "share": law.known(POOL_SHARE, dt.date(year, 1, 1)),
        "rows": rows,
        "together": together(rows),
        "limits_on": limits_on,
        "limits": limits_of(law, limits_on),
        "form": form,
        "counted": answer,
    }


def public_calls(today: dt.date) -> Any:
    """All that everybody may see, archival ones too, the newest first. One query."""
    from ..models import SmallGrantCallPage

    return SmallGrantCallPage.objects.visible().with_unit().with_state(today).order_by("-opens_on", "-pk")


def with_calls(year: int) -> list[int]:
    """Numbers of units with a public call of the year."""
    calls = Stewardship.objects.filter(kind=SMALL_GRANT, page__live=True, archived_at__isnull=True)
    return list(calls.filter(page__smallgrantcallpage__year=year).values_list("unit_id", flat=True).distinct())


def limits_of(law: GrantLaw, on: dt.date) -> list[Shown]:
    """The limits for an offer filed on the day; a limit without a row is left out, never shown as none."""
    names = ((PER_TASK, _("for one task")), (PER_YEAR, _("for one organisation in a year")), (DURATION, _("how long")))
    return [{"label": label, "limit": limit} for name, label in names if (limit := law.known(name, on))]


def counted(form: CalculatorForm, law: GrantLaw) -> Shown | None:
    """The answer of the calculator; None while nothing, or something wrong, was entered."""
    if not form.is_bound or not form.is_valid():
        return None
    asked, calendar = form.asked, office_calendar()
    try:
        return {
            "lines": calculator.judge(asked, law),
            "steps": list(calculator.steps(asked, law, calendar)),
            "from": calculator.counted_from(asked),
            "late": calculator.is_late(asked, law, calendar),
        }
    except NoLimit as gap:
        form.blame(gap)
        return None


def call(page: Any, now: dt.datetime) -> Shown:
    today = warsaw_date(now)
    unit = page.stewardship.unit
    figure = GrantFigure.objects.filter(unit=unit).current(page.year, today).first() if page.year else None
    state = page.state_on(today, figure.left if figure else None)
    may_apply = state in (GrantState.OPEN, GrantState.FORETOLD)
    contacts = contacts_of(unit, now=now)
    return {
        "today": today,
        "state": state.value,
        "state_label": state.label,
        "is_open": state == GrantState.OPEN,
        "is_foretold": state == GrantState.FORETOLD,
        "may_apply": may_apply,
        "spheres": list(page.spheres.all()),
        "districts": list(page.districts.all()),
        "row": Row(unit, figure),
        "limits": limits_of(grant_law(), today) if may_apply else [],
        "contact": contacts.card_for(page.contact_id),
        "offers_until": page.dates().offers_until,
        "steps": timeline(page, today, state),
        "calendar_url": reverse("pages:grant_calendar", args=[page.slug]) if may_apply and page.closes_on else "",
    }


def timeline(page: Any, today: dt.date, state: GrantState) -> list[Shown]:
    """The days of the call; while no money is left nobody is told until when to offer."""
    takes_until = page.dates().offers_until if not page.closed_on and state != GrantState.EXHAUSTED else None
    known = [
        (page.opens_on, _("Offers from")),
        (takes_until, _("Offers until")),
        (page.closed_on, _("Closed")),
        (page.realised_from, _("Realisation begins")),
        (page.realised_until, _("Realisation ends")),
    ]
    rows = sorted(({"at": at, "title": title, "done": at < today} for at, title in known if at), key=_day)
    coming = next((row for row in rows if not row["done"]), None)
    if coming is not None:
        coming["current"] = True
    return rows


def _day(row: Shown) -> dt.date:
    day: dt.date = row["at"]
    return day


def structured(page: Any, context: Shown) -> Shown:
    """schema.org Grant: the nearest type there is for a call for offers."""
    data: Shown = {
        "@context": "https://schema.org",
        "@type": "Grant",
        "name": page.title,
        "description": page.summary,
        "url": context["canonical"],
        "funder": {"@type": "GovernmentOrganization", "name": str(page.stewardship.unit)},
    }
    if last := page.dates().offers_until:
        data["potentialAction"] = {"@type": "ApplyAction", "endTime": last}
    return data
