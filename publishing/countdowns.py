"""How long is left of a date, in one unit: working days, with the name of the date. Pure."""

import datetime as dt
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coordination.calendar import WorkingCalendar

FAR = 400
"""Calendar days beyond which nobody counts working days."""


@dataclass(frozen=True)
class Countdown:
    """The date that counts now: its name, the Warsaw date, what is left; `left` is empty once the day has passed."""

    label: str
    day: dt.date
    left: str
    is_delivery: bool = False

    def __str__(self) -> str:
        """«termin dostarczenia: 3 grudnia, został 1 dzień roboczy»."""
        named = f"{self.label}: {date_format(self.day, 'j E')}"
        return f"{named}, {self.left}" if self.left else named


def countdown(deliver_by: dt.date | None, publish_on: dt.date, today: dt.date, calendar: WorkingCalendar) -> Countdown:
    """`deliver_by` is the day by which material is still awaited, None when it is there or no day was agreed."""
    label, day = (_("delivery by"), deliver_by) if deliver_by else (_("publication"), publish_on)
    return Countdown(label, day, working_days_left(day, today, calendar), is_delivery=deliver_by is not None)


def working_days_left(day: dt.date, today: dt.date, calendar: WorkingCalendar) -> str:
    """«zostały 3 dni robocze», «dziś», «przed najbliższym dniem roboczym»; empty in the past and far ahead."""
    ahead = (day - today).days
    if not 0 <= ahead <= FAR:
        return ""
    count = calendar.working_days_between(today, day)
    if count == 0:
        return _("before the next working day") if ahead else _("today")
    return ngettext("%(count)s working day left", "%(count)s working days left", count) % {"count": count}
