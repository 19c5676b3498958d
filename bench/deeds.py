"""The holes of stock Wagtail that no walk over addresses finds, because they need a whole form or several steps.

Each deed is tried in the same way on stock Wagtail and on the portal; what comes of it is looked up in the database or
in the answer, never assumed. A «closed» deed left nothing behind. Letters and numbers are those of the project's notes
on Wagtail 8.0: A for pages and files, S for snippets and registers, M for moderation.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, Protocol

from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page

from tests.doors.walker import undone

TAKEN = "Przejęte"


class Side(Protocol):
    """Stock Wagtail or the portal: two units («own» tries, «foreign» suffers) and how things are done here."""

    name: str
    own: SimpleNamespace
    """draft, waiting, live, public_news, scheduled, section, image, document, who."""
    foreign: SimpleNamespace
    words: list[str]
    """Words of the foreign unit."""
    lure: str
    """A word that stands beside each of them."""

    def client(self, role: str) -> Client:
        """«coordinator», «other» (of the foreign unit), «editor», «administrator», «anonymous»."""

    def form(self, page: Any = None, **values: Any) -> dict[str, Any]:
        """What a browser would send for a news item."""

    def add_address(self, below: Any) -> str:
        """The add form of a news item."""

    def shelf(self) -> Any:
        """A page of the portal's own, above the units' sections."""

    def body(self, *, page: Any = None, document: Any = None) -> Any:
        """Form data of a body that points to a page or a document."""

    def takeover(self, client: Client) -> Callable[[], bool]:
        """Rewrite the foreign unit's record of contacts; the answer says whether it took."""

    def erase(self, client: Client) -> Callable[[], bool]:
        """Delete it in bulk."""

    def register_addresses(self) -> list[str]:
        """Addresses that show the foreign unit's record."""

    def hand_in(self, page: Any) -> None:
        """Give the draft to the portal team, without a right to publish it."""

    def approve(self, page: Any, read: int) -> None:
        """As the editor who has read revision `read`, over the screens; then let the hour come."""

    def lose_office(self) -> None:
        """The own coordinator holds no office and belongs to no group any more."""

    def run_the_clock(self, at: dt.datetime) -> None:
        """What is due by then goes public."""

    def shared_with_a_foreign_draft(self) -> Any:
        """A shelf where both units may add, with a draft of the foreign one."""

    def decide_elsewhere(self) -> tuple[bool, str]:
        """Decide on something one may decide on, naming something foreign."""

    def hand_in_for(self, at: dt.datetime) -> tuple[bool, str]:
        """Hand the own draft in for an hour that has passed, and approve it; whether it went public by that."""

    def author_approves(self) -> tuple[bool, str]:
        """The own coordinator is also an editor of the portal, hands in and approves."""


@dataclass(frozen=True)
class Deed:
    code: str
    title: str
    run: Callable[[Side], tuple[bool, str]]


DEEDS: list[Deed] = []


def deed(code: str, title: str) -> Callable[[Any], Any]:
    def noted(run: Any) -> Any:
        DEEDS.append(Deed(code, title, run))
        return run

    return noted


@dataclass(frozen=True)
class Outcome:
    code: str
    title: str
    open: bool
    told: str


def try_all(side: Side) -> Iterator[Outcome]:
    for one in DEEDS:
        with undone():
            is_open, told = one.run(side)
        yield Outcome(one.code, one.title, is_open, told)


# -- helpers -------------------------------------------------------------------------------------------------------


def again(page: Any) -> Any:
    return Page.objects.get(pk=page.pk).specific


def is_live(page: Any) -> bool:
    return Page.objects.filter(pk=page.pk, live=True).exists()


def told(side: Side, answer: Any) -> bool:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    text = f"{body.decode(errors='replace')}{dict(answer.headers)}"
    return any(word in text for word in side.words)


def bulk(client: Client, action: str, page: Any, **data: Any) -> Any:
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    return client.post(f"{address}?id={page.pk}&next=/admin/", data)


