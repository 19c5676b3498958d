"""How a refusal is told: a page, or JSON for scripts, with the reason, the place in the order and the next step.

Rooms above register their own next steps. A step is a link only when it leads somewhere for this person: its finder
looks and may answer None.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from .. import order, steps
from ..order import PLACES, Citation
from ..scripts import told, wants_json
from ..standing import standing_of
from ..verdict import Refused, Verdict

FORBIDDEN = 403


@dataclass(frozen=True)
class Way:
    """The next step as a link."""

    label: str
    url: str

    def as_dict(self) -> dict[str, str]:
        return {"label": self.label, "url": self.url}


Finder = Callable[[HttpRequest], "Way | None"]
_finders: dict[str, Finder] = {}


def finds(code: str) -> Callable[[Finder], Finder]:
    """Register the finder of a next step."""

    def registered(finder: Finder) -> Finder:
        _finders[code] = finder
        return finder

    return registered


def way_on(request: HttpRequest, verdict: Verdict) -> Way | None:
    """The next step of the verdict, where it leads anywhere for this person."""
    finder = _finders.get(verdict.next)
    return finder(request) if finder else None


@dataclass(frozen=True)
class Cited:
    """A place of the order as the page shows it: where it stands, its short title, and what it is part of."""

    place: str
    title: str
    part_of: str
    order: str


def cited(verdict: Verdict) -> Cited | None:
    place = verdict.place
    if place is None:
        return None
    if not isinstance(place, Citation):
        return Cited(str(place), "", "", "")
    above = place.above
    return Cited(str(place), PLACES.get(place, ""), f"{above}: {PLACES[above]}" if above in PLACES else "", order.NAME)


def as_json(request: HttpRequest, verdict: Verdict) -> dict[str, Any]:
    way = way_on(request, verdict)
    return told(verdict) | {"next": way.as_dict() if way else None}


def refusal(request: HttpRequest, error: Refused) -> HttpResponse:
    """403 in words a person can use; JSON for scripts. Nothing of what was refused is named."""
    verdict = error.verdict
    if wants_json(request):
        return JsonResponse(as_json(request, verdict), status=FORBIDDEN)
    context = {
        "header_title": _("This is not possible"),
        "reason": str(verdict),
        "cited": cited(verdict),
        "way": way_on(request, verdict),
        "deed": request.method != "GET",
    }
    return render(request, "coordination/admin/refused.html", context, status=FORBIDDEN)


# -- next steps of this room ------------------------------------------------------------------------------------


@finds(steps.FIND_COORDINATOR)
def find_coordinator(request: HttpRequest) -> Way:
    return Way(_("Write to the coordinator of the unit"), reverse("coordination:directory"))


@finds(steps.WRITE_TO_PORTAL_TEAM)
def write_to_portal_team(request: HttpRequest) -> Way:
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    subject = quote(_("NGO portal: %(path)s") % {"path": request.path[:80]})
    return Way(_("Write to the portal team"), f"mailto:{address}?subject={subject}")


@finds(steps.OWN_INQUIRIES)
def own_inquiries(request: HttpRequest) -> Way | None:
    standing = standing_of(request.user)
    if not (standing.units or standing.watches_city):
        return None
    return Way(_("Inquiries you may read"), reverse("coordination_inquiries:list"))


@finds(steps.OFFICES)
def offices(request: HttpRequest) -> Way | None:
    standing = standing_of(request.user)
    if not (standing.units or standing.watches_city):
        return None
    return Way(_("See who heads the unit"), reverse("coordination_designations:list"))
