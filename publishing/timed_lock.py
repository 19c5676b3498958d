"""A lock that somebody set by hand holds for some hours of the office's working time, then the clock takes it off."""

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.locks import BasicLock
from wagtail.models import Page

from coordination import standards
from coordination.deadlines import office_calendar
from coordination.models import AuditEntry

from .holding import lapses_at, taken_before
from .subjects import page_reference

LOCK, LOCK_HOURS = "page.lock", 16
"""Key of the service standard, and the working hours that hold while nobody has set it: two days of the office."""
UNLOCKED = "page.unlock"


def minutes() -> int:
    return standards.value(LOCK, LOCK_HOURS) * 60


def left_before(now: dt.datetime) -> dt.datetime:
    """What was locked at this instant or earlier is free at `now`. Two queries."""
    return taken_before(now, minutes(), office_calendar())


def released_since(page: Page, *, to: Any) -> AuditEntry | None:
    """The line of a lock that somebody else, or the clock, took off since the text was last saved. One query."""
    lines = AuditEntry.objects.filter(about=page_reference(page.pk), verb=UNLOCKED).exclude(actor_id=to.pk)
    if page.latest_revision_created_at:
        lines = lines.filter(at__gt=page.latest_revision_created_at)
    return lines.order_by("-at", "-pk").first()


class TimedLock(BasicLock):
    """Wagtail's own, which also says when it ends by itself."""

    def get_message(self, user: Any) -> Any:
        said = super().get_message(user)
        if not self.object.locked_at:
            return said
        ends = lapses_at(self.object.locked_at, minutes(), office_calendar())
        words = _("It is released by itself: %(when)s.") % {"when": _moment(ends)}
        return format_html("{} {}", said, words)


def _moment(instant: dt.datetime) -> str:
    return date_format(timezone.localtime(instant), _("l j F Y, G:i"))
