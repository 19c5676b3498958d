"""Mail that comes in, a job of the clock: stored whole first, marked in the mailbox next, judged last.

Each step is a transaction of its own, so a clock killed anywhere loses nothing; the Message-ID is unique, so what is
read twice is stored once, and a letter that was judged is not judged again.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import logging

from django.db import DatabaseError, IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from . import conf, mail_outcomes, mail_tokens, mailboxes, order, routing, steps
from .actions.inquiries import Outdated, staff_policy
from .calendar import warsaw, warsaw_date
from .mail_judgement import Act, Facts, Judged, held, judge
from .mail_parts import Letter, clean, read
from .models import BlockedSender, IncomingMail, Inquiry, OutboxMessage
from .standing import Standing, standing_of
from .states import MailReason, MailState
from .verdict import YES, Refused, Verdict

logger = logging.getLogger(__name__)
NO_ACCOUNT = Verdict(
    _("The address our letter went to is not that of one account of this portal."),
    order.ANSWER_INQUIRIES,
    steps.WRITE_TO_PORTAL_TEAM,
)
LIMIT = 200
"""Letters of one pass; the others wait for the next one."""


def run_once(now: dt.datetime) -> int:
    """One pass. Returns how many letters were judged; nothing where no mailbox is set."""
    if not conf.mailbox_url():
        return 0
    try:
        read_mailbox(conf.mailbox_url(), now=now)
    finally:  # a mailbox that is away keeps nobody from what was taken before
        judged = judge_taken(now)
    return judged


def read_mailbox(url: str, *, now: dt.datetime) -> None:
    """Store what is new in the mailbox, and only then mark it there, letter by letter."""
    with mailboxes.opened(url) as mailbox:
        for key, raw in mailbox.fresh(LIMIT):
            take(raw, now=now)
            mailbox.mark(key)


# -- taking -----------------------------------------------------------------------------------------------------------


def take(raw: bytes, *, now: dt.datetime) -> IncomingMail | None:
    """Store a letter in its own transaction; None when it is here already.

    Two different letters under one Message-ID are two letters: the second one's is marked with its digest.
    """
    letter = _readable(raw)
    for message_id in (letter.message_id, f"{letter.message_id}#{letter.digest[:16]}"):
        try:
            with transaction.atomic():
                return _store(letter, message_id, now)
        except IntegrityError:
            if IncomingMail.objects.filter(message_id=message_id, digest=letter.digest).exists():
                return None
    return None


def _readable(raw: bytes) -> Letter:
    """The letter taken apart; where that fails its bare text, for a person to look at."""
    try:
        return read(raw)
    except Exception:
        logger.exception("a letter that cannot be taken apart")
        digest = hashlib.sha256(raw).hexdigest()
        return Letter(f"sha256:{digest}", digest, text=clean(raw[:100_000].decode("utf-8", "replace")), unreadable=True)


def _store(letter: Letter, message_id: str, now: dt.datetime) -> IncomingMail:
    bounce = dataclasses.asdict(letter.bounce) if letter.bounce else None
    return IncomingMail.objects.create(
        message_id=message_id,
        digest=letter.digest,
        received_at=now,
        sender=letter.sender,
        sender_name=letter.sender_name,
        to=", ".join(letter.to),
        subject=letter.subject,
        text=letter.text,
        headers=letter.headers,
        attachments=[dataclasses.asdict(one) for one in letter.attached],
        facts={
            "automatic": letter.automatic,
            "listed": letter.listed,
            "cut": letter.cut,
            "bounce": bounce,
            "unreadable": letter.unreadable,
        },
    )


# -- judging ----------------------------------------------------------------------------------------------------------


def judge_taken(now: dt.datetime) -> int:
    """Judge what was stored and not judged yet, the oldest first; one that fails waits for a person."""
    rows = IncomingMail.objects.filter(state=MailState.TAKEN).order_by("received_at", "pk")
    return sum(_judge_safely(pk, now) for pk in list(rows.values_list("pk", flat=True)[:LIMIT]))


def _judge_safely(pk: int, now: dt.datetime) -> bool:
    try:
        return judge_one(pk, now=now)
    except DatabaseError:
        raise  # says nothing of the letter: it is tried again
    except Exception as error:
        logger.exception("incoming letter %s cannot be judged", pk)
        mail = IncomingMail.objects.get(pk=pk)
        mail_outcomes.settle(mail, held(MailReason.UNREADABLE, type(error).__name__), now=now)
        return True


@transaction.atomic
def judge_one(pk: int, *, now: dt.datetime) -> bool:
    """Judge one letter and do what follows, all or nothing; False when another clock has done it."""
    mail = IncomingMail.objects.select_for_update(of=("self",)).get(pk=pk)
    if mail.state != MailState.TAKEN:
        return False
    found = Known(mail, now)
    mail.letter, mail.inquiry = found.letter, found.inquiry
    unreadable = mail.facts.get("unreadable")
    judged = held(MailReason.UNREADABLE) if unreadable else judge(found.facts())
    mail_outcomes.settle(mail, _done(found, judged), now=now)
    return True


class Known:
    """What the room knows of a letter: of which of ours it speaks, of which inquiry, on whose behalf."""

    def __init__(self, mail: IncomingMail, now: dt.datetime) -> None:
        self.mail, self.now = mail, now
        self.report = mail.facts.get("bounce")
        self.marked = mail_tokens.letter_of(mail.to.split(", "))
        self.letter = self.marked or self._returned()
        self.inquiry = _inquiry_of(self.letter)
        self.by = self._standing() if self.marked else None

    def _returned(self) -> OutboxMessage | None:
        """The letter that a report names by its Message-ID, which only its recipients know."""
        named = self.report["message_id"] if self.report else ""
        return OutboxMessage.objects.filter(message_id=named).first() if named else None

    def _standing(self) -> Standing | None:
        """Who they are today to whom our letter went; nobody where the address is that of several accounts."""
        assert self.marked is not None  # noqa: S101  asked only with a mark
        accounts = routing.accounts_at(self.marked.to)
        return standing_of(accounts[0], warsaw_date(self.now)) if len(accounts) == 1 else None

    def facts(self) -> Facts:
        marked, mail = self.marked, self.mail
        return Facts(
            text=mail.text,
            cut=bool(mail.facts.get("cut")),
            automatic=bool(mail.facts.get("automatic")),
            listed=bool(mail.facts.get("listed")),
            report=self.report is not None,
            undelivered=bool(self.report and self.report["failed"]),
            bounced=self.letter is not None,
            blocked=BlockedSender.objects.in_force(warsaw_date(self.now)).of(mail.sender).exists(),
            reply_by=marked.reply_by if marked and self.inquiry else "",
            same_address=bool(marked and marked.to.lower() == mail.sender),
            with_files=bool(mail.attachments),
            today=self._today(),
            may_answer=self._may_answer(),
        )

    def _today(self) -> int:
        """Letters that found their way into the inquiry since midnight in Warsaw."""
        since = warsaw(warsaw_date(self.now), dt.time())
        found = IncomingMail.objects.filter(inquiry=self.inquiry, state=MailState.ADDED, received_at__gte=since)
        return found.count() if self.inquiry else 0

    def _may_answer(self) -> Verdict:
        if self.inquiry is None:
            return YES
        if self.by is None:
            return NO_ACCOUNT
        return staff_policy(self.inquiry, self.by).may_answer()


def _inquiry_of(letter: OutboxMessage | None) -> Inquiry | None:
    """What the letter is about."""
    label, _colon, key = letter.about.partition(":") if letter else ("", "", "")
    if label != Inquiry._meta.label_lower:
        return None
    return Inquiry.everything.select_related("unit").filter(pk=key).first()


def _done(found: Known, judged: Judged) -> Judged:
    """Do what was judged; where the deed is refused the letter waits for a person, with the reason."""
    try:
        match judged.act:
            case Act.CONTINUE:
                mail_outcomes.continue_by_mail(found.mail, now=found.now)
            case Act.ANSWER:
                mail_outcomes.answer_by_mail(found.mail, by=found.by, now=found.now)
            case Act.BOUNCE:
                mail_outcomes.note_bounce(found.mail, found.report["cause"], now=found.now)
    except Refused as refusal:
        return held(MailReason.REFUSED, str(refusal))
    except Outdated as outdated:
        return held(MailReason.OUTDATED, outdated.message.author_name)
    return judged
