"""The room's jobs on the clock."""

import datetime as dt

from coordination import clock

from . import link_checking, locks, look_rounds, months, scheduling, upkeep, watch

clock.register("publish", scheduling.run_once, every=dt.timedelta(seconds=20))
clock.register("watch", watch.run_once, every=dt.timedelta(minutes=10))
clock.register("locks", locks.release_left, every=dt.timedelta(minutes=10))
clock.register("upkeep", upkeep.run_once, every=dt.timedelta(minutes=10))
clock.register("months", months.run_once, every=dt.timedelta(hours=1))
clock.register("findings", look_rounds.run_once, every=dt.timedelta(seconds=20))
clock.register("findings-days", look_rounds.days_once, every=dt.timedelta(minutes=10))
clock.register("links", link_checking.run_once, every=dt.timedelta(minutes=1))
