"""Doors that Wagtail offers: action menu of the editor, menu of the admin, guards before its views."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import include, path, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogFormatter
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from coordination.standing import standing_of
from coordination.verdict import Refused, Verdict

from . import bulk, facts, files, keeping, kinds, offers, offices, registers, seats, urls, viewsets
from .choosers import chosen_from
from .facts import desk_of, forget
from .gate import refuse
from .governed import GovernedPage
from .models import Confinement, Stewardship
from .policies.verdicts import NOT_FOR_UNITS
from .tester import holds_public

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
    """Units see their own pages and the shared shelves; the portal team sees all; nobody a draft limited to others."""
    standing = standing_of(request.user)
    pages = facts.open_to(standing, pages)
    if standing.is_portal_officer or standing.is_superuser:
        return facts.listed(pages)
    own = Stewardship.objects.of_units(list(standing.units)).values("page_id")
    shared = Stewardship.objects.filter(kind=kinds.STRUCTURE).values("page_id")
    return facts.listed(pages.filter(pk__in=own) | pages.filter(pk__in=shared))


@hooks.register("construct_page_chooser_queryset")
def public_or_own_pages(pages: Any, request: HttpRequest) -> Any:
    """Links lead to public pages, or to one's own drafts (A7)."""
    standing = standing_of(request.user)
    pages = facts.open_to(standing, pages)
    if not standing.is_portal_officer and not standing.is_superuser:
        own = Stewardship.objects.of_units(list(standing.units)).values("page_id")
        pages = pages.filter(Q(live=True) | Q(pk__in=own))
    return chosen_from(facts.listed(pages))


@hooks.register("construct_image_chooser_queryset")
@hooks.register("construct_document_chooser_queryset")
def with_their_collection(files: Any, request: HttpRequest) -> Any:
    """Every row names its collection."""
    return files.select_related("collection")


@hooks.register("before_serve_document")
def only_files_of_public_pages(document: Any, request: HttpRequest) -> None:
    """A draft's attachment is nobody else's; it answers like one that does not exist (A19)."""
    if not files.may_fetch(request.user, document):
        raise Http404


@hooks.register("after_edit_page", order=-1)
def kept_text_is_taken_up(request: HttpRequest, page: Any) -> None:
    """Whoever of the unit saves the page has met the text that was kept for them (scenario 26)."""
    standing = standing_of(request.user)
    if isinstance(page, GovernedPage) and standing.acts_for(page.stewardship.unit_id):
        keeping.looked_at(page, by=standing, now=timezone.now())


@hooks.register("register_log_actions")
def kept_versions(actions: Any) -> None:
    """What the history of the page says of a version kept after an office had ended."""

    @actions.register_action(keeping.LOG_ACTION)
    class KeptFormatter(LogFormatter):
        label = _("Kept after an office had ended")

        def format_message(self, log_entry: Any) -> str:
            return keeping.kept_after(log_entry.data.get("name", ""))


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def give_to_another_unit(page: Any, user: Any, **kwargs: Any) -> Iterator[Button]:
    """Offered to whoever may give the page, or offer it."""
    specific = page.specific_deferred
    if not isinstance(specific, GovernedPage) or kinds.get(specific.kind).structural:
        return
    policy = desk_of(user).policy(specific)
    unit, standing = policy.page.unit_id, policy.standing
    if standing.is_administrator or standing.acts_for(unit) or standing.heads(unit):
        url = reverse("publishing:entrust_one", args=[page.pk])
        yield Button(_("Give to another unit"), url=url, icon_name="resubmit", priority=25)


@hooks.register("register_bulk_action")
class GiveTicked(PageBulkAction):
    """Only the way to our own screen: it knows who may give what, and says why not."""

    display_name = _("Give to another unit")
    action_type = "entrust"
    aria_label = _("Give the ticked pages to another unit")
    template_name = "publishing/entrust.html"
    action_priority = 15

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        ticked = urlencode({"id": request.GET.getlist("id")}, doseq=True)
        return redirect(f"{reverse('publishing:entrust')}?{ticked}")


for action in bulk.ACTIONS:
    hooks.register("register_bulk_action", action, order=1000)  # after Wagtail's own, in their place


