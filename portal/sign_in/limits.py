"""How often somebody may try: counted by allauth in the cache, by account and by address (ACCOUNT_RATE_LIMITS).

`wrong_password` counts failures of one address over all names, and of one name from all addresses; the latter is wide,
so that a stranger cannot lock an owner out with a handful of tries. `wrong_password_here` counts one name from one
address. Codes are counted by account: `login_failed` (allauth's own name) a quarter of an hour, `wrong_code` a day.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from allauth.core.internal import ratelimit
from django.http import HttpRequest

from coordination.guard import address_of

APP = "allauth.account"
PASSWORDS = ("wrong_password", "wrong_password_here")
WRONG_CODE = "wrong_code"
RESET_ASKED = "reset_asked"


def visitor(request: HttpRequest) -> str:
    """The address all our limits count by; never empty."""
    return address_of(request) or "-"


def _keys(request: HttpRequest, name: str) -> dict[str, str]:
    name = name.strip().lower()
    return dict(zip(PASSWORDS, (name, f"{name} {visitor(request)}"), strict=True))


@dataclass
class Go:
    """One try, counted before it is made, so that tries side by side cannot slip through together."""

    used: list[Any]

    def __bool__(self) -> bool:
        return all(self.used)

    def take_back(self) -> None:
        for usage in filter(None, self.used):
            usage.rollback()


def password(request: HttpRequest, name: str) -> Go:
    """Falsy when there were too many; a refused go counts nothing."""
    goes = Go([ratelimit.consume(request, app=APP, action=a, key=key) for a, key in _keys(request, name).items()])
    if not goes:
        goes.take_back()
    return goes


def forget_passwords(request: HttpRequest, name: str) -> None:
    """After a reset by mail the owner starts anew."""
    key = _keys(request, name)["wrong_password_here"]
    ratelimit.clear(request, app=APP, action="wrong_password_here", key=key)


def go(request: HttpRequest, action: str, key: str) -> Go:
    return Go([ratelimit.consume(request, app=APP, action=action, key=key)])
