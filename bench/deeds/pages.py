"""A: holes around pages and files."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from .families import Family
from .helpers import again, api, bulk, is_live, status, told
from .side import TAKEN, Side

PAGES = Family()


@PAGES.deed("A1", "create a page of a kind that has to be handed over, and publish it in the same request")
def create_and_publish(side: Side) -> tuple[bool, str]:
    data = side.form(title=TAKEN, slug="przejete", **{"action-publish": "1"})
    answer = side.client("coordinator").post(side.add_address(side.own.section), data)
    return Page.objects.filter(slug="przejete", live=True).exists(), status(answer)


@PAGES.deed("A1", "edit such a draft and publish it")
def edit_and_publish(side: Side) -> tuple[bool, str]:
    data = side.form(side.own.draft, **{"action-publish": "1"})
    answer = side.client("coordinator").post(reverse("wagtailadmin_pages:edit", args=[side.own.draft.pk]), data)
    return is_live(side.own.draft), status(answer)


@PAGES.deed("A1", "publish it in bulk")
def publish_in_bulk(side: Side) -> tuple[bool, str]:
    answer = bulk(side.client("coordinator"), "publish", side.own.draft)
    return is_live(side.own.draft), status(answer)


@PAGES.deed("A1", "copy a page with «publish copies»")
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


@PAGES.deed("A1", "make an alias: a second public page")
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


@PAGES.deed("A1", "publish it over the admin's internal API")
def publish_over_the_api(side: Side) -> tuple[bool, str]:
    answer = api(side.client("coordinator"), side.own.draft, "publish")
    return is_live(side.own.draft), status(answer)


@PAGES.deed("A3", "take the root of the own section offline with all below it")
def unpublish_the_root(side: Side) -> tuple[bool, str]:
    address = reverse("wagtailadmin_pages:unpublish", args=[side.own.section.pk])
    answer = side.client("coordinator").post(address, {"include_descendants": "on"})
    return not is_live(side.own.section), status(answer)


@PAGES.deed("A3", "close the root of the section to the public (privacy)")
def close_the_root(side: Side) -> tuple[bool, str]:
    address = reverse("wagtailadmin_pages:set_privacy", args=[side.own.section.pk])
    answer = side.client("coordinator").post(address, {"restriction_type": "login"})
    return side.own.section.view_restrictions.exists(), status(answer)


@PAGES.deed("A4", "the author deletes what the portal team is reading")
def delete_while_read(side: Side) -> tuple[bool, str]:
    address = reverse("wagtailadmin_pages:delete", args=[side.own.waiting.pk])
    answer = side.client("coordinator").post(address, {"confirm": "1"})
    return not Page.objects.filter(pk=side.own.waiting.pk).exists(), status(answer)


@PAGES.deed("A5", "publish in bulk a page that the portal team has locked")
def publish_locked(side: Side) -> tuple[bool, str]:
    Page.objects.filter(pk=side.own.draft.pk).update(locked=True, locked_at=timezone.now())
    answer = bulk(side.client("coordinator"), "publish", side.own.draft)
    return is_live(side.own.draft), status(answer)


@PAGES.deed("A6", "change a public page of the portal's section through an alias of one's own page")
def change_through_an_alias(side: Side) -> tuple[bool, str]:
    source = again(side.own.public_news)
    copied = source.create_alias(parent=side.shelf(), update_slug="alias-portalu")
    data = side.form(source, title=TAKEN, **{"action-publish": "1"})
    answer = side.client("coordinator").post(reverse("wagtailadmin_pages:edit", args=[source.pk]), data)
    return Page.objects.filter(pk=copied.pk, title=TAKEN).exists(), status(answer)


@PAGES.deed("A7", "browse another unit's drafts in the page chooser")
def browse_the_chooser(side: Side) -> tuple[bool, str]:
    address = reverse("wagtailadmin_choose_page_child", args=[side.foreign.draft.get_parent().pk])
    answer = side.client("coordinator").get(address)
    return told(side, answer), status(answer)


@PAGES.deed("A7", "find another unit's drafts by the search of the page chooser")
def search_the_chooser(side: Side) -> tuple[bool, str]:
    answer = side.client("coordinator").get(reverse("wagtailadmin_choose_page_search"), {"q": side.lure})
    return told(side, answer), status(answer)


@PAGES.deed("A8", "read title and address of any page by its number («chosen-multiple»)")
def chosen_multiple(side: Side) -> tuple[bool, str]:
    address = reverse("wagtailadmin_choose_page_chosen_multiple")
    answer = side.client("coordinator").get(address, {"id": side.foreign.draft.pk})
    return told(side, answer), status(answer)


@PAGES.deed("A9", "read of another unit's page in the report «page types usage»")
def page_types(side: Side) -> tuple[bool, str]:
    again(side.foreign.draft).save_revision(user=side.foreign.who)
    answer = side.client("coordinator").get(reverse("wagtailadmin_reports:page_types_usage"))
    return told(side, answer), status(answer)


@PAGES.deed("A9", "ask about the moderation of another unit's page («confirm cancellation»)")
def confirm_cancellation(side: Side) -> tuple[bool, str]:
    address = reverse("wagtailadmin_pages:confirm_workflow_cancellation", args=[side.foreign.waiting.pk])
    answer = side.client("coordinator").get(address, headers={"x-requested-with": "XMLHttpRequest"})
    return answer.status_code == 200, status(answer)


@PAGES.deed("A10", "put another unit's picture on one's own page by its number")
def forge_a_picture(side: Side) -> tuple[bool, str]:
    data = side.form(title="Zwykła", slug="zwykla", image=side.foreign.image.pk, image_alt="x")
    answer = side.client("coordinator").post(side.add_address(side.own.section), data)
    made = Page.objects.filter(slug="zwykla").first()
    return bool(made and made.specific.image_id == side.foreign.image.pk), status(answer)


@PAGES.deed("A10", "link another unit's draft from the text by its number")
def forge_a_link(side: Side) -> tuple[bool, str]:
    data = side.form(title="Zwykła", slug="zwykla", body=side.body(page=side.foreign.draft))
    answer = side.client("coordinator").post(side.add_address(side.own.section), data)
    return _body_holds(f'"page": {side.foreign.draft.pk}'), status(answer)


@PAGES.deed("A10", "attach another unit's document by its number")
def forge_a_document(side: Side) -> tuple[bool, str]:
    data = side.form(title="Zwykła", slug="zwykla", body=side.body(document=side.foreign.document))
    answer = side.client("coordinator").post(side.add_address(side.own.section), data)
    return _body_holds(f'id="{side.foreign.document.pk}"', 'linktype="document"'), status(answer)


@PAGES.deed("A11", "browse drafts of others on a shelf where one may add")
def browse_a_shared_shelf(side: Side) -> tuple[bool, str]:
    shelf = side.shared_with_a_foreign_draft()
    answer = side.client("coordinator").get(reverse("wagtailadmin_explore", args=[shelf.pk]))
    return told(side, answer), status(answer)


@PAGES.deed("A12", "move one's own page into another unit's section")
def move_to_another(side: Side) -> tuple[bool, str]:
    target = side.foreign.section
    address = reverse("wagtailadmin_pages:move_confirm", args=[side.own.draft.pk, target.pk])
    before = side.own.draft.get_parent().pk
    answer = side.client("coordinator").post(address)
    return again(side.own.draft).get_parent().pk not in {before, side.own.section.pk}, status(answer)


@PAGES.deed("A13", "unpublish another unit's page in bulk")
def unpublish_in_bulk(side: Side) -> tuple[bool, str]:
    answer = bulk(side.client("coordinator"), "unpublish", side.foreign.live)
    return not is_live(side.foreign.live), status(answer)


@PAGES.deed("A17", "a page stays public below a parent that was taken offline")
def below_an_unpublished_parent(side: Side) -> tuple[bool, str]:
    page = side.own.public_news
    address = page.get_url()
    again(page.get_parent()).unpublish()
    answer = side.client("anonymous").get(address)
    return answer.status_code == 200, status(answer)


@PAGES.deed("A18", "what somebody scheduled who has lost the office since goes public")
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


@PAGES.deed("A19", "download a draft's attachment without an account")
def fetch_a_document(side: Side) -> tuple[bool, str]:
    answer = side.client("anonymous").get(side.foreign.document.url)
    return answer.status_code == 200, status(answer)


@PAGES.deed("A20", "read of another unit's records in the workflow reports")
def workflow_reports(side: Side) -> tuple[bool, str]:
    client = side.client("coordinator")
    answers = [client.get(reverse(f"wagtailadmin_reports:{name}")) for name in ("workflow", "workflow_tasks")]
    return any(told(side, answer) for answer in answers), ", ".join(status(answer) for answer in answers)


@PAGES.deed("A21", "read another unit's tags in the autocomplete")
def tags(side: Side) -> tuple[bool, str]:
    answer = side.client("coordinator").get(reverse("wagtailadmin_tag_autocomplete"), {"term": side.lure})
    return told(side, answer), status(answer)


@PAGES.deed("A22", "preview another unit's draft")
def preview(side: Side) -> tuple[bool, str]:
    answer = side.client("coordinator").get(reverse("wagtailadmin_pages:view_draft", args=[side.foreign.draft.pk]))
    return told(side, answer), status(answer)


def _body_holds(*words: str) -> bool:
    made = Page.objects.filter(slug="zwykla").first()
    body = str(made.latest_revision.content["body"]).replace("\\", "") if made and made.latest_revision else ""
    return bool(body) and all(word in body for word in words)
