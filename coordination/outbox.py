"""Letters: written in the transaction that caused them, sent later by the clock, never twice with a new ID."""

import contextlib
import datetime as dt
import logging
import time
import uuid
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db.models import F
from django.template import Context, Engine
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from . import conf, letters, mail_text, mail_tokens
from .asking import once
from .audit import reference
from .models import NoticeSettings, OutboxMessage

logger = logging.getLogger(__name__)

PAUSES = [dt.timedelta(minutes=m) for m in (1, 5, 15, 60, 180, 360, 720, 1440)]
"""Pauses between tries; after the last the letter is given up and shown to administrators."""


CLAIM = dt.timedelta(minutes=10)
"""How long one clock holds a letter before another may try it."""


BUDGET = 20.0
"""Seconds that one pass may spend on sending: the same clock has pages to publish. The rest goes in the next pass."""


COPIED = ("kind", "to_name", "subject", "text", "html", "about", "link", "reply_by")
"""What a letter to a corrected address has of the one that came back."""


class Recipient(NamedTuple):
    """A mailbox; `account_id` where it is that of somebody who signs in."""

    email: str
    name: str = ""
    account_id: int | None = None


def write(
    kind: str,
    *,
    to: Iterable[Recipient],
    template: str,
    context: dict[str, Any],
    words: str = "",
    about: Any = None,
    link: str = "",
    reply_by: str = "",
    now: dt.datetime,
) -> list[OutboxMessage]:
    """Put one letter per distinct address into the outbox; call inside the deed's transaction.

    `template` names `<template>.txt` and `<template>.html`, which show `words`: `<words>.txt`, rendered once for both.
    The subject is `<words>.subject.txt`; a letter without `words` has `<template>.subject.txt`. `link` is the path in
    the portal that a daily letter tells beside the subject. `reply_by` says who may answer the letter by mail, where a
    mailbox for answers is set.
    """
    with override(settings.LANGUAGE_CODE):
        values = {**context, "portal_url": conf.portal_url(), "demo_ribbon": conf.is_demo()}
        if reply_by and conf.reply_address():
            values["reply_line"] = mail_text.LINE.format(_("You may reply to this letter. Write above this line."))
        if words:
            values["words"] = _as_text(f"{words}.txt", values)
        subject = " ".join(render_to_string(f"{words or template}.subject.txt", values).split())
        text = render_to_string(f"{template}.txt", values).strip() + "\n"
        html = render_to_string(f"{template}.html", values)
    addresses = {recipient.email.lower(): recipient for recipient in to if recipient.email}
    daily = _who_waits(kind, addresses.values())
    return OutboxMessage.objects.bulk_create(
        OutboxMessage(
            message_id=_new_message_id(),
            kind=kind,
            to=recipient.email,
            to_name=recipient.name,
            subject=subject[:255],
            text=text,
            html=html,
            about=reference(about),
            link=link,
            reply_by=reply_by,
            gather_for_id=recipient.account_id if recipient.account_id in daily else None,
            created_at=now,
            next_try_at=now,
        )
        for recipient in addresses.values()
    )


def _as_text(name: str, values: dict[str, Any]) -> str:
    """A text without markup; the letter that shows it in HTML escapes it."""
    return Engine.get_default().get_template(name).render(Context(values, autoescape=False)).strip()


def write_anew(letter: OutboxMessage, *, to: str, now: dt.datetime) -> OutboxMessage:
    """The same letter to another address, under a Message-ID of its own; call inside the deed's transaction."""
    copied = {name: getattr(letter, name) for name in COPIED}
    return OutboxMessage.objects.create(**copied, message_id=_new_message_id(), to=to, created_at=now, next_try_at=now)


def _new_message_id() -> str:
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ")
    return f"<{uuid.uuid4()}@{domain}>"


def _who_waits(kind: str, people: Iterable[Recipient]) -> set[int]:
    """Accounts that want letters of the kind once a day. One query where the kind may wait, else none."""
    family = letters.family_of(kind)
    if not family:
        return set()
    accounts = frozenset(one.account_id for one in people if one.account_id)
    wanted: dict[int, list[str]] = once(("daily", accounts), lambda: _daily_of(accounts))
    return {account for account, daily in wanted.items() if family in daily}


