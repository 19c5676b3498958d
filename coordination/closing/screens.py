"""What a person without an office is shown: why, what became of the text, whom to ask."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import conf, order
from ..account_notices import last_designation, to_ask
from ..calendar import warsaw_date
from ..models import Designation, PortalAssignment, Unit
from ..routing import people_in_charge
from ..scripts import told, wants_json
from ..standing import standing_of
from ..verdict import Verdict
from ..wording import full_day
from .posted import posted_texts


def late_page(request: HttpRequest, unit: Unit, reason: Verdict, kept: str, now: dt.datetime) -> HttpResponse:
    """Why it is refused, what became of the text, whom to turn to; without a keeper's word, the text to copy."""
    colleagues = [row.person.full_name for row in people_in_charge(unit, warsaw_date(now))]
    context = {
        "title": _("Your office has ended"),
        "noindex": True,
        "reason": str(reason),
        "unit": unit,
        "kept": kept,
        "texts": [] if kept else posted_texts(request),
        "colleagues": colleagues,
        "ask": to_ask(last_designation(getattr(request.user, "person", None)), warsaw_date(now)),
        "still_staff": standing_of(request.user).is_staff,
    }
    return _never_kept(render(request, "coordination/office_ended.html", context, status=403))


def signed_out(request: HttpRequest) -> HttpResponse:
    """The session is gone, so nobody is there to write in whose name: the text goes back to its author."""
    context = {
        "title": _("You are signed out"),
        "noindex": True,
        "texts": posted_texts(request),
        "desk": conf.staff_home(),
    }
    return _never_kept(render(request, "coordination/signed_out.html", context, status=403))


def no_office(request: HttpRequest) -> HttpResponse:
    """In place of Wagtail's bare way back to the sign-in form: since when, or from when, and whom to ask."""
    today = warsaw_date(timezone.now())
    verdict, of = _standing_in_words(request.user, today)
    if wants_json(request):
        return JsonResponse(told(verdict), status=403)
    context = {
        "title": _("You hold no office today"),
        "noindex": True,
        "reason": str(verdict),
        "ask": to_ask(of, today),
    }
    return _never_kept(render(request, "coordination/no_office.html", context, status=403))


def _standing_in_words(user: Any, today: dt.date) -> tuple[Verdict, Designation | None]:
    """The sentence with its place, and the designation that says whom to ask. Two to four queries."""
    in_units = Designation.objects.filter(person__user=user).select_related("unit")
    in_portal = PortalAssignment.objects.filter(account=user)
    coming = [row for row in (_first(in_units, today), _first(in_portal, today)) if row]
    past = [] if coming else [row for row in (_last(in_units, today), _last(in_portal, today)) if row]
    if coming:
        row = min(coming, key=lambda row: row.from_on)
        said, day = _("Your office begins on %(day)s: %(office)s, %(unit)s."), row.from_on
    elif past:
        row = max(past, key=lambda row: row.until_on)
        said, day = _("Your office ended on %(day)s: %(office)s, %(unit)s."), row.until_on
    else:
        return Verdict(_("This account holds no office in a unit and none in the portal."), order.DESIGNATION), None
    of_unit = isinstance(row, Designation)
    words = {"day": full_day(day), "office": row.get_office_display(), "unit": row.unit if of_unit else _("NGO portal")}
    return Verdict(said % words, order.DESIGNATION if of_unit else order.BEYOND_RIGHTS), row if of_unit else None


def _first(rows: Any, today: dt.date) -> Any:
    return rows.filter(from_on__gt=today).order_by("from_on", "pk").first()


def _last(rows: Any, today: dt.date) -> Any:
    return rows.filter(until_on__lt=today).order_by("-until_on", "-pk").first()


def _never_kept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store, private"
    return response
