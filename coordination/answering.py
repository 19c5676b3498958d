"""Cases for the statistics of answers, read in a fixed number of queries; the one public figure."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import NamedTuple

from dateutil.relativedelta import relativedelta
from django.core.cache import cache
from django.db.models import Exists, OuterRef, Q, QuerySet

from . import standards
from .answer_figures import Case, Figures, figures
from .calendar import DAY, WARSAW, warsaw_date
from .deadlines import office_calendar
from .matters import waits_of
from .models import Inquiry, InquiryMessage
from .states import InquiryState, Matter, Voice

SAMPLE, LEAST = "inquiry.min_sample", 5
HOUR = 3600
MONTHS = 12


class PublicFigure(NamedTuple):
    """Half of `answered` answers to inquiries received from `first` to `last` came within `days` working days."""

    days: int
    answered: int
    first: dt.date
    last: dt.date


def sample() -> int:
    """How many answers at least before a middle value or a share is shown."""
    return max(1, standards.value(SAMPLE, LEAST))


def received_within(first: dt.date, last: dt.date) -> QuerySet[Inquiry]:
    """What statistics count of the inquiries received on the days, both inclusive."""
    start, end = _midnight(first), _midnight(last + DAY)
    return Inquiry.objects.fair().filter(received_at__gte=start, received_at__lt=end)


def of_units(rows: QuerySet[Inquiry], unit_ids: object) -> QuerySet[Inquiry]:
    """Those that count for the units: of the first answer, else of the unit that owes it."""
    answered, owed = Q(first_answer_unit_id__in=unit_ids), Q(first_answer_unit__isnull=True, unit_id__in=unit_ids)
    return rows.filter(answered | owed)


def cases(rows: QuerySet[Inquiry]) -> list[Case]:
    """Two queries: the inquiries, and what was said in those of which more was asked."""
    waits, found = _waits(rows), []
    values = rows.order_by().values_list(
        "pk", "unit_id", "first_answer_unit_id", "received_at", "answer_by", "first_answered_at", "first_answer_by",
        "state",
    )  # fmt: skip
    for pk, unit, answering, received, promised, answered, promised_then, state in values:
        found.append(
            Case(
                unit_id=answering or unit,
                received_on=warsaw_date(received),
                promised_on=promised_then or promised,
                answered_on=warsaw_date(answered) if answered else None,
                waits=tuple(waits.get(pk, ())),
                asks=state == InquiryState.CLARIFY,
            )
        )
    return found


def public_figure(now: dt.datetime) -> PublicFigure | None:
    """What the public reads beside the form, reckoned once an hour; None below the smallest sample."""
    today = warsaw_date(now)
    key = f"answering:{today.isoformat()}:{now.astimezone(WARSAW).hour}"
    known = cache.get(key)
    if known is None:
        known = {"figure": _reckoned(today)}
        cache.set(key, known, HOUR)
    found: PublicFigure | None = known["figure"]
    return found


def _reckoned(today: dt.date) -> PublicFigure | None:
    """Ordinary inquiries of the last twelve months, of the whole city. Four queries."""
    first = today - relativedelta(months=MONTHS)
    rows = received_within(first, today).filter(matter=Matter.INQUIRY)
    found: Figures = figures(cases(rows), on=today, calendar=office_calendar(), sample=sample())
    return None if found.median is None else PublicFigure(found.median, found.answered, first, today)


def _waits(rows: QuerySet[Inquiry]) -> dict[int, list[tuple[dt.date, dt.date]]]:
    """By inquiry, for those in which we asked for more."""
    asked = InquiryMessage.objects.filter(inquiry=OuterRef("inquiry_id"), voice=Voice.CLARIFY)
    said = InquiryMessage.objects.filter(Exists(asked), inquiry__in=rows.order_by()).order_by("at", "pk")
    voices = defaultdict(list)
    for pk, voice, at in said.values_list("inquiry_id", "voice", "at"):
        voices[pk].append((voice, warsaw_date(at)))
    return {pk: waits_of(found) for pk, found in voices.items()}


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.min, WARSAW)
