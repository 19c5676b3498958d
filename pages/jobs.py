"""The room's jobs on the clock."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from coordination import clock

from .announcing import confirming
from .results import reminders

clock.register(
    "results", reminders.run_once, every=dt.timedelta(minutes=30), label=_("reminders of results of competitions")
)
clock.register(
    "places", confirming.run_once, every=dt.timedelta(minutes=10), label=_("confirming the places of an announcement")
)
