"""Deeds on inquiries: answer, ask to clarify, pass on, note, close, and the asker's next word (§ 5 pkt 2)."""

from __future__ import annotations

import datetime as dt

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import audit, duties, order, steps
from ..calendar import warsaw_date
from ..deadlines import answer_promise
from ..models import Inquiry, InquiryMessage, Unit
from ..policies import InquiryPolicy
from ..signals import clarification_asked, inquiry_answered, inquiry_continued, inquiry_passed_on, inquiry_reply_kept
from ..standing import Standing
from ..states import InquiryState, Voice
from ..verdict import Verdict
from .deed import asker, deed

DUTY = "answer-inquiries"


class Outdated(Exception):
    """Somebody else wrote meanwhile; `message` is what the person has not seen yet. The typed text is kept."""

    def __init__(self, message: InquiryMessage) -> None:
        super().__init__(str(message))
        self.message = message


@deed("inquiry.answer")
def answer(inquiry: Inquiry, *, text: str, by: Standing, now: dt.datetime, seen: int | None = None) -> InquiryMessage:
    """Answer the asker; settles the unit's task and announces `inquiry_answered`.

    `seen` is the last message on the author's screen: Outdated is raised when another one came since.
    Raises Refused for another unit's people.
    """
    inquiry = _locked(inquiry, seen)
    InquiryPolicy(by, inquiry.unit_id, inquiry.state).may_answer().enforce()
    message = _speak(inquiry, Voice.ANSWER, text, by=by, now=now)
    inquiry.state = InquiryState.ANSWERED
    inquiry.answered_at = now
    inquiry.save(update_fields=["state", "answered_at"])
    settle_task(inquiry, now=now, kind="answer", label=_("Answer to %(number)s") % {"number": inquiry.number})
    _write("inquiry.answer", inquiry, by=by, now=now)
    inquiry_answered.send(Inquiry, inquiry=inquiry, message=message, now=now)
    return message


@deed("inquiry.clarify")
def ask_to_clarify(
    inquiry: Inquiry, *, text: str, by: Standing, now: dt.datetime, seen: int | None = None
) -> InquiryMessage:
    """Ask the asker for more; the clock stops, and starts anew with the reply. Raises Refused, Outdated."""
    inquiry = _locked(inquiry, seen)
    InquiryPolicy(by, inquiry.unit_id, inquiry.state).may_ask_to_clarify().enforce()
    message = _speak(inquiry, Voice.CLARIFY, text, by=by, now=now)
    inquiry.state = InquiryState.CLARIFY
    inquiry.save(update_fields=["state"])
    settle_task(inquiry, now=now, kind="clarify", label=_("Request for clarification"))
    _write("inquiry.clarify", inquiry, by=by, now=now)
    clarification_asked.send(Inquiry, inquiry=inquiry, message=message, now=now)
    return message


@deed("inquiry.pass_on")
def pass_on(inquiry: Inquiry, *, to: Unit, text: str, by: Standing, now: dt.datetime) -> InquiryMessage:
    """Give the inquiry to another unit; number, day of receipt and promised day stay. Raises Refused.

    The passing unit reads on: the entry in the book keeps the chain.
    """
    inquiry = _locked(inquiry, None)
    InquiryPolicy(by, inquiry.unit_id, inquiry.state).may_pass_on().enforce()
    if to.pk == inquiry.unit_id:
        Verdict(
            gettext_lazy("This inquiry is with this unit already."), order.ANSWER_INQUIRIES, steps.OWN_INQUIRIES
        ).enforce()
    if to.is_closed(warsaw_date(now)):
        Verdict(gettext_lazy("This unit does not exist on that day any more. Choose its successor.")).enforce()
    former = inquiry.unit
    said = _("Passed on from: %(former)s, to: %(unit)s.") % {"former": former, "unit": to}
    message = _speak(inquiry, Voice.PASSED, f"{said}\n{text}".strip(), by=by, now=now)
    settle_task(inquiry, now=now, kind="passed", label=said)
    _write("inquiry.pass_on", inquiry, by=by, now=now, note=said)
    inquiry.unit = to
    inquiry.person = None
    inquiry.save(update_fields=["unit", "person"])
    if inquiry.state == InquiryState.OPEN:
        open_task(inquiry, now=now)
    inquiry_passed_on.send(Inquiry, inquiry=inquiry, message=message, former=former, now=now)
    return message


@deed("inquiry.note")
def note(inquiry: Inquiry, *, text: str, by: Standing, now: dt.datetime) -> InquiryMessage:
    """A note for colleagues; the asker never sees it. Raises Refused."""
    InquiryPolicy(by, inquiry.unit_id, inquiry.state).may_note().enforce()
    _write("inquiry.note", inquiry, by=by, now=now)
    return _speak(inquiry, Voice.NOTE, text, by=by, now=now)


