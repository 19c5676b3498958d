"""Commissions: the form of the unit, and what the portal side does with a brief."""

import datetime as dt
from functools import partial
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from coordination.models import Unit
from coordination.standing import Standing, standing_of
from coordination.verdict import Refused

from .. import actions, drafts, files, kinds
from ..actions import Brief
from ..commission import commission_of
from ..facts import commission_policy
from ..forms.commissions import ChangeForm, CommissionForm, ResultForm
from ..models import Commission, Handoff
from ..offered import Offer, offers
from ..policies.commission import may_commission
from ..policies.verdicts import NOT_FOR_YOU, NOT_NOW
from .access import on_handoff, readable, staff
from .beginnings import asked_kind
from .handoff import show
from .screens import screen

TARGET = "strona"
"""«?strona=7» chooses the page to be changed beforehand."""


@require_http_methods(["GET", "POST"])
@staff
def commission(request: HttpRequest) -> HttpResponse:
    """«Zleć publikację»: what should be published, with files, which page it changes, and when."""
    standing, now = standing_of(request.user), timezone.now()
    may_commission(standing).enforce()
    found = offers(now)
    form = _form(request, standing, now, found[asked_kind(request)])
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with transaction.atomic():
            done = actions.commission(
                Brief(data["title"], data["text"], form.save_files()),
                unit=data["unit"],
                kind=data["kind"],
                target=data["target"],
                publish_at=data["publish_at"],
                sooner=data.get("sooner", ""),
                by=request.user,
                now=now,
            )
        messages.success(request, _("Commissioned. The portal team carries it out and asks you to agree to the text."))
        return redirect("publishing:handoff", done.pk)
    context = {"form": form, "offers": found.values()}
    return _screen(request, "commission", _("Commission a publication"), context)


def _form(request: HttpRequest, standing: Standing, now: dt.datetime, offer: Offer) -> CommissionForm:
    return CommissionForm(
        *_typed(request),
        user=request.user,
        now=now,
        units=Unit.objects.filter(pk__in=standing.acting_unit_ids),
        kinds=kinds.choices(),
        initial={"kind": offer.kind, "target": request.GET.get(TARGET, ""), "publish_at": offer.publish_at},
    )


@require_http_methods(["GET", "POST"])
@staff
def change_commission(request: HttpRequest, handoff_id: int) -> HttpResponse:
    """The brief in other words, while nobody carries it out; after a return it goes into the queue again."""
    found, now = readable(request, handoff_id), timezone.now()
    commission_policy(request.user, found).may_change(now).enforce()
    row = _brief_of(found)
    attached = row.files.order_by("title", "pk")
    initial = {"title": found.title, "text": row.text, "kept": attached}
    form = ChangeForm(*_typed(request), user=request.user, unit=found.unit, attached=attached, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with transaction.atomic():
            brief = Brief(data["title"], data["text"], form.save_files())
            actions.change_commission(found, brief=brief, by=request.user, now=now)
        messages.success(request, _("Saved. The portal team reads the commission as it is now."))
        return redirect("publishing:handoff", found.pk)
    context = {"form": form, "handoff": found, "commission": row}
    return _screen(request, "change_commission", _("Change the commission"), context)


@on_handoff
def carry_out(request: HttpRequest, found: Handoff) -> HttpResponse:
    """The page of the result, then straight to the editor."""
    commission_policy(request.user, found).may_carry_out().enforce()
    begin = partial(drafts.create, by=request.user)
    done = actions.carry_out_commission(found, begin=begin, by=request.user, now=timezone.now())
    return redirect("wagtailadmin_pages:edit", done.handoff.page_id)


@on_handoff
def take_text(request: HttpRequest, found: Handoff) -> HttpResponse:
    """The words of the brief into the empty page, then back to the editor."""
    done = actions.take_over_text(found, by=request.user, now=timezone.now())
    messages.success(request, _("The text of the commission stands in the page; write on from there."))
    return redirect("wagtailadmin_pages:edit", done.page_id)


@on_handoff
def link_result(request: HttpRequest, found: Handoff) -> HttpResponse:
    """A page that exists already; the screen of the correction offers to send it, or to write on."""
    commission_policy(request.user, found).may_carry_out().enforce()
    form = ResultForm(request.POST, handoff=found, prefix="result")
    if not form.is_valid():
        return show(request, found, status=422, result_form=form)
    actions.link_result(found, page=form.cleaned_data["page"], by=request.user, now=timezone.now())
    messages.success(request, _("This page is the result. Look at it, then send it to the unit."))
    return redirect("publishing:correction", found.pk)


@require_GET
@staff
def commission_file(request: HttpRequest, handoff_id: int, document_id: int) -> HttpResponse:
    """A file of the brief, for those who read the handoff and may have the file; a refusal stands in the book."""
    row = _brief_of(readable(request, handoff_id))
    document = row.files.filter(pk=document_id).first()
    if document is None or not files.may_fetch(request.user, document):
        raise Refused(NOT_FOR_YOU)
    return redirect(document.url)


def _brief_of(found: Handoff) -> Commission:
    row = commission_of(found)
    if row is None:
        raise Refused(NOT_NOW)
    return row


def _typed(request: HttpRequest) -> tuple[Any, Any]:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _screen(request: HttpRequest, name: str, title: str, context: dict[str, Any]) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    return screen(request, name, title, context, status=status, under="unit_list")
