"""Who has to show a second factor, and whether this session did."""

from __future__ import annotations

import base64
import time
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from coordination.standing import standing_of

__all__ = ["InvalidToken"]

SALT = "portal.second-factor"
PASSED = "second_factor_passed"
OWED = "second_factor_owed"
DEVICES = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def vault() -> MultiFernet:
    """Keys made of SECRET_KEY and SECRET_KEY_FALLBACKS: what lies in the database is of no use without them."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    keys = [salted_hmac(SALT, "vault", secret=secret, algorithm="sha256").digest() for secret in secrets]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])


def has(user: Any) -> bool:
    return is_mfa_enabled(user, DEVICES)


def is_demanded_of(user: Any) -> bool:
    """Offices of the portal and superusers, where the setting is on; people of units as they like."""
    standing = standing_of(user)
    return bool(settings.PORTAL_REQUIRE_SECOND_FACTOR and (standing.portal or standing.is_superuser))


def mark_passed(request: HttpRequest, user: Any) -> None:
    """A code of this account was right in this session."""
    request.session[PASSED] = str(user.pk)
    request.session.pop(OWED, None)


def mark_added(request: HttpRequest, user: Any) -> None:
    """Setting it up took a right code as well."""
    record_authentication(request, user, "mfa", type=Authenticator.Type.TOTP)
    mark_passed(request, user)


def unmark(request: HttpRequest) -> None:
    request.session.pop(PASSED, None)


def mark_login(request: HttpRequest, user: Any) -> None:
    """However a session began: an account that has a second factor owes it until a code was right."""
    if request.session.get(PASSED) != str(user.pk) and has(user):
        request.session[OWED] = True


def is_owed(request: HttpRequest) -> bool:
    """Asks the database only about sessions that passed nothing and owe nothing."""
    if request.session.get(OWED):
        return True
    return request.session.get(PASSED) != str(request.user.pk) and is_demanded_of(request.user)


def shown_lately(request: HttpRequest) -> bool:
    """Whether in the last minutes the person gave what the account asks: with a second factor, a code."""
    records = get_authentication_records(request, request.user)
    if has(request.user):
        records = [record for record in records if record["method"] == "mfa"]
    within = settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    return bool(records) and time.time() - records[-1]["at"] < within
