"""The room's jobs on the clock."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from coordination import clock

from . import link_checking, locks, look_rounds, months, scheduling, upkeep, watch

clock.register(
    "publish", scheduling.run_once, every=dt.timedelta(seconds=20), label=_("publishing at the agreed hour"), vital=True
)
clock.register("watch", watch.run_once, every=dt.timedelta(minutes=10), label=_("watching over dates and duties"))
clock.register("locks", locks.release_left, every=dt.timedelta(minutes=10), label=_("releasing locks that were left"))
clock.register(
    "upkeep", upkeep.run_once, every=dt.timedelta(minutes=10), label=_("opening tasks that the calendar asks for")
)
clock.register("months", months.run_once, every=dt.timedelta(hours=1), label=_("figures of the month"))
clock.register("findings", look_rounds.run_once, every=dt.timedelta(seconds=20), label=_("looking over public pages"))
clock.register(
    "findings-days", look_rounds.days_once, every=dt.timedelta(minutes=10), label=_("days that passed on public pages")
)
clock.register("links", link_checking.run_once, every=dt.timedelta(minutes=1), label=_("checking links"))
