"""`/admin/konta/`: who waits for an invitation, whose account is shut; invite, take back, open again (§ 2 pkt 1)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button

from .. import actions, order
from ..accounts import open_invitation, state_of, was_shut_by_the_clock, with_accounts
from ..calendar import warsaw_date
from ..models import AccountEvent, Designation
from ..policies import AccountPolicy
from ..standing import Standing, standing_of
from ..states import AccountState, AccountStep
from ..steps import OFFICES
from ..verdict import Refused, Verdict
from ..wording import full_day
from .doors import staff_door

SHOWN = 300
NOT_FOR_YOU = Verdict(gettext_lazy("Heads of units and administrators keep accounts."), order.DESIGNATION, OFFICES)


# -- one person's account -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class AccountRow:
    """A designated person's account in words, with what the viewer may do about it."""

    designation: Designation
    state: AccountState
    words: str
    may_invite: Verdict
    may_revoke: Verdict
    may_restore: Verdict
    warned: bool = False

    @property
    def may_anything(self) -> bool:
        return bool(self.may_invite or self.may_revoke or self.may_restore)

    @property
    def again(self) -> bool:
        """Whether inviting means sending a new link."""
        return self.state in (AccountState.INVITED, AccountState.EXPIRED)


def account_policy(standing: Standing, of: Designation, now: dt.datetime) -> AccountPolicy:
    return AccountPolicy(standing, of.unit_id, state_of(of.person, now), of.until_on)


def account_row(standing: Standing, of: Designation, now: dt.datetime) -> AccountRow:
    policy = account_policy(standing, of, now)
    state = AccountState(policy.account)
    warned = state == AccountState.WORKS and _is_warned(of.person.user)
    return AccountRow(
        designation=of,
        state=state,
        words=state_in_words(of, state, warned),
        may_invite=policy.may_invite(),
        may_revoke=policy.may_revoke(),
        may_restore=policy.may_restore(),
        warned=warned,
    )


def state_in_words(of: Designation, state: AccountState, warned: bool = False) -> str:
    """«zaproszenie działa do 10 grudnia 2026»."""
    waiting = open_invitation(of.person)
    if waiting and state in (AccountState.INVITED, AccountState.EXPIRED):
        words = {"day": full_day(warsaw_date(waiting.expires_at))}
        if state == AccountState.INVITED:
            return _("invitation works until %(day)s") % words
        return _("invitation expired on %(day)s") % words
    return _("works; not used for long, warned") if warned else str(state.label)


def _is_warned(user: Any) -> bool:
    """Warned, and not signed in since."""
    newest = max(user.account_events.all(), key=lambda row: (row.at, row.pk), default=None)
    if newest is None or newest.step != AccountStep.WARNED:
        return False
    return user.last_login is None or user.last_login < newest.at


class AccountColumn(Column):
    """The account's state in words; reads nothing that the list has not read (`with_accounts`)."""

    def __init__(self) -> None:
        super().__init__("account", label=gettext_lazy("Account"))

    def get_value(self, instance: Designation) -> str:
        state = state_of(instance.person, timezone.now())
        return state_in_words(instance, state, state == AccountState.WORKS and _is_warned(instance.person.user))


def listing_buttons(standing: Standing, of: Designation, now: dt.datetime) -> list[Button]:
    row = account_row(standing, of, now)
    if not row.may_invite and not row.may_restore:
        return []
    label = _("Open the account again") if row.may_restore else _("Invite to the portal")
    return [Button(label, url=f"{reverse('coordination_designations:inspect', args=[of.pk])}#konto", icon_name="mail")]


# -- the list -----------------------------------------------------------------------------------------------------


def may_list(standing: Standing) -> bool:
    return standing.is_administrator or any(standing.heads(unit) for unit in standing.units)


