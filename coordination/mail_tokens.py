"""The mark in a reply address: which letter is answered. Nothing is stored: it is computed from the letter's row.

«odpowiedz+1234-7f3q…@…»: the number of the letter, and a keyed digest of its Message-ID in letters that no mail program
changes. A letter has one recipient and one inquiry, so a mark proves both.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from . import conf
from .models import OutboxMessage
from .numbers import number

SALT = "coordination.reply"
BYTES = 16
"""128 bits of the digest stand in the address."""


def address_of(letter: OutboxMessage) -> str:
    """Where the letter is answered, and where a mail server reports on it; empty where nobody answers by mail."""
    mailbox, _at, domain = conf.reply_address().partition("@")
    return f"{mailbox}+{letter.pk}-{_digest(letter.message_id, settings.SECRET_KEY)}@{domain}" if domain else ""


def letter_of(addresses: Iterable[str]) -> OutboxMessage | None:
    """The letter whose mark one of the addresses bears; None where it is not valid. A query for each marked address."""
    mailbox, _at, domain = conf.reply_address().partition("@")
    if not domain:
        return None
    for address in addresses:
        local, _at, where = address.rpartition("@")
        if where == domain and local.startswith(f"{mailbox}+"):
            found = _valid(local.removeprefix(f"{mailbox}+"))
            if found:
                return found
    return None


def _valid(mark: str) -> OutboxMessage | None:
    written, _dash, digest = mark.partition("-")
    letter = OutboxMessage.objects.filter(pk=number(written)).first()
    if letter is None:
        return None
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    held = [constant_time_compare(_digest(letter.message_id, key), digest) for key in keys]
    return letter if any(held) else None


def _digest(message_id: str, key: str | bytes) -> str:
    mac = salted_hmac(SALT, message_id, secret=key, algorithm="sha256").digest()[:BYTES]
    return base64.b32encode(mac).decode().rstrip("=").lower()
