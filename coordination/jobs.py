"""The room's own jobs on the clock."""

import datetime as dt

from . import clock, outbox

clock.register("outbox", outbox.send_due, every=dt.timedelta(seconds=15))
