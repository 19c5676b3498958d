"""A refusal says why, with the place in the order and the next step; on a page, beside a button, as JSON."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.admin import auth
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

import coordination
import publishing
from coordination.models import AuditEntry
from coordination.order import PLACES
from coordination.states import Outcome
from coordination.verdict import Verdict
from publishing import refusals
from publishing.collections import collection_of
from publishing.models import Handoff, PublishingRight, Transfer
from tests.publishing.city import NOW, handed_over, news, unit_page

SignIn = Callable[[Any], Client]
XHR = {"X-Requested-With": "XMLHttpRequest"}


def address(name: str, *args: int) -> str:
    return reverse(f"wagtailadmin_pages:{name}", args=args)


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.fixture
def queued(city: SimpleNamespace) -> Handoff:
    return handed_over(city)


# -- the page -----------------------------------------------------------------------------------------------------


@pytest.mark.par(4, ust=2)
def test_the_page_says_why_where_it_stands_and_what_to_do_next(
    city: SimpleNamespace, as_: SignIn, queued: Handoff
) -> None:
    answer = as_(city.coordinator).get(address("delete", queued.page_id))
    shown = text_of(answer)
    assert answer.status_code == 403
    assert "To nie jest możliwe" in shown
    assert "(§ 4 ust. 2)" in shown
    assert "Uzgodnienie terminu dostarczenia materiałów" in shown
    assert f'href="{reverse("publishing:handoff", args=[queued.pk])}">Wycofaj przekazanie' in shown
    assert AuditEntry.objects.filter(verb="refuse", outcome=Outcome.REFUSED).count() == 1


@pytest.mark.par(4, ust=1, pkt=2)
def test_what_has_to_be_handed_over_offers_to_hand_it_over(city: SimpleNamespace, as_: SignIn) -> None:
    page = news(city, live=True)
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    shown = text_of(as_(city.coordinator).post(f"{bulk}?id={page.pk}&next=/admin/"))
    assert "(§ 4 ust. 1 pkt 2)" in shown
    assert reverse("publishing:hand_over", args=[page.pk]) in shown


@pytest.mark.parametrize("name", ["edit", "usage", "copy", "history", "delete", "unpublish", "move", "view_draft"])
def test_another_units_page_is_refused_alike_at_every_door_and_leaks_nothing(
    city: SimpleNamespace, as_: SignIn, name: str
) -> None:
    secret = news(city, unit=city.sp, by=city.other, title="Tajny plan sportu")
    queue = handed_over_by_sport(city, secret)
    answer = as_(city.coordinator).get(address(name, secret.pk))
    shown = text_of(answer)
    assert answer.status_code == 403
    assert "Ta strona należy do innej komórki." in shown
    assert f'href="{reverse("coordination:directory")}"' in shown
    assert "Tajny" not in shown
    assert "Sport" not in shown
    assert reverse("publishing:handoff", args=[queue.pk]) not in shown


def handed_over_by_sport(city: SimpleNamespace, page: Any) -> Handoff:
    from publishing import actions
    from tests.publishing.city import NOW, TUESDAY, fresh

    return actions.hand_over(page, by=fresh(city.other), publish_at=TUESDAY, now=NOW)


def test_wagtails_silent_redirect_has_become_the_readable_page(city: SimpleNamespace, as_: SignIn) -> None:
    """Editing a shared index: Wagtail would send a coordinator to the start page with «no permission»."""
    answer = as_(city.coordinator).get(address("edit", city.news.pk))
    shown = text_of(answer)
    assert answer.status_code == 403
    assert "Strukturę portalu prowadzą administratorzy portalu." in shown
    assert "mailto:" in shown


@pytest.mark.parametrize("name", ["wagtailusers_users:index", "wagtailsites:index", "wagtailadmin_collections:index"])
def test_screens_of_other_offices_are_refused_in_words(city: SimpleNamespace, as_: SignIn, name: str) -> None:
    answer = as_(city.coordinator).get(reverse(name))
    assert answer.status_code == 403
    assert "§ 4 ust. 1 pkt 2" in text_of(answer)


def test_registers_say_who_keeps_them(city: SimpleNamespace, as_: SignIn) -> None:
    answer = as_(city.coordinator).get(reverse("coordination_units:edit", args=[city.sp.pk]))
    assert answer.status_code == 403
    assert "(§ 2 pkt 2)" in text_of(answer)


def test_wagtail_still_asks_the_function_we_replace() -> None:
    assert auth.permission_denied is refusals.permission_denied
    assert "permission_denied" in auth.require_admin_access.__code__.co_consts[1].co_names


def test_a_signed_in_person_without_office_reads_words(city: SimpleNamespace, as_: SignIn) -> None:
    client = as_(city.nobody)
    answer = client.get(reverse("wagtailadmin_home"))
    shown = text_of(answer)
    assert answer.status_code == 403
    assert "(§ 2 pkt 1)" in shown
    assert reverse("wagtailadmin_logout") in shown
    assert client.get(reverse("wagtailadmin_home"), headers=XHR).json()["place"] == "§ 2 pkt 1"


def test_an_anonymous_visitor_is_asked_to_sign_in(city: SimpleNamespace) -> None:
    answer = Client().get(reverse("publishing:queue"))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))
    told = Client().get(reverse("publishing:queue"), headers=XHR)
    assert told.status_code == 403
    assert told.json()["next"]["url"] == reverse("account_login")


# -- JSON ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("headers", [{"Accept": "application/json"}, XHR])
def test_scripts_get_reason_place_and_next_step(
    city: SimpleNamespace, as_: SignIn, queued: Handoff, headers: dict[str, str]
) -> None:
    answer = as_(city.coordinator).get(address("delete", queued.page_id), headers=headers)
    told = answer.json()
    assert answer.status_code == 403
    assert told["error"] == f"{told['reason']} (§ 4 ust. 2)"
    assert told["place"] == "§ 4 ust. 2"
    assert told["next"] == {
        "label": "Wycofaj przekazanie",
        "url": reverse("publishing:handoff", args=[queued.pk]),
    }


def test_wagtails_bare_refusal_of_a_script_carries_the_reason_too(city: SimpleNamespace, as_: SignIn) -> None:
    answer = as_(city.coordinator).get(address("edit", city.news.pk), headers=XHR)
    assert answer.status_code == 403
    assert answer.json()["reason"] == "Strukturę portalu prowadzą administratorzy portalu."
    assert answer.json()["next"]["url"].startswith("mailto:")


# -- buttons ------------------------------------------------------------------------------------------------------


def refused_button(shown: str, name: str) -> str:
    """The words that describe the refused button; fails when it is missing or not tied to them."""
    assert f'aria-describedby="refused-{name}"' in shown
    _before, _id, rest = shown.partition(f'id="refused-{name}">')
    return rest.partition("</span>")[0]


@pytest.mark.par(4, ust=1, pkt=2)
def test_the_editor_shows_publish_refused_with_its_reason(city: SimpleNamespace, as_: SignIn) -> None:
    shown = text_of(as_(city.coordinator).get(address("edit", news(city).pk)))
    assert 'aria-disabled="true"' in shown
    assert "(§ 4 ust. 1 pkt 2)" in refused_button(shown, "publish")


def test_where_publishing_is_ones_right_nothing_is_shown_refused(city: SimpleNamespace, as_: SignIn) -> None:
    shown = text_of(as_(city.coordinator).get(address("edit", city.unit_page.pk)))
    assert 'name="action-publish"' in shown
    assert "refused-button" not in shown


def test_a_new_page_beyond_rights_says_so_before_it_is_written(city: SimpleNamespace, as_: SignIn) -> None:
    add = reverse("wagtailadmin_pages:add", args=["pages", "newspage", city.news.pk])
    assert "(§ 4 ust. 1 pkt 2)" in refused_button(text_of(as_(city.coordinator).get(add)), "publish")
    PublishingRight.objects.create(unit=city.kd, kind="news", from_on="2026-01-01", basis="polecenie", granted_by="SZ")
    assert "refused-button" not in text_of(as_(city.coordinator).get(add))


@pytest.mark.par(4, ust=2)
def test_a_waiting_page_shows_delete_refused_in_editor_and_list(
    city: SimpleNamespace, as_: SignIn, queued: Handoff
) -> None:
    client = as_(city.coordinator)
    editor = text_of(client.get(address("edit", queued.page_id)))
    listing = text_of(client.get(reverse("wagtailadmin_explore", args=[city.news.pk])))
    for shown, where in ((editor, "header"), (listing, "row")):
        assert "(§ 4 ust. 2)" in refused_button(shown, f"{where}-delete-{queued.page_id}")
        assert reverse("publishing:handoff", args=[queued.pk]) in shown
    assert address("delete", queued.page_id) not in editor + listing


def test_a_waiting_page_is_not_saved_of_its_own_accord(city: SimpleNamespace, as_: SignIn, queued: Handoff) -> None:
    client = as_(city.coordinator)
    assert client.get(address("edit", queued.page_id)).context["autosave_enabled"] is False
    assert client.get(address("edit", news(city).pk)).context["autosave_enabled"] is True


def test_units_tick_only_their_own_pages_and_cannot_move_them(city: SimpleNamespace, as_: SignIn) -> None:
    draft, client = news(city), as_(city.coordinator)
    shelf = text_of(client.get(reverse("wagtailadmin_explore", args=[city.news.pk])))
    assert f'data-object-id="{draft.pk}"' in shelf
    assert reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"]) in shelf
    assert reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"]) not in shelf
    home = text_of(client.get(reverse("wagtailadmin_explore", args=[city.home.pk])))
    assert "data-object-id" not in home
    assert "select-all-checkbox" not in home.partition("</table>")[0]
    officer = text_of(as_(city.editor).get(reverse("wagtailadmin_explore", args=[city.news.pk])))
    assert reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"]) in officer


def test_a_unit_gathers_its_own_pictures_and_nobody_elses(city: SimpleNamespace, as_: SignIn) -> None:
    own, foreign = (
        get_image_model().objects.create(
            title=str(unit), file=get_test_image_file(), collection=collection_of(unit), uploaded_by_user=None
        )
        for unit in (city.kd, city.sp)
    )
    gather = reverse("wagtail_bulk_action", args=["wagtailimages", "image", "delete"])
    client = as_(city.coordinator)
    assert client.get(gather, {"id": own.pk}).status_code == 200
    answer = client.get(gather, {"id": [own.pk, foreign.pk]})
    assert answer.status_code == 403
    assert "(§ 4 ust. 1 pkt 1)" in text_of(answer)
    assert foreign.title not in text_of(answer)


def test_refused_buttons_of_a_list_cost_no_query_a_row(
    city: SimpleNamespace, as_: SignIn, django_assert_max_num_queries: Any
) -> None:
    for _number in range(6):
        news(city)
    explore = reverse("wagtailadmin_explore", args=[city.news.pk])
    client = as_(city.coordinator)
    client.get(explore)
    with django_assert_max_num_queries(60) as few:
        client.get(explore)
    handed = [handed_over(city) for _number in range(6)]
    with django_assert_max_num_queries(len(few.captured_queries)):
        listing = text_of(client.get(explore))
    assert listing.count("Etap przekazania:</span> w kolejce") == len(handed), "what is handed over is no plain draft"
    assert reverse("publishing:handoff", args=[handed[0].pk]) in listing


# -- all verdicts -------------------------------------------------------------------------------------------------


def modules(room: ModuleType) -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
        if ".migrations" not in found.name and ".management" not in found.name:
            yield importlib.import_module(found.name)


def constants() -> dict[str, Verdict]:
    return {
        f"{module.__name__}.{name}": value
        for room in (coordination, publishing)
        for module in modules(room)
        for name, value in vars(module).items()
        if isinstance(value, Verdict) and not value
    }


def test_every_verdict_has_its_place_in_the_order_and_polish_words(db: None) -> None:
    found = constants()
    assert len({id(verdict) for verdict in found.values()}) > 20
    with translation.override("en"):
        english = {name: str(verdict.reason) for name, verdict in found.items()}
    with translation.override("pl"):
        untold = [name for name, verdict in found.items() if str(verdict.reason) == english[name]]
    assert untold == []
    placeless = [name for name, verdict in found.items() if verdict.place not in PLACES]
    assert placeless == ["publishing.refusals.SIGNED_OUT"]


def test_every_verdict_names_a_next_step_that_some_door_finds(db: None) -> None:
    from coordination.admin import refusals as doors

    assert [name for name, verdict in constants().items() if verdict.next not in doors._finders] == []


def test_a_step_that_leads_nowhere_for_the_person_is_left_out(city: SimpleNamespace, as_: SignIn) -> None:
    """A head may not withdraw, and does not see another way to do it than to look."""
    queue = handed_over(city)
    shown = text_of(as_(city.head).get(address("delete", queue.page_id)))
    assert "Wycofaj przekazanie</a>" not in shown
    assert "Zobacz przekazanie</a>" in shown


def test_the_units_own_page_is_no_exception(city: SimpleNamespace, as_: SignIn) -> None:
    other = unit_page(city, city.sz, "Strona SZ")
    answer = as_(city.coordinator).post(address("delete", other.pk))
    assert answer.status_code == 403
    assert "Nic nie zostało zmienione." in text_of(answer)


def test_a_refused_transfer_is_not_booked_on_a_handoff_of_the_same_number(
    city: SimpleNamespace, as_: SignIn, queued: Handoff
) -> None:
    offered = Transfer.objects.create(
        pk=queued.pk, page=news(city), title="Inna", giving=city.kd, receiving=city.sz, reason="r", at=NOW
    )
    answer = as_(city.coordinator).post(reverse("publishing:transfer_take", args=[offered.pk]))
    assert answer.status_code == 403
    line = AuditEntry.objects.filter(outcome=Outcome.REFUSED).latest("pk")
    assert queued.title not in (line.label, line.about)
    assert line.about.startswith("POST ")
    assert reverse("publishing:handoff", args=[queued.pk]) not in text_of(answer)
