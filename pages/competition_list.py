"""The public competitions that an address asks for: what the list, its files, its calendar and its feed share."""

import datetime as dt
from typing import Any

from django.db.models import Q
from django.http import HttpRequest

from .competition_filter import CompetitionFilter
from .competition_states import State
from .models import CompetitionPage, Result

TOLD = (
    *("title", "slug", "url_path", "last_published_at", "first_published_at", "live", "depth", "path", "locale_id"),
    *("summary", "organ", "organ_other", "number", "form", "place", "legal_basis"),
    *("amount_known", "amount_kind", "max_grant", "own_contribution"),
    *("planned_announcement_on", "announced_on", "announced_year", "offers_from", "deadline", "previous_deadline"),
    *("extension_note", "questions_until", "committee_until", "formal_review_until", "choice_on"),
    *("realised_from", "realised_until", "results_on", "annulled_on", "annulment_reason", "is_archival"),
    *("offers_received", "tool_url", "content_type_id"),
    *("stewardship__unit__name", "stewardship__unit__symbol", "stewardship__unit__slug"),
)
"""What files and feeds read of a row; long texts stay in the database."""


def asked_for(request: HttpRequest, now: dt.datetime) -> tuple[CompetitionFilter, Any]:
    """The filter, and the rows it leaves, in its order; they carry `state_now`. What is not understood is left out."""
    form = CompetitionFilter(request.GET)
    form.is_valid()
    found = form.narrow(CompetitionPage.objects.visible().with_state(now), now=now)
    return form, found.with_unit().only(*TOLD)


def asked_with_archival(request: HttpRequest, now: dt.datetime) -> Any:
    """The rows that the filters leave, archival ones too unless a state is asked for."""
    form = CompetitionFilter(request.GET)
    form.is_valid()
    found = CompetitionPage.objects.visible().with_state(now)
    for name, condition in form.conditions(now).items():
        found = found if name == "stan" and not form.value("stan") else found.filter(condition)
    return found


def results_of(pages: Any) -> Any:
    """Offers and grants of the competitions whose results are told, the newest first: what their pages show
    (competition_states.is_settled).

    The pages carry `state_now`. Whoever looks for results looks for old ones, too.
    """
    stand = Q(state_now=State.SETTLED) | Q(state_now=State.ARCHIVED, annulled_on__isnull=True)
    told = pages.filter(stand, results_on__isnull=False)
    rows = Result.objects.filter(page__in=told.order_by().values("pk")).select_related("page__stewardship__unit")
    own = ("bidder", "task", "amount", "points", "outcome", "note")
    rows = rows.only(*own, *(f"page__{name}" for name in TOLD))
    return rows.order_by("-page__results_on", "page_id", "sort_order", "pk")
