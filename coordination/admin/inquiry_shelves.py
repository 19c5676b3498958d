"""The list of the desk: inquiries of own units, the most urgent first, by shelves that live in the address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .. import order, steps
from ..calendar import WorkingCalendar, warsaw_date
from ..deadlines import office_calendar
from ..lineage import follow
from ..models import Absence, AuditEntry, Inquiry, Unit
from ..policies import ANOTHER_UNIT
from ..querysets import on_day
from ..standing import Standing, standing_of
from ..states import InquiryState
from ..verdict import Refused, Verdict
from .doors import staff_door

PAGE_SIZE = 30
ABOUT = "coordination.inquiry:"


@require_safe
@staff_door
def inquiry_list(request: HttpRequest) -> HttpResponse:
    """Inquiries of own units, the most urgent first; the whole city for those who watch it."""
    standing = standing_of(request.user)
    if not (standing.units or standing.watches_city):
        raise Refused(Verdict(ANOTHER_UNIT, order.ANSWER_INQUIRIES, steps.OWN_INQUIRIES))
    today = warsaw_date(timezone.now())
    chosen = request.GET.get("stan", "otwarte")
    shelves = shelf_counts(readable(standing), today)
    found = shelf(readable(standing), chosen, today)
    unit = follow(request.GET, today).get("komorka", "")
    if standing.watches_city and unit:
        found = found.filter(unit__slug=unit.replace("\x00", "")[:80])
    page = Paginator(found.select_related("unit", "person", "topic"), PAGE_SIZE).get_page(request.GET.get("strona"))
    calendar = office_calendar()
    away = away_until(page.object_list, today)
    context = {
        "header_title": _("Inquiries"),
        "breadcrumbs_items": trail(),
        "header_icon": "mail",
        "rows": [
            {"inquiry": row, "wait": waiting(row, today, calendar), "away": away.get(row.person_id or 0)}
            for row in page.object_list
        ],
        "keeps_templates": bool(standing.units),
        "page": page,
        "chosen": chosen,
        "shelves": shelves,
        "watches_city": standing.watches_city,
        "units": Unit.objects.filter(inquiries__isnull=False).distinct().only("name", "symbol", "slug")
        if standing.watches_city
        else [],
        "unit": unit,
    }
    return render(request, "coordination/admin/inquiry_list.html", context)


def readable(standing: Standing) -> QuerySet[Inquiry]:
    """Own units', and those that own units passed on; all for those who watch the city."""
    if standing.watches_city:
        return Inquiry.objects.all()
    own = list(standing.units)
    passed = AuditEntry.objects.filter(verb="inquiry.pass_on", outcome="done", unit_id__in=own)
    former = [about.removeprefix(ABOUT) for about in passed.values_list("about", flat=True).distinct()]
    return Inquiry.objects.filter(unit_id__in=own) | Inquiry.objects.filter(pk__in=former)


def shelf(found: QuerySet[Inquiry], chosen: str, today: dt.date) -> QuerySet[Inquiry]:
    narrowed = {
        "zalegle": found.filter(state=InquiryState.OPEN, answer_by__lt=today).order_by("answer_by", "pk"),
        "odpowiedziane": found.filter(state=InquiryState.ANSWERED).order_by("-answered_at", "-pk"),
        "zamkniete": found.filter(state=InquiryState.CLOSED).order_by("-closed_at", "-pk"),
        "wszystkie": found.order_by("-received_at", "-pk"),
    }
    still = found.filter(state__in=[InquiryState.OPEN, InquiryState.CLARIFY]).order_by("-state", "answer_by", "pk")
    return narrowed.get(chosen, still)


def shelf_counts(found: QuerySet[Inquiry], today: dt.date) -> list[dict[str, Any]]:
    names = {
        "otwarte": _("Waiting"),
        "zalegle": _("Overdue"),
        "odpowiedziane": _("Answered"),
        "zamkniete": _("Closed"),
        "wszystkie": _("All"),
    }
    return [{"key": key, "label": label, "count": shelf(found, key, today).count()} for key, label in names.items()]


def waiting(inquiry: Inquiry, today: dt.date, calendar: WorkingCalendar) -> dict[str, Any]:
    """How long is left: working days, negative once late; nothing while the asker is awaited or answered."""
    if inquiry.state != InquiryState.OPEN:
        return {"counts": False, "late": False, "days": 0}
    days = calendar.working_days_between(today, inquiry.answer_by)
    return {"counts": True, "late": inquiry.answer_by < today, "days": abs(days)}


def away_until(rows: Iterable[Inquiry], today: dt.date) -> dict[int, dt.date]:
    """Of the people whom the inquiries are asked of, those away today, with their last day away. One query."""
    people = {row.person_id for row in rows if row.person_id}
    away = Absence.objects.filter(on_day(today), person_id__in=people).order_by("until_on")
    return dict(away.values_list("person_id", "until_on")) if people else {}


def trail(inquiry: Inquiry | None = None) -> list[dict[str, str]]:
    items = [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("coordination_inquiries:list"), "label": _("Inquiries")},
    ]
    return [*items, {"url": "", "label": inquiry.number}] if inquiry else items
