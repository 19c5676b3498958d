"""The public competitions that an address asks for: what the list, its files, its calendar and its feed share."""

import datetime as dt
from typing import Any

from django.http import HttpRequest

from .competition_filter import CompetitionFilter
from .models import CompetitionPage

TOLD = (
    *("title", "slug", "url_path", "last_published_at", "first_published_at", "live", "depth", "path", "locale_id"),
    *("summary", "organ", "organ_other", "number", "form", "place", "legal_basis"),
    *("amount_known", "amount_kind", "max_grant", "own_contribution"),
    *(
        "planned_announcement_on",
        "announced_on",
        "announced_year",
        "offers_from",
        "deadline",
        "previous_deadline",
        "choice_on",
    ),
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
