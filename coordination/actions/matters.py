"""Deeds on the kind of matter: set it, put the answer off where law allows, enter the case sign (§ 5 pkt 2)."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import deadlines, order
from ..calendar import warsaw_date
from ..law import Limit, NoLimit
from ..matter_policy import MatterPolicy
from ..matters import Promise, extended_to
from ..models import Inquiry, InquiryMessage
from ..signals import inquiry_classified, inquiry_extended
from ..standing import Standing
from ..states import InquiryState, Voice
from ..verdict import Verdict
from ..wording import full_day
from .deed import deed
from .inquiries import locked, open_task, speak, staff_policy, write

NO_ROW = gettext_lazy(
    "No limit of law holds on the day of receipt. Ask the administrators to enter it in the register."
)


@deed("inquiry.classify")
def classify(inquiry: Inquiry, *, matter: str, by: Standing, now: dt.datetime) -> InquiryMessage:
    """Say what the inquiry is in law; the day of the answer is counted from the day of receipt.

    The former day stands in the conversation, which both sides read; the asker gets a letter. Raises Refused, also
    where no row of law holds.
    """
    inquiry = locked(inquiry)
    policy_of(inquiry, by).may_classify(matter).enforce()
    promise, former_day, former = _promise(inquiry, matter), inquiry.answer_by, inquiry.get_matter_display()
    inquiry.matter, inquiry.extended_at = matter, None
    said = _("Kind of matter: %(matter)s (before: %(former)s).") % {
        "matter": inquiry.get_matter_display(),
        "former": former,
    }
    message = _set_day(inquiry, promise, said, by=by, now=now)
    write("inquiry.classify", inquiry, by=by, now=now, note=message.text)
    inquiry_classified.send(Inquiry, inquiry=inquiry, message=message, former=former_day, now=now)
    return message


@deed("inquiry.extend")
def extend(inquiry: Inquiry, *, until: dt.date, reason: str, by: Standing, now: dt.datetime) -> InquiryMessage:
    """Put the answer off to `until`, a Warsaw date, inclusive, and tell the asker why.

    Raises Refused where law gives no longer period, after the promised day, and beyond the longest period.
    """
    inquiry = locked(inquiry)
    policy, today = policy_of(inquiry, by), warsaw_date(now)
    policy.may_extend(today).enforce()
    limit, latest = longest(inquiry)
    policy.may_extend_to(until, latest, today).enforce()
    inquiry.extended_at = now
    said = _("Period extended. Reason: %(reason)s") % {"reason": reason}
    message = _set_day(inquiry, extended_to(until, limit, latest), said, by=by, now=now)
    write("inquiry.extend", inquiry, by=by, now=now, note=_day_words(inquiry))
    inquiry_extended.send(Inquiry, inquiry=inquiry, message=message, reason=reason, now=now)
    return message


@deed("inquiry.sign")
def enter_case_sign(inquiry: Inquiry, *, sign: str, by: Standing, now: dt.datetime) -> Inquiry:
    """Enter the sign under which the office system (EZD) leads the matter. Raises Refused."""
    inquiry = locked(inquiry)
    policy_of(inquiry, by).may_enter_sign().enforce()
    inquiry.case_sign = sign
    inquiry.save(update_fields=["case_sign"])
    write("inquiry.sign", inquiry, by=by, now=now, note=sign)
    return inquiry


def policy_of(inquiry: Inquiry, by: Standing) -> MatterPolicy:
    return MatterPolicy(staff_policy(inquiry, by), inquiry.matter, inquiry.answer_by)


def longest(inquiry: Inquiry) -> tuple[Limit, dt.date]:
    """See deadlines.longest; Refused where no row of law says it."""
    try:
        found = deadlines.longest(inquiry)
    except NoLimit:
        found = None
    if found is None:
        Verdict(NO_ROW, order.ANSWER_INQUIRIES).enforce()
    assert found  # noqa: S101  enforced above
    return found


def _promise(inquiry: Inquiry, matter: str) -> Promise:
    try:
        return deadlines.promised(matter, deadlines.run_of(inquiry))
    except NoLimit:
        Verdict(NO_ROW, order.ANSWER_INQUIRIES).enforce()
        raise


def _set_day(inquiry: Inquiry, promise: Promise, said: str, *, by: Standing, now: dt.datetime) -> InquiryMessage:
    """The new day, in the row, on the unit's list of tasks and in the conversation."""
    former = inquiry.answer_by
    inquiry.answer_by, inquiry.answer_derivation, inquiry.matter_basis = promise
    inquiry.save(update_fields=["matter", "answer_by", "answer_derivation", "matter_basis", "extended_at"])
    if inquiry.state == InquiryState.OPEN:
        open_task(inquiry, now=now)
    return speak(inquiry, Voice.CLOCK, f"{said}\n{_day_words(inquiry, former)}", by=by, now=now)


def _day_words(inquiry: Inquiry, former: dt.date | None = None) -> str:
    """«Odpowiedź do 7 grudnia 2026, wcześniej do 2 grudnia 2026: 14 dni; …. Podstawa: …»."""
    day, derivation = full_day(inquiry.answer_by), inquiry.answer_derivation
    if former is None or former == inquiry.answer_by:
        words = _("Answer by %(day)s: %(derivation)s.") % {"day": day, "derivation": derivation}
    else:
        words = _("Answer by %(day)s, before by %(former)s: %(derivation)s.") % {
            "day": day,
            "former": full_day(former),
            "derivation": derivation,
        }
    if inquiry.matter_basis:
        return " ".join([words, _("Basis: %(basis)s.") % {"basis": inquiry.matter_basis}])
    return words
