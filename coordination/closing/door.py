"""The door itself: a middleware before the gate, and the answer to a form that came late."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import audit, conf, order
from ..calendar import warsaw_date
from ..models import Designation, Unit
from ..scripts import told, wants_json
from ..standing import Standing, standing_of
from ..states import Outcome
from ..verdict import Verdict
from ..wording import full_day
from .keepers import Late, keeper_of
from .screens import late_page, no_office, signed_out
from .seals import FIELD, opening_of

OLDEST = dt.timedelta(days=1)
"""How long after it was opened a form still keeps a text for the unit."""
ANYBODY = frozenset(
    {"wagtailadmin_login", "wagtailadmin_logout", "wagtailadmin_javascript_catalog", "wagtailadmin_sprite"}
)


class ClosedOffice:
    """Middleware before the gate of the staff addresses."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        name = (request.resolver_match and request.resolver_match.view_name) or ""
        home = conf.staff_home()
        if home == "/" or not request.path.startswith(home) or name in ANYBODY:
            return None
        late = answer_late(request, name, kwargs) if request.method == "POST" and FIELD in request.POST else None
        if late is not None or not request.user.is_authenticated or standing_of(request.user).is_staff:
            return late
        return no_office(request)


def answer_late(request: HttpRequest, name: str, kwargs: Mapping[str, Any]) -> HttpResponse | None:
    """The answer to a form that came after the end; None when the person still acts, and the usual doors judge."""
    opening, keeper, now = opening_of(request), keeper_of(name), timezone.now()
    if opening is None:
        return None
    if not request.user.is_authenticated:
        return None if wants_json(request) else signed_out(request)
    if keeper is None or opening.user_id != request.user.pk or opening.subject != keeper.subject(kwargs):
        return None
    standing = standing_of(request.user)
    unit_id = keeper.unit_of(request, kwargs, opening)
    still = standing.acts_for(unit_id) or (keeper.heads and standing.heads(unit_id)) or standing.is_portal_officer
    if unit_id not in opening.units or still:
        return None
    unit = Unit.objects.get(pk=unit_id)
    reason = ended(request.user, unit, now)
    if wants_json(request):  # saving by itself while the person types: the text is kept when they press a button
        return JsonResponse(told(reason), status=403)
    kept = ""
    if now - opening.at <= OLDEST:
        then = as_then(standing, unit, opening.units[unit.pk])
        kept = keeper.keep(Late(request, kwargs, opening, unit, then, now))
    audit.write(
        "office.late",
        now=now,
        about=f"POST {request.path}"[:80],
        by=standing,
        unit=unit,
        outcome=Outcome.REFUSED,
        note=f"{reason} {kept}".strip(),
    )
    return late_page(request, unit, reason, kept, now)


def as_then(standing: Standing, unit: Unit, offices: frozenset[str]) -> Standing:
    """Who the person was when the form was opened, for this one unit and nothing else."""
    return replace(
        standing,
        units=MappingProxyType({unit.pk: offices}),
        unit_names=MappingProxyType({unit.pk: str(unit)}),
        posts=(),
        is_superuser=False,
    )


def ended(user: Any, unit: Unit, now: dt.datetime) -> Verdict:
    """«Your office … ended on 23 November 2026.» One query."""
    rows = Designation.objects.filter(person__user=user, unit=unit, until_on__lt=warsaw_date(now))
    last = rows.order_by("-until_on").first()
    if last is None or last.until_on is None:
        return Verdict(_("You hold no office in the unit %(unit)s any more.") % {"unit": unit}, order.DESIGNATION)
    words = {"unit": unit, "day": full_day(last.until_on)}
    return Verdict(_("Your office in the unit %(unit)s ended on %(day)s.") % words, order.DESIGNATION)