def api(client: Client, page: Any, action: str, data: dict[str, Any] | None = None) -> Any:
    address = reverse("wagtailadmin_api:pages:action", args=[page.pk, action])
    return client.post(address, data or {}, content_type="application/json")


def status(answer: Any) -> str:
    return f"answers {answer.status_code}"


# -- A: pages ------------------------------------------------------------------------------------------------------


@deed("own", "control: the unit's own people save a draft with the same form (open, or the deeds below prove nothing)")
def save_a_draft(side: Side) -> tuple[bool, str]:
    data = side.form(title="Zwykła", slug="zwykla", body=side.body(page=side.own.public_news))
    answer = side.client("coordinator").post(side.add_address(side.own.section), data)
    return Page.objects.filter(slug="zwykla").exists(), status(answer)


@deed("own", "control: they attach a picture of their own")
def attach_ones_own(side: Side) -> tuple[bool, str]:
    data = side.form(title="Zwykła", slug="zwykla", image=side.own.image.pk, image_alt="x")
    answer = side.client("coordinator").post(side.add_address(side.own.section), data)
    made = Page.objects.filter(slug="zwykla").first()
    return bool(made and made.specific.image_id == side.own.image.pk), status(answer)


@deed("own", "control: what was read and approved goes public")
def approve_what_was_read(side: Side) -> tuple[bool, str]:
    page, _bad = _two_versions(side)
    side.hand_in(page)
    side.approve(page, again(page).latest_revision_id)
    public = again(page)
    return public.live and public.lead == "Dobre słowa", ""


@deed("A1", "create a page of a kind that has to be handed over, and publish it in the same request")
def create_and_publish(side: Side) -> tuple[bool, str]:
    data = side.form(title=TAKEN, slug="przejete", **{"action-publish": "1"})
    answer = side.client("coordinator").post(side.add_address(side.own.section), data)
    return Page.objects.filter(slug="przejete", live=True).exists(), status(answer)


@deed("A1", "edit such a draft and publish it")
def edit_and_publish(side: Side) -> tuple[bool, str]:
    data = side.form(side.own.draft, **{"action-publish": "1"})
    answer = side.client("coordinator").post(reverse("wagtailadmin_pages:edit", args=[side.own.draft.pk]), data)
    return is_live(side.own.draft), status(answer)


@deed("A1", "publish it in bulk")
def publish_in_bulk(side: Side) -> tuple[bool, str]:
    answer = bulk(side.client("coordinator"), "publish", side.own.draft)
    return is_live(side.own.draft), status(answer)


@deed("A1", "copy a page with «publish copies»")
def copy_and_publish(side: Side) -> tuple[bool, str]:
    data = {
        "new_title": TAKEN,
        "new_slug": "przejete",
        "new_parent_page": side.own.draft.get_parent().pk,
        "publish_copies": "on",
    }
    page = side.own.public_news
    answer = side.client("coordinator").post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data)
    return Page.objects.filter(slug="przejete", live=True).exists(), status(answer)


@deed("A1", "make an alias: a second public page")
def alias(side: Side) -> tuple[bool, str]:
    page = side.own.public_news
    data = {
        "new_title": TAKEN,
        "new_slug": "przejete",
        "new_parent_page": page.get_parent().pk,
        "alias": "on",
    }
    answer = side.client("coordinator").post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data)
    return Page.objects.filter(alias_of=page.pk, live=True).exists(), status(answer)


@deed("A1", "publish it over the admin's internal API")
def publish_over_the_api(side: Side) -> tuple[bool, str]:
    answer = api(side.client("coordinator"), side.own.draft, "publish")
    return is_live(side.own.draft), status(answer)


@deed("A3", "take the root of the own section offline with all below it")
def unpublish_the_root(side: Side) -> tuple[bool, str]:
    address = reverse("wagtailadmin_pages:unpublish", args=[side.own.section.pk])
    answer = side.client("coordinator").post(address, {"include_descendants": "on"})
    return not is_live(side.own.section), status(answer)


