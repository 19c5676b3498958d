"""The news on the staff home are read: kept for the person alone."""

import datetime as dt

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coordination import actions

from .access import staff


@require_POST
@staff
def news_read(request: HttpRequest) -> HttpResponse:
    """Up to the newest event that was shown, so that what came meanwhile stays new."""
    now = timezone.now()
    actions.mark_read(request.user, until=_instant(request.POST.get("do", "")) or now, now=now)
    messages.success(request, _("Marked as read."))
    return redirect("wagtailadmin_home")


def _instant(text: str) -> dt.datetime | None:
    """An aware instant; nothing for anything else."""
    try:
        found = parse_datetime(text[:40])
    except ValueError:
        return None
    return found if found and timezone.is_aware(found) else None
