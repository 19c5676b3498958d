"""The daily letter: what a person wanted once a day, in one letter on working days from a set hour.

The hour is also the border: what was written before it goes, what comes later waits for the next working day. So a
second pass finds nothing left, and after an outage the first pass of the day tells everything that waited.
"""

import datetime as dt

from django.db import transaction

from . import outbox, standards
from .calendar import warsaw, warsaw_date
from .deadlines import office_calendar
from .models import OutboxMessage
from .outbox import Recipient

HOUR, EIGHT = "letter.digest", 8
"""Key of the service standard, and the hour that holds while nobody has set it."""


def run_once(now: dt.datetime) -> int:
    """One pass. Returns how many daily letters were written."""
    today = warsaw_date(now)
    border = warsaw(today, dt.time(min(standards.value(HOUR, EIGHT), 23)))
    if now < border or not office_calendar().is_working_day(today):
        return 0
    accounts = OutboxMessage.objects.to_gather(border).order_by("gather_for").values_list("gather_for", flat=True)
    return sum(_gather(account, border, now) for account in list(accounts.distinct()))


@transaction.atomic
def _gather(account_id: int, border: dt.datetime, now: dt.datetime) -> bool:
    """The letter and the marks on what it tells are one transaction; a second clock waits here and finds nothing."""
    waiting = OutboxMessage.objects.select_for_update(of=("self",)).to_gather(border).filter(gather_for=account_id)
    rows = list(waiting)
    if not rows:
        return False
    to = Recipient(rows[-1].to, rows[-1].to_name)
    (letter,) = outbox.write(
        "digest", to=[to], template="coordination/emails/digest", context={"letters": rows}, now=now
    )
    OutboxMessage.objects.filter(pk__in=[row.pk for row in rows]).update(gathered_in=letter)
    return True
