"""Deeds on letters and notices: sent again what was given up, read what is new."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from .. import audit, letters
from ..models import NoticeSettings, OutboxMessage
from ..policies import OutboxPolicy
from ..standing import Standing
from .deed import deed


@deed("letter.again")
def send_again(letter: OutboxMessage, *, by: Standing, now: dt.datetime) -> OutboxMessage:
    """Try a letter that was given up from the beginning, under its own Message-ID. Raises Refused."""
    letter = OutboxMessage.objects.select_for_update().get(pk=letter.pk)
    OutboxPolicy(by).may_send_again(letter.state, lost_key=letter.has_lost_its_key).enforce()
    letter.given_up_at, letter.attempts, letter.next_try_at, letter.last_error = None, 0, now, ""
    letter.save(update_fields=["given_up_at", "attempts", "next_try_at", "last_error"])
    audit.write("letter.again", now=now, about=letter, by=by)
    return letter


@transaction.atomic
def mark_read(account: Any, *, until: dt.datetime, now: dt.datetime) -> dt.datetime:
    """The person has read the news up to an instant: never to come, and never back. Returns it."""
    kept, _made = NoticeSettings.objects.select_for_update().get_or_create(account_id=account.pk)
    kept.seen_at = max(min(until, now), kept.seen_at or until.min.replace(tzinfo=dt.UTC))
    kept.save(update_fields=["seen_at"])
    return kept.seen_at


@transaction.atomic
def choose_letters(account: Any, *, daily: Iterable[str], by: Standing, now: dt.datetime) -> NoticeSettings:
    """Which families of letters the person gets once a day; the others, and all that ask to act, come at once."""
    kept, _made = NoticeSettings.objects.select_for_update().get_or_create(account_id=account.pk)
    chosen = [family.key for family in letters.families() if family.key in set(daily)]
    if chosen != kept.daily:
        kept.daily = chosen
        kept.save(update_fields=["daily"])
        audit.write("account.letters", now=now, about=account, by=by, note=", ".join(chosen))
    return kept
