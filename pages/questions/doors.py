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
from coordination.further import Line, Lines
from coordination.models import Designation, Inquiry
from coordination.signals import inquiry_received
from publishing.going_public import when_public

from .places import pages_at
from .policy import may_ask


def register() -> None:
    """Called in ready()."""
    asked_about.register(find)
    further.tell("competition-questions", Lines(for_staff, for_asker))


def find(path: str, now: dt.datetime) -> Subject | None:
    """The competition of the path, with its contact while in office. Four queries for a competition, else one."""
    from ..models import CompetitionPage

    found = pages_at(path, CompetitionPage).first()
    if found is None:
        return None
    page = CompetitionPage.objects.with_unit().get(pk=found.pk)
    today = warsaw_date(now)
    rows = Designation.objects.in_force(today).select_related("person", "unit")
    contact = rows.filter(pk=page.contact_id).first() if page.contact_id else None
    verdict = may_ask(page.state_on(now), page.questions_until, today)
    return Subject(page.title, page.url or "", page.stewardship.unit, contact, verdict)


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
    return [Line(said, row.competition.url or "", row.competition.title)]


def for_asker(inquiry: Inquiry) -> list[Line]:
    row = _row_of(inquiry)
    return (
        [Line(_("Your question is about the competition:"), row.competition.url or "", row.competition.title)]
        if row
        else []
    )


def _row_of(inquiry: Inquiry) -> Any:
    from ..models import CompetitionQuestion

    return CompetitionQuestion.objects.filter(inquiry=inquiry).select_related("competition").first()