@deed("A3", "close the root of the section to the public (privacy)")
def close_the_root(side: Side) -> tuple[bool, str]:
    address = reverse("wagtailadmin_pages:set_privacy", args=[side.own.section.pk])
    answer = side.client("coordinator").post(address, {"restriction_type": "login"})
    return side.own.section.view_restrictions.exists(), status(answer)


@deed("A4", "the author deletes what the portal team is reading")
def delete_while_read(side: Side) -> tuple[bool, str]:
    address = reverse("wagtailadmin_pages:delete", args=[side.own.waiting.pk])
    answer = side.client("coordinator").post(address, {"confirm": "1"})
    return not Page.objects.filter(pk=side.own.waiting.pk).exists(), status(answer)


@deed("A5", "publish in bulk a page that the portal team has locked")
def publish_locked(side: Side) -> tuple[bool, str]:
    Page.objects.filter(pk=side.own.draft.pk).update(locked=True, locked_at=timezone.now())
    answer = bulk(side.client("coordinator"), "publish", side.own.draft)
    return is_live(side.own.draft), status(answer)


@deed("A6", "change a public page of the portal's section through an alias of one's own page")
def change_through_an_alias(side: Side) -> tuple[bool, str]:
    source = again(side.own.public_news)
    copied = source.create_alias(parent=side.shelf(), update_slug="alias-portalu")
    data = side.form(source, title=TAKEN, **{"action-publish": "1"})
    answer = side.client("coordinator").post(reverse("wagtailadmin_pages:edit", args=[source.pk]), data)
    return Page.objects.filter(pk=copied.pk, title=TAKEN).exists(), status(answer)


@deed("A7", "browse another unit's drafts in the page chooser")
def browse_the_chooser(side: Side) -> tuple[bool, str]:
    address = reverse("wagtailadmin_choose_page_child", args=[side.foreign.draft.get_parent().pk])
    answer = side.client("coordinator").get(address)
    return told(side, answer), status(answer)


@deed("A7", "find another unit's drafts by the search of the page chooser")
def search_the_chooser(side: Side) -> tuple[bool, str]:
    answer = side.client("coordinator").get(reverse("wagtailadmin_choose_page_search"), {"q": side.lure})
    return told(side, answer), status(answer)


@deed("A8", "read title and address of any page by its number («chosen-multiple»)")
def chosen_multiple(side: Side) -> tuple[bool, str]:
    address = reverse("wagtailadmin_choose_page_chosen_multiple")
    answer = side.client("coordinator").get(address, {"id": side.foreign.draft.pk})
    return told(side, answer), status(answer)


@deed("A9", "read of another unit's page in the report «page types usage»")
def page_types(side: Side) -> tuple[bool, str]:
    again(side.foreign.draft).save_revision(user=side.foreign.who)
    answer = side.client("coordinator").get(reverse("wagtailadmin_reports:page_types_usage"))
    return told(side, answer), status(answer)


@deed("A9", "ask about the moderation of another unit's page («confirm cancellation»)")
def confirm_cancellation(side: Side) -> tuple[bool, str]:
    address = reverse("wagtailadmin_pages:confirm_workflow_cancellation", args=[side.foreign.waiting.pk])
    answer = side.client("coordinator").get(address, headers={"x-requested-with": "XMLHttpRequest"})
    return answer.status_code == 200, status(answer)


@deed("A10", "put another unit's picture on one's own page by its number")
def forge_a_picture(side: Side) -> tuple[bool, str]:
    data = side.form(title="Zwykła", slug="zwykla", image=side.foreign.image.pk, image_alt="x")
    answer = side.client("coordinator").post(side.add_address(side.own.section), data)
    made = Page.objects.filter(slug="zwykla").first()
    return bool(made and made.specific.image_id == side.foreign.image.pk), status(answer)


