"""The room's jobs on the clock."""

import datetime as dt

from coordination import clock

from . import locks, months, scheduling, upkeep, watch

clock.register("publish", scheduling.run_once, every=dt.timedelta(seconds=20))
clock.register("watch", watch.run_once, every=dt.timedelta(minutes=10))
clock.register("locks", locks.release_left, every=dt.timedelta(minutes=10))
clock.register("upkeep", upkeep.run_once, every=dt.timedelta(minutes=10))
clock.register("months", months.run_once, every=dt.timedelta(hours=1))
