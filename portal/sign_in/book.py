"""Lines of the book about signing in: who, when, whether it was refused; never a password."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from coordination import audit
from coordination.standing import Standing, standing_of
from coordination.states import Outcome

from . import limits

ONCE = 15 * 60


def write(verb: str, user: Any, *, now: dt.datetime | None = None, note: str = "") -> None:
    """A deed of the account's owner on the account."""
    now = now or timezone.now()
    audit.write(verb, now=now, about=user, by=standing_of(user), note=note)


def refused(verb: str, about: Any, note: str) -> None:
    """`about` is an account, or a name that belongs to none. Nobody knows who it was, so nobody is named as actor."""
    now = timezone.now()
    stranger = Standing(user_id=None, name=_("unknown person"), on=timezone.localdate(now))
    audit.write(verb, now=now, about=about, by=stranger, note=note, outcome=Outcome.REFUSED)


def named(name: str) -> Any:
    """The account of that name, else a hint of what was typed: people type passwords into the wrong field."""
    name = name.strip().replace("\x00", "")
    known = get_user_model().objects.filter(username=name).first() if 0 < len(name) <= 150 else None
    return known or f"{name[:2]}… ({len(name)})"


def shut(request: HttpRequest, name: str) -> None:
    """Too many failures: one line, not one for every further try."""
    who = salted_hmac("portal.book", f"{name.lower()} {limits.visitor(request)}").hexdigest()
    if cache.add(f"book:shut:{who}", 1, ONCE):
        refused("sign_in", named(name), _("too many failed attempts"))