@deed("inquiry.keep")
def keep_late(inquiry: Inquiry, *, text: str, by: Standing, now: dt.datetime) -> InquiryMessage:
    """Keep as a note what was being written when the author's office ended; colleagues may send it (scenario 26).

    `by` is the standing with which the form was opened; the door has judged that, so no policy is asked.
    """
    said = _("Written when the office of %(name)s had ended, not sent:") % {"name": by.name}
    message = _speak(inquiry, Voice.NOTE, f"{said}\n\n{text}", by=by, now=now)
    _write("inquiry.keep", inquiry, by=by, now=now, note=said)
    inquiry_reply_kept.send(Inquiry, inquiry=inquiry, message=message, now=now)
    return message


@deed("inquiry.close")
def close(inquiry: Inquiry, *, by: Standing, now: dt.datetime) -> Inquiry:
    """Close without another word, e.g. spam or a matter taken back. Raises Refused."""
    inquiry = _locked(inquiry, None)
    InquiryPolicy(by, inquiry.unit_id, inquiry.state).may_close().enforce()
    inquiry.state = InquiryState.CLOSED
    inquiry.save(update_fields=["state"])
    settle_task(inquiry, now=now, kind="closed", label=_("Inquiry closed"))
    _write("inquiry.close", inquiry, by=by, now=now)
    return inquiry


@deed("inquiry.continue")
def continue_inquiry(inquiry: Inquiry, *, text: str, now: dt.datetime) -> InquiryMessage:
    """The asker writes again. An answered or clarified inquiry opens anew, and the days are counted anew.

    Raises Refused when it is closed.
    """
    inquiry = _locked(inquiry, None)
    if inquiry.state == InquiryState.CLOSED:
        Verdict(gettext_lazy("This inquiry is closed. Please send a new one."), order.ANSWER_INQUIRIES).enforce()
    message = InquiryMessage.objects.create(
        inquiry=inquiry, voice=Voice.ASKER, at=now, text=text, author_name=inquiry.asker_name
    )
    if inquiry.state != InquiryState.OPEN:
        promise = answer_promise(now, anew=True)
        inquiry.state = InquiryState.OPEN
        inquiry.answer_by, inquiry.answer_derivation = promise.on, promise.derivation
        inquiry.save(update_fields=["state", "answer_by", "answer_derivation"])
        open_task(inquiry, now=now)
    by, right = asker(inquiry.organisation or inquiry.asker_name, now), str(order.ANSWER_INQUIRIES)
    audit.write("inquiry.continue", now=now, about=inquiry, by=by, unit=inquiry.unit, right=right)
    inquiry_continued.send(Inquiry, inquiry=inquiry, message=message, now=now)
    return message


def open_task(inquiry: Inquiry, *, now: dt.datetime) -> None:
    """«Odpowiedz na zapytanie NGO-…» on the unit's list, due on the promised day; not while it is kept back."""
    if inquiry.held_at:
        return
    duties.ask(
        DUTY,
        unit=inquiry.unit,
        subject=subject_key(inquiry),
        title=_("Answer inquiry %(number)s: %(subject)s") % {"number": inquiry.number, "subject": inquiry.subject},
        due_on=inquiry.answer_by,
        url=staff_url(inquiry),
        now=now,
    )


def settle_task(inquiry: Inquiry, *, now: dt.datetime, kind: str, label: str) -> None:
    evidence = duties.Evidence(kind=kind, ref=audit.reference(inquiry), label=label, url=staff_url(inquiry))
    duties.settle_subject(DUTY, subject_key(inquiry), evidence=evidence, now=now)


def subject_key(inquiry: Inquiry) -> str:
    return f"inquiry:{inquiry.number}"


def staff_url(inquiry: Inquiry) -> str:
    """Where staff read it; empty in a host without our staff screens."""
    try:
        return reverse("coordination_inquiries:detail", args=[inquiry.number])
    except NoReverseMatch:
        return ""


def last_public(inquiry: Inquiry) -> InquiryMessage | None:
    """The last message that both sides see; its number is the version of the conversation."""
    return inquiry.messages.exclude(voice=Voice.NOTE).order_by("-at", "-pk").first()


def _locked(inquiry: Inquiry, seen: int | None) -> Inquiry:
    """The row under a lock, so that two people who answer at once do so one after the other."""
    locked = Inquiry.everything.select_for_update(of=("self",)).select_related("unit").get(pk=inquiry.pk)
    latest = last_public(locked)
    if seen is not None and latest is not None and latest.pk != seen:
        raise Outdated(latest)
    return locked


def _speak(inquiry: Inquiry, voice: str, text: str, *, by: Standing, now: dt.datetime) -> InquiryMessage:
    return InquiryMessage.objects.create(
        inquiry=inquiry,
        voice=voice,
        at=now,
        text=text,
        author_id=by.user_id,
        author_name=by.name,
        author_role=by.role_in(inquiry.unit_id),
    )


def _write(verb: str, inquiry: Inquiry, *, by: Standing, now: dt.datetime, note: str = "") -> None:
    audit.write(verb, now=now, about=inquiry, by=by, unit=inquiry.unit, right=str(order.ANSWER_INQUIRIES), note=note)
