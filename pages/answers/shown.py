"""What readers see of a public answer: when it was given, when somebody last looked, whom to ask now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils.html import strip_tags
from wagtail.models import Page

from coordination.calendar import warsaw_date

from ..contacts import contacts_of
from ..querysets import PublicQuerySet

Shown = dict[str, Any]
FEW = 4
"""Answers shown on the page of a unit."""
MOST = 10
"""Answers shown on an aid card; a competition shows all, because nobody may know more than the rest."""


def one(page: Any, now: dt.datetime) -> Shown:
    steward, today = page.stewardship, warsaw_date(now)
    looked = [at for at in (steward.confirmed_at, steward.updated_at) if at]
    is_stale = steward.review_by is not None and steward.review_by < today
    return {
        "topics": [item.tag for item in page.page_topics.select_related("tag")],
        "about": list(pages_about(page)),
        "contact": contacts_of(steward.unit, now=now).card_for(None),
        "checked_at": max(looked, default=None),
        "stale_since": steward.review_by if is_stale else None,
    }


def pages_about(page: Any) -> Iterable[Page]:
    """Public competitions and aid cards that the answer names; an unsaved preview names them too."""
    named = [row.subject_id for row in page.about.all()]
    return PublicQuerySet(Page).visible().filter(pk__in=named).order_by("title")


def about(subject: Any, *, most: int | None = None) -> Any:
    """Public answers that name the page, newest first; none for a page that was never saved. One query."""
    from ..models import AnswerPage

    if subject.pk is None:
        return AnswerPage.objects.none()
    return AnswerPage.objects.visible().with_unit().about(subject).newest_first()[:most]


def of_unit(unit: Any) -> Any:
    """The newest public answers of the unit. One query."""
    from ..models import AnswerPage

    return AnswerPage.objects.visible().with_unit().of_unit(unit).newest_first()[:FEW]


# -- schema.org -----------------------------------------------------------------------------------------------------


def structured(page: Any, context: Shown) -> Shown:
    """One question with its accepted answer."""
    return {"@context": "https://schema.org", "@type": "QAPage", "mainEntity": _question(page, context["canonical"])}


def many(pages: Iterable[Any]) -> Shown | None:
    """The questions of a list, with the short answers that stand in it."""
    told = [_question(page, page.full_url, short=True) for page in pages]
    return {"@context": "https://schema.org", "@type": "FAQPage", "mainEntity": told} if told else None


def _question(page: Any, url: str, *, short: bool = False) -> Shown:
    text = page.short_answer if short else " ".join(strip_tags(str(page.body).replace("<", " <")).split())
    answer: Shown = {"@type": "Answer", "text": text or page.short_answer, "url": url}
    if page.answered_on:
        answer["dateCreated"] = page.answered_on
    answer["author"] = {"@type": "GovernmentOrganization", "name": str(page.stewardship.unit)}
    question: Shown = {"@type": "Question", "name": page.title, "answerCount": 1, "acceptedAnswer": answer}
    return question if short or not page.question else question | {"text": page.question}
