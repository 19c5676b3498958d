"""«Co jeszcze»: what a unit still lacks, with the way to each place; what the unit declares there (issue, item 8)."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from coordination.admin.by_deed import blame
from coordination.calendar import warsaw_date
from coordination.lineage import follow
from coordination.models import Unit
from coordination.numbers import number
from coordination.standing import Standing, standing_of
from coordination.verdict import Refused

from .. import actions
from ..completeness import State
from ..completeness_links import Link, link_of
from ..declared import AidDeclaration, MeetingAttestation
from ..forms.completeness import MeetingForm, NoAidForm
from ..policies.completeness import OTHERS, CompletenessPolicy
from ..reckoning import Reckoning, Row, is_finding, reckon
from .access import staff
from .screens import screen


@dataclass(frozen=True)
class Shown:
    """One line of the list."""

    code: str
    label: Any
    place: str
    answer: Any
    link: Link | None


@require_GET
@staff
def completeness(request: HttpRequest) -> HttpResponse:
    """The list of one unit: named in the address, else the person's own; SZ without one goes to the report."""
    standing = standing_of(request.user)
    asked = follow(request.GET, standing.on, by="pk").get("komorka", "")
    if not asked and not standing.units and standing.watches_city:
        return redirect("publishing:city_report")
    unit_id = number(asked) if asked else next(iter(standing.units), None)
    return _show(request, standing, _readable(standing, unit_id))


@require_POST
@staff
def declare_no_aid(request: HttpRequest, unit_id: int) -> HttpResponse:
    standing = standing_of(request.user)
    unit, form = _readable(standing, unit_id), NoAidForm(request.POST)
    if not form.is_valid():
        return _show(request, standing, unit, no_aid=form, status=422)
    actions.declare_no_aid(unit, reason=form.cleaned_data["reason"], by=standing, now=timezone.now())
    messages.success(request, _("Declared: the unit grants no aid. It can be taken back here."))
    return _back(unit.pk, "pomoc")


@require_POST
@staff
def take_back_no_aid(request: HttpRequest, pk: int) -> HttpResponse:
    standing = standing_of(request.user)
    row = _own(AidDeclaration.objects.filter(pk=pk).first(), standing)
    actions.take_back_no_aid(row, by=standing, now=timezone.now())
    messages.success(request, _("The declaration was taken back."))
    return _back(row.unit_id, "pomoc")


@require_POST
@staff
def attest_meeting(request: HttpRequest, unit_id: int) -> HttpResponse:
    standing = standing_of(request.user)
    unit, form = _readable(standing, unit_id), MeetingForm(request.POST)
    if form.is_valid():
        try:
            actions.attest_meeting(unit, **form.cleaned_data, by=standing, now=timezone.now())
        except ValidationError as error:
            blame(form, error)
    if form.errors:
        return _show(request, standing, unit, meeting=form, status=422)
    messages.success(request, _("The sector meeting was attested."))
    return _back(unit.pk, "spotkanie")


@require_POST
@staff
def take_back_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    standing = standing_of(request.user)
    row = _own(MeetingAttestation.objects.filter(pk=pk).first(), standing)
    actions.take_back_meeting(row, by=standing, now=timezone.now())
    messages.success(request, _("The attestation was taken back."))
    return _back(row.unit_id, "spotkanie")


def _own(row: Any, standing: Standing) -> Any:
    """A row of a unit that the person may not read answers like one that does not exist."""
    if row is None or not CompletenessPolicy(standing, row.unit_id).may_read():
        raise Refused(OTHERS)
    return row


def _readable(standing: Standing, unit_id: int | None) -> Unit:
    """Whether another unit's number exists is not told."""
    CompletenessPolicy(standing, unit_id).may_read().enforce()
    unit = Unit.objects.active(standing.on).filter(pk=unit_id).first()
    if unit is None:
        raise Refused(OTHERS)
    return unit


def _back(unit_id: int, code: str) -> HttpResponse:
    return redirect(f"{reverse('publishing:completeness')}?komorka={unit_id}#{code}")


def _show(
    request: HttpRequest,
    standing: Standing,
    unit: Unit,
    *,
    no_aid: NoAidForm | None = None,
    meeting: MeetingForm | None = None,
    status: int = 200,
) -> HttpResponse:
    now = timezone.now()
    found = reckon(Unit.objects.filter(pk=unit.pk), now)
    (row,) = found.rows
    shown = _lines(found, row, standing)
    declared = row.facts.declared
    attested = MeetingAttestation.objects.in_force().filter(unit=unit).of_year(warsaw_date(now).year)
    policy = CompletenessPolicy(standing, unit.pk)
    context = {
        "unit": unit,
        "lacking": [one for one in shown if one.answer.lacking],
        "there": [one for one in shown if one.answer.state == State.THERE and not is_finding(one.code)],
        "clean": sum(one.answer.state == State.THERE for one in shown if is_finding(one.code)),
        "not_asked": [one for one in shown if one.answer.state == State.NOT_ASKED],
        "may_declare": bool(policy.may_declare()),
        "declared": declared,
        "attested": list(attested),
        "no_aid_form": no_aid or NoAidForm(),
        "meeting_form": meeting or MeetingForm(),
        "form": no_aid or meeting,
        "units": list(standing.unit_names.items()) if len(standing.units) > 1 else [],
        "city": standing.watches_city,
    }
    above = ("city_report", _("Report of the city")) if standing.watches_city else None
    return screen(
        request, "completeness", _("What else: %(unit)s") % {"unit": unit}, context, status=status, above=above
    )


def _lines(found: Reckoning, row: Row, standing: Standing) -> list[Shown]:
    return [
        Shown(item.code, item.label, str(item.place), row.answers[item.code], link_of(item.code, row, standing))
        for item in found.items
    ]
