"""Deeds of the asker: ask, and have the link sent again (§ 5 pkt 2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .. import audit, order
from ..calendar import warsaw_date
from ..deadlines import first_promise
from ..models import BlockedSender, Designation, IncomingMail, Inquiry, InquiryMessage, Topic, Unit
from ..routing import route
from ..signals import inquiry_link_renewed, inquiry_received
from ..states import MailOrigin, MailReason, MailState, Voice
from ..uploads import Upload
from .deed import asker, deed
from .inquiries import attach, open_task
from .numbering import digest, new_key, next_number

MAX_LINKS = 20
RIGHT = str(order.ANSWER_INQUIRIES)


@dataclass(frozen=True)
class Question:
    """What an organisation typed; only e-mail, subject and text are required.

    `publicly`: everybody is to read the answer, without who asked.
    """

    subject: str
    text: str
    email: str
    name: str = ""
    organisation: str = ""
    legal_form: str = ""
    function: str = ""
    source: str = ""
    refers_to: str = ""
    publicly: bool = False


class Received(NamedTuple):
    """The key is given out here once; afterwards only its digest exists."""

    inquiry: Inquiry
    key: str


@deed("inquiry.receive")
def ask(
    question: Question,
    *,
    now: dt.datetime,
    designation: Designation | None = None,
    unit: Unit | None = None,
    topic: Topic | None = None,
    files: Sequence[Upload] = (),
    by_staff: bool = False,
) -> Received:
    """Receive a question: number, secret key, promised day, route, duty of the unit, all at once.

    Announces `inquiry_received` with the key and what was typed; receivers write the letters in this transaction. That
    of a blocked sender waits for a person first and no unit hears of it; `by_staff` says that a person has looked at
    it.
    """
    blocked = not by_staff and BlockedSender.objects.in_force(warsaw_date(now)).of(question.email).exists()
    there = route(warsaw_date(now), designation=designation, unit=unit, topic=topic)
    promise = first_promise(now)
    key = new_key()
    inquiry = Inquiry.objects.create(
        number=next_number(warsaw_date(now).year),
        key_digest=digest(key),
        unit=there.unit,
        person=there.person,
        topic=topic,
        subject=question.subject,
        asker_email=question.email,
        asker_name=question.name,
        organisation=question.organisation,
        legal_form=question.legal_form,
        asker_function=question.function,
        source=question.source[:255],
        refers_to=question.refers_to[:20],
        received_at=now,
        answer_by=promise.on,
        answer_derivation=promise.derivation,
        held_at=now if blocked else None,
    )
    message = InquiryMessage.objects.create(
        inquiry=inquiry, voice=Voice.ASKER, at=now, text=question.text, author_name=question.name
    )
    attach(message, files)
    open_task(inquiry, now=now)
    audit.write(
        "inquiry.receive",
        now=now,
        about=inquiry,
        by=asker(question.organisation, now),
        unit=there.unit,
        right=str(order.ANSWER_INQUIRIES),
    )
    if blocked:
        _keep_back(inquiry, question, now)
    inquiry_received.send(Inquiry, inquiry=inquiry, question=question, key=key, now=now)
    return Received(inquiry, key)


def _keep_back(inquiry: Inquiry, question: Question, now: dt.datetime) -> None:
    """Into the holding list; the sender is told nothing else than everybody."""
    mail = IncomingMail.objects.create(
        message_id=f"form:{inquiry.number}",
        origin=MailOrigin.FORM,
        received_at=now,
        sender=question.email.lower(),
        sender_name=question.name,
        subject=question.subject,
        text=question.text,
        state=MailState.HELD,
        why=MailReason.BLOCKED,
        inquiry=inquiry,
    )
    audit.write("mail.hold", now=now, about=mail, right=RIGHT, note=str(mail.get_why_display()))


@deed("inquiry.link")
def renew_links(email: str, *, now: dt.datetime) -> list[Received]:
    """Give every inquiry of the address a new key; earlier links stop working. Empty when there is none.

    The keys are only digests here, so an old link cannot be sent again.
    """
    found = Inquiry.everything.select_for_update().filter(asker_email__iexact=email).order_by("-received_at")
    renewed = [Received(inquiry, new_key()) for inquiry in found[:MAX_LINKS]]
    for inquiry, key in renewed:
        inquiry.key_digest = digest(key)
        inquiry.save(update_fields=["key_digest"])
        audit.write("inquiry.link", now=now, about=inquiry, by=asker("", now), unit=inquiry.unit, right=RIGHT)
    if renewed:
        # To the address that asked, not to the one typed now: a differing letter case may be another mailbox.
        inquiry_link_renewed.send(Inquiry, email=found[0].asker_email, links=renewed, now=now)
    return renewed
