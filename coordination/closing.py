"""The staff door of whoever holds no office today, and of whoever lost one with a form still open (scenario 26).

A form carries a sealed opening: who opened it, when, for which units. When the office has ended meanwhile, the deed is
refused in words, and a keeper that the room registered for the address keeps the text for the unit. Nothing is written
for a browser that is signed in no longer: it gets its text back, to copy.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from django import forms
from django.core import signing
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import audit, conf, order
from .account_notices import last_designation, to_ask
from .calendar import warsaw_date
from .models import Designation, PortalAssignment, Unit
from .routing import people_in_charge
from .standing import Standing, standing_of
from .states import Outcome
from .verdict import Verdict
from .wording import full_day

FIELD = "otwarto"
SALT = "coordination.closing"
OLDEST = dt.timedelta(days=1)
"""How long after it was opened a form still keeps a text for the unit."""
ANYBODY = frozenset(
    {"wagtailadmin_login", "wagtailadmin_logout", "wagtailadmin_javascript_catalog", "wagtailadmin_sprite"}
)
SECRETS = ("csrfmiddlewaretoken", FIELD, "password", "otp", "comments-", "next")
TECHNICAL = ("-TOTAL_FORMS", "-INITIAL_FORMS", "-MIN_NUM_FORMS", "-MAX_NUM_FORMS", "-id", "-type", "-order", "-deleted")


# -- the opening, sealed in a hidden field ------------------------------------------------------------------------


@dataclass(frozen=True)
class Opening:
    """Who opened a form, with which offices in which units; `subject` says which form."""

    user_id: int
    at: dt.datetime
    units: Mapping[int, frozenset[str]]
    subject: str


def seal(standing: Standing, subject: str, *, heads: bool = False) -> str:
    """The value of the hidden field; with `heads`, units the person heads count too."""
    units = [unit for unit in standing.units if standing.acts_for(unit) or (heads and standing.heads(unit))]
    told = {
        "user": standing.user_id,
        "at": timezone.now().timestamp(),
        "units": [(unit, sorted(standing.units[unit])) for unit in units],
        "subject": subject,
    }
    return signing.dumps(told, salt=SALT)


def opening_of(request: HttpRequest) -> Opening | None:
    """What the posted form carries, when the seal is ours."""
    try:
        told = signing.loads(request.POST.get(FIELD, ""), salt=SALT)
    except signing.BadSignature:
        return None
    at = dt.datetime.fromtimestamp(told["at"], tz=dt.UTC)
    units = {unit: frozenset(offices) for unit, offices in told["units"]}
    return Opening(told["user"], at, units, told["subject"])


class SealField(forms.CharField):
    """The hidden field. It is no content, so it never counts as a change."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.HiddenInput, **kwargs)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


# -- keepers ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Late:
    """A form posted after the office had ended. `standing` is as it was when the form was opened, for this unit."""

    request: HttpRequest
    kwargs: Mapping[str, Any]
    opening: Opening
    unit: Unit
    standing: Standing
    now: dt.datetime


@dataclass(frozen=True)
class Keeper:
    """How the text of one kind of form is kept.

    `unit_of` names the unit the form is for, None when there is none; `keep` says in words what was kept, "" when it
    could not be. With `heads`, the head of the unit does this deed too.
    """

    subject: Callable[[Mapping[str, Any]], str]
    unit_of: Callable[[HttpRequest, Mapping[str, Any], Opening], int | None]
    keep: Callable[[Late], str]
    heads: bool = False


_keepers: dict[str, Keeper] = {}


def register(view_name: str, keeper: Keeper) -> None:
    """Rooms call this in ready(), with the name of the address that the form posts to."""
    _keepers[view_name] = keeper


# -- the door -----------------------------------------------------------------------------------------------------


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
    opening, keeper, now = opening_of(request), _keepers.get(name), timezone.now()
    if opening is None:
        return None
    if not request.user.is_authenticated:
        return None if _wants_json(request) else signed_out(request)
    if keeper is None or opening.user_id != request.user.pk or opening.subject != keeper.subject(kwargs):
        return None
    standing = standing_of(request.user)
    unit_id = keeper.unit_of(request, kwargs, opening)
    still = standing.acts_for(unit_id) or (keeper.heads and standing.heads(unit_id)) or standing.is_portal_officer
    if unit_id not in opening.units or still:
        return None
    unit = Unit.objects.get(pk=unit_id)
    reason = ended(request.user, unit, now)
    if _wants_json(request):  # saving by itself while the person types: the text is kept when they press a button
        return JsonResponse({"error": str(reason)}, status=403)
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


# -- pages --------------------------------------------------------------------------------------------------------


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
    if _wants_json(request):
        told = {"error": str(verdict), "reason": str(verdict.reason), "place": str(verdict.place)}
        return JsonResponse(told, status=403)
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


def _wants_json(request: HttpRequest) -> bool:
    """Scripts: autosave asks for it, Wagtail's dialogs load their content by script."""
    return not request.accepts("text/html") or request.headers.get("X-Requested-With") == "XMLHttpRequest"


# -- the text of a form, to copy ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class PostedText:
    label: str
    text: str
    rows: int


def posted_texts(request: HttpRequest) -> list[PostedText]:
    """What a person typed, in the order of the form, without what only machines read."""
    found = []
    for number, (name, values) in enumerate(request.POST.lists(), start=1):
        text = "\n".join(plain(value) for value in values).strip()
        if not text or text.isdigit() or name.startswith(SECRETS) or name.endswith(TECHNICAL):
            continue
        if name.startswith("action-") or name in LABELLESS:
            continue
        label = str(LABELS.get(name) or _("Field %(number)s") % {"number": number})
        found.append(PostedText(label, text, min(12, 2 + text.count("\n") + len(text) // 80)))
    return found


LABELS = {
    "title": gettext_lazy("Title"),
    "lead": gettext_lazy("Lead"),
    "tresc": gettext_lazy("Text"),
    "note": gettext_lazy("Note for the portal team"),
    "publish_at_0": gettext_lazy("Day"),
    "publish_at_1": gettext_lazy("Hour"),
    "powod": gettext_lazy("Reason"),
}
LABELLESS = frozenset({"slug", "unit", "czynnosc", "widziano", "loaded_revision_created_at", "komorka"})


def plain(value: str) -> str:
    """Rich text travels as JSON of blocks: what a person reads in it."""
    if not value.startswith("{"):
        return value
    try:
        blocks = json.loads(value)["blocks"]
        return "\n".join(str(block["text"]) for block in blocks)
    except (ValueError, KeyError, TypeError):
        return value
