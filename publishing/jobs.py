"""The room's jobs on the clock."""

import datetime as dt

from coordination import clock

from . import scheduling

clock.register("publish", scheduling.run_once, every=dt.timedelta(seconds=20))