@require_safe
@staff_door
def account_list(request: HttpRequest) -> HttpResponse:
    """Everybody who cannot sign in, or soon will not: the whole city for administrators, own units for a head."""
    standing, now = standing_of(request.user), timezone.now()
    if not may_list(standing):
        NOT_FOR_YOU.enforce()
    rows = [account_row(standing, row, now) for row in waiting(standing)[:SHOWN]]
    context = {
        "header_title": _("Accounts and invitations"),
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": "", "label": _("Accounts and invitations")},
        ],
        "header_icon": "key",
        "rows": rows,
        "officers": shut_officers() if standing.is_administrator else [],
    }
    return render(request, "coordination/admin/account_list.html", context)


def waiting(standing: Standing) -> QuerySet[Designation]:
    """Designations of today and to come whose person has no account, cannot sign in, or was warned."""
    today = standing.on
    warned = AccountEvent.objects.filter(user=OuterRef("person__user"), step=AccountStep.WARNED).filter(
        Q(user__last_login__isnull=True) | Q(at__gt=OuterRef("person__user__last_login"))
    )
    cannot = (
        Q(person__user=None)
        | Q(person__user__is_active=False)
        | Q(person__user__password__startswith=UNUSABLE_PASSWORD_PREFIX)
    )
    found = Designation.objects.filter(Q(until_on__isnull=True) | Q(until_on__gte=today)).filter(
        cannot | Q(Exists(warned))
    )
    if not standing.is_administrator:
        found = found.filter(unit_id__in=[unit for unit in standing.units if standing.heads(unit)])
    return with_accounts(found).order_by("unit__name", "person__last_name", "pk")


def shut_officers() -> list[Any]:
    """Accounts without a designation that the clock shut: former sign-ins of the portal team."""
    users = get_user_model()._default_manager.filter(
        is_active=False, person__designations__isnull=True, account_events__step=AccountStep.DORMANT
    )
    return [user for user in users.distinct().prefetch_related("account_events") if was_shut_by_the_clock(user)]


# -- deeds --------------------------------------------------------------------------------------------------------


def on_designation(deed: Callable[[HttpRequest, Designation], str]) -> Callable[..., HttpResponse]:
    """A POST door: the deed judges; a refusal is said where the button was."""

    @require_POST
    @staff_door
    def door(request: HttpRequest, pk: int) -> HttpResponse:
        found = get_object_or_404(Designation.objects.select_related("person__user", "unit"), pk=pk)
        try:
            messages.success(request, deed(request, found))
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect(_back(request, found))

    return door


def _back(request: HttpRequest, found: Designation) -> str:
    named = request.POST.get("next", "")
    if named and url_has_allowed_host_and_scheme(named, allowed_hosts={request.get_host()}):
        return named
    return f"{reverse('coordination_designations:inspect', args=[found.pk])}#konto"


@on_designation
def invite(request: HttpRequest, found: Designation) -> str:
    done = actions.invite(found, by=standing_of(request.user), now=timezone.now())
    words = {"email": found.person.email, "day": full_day(warsaw_date(done.invitation.expires_at))}
    return _("The invitation is on its way to %(email)s; the link works until %(day)s.") % words


@on_designation
def revoke(request: HttpRequest, found: Designation) -> str:
    actions.revoke_invitation(found, by=standing_of(request.user), now=timezone.now())
    return _("The invitation is taken back; its link no longer works.")


@on_designation
def restore(request: HttpRequest, found: Designation) -> str:
    actions.restore(found, by=standing_of(request.user), now=timezone.now())
    return _("The account is open again; the person has a letter.")


@require_POST
@staff_door
def restore_officer(request: HttpRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(get_user_model(), pk=pk)
    actions.restore_officer(user, by=standing_of(request.user), now=timezone.now())
    messages.success(request, _("The account is open again; the person has a letter."))
    return redirect("coordination_accounts:list")


urlpatterns = [
    path("", account_list, name="list"),
    path("<int:pk>/zapros/", invite, name="invite"),
    path("<int:pk>/odwolaj/", revoke, name="revoke"),
    path("<int:pk>/przywroc/", restore, name="restore"),
    path("portal/<int:pk>/przywroc/", restore_officer, name="restore-officer"),
]
