"""Deeds on the holding list: attach, make an inquiry, put aside, mark as spam, take back, correct an address."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from .. import audit, order, outbox
from ..mail_outcomes import with_files
from ..mail_policies import MailPolicy
from ..mail_text import new_text
from ..models import IncomingMail, Inquiry, InquiryMessage, Unit
from ..signals import inquiry_link_renewed, inquiry_released
from ..standing import Standing
from ..states import Correspondent, MailState, Voice
from .deed import deed
from .inquiries import continue_inquiry, open_task
from .numbering import digest, new_key
from .receiving import Question, Received, ask

RIGHT = str(order.ANSWER_INQUIRIES)
SUBJECT = 160


@deed("mail.attach")
def attach_mail(mail: IncomingMail, *, to: Inquiry, as_note: bool, by: Standing, now: dt.datetime) -> IncomingMail:
    """Make the letter part of an inquiry: a word of the asker, or a note that only colleagues read.

    Raises Refused for others, for what is settled, for the question of a blocked sender and for the report of a mail
    server, and where the inquiry takes no more words.
    """
    mail = _locked(mail)
    policy_of(mail, by).may_attach(to.unit_id).enforce()
    who = mail.sender_name or mail.sender
    text = with_files(mail, new_text(mail.text) or mail.text.strip())
    said = _("Letter from %(who)s, attached by %(name)s:") % {"who": who, "name": by.name}
    if as_note:
        _note(to, f"{said}\n\n{text}", by, now)
    else:
        continue_inquiry(to, text=f"[{said}]\n\n{text}", now=now)
    mail.inquiry = to
    return _settled(mail, MailState.ADDED, "mail.attach", by=by, now=now, note=to.number)


@deed("mail.inquiry")
def make_inquiry(mail: IncomingMail, *, subject: str, unit: Unit, by: Standing, now: dt.datetime) -> IncomingMail:
    """Make a new inquiry of the letter, for a unit; its sender gets number, link and day like everybody.

    The question of a blocked sender has them already: it goes to the unit under its number and day. Raises Refused.
    """
    mail = _locked(mail)
    policy_of(mail, by).may_make_inquiry(mail.sender).enforce()
    if mail.is_kept_question:
        _release(mail.inquiry, unit, now)  # type: ignore[arg-type]
    else:
        text = with_files(mail, new_text(mail.text) or mail.text.strip())
        question = Question(subject[:SUBJECT], text, mail.sender, name=mail.sender_name[:120], source=_("by mail"))
        mail.inquiry = ask(question, now=now, unit=unit, by_staff=True).inquiry
    return _settled(
        mail, MailState.ADDED, "mail.inquiry", by=by, now=now, note=mail.inquiry.number if mail.inquiry else ""
    )


@deed("mail.aside")
def put_aside(mail: IncomingMail, *, reason: str, by: Standing, now: dt.datetime) -> IncomingMail:
    """Not for us, or dealt with otherwise (phoned); the reason stays. Raises Refused."""
    mail = _locked(mail)
    policy_of(mail, by).may_settle().enforce()
    return _settled(mail, MailState.ASIDE, "mail.aside", by=by, now=now, note=reason)


@deed("mail.spam")
def mark_spam(mail: IncomingMail, *, by: Standing, now: dt.datetime) -> IncomingMail:
    """Rubbish: nobody has to look at it again. Raises Refused."""
    mail = _locked(mail)
    policy_of(mail, by).may_settle().enforce()
    return _settled(mail, MailState.SPAM, "mail.spam", by=by, now=now, note="")


@deed("mail.back")
def take_mail_back(mail: IncomingMail, *, by: Standing, now: dt.datetime) -> IncomingMail:
    """Undo putting aside, or marking as spam: it waits again. Raises Refused, also once its words were removed."""
    mail = _locked(mail)
    policy_of(mail, by).may_take_back().enforce()
    return _settled(mail, MailState.HELD, "mail.back", by=by, now=now, note="")


@deed("mail.address")
def correct_address(mail: IncomingMail, *, email: str, by: Standing, now: dt.datetime) -> IncomingMail:
    """After a letter to the asker came back: the right address gets a new link, and the letter anew.

    Earlier links stop working, because somebody else may hold them. Raises Refused.
    """
    mail = _locked(mail)
    policy_of(mail, by).may_correct_address(bounced=may_be_corrected(mail)).enforce()
    inquiry, letter = mail.inquiry, mail.letter
    assert inquiry is not None and letter is not None  # noqa: S101, PT018  judged so
    key = new_key()
    inquiry.asker_email, inquiry.key_digest = email, digest(key)
    inquiry.save(update_fields=["asker_email", "key_digest"])
    inquiry_link_renewed.send(Inquiry, email=email, links=[Received(inquiry, key)], now=now)
    if not letter.carries_a_key:  # that one leads nowhere any more; the letter with the new link takes its place
        outbox.write_anew(letter, to=email, now=now)
    return _settled(mail, MailState.ASIDE, "mail.address", by=by, now=now, note=_("The address was corrected."))


def policy_of(mail: IncomingMail, by: Standing) -> MailPolicy:
    return MailPolicy(
        by,
        mail.unit.pk if mail.unit else None,
        mail.state,
        kept_question=mail.is_kept_question,
        bounce=mail.is_bounce,
        emptied=mail.emptied_at is not None,
    )


def may_be_corrected(mail: IncomingMail) -> bool:
    """The letter that came back was one to the asker."""
    return mail.is_bounce and mail.letter is not None and mail.letter.reply_by == Correspondent.ASKER


def _locked(mail: IncomingMail) -> IncomingMail:
    rows = IncomingMail.objects.select_for_update(of=("self",)).select_related("inquiry__unit", "letter")
    return rows.get(pk=mail.pk)


def _settled(
    mail: IncomingMail, state: MailState, verb: str, *, by: Standing, now: dt.datetime, note: str
) -> IncomingMail:
    mail.state, mail.note = state, note
    mail.settled_at, mail.settled_by = (None, "") if mail.waits else (now, by.name)
    mail.save(update_fields=["state", "note", "settled_at", "settled_by", "inquiry"])
    audit.write(verb, now=now, about=mail, by=by, unit=mail.unit, right=RIGHT, note=note)
    return mail


def _note(inquiry: Inquiry, text: str, by: Standing, now: dt.datetime) -> None:
    InquiryMessage.objects.create(
        inquiry=inquiry,
        voice=Voice.NOTE,
        at=now,
        text=text,
        author_id=by.user_id,
        author_name=by.name,
        author_role=by.role_in(inquiry.unit_id),
    )


def _release(inquiry: Inquiry, unit: Unit, now: dt.datetime) -> None:
    inquiry.unit, inquiry.held_at = unit, None
    inquiry.save(update_fields=["unit", "held_at"])
    open_task(inquiry, now=now)
    inquiry_released.send(Inquiry, inquiry=inquiry, now=now)