@deed("A10", "link another unit's draft from the text by its number")
def forge_a_link(side: Side) -> tuple[bool, str]:
    data = side.form(title="Zwykła", slug="zwykla", body=side.body(page=side.foreign.draft))
    answer = side.client("coordinator").post(side.add_address(side.own.section), data)
    return _body_holds(f'"page": {side.foreign.draft.pk}'), status(answer)


@deed("A10", "attach another unit's document by its number")
def forge_a_document(side: Side) -> tuple[bool, str]:
    data = side.form(title="Zwykła", slug="zwykla", body=side.body(document=side.foreign.document))
    answer = side.client("coordinator").post(side.add_address(side.own.section), data)
    return _body_holds(f'id="{side.foreign.document.pk}"', 'linktype="document"'), status(answer)


def _body_holds(*words: str) -> bool:
    made = Page.objects.filter(slug="zwykla").first()
    body = str(made.latest_revision.content["body"]).replace("\\", "") if made and made.latest_revision else ""
    return bool(body) and all(word in body for word in words)


@deed("A11", "browse drafts of others on a shelf where one may add")
def browse_a_shared_shelf(side: Side) -> tuple[bool, str]:
    shelf = side.shared_with_a_foreign_draft()
    answer = side.client("coordinator").get(reverse("wagtailadmin_explore", args=[shelf.pk]))
    return told(side, answer), status(answer)


@deed("A12", "move one's own page into another unit's section")
def move_to_another(side: Side) -> tuple[bool, str]:
    target = side.foreign.section
    address = reverse("wagtailadmin_pages:move_confirm", args=[side.own.draft.pk, target.pk])
    before = side.own.draft.get_parent().pk
    answer = side.client("coordinator").post(address)
    return again(side.own.draft).get_parent().pk not in {before, side.own.section.pk}, status(answer)


@deed("A13", "unpublish another unit's page in bulk")
def unpublish_in_bulk(side: Side) -> tuple[bool, str]:
    answer = bulk(side.client("coordinator"), "unpublish", side.foreign.live)
    return not is_live(side.foreign.live), status(answer)


@deed("A17", "a page stays public below a parent that was taken offline")
def below_an_unpublished_parent(side: Side) -> tuple[bool, str]:
    page = side.own.public_news
    address = page.get_url()
    again(page.get_parent()).unpublish()
    answer = side.client("anonymous").get(address)
    return answer.status_code == 200, status(answer)


@deed("A18", "what somebody scheduled who has lost the office since goes public")
def schedule_and_lose_office(side: Side) -> tuple[bool, str]:
    at = timezone.now() + dt.timedelta(days=2)
    page = side.own.scheduled
    data = side.form(page, title=TAKEN, go_live_at=timezone.localtime(at).strftime("%Y-%m-%d %H:%M"))
    client = side.client("coordinator")
    answer = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data | {"action-publish": "1"})
    if again(page).title == TAKEN:
        return False, "no hour can be set: it went public at once, within the right of that day"
    side.lose_office()
    side.run_the_clock(at + dt.timedelta(minutes=1))
    return again(page).title == TAKEN, status(answer)


@deed("A19", "download a draft's attachment without an account")
def fetch_a_document(side: Side) -> tuple[bool, str]:
    answer = side.client("anonymous").get(side.foreign.document.url)
    return answer.status_code == 200, status(answer)


@deed("A20", "read of another unit's records in the workflow reports")
def workflow_reports(side: Side) -> tuple[bool, str]:
    client = side.client("coordinator")
    answers = [client.get(reverse(f"wagtailadmin_reports:{name}")) for name in ("workflow", "workflow_tasks")]
    return any(told(side, answer) for answer in answers), ", ".join(status(answer) for answer in answers)


@deed("A21", "read another unit's tags in the autocomplete")
def tags(side: Side) -> tuple[bool, str]:
    answer = side.client("coordinator").get(reverse("wagtailadmin_tag_autocomplete"), {"term": side.lure})
    return told(side, answer), status(answer)


