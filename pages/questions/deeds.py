"""The deeds on questions to competitions: keep which one was asked about, tell the asker what all may read."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from coordination import audit, outbox, reminding
from coordination.models import Inquiry
from coordination.outbox import Recipient

from ..models import CompetitionPage, CompetitionQuestion, PublishedAnswer
from .places import pages_at

KIND, STEP = "answer.published", "answer_published"


def keep(inquiry: Inquiry, *, publicly: bool) -> CompetitionQuestion | None:
    """Write down the competition from whose page the question was asked; None where it was another page.

    Call in the transaction that receives the inquiry.
    """
    page = pages_at(inquiry.source, CompetitionPage).first()
    if page is None:
        return None
    return CompetitionQuestion.objects.create(inquiry=inquiry, competition_id=page.pk, publicly=publicly)


@transaction.atomic
def tell_asker(page: Any, *, now: dt.datetime) -> None:
    """A letter to whoever asked, once an inquiry, when its public answer is published; none to a forgotten address."""
    link = PublishedAnswer.objects.filter(page_id=page.pk).select_related("inquiry__unit").first()
    if link is None or not link.inquiry.asker_email or link.inquiry.held_at:
        return
    inquiry = link.inquiry
    if not reminding.take(inquiry, STEP, now=now):
        return
    outbox.write(
        KIND,
        to=[Recipient(inquiry.asker_email, inquiry.asker_name)],
        template="pages/emails/answer_published",
        context={"inquiry": inquiry, "page": page, "url": page.url or ""},
        about=inquiry,
        now=now,
    )
    audit.write("inquiry.tell_published", now=now, about=inquiry, unit=inquiry.unit)
