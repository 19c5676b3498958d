"""Corrections of what was handed over: the comparison with its one button, and the deeds on it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from coordination.verdict import Refused

from .. import actions, comparing
from ..commission import commission_of, is_result
from ..denials import record
from ..desks import Choice
from ..facts import correction_policy
from ..forms.handoffs import RefuseCorrectionForm, SendCorrectionForm
from ..models import Correction, Handoff
from ..policies.verdicts import NEWER, NOT_NOW
from ..states import CorrectionState, Side
from .access import on_handoff, readable, staff
from .deeds import number_in
from .screens import screen


@require_GET
@staff
def correction(request: HttpRequest, handoff_id: int) -> HttpResponse:
    """The newest correction of the handoff; without one the way leads to the handoff."""
    found = readable(request, handoff_id)
    return show(request, found) if found.corrections.exists() else redirect("publishing:handoff", found.pk)


def show(request: HttpRequest, found: Handoff, status: int = 200, **forms: Any) -> HttpResponse:
    """What the correction changes, and what this person may do with it; forms kept as they were typed."""
    row = newest(found)
    policy = correction_policy(request.user, found)
    if policy.of.handoff.confined_to is not None and found.page:
        found.title = found.page.draft_title  # for this screen only: whoever sees it is named
    context = {
        "handoff": found,
        "correction": row,
        "moved": forms.get("moved", False),
        **_commission(row),
        "comparison": comparing.of_correction(row, request),
        "of_unit": row.side == Side.UNIT,
        "may_write": policy.may_send() if row.is_open else None,
        "may_answer": Choice(row.state == CorrectionState.WAITING, policy.may_answer(row.revision_id)),
        "may_drop": policy.may_drop(),
        "send_form": forms.get("send_form") or SendCorrectionForm(prefix="send"),
        "refuse_form": forms.get("refuse_form") or RefuseCorrectionForm(prefix="refuse"),
    }
    under = "unit_list" if policy.of.standing.reads_for(found.unit_id) else "queue"
    title = _("Result of the commission") if context["commission"] else _("Correction")
    return screen(request, "correction", title, context, status=status, under=under)


def _commission(row: Correction) -> dict[str, Any]:
    """The brief beside the text that was made of it."""
    commission = commission_of(row.handoff) if is_result(row) else None
    return {"commission": commission, "attached": commission.files.order_by("title", "pk") if commission else []}


def newest(found: Handoff) -> Correction:
    """The open correction, or the last one. Raises Refused where there never was one."""
    row = (
        found.corrections.select_related("base", "revision", "handoff__page", "handoff__commission")
        .order_by("-begun_at", "-pk")
        .first()
    )
    if row is None:
        raise Refused(NOT_NOW)
    return row


@on_handoff
def begin_correction(request: HttpRequest, found: Handoff) -> HttpResponse:
    """Straight to the editor, which opens for the correction."""
    actions.begin_correction(found, by=request.user, now=timezone.now())
    return redirect("wagtailadmin_pages:edit", found.page_id)


@on_handoff
def send_correction(request: HttpRequest, found: Handoff) -> HttpResponse:
    correction_policy(request.user, found).may_send().enforce()
    form = SendCorrectionForm(request.POST, prefix="send")
    if not form.is_valid():
        return show(request, found, status=422, send_form=form)
    actions.send_correction(found, by=request.user, words=form.cleaned_data["words"], now=timezone.now())
    messages.success(request, _("Sent. Until it is answered, nobody changes the text."))
    return redirect("publishing:correction", found.pk)


@on_handoff
def accept_correction(request: HttpRequest, found: Handoff) -> HttpResponse:
    read = number_in(request, "revision")
    try:
        done = actions.accept_correction(found, by=request.user, read_revision_id=read, now=timezone.now())
    except Refused as refused:
        return _moved_on(request, found, refused)
    words = _("Agreed. The portal team decides about the corrected version.")
    if done.side == Side.UNIT:
        words = _("Approved. The corrected version goes public at the agreed hour.")
    elif is_result(done):
        words = _("Agreed. The portal team decides about the publication.")
    messages.success(request, words)
    return redirect("publishing:handoff", found.pk)


@on_handoff
def refuse_correction(request: HttpRequest, found: Handoff) -> HttpResponse:
    read, form, now = (
        number_in(request, "revision"),
        RefuseCorrectionForm(request.POST, prefix="refuse"),
        timezone.now(),
    )
    try:
        correction_policy(request.user, found).may_answer(read).enforce()
        if not form.is_valid():
            return show(request, found, status=422, refuse_form=form)
        comment = form.cleaned_data["comment"]
        done = actions.refuse_correction(found, by=request.user, read_revision_id=read, comment=comment, now=now)
    except Refused as refused:
        return _moved_on(request, found, refused, refuse_form=form)
    words = _("Not agreed. What was handed over stands; the other side has your words.")
    if is_result(done):
        words = _("Not agreed. The commission waits in the queue again; the editor has your words.")
    messages.success(request, words)
    return redirect("publishing:handoff", found.pk)


def _moved_on(request: HttpRequest, found: Handoff, refused: Refused, **forms: Any) -> HttpResponse:
    """The correction as it is now, where it is another than was read; what was typed stays."""
    if refused.verdict != NEWER or not number_in(request, "revision"):
        raise refused
    record(request, refused)
    found.refresh_from_db()
    return show(request, found, status=409, moved=True, **forms)


@on_handoff
def drop_correction(request: HttpRequest, found: Handoff) -> HttpResponse:
    done = actions.drop_correction(found, by=request.user, now=timezone.now())
    words = _("The correction is given up. What was handed over stands.")
    messages.success(request, _("Stopped. The commission waits in the queue again.") if is_result(done) else words)
    return redirect("publishing:handoff", found.pk)
