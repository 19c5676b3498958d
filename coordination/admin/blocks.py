"""`/admin/zapytania/poczta/blokady/`: whose letters and questions wait for a person first. For administrators."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from .. import actions
from ..calendar import warsaw_date
from ..mail_policies import BlockPolicy
from ..models import BlockedSender
from ..standing import standing_of
from ..verdict import Refused
from .by_deed import blame
from .doors import staff_door
from .mail import mail_list, screen
from .mail_forms import BlockForm
from .mail_letter import UNPROCESSABLE, mail_detail

PAGE_SIZE = 30


@require_http_methods(["GET", "HEAD", "POST"])
@staff_door
def blocks(request: HttpRequest) -> HttpResponse:
    """The list, and the form for one more; an address may be named in the link from a letter."""
    standing = standing_of(request.user)
    BlockPolicy(standing).may_read().enforce()
    typed = request.POST if request.method == "POST" else None
    named = request.GET.get("wzor", "").replace("\x00", "")[:254]
    form = BlockForm(typed, today=warsaw_date(timezone.now()), initial={"wzor": named})
    if typed is not None and form.is_valid() and _blocked(form, standing):
        messages.success(request, _("Blocked. Nobody is told; what comes from there waits in the holding list."))
        return redirect("coordination_mail:blocks")
    return _page(request, form)


def _blocked(form: BlockForm, standing: Any) -> bool:
    data = form.cleaned_data
    try:
        actions.block_sender(
            data["wzor"], reason=data["powod"], until_on=data["do_dnia"], by=standing, now=timezone.now()
        )
    except ValidationError as error:
        blame(form, error, {"pattern": "wzor"})
        return False
    return True


def _page(request: HttpRequest, form: BlockForm) -> HttpResponse:
    today = warsaw_date(timezone.now())
    page = Paginator(BlockedSender.objects.order_by("-blocked_at", "-pk"), PAGE_SIZE).get_page(
        request.GET.get("strona")
    )
    here = reverse("coordination_mail:blocks")
    context = {
        "form": form,
        "rows": [{"block": row, "in_force": row.is_in_force(today)} for row in page.object_list],
        "newer": f"{here}?strona={page.previous_page_number()}" if page.has_previous() else "",
        "older": f"{here}?strona={page.next_page_number()}" if page.has_next() else "",
    }
    status = UNPROCESSABLE if form.errors else 200
    return screen(request, "blocked_senders", _("Blocked senders"), context, status=status, inner=True)


@require_POST
@staff_door
def lift(request: HttpRequest, pk: int) -> HttpResponse:
    standing = standing_of(request.user)
    BlockPolicy(standing).may_keep().enforce()
    row = get_object_or_404(BlockedSender, pk=pk)
    try:
        actions.lift_block(row, by=standing, now=timezone.now())
        messages.success(request, _("Lifted. What waits in the holding list goes on waiting."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("coordination_mail:blocks")


urlpatterns = [
    path("", mail_list, name="list"),
    path("<int:pk>/", mail_detail, name="detail"),
    path("blokady/", blocks, name="blocks"),
    path("blokady/<int:pk>/zdejmij/", lift, name="lift"),
]
