"""The screen «do zrobienia», and the places of the boards in the menu."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .. import boards, order, steps
from ..boards import Asked
from ..lineage import follow
from ..models import Unit
from ..numbers import number
from ..standing import Standing, standing_of
from ..verdict import Refused, Verdict
from .doors import staff_door
from .menu import OfficeItem

NOTHING_HERE = Verdict(_("There is no such list for you."), order.TIMELINESS, steps.WRITE_TO_PORTAL_TEAM)


@require_GET
@staff_door
def todo(request: HttpRequest) -> HttpResponse:
    """What waits for the person's units; SZ opens any unit's list (§ 2 pkt 7, § 7)."""
    standing = standing_of(request.user)
    unit_ids = _asked_units(standing, follow(request.GET, standing.on, by="pk").get("komorka", ""))
    if not unit_ids:
        return _city(request, standing)
    asked = Asked(standing, tuple(unit_ids), timezone.now())
    found = boards.shelves(asked)
    units = Unit.objects.in_bulk(unit_ids)
    title = str(units[unit_ids[0]]) if len(unit_ids) == 1 else ""
    context = {
        "shelves": [shelf for shelf in found if shelf.total],
        "nothing": boards.nothing_waits(found),
        "offices": boards.offices(unit_ids, asked.today),
        "unit": title,
        "units": standing.unit_names.items() if len(standing.units) > 1 else (),
        "chosen": unit_ids[0] if len(unit_ids) == 1 else None,
        "here": request.get_full_path(),
        "city": standing.watches_city,
    }
    return render(request, "coordination/todo.html", context | _frame(_("To do"), "tasks"))


def _asked_units(standing: Standing, asked: str) -> list[int]:
    """The units of the list: the one named in the address, else all the person's own; none means the whole city.

    Another unit's list is refused like one of a unit that does not exist.
    """
    if not asked:
        if standing.units or standing.watches_city:
            return list(standing.units)
        raise Refused(NOTHING_HERE)
    unit_id = number(asked) or 0
    if standing.reads_for(unit_id) or (standing.watches_city and Unit.objects.filter(pk=unit_id).exists()):
        return [unit_id]
    raise Refused(NOTHING_HERE)


def _city(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Units with how much waits in each."""
    rows = boards.units_at_work(standing.on)
    return render(request, "coordination/todo_city.html", {"rows": rows} | _frame(_("To do in the units"), "tasks"))


def _frame(title: Any, icon: str) -> dict[str, Any]:
    home = {"url": reverse("wagtailadmin_home"), "label": _("Home")}
    return {"breadcrumbs_items": [home, {"url": "", "label": title}], "header_title": title, "header_icon": icon}


@hooks.register("register_admin_urls")
def board_addresses() -> list[Any]:
    """Wagtail lets only staff through."""
    return [path("do-zrobienia/", todo, name="coordination_todo")]


@hooks.register("register_admin_menu_item")
def todo_item() -> MenuItem:
    return OfficeItem(
        _("To do"),
        reverse("coordination_todo"),
        name="todo",
        icon_name="tasks",
        order=5,
        shown=lambda s: bool(s.units) or s.watches_city,
    )


@hooks.register("register_admin_menu_item")
def incomplete_item() -> MenuItem:
    return OfficeItem(
        _("Units without people"),
        reverse("coordination_wanting:units"),
        name="incomplete-units",
        icon_name="group",
        order=45,
        shown=lambda s: s.watches_city,
    )
