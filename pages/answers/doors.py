"""The button on the inquiry's screen, what both sides are told, and public answers before a question is sent."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coordination import answered, further
from coordination.answered import MOST, Looked, PublicAnswer, Wish
from coordination.calendar import warsaw_date
from coordination.further import Deed, Line, Lines
from coordination.models import Inquiry
from coordination.policies import InquiryPolicy
from coordination.verdict import Verdict
from coordination.wording import full_day
from publishing.facts import desk_of

from .. import search
from ..content_kinds import ANSWER
from .policy import OTHERS, AnswerPolicy
from .thread import last_answer

CODE = "opublikuj"
FEW = 3
"""Answers shown where nothing has been typed yet; the form is what people came for."""


def register() -> None:
    """Called in ready()."""
    further.register(
        Deed(
            CODE,
            gettext_lazy("Publish as a question and answer"),
            gettext_lazy(
                "We make a draft without the name, organisation and contacts of the asker. You check it and publish it,"
                " or hand it over for publication."
            ),
            judge,
            begin,
        )
    )
    further.tell("answers", Lines(for_staff, for_asker))
    answered.register(look)


# -- the inquiry ----------------------------------------------------------------------------------------------------


def judge(inquiry: Inquiry, policy: InquiryPolicy) -> Verdict | None:
    """Nothing to press for people of other units, and once the draft is there: a line leads to it."""
    if _link_of(inquiry) is not None:
        return None
    answer = last_answer(inquiry, until=timezone.now())
    verdict = AnswerPolicy(policy.standing, inquiry.unit_id, inquiry.state, answered=answer is not None).may_begin()
    return None if verdict == OTHERS else verdict


def begin(request: HttpRequest, inquiry: Inquiry, policy: InquiryPolicy) -> HttpResponse:
    from .deeds import begin_answer

    page = begin_answer(inquiry, by=policy.standing, now=timezone.now())
    messages.warning(request, _("This is a draft without who asked. Read it whole before it goes public: check names."))
    return redirect("wagtailadmin_pages:edit", page.pk)


def for_staff(inquiry: Inquiry, user: Any) -> list[Line]:
    link = _link_of(inquiry)
    if link is None:
        return []
    if _is_public(link.page_id):
        return [Line(_("The answer has been published:"), link.page.get_url() or "", link.page.title)]
    page = link.page
    if not desk_of(user).policy(page).may_read():
        return []
    said = _("The public answer was taken off:") if page.first_published_at else _("Draft of the public answer:")
    return [Line(said, _edit_url(page), page.draft_title)]


def for_asker(inquiry: Inquiry) -> list[Line]:
    link = _link_of(inquiry)
    if link is None or not _is_public(link.page_id):
        return []
    return [Line(_("The answer has been published, without your data:"), link.page.get_url() or "", link.page.title)]


def _link_of(inquiry: Inquiry) -> Any:
    from ..models import PublishedAnswer

    return PublishedAnswer.objects.filter(inquiry=inquiry).select_related("page").first()


def _is_public(page_id: int) -> bool:
    from ..models import AnswerPage

    return AnswerPage.objects.visible().filter(pk=page_id).exists()


def _edit_url(page: Any) -> str:
    try:
        return reverse("wagtailadmin_pages:edit", args=[page.pk])
    except NoReverseMatch:  # a host without the staff screens
        return ""


# -- before a question is sent --------------------------------------------------------------------------------------


def look(wish: Wish) -> Looked | None:
    """By the words typed, else the newest of the unit or topic, else the newest of all. At most five queries."""
    from ..models import AnswerIndexPage, AnswerPage

    index = AnswerIndexPage.objects.live().first()
    if index is None:
        return None
    found = AnswerPage.objects.visible().with_unit()
    if wish.words:
        numbers = list(search.find(wish.words, kind=ANSWER).rows.values_list("page_id", flat=True)[:MOST])
        by_number = {page.pk: page for page in found.filter(pk__in=numbers)}
        pages = [by_number[number] for number in numbers if number in by_number]
    else:
        if wish.unit:
            found = found.of_unit(wish.unit)
        if wish.topic:
            found = found.on_topic(wish.topic)
        pages = list(found.newest_first()[:FEW])
    asked = {"q": wish.words, "komorka": getattr(wish.unit, "slug", ""), "temat": getattr(wish.topic, "slug", "")}
    query = urlencode({name: value for name, value in asked.items() if value})
    return Looked([_answer(page, wish) for page in pages], f"{index.get_url()}{'?' if query else ''}{query}")


def _answer(page: Any, wish: Wish) -> PublicAnswer:
    review = page.stewardship.review_by
    late = review is not None and review < warsaw_date(wish.now)
    return PublicAnswer(
        title=page.title,
        url=page.get_url() or "",
        summary=page.short_answer,
        unit=str(page.stewardship.unit),
        on=page.answered_on,
        note=_("not confirmed since %(day)s") % {"day": full_day(review)} if late else "",
    )
