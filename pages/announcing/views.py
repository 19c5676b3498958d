"""The screen of one announcement: what the act says of it, where it was announced, exceptions; its two deeds."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from coordination.standing import standing_of
from coordination.verdict import Refused
from publishing.policies.verdicts import NOT_FOR_YOU
from publishing.views.access import governed_or_refused, staff

from ..models import CompetitionPage
from .deeds import confirm_place, let_pass, stopping
from .forms import ConfirmForm, ExceptionForm
from .places import outcome_rows, rows_of
from .policy import AnnouncingPolicy
from .rule import Lack
from .shown import told

UNPROCESSABLE = 422


@require_GET
@staff
def announcement(request: HttpRequest, page_id: int) -> HttpResponse:
    return _screen(request, competition_or_refused(request, page_id))


@require_GET
@staff
def checklist(request: HttpRequest, page_id: int) -> HttpResponse:
    """What the newest version lacks, for the editor to put in place of what it showed before."""
    page = competition_or_refused(request, page_id)
    version = page.get_latest_revision_as_object()
    return render(request, "pages/announcing/checklist.html", told(version, timezone.now()))


@require_POST
@staff
def confirm(request: HttpRequest, page_id: int, place: str) -> HttpResponse:
    """One click where the day is the planned one."""
    page = competition_or_refused(request, page_id)
    form = ConfirmForm(request.POST, prefix=place)
    if not form.is_valid():
        return _screen(request, page, confirming=form, status=UNPROCESSABLE)
    now = timezone.now()
    made = confirm_place(page, place=place, on=form.cleaned_data["on"], by=standing_of(request.user), now=now)
    messages.success(request, _("Confirmed: %(place)s.") % {"place": made.get_place_display()})
    for lack in _window_lacks(CompetitionPage.objects.get(pk=page.pk), now):
        messages.warning(request, f"{lack.message} " + _("Extend the deadline."))
    return redirect("competitions:announcement", page.pk)


@require_POST
@staff
def except_rule(request: HttpRequest, page_id: int) -> HttpResponse:
    page = competition_or_refused(request, page_id)
    now, by = timezone.now(), standing_of(request.user)
    AnnouncingPolicy(by, page.stewardship.unit_id).may_except().enforce()
    form = ExceptionForm(request.POST, breaches=[(lack.rule, lack.value) for lack in stopping(page, now)])
    if not form.is_valid():
        return _screen(request, page, excepting=form, status=UNPROCESSABLE)
    let_pass(page, **form.cleaned_data, by=by, now=now)
    messages.success(request, _("The exception is recorded. Reviewers and SZ see it with its reason."))
    return redirect("competitions:announcement", page.pk)


def competition_or_refused(request: HttpRequest, page_id: int) -> CompetitionPage:
    page = governed_or_refused(request, page_id)
    if not isinstance(page, CompetitionPage):
        raise Refused(NOT_FOR_YOU)
    return page


def _window_lacks(page: CompetitionPage, now: dt.datetime) -> list[Any]:
    return [lack for lack in page.lacks(now=now) if getattr(lack, "rule", "") == "window"]


def _screen(
    request: HttpRequest,
    page: CompetitionPage,
    *,
    confirming: ConfirmForm | None = None,
    excepting: ExceptionForm | None = None,
    status: int = 200,
) -> HttpResponse:
    version, now = page.get_latest_revision_as_object(), timezone.now()
    policy = AnnouncingPolicy(standing_of(request.user), page.stewardship.unit_id)
    shown = told(version, now)
    edit_url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    context = {
        "title": _("Announcement and the act"),
        "trail": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": edit_url, "label": page.get_admin_display_title()},
            {"url": "", "label": _("Announcement and the act")},
        ],
        "page": page,
        "edit_url": edit_url,
        **shown,
        "places": _places(page, policy, now, confirming),
        "exceptions": page.rule_exceptions.all(),
        "breaches": _breaches(shown["hard"], policy, excepting),
        "form": confirming or excepting,
        "picker": ConfirmForm().media,
    }
    return render(request, "pages/announcing/announcement.html", context, status=status)


def _places(
    page: CompetitionPage, policy: AnnouncingPolicy, now: dt.datetime, typed: ConfirmForm | None
) -> list[dict[str, Any]]:
    """The public version's places; a form beside those that are planned and whose day has come."""
    today = timezone.localtime(now).date()
    rows = []
    for row in [*rows_of(page), *outcome_rows(page, today)] if page.live else []:
        asks = row.planned and row.on is not None and row.on <= today and bool(policy.may_confirm())
        fresh = ConfirmForm(prefix=row.place, initial={"on": row.on})
        sent = typed is not None and typed.prefix == row.place
        rows.append({"row": row, "form": typed if sent else fresh if asks else None})
    return rows


def _breaches(lacks: list[Any], policy: AnnouncingPolicy, typed: ExceptionForm | None) -> list[dict[str, Any]]:
    """A form for every breach an administrator may let pass; what was typed stays with its own."""
    if not policy.may_except():
        return []
    found = [lack for lack in lacks if isinstance(lack, Lack)]
    keys = [(lack.rule, lack.value) for lack in found]
    sent = typed and (typed.data.get("rule"), typed.data.get("value"))
    rows: list[dict[str, Any]] = [{"lack": None, "form": typed}] if typed and sent not in keys else []
    for lack, key in zip(found, keys, strict=True):
        fresh = ExceptionForm(initial={"rule": lack.rule, "value": lack.value}, auto_id=f"id_{lack.rule}_%s")
        rows.append({"lack": lack, "form": typed if typed and sent == key else fresh})
    return rows
