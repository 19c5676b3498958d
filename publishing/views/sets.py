"""Sets: made and changed by the unit, approved as a whole by the portal side."""

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coordination import journal
from coordination.audit import reference
from coordination.models import AuditEntry
from coordination.numbers import number
from coordination.standing import standing_of
from coordination.verdict import YES, Refused, Verdict

from .. import actions, desks, sets
from ..actions import Dates
from ..actions.sets import NotReady
from ..denials import record
from ..desks import Choice
from ..forms.handoffs import ReasonForm
from ..forms.sets import AddToSetForm, MakeSetForm
from ..holders import Claims, claims_at
from ..models import HandoffSet
from ..policies import Read, SetPolicy
from ..policies.sets import may_make
from ..policies.verdicts import HOUR_MOVED, NOT_FOR_YOUR_UNIT, NOT_NOW
from ..states import Stage, set_state
from ..templatetags.handoffs import when
from .access import View, staff
from .deeds import carry_out_at_once, try_at_once
from .handoff import contact_of, sooner_form
from .read import Moved, instant, read_of_set
from .screens import screen


@require_http_methods(["GET", "POST"])
@staff
def new_set(request: HttpRequest) -> HttpResponse:
    """«Nowy komplet»: what goes public together, under which name, when."""
    may_make(standing_of(request.user)).enforce()
    now, rows = timezone.now(), list(sets.candidates(request.user))
    last = max((row.publish_at for row in rows), default=now)
    form = MakeSetForm(request.POST or None, rows=rows, now=now, initial={"publish_at": last})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        dates = Dates(data["publish_at"], sooner=data.get("sooner", ""))
        made = actions.make_set(form.chosen, title=data["title"], dates=dates, by=request.user, now=now)
        messages.success(request, _("The set is made. The portal team approves it as a whole."))
        return redirect("publishing:handoff_set", made.pk)
    context = {"form": form, "enough": len(rows) > 1}
    status = 422 if request.method == "POST" else 200
    return screen(request, "new_set", _("New set"), context, status=status, under="unit_list")


def readable(request: HttpRequest, set_id: int) -> HandoffSet:
    """The set when the person may read it. Whether another unit's number exists is not told."""
    found = HandoffSet.objects.select_related("unit").filter(pk=set_id).first()
    if found is None:
        raise Refused(NOT_FOR_YOUR_UNIT)
    SetPolicy(standing_of(request.user), found.unit_id, {}).may_read().enforce()
    return found


def on_set(deed: Callable[[HttpRequest, HandoffSet], HttpResponse]) -> View:
    """A POST door on one set the person may read; the deed judges the rest."""

    @wraps(deed)
    def door(request: HttpRequest, set_id: int) -> HttpResponse:
        return deed(request, readable(request, set_id))

    return require_POST(staff(door))


@require_GET
@staff
def handoff_set(request: HttpRequest, set_id: int) -> HttpResponse:
    return show(request, readable(request, set_id))


@dataclass(frozen=True)
class Member:
    """One row of the set's screen. `lacking` keeps it from being approved; `read` says that its box was ticked.

    `unticked`: the form was sent without the box, and nothing else was missing.
    """

    card: desks.Card
    lacking: Verdict
    waits: bool
    read: bool
    unticked: bool = False


def show(
    request: HttpRequest,
    found: HandoffSet,
    status: int = 200,
    *,
    read: Mapping[int, Read] | None = None,
    moved: Moved | None = None,
    missing: list[tuple[str, Verdict]] | None = None,
    unticked: Collection[int] = (),
    **forms: Any,
) -> HttpResponse:
    """The set with what this person may do now; what was ticked and typed stays.

    `missing` stopped the approval, or the hour `moved`; `unticked` are members whose boxes the form still lacks.
    """
    now, rows = timezone.now(), sets.members(found, request.user)
    policy, claims = sets.set_policy(request.user, found, rows), claims_at(now)
    hour = policy.hour or (rows[0].publish_at if rows else None)
    late = policy.hour is not None and policy.hour <= now
    lacking = policy.missing(policy.newest, now=now, late=late) if policy.may_decide() else policy.unready()
    return screen(
        request,
        "handoff_set",
        _("Set"),
        {
            "handoff_set": found,
            "state": set_state(row.stage for row in rows),
            "hour": hour,
            "promised_hour": policy.promised_hour,
            "late": late,
            "moved": moved,
            "members": [
                replace(_member(row, policy, claims, lacking, read or {}), unticked=row.pk in unticked) for row in rows
            ],
            "unticked": len(unticked),
            "may": _choices(policy),
            "unready": bool(lacking),
            "answer": _answer(rows, policy, now),
            "contact": contact_of(found.unit_id, policy.standing),
            "missing": missing or [],
            "lines": _lines(found, policy),
            **_forms(request, found, policy, forms),
        },
        status=status,
        under="unit_list" if policy.standing.reads_for(found.unit_id) else "queue",
    )


def _member(
    row: Any, policy: SetPolicy, claims: Claims, lacking: Mapping[int, Verdict], read: Mapping[int, Read]
) -> Member:
    return Member(
        desks.card(row, policy.standing, claims),
        lacking.get(row.pk, YES),
        waits=row.stage == Stage.QUEUED,
        read=row.pk in read and policy.members[row.pk].handoff.newest == read[row.pk],
    )


def _choices(policy: SetPolicy) -> dict[str, Choice]:
    unit, portal = policy.standing.acts_for(policy.unit_id), policy.standing.is_portal_officer
    return {
        "arrange": Choice(unit, policy.may_arrange()),
        "approve": Choice(portal, policy.may_decide()),
        "unschedule": Choice(portal, policy.may_unschedule()),
        "retry": Choice(portal, policy.may_retry()),
    }


