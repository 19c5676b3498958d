"""What has been dealt with is emptied after a set time, a job of the clock: the row stays, the words go."""

import datetime as dt

from django.db import transaction

from . import standards
from .models import IncomingMail, Inquiry

KEPT, NINETY = "mail.kept", 90
"""Key of the service standard in days, and what holds while nobody has set it."""


@transaction.atomic
def run_once(now: dt.datetime) -> int:
    """Empty letters settled before the border; questions of blocked senders that nobody released go with theirs."""
    border = now - dt.timedelta(days=standards.value(KEPT, NINETY))
    rows = IncomingMail.objects.settled().filter(settled_at__lt=border, emptied_at__isnull=True)
    keys = list(rows.values_list("pk", flat=True))
    Inquiry.everything.filter(held_at__isnull=False, mail__in=keys).delete()
    return IncomingMail.objects.filter(pk__in=keys).empty(now)
