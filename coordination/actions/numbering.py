"""Numbers without gaps or twins, and secret keys kept only as digests."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from django.core import signing

from ..models import NumberSequence

KEY_BYTES = 24


def next_number(year: int) -> str:
    """«NGO-2026-00017», counted under a row lock; call inside the deed's transaction."""
    name = f"NGO-{year}"
    NumberSequence.objects.get_or_create(name=name)
    sequence = NumberSequence.objects.select_for_update().get(name=name)
    sequence.last += 1
    sequence.save(update_fields=["last"])
    return f"{name}-{sequence.last:05d}"


def new_key() -> str:
    """192 random bits, safe in an address."""
    return secrets.token_urlsafe(KEY_BYTES)


def digest(key: str) -> str:
    """What is kept of a key. It is random and long, so a plain hash suffices."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def matches(key: str, kept: str) -> bool:
    """Compare in constant time."""
    return hmac.compare_digest(digest(key), kept)


def letter_key(number: str, kept: str) -> str:
    """A second key of an inquiry, for letters: derived from the digest, so it is never kept and ends with the first.

    `kept` is the digest of the key; a renewed key has another digest, and letters sent before lead nowhere then.
    """
    return _signer().signature(f"{number}:{kept}")


def opens(key: str, number: str, kept: str) -> bool:
    """Whether the key is that of the inquiry: its own, or the one of its letters."""
    return matches(key, kept) or (key.isascii() and _is_signed(f"{number}:{kept}", key))


def _is_signed(text: str, signature: str) -> bool:
    try:
        _signer().unsign(f"{text}:{signature}")
    except signing.BadSignature:
        return False
    return True


def _signer() -> signing.Signer:
    return signing.Signer(salt="coordination.inquiry-link")
