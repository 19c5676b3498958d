"""Letters about the kind of matter and its days: to the asker in plain words, to the unit one digest."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import NoReverseMatch, reverse

from . import conf, outbox
from .calendar import warsaw_date
from .matters import MEANING
from .models import Inquiry, InquiryMessage, Unit
from .notices import FOLDER, to_asker
from .routing import recipients_of


def classified(inquiry: Inquiry, former: dt.date, now: dt.datetime) -> None:
    """To the asker: what the inquiry is, what that means, by when we answer."""
    to_asker("inquiry_classified", inquiry, now, former=former, meaning=MEANING[inquiry.matter])


def extended(inquiry: Inquiry, reason: str, now: dt.datetime) -> None:
    """To the asker: why it takes longer, and the new day. Law asks for this notice."""
    to_asker("inquiry_extended", inquiry, now, reason=reason)


def recounted(unit: Unit, rows: list[tuple[Inquiry, InquiryMessage]], now: dt.datetime) -> None:
    """To the unit's people: every inquiry whose days were counted again, in one letter."""
    try:
        link = f"{conf.portal_url()}{reverse('coordination_inquiries:list')}"
    except NoReverseMatch:  # a host without our staff screens
        link = ""
    context: dict[str, Any] = {"unit": unit, "rows": rows, "link": link}
    outbox.write(
        "inquiry.recounted",
        to=recipients_of(unit, warsaw_date(now)),
        template=f"{FOLDER}/inquiry_recounted",
        context=context,
        about=unit,
        now=now,
    )
