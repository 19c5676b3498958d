"""How a handoff begins: a page is handed over, or a date reserved for something not written yet."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from coordination import closing, order
from coordination.models import Unit
from coordination.standing import Standing, standing_of
from coordination.verdict import Refused, Verdict

from .. import actions, kinds, requirements, steps
from ..actions import Dates
from ..discretion_forms import handing_over
from ..facts import desk_of
from ..forms.handoffs import ReservationForm
from ..forms.subjects import subject_of_handing
from ..leads import lead_of
from ..models import Handoff
from ..offered import Offer, offered_slot, offers
from .access import governed_or_refused, staff
from .screens import screen

KIND = "rodzaj"
"""«?rodzaj=competition» chooses the kind beforehand."""
URGENT = "pilne"
"""«?pilne=1»: the form of an urgent correction."""
SEEN = "pokazana"
"""The hour for which the screen has told what it means for the content."""


@require_http_methods(["GET", "POST"])
@staff
def hand_over(request: HttpRequest, page_id: int) -> HttpResponse:
    """«Przekaż do publikacji»: one question, when; the next free slot is offered. What is urgent has no date."""
    page = governed_or_refused(request, page_id)
    urgent = request.GET.get(URGENT) == "1"
    policy = desk_of(request.user).policy(page)
    (policy.may_correct_urgently() if urgent else policy.may_hand_over()).enforce()
    now = timezone.now()
    begun = Handoff.objects.open().filter(page_id=page.pk).first()
    if begun is not None:  # the dates are on the table already: deliver there
        return redirect("publishing:handoff", begun.pk)
    version = page.get_latest_revision_as_object()
    slot = offered_slot(page.kind, now, before=version.useless_from())
    form = handing_over(page, request.user, now)(
        request.POST or None, now=now, urgent=urgent, kind=page.kind, initial={"publish_at": slot}
    )
    always = list(version.requirements())
    stopped = not requirements.complete(always)
    seen = request.POST.get(SEEN, "") if request.method == "POST" else slot.isoformat()
    if request.method == "POST" and not stopped and form.is_valid() and _hour_fits(form, version, always, now, seen):
        data = form.cleaned_data
        with transaction.atomic():
            form.name_reviewers(page, by=request.user, now=now)
            done = actions.hand_over(
                page,
                by=request.user,
                publish_at=data.get("publish_at"),
                note=data["note"],
                urgent=data.get("urgent_reason", ""),
                sooner=data.get("sooner", ""),
                now=now,
            )
        messages.success(request, _("Handed over. The portal team sees it in the queue."))
        return redirect("publishing:handoff", done.pk)
    context = {
        "page": page,
        "form": form,
        "seal": closing.seal(standing_of(request.user), subject_of_handing(page.pk)),
        "issues": always if stopped or urgent else _at_offered_hour(version, slot, always, now),
        "stopped": stopped,
        "urgent": urgent,
        "seen": getattr(form, "told_hour", seen),
        "may_correct_urgently": policy.may_correct_urgently(),
        **lead_words(page.kind, now),
    }
    status = 422 if request.method == "POST" else 200
    return screen(request, "hand_over", _("Hand over for publication"), context, status=status, under="unit_list")


def _hour_fits(form: Any, version: Any, always: list[Any], now: dt.datetime, seen: str) -> bool:
    """Whether the content allows the hour, now where none is named; else the question says what stands against it.

    `seen` is the hour for which the person has read what it means: of another one it is said first, once.
    """
    hour = form.cleaned_data.get("publish_at")
    found = list(version.requirements_at(hour or now, now=now))
    verdict = requirements.complete(found)
    field = "publish_at" if "publish_at" in form.fields else None
    if not verdict:
        form.add_error(field, str(verdict.reason))
        return False
    words = [str(issue.message) for issue in _new_in(found, always)]
    if hour and words and seen != hour.isoformat():
        form.told_hour = hour.isoformat()
        form.add_error(
            field, " ".join([*words, _("Choose another hour, or hand it over once more if you mean this one.")])
        )
        return False
    return True


def _new_in(found: list[Any], always: list[Any]) -> list[Any]:
    """What only the hour brings about."""
    known = {str(issue.message) for issue in always}
    return [issue for issue in found if str(issue.message) not in known]


def _at_offered_hour(version: Any, slot: dt.datetime, always: list[Any], now: dt.datetime) -> list[Any]:
    """What is worth a look, with what the offered hour would mean; a stop at the hour is for the field to say."""
    found = list(version.requirements_at(slot, now=now))
    return [issue for issue in found if not issue.hard] if requirements.complete(found) else always


def lead_words(kind: str, now: dt.datetime) -> dict[str, Any]:
    """What the form says of the lead time: how many working days, and the first day it allows."""
    lead = lead_of(kind, now)
    return {"kind": kinds.get(kind), "lead": lead.days, "earliest": lead.earliest}


@require_http_methods(["GET", "POST"])
@staff
def reserve(request: HttpRequest) -> HttpResponse:
    """Reserve a date for something not written yet."""
    standing = standing_of(request.user)
    if not standing.acting_unit_ids:
        reason = _("Only coordinators and deputies of units reserve dates.")
        raise Refused(Verdict(reason, order.AGREED_DATE, steps.OWN_HANDOFFS))
    now = timezone.now()
    found = offers(now)
    form = _reservation_form(request, standing, now, found)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        dates = Dates(data["publish_at"], data["deliver_by"], data.get("sooner", ""))
        done = actions.reserve(
            title=data["title"],
            unit=data["unit"],
            kind=data["kind"],
            dates=dates,
            by=request.user,
            now=now,
            note=data["note"],
        )
        messages.success(request, _("Reserved. The portal team will answer the proposed dates."))
        return redirect("publishing:handoff", done.pk)
    status = 422 if form.errors else 200
    context = {"form": form, "offers": found.values()}
    return screen(request, "reserve", _("Reserve a date"), context, status=status, under="unit_list")


def _reservation_form(
    request: HttpRequest, standing: Standing, now: dt.datetime, found: Mapping[str, Offer]
) -> ReservationForm:
    offer = found[asked_kind(request)]
    return ReservationForm(
        request.POST or None,
        now=now,
        units=Unit.objects.filter(pk__in=standing.acting_unit_ids),
        kinds=kinds.choices(),
        initial={"kind": offer.kind, "publish_at": offer.publish_later_at, "deliver_by": offer.deliver_by},
    )


def asked_kind(request: HttpRequest) -> str:
    """The kind that was chosen or asked for; the first one where it is none that units write."""
    offered = [str(code) for code, _label in kinds.choices()]
    asked = request.POST.get("kind") or request.GET.get(KIND, "")
    return asked if asked in offered else offered[0]
