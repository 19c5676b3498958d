"""The room's own jobs on the clock."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

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

clock.register("outbox", outbox.send_due, every=dt.timedelta(seconds=15), label=_("sending letters"), vital=True)
clock.register("mail-in", mail_in.run_once, every=dt.timedelta(seconds=30), label=_("reading mail that comes in"))
clock.register(
    "mail-kept", mail_retention.run_once, every=dt.timedelta(hours=6), label=_("forgetting mail after its time")
)
clock.register(
    "private-files",
    sweeping.run_once,
    every=dt.timedelta(hours=6),
    label=_("clearing away private files that nothing names"),
)
clock.register(
    "unit-changes", changing.run_once, every=dt.timedelta(minutes=1), label=_("changes of units on their day")
)
clock.register(
    "secret-keys",
    notices.forget_keys,
    every=dt.timedelta(minutes=5),
    label=_("erasing secret links from letters that were sent"),
)
clock.register("accounts", lifetimes.run_once, every=dt.timedelta(minutes=30), label=_("accounts whose office ended"))
clock.register(
    "inquiries", lapsing.run_once, every=dt.timedelta(minutes=30), label=_("inquiries without an answer of the asker")
)
clock.register("digests", digests.run_once, every=dt.timedelta(minutes=10), label=_("daily letters"))
clock.register("reminders", reminders.run_once, every=dt.timedelta(minutes=30), label=_("reminders of late tasks"))
clock.register(
    "retention", retention.run_once, every=dt.timedelta(hours=1), label=_("forgetting personal data after its time")
)
