"""Numbers without gaps or twins, and secret keys kept only as digests."""

from __future__ import annotations

import hashlib
import hmac
import secrets

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
