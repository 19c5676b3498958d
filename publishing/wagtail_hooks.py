"""Doors that Wagtail offers: action menu of the editor, menu of the admin, guards before its views."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from coordination.standing import standing_of
from coordination.verdict import Refused, Verdict

from . import facts, files, kinds, offices, registers, seats, urls, viewsets
from .facts import desk_of, forget
from .gate import refuse
from .governed import GovernedPage
from .models import Stewardship
from .policies import NOT_FOR_UNITS

HAND_OVER = "action-hand-over"

registers.register()
register_snippet(registers.RightViewSet)
offices.register()
register_snippet(offices.OfficeViewSet)


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return [path("", include((urls.urlpatterns, "publishing"), namespace="publishing"))]


@hooks.register("register_admin_viewset", order=1000)
def page_views() -> Any:
    return viewsets.governed_pages


class HandOverItem(ActionMenuItem):
    """«Przekaż do publikacji»: saves the draft and asks when."""

    label = _("Hand over for publication")
    name = HAND_OVER
    icon_name = "mail"

    def is_shown(self, context: dict[str, Any]) -> bool:
        user = context["request"].user
        if context["view"] == "create":
            return self._offered_at_creation(user, context["parent_page"])
        if context["view"] != "edit" or context.get("locked_for_user"):
            return False
        policy = desk_of(user).policy(context["page"])
        return bool(policy.may_hand_over()) and not policy.may_publish()

    def _offered_at_creation(self, user: Any, parent: Any) -> bool:
        creating = getattr(parent, "_creating_class", None)
        desk = desk_of(user)
        if creating is None or not hasattr(creating, "kind"):
            return False
        return any(
            desk.draft_policy(creating, unit).may_hand_over()
            and not desk.draft_policy(creating, unit, parent).may_publish()
            for unit in desk.standing.acting_unit_ids
        )


@hooks.register("register_page_action_menu_item")
def hand_over_item() -> ActionMenuItem:
    return HandOverItem(order=5)


@hooks.register("construct_page_action_menu")
def most_likely_deed_first(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Publish where it is one's right, hand over where it is not; saving a draft comes after."""
    first = {"action-publish": 0, HAND_OVER: 1}
    items.sort(key=lambda item: (first.get(item.name, 2), item.order))


@hooks.register("before_create_page")
def name_the_class(request: HttpRequest, parent: Any, page_class: Any) -> HttpResponse | None:
    """The parent's tester is asked about publishing before the child exists; now it knows the child's kind."""
    parent._creating_class = page_class
    tester = parent.permissions_for_user(request.user)
    if issubclass(page_class, GovernedPage) and hasattr(tester, "may_create") and not tester.may_create(page_class):
        desk = desk_of(request.user)
        outside = desk.draft_policy(page_class, None, parent).may_keep()
        messages.error(request, str(outside if desk.standing.is_portal_officer else NOT_FOR_UNITS))
        return redirect("wagtailadmin_explore", parent.pk)
    return None


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def then_ask_when(request: HttpRequest, page: Any) -> HttpResponse | None:
    """After «Hand over» the draft is saved: ask for the hour."""
    forget(request.user)
    if request.POST.get(HAND_OVER) and isinstance(page, GovernedPage):
        return redirect("publishing:hand_over", page.pk)
    return None


@hooks.register("before_publish_page")
def judged_once_more(request: HttpRequest, page: Any) -> HttpResponse | None:
    """The last look before the editor publishes; bulk and copy ask the tester."""
    if not isinstance(page, GovernedPage):
        return None
    forget(request.user)
    return refused(request, desk_of(request.user).policy(page).may_publish())


def refused(request: HttpRequest, verdict: Verdict) -> HttpResponse | None:
    """The readable refusal; raised inside Wagtail's views it would become a bare redirect."""
    return None if verdict else refuse(request, Refused(verdict))


@hooks.register("construct_explorer_page_queryset")
def own_pages_first(parent_page: Any, pages: Any, request: HttpRequest) -> Any:
    """Units see their own pages and the shared shelves; the portal team sees all."""
    standing = standing_of(request.user)
    if standing.is_portal_officer or standing.is_superuser:
        return facts.listed(pages)
    own = Stewardship.objects.of_units(list(standing.units)).values("page_id")
    shared = Stewardship.objects.filter(kind=kinds.STRUCTURE).values("page_id")
    return facts.listed(pages.filter(pk__in=own) | pages.filter(pk__in=shared))


@hooks.register("construct_page_chooser_queryset")
def public_or_own_pages(pages: Any, request: HttpRequest) -> Any:
    """Links lead to public pages, or to one's own drafts (A7)."""
    standing = standing_of(request.user)
    if standing.is_portal_officer or standing.is_superuser:
        return pages
    own = Stewardship.objects.of_units(list(standing.units)).values("page_id")
    return pages.filter(live=True) | pages.filter(pk__in=own)


@hooks.register("before_serve_document")
def only_files_of_public_pages(document: Any, request: HttpRequest) -> None:
    """A draft's attachment is nobody else's; it answers like one that does not exist (A19)."""
    if not files.may_fetch(request.user, document):
        raise Http404


class OfficeMenuItem(MenuItem):
    """A menu item for those whose office has business there."""

    def __init__(self, *args: Any, shown: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shown = shown

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(self.shown(standing_of(request.user)))


@hooks.register("register_admin_menu_item")
def queue_item() -> MenuItem:
    return OfficeMenuItem(
        _("Publication queue"),
        reverse("publishing:queue"),
        name="queue",
        icon_name="list-ul",
        order=10,
        shown=lambda s: s.is_portal_officer or s.watches_city,
    )


@hooks.register("register_admin_menu_item")
def unit_list_item() -> MenuItem:
    return OfficeMenuItem(
        _("Our handoffs"),
        reverse("publishing:unit_list"),
        name="handoffs",
        icon_name="mail",
        order=20,
        shown=lambda s: bool(s.units),
    )


@hooks.register("register_admin_menu_item")
def stale_item() -> MenuItem:
    return OfficeMenuItem(
        _("Content to look through"),
        reverse("publishing:stale"),
        name="stale",
        icon_name="history",
        order=30,
        shown=lambda s: bool(s.units) or s.watches_city,
    )


@hooks.register("register_admin_menu_item")
def rights_item() -> MenuItem:
    return OfficeMenuItem(
        _("Rights to publish"),
        reverse("publishing:rights"),
        name="rights",
        icon_name="key",
        order=35,
        shown=lambda s: s.watches_city,
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


@hooks.register("before_delete_page")
@hooks.register("before_unpublish_page")
def never_behind_the_queue(request: HttpRequest, page: Any) -> HttpResponse | None:
    """What waits for publication is withdrawn first (scenario 12)."""
    specific = page.specific if isinstance(page, Page) else page
    if not isinstance(specific, GovernedPage):
        return None
    return refused(request, desk_of(request.user).policy(specific).may_delete())


@hooks.register("before_edit_user")
def shut_nobody_who_is_needed(request: HttpRequest, user: Any) -> HttpResponse | None:
    """An account that open items or kinds of content still need is not shut (scenarios 30, 31)."""
    shuts = request.method == "POST" and user.is_active and not request.POST.get("is_active")
    return refused(request, seats.may_shut(user, standing_of(request.user).on)) if shuts else None


@hooks.register("before_delete_user")
def delete_nobody_who_is_needed(request: HttpRequest, user: Any) -> HttpResponse | None:
    return refused(request, seats.may_shut(user, standing_of(request.user).on))
