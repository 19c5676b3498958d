"""Units without a coordinator or a deputy (§ 2 pkt 1), since when, and who heads them: what SZ sees the same day."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from .. import boards, order, steps
from ..calendar import warsaw_date
from ..standing import standing_of
from ..verdict import Verdict
from .doors import staff_door

NOT_FOR_YOU = Verdict(
    gettext_lazy("SZ, administrators and heads of units see this list."), order.DESIGNATION, steps.OFFICES
)


@require_safe
@staff_door
def wanting_units(request: HttpRequest) -> HttpResponse:
    """The whole city for SZ and administrators; a head sees the own units."""
    standing = standing_of(request.user)
    headed: list[int] | None = None
    if not standing.watches_city:
        headed = [unit for unit in standing.units if standing.heads(unit)]
        if not headed:
            NOT_FOR_YOU.enforce()
    context = {
        "header_title": _("Units without a coordinator or deputy"),
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": "", "label": _("Units without a coordinator or deputy")},
        ],
        "header_icon": "group",
        "rows": boards.incomplete_units(warsaw_date(timezone.now()), headed),
    }
    return render(request, "coordination/incomplete_units.html", context)


urlpatterns = [path("", wanting_units, name="units")]
