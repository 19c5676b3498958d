"""The room's jobs on the clock."""

import datetime as dt

from coordination import clock

from .announcing import confirming
from .results import reminders

clock.register("results", reminders.run_once, every=dt.timedelta(minutes=30))
clock.register("places", confirming.run_once, every=dt.timedelta(minutes=10))
