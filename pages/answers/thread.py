"""The words of an inquiry, read for a public answer."""

from __future__ import annotations

import datetime as dt

from coordination.calendar import warsaw_date
from coordination.models import Inquiry, InquiryMessage
from coordination.states import Voice

from .drafting import Proposal, Thread, propose
from .nobody import asker_of
from .office import office_on


def last_answer(inquiry: Inquiry, *, until: dt.datetime) -> InquiryMessage | None:
    """The newest answer given by the instant."""
    return inquiry.messages.filter(voice=Voice.ANSWER, at__lte=until).order_by("-at", "-pk").first()


def proposal_of(inquiry: Inquiry, *, until: dt.datetime) -> Proposal:
    """What the asker wrote before the last answer, and that answer, without who asked. Four queries."""
    answer = last_answer(inquiry, until=until)
    asked = inquiry.messages.filter(voice=Voice.ASKER, at__lte=answer.at if answer else until).order_by("at", "pk")
    thread = Thread(inquiry.subject, list(asked.values_list("text", flat=True)), answer.text if answer else "")
    return propose(thread, asker_of(inquiry), office_on(warsaw_date(until)))
