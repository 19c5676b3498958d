"""The room's jobs on the clock."""

import datetime as dt

from coordination import clock

from .announcing import confirming

clock.register("places", confirming.run_once, every=dt.timedelta(minutes=10))
