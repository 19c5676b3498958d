"""Beside the conversation: its files, and who else has the form open."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from .. import order, presence, steps
from ..file_doors import file_answer
from ..models import InquiryFile
from ..policies import ANOTHER_UNIT
from ..standing import standing_of
from ..verdict import Refused, Verdict
from .doors import staff_door
from .inquiries import opened


@require_safe
@staff_door
def inquiry_file(request: HttpRequest, number: str, pk: int) -> HttpResponseBase:
    """A file of the conversation, for whoever reads the inquiry. A file that is not there answers as a foreign one."""
    standing = standing_of(request.user)
    inquiry, _policy = opened(standing, number, timezone.now())
    file = InquiryFile.objects.filter(message__inquiry=inquiry, pk=pk).first()
    if file is None:
        raise Refused(Verdict(ANOTHER_UNIT, order.ANSWER_INQUIRIES, steps.OWN_INQUIRIES))
    return file_answer(file)


@require_POST
@staff_door
def inquiry_presence(request: HttpRequest, number: str) -> HttpResponse:
    """An open form says that it is open; the answer says who else is there. Asked every 45 seconds at most."""
    standing, now = standing_of(request.user), timezone.now()
    inquiry, policy = opened(standing, number, now)
    policy.may_note().enforce()
    presence.be_here(inquiry, by=standing, now=now, writing=request.POST.get("pisze") == "1")
    others = presence.colleagues(inquiry, besides=standing, now=now)
    return render(request, "coordination/admin/parts/presence.html", {"colleagues": others})
