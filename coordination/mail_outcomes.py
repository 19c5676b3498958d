"""What the clock does with a letter that came in, in the transaction that judges it; each leaves a line in the book."""

from __future__ import annotations

import datetime as dt
import re

from django.utils.translation import gettext as _

from . import audit, order
from .actions.inquiries import answer, continue_inquiry
from .mail_judgement import Judged
from .mail_text import new_text
from .models import IncomingMail, Inquiry, InquiryMessage
from .signals import letter_bounced
from .standing import Standing
from .states import MailState, Voice

RIGHT = str(order.ANSWER_INQUIRIES)


def settle(mail: IncomingMail, judged: Judged, *, now: dt.datetime) -> None:
    """Keep what was judged. What became part of an inquiry has its line by that deed."""
    mail.state, mail.why, mail.said = judged.state, judged.why, str(judged.said)[:255]
    mail.settled_at = None if mail.waits else now
    mail.save()
    if mail.state != MailState.ADDED:
        verb = "mail.hold" if mail.waits else "mail.keep"
        audit.write(verb, now=now, about=mail, unit=mail.unit, right=RIGHT, note=str(mail.get_why_display()))


ENHANCED, PLAIN = re.compile(r"\b[245]\.\d{1,3}\.\d{1,3}\b"), re.compile(r"\b[245]\d\d\b")
"""Numbers of mail servers, RFC 3463 and RFC 5321."""


def continue_by_mail(mail: IncomingMail, *, now: dt.datetime) -> None:
    """The asker's reply becomes the next word of the conversation. Raises Refused."""
    continue_inquiry(_inquiry(mail), text=with_files(mail, new_text(mail.text)), now=now)


def answer_by_mail(mail: IncomingMail, *, by: Standing | None, now: dt.datetime) -> None:
    """The unit's reply becomes the answer; Outdated when somebody wrote after the letter that it answers."""
    assert by is not None  # noqa: S101  judged so
    inquiry, letter = _inquiry(mail), mail.letter
    said = inquiry.messages.exclude(voice=Voice.NOTE)
    seen = said.filter(at__lte=letter.created_at) if letter else said
    last: InquiryMessage | None = seen.order_by("-at", "-pk").first()
    answer(inquiry, text=new_text(mail.text), by=by, now=now, seen=last.pk if last else None)


def note_bounce(mail: IncomingMail, cause: str, *, now: dt.datetime) -> None:
    """Mark the letter that came back, and announce it: somebody has to phone or to correct the address."""
    letter = mail.letter
    if letter is None or letter.bounced_at:
        return
    letter.bounced_at, letter.bounce_cause = now, cause
    letter.save(update_fields=["bounced_at", "bounce_cause"])
    audit.write("letter.bounced", now=now, about=letter, unit=mail.unit, right=RIGHT, note=_code(cause))
    letter_bounced.send(IncomingMail, letter=letter, inquiry=mail.inquiry, now=now)


def _code(cause: str) -> str:
    """What the book keeps of a cause: its number, «5.1.1»; mail servers repeat the address in their words."""
    found = ENHANCED.search(cause) or PLAIN.search(cause)
    return found[0] if found else ""


def with_files(mail: IncomingMail, text: str) -> str:
    """The text, with a line that names the files: they are not part of the conversation."""
    if not mail.attachments:
        return text
    names = ", ".join(one["name"] for one in mail.attachments)
    said = _("Files came with this letter: %(names)s. They lie in the mailbox of the portal; look under «Mail».")
    return f"{text}\n\n[{said % {'names': names}}]"


def _inquiry(mail: IncomingMail) -> Inquiry:
    assert mail.inquiry is not None  # noqa: S101  judged so
    return mail.inquiry
