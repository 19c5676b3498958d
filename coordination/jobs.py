"""The room's own jobs on the clock."""

import datetime as dt

from . import (
    changing,
    clock,
    digests,
    lapsing,
    lifetimes,
    mail_in,
    mail_retention,
    notices,
    outbox,
    reminders,
    retention,
    sweeping,
)

clock.register("outbox", outbox.send_due, every=dt.timedelta(seconds=15))
clock.register("mail-in", mail_in.run_once, every=dt.timedelta(seconds=30))
clock.register("mail-kept", mail_retention.run_once, every=dt.timedelta(hours=6))
clock.register("private-files", sweeping.run_once, every=dt.timedelta(hours=6))
clock.register("unit-changes", changing.run_once, every=dt.timedelta(minutes=1))
clock.register("secret-keys", notices.forget_keys, every=dt.timedelta(minutes=5))
clock.register("accounts", lifetimes.run_once, every=dt.timedelta(minutes=30))
clock.register("inquiries", lapsing.run_once, every=dt.timedelta(minutes=30))
clock.register("digests", digests.run_once, every=dt.timedelta(minutes=10))
clock.register("reminders", reminders.run_once, every=dt.timedelta(minutes=30))
clock.register("retention", retention.run_once, every=dt.timedelta(hours=1))
