"""Letters about an account: through the outbox, so that none is lost while the mail server is down."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coordination import conf, outbox
from coordination.models import OutboxMessage
from coordination.outbox import Recipient

FOLDER = "portal/emails"
RESET = "account.reset"
FORGOTTEN = "---"
_KEY = re.compile(r"(/konto/haslo/nowe/)[0-9A-Za-z]+-[^/\s\"<]+")
CHANGES = {
    "account/email/password_changed": _("The password was changed."),
    "account/email/password_set": _("A password was set."),
    "account/email/password_reset": _("A new password was set with the link from the letter."),
    "mfa/email/totp_activated": _("The second factor was switched on."),
    "mfa/email/totp_deactivated": _("The second factor was switched off."),
    "mfa/email/recovery_codes_generated": _("New recovery codes were made; the earlier ones no longer work."),
}
"""allauth's name of the news, and what happened to the account."""


def reset_address(key: str) -> str:
    """`key` is allauth's «number-token»."""
    uid, _dash, token = key.partition("-")
    return f"{conf.portal_url()}{reverse('account_reset_password_from_key', kwargs={'uidb36': uid, 'key': token})}"


def reset_link(user: Any, link: str, now: dt.datetime) -> None:
    until = now + dt.timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
    _write(RESET, "password_reset", user, now, link=link, until=until)


def first_password(user: Any, now: dt.datetime) -> None:
    """To the owner of a new account: the name, and the link with which the password is set."""
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    until = now + dt.timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
    _write(RESET, "first_password", user, now, link=reset_address(key), until=until)


def tell_of(news: str, user: Any, now: dt.datetime) -> None:
    """To the owner, after what an intruder would do too."""
    _write("account.changed", "account_changed", user, now, change=CHANGES[news], at=now)


def _write(kind: str, template: str, user: Any, now: dt.datetime, **context: Any) -> None:
    outbox.write(
        kind,
        to=[Recipient(user.email, user.get_full_name())],
        template=f"{FOLDER}/{template}",
        context={
            "account": user.get_username(),
            "address": f"{conf.portal_url()}{reverse('account_login')}",
            **context,
        },
        about=user,
        now=now,
    )


def forget_keys(now: dt.datetime) -> int:
    """Take the keys out of letters that were sent or given up. A job of the clock."""
    done = OutboxMessage.objects.filter(kind=RESET).exclude(sent_at=None, given_up_at=None)
    letters = list(done.exclude(text__contains=f"/konto/haslo/nowe/{FORGOTTEN}"))
    for letter in letters:
        letter.text = _KEY.sub(rf"\g<1>{FORGOTTEN}", letter.text)
        letter.html = _KEY.sub(rf"\g<1>{FORGOTTEN}", letter.html)
        letter.save(update_fields=["text", "html"])
    return len(letters)
