"""`/koordynatorzy/`: who helps with my topic, today."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ..answering import public_figure
from ..calendar import warsaw_date
from ..cards import cards_of
from ..deadlines import office_calendar
from ..directory import Dictionaries, Finder, Wish
from ..forms import FinderForm
from ..lineage import follow
from ..models import Designation
from ..vcards import vcard

PAGE_SIZE = 12


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """The finder: words, topic, unit, district and sphere in the address."""
    now = timezone.now()
    asked = follow(request.GET, warsaw_date(now))
    wish = wish_of(asked)
    finder = Finder(wish, warsaw_date(now))
    page = Paginator(finder.unit_ids(), PAGE_SIZE).get_page(request.GET.get("strona"))
    calendar = office_calendar()
    desks = finder.desks(page.object_list)
    context = {
        "title": _("Who can help me?"),
        "description": _("Coordinators of the city's units: find the person who helps organisations with your topic."),
        "form": FinderForm(asked or None, choices=choices(finder.dictionaries)),
        "cards": [card for desk in desks for card in cards_of(desk, calendar=calendar, now=now)],
        "page": page,
        "count": page.paginator.count,
        "wish": wish,
        "matched_topics": [] if wish.topic else finder.matched_topics[:5],
        "clear_url": "" if wish.is_empty else reverse("coordination:directory"),
        "empty_actions": empty_actions(),
        "figure": public_figure(now),
    }
    return render(request, "coordination/directory.html", context)


def wish_of(asked: QueryDict) -> Wish:
    typed = {name: asked.get(name, "")[:200].replace("\x00", "") for name in FinderForm.base_fields}
    return Wish(typed["q"], typed["temat"], typed["komorka"], typed["dzielnica"], typed["sfera"])


def choices(known: Dictionaries) -> dict[str, list[tuple[str, str]]]:
    return {
        "temat": [(topic.slug, topic.name) for topic in known.topics],
        "komorka": [(unit.slug, str(unit)) for unit in known.units],
        "dzielnica": [(str(district.number), str(district)) for district in known.districts],
        "sfera": [(sphere.code, str(sphere)) for sphere in known.spheres],
    }


def empty_actions() -> list[dict[str, Any]]:
    """Nothing found is not the end: SZ answers, and the whole list is one step away."""
    return [
        {"url": reverse("coordination:ask"), "label": _("Ask SZ, we will find the right person")},
        {"url": reverse("coordination:directory"), "label": _("Show all units")},
    ]


@require_safe
def contact_card(request: HttpRequest, pk: int) -> HttpResponse:
    """A vCard of somebody in office today; 404 for anybody else."""
    today = warsaw_date(timezone.now())
    row = Designation.objects.in_force(today).filter(pk=pk).select_related("person", "unit").first()
    if row is None:
        raise Http404
    response = HttpResponse(vcard(row), content_type="text/vcard; charset=utf-8")
    name = slugify(row.person.full_name.translate(str.maketrans("łŁ", "lL")))
    response["Content-Disposition"] = f'attachment; filename="{name}.vcf"'
    return response
