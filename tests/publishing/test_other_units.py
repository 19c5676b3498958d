"""Another unit's people get nowhere, on every route, with one answer and without a word of the text (scenario 1)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from wagtail.models import Page

from coordination.models import AuditEntry
from coordination.states import Outcome
from publishing.models import Handoff, Stewardship
from publishing.states import Stage
from tests.publishing.city import fresh, handed_over, news, read_fields

SignIn = Callable[[Any], Client]
SECRET = "Tajny nabór na stypendia"


def named(resolver: URLResolver, spaces: tuple[str, ...] = ()) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every named address below a resolver, with the names of its parts."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from named(pattern, (*spaces, pattern.namespace) if pattern.namespace else spaces)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield ":".join((*spaces, pattern.name)), pattern.pattern.converters


def admin_addresses() -> dict[str, dict[str, Any]]:
    admin = next(p for p in get_resolver().url_patterns if str(p.pattern) == "admin/")
    return dict(named(admin))


@pytest.fixture
def hidden(city: SimpleNamespace) -> SimpleNamespace:
    """A draft and a queued item of KD, with a title nobody else may read."""
    city.draft = news(city, title=SECRET)
    city.row = handed_over(city, news(city, title=SECRET + " w kolejce"))
    city.revision = city.draft.latest_revision
    return city


def addresses_of(hidden: SimpleNamespace, page: Any) -> dict[str, str]:
    """Stock addresses of Wagtail about one page."""
    revision, found = page.latest_revision_id, {}
    one = (
        "edit",
        "preview_on_edit",
        "view_draft",
        "delete",
        "unpublish",
        "copy",
        "history",
        "history_results",
        "usage",
        "lock",
        "unlock",
        "privacy",
        "revisions_index",
        "convert_alias",
        "workflow_history",
        "confirm_workflow_cancellation",
        "move",
        "set_page_position",
    )
    known = admin_addresses()
    for name in one:
        full = f"wagtailadmin_pages:{name}"
        key = {"move": "page_to_move_id", "set_page_position": "page_to_move_id"}.get(name, "page_id")
        if full not in known:
            continue
        if name == "privacy":
            full = "wagtailadmin_pages:privacy" if full in known else full
        found[name] = reverse(full, kwargs={key: page.pk})
    for name in ("revisions_view", "revisions_revert", "revisions_unschedule"):
        found[name] = reverse(f"wagtailadmin_pages:{name}", kwargs={"page_id": page.pk, "revision_id": revision})
    found["compare"] = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "earliest", "latest"])
    found["move_confirm"] = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, hidden.news.pk])
    found["hand_over"] = reverse("publishing:hand_over", args=[page.pk])
    return found


@pytest.mark.par(4, ust=1, pkt=1)
@pytest.mark.parametrize("verb", ["get", "post"])
def test_no_route_of_a_page_opens_or_tells(hidden: SimpleNamespace, as_: SignIn, verb: str) -> None:
    client = as_(hidden.other)
    before = Page.objects.get(pk=hidden.draft.pk).latest_revision_id
    data = {"title": "Przejęte", "slug": "x", "action-publish": "1"} if verb == "post" else {}
    for page in (hidden.draft, hidden.row.page.specific):
        for name, address in addresses_of(hidden, page).items():
            answer = getattr(client, verb)(address, data)
            assert answer.status_code == 403, f"{verb} {name}: {answer.status_code} {getattr(answer, 'url', '')}"
            assert SECRET not in answer.content.decode(), name
            assert "To nie jest możliwe" in answer.content.decode(), name
    kept = Page.objects.get(pk=hidden.draft.pk)
    assert (kept.title, kept.live, kept.latest_revision_id) == (SECRET, False, before)
    assert AuditEntry.objects.filter(outcome=Outcome.REFUSED, actor_name="Radosław Toporek").exists()


@pytest.mark.par(4, ust=2)
def test_no_route_of_a_handoff_opens_and_numbers_that_do_not_exist_answer_alike(
    hidden: SimpleNamespace, as_: SignIn
) -> None:
    client = as_(hidden.other)
    for name in ("handoff", "material"):
        there = client.get(reverse(f"publishing:{name}", args=[hidden.row.pk]))
        nowhere = client.get(reverse(f"publishing:{name}", args=[987654]))
        assert there.status_code == nowhere.status_code == 403
        assert SECRET not in there.content.decode()
    for name in ("deliver", "propose", "accept", "approve", "send_back", "unschedule", "withdraw", "start_material"):
        there = client.post(reverse(f"publishing:{name}", args=[hidden.row.pk]), read_fields(hidden.row))
        assert there.status_code == 403, name
        assert SECRET not in there.content.decode()
    hidden.row.refresh_from_db()
    assert hidden.row.stage == Stage.QUEUED
    assert SECRET not in client.get(reverse("publishing:unit_list")).content.decode()


BULK = ("delete", "publish", "unpublish", "move")


def in_bulk(client: Client, action: str, page_id: int, target: Any) -> list[Any]:
    """Ask for the confirmation, then do it."""
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action]) + f"?id={page_id}&next=/admin/"
    return [client.get(address), client.post(address, {"chooser": target.pk, "include_descendants": "on"})]


def test_bulk_actions_pass_another_units_pages_by(hidden: SimpleNamespace, as_: SignIn) -> None:
    client = as_(hidden.other)
    for action in BULK:
        for answer in in_bulk(client, action, hidden.draft.pk, hidden.events):
            assert SECRET not in answer.content.decode(), action
        kept = Page.objects.get(pk=hidden.draft.pk)
        assert (kept.live, kept.get_parent().pk) == (False, hidden.news.pk), action


def test_bulk_actions_leave_what_waits_for_publication(hidden: SimpleNamespace, as_: SignIn) -> None:
    for who in ("coordinator", "administrator", "root"):
        client = as_(getattr(hidden, who))
        for action in BULK:
            in_bulk(client, action, hidden.row.page_id, hidden.events)
            kept = Page.objects.get(pk=hidden.row.page_id)
            assert (kept.live, kept.get_parent().pk) == (False, hidden.news.pk), f"{who} {action}"


def test_bulk_publish_needs_the_right(hidden: SimpleNamespace, as_: SignIn) -> None:
    for who in ("coordinator", "administrator", "root"):
        in_bulk(as_(getattr(hidden, who)), "publish", hidden.draft.pk, hidden.events)
        assert not Page.objects.get(pk=hidden.draft.pk).live, who


def test_bulk_actions_work_where_one_may(hidden: SimpleNamespace, as_: SignIn) -> None:
    in_bulk(as_(hidden.coordinator), "delete", hidden.draft.pk, hidden.events)
    assert not Page.objects.filter(pk=hidden.draft.pk).exists()


ACTIONS = ("publish", "unpublish", "delete", "move", "copy", "create_alias", "convert_alias", "revert_to_page_revision")


def test_the_internal_api_acts_for_nobody(hidden: SimpleNamespace, as_: SignIn) -> None:
    for who in ("other", "coordinator", "administrator", "root"):
        client = as_(getattr(hidden, who))
        for action in ACTIONS:
            address = f"/admin/api/main/pages/{hidden.draft.pk}/action/{action}/"
            data = {"revision_id": hidden.draft.latest_revision_id}
            answer = client.post(address, data, content_type="application/json")
            assert answer.status_code in (403, 404), f"{who} {action} {answer.status_code}"
            kept = Page.objects.get(pk=hidden.draft.pk)
            assert (kept.live, kept.title) == (False, SECRET)


LISTS = (
    "/admin/api/main/pages/",
    "/admin/api/main/pages/{draft}/",
    "/admin/api/main/pages/?child_of={news}&fields=*",
    "/admin/pages/search/?q=Tajny",
    "/admin/pages/{news}/",
    "/admin/choose-page/search/?q=Tajny",
    "/admin/choose-page/{news}/",
    "/admin/choose-page/chosen-multiple/?id={draft}",
    "/admin/reports/locked/",
    "/admin/reports/aging-pages/",
    "/admin/reports/site-history/",
    "/admin/reports/page-types-usage/",
    "/admin/pages/usage/pages/newspage/",
    "/admin/",
)


@pytest.mark.parametrize("who", ["other", "head"])
def test_lists_searches_reports_and_choosers_do_not_name_it(hidden: SimpleNamespace, as_: SignIn, who: str) -> None:
    if who == "head":  # of KD: let the pages be another unit's
        Stewardship.objects.filter(page__in=[hidden.draft.pk, hidden.row.page_id]).update(unit=hidden.sp)
        Handoff.objects.update(unit=hidden.sp)
    client = as_(getattr(hidden, who))
    for address in LISTS:
        path = address.format(draft=hidden.draft.pk, news=hidden.news.pk)
        answer = client.get(path, headers={"accept": "application/json"} if "/api/" in path else {})
        assert answer.status_code in (200, 302, 400, 403, 404), f"{path} {answer.status_code}"
        assert SECRET not in answer.content.decode(), path


def test_a_page_handed_to_the_unit_opens_for_its_people(hidden: SimpleNamespace, as_: SignIn) -> None:
    """The walk above would pass with every door shut: here they open."""
    for name in ("edit", "history", "view_draft", "hand_over"):
        answer = as_(fresh(hidden.coordinator)).get(addresses_of(hidden, hidden.draft)[name])
        assert answer.status_code == 200, f"{name} {answer.status_code} {getattr(answer, 'url', '')}"
        assert SECRET in answer.content.decode(), name
