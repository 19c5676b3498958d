"""Menu of the admin: each item for those who have business there."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from coordination.admin.menu import OfficeItem
from coordination.standing import standing_of

from .. import offers
from ..facts import desk_of
from ..policies.completeness import may_read_report


@hooks.register("register_admin_menu_item")
def queue_item() -> MenuItem:
    return OfficeItem(
        _("Publication queue"),
        reverse("publishing:queue"),
        name="queue",
        icon_name="list-ul",
        order=10,
        shown=lambda s: s.is_portal_officer or s.watches_city,
    )


@hooks.register("register_admin_menu_item")
def calendar_item() -> MenuItem:
    return OfficeItem(
        _("Calendar"),
        reverse("publishing:calendar"),
        name="calendar",
        icon_name="calendar",
        order=22,
        shown=lambda s: bool(s.units) or s.is_portal_officer or s.watches_city,
    )


@hooks.register("register_admin_menu_item")
def roster_item() -> MenuItem:
    return OfficeItem(
        _("Duty roster"),
        reverse("publishing:roster"),
        name="roster",
        icon_name="group",
        order=24,
        shown=lambda s: s.is_portal_officer or s.watches_city,
    )


@hooks.register("register_admin_menu_item")
def unit_list_item() -> MenuItem:
    return OfficeItem(
        _("Our handoffs"),
        reverse("publishing:unit_list"),
        name="handoffs",
        icon_name="mail",
        order=20,
        shown=lambda s: bool(s.units),
    )


class LimitedMenuItem(MenuItem):
    """For those who are named in a limit, and administrators, who lift one with a remark."""

    def is_shown(self, request: HttpRequest) -> bool:
        desk = desk_of(request.user)
        user_id = desk.standing.user_id
        return desk.standing.is_administrator or any(user_id in limit.to for limit in desk.limits.values())


@hooks.register("register_admin_menu_item")
def limited_item() -> MenuItem:
    return LimitedMenuItem(
        _("Limited drafts"), reverse("publishing:confinements"), name="limited", icon_name="lock", order=25
    )


@hooks.register("register_admin_menu_item")
def freshness_item() -> SubmenuMenuItem:
    """What a unit has to look after, in one place: what is missing, what is wrong, what is due for a look."""
    return SubmenuMenuItem(
        _("Freshness of content"),
        Menu(register_hook_name="register_freshness_menu_item"),
        name="freshness",
        icon_name="history",
        order=28,
    )


@hooks.register("register_freshness_menu_item")
def stale_item() -> MenuItem:
    return OfficeItem(
        _("Content to look through"),
        reverse("publishing:stale"),
        name="stale",
        icon_name="history",
        order=30,
        shown=lambda s: bool(s.units) or s.watches_city,
    )


@hooks.register("register_freshness_menu_item")
def completeness_item() -> MenuItem:
    return OfficeItem(
        _("What else"),
        reverse("publishing:completeness"),
        name="completeness",
        icon_name="list-ul",
        order=28,
        shown=lambda s: bool(s.units),
    )


@hooks.register("register_freshness_menu_item")
def intervals_item() -> MenuItem:
    return OfficeItem(
        _("Review intervals"),
        reverse("publishing:review_intervals"),
        name="review-intervals",
        icon_name="time",
        order=32,
        shown=lambda s: s.watches_city,
    )


@hooks.register("register_freshness_menu_item")
def findings_item() -> MenuItem:
    return OfficeItem(
        _("Findings"),
        reverse("publishing:findings"),
        name="findings",
        icon_name="warning",
        order=29,
        shown=lambda s: bool(s.units) or s.watches_city,
    )


@hooks.register("register_admin_menu_item")
def grants_item() -> MenuItem:
    return OfficeItem(
        _("Small grants"),
        reverse("publishing:grant_board"),
        name="grant-board",
        icon_name="decimal",
        order=157,
        shown=lambda s: bool(s.units) or s.watches_city,
    )


@hooks.register("register_admin_menu_item")
def answer_times_item() -> MenuItem:
    return OfficeItem(
        _("Answer times"),
        reverse("publishing:answer_times"),
        name="answer-times",
        icon_name="time",
        order=155,
        shown=lambda s: bool(s.units) or s.watches_city,
    )


@hooks.register("register_admin_menu_item")
def city_item() -> MenuItem:
    return OfficeItem(
        _("Report of the city"),
        reverse("publishing:city_report"),
        name="city-report",
        icon_name="table",
        order=31,
        shown=may_read_report,
    )


@hooks.register("register_admin_menu_item")
def rights_item() -> MenuItem:
    return OfficeItem(
        _("Rights to publish"),
        reverse("publishing:rights"),
        name="rights",
        icon_name="key",
        order=35,
        shown=lambda s: s.watches_city,
    )


@hooks.register("register_admin_menu_item")
def journal_item() -> MenuItem:
    return OfficeItem(
        _("Book of deeds"),
        reverse("publishing:journal"),
        name="journal",
        icon_name="history",
        order=860,
        shown=lambda s: s.watches_city,
    )


@hooks.register("register_admin_menu_item")
def unit_history_item() -> MenuItem:
    return OfficeItem(
        _("History of the unit"),
        reverse("publishing:unit_history"),
        name="unit-history",
        icon_name="history",
        order=160,
        shown=lambda s: bool(s.units),
    )


@hooks.register("register_admin_menu_item")
def letters_item() -> MenuItem:
    return OfficeItem(
        _("Letters"),
        reverse("publishing:letters"),
        name="letters",
        icon_name="mail",
        order=870,
        shown=lambda s: s.is_administrator,
    )


@hooks.register("construct_main_menu")
def only_what_works(request: HttpRequest, items: list[Any]) -> None:
    """Nobody meets a menu item that leads to a refusal."""
    standing = standing_of(request.user)
    if standing.is_administrator:
        items[:] = [item for item in items if item.name not in {"reports", "help"}]
        return
    shut = {"reports", "settings", "help"}
    if not standing.acting_unit_ids and not standing.is_portal_officer:
        shut |= {"explorer", "images", "documents"}
    items[:] = [item for item in items if item.name not in shut]
    if not standing.is_portal_officer:
        items[:] = [offers.plain_pages_item(item) if item.name == "explorer" else item for item in items]