def _answer(rows: list[Any], policy: SetPolicy, now: dt.datetime) -> Any:
    """The proposal that this person may accept for all of the set; None where there is none."""
    waiting = [one for row in rows for one in row.waiting_proposals if policy.members[row.pk].may_accept(now)]
    return waiting[0] if waiting else None


def _lines(found: HandoffSet, policy: SetPolicy) -> Any:
    lines = AuditEntry.objects.filter(about=reference(found))
    return journal.lines(lines, inside=policy.standing.watches_city)


def _forms(request: HttpRequest, found: HandoffSet, policy: SetPolicy, typed: Mapping[str, Any]) -> dict[str, Any]:
    """An empty form for every deed, but for the one that was refused, which stays as it was typed."""
    more = typed.get("add_form")
    if more is None and policy.may_arrange():
        more = _add_form(request, found, policy)
    return {
        "add_form": more,
        "approve_form": typed.get("approve_form") or sooner_form(policy, "approve"),
        "accept_form": sooner_form(policy, "accept"),
        "unschedule_form": typed.get("unschedule_form") or ReasonForm(prefix="unschedule"),
    }


def _add_form(request: HttpRequest, found: HandoffSet, policy: SetPolicy, data: Any = None) -> AddToSetForm:
    rows = sets.candidates(request.user, found.unit_id)
    return AddToSetForm(data, rows=rows, hour=policy.hour, now=timezone.now(), prefix="add")


@on_set
def add_to_set(request: HttpRequest, found: HandoffSet) -> HttpResponse:
    policy = sets.set_policy(request.user, found, sets.members(found, request.user))
    policy.may_arrange().enforce()
    form = _add_form(request, found, policy, request.POST)
    if not form.is_valid():
        return show(request, found, status=422, add_form=form)
    sooner = form.cleaned_data.get("sooner", "")
    actions.add_to_set(found, form.chosen, by=request.user, now=timezone.now(), sooner=sooner)
    messages.success(request, _("Added, at the hour of the set."))
    return redirect("publishing:handoff_set", found.pk)


@on_set
def take_out(request: HttpRequest, found: HandoffSet) -> HttpResponse:
    row = found.members.filter(pk=number(request.POST.get("przekazanie", "")) or 0).first()
    if row is None:
        raise Refused(NOT_NOW)
    actions.take_out(found, row, by=request.user, now=timezone.now())
    messages.success(request, _("Taken out. It keeps its dates and goes its own way."))
    return redirect("publishing:handoff_set", found.pk)


@on_set
def dissolve_set(request: HttpRequest, found: HandoffSet) -> HttpResponse:
    actions.dissolve_set(found, by=request.user, now=timezone.now())
    messages.success(request, _("The set is dissolved. Everything keeps its dates and goes its own way."))
    return redirect("publishing:unit_list")


@on_set
def approve_set(request: HttpRequest, found: HandoffSet) -> HttpResponse:
    read, hour, late = read_of_set(request), instant(request.POST.get("hour", "")), request.POST.get("late") == "1"
    policy = sets.set_policy(request.user, found, sets.members(found, request.user))
    policy.may_decide().enforce()
    if hour != policy.hour:
        return _moved(request, found, Refused(HOUR_MOVED), hour)
    form, now = sooner_form(policy, "approve", request.POST), timezone.now()
    unticked = policy.unticked(read, now=now, late=late)
    if unticked or (form and not form.is_valid()):
        return show(request, found, status=422, read=read, approve_form=form, unticked=unticked)
    why = form.cleaned_data["reason"] if form else ""
    try:
        actions.approve_set(found, by=request.user, read=read, late=late, now=now, sooner=why)
    except NotReady as refused:
        if all(verdict == HOUR_MOVED for _title, verdict in refused.missing):
            return _moved(request, found, refused, hour)
        record(request, refused)
        return show(request, found, status=409, read=read, missing=refused.missing, approve_form=form)
    due = list(found.members.due(now))
    if due:
        carry_out_at_once(request, due, now)
        return redirect("publishing:handoff_set", found.pk)
    words = {"title": found.title, "when": when(hour)}
    messages.success(request, _("Approved. The set «%(title)s» goes public: %(when)s.") % words)
    return redirect("publishing:handoff_set", found.pk)


def _moved(
    request: HttpRequest, found: HandoffSet, refused: Refused, hour: dt.datetime | None, **forms: Any
) -> HttpResponse:
    """The set as it is now, whose hour is not the one that was read; every box is ticked anew, what was typed stays."""
    if hour is None:
        raise refused
    record(request, refused)
    return show(request, found, status=409, moved=Moved(hour), **forms)


@on_set
def unschedule_set(request: HttpRequest, found: HandoffSet) -> HttpResponse:
    policy = sets.set_policy(request.user, found, sets.members(found, request.user))
    policy.may_unschedule().enforce()
    hour, form = instant(request.POST.get("hour", "")), ReasonForm(request.POST, prefix="unschedule")
    if hour != policy.promised_hour:
        return _moved(request, found, Refused(HOUR_MOVED), hour, unschedule_form=form)
    if not form.is_valid():
        return show(request, found, status=422, unschedule_form=form)
    actions.unschedule_set(found, by=request.user, hour=hour, reason=form.cleaned_data["reason"], now=timezone.now())
    messages.success(request, _("The schedule of the set is cancelled; all of it is back in the queue."))
    return redirect("publishing:handoff_set", found.pk)


@on_set
def retry_set(request: HttpRequest, found: HandoffSet) -> HttpResponse:
    now = timezone.now()
    try_at_once(request, actions.retry_set(found, by=request.user, now=now), now)
    return redirect("publishing:handoff_set", found.pk)
