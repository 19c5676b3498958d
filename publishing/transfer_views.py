"""Staff doors of pages that change hands: give or offer one or several pages, take an offered one, decline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coordination import boards
from coordination.boards import Asked, Item, Shelf
from coordination.models import Unit
from coordination.numbers import numbers
from coordination.standing import Standing, standing_of
from coordination.verdict import Refused, Verdict

from . import transfers
from .facts import desk_of
from .models import Stewardship, Transfer
from .policies.verdicts import NOT_OFFERED_TO_YOU, NOT_YOURS
from .states import Offer
from .views.access import staff
from .views.screens import screen

MOST = 100
"""Pages given in one go."""
SHOWN = 50


class TransferForm(forms.Form):
    use_required_attribute = False
    unit = forms.ModelChoiceField(
        label=gettext_lazy("Receiving unit"),
        queryset=Unit.objects.none(),
        empty_label=gettext_lazy("choose a unit"),
        error_messages={"required": gettext_lazy("Choose the unit that should keep the page.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Both units read it."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Say in a sentence why.")},
    )

    def __init__(self, *args: Any, standing: Standing, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        field = self.fields["unit"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  our own field
        field.queryset = Unit.objects.active(standing.on).order_by("name", "pk")


@dataclass(frozen=True)
class Row:
    """One ticked page: whose it is, and why it cannot go now."""

    stewardship: Stewardship
    verdict: Verdict


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def entrust_one(request: HttpRequest, page_id: int) -> HttpResponse:
    return _give(request, [page_id])


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def entrust(request: HttpRequest) -> HttpResponse:
    """Several pages, ticked in a list: all of them, or none."""
    return _give(request, numbers(request.GET.getlist("id")[:MOST]))


def _give(request: HttpRequest, page_ids: list[int]) -> HttpResponse:
    """Administrators give at once; a unit offers and the other one answers."""
    standing, desk = standing_of(request.user), desk_of(request.user)
    rows = Stewardship.objects.filter(page_id__in=page_ids).select_related("page", "unit").order_by("page__title", "pk")
    readable = [row for row in rows if desk.policy(row.page.specific_deferred).may_read()]
    if not readable or len(readable) < len(set(page_ids)):
        raise Refused(NOT_YOURS)
    at_once = standing.is_administrator
    judged = [Row(row, _may_leave(request.user, row, desk.busy(row.page_id).stage, at_once)) for row in readable]
    form = TransferForm(request.POST if request.method == "POST" else None, standing=standing)
    stopped = any(not row.verdict for row in judged)
    if request.method == "POST" and form.is_valid() and not stopped:
        try:
            made = _carry_out(request, judged, form, at_once=at_once)
        except Refused as refusal:  # the chosen unit does not fit
            form.add_error("unit", str(refusal))
        else:
            return _thank(request, made)
    context = {"form": form, "rows": judged, "stopped": stopped, "at_once": at_once}
    status = 422 if request.method == "POST" else 200
    return screen(request, "entrust", _("Give to another unit"), context, status=status)


def _may_leave(user: Any, row: Stewardship, stage: str, at_once: bool) -> Verdict:
    policy = transfers.policy_for(user, row, stage, None, standing_of(user).on)
    return policy.may_entrust() if at_once else policy.may_offer()


@transaction.atomic
def _carry_out(request: HttpRequest, rows: list[Row], form: TransferForm, *, at_once: bool) -> list[Transfer]:
    deed, data, now = (transfers.entrust if at_once else transfers.offer), form.cleaned_data, timezone.now()
    return [
        deed(row.stewardship.page, to=data["unit"], by=request.user, now=now, reason=data["reason"]) for row in rows
    ]


def _thank(request: HttpRequest, made: list[Transfer]) -> HttpResponse:
    unit = made[0].receiving_name
    if all(one.answer == Offer.ACCEPTED for one in made):
        messages.success(request, _("Given. From now on this unit answers: %(unit)s.") % {"unit": unit})
    else:
        messages.success(request, _("Offered. Nothing changes until this unit takes it: %(unit)s.") % {"unit": unit})
    return redirect("publishing:transfers")


@require_GET
@staff
def transfer_list(request: HttpRequest) -> HttpResponse:
    """What is offered to the person's units, what they offered, and what changed hands."""
    standing = standing_of(request.user)
    rows = Transfer.objects.select_related("page", "giving", "receiving")
    if not standing.watches_city and not standing.is_portal_officer:
        own = list(standing.units)
        if not own:
            raise Refused(NOT_OFFERED_TO_YOU)
        rows = rows.filter(Q(giving__in=own) | Q(receiving__in=own))
    waiting = [_Waiting.of(row, standing) for row in rows.waiting()[: SHOWN * 2]]
    past = rows.exclude(answer=Offer.WAITING)[:SHOWN]
    context = {"waiting": waiting, "past": past}
    return screen(request, "transfers", _("Pages that change hands"), context)


@dataclass(frozen=True)
class _Waiting:
    transfer: Transfer
    may_answer: bool
    may_take_back: bool

    @classmethod
    def of(cls, row: Transfer, standing: Standing) -> _Waiting:
        def speaks(unit_id: int) -> bool:
            return standing.acts_for(unit_id) or standing.heads(unit_id) or standing.is_administrator

        return cls(row, speaks(row.receiving_id), speaks(row.giving_id))


@require_POST
@staff
def take(request: HttpRequest, pk: int) -> HttpResponse:
    transfers.take(_readable(request, pk), by=request.user, now=timezone.now())
    messages.success(request, _("Taken over. You find the page among the pages of your unit."))
    return redirect("publishing:transfers")


@require_POST
@staff
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    transfers.decline(_readable(request, pk), by=request.user, now=timezone.now())
    messages.success(request, _("Declined. The page stays where it is; the other unit gets a letter."))
    return redirect("publishing:transfers")


@require_POST
@staff
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    transfers.take_back(_readable(request, pk), by=request.user, now=timezone.now())
    messages.success(request, _("Taken back. The page stays with your unit."))
    return redirect("publishing:transfers")


def _readable(request: HttpRequest, pk: int) -> Transfer:
    """An offer that concerns the person's units. Whether another number exists is not told."""
    standing = standing_of(request.user)
    found = Transfer.objects.filter(pk=pk).first()
    concerned = found and (standing.reads_for(found.giving_id) or standing.reads_for(found.receiving_id))
    if found is None or not (concerned or standing.is_administrator):
        raise Refused(NOT_OFFERED_TO_YOU)
    return found


# -- the board ------------------------------------------------------------------------------------------------------


def offered(asked: Asked) -> Shelf:
    """Pages that wait for the unit's word. Two queries at most."""
    rows = Transfer.objects.waiting().filter(receiving__in=asked.unit_ids).select_related("receiving")
    found = list(rows.order_by("at", "pk")[: asked.limit])
    items = [
        Item(
            title=row.title,
            url=reverse("publishing:transfers"),
            unit=row.receiving_name if asked.several_units else "",
            place="§ 4 ust. 1 pkt 1",
            note=_("offered by: %(unit)s") % {"unit": row.giving_name},
        )
        for row in found
    ]
    total = len(found) if len(found) < asked.limit else rows.count()
    return Shelf(_("Pages offered to us"), "resubmit", items, total=total, more_url=reverse("publishing:transfers"))


boards.register(boards.Source("offers", offered, order=25))
