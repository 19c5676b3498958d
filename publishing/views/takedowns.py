"""A page is taken off or archived, by the unit's own right or through the queue; and put back."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from coordination.standing import standing_of

from .. import actions
from ..actions import Plan
from ..facts import takedown_policy
from ..forms.takedowns import TakedownForm, TakedownHandoffForm
from ..models import Handoff, Takedown
from ..offered import offered_slot
from ..policies import TakedownPolicy
from ..states import Purpose
from ..takedown import in_force_on, public_target
from .access import governed_or_refused, staff
from .screens import screen


@require_http_methods(["GET", "POST"])
@staff
def take_off(request: HttpRequest, page_id: int) -> HttpResponse:
    """«Zdejmij lub zarchiwizuj»: done at once where it is the unit's right, else handed over; or how it stands."""
    page = governed_or_refused(request, page_id)
    policy, now = takedown_policy(request.user, page), timezone.now()
    stands = in_force_on(page.pk)
    open_to_person = bool(policy.may_take_down() or policy.may_ask())
    if not open_to_person and (stands is None or request.method == "POST"):
        policy.refusal().enforce()
    form = _form(request, page, policy, now) if open_to_person else None
    if request.method == "POST" and form is not None and form.is_valid():
        return _carry_out(request, page, policy, form, now)
    context = {
        "page": page,
        "form": form,
        "direct": bool(policy.may_take_down()),
        "stands": stands,
        "instead": public_target(stands) if stands else None,
        "may_put_back": policy.may_put_back(),
        "may_hand_over": bool(not page.live and policy.page.may_hand_over()),
    }
    status = 422 if request.method == "POST" else 200
    under = "unit_list" if standing_of(request.user).units else ""
    return screen(request, "take_off", _("Take off or archive"), context, status=status, under=under)


def _form(request: HttpRequest, page: Any, policy: TakedownPolicy, now: dt.datetime) -> TakedownForm:
    purposes = [Purpose.TAKE_OFF] if policy.in_force else [Purpose.TAKE_OFF, Purpose.ARCHIVE]
    asked = Takedown.objects.filter(handoff__in=Handoff.objects.open(), page_id=page.pk).first()
    initial = _as_asked(asked) if asked else {}
    data = request.POST if request.method == "POST" else None
    if policy.may_take_down():
        return TakedownForm(data, page=page, purposes=purposes, initial=initial)
    initial = {"publish_at": offered_slot(page.kind, now), **initial}
    return TakedownHandoffForm(data, page=page, purposes=purposes, now=now, dated=asked is None, initial=initial)


def _as_asked(asked: Takedown) -> dict[str, Any]:
    """What was typed before the portal team returned it."""
    return {
        "purpose": asked.purpose,
        "ground": asked.ground,
        "words": asked.words,
        "target": asked.target.url if asked.target else "",
        "note": asked.handoff.note if asked.handoff else "",
    }


def _carry_out(
    request: HttpRequest, page: Any, policy: TakedownPolicy, form: TakedownForm, now: dt.datetime
) -> HttpResponse:
    data = form.cleaned_data
    plan = Plan(data["purpose"], data["ground"], data["words"], data["target"])
    if policy.may_take_down():
        actions.take_down(page, plan=plan, by=request.user, now=now)
        taken_off = _("Taken off. Its address says so from now on.")
        messages.success(request, taken_off if plan.purpose == Purpose.TAKE_OFF else _("Moved to the archive."))
        return redirect("publishing:take_off", page.pk)
    done = actions.ask_to_take_down(
        page,
        plan=plan,
        publish_at=data.get("publish_at"),
        by=request.user,
        now=now,
        note=data["note"],
        sooner=data.get("sooner", ""),
    )
    messages.success(request, _("Handed over. The portal team sees it in the queue."))
    return redirect("publishing:handoff", done.pk)


@require_POST
@staff
def put_back(request: HttpRequest, page_id: int) -> HttpResponse:
    """Public again, as readers had it last."""
    page = governed_or_refused(request, page_id)
    actions.put_back(page, by=request.user, now=timezone.now())
    messages.success(request, _("The page is public again, at the same address."))
    return redirect("publishing:take_off", page.pk)
