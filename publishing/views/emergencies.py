"""Emergency publication: at once, with a written reason; the list of those that wait for a second pair of eyes."""

import logging
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from coordination.standing import standing_of
from coordination.verdict import Refused

from .. import actions, failures
from ..facts import emergency_policy, handoff_policy
from ..forms.handoffs import CheckForm, EmergencyForm
from ..models import Emergency, Handoff
from ..policies.emergency import may_list
from ..policies.verdicts import NOT_NOW
from .access import on_handoff, staff
from .handoff import show
from .moved import moved_on
from .read import read_in
from .screens import screen

logger = logging.getLogger(__name__)
SHOWN = 50
"""Rows of each part of the list; those that wait longest come first."""


PUBLIC_NOW = gettext_lazy("It is public, without a second check. Another person confirms it now.")
DONE_AS_IT_IS = gettext_lazy("It is done, without a second check. Another person confirms it now.")


@on_handoff
def publish_unchecked(request: HttpRequest, found: Handoff) -> HttpResponse:
    read, form = read_in(request), EmergencyForm(request.POST, prefix="emergency")
    try:
        handoff_policy(request.user, found).may_publish_unchecked(read).enforce()
        if form.is_valid():
            reason = form.cleaned_data["reason"]
            actions.publish_unchecked(found, by=request.user, read=read, reason=reason, now=timezone.now())
    except Refused as refused:
        return moved_on(request, found, refused, read, emergency_form=form)
    except Exception as error:  # nothing has changed; the cause is told beside what was typed
        logger.exception("emergency publication of handoff %s failed", found.pk)
        form.add_error(None, _cause(error, found))
    if form.errors:
        return show(request, found, status=422, emergency_form=form)
    messages.success(request, DONE_AS_IT_IS if found.keeps_text else PUBLIC_NOW)
    return redirect("publishing:handoff", found.pk)


def _cause(error: Exception, found: Handoff) -> Any:
    if failures.is_plain(error):
        slug = found.revision.content.get("slug", "") if found.revision else ""
        return failures.words(failures.cause(error), slug)
    return _("The publication failed for a technical reason; nothing has changed. Try again.")


@on_handoff
def check_afterwards(request: HttpRequest, found: Handoff) -> HttpResponse:
    emergency = Emergency.objects.select_related("handoff__page").filter(handoff=found).first()
    if emergency is None:
        raise Refused(NOT_NOW)
    emergency_policy(request.user, emergency).may_check().enforce()
    form = CheckForm(request.POST, prefix="check")
    if not form.is_valid():
        return show(request, found, status=422, check_form=form)
    actions.check_afterwards(emergency, by=request.user, remark=form.cleaned_data["remark"], now=timezone.now())
    messages.success(request, _("Confirmed. The public history of the page says so."))
    return redirect("publishing:emergencies")


@require_GET
@staff
def emergencies(request: HttpRequest) -> HttpResponse:
    """What went public without a second check, the oldest first; then what somebody has confirmed."""
    may_list(standing_of(request.user)).enforce()
    rows = Emergency.objects.select_related("handoff__page", "handoff__unit")
    waiting = [(row, emergency_policy(request.user, row).may_check()) for row in rows.unchecked()[:SHOWN]]
    context = {"waiting": waiting, "checked": rows.checked().order_by("-checked_at", "-pk")[:SHOWN]}
    return screen(request, "emergencies", _("Emergency publications"), context, under="queue")
