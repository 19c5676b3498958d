"""The page editor: its action menu, what is said above the form, what follows a save."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.log_actions import LogFormatter

from coordination.standing import standing_of
from coordination.verdict import Refused

from .. import actions, keeping
from ..commission import commission_of
from ..denials import record
from ..facts import desk_of, forget, handoff_policy
from ..governed import GovernedPage
from ..models import Confinement, Handoff
from ..policies import PagePolicy
from ..states import Stage
from ..timed_lock import released_since
from ..views.deeds import say_delivered
from ..views.handoff import last_return

HAND_OVER = "action-hand-over"
COMPARE = "action-compare-correction"


class HandOverItem(ActionMenuItem):
    """«Przekaż do publikacji»: saves the draft and asks when.

    Offered beside an own right too: a unit may let the portal team read first. Then it stands behind the arrow.
    """

    label = _("Hand over for publication")
    name = HAND_OVER
    icon_name = "mail"

    def is_shown(self, context: dict[str, Any]) -> bool:
        user = context["request"].user
        if context["view"] == "create":
            return any(policy.may_hand_over() for policy in policies_of_new(user, context["parent_page"]))
        if context["view"] != "edit" or context.get("locked_for_user"):
            return False
        return bool(desk_of(user).policy(context["page"]).may_hand_over())


def policies_of_new(user: Any, parent: Any) -> list[PagePolicy]:
    """One for each unit of the person, about what is being created below the parent; none where it is no content."""
    creating = getattr(parent, "_creating_class", None)
    desk = desk_of(user)
    if creating is None or not hasattr(creating, "kind"):
        return []
    return [desk.draft_policy(creating, unit, parent) for unit in desk.standing.acting_unit_ids]


@hooks.register("register_page_action_menu_item")
def hand_over_item() -> ActionMenuItem:
    return HandOverItem(order=5)


class CommissionItem(ActionMenuItem):
    """«Zleć publikację»: in place of writing the page, where the unit could only hand it over."""

    label = _("Commission it instead")
    name = "action-commission"
    icon_name = "clipboard-list"

    def is_shown(self, context: dict[str, Any]) -> bool:
        if context["view"] != "create":
            return False
        found = policies_of_new(context["request"].user, context["parent_page"])
        return any(policy.may_hand_over() and not policy.may_publish() for policy in found)

    def get_url(self, parent_context: dict[str, Any]) -> str:
        creating = getattr(parent_context["parent_page"], "_creating_class", None)
        return f"{reverse('publishing:commission')}?{urlencode({'rodzaj': getattr(creating, 'kind', '')})}"


@hooks.register("register_page_action_menu_item")
def commission_item() -> ActionMenuItem:
    return CommissionItem(order=90)


class CompareCorrectionItem(ActionMenuItem):
    """«Zapisz i obejrzyj wynik»: saves a correction, or what is made of a brief, and leads to where it is sent."""

    label = _("Save and look at the result")
    name = COMPARE
    icon_name = "tasks"

    def is_shown(self, context: dict[str, Any]) -> bool:
        return context["view"] == "edit" and is_correcting(context["request"].user, context["page"])


def is_correcting(user: Any, page: Any) -> bool:
    """Whether the page waits for publication and opens for this person all the same."""
    if not isinstance(page, GovernedPage):
        return False
    policy = desk_of(user).policy(page)
    return policy.page.correction is not None and bool(policy.may_edit())


@hooks.register("register_page_action_menu_item")
def compare_correction_item() -> ActionMenuItem:
    return CompareCorrectionItem(order=4)


@hooks.register("construct_page_action_menu")
def most_likely_deed_first(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Publish where it is one's right, then hand over; saving a draft comes after."""
    first = {COMPARE: 0, "action-publish": 0, HAND_OVER: 1}
    items.sort(key=lambda item: (first.get(item.name, 2), item.order))


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def then_hand_over(request: HttpRequest, page: Any) -> HttpResponse | None:
    """After «Hand over» the draft is saved: ask for the hour; where one is on the table already, deliver at once."""
    forget(request.user)
    if request.POST.get(HAND_OVER) and isinstance(page, GovernedPage):
        begun = page.open_handoff
        return redirect("publishing:hand_over", page.pk) if begun is None else _deliver(request, page, begun)
    if request.POST.get(COMPARE) and isinstance(page, GovernedPage) and page.open_handoff:
        return redirect("publishing:correction", page.open_handoff.pk)
    return None


