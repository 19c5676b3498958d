"""Deeds on one handoff. Thin: ask the policy, call the deed, say what happened."""

import datetime as dt
from collections.abc import Iterable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from coordination.numbers import number
from coordination.verdict import Refused

from .. import actions, drafts, remarks, scheduling
from ..actions import Dates
from ..facts import handoff_policy
from ..forms.handoffs import ReasonForm, ReturnForm
from ..models import Handoff
from ..states import Purpose, Stage
from ..templatetags.handoffs import when
from .access import on_handoff
from .handoff import proposal_form, show, sooner_form
from .moved import moved_on
from .read import read_in

APPROVED = gettext_lazy("Approved. «%(title)s» goes public: %(when)s.")
APPROVED_FOR: dict[str, Any] = {
    Purpose.TAKE_OFF: gettext_lazy("Approved. «%(title)s» is taken off: %(when)s."),
    Purpose.ARCHIVE: gettext_lazy("Approved. «%(title)s» goes to the archive: %(when)s."),
    Purpose.MOVE: gettext_lazy("Approved. «%(title)s» moves to its new place: %(when)s."),
}
"""What is said after an approval, where no text goes public by it."""
UNCHANGED = "unchanged"
UNCHANGED_REASON = f"{UNCHANGED}-reason"


@on_handoff
def start_material(request: HttpRequest, found: Handoff) -> HttpResponse:
    """A draft page for the reservation, then straight to the editor."""
    handoff_policy(request.user, found).may_deliver().enforce()
    begin = partial(drafts.create, by=request.user)
    done = actions.start_material(found, begin=begin, by=request.user, now=timezone.now())
    return redirect("wagtailadmin_pages:edit", done.page_id)


@on_handoff
def deliver(request: HttpRequest, found: Handoff) -> HttpResponse:
    """What was returned and reads as it did is asked for a reason first."""
    policy, why = handoff_policy(request.user, found), ""
    policy.may_deliver().enforce()
    if UNCHANGED_REASON in request.POST:
        form = ReasonForm(request.POST, prefix=UNCHANGED)
        if not form.is_valid():
            return show(request, found, status=422, unchanged_form=form)
        why = form.cleaned_data["reason"]
    say_delivered(request, actions.deliver(found, by=request.user, now=timezone.now(), unchanged=why))
    return redirect("publishing:handoff", found.pk)


def say_delivered(request: HttpRequest, found: Handoff) -> None:
    """That it went, and which remarks went with it unresolved."""
    messages.success(request, delivered_words(found))
    number = remarks.open_of(found)
    if number:
        words = ngettext(
            "%(number)s remark of the portal team is not resolved yet.",
            "%(number)s remarks of the portal team are not resolved yet.",
            number,
        )
        messages.warning(request, words % {"number": number})


def delivered_words(found: Handoff) -> str:
    if found.keeps_text:
        return _("Handed over again. The portal team decides about it.")
    return _("Delivered. The portal team reads exactly this version.")


@on_handoff
def propose(request: HttpRequest, found: Handoff) -> HttpResponse:
    policy, now = handoff_policy(request.user, found), timezone.now()
    policy.may_propose(now).enforce()
    form = proposal_form(found, policy, now, request.POST)
    if not form.is_valid():
        return show(request, found, status=422, proposal_form=form)
    data = form.cleaned_data
    dates = Dates(data["publish_at"], data.get("deliver_by") or found.deliver_by, data.get("sooner", ""))
    actions.propose(found, dates=dates, by=request.user, reason=data["reason"], now=now)
    approved = _("Proposed. The agreed hour stands until the other side accepts.")
    messages.success(
        request, approved if found.stage == Stage.SCHEDULED else _("Proposed. The other side will answer.")
    )
    return redirect("publishing:handoff", found.pk)


@on_handoff
def accept(request: HttpRequest, found: Handoff) -> HttpResponse:
    now, policy = timezone.now(), handoff_policy(request.user, found)
    policy.may_accept(now).enforce()
    form = sooner_form(policy, "accept", request.POST)
    if form and not form.is_valid():
        return show(request, found, status=422, accept_form=form)
    proposal, why = number_in(request, "proposal"), form.cleaned_data["reason"] if form else ""
    actions.accept(found, by=request.user, now=now, proposal_id=proposal, sooner=why)
    messages.success(request, _("The dates are agreed."))
    return redirect("publishing:handoff", found.pk)


