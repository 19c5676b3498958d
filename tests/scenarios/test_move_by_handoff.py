"""A public page is moved by handoff: agreed hour, approval, redirects from every old address (DESIGN.md section 3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from coordination.models import AuditEntry, OutboxMessage
from coordination.states import Outcome
from pages.models import SearchRow
from publishing import actions
from publishing.models import Handoff, Move, PublicChange, PublishingRight, Stewardship
from publishing.states import Ground, Purpose, Stage
from publishing.subjects import page_reference
from tests.publishing.city import NOW, TUESDAY, fresh, news, read_fields, standard
from tests.scenarios.routes import bulk
from tests.scenarios.travel import MINUTE, beat, dates, letters, press, row_of, screen

SignIn = Callable[[Any], Client]


@pytest.fixture
def tree(city: SimpleNamespace) -> SimpleNamespace:
    """Two standard pages of KD below home, and two pages below the first; one of them was taken off."""
    city.about = standard(city, "O nas")
    city.people = standard(city, "Zespol", city.about)
    city.gone = standard(city, "Dawne", city.people)
    city.help = standard(city, "Pomoc")
    return city


def form(target: Any, day: str = "2026-11-24", hour: str = "09:00", **values: Any) -> dict[str, Any]:
    return {"target": target.pk, **dates(day, hour), "note": "Porządki w menu.", **values}


def ask(client: Client, page: Any, target: Any, **values: Any) -> Any:
    return client.post(reverse("publishing:move", args=[page.pk]), form(target, **values))


def asked(client: Client, page: Any, target: Any) -> Handoff:
    answer = ask(client, page, target)
    assert answer.status_code == 302, answer.content.decode()
    return Handoff.objects.get(page_id=page.pk, stage=Stage.QUEUED)


def scheduled(city: SimpleNamespace, as_: SignIn, page: Any, target: Any) -> Handoff:
    row = asked(as_(city.coordinator), page, target)
    assert press(as_(city.editor), "approve", row, **read_fields(row)).status_code == 302
    return row_of(row)


def parent_of(page: Any) -> int:
    return Page.objects.get(pk=page.pk).get_parent().pk


def public(address: str) -> Any:
    return Client().get(address)


# -- the way of one move ----------------------------------------------------------------------------------------------


@pytest.mark.par(4, ust=2)
def test_it_is_handed_over_approved_and_moved_at_the_minute(tree: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    old = tree.people.url
    row = scheduled(tree, as_, tree.people, tree.help)
    assert (row.purpose, row.stage, row.unit) == (Purpose.MOVE, Stage.SCHEDULED, tree.kd)
    beat(clock, TUESDAY - MINUTE)
    assert public(old).status_code == 200
    assert parent_of(tree.people) == tree.about.pk
    beat(clock, TUESDAY)
    assert parent_of(tree.people) == tree.help.pk
    new = Page.objects.get(pk=tree.people.pk).specific.url
    assert new == "/pomoc/zespol/"
    assert public(new).status_code == 200
    answer = public(old)
    assert (answer.status_code, answer.url) == (301, new)
    assert row_of(row).stage == Stage.PUBLISHED
    assert Move.objects.get().done_at == TUESDAY


@pytest.mark.par(4, ust=2)
def test_history_book_and_metryczka_say_from_where_to_where(
    tree: SimpleNamespace, as_: SignIn, clock: Any, settings: Any
) -> None:
    settings.PORTAL_DEMO = False
    before = Stewardship.objects.get(page_id=tree.people.pk)
    row = scheduled(tree, as_, tree.people, tree.help)
    beat(clock, TUESDAY)
    words = "przeniesiono z „O nas” do „Pomoc”"
    line = AuditEntry.objects.get(verb="handoff.move")
    assert (line.unit_id, line.at, line.actor_name) == (tree.kd.pk, TUESDAY, "system")
    assert words in line.note
    assert "Roman Redaktor" in line.right
    assert not AuditEntry.objects.filter(verb="page.move").exists(), "one line a deed"
    history = as_(tree.coordinator).get(reverse("publishing:page_history", args=[tree.people.pk])).content.decode()
    assert words in history
    shown = public("/pomoc/zespol/").content.decode()
    assert words in shown
    assert "2 zmiany" in shown
    change = PublicChange.objects.filter(page_id=tree.people.pk).first()
    assert (change.moved, change.publisher_name, change.agreed_for) == (True, "Roman Redaktor", TUESDAY)
    assert change.right == "§ 4 ust. 1 pkt 2"
    after = Stewardship.objects.get(page_id=tree.people.pk)
    assert (after.updated_at, after.review_by) == (before.updated_at, before.review_by), "no text is newer by it"
    assert "Stoi w nowym miejscu." in screen(as_(tree.coordinator), row)


def test_what_is_published_afterwards_is_author_and_publisher_of_the_page(
    tree: SimpleNamespace, as_: SignIn, clock: Any
) -> None:
    """A move is no publication: the metryczka goes on naming who wrote and published the text."""
    from publishing.metryczka import metryczka_of

    before = metryczka_of(tree.people)
    scheduled(tree, as_, tree.people, tree.help)
    beat(clock, TUESDAY)
    after = metryczka_of(Page.objects.get(pk=tree.people.pk).specific)
    assert (after.author, after.publisher) == (before.author, before.publisher)
    assert after.changes[0].moved


def test_every_old_address_leads_on_also_of_pages_below_and_of_those_taken_off(
    tree: SimpleNamespace, as_: SignIn, clock: Any
) -> None:
    PublishingRight.objects.create(
        unit=tree.kd, kind="standard", from_on=dt.date(2026, 1, 1), basis="polecenie", granted_by="SZ"
    )
    plan = actions.Plan(Purpose.TAKE_OFF, Ground.OUTDATED)
    actions.take_down(tree.gone, plan=plan, by=fresh(tree.coordinator), now=NOW)
    draft = standard(tree, "Szkic", tree.people, live=False)
    below = standard(tree, "Dyzury", tree.people)
    site = Site.objects.get(is_default_site=True)
    Redirect.objects.create(old_path="/o-nas/zespol/dyzury", site=site, redirect_link="https://example.org/")
    scheduled(tree, as_, tree.people, tree.help)
    beat(clock, TUESDAY)
    for slug, page in (("dyzury", below), ("dawne", tree.gone)):
        answer = public(f"/o-nas/zespol/{slug}/")
        assert (answer.status_code, answer.url) == (301, f"/pomoc/zespol/{slug}/"), page
    assert public("/pomoc/zespol/dawne/").status_code == 410, "its new address still says why"
    assert public("/o-nas/zespol/szkic/").status_code == 404
    assert not Redirect.objects.filter(redirect_page=draft).exists(), "a draft has never had an address"


def test_a_page_that_comes_back_is_found_at_its_first_address_again(
    tree: SimpleNamespace, as_: SignIn, clock: Any
) -> None:
    scheduled(tree, as_, tree.people, tree.help)
    beat(clock, TUESDAY)
    back = as_(tree.coordinator)
    assert ask(back, tree.people, tree.about, day="2026-11-25").status_code == 302
    row = Handoff.objects.get(page_id=tree.people.pk, stage=Stage.QUEUED)
    press(as_(tree.editor), "approve", row, **read_fields(row))
    beat(clock, TUESDAY + dt.timedelta(days=1))
    assert public("/o-nas/zespol/").status_code == 200
    assert public("/pomoc/zespol/").url == "/o-nas/zespol/"


def test_the_search_finds_it_at_the_new_address(tree: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    scheduled(tree, as_, tree.people, tree.help)
    beat(clock, TUESDAY)
    assert SearchRow.objects.get(page=tree.people).url == "/pomoc/zespol/"


def test_both_sides_get_one_letter_each(tree: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    row = scheduled(tree, as_, tree.people, tree.help)
    asked_for = OutboxMessage.objects.filter(kind="handoff.handed_over").first()
    assert "Czego dotyczy: przeniesienie strony w inne miejsce" in asked_for.text
    promised = OutboxMessage.objects.filter(kind="handoff.scheduled").first()
    assert "przeniesienie strony w inne miejsce" in promised.text
    assert "opublikuje się" not in promised.text
    beat(clock, TUESDAY)
    everybody = {f"{name}@umk.example" for name in ("koordynator.kd", "zastepca.kd", "administrator", "redaktor")}
    assert letters("moved") == everybody
    letter = OutboxMessage.objects.filter(kind="handoff.moved").first()
    assert "z „O nas” do „Pomoc”" in letter.text
    assert "Stary adres prowadzi do nowego." in letter.text
    assert row_of(row).page.full_url in letter.text, "the new address, not the one it had that morning"


# -- who, and where to ------------------------------------------------------------------------------------------------


def test_only_places_that_fit_are_offered(tree: SimpleNamespace, as_: SignIn) -> None:
    standard(tree, "Sport", unit=tree.sp)
    standard(tree, "Szkic", live=False)
    shown = as_(tree.coordinator).get(reverse("publishing:move", args=[tree.people.pk])).content.decode()
    for offered in ("Portal NGO / Pomoc", ">Portal NGO<"):
        assert offered in shown
    for never in ("/ Sport", "/ Szkic", "/ Zespol", "Aktualności<", f'value="{tree.about.pk}"'):
        assert never not in shown.partition('name="target"')[2].partition("</select>")[0], never


@pytest.mark.parametrize("where", ["about", "gone", "people", "news", "sport", "draft"])
def test_a_place_that_is_none_is_said_at_the_field(tree: SimpleNamespace, as_: SignIn, where: str) -> None:
    tree.sport, tree.draft = standard(tree, "Sport", unit=tree.sp), standard(tree, "Szkic", live=False)
    answer = ask(as_(tree.coordinator), tree.people, getattr(tree, where))
    assert answer.status_code == 422
    assert "Wybierz poprawną wartość" in answer.content.decode()
    assert "Porządki w menu." in answer.content.decode(), "what was typed stays"
    assert not Handoff.objects.exists()


@pytest.mark.parametrize("where", ["about", "gone", "people", "news", "sport", "draft"])
def test_the_deed_judges_the_place_itself(tree: SimpleNamespace, where: str) -> None:
    from coordination.verdict import Refused

    tree.sport, tree.draft = standard(tree, "Sport", unit=tree.sp), standard(tree, "Szkic", live=False)
    with pytest.raises(Refused):
        actions.ask_to_move(
            tree.people, target=getattr(tree, where), publish_at=TUESDAY, by=fresh(tree.coordinator), now=NOW
        )
    assert not Handoff.objects.exists()


def test_a_taken_address_is_said_at_the_field(tree: SimpleNamespace, as_: SignIn) -> None:
    standard(tree, "Zespol", tree.help)
    answer = ask(as_(tree.coordinator), tree.people, tree.help)
    assert answer.status_code == 422
    assert "Inna strona w tym miejscu ma taką samą końcówkę adresu." in answer.content.decode()


def test_a_page_that_has_no_other_place_says_so(city: SimpleNamespace, as_: SignIn) -> None:
    page = news(city, live=True)
    address = reverse("publishing:move", args=[page.pk])
    answer = as_(city.coordinator).get(address)
    assert answer.status_code == 403
    assert "nie ma innego miejsca na stronę tego typu" in answer.content.decode()
    editor = as_(city.coordinator).get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert address not in editor, "nor is it offered"


@pytest.mark.parametrize("who", ["other", "head", "editor", "administrator", "operator", "monitor", "root"])
def test_only_the_unit_hands_a_move_over(tree: SimpleNamespace, as_: SignIn, who: str) -> None:
    answer = ask(as_(getattr(tree, who)), tree.people, tree.help)
    assert answer.status_code == 403
    assert not Handoff.objects.exists()


def test_a_draft_is_not_moved_by_handoff(tree: SimpleNamespace, as_: SignIn) -> None:
    draft = standard(tree, "Szkic", live=False)
    answer = as_(tree.coordinator).get(reverse("publishing:move", args=[draft.pk]))
    assert answer.status_code == 403
    assert "tylko stronę publiczną" in answer.content.decode()


def test_whoever_handed_it_over_does_not_approve_it(tree: SimpleNamespace, as_: SignIn) -> None:
    row = asked(as_(tree.coordinator), tree.people, tree.help)
    for who in (tree.coordinator, tree.operator, tree.other, tree.monitor):
        assert press(as_(who), "approve", row, **read_fields(row)).status_code in (403, 409)
    assert row_of(row).stage == Stage.QUEUED


def test_the_offer_stands_in_the_editor_of_a_page_with_several_places(tree: SimpleNamespace, as_: SignIn) -> None:
    address = reverse("publishing:move", args=[tree.people.pk])
    edit = reverse("wagtailadmin_pages:edit", args=[tree.people.pk])
    assert address in as_(tree.coordinator).get(edit).content.decode()
    assert address not in as_(tree.editor).get(edit).content.decode()


# -- meanwhile --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stage", [Stage.QUEUED, Stage.SCHEDULED])
@pytest.mark.parametrize("who", ["coordinator", "editor", "administrator", "root"])
def test_while_it_waits_nobody_else_moves_deletes_or_takes_it_off(
    tree: SimpleNamespace, as_: SignIn, who: str, stage: str
) -> None:
    row = asked(as_(tree.coordinator), tree.gone, tree.help)
    if stage == Stage.SCHEDULED:
        press(as_(tree.editor), "approve", row, **read_fields(row))
    client, page = as_(getattr(tree, who)), tree.gone
    for name, data in (("delete", {}), ("unpublish", {}), ("move", {"new_parent_page": tree.about.pk})):
        answer = client.post(reverse(f"wagtailadmin_pages:{name}", args=[page.pk]), data)
        assert answer.status_code == 403, name
    confirm = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, tree.about.pk])
    assert client.post(confirm).status_code == 403
    for name in ("delete", "unpublish", "move"):
        bulk(client, page, name, chooser=tree.about.pk)
    off = {"purpose": "take_off", "ground": "outdated", "words": "x", **dates("2026-11-26", "09:00")}
    assert client.post(reverse("publishing:take_off", args=[page.pk]), off).status_code == 403
    assert ask(client, page, tree.about).status_code == 403
    kept = Page.objects.get(pk=page.pk)
    assert (kept.live, kept.get_parent().pk, row_of(row).stage) == (True, tree.people.pk, stage)


def test_returned_it_is_handed_over_again_with_its_dates(tree: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    row = asked(as_(tree.coordinator), tree.people, tree.help)
    press(as_(tree.editor), "send_back", row, **read_fields(row), **{"return-comment": "Lepiej na głównej."})
    client = as_(tree.coordinator)
    again = reverse("publishing:move", args=[tree.people.pk])
    assert again in screen(client, row)
    shown = client.get(again).content.decode()
    assert "Porządki w menu." in shown
    assert 'name="publish_at_0"' not in shown, "the dates on the table stay"
    assert ask(client, tree.people, tree.home).status_code == 302
    assert (row_of(row).stage, row_of(row).publish_at) == (Stage.QUEUED, TUESDAY)
    press(as_(tree.editor), "approve", row, **read_fields(row))
    beat(clock, TUESDAY)
    assert parent_of(tree.people) == tree.home.pk


def test_an_administrator_moves_it_at_once_in_an_emergency(tree: SimpleNamespace, as_: SignIn) -> None:
    row = asked(as_(tree.coordinator), tree.people, tree.help)
    data = {**read_fields(row), "emergency-reason": "Awaria menu."}
    assert press(as_(tree.administrator), "publish_unchecked", row, **data).status_code == 302
    assert parent_of(tree.people) == tree.help.pk
    assert PublicChange.objects.get(page_id=tree.people.pk, moved=True).unchecked


# -- when the place has changed meanwhile -----------------------------------------------------------------------------


def gone(tree: SimpleNamespace) -> None:
    Page.objects.get(pk=tree.help.pk).delete()


def dark(tree: SimpleNamespace) -> None:
    Page.objects.get(pk=tree.help.pk).specific.unpublish()


def taken(tree: SimpleNamespace) -> None:
    standard(tree, "Zespol", tree.help)


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        (gone, "Miejsce, do którego miała trafić strona, już nie istnieje"),
        (dark, "Miejsce, do którego miała trafić strona, już nie istnieje"),
        (taken, "W nowym miejscu inna strona zajęła taki sam adres."),
    ],
)
def test_it_fails_with_a_plain_cause_and_stays_where_it_is(
    tree: SimpleNamespace, as_: SignIn, clock: Any, change: Callable[[SimpleNamespace], None], cause: str
) -> None:
    row = scheduled(tree, as_, tree.people, tree.help)
    change(tree)
    beat(clock, TUESDAY)
    assert row_of(row).stage == Stage.FAILED
    assert parent_of(tree.people) == tree.about.pk
    assert public("/o-nas/zespol/").status_code == 200
    assert cause in screen(as_(tree.editor), row)
    assert not Redirect.objects.exists()
    assert letters("failed")
    assert "przeniesienie strony w inne miejsce" in OutboxMessage.objects.filter(kind="handoff.failed").first().text
    assert (
        press(
            as_(tree.editor), "unschedule", row, **read_fields(row), **{"unschedule-reason": "Nowe miejsce."}
        ).status_code
        == 302
    )
    assert row_of(row).stage == Stage.QUEUED


def test_an_end_that_comes_first_is_kept(tree: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    """A move is no replacement: it holds up no agreed end, and moves what is left."""
    Page.objects.filter(pk=tree.people.pk).update(expire_at=TUESDAY - dt.timedelta(hours=1))
    scheduled(tree, as_, tree.people, tree.help)
    beat(clock, TUESDAY - dt.timedelta(minutes=30))
    assert not Page.objects.get(pk=tree.people.pk).live


# -- Wagtail's own doors ----------------------------------------------------------------------------------------------


@pytest.mark.par(4, ust=1, pkt=2)
@pytest.mark.parametrize("door", ["move", "move_confirm", "bulk"])
def test_wagtails_own_door_is_shut_to_the_unit_and_offers_to_hand_the_move_over(
    tree: SimpleNamespace, as_: SignIn, door: str
) -> None:
    client, page = as_(tree.coordinator), tree.people
    if door == "bulk":
        answer = bulk(client, page, "move", chooser=tree.help.pk)
    else:
        args = [page.pk] if door == "move" else [page.pk, tree.help.pk]
        answer = client.post(reverse(f"wagtailadmin_pages:{door}", args=args), {"new_parent_page": tree.help.pk})
    shown = answer.content.decode()
    assert answer.status_code == 403
    assert "Strony przenosi redakcja portalu." in shown
    assert f'href="{reverse("publishing:move", args=[page.pk])}">Przekaż przeniesienie' in shown
    assert parent_of(page) == tree.about.pk
    line = AuditEntry.objects.get(verb="refuse", outcome=Outcome.REFUSED)
    assert (line.about, line.unit_id) == (page_reference(page.pk), tree.kd.pk)


def test_the_portal_team_moves_at_once_as_before(tree: SimpleNamespace, as_: SignIn) -> None:
    confirm = reverse("wagtailadmin_pages:move_confirm", args=[tree.people.pk, tree.help.pk])
    assert as_(tree.editor).post(confirm).status_code == 302
    assert parent_of(tree.people) == tree.help.pk
    assert public("/o-nas/zespol/").url == "/pomoc/zespol/"
