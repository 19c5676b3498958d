"""The deed on public answers: begin one from an inquiry. Publication is the ordinary way of every governed page."""

from __future__ import annotations

import datetime as dt
import html
from typing import Any

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.rich_text import RichText

from coordination import audit, order
from coordination.actions.deed import deed
from coordination.calendar import warsaw_date
from coordination.models import Inquiry
from coordination.standing import Standing
from coordination.steps import WRITE_TO_PORTAL_TEAM
from coordination.verdict import Refused, Verdict
from publishing.drafts import shelf_for
from publishing.governed import entrusting

from ..models import AidPage, AnswerAbout, AnswerPage, CompetitionPage, CompetitionQuestion, PageTopic, PublishedAnswer
from ..questions.places import pages_at
from .policy import AnswerPolicy
from .thread import last_answer, proposal_of


@deed("inquiry.publish")
def begin_answer(inquiry: Inquiry, *, by: Standing, now: dt.datetime) -> Any:
    """A draft of the unit with question and answer of the thread, anonymised; the one there is when somebody was first.

    `now` is an aware instant. Raises Refused for people of other units, for an inquiry without an answer, and where
    the portal has no shelf for answers.
    """
    inquiry = Inquiry.objects.select_for_update(of=("self",)).select_related("unit", "topic").get(pk=inquiry.pk)
    answer = last_answer(inquiry, until=now)
    AnswerPolicy(by, inquiry.unit_id, inquiry.state, answered=answer is not None).may_begin().enforce()
    begun = PublishedAnswer.objects.filter(inquiry=inquiry).select_related("page").first()
    if begun is not None:
        return begun.page
    page = _page(inquiry, answer, now)
    _put_on_the_shelf(page, inquiry, by)
    PublishedAnswer.objects.create(inquiry=inquiry, page=page, begun_at=now)
    right = str(order.ANSWER_INQUIRIES)
    audit.write("inquiry.publish", now=now, about=inquiry, by=by, unit=inquiry.unit, right=right)
    return page


def _page(inquiry: Inquiry, answer: Any, now: dt.datetime) -> AnswerPage:
    told = proposal_of(inquiry, until=now)
    page = AnswerPage(
        title=told.title,
        question=told.question,
        short_answer=told.short_answer,
        body=[("paragraph", RichText(_paragraph(text))) for text in told.paragraphs],
        asked_on=warsaw_date(inquiry.received_at),
        answered_on=warsaw_date(answer.at),
    )
    page.page_topics = [PageTopic(tag=inquiry.topic)] if inquiry.topic else []
    page.about = [AnswerAbout(subject_id=number) for number in _asked_from(inquiry)]
    return page


def _paragraph(text: str) -> str:
    return f"<p>{'<br/>'.join(html.escape(line.strip()) for line in text.splitlines())}</p>"


def _asked_from(inquiry: Inquiry) -> list[int]:
    """The number of the competition or aid card that the question was asked from, where there is one."""
    asked = CompetitionQuestion.objects.filter(inquiry=inquiry).values_list("competition_id", flat=True)
    return list(asked) or list(pages_at(inquiry.source, CompetitionPage, AidPage).values_list("pk", flat=True))


def _put_on_the_shelf(page: AnswerPage, inquiry: Inquiry, by: Standing) -> None:
    shelf = shelf_for(AnswerPage)
    if shelf is None:
        wanting = _(
            "There is no shelf «Questions and answers» yet. Ask the administrators to add it below the home page."
        )
        raise Refused(Verdict(wanting, order.BEYOND_RIGHTS, WRITE_TO_PORTAL_TEAM))
    author = get_user_model()._default_manager.get(pk=by.user_id)
    page.owner, page.live = author, False
    with entrusting(inquiry.unit_id), audit.told_by_the_deed():
        shelf.specific.add_child(instance=page)
        revision = page.save_revision(user=author, clean=False)
    log(instance=page, action="wagtail.create", user=author, revision=revision)
