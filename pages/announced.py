"""The portal tells SZ by itself that a competition was announced (§ 3 pkt 6)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from coordination import audit, outbox, reminding
from coordination.calendar import warsaw_date
from coordination.outbox import Recipient
from coordination.routing import account_recipient, coordinating_unit, officers, recipients_of
from coordination.states import PortalOffice

KIND, STEP = "competition.announced", "announced"


def tell_sz(page: Any, *, now: dt.datetime) -> None:
    """Once a competition, in the transaction of its publication: to the monitors, else to the people of SZ."""
    if not reminding.take(page, STEP, now=now):
        return
    unit = page.stewardship.unit
    outbox.write(
        KIND,
        to=_monitors(warsaw_date(now)),
        template="pages/emails/announced",
        words="pages/emails/words/announced",
        context={"page": page, "unit": unit, "url": page.url or ""},
        about=page,
        link=page.url or "",
        now=now,
    )
    audit.write("competition.tell", now=now, about=page, unit=unit)


def _monitors(on: dt.date) -> list[Recipient]:
    found = [account_recipient(account) for account in officers([PortalOffice.MONITOR], on) if account.email]
    return found or recipients_of(coordinating_unit(), on)
