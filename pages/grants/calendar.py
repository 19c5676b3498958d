"""Last days of calls for small grants for people's own calendars: of all that are open, and of one."""

import datetime as dt
from typing import Any

from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from icalendar import Event

from coordination.calendar import warsaw_date

from .. import calendars
from ..models import SmallGrantCallPage
from .filters import GrantCallFilter
from .states import GrantState

OPEN_OR_TO_COME = (GrantState.OPEN, GrantState.FORETOLD)
BATCH = 500


def last_day_entry(page: Any, request: HttpRequest) -> Event:
    """The whole day, which counts to its end; reminders 7 and 1 day ahead. A call to come says so."""
    foretold = page.state_now == GrantState.FORETOLD
    words = _("Planned: last day for offers: %(title)s") if foretold else _("Last day for offers: %(title)s")
    title = words % {"title": page.title}
    item = calendars.all_day(page, request, title=title, on=page.dates().offers_until, text=page.summary)
    item.add("status", "TENTATIVE" if foretold else "CONFIRMED")
    item.add("transp", "TRANSPARENT")
    calendars.remind(item, title)
    return item


def _with_last_day(today: dt.date) -> Any:
    found = SmallGrantCallPage.objects.visible().with_unit().filter(closes_on__isnull=False)
    return found.in_state(*OPEN_OR_TO_COME, on=today)


@require_safe
def of_the_list(request: HttpRequest) -> StreamingHttpResponse:
    """What the filters of the list leave, of calls that take offers now or will: a call without a last day has none."""
    now = timezone.now()
    form = GrantCallFilter(request.GET)
    form.is_valid()
    found = form.narrow(_with_last_day(warsaw_date(now)), now=now).order_by("closes_on", "title", "pk")
    entries = (last_day_entry(page, request) for page in found.iterator(chunk_size=BATCH))
    return calendars.answer(_("Calls for small grants in Kraków"), entries, "male-granty.ics")


@require_safe
def of_one(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    """Behind «Zapisz do kalendarza» on the page of a call."""
    page = _with_last_day(warsaw_date(timezone.now())).filter(slug=slug).first()
    if page is None:
        raise Http404
    return calendars.answer(page.title, [last_day_entry(page, request)], f"nabor-{page.pk}.ics", attached=True)
