"""`/admin/zapytania/poczta/`: mail that came in, what waits for a person; the list, and what its screens share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ..mail_policies import BlockPolicy, MailPolicy
from ..models import IncomingMail
from ..querysets import MailQuerySet
from ..standing import Standing, standing_of
from ..states import MailState
from .doors import staff_door

PAGE_SIZE = 30
LONGEST = 100
ALL = "wszystkie"
TABS = (MailState.HELD, MailState.ADDED, MailState.AUTOMATIC, MailState.ASIDE, MailState.SPAM)


def readable(standing: Standing) -> MailQuerySet:
    """All for those who watch the city; what concerns inquiries of own units for their people."""
    rows = IncomingMail.objects.exclude(state=MailState.TAKEN)
    return rows if standing.watches_city else rows.of_units(list(standing.units))


class MailFilter:
    """What the address says; nonsense is ignored."""

    def __init__(self, query: Mapping[str, str]) -> None:
        asked = query.get("stan", MailState.HELD)
        self.state = asked if asked in (*TABS, ALL) else str(MailState.HELD)
        self.text = " ".join(query.get("q", "").replace("\x00", "").split())[:LONGEST]

    def apply(self, rows: QuerySet[IncomingMail]) -> QuerySet[IncomingMail]:
        found = self.search(rows)
        return found if self.state == ALL else found.filter(state=self.state)

    def search(self, rows: QuerySet[IncomingMail]) -> QuerySet[IncomingMail]:
        """By sender, subject or number. SQLite knows case only in ASCII."""
        for word in self.text.split():
            found = Q()
            for form in {word, word.lower(), word.capitalize()}:
                found |= Q(sender__icontains=form) | Q(subject__icontains=form) | Q(inquiry__number__icontains=form)
            rows = rows.filter(found)
        return rows

    def address(self, **more: Any) -> str:
        values = {"stan": self.state, "q": self.text, **more}
        return (
            f"{reverse('coordination_mail:list')}?{urlencode({key: value for key, value in values.items() if value})}"
        )


@require_safe
@staff_door
def mail_list(request: HttpRequest) -> HttpResponse:
    """What waits, the oldest first; what was dealt with, the newest first. A fixed number of queries."""
    standing = standing_of(request.user)
    MailPolicy(standing).may_list().enforce()
    filters = MailFilter(request.GET)
    mine = readable(standing)
    rows = filters.apply(mine).select_related("inquiry__unit").defer("text", "headers", "facts")
    oldest_first = filters.state == MailState.HELD
    rows = rows.order_by("received_at", "pk") if oldest_first else rows.order_by("-received_at", "-pk")
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("strona"))
    counts = dict(filters.search(mine).order_by().values_list("state").annotate(Count("pk")))
    context = {
        "page": page,
        "filters": filters,
        "tabs": [
            *({"label": state.label, "count": counts.get(state, 0), **_tab(filters, state)} for state in TABS),
            {"label": _("All"), "count": sum(counts.values()), **_tab(filters, ALL)},
        ],
        "newer": filters.address(strona=page.previous_page_number()) if page.has_previous() else "",
        "older": filters.address(strona=page.next_page_number()) if page.has_next() else "",
        "may_block": BlockPolicy(standing).may_read(),
    }
    return screen(request, "mail_list", _("Mail of inquiries"), context)


def _tab(filters: MailFilter, state: str) -> dict[str, Any]:
    return {"url": filters.address(stan=state), "current": filters.state == state}


def screen(
    request: HttpRequest,
    name: str,
    title: str,
    context: dict[str, Any],
    *,
    status: int = 200,
    inner: bool = False,
) -> HttpResponse:
    above = [{"url": reverse("coordination_mail:list"), "label": _("Mail of inquiries")}] if inner else []
    frame = {
        "header_title": title,
        "header_icon": "mail",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("coordination_inquiries:list"), "label": _("Inquiries")},
            *above,
            {"url": "", "label": title},
        ],
    }
    return render(request, f"coordination/admin/{name}.html", frame | context, status=status)