def _deliver(request: HttpRequest, page: GovernedPage, begun: Handoff) -> HttpResponse:
    """The same deed as the button of the handoff; what was saved stays saved where it is refused."""
    fresh = page.__class__.objects.get(pk=page.pk)
    try:
        done = actions.hand_over(fresh, by=request.user, publish_at=begun.publish_at, now=timezone.now())
    except Refused as refused:
        record(request, refused)
        words = _("Saved, but not handed over yet: %(reason)s") % {"reason": refused.verdict.reason}
        messages.warning(request, words)
    else:
        say_delivered(request, done)
    return redirect("publishing:handoff", begun.pk)


@hooks.register("before_edit_page")
def say_why_it_was_returned(request: HttpRequest, page: Any) -> None:
    """Above the form of a returned page: what is asked for, and the way to the field of each remark."""
    if request.method != "GET" or not isinstance(page, GovernedPage):
        return
    found = page.open_handoff
    if found is None or found.keeps_text or not handoff_policy(request.user, found).may_read():
        return
    last = last_return(found)
    if last is not None:
        shown = [one for one in last.remarks.all() if one.is_open or one.is_about_rows]
        context = {"handoff": found, "review": last, "remarks": shown}
        messages.warning(request, render_to_string("publishing/parts/returned_note.html", context, request))


@hooks.register("before_edit_page")
def say_that_it_is_limited(request: HttpRequest, page: Any) -> None:
    """The mark in the editor: who else sees this draft, and the way to change it."""
    if not isinstance(page, GovernedPage):
        return
    policy = desk_of(request.user).policy(page)
    limited = policy.page.confined_to is not None
    page.title_judged = bool(policy.may_read())
    if request.method != "GET" or not limited or not policy.may_read():
        return
    context = {"page": page, "names": Confinement.objects.in_force().get(page_id=page.pk).names}
    messages.warning(request, render_to_string("publishing/parts/limited.html", context, request))


@hooks.register("before_edit_page")
def say_that_it_is_a_correction(request: HttpRequest, page: Any) -> None:
    """Above the form: what is corrected here, and that nothing of it goes public by saving."""
    if request.method == "GET" and is_correcting(request.user, page):
        handoff = page.open_handoff
        commissioned = handoff.revision_id is None and commission_of(handoff)
        context = {
            "handoff": handoff,
            "of_unit": handoff.stage != Stage.QUEUED,
            "commission": commissioned,
            "fill": commissioned and page.get_latest_revision_as_object().has_room_for_text(),
        }
        messages.info(request, render_to_string("publishing/parts/correcting.html", context, request))


@hooks.register("before_edit_page")
def say_that_a_lock_was_released(request: HttpRequest, page: Any) -> None:
    """Until somebody saves the text: whose lock it was, and who or what took it off (scenario 70)."""
    if (
        request.method != "GET"
        or not isinstance(page, GovernedPage)
        or not desk_of(request.user).policy(page).may_keep()
    ):
        return
    line = released_since(page, to=request.user)
    if line is not None and not page.locked:
        messages.info(request, render_to_string("publishing/parts/unlocked.html", {"line": line}, request))


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


@hooks.register("insert_editor_js")
def editor_names() -> str:
    """Names for the fields that Wagtail leaves without one (WCAG 4.1.2)."""
    return format_html('<script src="{}" defer></script>', static("publishing/editor_names.js"))
