"""A page passes from one unit to another (scenario 34): by an administrator, or offered and taken."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from coordination import actions as units
from coordination.models import AuditEntry, OutboxMessage
from coordination.standing import Standing
from coordination.verdict import Refused
from pages.models import SearchRow
from publishing import actions, transfers
from publishing.models import Handoff, PublicChange, Stewardship, Transfer
from publishing.states import Offer, Stage
from tests.publishing.city import FRIDAY, NOW, TODAY, TUESDAY, approved, as_read, fresh, handed_over, news
from tests.units.conftest import BASIS

SignIn = Callable[[Any], Client]


def give(city: SimpleNamespace, page: Any, by: Any = None, to: Any = None) -> Transfer:
    who = fresh(by or city.administrator)
    return transfers.entrust(page, to=to or city.sp, by=who, now=NOW, reason="sprawa sportowa")


def unit_of(page: Any) -> Any:
    return Stewardship.objects.get(page=page.pk).unit


def address(page: Any) -> str:
    return reverse("publishing:entrust_one", args=[page.pk])


@pytest.mark.par(4, ust=1, pkt=1)
def test_an_administrator_gives_a_page_and_all_of_it_goes(city: SimpleNamespace, as_: SignIn) -> None:
    page = news(city, live=True)
    page.lead = "Nowy szkic."
    page.save_revision(user=city.coordinator)
    versions, changes = page.revisions.count(), PublicChange.objects.filter(page=page.pk).count()
    form = as_(city.administrator).get(address(page)).content.decode()
    assert "Oddaj innej komórce" in form
    answer = as_(city.administrator).post(address(page), {"unit": city.sp.pk, "reason": "sprawa sportowa"})
    assert answer.status_code == 302
    page.refresh_from_db()
    assert unit_of(page) == city.sp
    assert (page.revisions.count(), PublicChange.objects.filter(page=page.pk).count()) == (versions, changes)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert as_(fresh(city.other)).get(edit).status_code == 200
    assert as_(fresh(city.coordinator)).get(edit).status_code == 403
    line = AuditEntry.objects.get(verb="page.entrust")
    assert "KD" in line.unit_name
    assert line.note.endswith("sprawa sportowa")
    told = set(OutboxMessage.objects.filter(kind="page.given").values_list("to", flat=True))
    assert told == {"koordynator.kd@umk.example", "zastepca.kd@umk.example", "koordynator.sp@umk.example"}


@pytest.mark.par(4, ust=2)
def test_what_the_portal_team_was_reading_is_handed_over_anew_by_the_new_unit(city: SimpleNamespace) -> None:
    page = news(city)
    row = handed_over(city, page)
    give(city, page)
    row = Handoff.objects.get(pk=row.pk)
    assert (row.stage, row.unit, row.publish_at) == (Stage.RETURNED, city.sp, TUESDAY)
    assert row.former_unit.endswith("(KD)")
    told = set(OutboxMessage.objects.filter(kind="page.given").values_list("to", flat=True))
    assert {"koordynator.kd@umk.example", "koordynator.sp@umk.example", "redaktor@umk.example"} <= told
    with pytest.raises(Refused):
        actions.deliver(row, by=fresh(city.coordinator), now=NOW)
    again = actions.deliver(row, by=fresh(city.other), now=NOW)
    assert (again.stage, again.submitted_by_name) == (Stage.QUEUED, "Radosław Toporek")


@pytest.mark.par(4, ust=2)
def test_a_reserved_date_goes_with_the_page_as_it_is(city: SimpleNamespace) -> None:
    page = news(city)
    row = handed_over(city, page)
    row = actions.send_back(row, by=fresh(city.editor), read=as_read(row), comment="popraw", now=NOW)
    give(city, page)
    row.refresh_from_db()
    assert (row.stage, row.unit) == (Stage.RETURNED, city.sp)


@pytest.mark.par(4, ust=2)
def test_a_scheduled_page_stays_until_the_handoff_is_withdrawn(city: SimpleNamespace, as_: SignIn) -> None:
    page = news(city)
    row = approved(city, page, at=FRIDAY)
    for by in (city.administrator, city.root):
        with pytest.raises(Refused, match="Najpierw wycofaj"):
            give(city, page, by=by)
    shown = as_(city.administrator).get(address(page)).content.decode()
    assert "Najpierw wycofaj przekazanie" in shown
    assert as_(city.administrator).post(address(page), {"unit": city.sp.pk, "reason": "x"}).status_code == 422
    assert unit_of(page) == city.kd
    actions.withdraw(row, read=as_read(row), by=fresh(city.coordinator), reason="oddajemy", now=NOW)
    give(city, page)
    assert unit_of(page) == city.sp


@pytest.mark.parametrize("who", ["coordinator", "deputy", "head", "editor", "operator", "monitor", "director", "other"])
def test_nobody_else_gives_at_once(city: SimpleNamespace, who: str) -> None:
    page = news(city)
    with pytest.raises(Refused):
        give(city, page, by=getattr(city, who))
    assert unit_of(page) == city.kd


class TestOffers:
    @pytest.mark.parametrize("who", ["coordinator", "deputy", "head"])
    def test_a_unit_offers_and_the_other_takes(self, city: SimpleNamespace, as_: SignIn, who: str) -> None:
        page = news(city)
        giver, taker = as_(getattr(city, who)), as_(city.other)
        assert giver.post(address(page), {"unit": city.sp.pk, "reason": "to sport"}).status_code == 302
        assert unit_of(page) == city.kd
        offer = Transfer.objects.get()
        assert page.title in taker.get(reverse("coordination_todo")).content.decode()
        assert "Przyjmij" in taker.get(reverse("publishing:transfers")).content.decode()
        assert giver.post(reverse("publishing:transfer_take", args=[offer.pk])).status_code == 403
        assert taker.post(reverse("publishing:transfer_take", args=[offer.pk])).status_code == 302
        assert unit_of(page) == city.sp
        assert taker.post(reverse("publishing:transfer_take", args=[offer.pk])).status_code == 403
        assert set(OutboxMessage.objects.filter(kind="page.offered").values_list("to", flat=True)) == {
            "koordynator.sp@umk.example"
        }

    @pytest.mark.parametrize(("name", "answer"), [("decline", Offer.DECLINED), ("take_back", Offer.WITHDRAWN)])
    def test_an_offer_that_comes_to_nothing_changes_nothing(
        self, city: SimpleNamespace, as_: SignIn, name: str, answer: str
    ) -> None:
        page = news(city)
        offer = transfers.offer(page, to=city.sp, by=fresh(city.coordinator), now=NOW, reason="to sport")
        who, other = (city.other, city.coordinator) if name == "decline" else (city.coordinator, city.other)
        assert as_(other).post(reverse(f"publishing:transfer_{name}", args=[offer.pk])).status_code == 403
        assert as_(who).post(reverse(f"publishing:transfer_{name}", args=[offer.pk])).status_code == 302
        offer.refresh_from_db()
        assert (offer.answer, unit_of(page)) == (answer, city.kd)

    def test_while_the_team_reads_a_unit_offers_nothing_and_takes_nothing(self, city: SimpleNamespace) -> None:
        page = news(city)
        offer = transfers.offer(page, to=city.sp, by=fresh(city.coordinator), now=NOW, reason="to sport")
        handed_over(city, page)
        with pytest.raises(Refused, match="Redakcja portalu czyta"):
            transfers.take(offer, by=fresh(city.other), now=NOW)
        with pytest.raises(Refused, match="Redakcja portalu czyta"):
            transfers.offer(page, to=city.sz, by=fresh(city.coordinator), now=NOW, reason="x")

    def test_another_units_page_is_refused_like_one_that_does_not_exist(
        self, city: SimpleNamespace, as_: SignIn
    ) -> None:
        page = news(city)
        stranger = as_(city.other)
        for one in (address(page), reverse("publishing:entrust_one", args=[10**9])):
            assert stranger.get(one).status_code == 403
            assert stranger.post(one, {"unit": city.sp.pk, "reason": "moje"}).status_code == 403
        assert stranger.post(reverse("publishing:transfer_take", args=[10**9])).status_code == 403


def test_several_ticked_pages_go_together_or_not_at_all(city: SimpleNamespace, as_: SignIn) -> None:
    first, second, scheduled = news(city), news(city), news(city)
    approved(city, scheduled)
    admin = as_(city.administrator)
    ticked = admin.get("/admin/bulk/wagtailcore/page/entrust/", {"id": [first.pk, scheduled.pk]})
    assert ticked.status_code == 302
    assert admin.post(ticked.url, {"unit": city.sp.pk, "reason": "razem"}).status_code == 422
    assert unit_of(first) == city.kd
    both = admin.get("/admin/bulk/wagtailcore/page/entrust/", {"id": [first.pk, second.pk]})
    assert admin.post(both.url, {"unit": city.sp.pk, "reason": "razem"}).status_code == 302
    assert {unit_of(first), unit_of(second)} == {city.sp}


def test_no_page_goes_to_a_closed_unit_to_its_own_or_off_the_structure(
    city: SimpleNamespace, admin: Standing, as_: SignIn
) -> None:
    page = news(city)
    units.merge_units(units=[city.sp], into=city.sz, on=TODAY, basis=BASIS, by=admin, now=NOW)
    city.sp.refresh_from_db()
    for to in (city.sp, city.kd):
        with pytest.raises(Refused):
            give(city, page, to=to)
    with pytest.raises(Refused, match="Strukturę portalu"):
        give(city, city.news)
    answer = as_(city.administrator).post(address(page), {"unit": city.sp.pk, "reason": "x"})
    assert answer.status_code == 422
    assert unit_of(page) == city.kd


@pytest.mark.parametrize(
    "typed",
    [{}, {"unit": "x", "reason": "a\x00b"}, {"unit": "9" * 40, "reason": "x" * 501}, {"unit": "", "reason": " "}],
)
def test_bad_input_is_said_at_the_field(city: SimpleNamespace, as_: SignIn, typed: dict[str, str]) -> None:
    page = news(city)
    answer = as_(city.administrator).post(address(page), typed)
    assert answer.status_code == 422
    assert unit_of(page) == city.kd
    assert as_(city.administrator).get(reverse("publishing:entrust"), {"id": ["x", "9" * 40]}).status_code == 403


def test_moving_in_the_tree_never_changes_the_unit(city: SimpleNamespace, as_: SignIn) -> None:
    page = city.other_page
    admin = as_(city.administrator)
    answer = admin.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, city.units.pk]), {})
    assert answer.status_code in (200, 302)
    page.move(type(city.units).objects.get(pk=city.units.pk), pos="first-child")
    assert unit_of(page) == city.sp


def test_a_whole_list_is_given_with_what_is_in_it(city: SimpleNamespace, as_: SignIn) -> None:
    """«Select all in listing», then the button: the screen knows every page of the shelf that is open to the person."""
    pages = [news(city), news(city)]
    action = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "entrust"])
    client = as_(city.administrator)
    answer = client.get(action, {"id": "all", "childOf": city.news.pk}, follow=True)
    assert answer.status_code == 200
    shown = answer.content.decode()
    assert all(page.title in shown for page in pages)


@pytest.mark.parametrize("place", ["abc", "999999", "", "²"])
@pytest.mark.parametrize("model", ["page", "image", "document"])
def test_a_list_that_is_gone_is_refused_in_words(city: SimpleNamespace, as_: SignIn, model: str, place: str) -> None:
    app = {"page": "wagtailcore", "image": "wagtailimages", "document": "wagtaildocs"}[model]
    action = reverse("wagtail_bulk_action", args=[app, model, "delete"])
    assert as_(city.administrator).get(action, {"id": "all", "childOf": place}).status_code == 403


def test_whoever_gives_nothing_is_not_offered_to(city: SimpleNamespace, as_: SignIn) -> None:
    news(city)
    listed = reverse("wagtailadmin_explore", args=[city.news.pk])
    button = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "entrust"])
    assert button in as_(city.administrator).get(listed).content.decode()
    assert button in as_(city.coordinator).get(listed).content.decode()
    assert button not in as_(city.editor).get(listed).content.decode()


def test_the_search_names_the_unit_that_answers_now(city: SimpleNamespace) -> None:
    page = news(city, live=True)
    give(city, page)
    assert SearchRow.objects.get(page_id=page.pk).unit == city.sp
