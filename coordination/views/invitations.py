"""`/konto/zaproszenie/…/`: the invited person sets a password; whose link works no more asks for a new one."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import actions, conf, guard
from ..account_notices import to_ask
from ..actions.numbering import digest
from ..calendar import warsaw_date
from ..forms import InvitationAgainForm, NewPasswordForm
from ..guard import Limit
from ..models import Invitation
from ..verdict import Refused
from .inquiries import UNPROCESSABLE, door, respond, secret_door

BACKEND = "django.contrib.auth.backends.ModelBackend"
OWN_PAGE = {"same-origin", "none"}
NOT_FOUND = 404


@secret_door
def invitation(request: HttpRequest, key: str) -> HttpResponse:
    """The form behind the one-time link. Used, expired, revoked and unknown links give one answer."""
    now = timezone.now()
    found = working(key, now)
    if found is None:
        return not_working(request)
    if request.method != "POST":
        return password_page(request, found, NewPasswordForm(found.person.user), now)
    form = NewPasswordForm(found.person.user, request.POST)
    if not guard.PASSWORDS.allows(guard.address_of(request)):
        return password_page(request, found, form, now, limit=guard.PASSWORDS)
    if not _from_this_page(request) or not form.is_valid():
        return password_page(request, found, form, now, status=UNPROCESSABLE)
    try:
        user = actions.accept_invitation(found, password=form.cleaned_data["new_password1"], now=now)
    except Refused:  # used in another window at this moment
        return not_working(request)
    login(request, user, backend=BACKEND)
    messages.success(request, _("Your password is set. Welcome to the portal."))
    return redirect(conf.staff_home())


def working(key: str, now: dt.datetime) -> Invitation | None:
    """The invitation that lets in at `now`: open, not expired, for an office that lasts. One query."""
    found = Invitation.objects.working(now).select_related("person__user", "designation__unit")
    row = found.filter(key_digest=digest(key), person__user__is_active=True).first()
    ended = row is not None and row.designation.until_on and row.designation.until_on < warsaw_date(now)
    return None if ended else row


def _from_this_page(request: HttpRequest) -> bool:
    """The page sends no referrer, so no token check is possible (see secret_door); browsers tell where a form was.

    Without this, another site could sign a visitor in to an account of its own choice.
    """
    return request.headers.get("Sec-Fetch-Site", "same-origin") in OWN_PAGE


def password_page(
    request: HttpRequest,
    found: Invitation,
    form: NewPasswordForm,
    now: dt.datetime,
    *,
    status: int = 200,
    limit: Limit | None = None,
) -> HttpResponse:
    today = warsaw_date(now)
    context = {
        "title": _("Set your password"),
        "noindex": True,
        "invitation": found,
        "designation": found.designation,
        "form": form,
        "limit": limit,
        "begins_later": found.designation.from_on > today,
        "ask": to_ask(found.designation, today),
    }
    return respond(request, "coordination/invitation.html", context, status, limit)


def not_working(request: HttpRequest) -> HttpResponse:
    """One answer for a used, expired, revoked, unknown link: it tells nothing, and says what to do."""
    context: dict[str, Any] = {
        "title": _("This invitation does not work"),
        "noindex": True,
        "desk": conf.staff_home(),
    }
    return render(request, "coordination/invitation_unknown.html", context, status=NOT_FOUND)


@door
def ask_again(request: HttpRequest) -> HttpResponse:
    """Send a new invitation to the mailbox. The answer is the same whether or not anything was sent."""
    form = InvitationAgainForm(request.POST or None)
    if request.method != "POST":
        return again_page(request, form)
    if not guard.INVITATIONS.allows(guard.address_of(request)):
        return again_page(request, form, limit=guard.INVITATIONS)
    if not form.is_valid():
        return again_page(request, form, status=UNPROCESSABLE)
    email = form.cleaned_data["email"]
    if guard.INVITATIONS_TO_ONE_MAILBOX.allows(email.lower()):
        actions.renew_invitation(email, now=timezone.now())
    messages.success(
        request,
        _("If an invitation waits for this address, a new link is on its way. Look into your mailbox."),
    )
    return redirect("coordination:invitation-again")


def again_page(
    request: HttpRequest, form: InvitationAgainForm, *, status: int = 200, limit: Limit | None = None
) -> HttpResponse:
    context = {"title": _("Ask for a new invitation"), "noindex": True, "form": form, "limit": limit}
    return respond(request, "coordination/invitation_again.html", context, status, limit)
