"""Deadlines of competitions for people's own calendars: of a whole list, with its filters, and of one competition."""

import datetime as dt
from typing import Any

from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from icalendar import Event

from . import calendars
from .competition_list import asked_for
from .competition_states import State, is_annulled
from .models import CompetitionPage
from .querysets import restricted

A_QUARTER = dt.timedelta(minutes=15)
"""An entry ends at the deadline; calendars show it as a short one just before."""
BATCH = 500


def deadline_entry(page: Any, request: HttpRequest) -> Event:
    """The last quarter before the deadline, with reminders 7 and 1 day ahead. A planned deadline says so."""
    foretold = page.state_now == State.FORETOLD
    title = (_("Planned: offers until: %(title)s") if foretold else _("Offers until: %(title)s")) % {
        "title": page.title
    }
    item = calendars.entry(
        page, request, title=title, starts=page.deadline - A_QUARTER, ends=page.deadline, text=page.summary
    )
    item.add("status", "CANCELLED" if is_annulled(page, page.state_now) else "TENTATIVE" if foretold else "CONFIRMED")
    item.add("transp", "TRANSPARENT")
    calendars.remind(item, title)
    return item


@require_safe
def of_the_list(request: HttpRequest) -> StreamingHttpResponse:
    """Deadlines of what the filters leave: of those that take offers now, unless another state is asked for."""
    form, found = asked_for(request, timezone.now())
    if not form.value("stan"):
        found = found.filter(state_now=State.OPEN)
    found = found.filter(deadline__isnull=False).closing_first()
    entries = (deadline_entry(page, request) for page in found.iterator(chunk_size=BATCH))
    return calendars.answer(_("Deadlines of competitions in Kraków"), entries, "konkursy.ics")


@require_safe
def of_one(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    """The deadline of one competition, behind «Zapisz do kalendarza» on its page."""
    rows = CompetitionPage.objects.live().filter(~restricted(), slug=slug, deadline__isnull=False)
    page = rows.with_state(timezone.now()).first()
    if page is None:
        raise Http404
    return calendars.answer(page.title, [deadline_entry(page, request)], f"termin-{page.pk}.ics", attached=True)
