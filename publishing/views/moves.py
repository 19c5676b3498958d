"""A page is handed over to be moved: where to, and when."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from coordination.verdict import Refused

from .. import actions
from ..facts import move_policy
from ..forms.moves import MoveForm
from ..models import Handoff, Move
from ..offered import offered_slot
from ..places import offered, place_of
from ..policies import MovePolicy
from ..policies.verdicts import NO_OTHER_PLACE
from .access import governed_or_refused, staff
from .screens import screen


@require_http_methods(["GET", "POST"])
@staff
def move(request: HttpRequest, page_id: int) -> HttpResponse:
    """«Przekaż przeniesienie»: two questions, where and when; once more after a return."""
    page = governed_or_refused(request, page_id)
    policy, now = move_policy(request.user, page), timezone.now()
    policy.may_ask().enforce()
    form = _form(request, page, policy, now)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        done = actions.ask_to_move(
            page,
            target=data["target"],
            publish_at=data.get("publish_at"),
            by=request.user,
            now=now,
            note=data["note"],
            sooner=data.get("sooner", ""),
        )
        messages.success(request, _("Handed over. The portal team sees it in the queue."))
        return redirect("publishing:handoff", done.pk)
    context = {"page": page, "place": page.get_parent(), "form": form}
    status = 422 if request.method == "POST" else 200
    return screen(request, "move", _("Hand the move over"), context, status=status, under="unit_list")


def _form(request: HttpRequest, page: Any, policy: MovePolicy, now: dt.datetime) -> MoveForm:
    places = list(offered(page, policy))
    if not places:
        raise Refused(NO_OTHER_PLACE)
    asked = Move.objects.filter(handoff__in=Handoff.objects.open(), handoff__page_id=page.pk).first()
    typed = {"target": asked.target_id, "note": asked.handoff.note} if asked else {}
    return MoveForm(
        request.POST if request.method == "POST" else None,
        kind=page.kind,
        places=places,
        judge=lambda parent: policy.may_stand(place_of(page, parent)),
        now=now,
        dated=asked is None,
        initial={"publish_at": offered_slot(page.kind, now), **typed},
    )