@on_handoff
def approve(request: HttpRequest, found: Handoff) -> HttpResponse:
    read, late = read_in(request), request.POST.get("late") == "1"
    now, policy = timezone.now(), handoff_policy(request.user, found)
    try:
        policy.may_schedule(read, now=now, late=late).enforce()
        form = sooner_form(policy, "approve", request.POST)
        if form and not form.is_valid():
            return show(request, found, status=422, approve_form=form)
        why = form.cleaned_data["reason"] if form else ""
        done = actions.approve(found, by=request.user, read=read, late=late, now=now, sooner=why)
    except Refused as refused:
        return moved_on(request, found, refused, read)
    if done.publish_at <= now:
        carry_out_at_once(request, [done], now)
        return redirect("publishing:handoff", done.pk)
    words = {"title": done.title, "when": when(done.publish_at)}
    messages.success(request, APPROVED_FOR.get(done.purpose, APPROVED) % words)
    return redirect("publishing:queue")


@on_handoff
def send_back(request: HttpRequest, found: Handoff) -> HttpResponse:
    read, form = read_in(request), ReturnForm(request.POST, prefix="return", fields=remarks.remarkable(found))
    try:
        handoff_policy(request.user, found).may_send_back(read).enforce()
        if not form.is_valid():
            return show(request, found, status=422, return_form=form)
        comment, now = form.cleaned_data["comment"], timezone.now()
        actions.send_back(found, by=request.user, read=read, comment=comment, remarks=form.remarks, now=now)
    except Refused as refused:
        return moved_on(request, found, refused, read, return_form=form)
    messages.success(request, _("Returned. The unit has your comment."))
    return redirect("publishing:queue")


@on_handoff
def unschedule(request: HttpRequest, found: Handoff) -> HttpResponse:
    read, form = read_in(request), ReasonForm(request.POST, prefix="unschedule")
    try:
        handoff_policy(request.user, found).may_unschedule(read).enforce()
        if not form.is_valid():
            return show(request, found, status=422, unschedule_form=form)
        actions.unschedule(found, by=request.user, read=read, reason=form.cleaned_data["reason"], now=timezone.now())
    except Refused as refused:
        return moved_on(request, found, refused, read, unschedule_form=form)
    messages.success(request, _("The schedule is cancelled; the item is back in the queue."))
    return redirect("publishing:handoff", found.pk)


@on_handoff
def retry(request: HttpRequest, found: Handoff) -> HttpResponse:
    now = timezone.now()
    try_at_once(request, [actions.retry(found, by=request.user, now=now)], now)
    return redirect("publishing:handoff", found.pk)


def try_at_once(request: HttpRequest, rows: Iterable[Handoff], now: dt.datetime) -> None:
    """One more try of what failed; what comes of it is told."""
    worked = _("This time it worked: it is done, and the delay is recorded.")
    _attempt(request, rows, now, worked, _("It failed again. The cause stands below."))


def carry_out_at_once(request: HttpRequest, rows: Iterable[Handoff], now: dt.datetime) -> None:
    """What was just approved for an hour that has come goes public in this request; what comes of it is told."""
    worked = _("Approved and done: nobody waits for the clock.")
    failed = _("Approved, but the publication failed. The cause stands below; it is tried again by itself.")
    _attempt(request, rows, now, worked, failed)


def _attempt(request: HttpRequest, rows: Iterable[Handoff], now: dt.datetime, worked: str, failed: str) -> None:
    """By the claim of the clock: where a beat is faster, it is the one that publishes."""
    outcomes = {scheduling.attempt(row.pk, row.publish_at, now) for row in rows}
    if "failed" in outcomes:
        messages.warning(request, failed)
    elif outcomes == {"published"}:
        messages.success(request, worked)
    else:
        messages.info(request, _("The clock has it in hand: look again in a minute."))


@on_handoff
def withdraw(request: HttpRequest, found: Handoff) -> HttpResponse:
    read, form = read_in(request), ReasonForm(request.POST, prefix="withdraw")
    try:
        handoff_policy(request.user, found).may_withdraw(read).enforce()
        if not form.is_valid():
            return show(request, found, status=422, withdraw_form=form)
        actions.withdraw(found, by=request.user, read=read, reason=form.cleaned_data["reason"], now=timezone.now())
    except Refused as refused:
        return moved_on(request, found, refused, read, withdraw_form=form)
    kept = _("Withdrawn. The page stays as it is.")
    messages.success(request, kept if found.keeps_text else _("Withdrawn. The page can be edited again."))
    return redirect("publishing:handoff", found.pk)


def number_in(request: HttpRequest, name: str) -> int:
    return number(request.POST.get(name, "")) or 0
