"""What the room adds to the staff screens."""

from collections.abc import Iterator
from typing import Any

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.widgets import Button

from coordination.admin.menu import OfficeItem
from publishing.facts import desk_of

from . import staff_urls
from .announcing.policy import may_read_exceptions
from .models import CompetitionPage
from .planned.policy import may_read


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return [path("", include((staff_urls.urlpatterns, "competitions"), namespace="competitions"))]


@hooks.register("register_admin_menu_item")
def competitions_item() -> SubmenuMenuItem:
    """What SZ follows of competitions of the whole city, in one place (§ 3 pkt 6)."""
    return SubmenuMenuItem(
        _("Competitions"),
        Menu(register_hook_name="register_competitions_menu_item"),
        name="competitions",
        icon_name="calendar-alt",
        order=23,
    )


@hooks.register("register_competitions_menu_item")
def planned_item() -> MenuItem:
    return OfficeItem(
        _("Planned competitions"),
        reverse("competitions:planned"),
        name="planned-competitions",
        icon_name="calendar-alt",
        order=10,
        shown=may_read,
    )


@hooks.register("register_competitions_menu_item")
def exceptions_item() -> MenuItem:
    return OfficeItem(
        _("Exceptions from rules"),
        reverse("competitions:exceptions"),
        name="exceptions-from-rules",
        icon_name="warning",
        order=20,
        shown=may_read_exceptions,
    )


@hooks.register("register_page_header_buttons")
def results_from_a_file(page: Any, user: Any, view_name: str, next_url: Any = None) -> Iterator[Button]:
    """In the editor of a competition, for whoever may change it."""
    specific = page.specific_deferred
    if view_name == "edit" and isinstance(specific, CompetitionPage) and desk_of(user).policy(specific).may_edit():
        url = reverse("competitions:results_table", args=[page.pk])
        yield Button(_("Results from a file"), url=url, icon_name="table", priority=44)


@hooks.register("register_page_header_buttons")
def announcement_and_the_act(page: Any, user: Any, view_name: str, next_url: Any = None) -> Iterator[Button]:
    """In the editor of a competition, for whoever reads its drafts."""
    specific = page.specific_deferred
    if view_name == "edit" and isinstance(specific, CompetitionPage):
        url = reverse("competitions:announcement", args=[page.pk])
        yield Button(_("Announcement and the act"), url=url, icon_name="list-ul", priority=43)
