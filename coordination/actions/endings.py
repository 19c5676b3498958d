"""How a conversation ends: closed with a reason, taken back, closed by the clock, and whether the answer helped."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from .. import audit, order
from ..calendar import warsaw_date
from ..deadlines import reopening_ends
from ..models import Inquiry, InquiryMessage
from ..signals import inquiry_closed, inquiry_reopened
from ..standing import Standing
from ..states import ClosedBecause, InquiryState, Voice
from .deed import asker, deed
from .inquiries import asker_policy, last_public, locked, open_task, settle_task, speak, staff_policy, write

STATES_BY_VOICE = {Voice.ANSWER: InquiryState.ANSWERED, Voice.CLARIFY: InquiryState.CLARIFY}
"""What an inquiry was before it was closed, by the last word in it; the asker's own word leaves it open."""


@deed("inquiry.close")
def close(inquiry: Inquiry, *, because: str, text: str = "", by: Standing, now: dt.datetime) -> Inquiry:
    """Close with a reason and perhaps a word to the asker; announces `inquiry_closed`.

    Of spam the asker hears nothing: the word stays among the notes, and nothing can be taken up again. Raises Refused.
    """
    inquiry = locked(inquiry)
    staff_policy(inquiry, by).may_close().enforce()
    reason = ClosedBecause(because)
    said = _("Closed: %(reason)s.") % {"reason": reason.label}
    is_spam = reason == ClosedBecause.SPAM
    message = speak(inquiry, Voice.NOTE if is_spam else Voice.CLOSED, f"{said}\n{text}".strip(), by=by, now=now)
    inquiry.state, inquiry.closed_because, inquiry.closed_at = InquiryState.CLOSED, reason, now
    inquiry.reopen_until = None if is_spam else reopening_ends(now)
    inquiry.save(update_fields=["state", "closed_because", "closed_at", "reopen_until"])
    settle_task(inquiry, now=now, kind="closed", label=said)
    write("inquiry.close", inquiry, by=by, now=now, note=str(reason.label))
    if not is_spam:
        inquiry_closed.send(Inquiry, inquiry=inquiry, message=message, now=now)
    return inquiry


@deed("inquiry.reopen")
def reopen(inquiry: Inquiry, *, by: Standing, now: dt.datetime) -> Inquiry:
    """Take a closing back: the inquiry is again what it was, with its promised day. Raises Refused.

    Announces `inquiry_reopened` where the asker had been told of the closing.
    """
    inquiry = locked(inquiry)
    staff_policy(inquiry, by).may_reopen().enforce()
    latest = last_public(inquiry)
    was_told = latest is not None and latest.voice == Voice.CLOSED
    inquiry.state = _before_closing(inquiry)
    inquiry.closed_because, inquiry.closed_at = "", None
    inquiry.reopen_until = reopening_ends(now) if inquiry.state == InquiryState.ANSWERED else None
    inquiry.save(update_fields=["state", "closed_because", "closed_at", "reopen_until"])
    voice = Voice.REOPENED if was_told else Voice.NOTE
    message = speak(inquiry, voice, _("The closing was taken back."), by=by, now=now)
    if inquiry.state == InquiryState.OPEN:
        open_task(inquiry, now=now)
    write("inquiry.reopen", inquiry, by=by, now=now)
    if was_told:
        inquiry_reopened.send(Inquiry, inquiry=inquiry, message=message, now=now)
    return inquiry


@transaction.atomic
def lapse(pk: int, *, now: dt.datetime) -> bool:
    """The clock closes an answered inquiry whose days for writing on have passed; False when there is nothing to do.

    No letter and no word in the conversation: the asker has known the day since the answer.
    """
    inquiry = Inquiry.objects.select_for_update(of=("self",)).select_related("unit").get(pk=pk)
    if inquiry.state != InquiryState.ANSWERED or asker_policy(inquiry, warsaw_date(now)).may_write_on():
        return False
    inquiry.state, inquiry.closed_because, inquiry.closed_at = InquiryState.CLOSED, ClosedBecause.SETTLED, now
    inquiry.save(update_fields=["state", "closed_because", "closed_at"])
    write("inquiry.lapse", inquiry, by=None, now=now)
    return True


@deed("inquiry.helped")
def say_whether_it_helped(inquiry: Inquiry, *, helped: bool, text: str = "", now: dt.datetime) -> Inquiry:
    """The asker's one word on the answer; said again, it replaces the former one. Raises Refused."""
    inquiry = locked(inquiry)
    asker_policy(inquiry, warsaw_date(now)).may_say_whether_it_helped().enforce()
    inquiry.helped, inquiry.helped_at, inquiry.helped_words = helped, now, text
    inquiry.save(update_fields=["helped", "helped_at", "helped_words"])
    audit.write(
        "inquiry.helped",
        now=now,
        about=inquiry,
        by=asker(inquiry.organisation, now),
        unit=inquiry.unit,
        right=str(order.ANSWER_INQUIRIES),
        note=_("it helped") if helped else _("it did not help"),
    )
    return inquiry


def _before_closing(inquiry: Inquiry) -> str:
    spoken = InquiryMessage.objects.filter(inquiry=inquiry, voice__in=[Voice.ASKER, *STATES_BY_VOICE])
    last = spoken.order_by("-at", "-pk").first()
    return STATES_BY_VOICE.get(Voice(last.voice), InquiryState.OPEN) if last else InquiryState.OPEN
