"""Deeds on letters: what was given up is put among the waiting ones once more."""

import datetime as dt

from .. import audit
from ..models import OutboxMessage
from ..policies import OutboxPolicy
from ..standing import Standing
from .deed import deed


@deed("letter.again")
def send_again(letter: OutboxMessage, *, by: Standing, now: dt.datetime) -> OutboxMessage:
    """Try a letter that was given up from the beginning, under its own Message-ID. Raises Refused."""
    letter = OutboxMessage.objects.select_for_update().get(pk=letter.pk)
    OutboxPolicy(by).may_send_again(letter.state, lost_key=letter.has_lost_its_key).enforce()
    letter.given_up_at, letter.attempts, letter.next_try_at = None, 0, now
    letter.save(update_fields=["given_up_at", "attempts", "next_try_at"])
    audit.write("letter.again", now=now, about=letter, by=by)
    return letter
