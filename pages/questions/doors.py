"""Where questions to competitions meet the desk: the form, the inquiry's screen, the asker's, letters."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.signals import page_published

from coordination import asked_about, further
from coordination.asked_about import Subject
from coordination.calendar import warsaw_date
from coordination.deadlines import first_promise
from coordination.further import Line, Lines
from coordination.models import Designation, Inquiry
from coordination.routing import route
from coordination.signals import inquiry_received
from coordination.states import InquiryState
from publishing.going_public import when_public

from ..competition_states import State
from ..competition_words import instant_words
from .places import pages_at
from .policy import comes_late, hurry_words, may_ask


def register() -> None:
    """Called in ready()."""
    asked_about.register(find)
    further.tell("competition-questions", Lines(for_staff, for_asker))


def find(path: str, now: dt.datetime) -> Subject | None:
    """The competition of the path, with its contact while in office. Four queries for a competition, else one.

    A few more where offers close before the promised day of the answer: then it says whom to call.
    """
    from ..models import CompetitionPage

    found = pages_at(path, CompetitionPage).first()
    if found is None:
        return None
    page = CompetitionPage.objects.with_unit().get(pk=found.pk)
    today = warsaw_date(now)
    rows = Designation.objects.in_force(today).select_related("person", "unit")
    contact = rows.filter(pk=page.contact_id).first() if page.contact_id else None
    verdict = may_ask(page.state_on(now), page.questions_until, today)
    unit, answer_by = page.stewardship.unit, first_promise(now).on
    hurry = ""
    if verdict and page.state_on(now) == State.OPEN and comes_late(page.deadline, answer_by, now):
        there = route(today, designation=contact, unit=unit)
        hurry = hurry_words(page.deadline, answer_by, _phone(there.person, there.unit))
    return Subject(page.title, page.url or "", unit, contact, verdict, hurry)


@receiver(inquiry_received, dispatch_uid="pages.questions.received")
def keep_the_question(inquiry: Inquiry, question: Any, now: dt.datetime, **kwargs: Any) -> None:
    from .deeds import keep

    keep(inquiry, publicly=question.publicly)


@receiver(page_published, dispatch_uid="pages.questions.answered")
@when_public
def tell_who_asked(instance: Any, **kwargs: Any) -> None:
    from ..models import AnswerPage
    from .deeds import tell_asker

    if isinstance(instance, AnswerPage):
        tell_asker(instance, now=timezone.now())


def for_staff(inquiry: Inquiry, user: Any) -> list[Line]:
    """To which competition it belongs, and what the asker wants done with the answer."""
    row = _row_of(inquiry)
    if row is None:
        return []
    said = _("A question to a competition. The answer is for everybody: publish it when you have answered.")
    if not row.publicly:
        said = _("A question to a competition. Only the asker wants to read the answer.")
    lines = [Line(said, row.competition.url or "", row.competition.title)]
    if _is_pressing(row):
        closes = _("Offers close on %(day)s, %(hour)s, before the answer is due. Answer first of all.")
        lines.append(Line(closes % instant_words(row.competition.deadline)))
    return lines


def for_asker(inquiry: Inquiry) -> list[Line]:
    row = _row_of(inquiry)
    if row is None:
        return []
    lines = [Line(_("Your question is about the competition:"), row.competition.url or "", row.competition.title)]
    if _is_pressing(row):
        said = hurry_words(row.competition.deadline, inquiry.answer_by, _phone(inquiry.person, inquiry.unit))
        lines.append(Line(said, tone="warning"))
    return lines


def _is_pressing(row: Any) -> bool:
    """The question waits for the unit, and offers close before its answer is due."""
    now, inquiry, page = timezone.now(), row.inquiry, row.competition
    waits = inquiry.state == InquiryState.OPEN and page.state_on(now) == State.OPEN
    return waits and comes_late(page.deadline, inquiry.answer_by, now)


def _phone(person: Any, unit: Any) -> str:
    return (person.phone if person else "") or unit.phone


def _row_of(inquiry: Inquiry) -> Any:
    from ..models import CompetitionQuestion

    return CompetitionQuestion.objects.filter(inquiry=inquiry).select_related("competition", "inquiry").first()
