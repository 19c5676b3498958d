"""Who works on an item: take it, put it back, give it to somebody."""

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from coordination.numbers import number

from .. import actions
from ..facts import handoff_policy
from ..models import Handoff
from .access import on_handoff


@on_handoff
def claim(request: HttpRequest, found: Handoff) -> HttpResponse:
    done = actions.claim(found, by=request.user, now=timezone.now())
    messages.success(request, _("«%(title)s» is in your hand.") % {"title": done.title})
    return _back(request, found)


@on_handoff
def release(request: HttpRequest, found: Handoff) -> HttpResponse:
    done = actions.release(found, by=request.user, now=timezone.now())
    messages.success(request, _("«%(title)s» is nobody's again.") % {"title": done.title})
    return _back(request, found)


@on_handoff
def assign(request: HttpRequest, found: Handoff) -> HttpResponse:
    handoff_policy(request.user, found).may_assign().enforce()
    account = get_user_model()._default_manager.filter(pk=_chosen(request)).first()
    if account is None:
        messages.error(request, _("Choose to whom you give it; nothing has changed."))
        return _back(request, found)
    done = actions.assign(found, to=account, by=request.user, now=timezone.now())
    words = {"title": done.title, "name": done.held_by_name}
    messages.success(request, _("«%(title)s» is in the hand of: %(name)s.") % words)
    return _back(request, found)


def _chosen(request: HttpRequest) -> int:
    return number(request.POST.get("komu", "")) or 0


def _back(request: HttpRequest, found: Handoff) -> HttpResponse:
    """To the row of the list the button stood in, its filters kept; else to the handoff."""
    address = request.POST.get("wroc", "")
    safe = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    inside = address.startswith(reverse("publishing:unit_list"))
    if safe and inside:
        return redirect(f"{address.partition('#')[0]}#przekazanie-{found.pk}")
    return redirect("publishing:handoff", found.pk)
