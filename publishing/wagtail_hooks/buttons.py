"""Buttons beside a page, and deeds on many ticked ones."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.admin.widgets import Button
from wagtail.models import Page

from coordination.standing import standing_of

from .. import bulk, kinds
from ..facts import desk_of, open_to, takedown_policy
from ..gate import EVERYTHING
from ..governed import GovernedPage
from ..places import several_places
from ..states import OPEN
from ..transfer_views import MOST


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


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def take_off_or_archive(page: Any, user: Any, **kwargs: Any) -> Iterator[Button]:
    """Offered to the unit while the page is public and nothing of it waits; no query for a row."""
    specific = page.specific_deferred
    if not isinstance(specific, GovernedPage) or kinds.get(specific.kind).structural:
        return
    policy = desk_of(user).policy(specific)
    if specific.live and policy.page.stage not in OPEN and policy.may_hand_over():
        yield _to_takedown(_("Take off or archive"), page)


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def hand_the_move_over(page: Any, user: Any, **kwargs: Any) -> Iterator[Button]:
    """Offered to the unit of a public page that has several places to stand at; no query for a row."""
    specific = page.specific_deferred
    if not isinstance(specific, GovernedPage) or not several_places(type(specific)):
        return
    policy = desk_of(user).policy(specific)
    if specific.live and policy.page.stage not in OPEN and policy.may_hand_over():
        url = reverse("publishing:move", args=[page.pk])
        yield Button(_("Hand the move over"), url=url, icon_name="arrow-right-full", priority=43)


@hooks.register("register_page_header_buttons")
def put_back(page: Any, user: Any, view_name: str, next_url: Any = None) -> Iterator[Button]:
    """In the editor of a page that is off the portal or archived, for whoever may put it back."""
    specific = page.specific_deferred
    if view_name != "edit" or not isinstance(specific, GovernedPage) or not specific.first_published_at:
        return
    if specific.live and not specific.stewardship.archived_at:
        return
    policy = takedown_policy(user, specific)
    if policy.in_force and policy.may_put_back():
        yield _to_takedown(_("Put the page back"), page)


def _to_takedown(label: Any, page: Any) -> Button:
    return Button(label, url=reverse("publishing:take_off", args=[page.pk]), icon_name="circle-xmark", priority=42)


@hooks.register("register_bulk_action")
class GiveTicked(PageBulkAction):
    """Only the way to our own screen: it knows who may give what, and says why not."""

    display_name = _("Give to another unit")
    action_type = "entrust"
    aria_label = _("Give the ticked pages to another unit")
    template_name = "publishing/entrust.html"
    action_priority = 15

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        ids = self._ticked(request)
        if len(ids) > MOST:
            words = _("At most %(number)d pages pass to another unit at once. Tick fewer.")
            messages.error(request, words % {"number": MOST})
            return redirect(get_valid_next_url_from_request(request) or reverse("wagtailadmin_explore_root"))
        return redirect(f"{reverse('publishing:entrust')}?{urlencode({'id': ids}, doseq=True)}")

    def _ticked(self, request: HttpRequest) -> list[Any]:
        """Of a whole list, the pages that are somebody's and open to the person."""
        ids = request.GET.getlist("id")
        if EVERYTHING not in ids:
            return ids
        found = self.get_all_objects_in_listing_query(request.GET.get("childOf"))
        pages = open_to(standing_of(request.user), Page.objects.filter(pk__in=list(found), stewardship__isnull=False))
        return list(pages.values_list("pk", flat=True)[: MOST + 1])


for action in (*bulk.ACTIONS, *bulk.of_files()):
    hooks.register("register_bulk_action", action, order=1000)  # after Wagtail's own, in their place


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
