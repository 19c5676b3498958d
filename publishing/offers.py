"""What Wagtail's page screens offer: only what works for this person, and what is refused says why.

A button is left out where nobody would look for it, and shown refused where its absence would puzzle.
"""

from typing import Any

from django.urls import reverse
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem, PublishMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables.pages import BulkActionsColumn
from wagtail.admin.views.bulk_action.registry import bulk_action_registry as registry
from wagtail.admin.wagtail_hooks import PageListingDeleteButton, PageListingUnpublishButton
from wagtail.admin.widgets.button import Button, ListingButton

from coordination.standing import Standing
from coordination.verdict import YES, Verdict

from .facts import desk_of
from .governed import GovernedPage
from .policies.verdicts import BUSY, HAND_OVER, ONLY_REVIEWED
from .refusals import way_for_page

TEMPLATE = "coordination/admin/parts/refused_button.html"
PUZZLES = (HAND_OVER, *BUSY, ONLY_REVIEWED)


class RefusedButton(Button):
    """A button in Wagtail's menus that is not offered, with its reason and the next step."""

    template_name = TEMPLATE

    def __init__(self, name: str, label: Any, verdict: Verdict, *, user: Any, page: Any, priority: int) -> None:
        super().__init__(label, priority=priority)
        self.name, self.verdict, self.user, self.page = name, verdict, user, page

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {
            "id": f"refused-{self.name}-{self.page.pk}",
            "label": self.label,
            "verdict": self.verdict,
            "way": way_for_page(self.user, self.page, self.verdict),
        }


@hooks.register("register_page_listing_more_buttons")
def refused_in_lists(page: Any, user: Any, next_url: str | None = None) -> list[RefusedButton]:
    return refused_buttons(page, user, "row")


@hooks.register("register_page_header_buttons")
def refused_in_headers(page: Any, user: Any, view_name: str, next_url: str | None = None) -> list[RefusedButton]:
    return refused_buttons(page, user, "header")


def refused_buttons(page: Any, user: Any, where: str) -> list[RefusedButton]:
    """Delete and unpublish of a page that waits for publication, for those who could otherwise."""
    page = page.specific_deferred if hasattr(page, "specific_deferred") else page
    if not isinstance(page, GovernedPage):
        return []
    policy = desk_of(user).policy(page)
    why = policy.may_delete()
    if why not in BUSY or not policy.may_keep():
        return []
    found = [RefusedButton(f"{where}-delete", PageListingDeleteButton.label, why, user=user, page=page, priority=31)]
    if page.live:
        label = PageListingUnpublishButton.label
        found.append(RefusedButton(f"{where}-unpublish", label, why, user=user, page=page, priority=41))
    return found


class RefusedPublishItem(ActionMenuItem):
    """«Opublikuj» in the editor where it is not offered: why, and what to do instead."""

    label = PublishMenuItem.label
    name = "action-publish-refused"
    template_name = TEMPLATE

    def is_shown(self, context: dict[str, Any]) -> bool:
        return self.verdict(context) in PUZZLES

    def verdict(self, context: dict[str, Any]) -> Verdict:
        desk = desk_of(context["request"].user)
        if context["view"] != "create":
            page = context["page"]
            return desk.policy(page).may_publish() if isinstance(page, GovernedPage) else YES
        creating = getattr(context["parent_page"], "_creating_class", None)
        if creating is None or not hasattr(creating, "kind"):
            return YES
        units: list[int | None] = [*desk.standing.acting_unit_ids] or [None]
        verdicts = [desk.draft_policy(creating, unit).may_publish() for unit in units]
        return next((verdict for verdict in verdicts if verdict), verdicts[0])

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        verdict = self.verdict(parent_context)
        page, user = parent_context.get("page"), parent_context["request"].user
        way = way_for_page(user, page, verdict) if page is not None and verdict in BUSY else None
        return {"id": "refused-publish", "label": self.label, "verdict": verdict, "way": way}


@hooks.register("register_page_action_menu_item")
def refused_publish_item() -> ActionMenuItem:
    return RefusedPublishItem(order=20_000)  # after «page locked», which stays the first


# -- lists ---------------------------------------------------------------------------------------------------------


class TickedWhatIsKept(BulkActionsColumn):
    """Only pages that the person keeps can be ticked; where there is none, nothing offers to tick them all."""

    def render_cell_html(self, instance: Any, parent_context: Any) -> str:
        user = parent_context["request"].user
        return super().render_cell_html(instance, parent_context) if keeps(user, instance) else "<td></td>"

    def render_header_html(self, parent_context: Any) -> str:
        user = parent_context["request"].user
        if any(keeps(user, page) for page in parent_context["table"].data):
            return super().render_header_html(parent_context)
        return "<td></td>"


def keeps(user: Any, page: Any) -> bool:
    return bool(page.permissions_for_user(user).can_edit())


def offered_bulk_actions(context: Any, app_label: str, model_name: str) -> dict[str, Any]:
    """Wagtail's bulk actions without those that would be refused whatever is ticked.

    All in a row: in the menu that Wagtail 8.0.1 makes of the fifth, a click forgets what is ticked and ends in a 404.
    """
    standing = desk_of(context["request"].user).standing
    actions = registry.get_bulk_actions_for_model(app_label, model_name)
    found = [one for one in actions if may_bulk(standing, model_name, one.action_type)]
    return {"buttons": [_bulk_button(one, app_label, model_name) for one in sorted(found, key=_priority)]}


def _priority(action: Any) -> int:
    return int(action.action_priority)


def _bulk_button(action: Any, app_label: str, model_name: str) -> ListingButton:
    return ListingButton(
        action.display_name,
        reverse("wagtail_bulk_action", args=[app_label, model_name, action.action_type]),
        attrs={"aria-label": action.aria_label, "data-bulk-action-button": ""},
        priority=action.action_priority,
        classname=" ".join(action.classes | {"bulk-action-btn"}),
    )


def may_tick_all(standing: Standing) -> bool:
    """Whether everything on all the pages of a list may be ticked at once: the portal team reads all of it."""
    return standing.is_portal_officer or standing.is_superuser


def may_bulk(standing: Standing, model_name: str, action: str) -> bool:
    """Pages keep their place under the shared indexes (PagePolicy.may_move); tags are a vocabulary (file_forms).

    On several accounts at once only operations act (publishing.gate).
    """
    if model_name == "page":
        gives = standing.is_administrator or bool(standing.units)
        return {"move": standing.may_approve, "unpublish": standing.may_approve, "entrust": gives}.get(action, True)
    if model_name in {"image", "document"}:
        return action != "add_tags" or standing.is_portal_officer or standing.is_superuser
    return standing.is_superuser


# -- menu ----------------------------------------------------------------------------------------------------------


def plain_pages_item(found: MenuItem) -> MenuItem:
    """«Strony» as a link: the sliding menu would offer to edit the shared indexes, which units only pass through."""
    return MenuItem(found.label, found.url, name=found.name, icon_name=found.icon_name, order=found.order)
