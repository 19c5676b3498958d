"""Search and robots: thin doors."""

import datetime as dt
from collections.abc import Iterable

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from publishing import kinds

from . import search as index
from .competition_states import State
from .content_kinds import COMPETITION
from .lists import PAGE
from .models import CompetitionPage, SearchRow

PER_PAGE = 15


class SearchForm(forms.Form):
    """One question; everything typed is only ever looked for, never run."""

    q = forms.CharField(label=gettext_lazy("What are you looking for?"), required=False, max_length=200)
    rodzaj = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)

    def __init__(self, data: object) -> None:
        super().__init__(data)
        self.fields["rodzaj"].choices = [("", gettext_lazy("all")), *kinds.choices()]


@require_safe
def search(request: HttpRequest) -> TemplateResponse:
    """/szukaj/?q=…: the answers of the index, with a way on when there are none."""
    form = SearchForm(request.GET)
    form.is_valid()
    question = form.cleaned_data.get("q", "")
    found = index.find(question, kind=form.cleaned_data.get("rodzaj", ""))
    paginator = Paginator(found.rows, PER_PAGE)
    results = paginator.get_page(request.GET.get(PAGE))
    tell_states(results, timezone.now())
    context = {
        "form": form,
        "question": question,
        "found": found,
        "results": results,
        "count": paginator.count,
        "title": _("Search: %(question)s") % {"question": question} if question else _("Search"),
        "noindex": True,
        "hide_header_search": True,
    }
    return TemplateResponse(request, "pages/search.html", context, status=400 if form.errors else 200)


def tell_states(rows: Iterable[SearchRow], now: dt.datetime) -> None:
    """Each competition found gets `state`, its state at this very instant; the index itself knows no clock."""
    found = [row for row in rows if row.kind == COMPETITION]
    if not found:
        return
    pages = CompetitionPage.objects.filter(pk__in=[row.page_id for row in found]).with_state(now)
    states = dict(pages.values_list("pk", "state_now"))
    for row in found:
        row.state = State(states[row.page_id]) if row.page_id in states else None


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """The demo asks machines to stay out; the portal shows them its map."""
    context = {"sitemap": request.build_absolute_uri(reverse("pages:sitemap"))}
    return render(request, "pages/robots.txt", context, content_type="text/plain; charset=utf-8")