@deed("A22", "preview another unit's draft")
def preview(side: Side) -> tuple[bool, str]:
    answer = side.client("coordinator").get(reverse("wagtailadmin_pages:view_draft", args=[side.foreign.draft.pk]))
    return told(side, answer), status(answer)


# -- S: snippets and registers -------------------------------------------------------------------------------------


@deed("S1", "rewrite another unit's card of contacts")
def take_over(side: Side) -> tuple[bool, str]:
    return side.takeover(side.client("coordinator"))(), ""


@deed("S2", "read the unpublished version of another unit's record")
def read_registers(side: Side) -> tuple[bool, str]:
    client = side.client("coordinator")
    answers = [client.get(address) for address in side.register_addresses()]
    codes = sorted({answer.status_code for answer in answers})
    return any(told(side, answer) for answer in answers), f"{len(answers)} addresses answer {codes}"


@deed("S3", "delete another unit's records in bulk")
def erase(side: Side) -> tuple[bool, str]:
    return side.erase(side.client("coordinator"))(), ""


# -- M: moderation -------------------------------------------------------------------------------------------------


def _two_versions(side: Side) -> tuple[Any, Any]:
    """A draft with bad words first and good words in the newest version."""
    page = again(side.own.draft)
    page.lead, page.image_alt = "Złe słowa", "Rysunek"
    bad = page.save_revision(user=side.own.who, clean=False)
    page.lead = "Dobre słowa"
    page.save_revision(user=side.own.who, clean=False)
    return again(page), bad


@deed("M1", "swap the text while the portal team reads it: what goes public is not what was read")
def swap_by_revert(side: Side) -> tuple[bool, str]:
    page, bad = _two_versions(side)
    side.hand_in(page)
    read = again(page).latest_revision_id
    answer = api(side.client("coordinator"), page, "revert_to_page_revision", {"revision_id": bad.pk})
    side.approve(page, read)
    public = again(page)
    return public.live and public.lead == "Złe słowa", status(answer)


@deed("M2", "a reviewer's half-typed autosave becomes what another reviewer approves")
def swap_by_autosave(side: Side) -> tuple[bool, str]:
    page, _bad = _two_versions(side)
    side.hand_in(page)
    read = again(page).latest_revision_id
    data = side.form(again(page), lead="Pół zdania bez")
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    answer = side.client("administrator").post(address, data, headers={"accept": "application/json"})
    side.approve(page, read)
    public = again(page)
    return public.live and public.lead == "Pół zdania bez", status(answer)


@deed("M3", "decide about another page than the one in the address")
def task_of_another_page(side: Side) -> tuple[bool, str]:
    return side.decide_elsewhere()


@deed("M5", "one person of the portal team publishes a unit's page that waits, without the agreed date")
def publish_over_the_queue(side: Side) -> tuple[bool, str]:
    answer = bulk(side.client("administrator"), "publish", side.own.waiting)
    return is_live(side.own.waiting), status(answer)


@deed("M6", "the portal team deletes what waits, and nobody is told")
def delete_over_the_queue(side: Side) -> tuple[bool, str]:
    answer = bulk(side.client("administrator"), "delete", side.own.waiting)
    return not Page.objects.filter(pk=side.own.waiting.pk).exists(), status(answer)


@deed("M7", "hand in with a date already past: approval means «at once»")
def hand_in_late(side: Side) -> tuple[bool, str]:
    return side.hand_in_for(timezone.now() - dt.timedelta(days=1))


@deed("M10", "the author approves the own text")
def approve_ones_own(side: Side) -> tuple[bool, str]:
    return side.author_approves()


def may_no_longer_publish(group: Any) -> None:
    """A unit that has to hand in: its group keeps add and change."""
    GroupPagePermission.objects.filter(group=group, permission__codename="publish_page").delete()