@hooks.register("before_edit_page")
def say_that_it_is_limited(request: HttpRequest, page: Any) -> None:
    """The mark in the editor: who else sees this draft, and the way to change it."""
    if not isinstance(page, GovernedPage):
        return
    policy = desk_of(request.user).policy(page)
    limited = policy.page.confined_to is not None
    if policy.may_read():
        page.listed_confined = limited and page.live  # the title of a draft is read here by the named only
    if request.method != "GET" or not limited or not policy.may_read():
        return
    context = {"page": page, "names": Confinement.objects.in_force().get(page_id=page.pk).names}
    messages.warning(request, render_to_string("publishing/parts/limited.html", context, request))


class LimitItem(PageMenuItem):
    """«Ogranicz szkic» or, where it is limited, «Tylko dla wskazanych osób»."""

    url_name = "publishing:confinement"
    icon_name = "lock"
    priority = 67

    def __init__(self, *, page: Any) -> None:
        super().__init__(page=page, label=_("Limit the draft to named persons"))

    def is_shown(self, user: Any) -> bool:
        policy = desk_of(user).policy(self.page)
        if policy.page.confined_to is not None:
            self.label = _("Only for named persons")
            return bool(policy.may_read())
        return bool(policy.may_confine())


class PreviewLinkItem(PageMenuItem):
    """«Link podglądu» for a reader without an account."""

    url_name = "publishing:preview_links"
    icon_name = "link"
    priority = 68
    label = _("Preview link")

    def is_shown(self, user: Any) -> bool:
        return bool(desk_of(user).policy(self.page).may_share())


@hooks.register("register_page_header_buttons")
def discreet_buttons(page: Any, user: Any, view_name: str, next_url: Any = None) -> list[Any]:
    specific = page.specific_deferred
    if view_name != "edit" or not isinstance(specific, GovernedPage):
        return []
    return [LimitItem(page=specific), PreviewLinkItem(page=specific)]


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


@hooks.register("register_admin_menu_item")
def journal_item() -> MenuItem:
    return OfficeMenuItem(
        _("Book of deeds"),
        reverse("publishing:journal"),
        name="journal",
        icon_name="history",
        order=860,
        shown=lambda s: s.watches_city,
    )


@hooks.register("register_admin_menu_item")
def unit_history_item() -> MenuItem:
    return OfficeMenuItem(
        _("History of the unit"),
        reverse("publishing:unit_history"),
        name="unit-history",
        icon_name="history",
        order=160,
        shown=lambda s: bool(s.units),
    )


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def history_button(page: Any, user: Any, **kwargs: Any) -> Iterator[Button]:
    """«Historia strony» from the editor and from the lists of pages: our lines, with role, unit and right."""
    page_class, standing = page.specific_class or Page, standing_of(user)
    if not issubclass(page_class, GovernedPage):
        return
    reads_all = standing.is_portal_officer or standing.watches_city
    if reads_all or not kinds.get(page_class.kind).structural:
        yield Button(
            _("History of the page"),
            reverse("publishing:page_history", args=[page.pk]),
            icon_name="history",
            priority=45,
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


@hooks.register("before_delete_page")
@hooks.register("before_unpublish_page")
def never_behind_the_queue(request: HttpRequest, page: Any) -> HttpResponse | None:
    """What waits for publication is withdrawn first (scenario 12)."""
    specific = page.specific if isinstance(page, Page) else page
    if not isinstance(specific, GovernedPage):
        return None
    return refused(request, desk_of(request.user).policy(specific).may_delete())


@hooks.register("before_unpublish_page")
def never_with_public_pages_on_it(request: HttpRequest, page: Any) -> HttpResponse | None:
    specific = page.specific if isinstance(page, Page) else page
    if not isinstance(specific, GovernedPage):
        return None
    verdict = desk_of(request.user).policy(specific).may_take_off(holds_public=holds_public(specific))
    return refused(request, verdict)


@hooks.register("before_edit_user")
def shut_nobody_who_is_needed(request: HttpRequest, user: Any) -> HttpResponse | None:
    """An account that open items or kinds of content still need is not shut (scenarios 30, 31)."""
    shuts = request.method == "POST" and user.is_active and not request.POST.get("is_active")
    return refused(request, seats.may_shut(user, standing_of(request.user).on)) if shuts else None


@hooks.register("before_delete_user")
def delete_nobody_who_is_needed(request: HttpRequest, user: Any) -> HttpResponse | None:
    return refused(request, seats.may_shut(user, standing_of(request.user).on))
