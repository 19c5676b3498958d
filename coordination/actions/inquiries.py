"""Deeds on inquiries: answer, ask to clarify, pass on, note, and the asker's next word (§ 5 pkt 2).

Every word may come with files that were looked at before (`uploads.checked`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import audit, deadlines, duties, order, steps
from ..calendar import warsaw_date
from ..deadlines import reopening_ends
from ..law import NoLimit
from ..matters import Promise, Run, waited_for
from ..models import Inquiry, InquiryFile, InquiryMessage, Unit
from ..models.duties import ABOUT_INQUIRY
from ..policies import InquiryPolicy
from ..signals import clarification_asked, inquiry_answered, inquiry_continued, inquiry_passed_on, inquiry_reply_kept
from ..standing import Standing
from ..states import InquiryState, Matter, Voice
from ..thread_policies import AskerPolicy
from ..uploads import Upload
from ..verdict import Verdict
from .deed import asker, deed

DUTY = "answer-inquiries"


class Outdated(Exception):
    """Somebody else wrote meanwhile; `message` is what the person has not seen yet. The typed text is kept."""

    def __init__(self, message: InquiryMessage) -> None:
        super().__init__(str(message))
        self.message = message


@deed("inquiry.answer")
def answer(
    inquiry: Inquiry,
    *,
    text: str,
    by: Standing,
    now: dt.datetime,
    seen: int | None = None,
    files: Sequence[Upload] = (),
) -> InquiryMessage:
    """Answer the asker; settles the unit's task and announces `inquiry_answered`.

    `seen` is the last message on the author's screen: Outdated is raised when another one came since.
    Raises Refused for another unit's people.
    """
    inquiry = locked(inquiry, seen)
    staff_policy(inquiry, by).may_answer().enforce()
    message = speak(inquiry, Voice.ANSWER, text, by=by, now=now, files=files)
    inquiry.state = InquiryState.ANSWERED
    inquiry.answered_at = now
    inquiry.reopen_until = reopening_ends(now)
    fields = ["state", "answered_at", "reopen_until"]
    if inquiry.first_answered_at is None:
        inquiry.first_answered_at, inquiry.first_answer_by = now, inquiry.answer_by
        inquiry.first_answer_unit_id = inquiry.unit_id
        fields += ["first_answered_at", "first_answer_by", "first_answer_unit"]
    inquiry.save(update_fields=fields)
    settle_task(inquiry, now=now, kind="answer", label=_("Answer to %(number)s") % {"number": inquiry.number})
    write("inquiry.answer", inquiry, by=by, now=now)
    inquiry_answered.send(Inquiry, inquiry=inquiry, message=message, now=now)
    return message


@deed("inquiry.clarify")
def ask_to_clarify(
    inquiry: Inquiry,
    *,
    text: str,
    by: Standing,
    now: dt.datetime,
    seen: int | None = None,
    files: Sequence[Upload] = (),
) -> InquiryMessage:
    """Ask the asker for more; the clock stops until the reply (decision 0031). Raises Refused, Outdated."""
    inquiry = locked(inquiry, seen)
    staff_policy(inquiry, by).may_ask_to_clarify().enforce()
    message = speak(inquiry, Voice.CLARIFY, text, by=by, now=now, files=files)
    inquiry.state = InquiryState.CLARIFY
    inquiry.save(update_fields=["state"])
    settle_task(inquiry, now=now, kind="clarify", label=_("Request for clarification"))
    write("inquiry.clarify", inquiry, by=by, now=now)
    clarification_asked.send(Inquiry, inquiry=inquiry, message=message, now=now)
    return message


@deed("inquiry.pass_on")
def pass_on(inquiry: Inquiry, *, to: Unit, text: str, by: Standing, now: dt.datetime) -> InquiryMessage:
    """Give the inquiry to another unit; number, day of receipt and promised day stay. Raises Refused.

    The passing unit reads on: the entry in the book keeps the chain.
    """
    inquiry = locked(inquiry)
    staff_policy(inquiry, by).may_pass_on().enforce()
    if to.pk == inquiry.unit_id:
        Verdict(
            gettext_lazy("This inquiry is with this unit already."), order.ANSWER_INQUIRIES, steps.OWN_INQUIRIES
        ).enforce()
    if to.is_closed(warsaw_date(now)):
        Verdict(gettext_lazy("This unit does not exist on that day any more. Choose its successor.")).enforce()
    former = inquiry.unit
    said = _("Passed on from: %(former)s, to: %(unit)s.") % {"former": former, "unit": to}
    passage = {"passed_from": str(former)[:250], "passed_to": str(to)[:250], "passed_why": text}
    message = speak(inquiry, Voice.PASSED, f"{said}\n{text}".strip(), by=by, now=now, passage=passage)
    settle_task(inquiry, now=now, kind="passed", label=said)
    write("inquiry.pass_on", inquiry, by=by, now=now, note=said)
    inquiry.unit = to
    inquiry.person = None
    inquiry.save(update_fields=["unit", "person"])
    if inquiry.state == InquiryState.OPEN:
        open_task(inquiry, now=now)
    inquiry_passed_on.send(Inquiry, inquiry=inquiry, message=message, former=former, now=now)
    return message


@deed("inquiry.note")
def note(
    inquiry: Inquiry, *, text: str, by: Standing, now: dt.datetime, files: Sequence[Upload] = ()
) -> InquiryMessage:
    """A note for colleagues; the asker sees neither it nor its files. Raises Refused."""
    staff_policy(inquiry, by).may_note().enforce()
    write("inquiry.note", inquiry, by=by, now=now)
    return speak(inquiry, Voice.NOTE, text, by=by, now=now, files=files)


@deed("inquiry.keep")
def keep_late(inquiry: Inquiry, *, text: str, by: Standing, now: dt.datetime) -> InquiryMessage:
    """Keep as a note what was being written when the author's office ended; colleagues may send it (scenario 26).

    `by` is the standing with which the form was opened; the door has judged that, so no policy is asked.
    """
    said = _("Written when the office of %(name)s had ended, not sent:") % {"name": by.name}
    message = speak(inquiry, Voice.NOTE, f"{said}\n\n{text}", by=by, now=now)
    write("inquiry.keep", inquiry, by=by, now=now, note=said)
    inquiry_reply_kept.send(Inquiry, inquiry=inquiry, message=message, now=now)
    return message


@deed("inquiry.continue")
def continue_inquiry(inquiry: Inquiry, *, text: str, now: dt.datetime, files: Sequence[Upload] = ()) -> InquiryMessage:
    """The asker writes again. What was answered or closed opens anew, and its days are counted anew.

    After a request for clarification the days of an ordinary inquiry are counted anew; a period of law goes on by as
    many days as we waited. Raises Refused when the days for writing on have passed, and for spam.
    """
    inquiry = locked(inquiry)
    asker_policy(inquiry, warsaw_date(now)).may_write_on().enforce()
    message = InquiryMessage.objects.create(
        inquiry=inquiry, voice=Voice.ASKER, at=now, text=text, author_name=inquiry.asker_name
    )
    attach(message, files)
    if inquiry.state != InquiryState.OPEN:
        _count_on(inquiry, now)
        inquiry.state = InquiryState.OPEN
        inquiry.closed_because, inquiry.closed_at, inquiry.reopen_until = "", None, None
        counted = ["answer_by", "answer_derivation", "matter_basis", "extended_at"]
        inquiry.save(update_fields=["state", "closed_because", "closed_at", "reopen_until", *counted])
        open_task(inquiry, now=now)
    by, right = asker(inquiry.organisation, now), str(order.ANSWER_INQUIRIES)
    audit.write("inquiry.continue", now=now, about=inquiry, by=by, unit=inquiry.unit, right=right)
    inquiry_continued.send(Inquiry, inquiry=inquiry, message=message, now=now)
    return message


def _count_on(inquiry: Inquiry, now: dt.datetime) -> None:
    """Set the day once the asker has written; the message is in the thread.

    What was answered or closed begins anew; a period of law that waited for the asker goes on.
    """
    run = deadlines.run_of(inquiry)
    if not inquiry.has_period_of_law or run.started == warsaw_date(now):
        promise, inquiry.extended_at = _new_period(inquiry.matter, run), None
    else:
        asked = inquiry.messages.filter(voice=Voice.CLARIFY).latest("at", "pk")
        kept = Promise(inquiry.answer_by, inquiry.answer_derivation, inquiry.matter_basis)
        promise = waited_for(kept, (run.restarted - warsaw_date(asked.at)).days)
    inquiry.answer_by, inquiry.answer_derivation, inquiry.matter_basis = promise


def _new_period(matter: str, run: Run) -> Promise:
    """Where the register of law has a gap, the asker's word is not lost to it: the city's own standard holds."""
    try:
        return deadlines.promised(matter, run)
    except NoLimit:
        return deadlines.promised(Matter.INQUIRY, run)


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
    return f"{ABOUT_INQUIRY}{inquiry.number}"


def staff_url(inquiry: Inquiry) -> str:
    """Where staff read it; empty in a host without our staff screens."""
    try:
        return reverse("coordination_inquiries:detail", args=[inquiry.number])
    except NoReverseMatch:
        return ""


def last_public(inquiry: Inquiry) -> InquiryMessage | None:
    """The last word that both sides read; its number is the version of the conversation. A day is no word."""
    return inquiry.messages.exclude(voice__in=[Voice.NOTE, Voice.CLOCK]).order_by("-at", "-pk").first()


def staff_policy(inquiry: Inquiry, by: Standing, former_units: frozenset[int] = frozenset()) -> InquiryPolicy:
    """What a person of the city may do with this inquiry; `former_units` passed it on."""
    forgotten = inquiry.anonymised_at is not None
    return InquiryPolicy(by, inquiry.unit_id, inquiry.state, former_units, forgotten)


def asker_policy(inquiry: Inquiry, on: dt.date) -> AskerPolicy:
    """What the asker may do with this inquiry on the day."""
    return AskerPolicy(
        inquiry.state,
        on,
        closed_because=inquiry.closed_because,
        reopen_until=inquiry.reopen_until,
        answered=inquiry.answered_at is not None,
    )


def locked(inquiry: Inquiry, seen: int | None = None) -> Inquiry:
    """The row under a lock, so that two people who answer at once do so one after the other. Raises Outdated."""
    row = Inquiry.everything.select_for_update(of=("self",)).select_related("unit").get(pk=inquiry.pk)
    latest = last_public(row)
    if seen is not None and latest is not None and latest.pk != seen:
        raise Outdated(latest)
    return row


def speak(
    inquiry: Inquiry,
    voice: str,
    text: str,
    *,
    by: Standing,
    now: dt.datetime,
    files: Sequence[Upload] = (),
    passage: Mapping[str, str] = MappingProxyType({}),
) -> InquiryMessage:
    """A voice of our side, with the author's name and role as they are now. A part of deeds."""
    message = InquiryMessage.objects.create(
        inquiry=inquiry,
        voice=voice,
        at=now,
        text=text,
        author_id=by.user_id,
        author_name=by.name,
        author_role=by.role_in(inquiry.unit_id),
        **passage,
    )
    attach(message, files)
    return message


def attach(message: InquiryMessage, files: Sequence[Upload]) -> list[InquiryFile]:
    """Keep the files with the message. A part of deeds."""
    kept = []
    for one in files:
        row = InquiryFile(message=message, name=one.name, kind=one.kind, size=one.size)
        row.content.save(one.name, one.content, save=True)
        kept.append(row)
    return kept


def write(verb: str, inquiry: Inquiry, *, by: Standing | None, now: dt.datetime, note: str = "") -> None:
    """The line of a deed on an inquiry; `by` None is the clock."""
    audit.write(verb, now=now, about=inquiry, by=by, unit=inquiry.unit, right=str(order.ANSWER_INQUIRIES), note=note)