def _daily_of(accounts: frozenset[int]) -> dict[int, list[str]]:
    return dict(NoticeSettings.objects.filter(account_id__in=accounts).values_list("account_id", "daily"))


def send_due(now: dt.datetime, limit: int = 500, *, timer: Callable[[], float] = time.monotonic) -> int:
    """Send what is due, each letter in its own transaction under a claim, until the budget of the pass is spent.

    `timer` counts seconds. Returns how many went out. Raises ServerAway where the server lets none out at all: a pass
    that sends nothing must not look like work done (docs/decisions/0046).
    """
    stop_at = timer() + BUDGET
    due = list(OutboxMessage.objects.due(now).values_list("pk", "next_try_at")[:limit])
    if not due:
        return 0
    connection = get_connection()
    sent = 0
    try:
        for number, (pk, at) in enumerate(due):
            if number and timer() >= stop_at:  # slow, but alive: one letter goes in any case
                logger.warning("mail server slow, %s letters wait for the next pass", len(due) - number)
                break
            _reach(connection)
            sent += _send_one(pk, at, now, connection)
    except ServerAway as away:  # every further letter would wait as long, and the clock's other jobs with it
        logger.warning("mail server away, the rest waits: %s", away)
        OutboxMessage.objects.due(now).order_by().update(last_error=str(away)[:2000])
        if not sent:
            raise
    finally:
        _hang_up(connection)
    return sent


class ServerAway(Exception):
    """The mail server does not answer at all; this says nothing of the letters, so it counts as no try of theirs."""


def _reach(connection: Any) -> None:
    """Be connected; costs nothing where the line is still open."""
    try:
        connection.open()
    except Exception as error:  # refused, silent, or it does not let us in
        raise ServerAway(f"{type(error).__name__}: {error}") from error


def _hang_up(connection: Any) -> None:
    with contextlib.suppress(OSError):  # smtplib's errors are among them: the line was dead before
        connection.close()


def _send_one(pk: int, at: dt.datetime, now: dt.datetime, connection: Any) -> bool:
    # The conditional update is the claim: a second clock finds nothing to update. No transaction is held while
    # the mail server thinks; a process killed in between leaves the letter for the next try, same Message-ID.
    claimed = OutboxMessage.objects.filter(pk=pk, next_try_at=at, sent_at__isnull=True, given_up_at__isnull=True)
    if not claimed.update(next_try_at=now + CLAIM, attempts=F("attempts") + 1):
        return False
    message = OutboxMessage.objects.get(pk=pk)
    try:
        _hand_to_server(message, connection)
    except Exception as error:  # whatever stopped it is kept with the letter; the next ones still go
        _put_back(message, error, now)
        _hang_up(connection)  # the line may be dead, or in the middle of this letter
        if isinstance(error, TimeoutError):
            raise ServerAway(message.last_error) from error
        return False
    message.sent_at = now
    message.last_error = ""
    message.save(update_fields=["sent_at", "last_error"])
    return True


def _hand_to_server(message: OutboxMessage, connection: Any) -> None:
    if conf.is_demo() and not message.to.endswith(".example"):
        raise ValueError(_("Demo data: letters go only to addresses in .example."))
    headers = {"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"}
    back = mail_tokens.address_of(message)
    if back:  # it comes back to its own address, and is answered there where somebody may answer it
        headers["From"] = settings.DEFAULT_FROM_EMAIL
    letter = EmailMultiAlternatives(
        subject=message.subject,
        body=message.text,
        from_email=back or None,
        to=[message.to],
        reply_to=[back] if back and message.reply_by else None,
        connection=connection,
        headers=headers,
    )
    if message.html:
        letter.attach_alternative(message.html, "text/html")
    letter.send()


def _put_back(message: OutboxMessage, error: Exception, now: dt.datetime) -> None:
    message.last_error = f"{type(error).__name__}: {error}"[:2000]
    if message.attempts > len(PAUSES):
        message.given_up_at = now
    else:
        message.next_try_at = now + PAUSES[message.attempts - 1]
    message.save(update_fields=["last_error", "next_try_at", "given_up_at"])
