"""An end of publication and an hour of one's own, set by people in the editor."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision

from coordination.verdict import Refused
from pages.models import AccessibilityPage, CompetitionPage, NewsPage, SmallGrantCallPage, UnitPage
from publishing import actions, scheduling
from publishing.actions import Dates
from publishing.models import Handoff, PublishingRight
from publishing.states import Stage
from tests.publishing.city import FRIDAY, NOW, TUESDAY, WEDNESDAY, fresh, handed_over, news, read_fields
from tests.scenarios.routes import add_url, edit_url, form_at
from tests.scenarios.travel import MINUTE, beat, press, row_of, screen

SignIn = Callable[[Any], Client]
PUBLISH = {"action-publish": "1"}


@pytest.fixture
def entitled(city: SimpleNamespace) -> SimpleNamespace:
    """KD publishes news by its own right."""
    PublishingRight.objects.create(
        unit=city.kd, kind="news", from_on=dt.date(2026, 1, 1), basis="polecenie Dyrektora SZ", granted_by="SZ"
    )
    return city


def typed(instant: dt.datetime) -> str:
    return f"{timezone.localtime(instant):%Y-%m-%d %H:%M}"


def save(client: Client, page: Any, **changes: Any) -> Any:
    return client.post(edit_url(page), form_at(client, edit_url(page), type(page), **changes))


def now_of(page: Any) -> Any:
    return Page.objects.get(pk=page.pk).specific


def is_live(page: Any) -> bool:
    return bool(Page.objects.get(pk=page.pk).live)


def errors(answer: Any) -> Any:
    assert answer.status_code == 200, "taken"
    return answer.context["form"].errors


# -- who is offered what --------------------------------------------------------------------------------------------


def test_an_own_hour_is_offered_to_who_may_publish_and_an_end_to_who_writes(city: SimpleNamespace, as_: SignIn) -> None:
    page = news(city)
    shown = as_(city.coordinator).get(edit_url(page)).content.decode()
    assert 'name="expire_at"' in shown
    assert "O tej godzinie strona sama zniknie z portalu" in shown
    assert 'name="go_live_at"' not in shown, "news are handed over: their hour is agreed"
    PublishingRight.objects.create(
        unit=city.kd, kind="news", from_on=dt.date(2026, 1, 1), basis="polecenie", granted_by="SZ"
    )
    assert 'name="go_live_at"' in as_(city.deputy).get(edit_url(page)).content.decode()
    assert 'name="go_live_at"' not in as_(city.editor).get(edit_url(page)).content.decode()
    assert 'name="go_live_at"' in as_(city.coordinator).get(add_url(city, NewsPage)).content.decode()
    assert 'name="go_live_at"' not in as_(city.other).get(add_url(city, NewsPage)).content.decode()


def test_an_hour_posted_past_the_form_is_nobodys(city: SimpleNamespace, as_: SignIn) -> None:
    page = news(city)
    save(as_(city.coordinator), page, go_live_at=typed(FRIDAY))
    assert now_of(page).get_latest_revision().content["go_live_at"] is None


@pytest.mark.parametrize("model", [UnitPage, CompetitionPage, SmallGrantCallPage, AccessibilityPage])
def test_what_readers_must_always_find_has_no_end(model: Any) -> None:
    assert not model.may_end


def test_the_page_of_a_unit_has_an_hour_and_no_end(city: SimpleNamespace, as_: SignIn) -> None:
    shown = as_(city.coordinator).get(edit_url(city.unit_page)).content.decode()
    assert 'name="go_live_at"' in shown
    assert 'name="expire_at"' not in shown
    save(as_(city.coordinator), city.unit_page, expire_at=typed(FRIDAY), **PUBLISH)
    assert now_of(city.unit_page).expire_at is None


# -- refused at the field -------------------------------------------------------------------------------------------


def test_what_has_passed_is_refused_at_its_field(entitled: SimpleNamespace, as_: SignIn) -> None:
    page, client = news(entitled), as_(entitled.coordinator)
    assert "przyszłości" in str(errors(save(client, page, expire_at=typed(NOW - MINUTE)))["expire_at"])
    assert "Ta godzina już minęła" in str(errors(save(client, page, go_live_at=typed(NOW - MINUTE)))["go_live_at"])


def test_an_end_before_the_publication_is_refused_at_its_field(entitled: SimpleNamespace, as_: SignIn) -> None:
    page, client = news(entitled), as_(entitled.coordinator)
    for end in (TUESDAY, WEDNESDAY):
        answer = save(client, page, go_live_at=typed(WEDNESDAY), expire_at=typed(end), **PUBLISH)
        assert "expire_at" in errors(answer), end
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_hours_that_the_change_of_clocks_skips_are_refused(entitled: SimpleNamespace, as_: SignIn) -> None:
    answer = save(as_(entitled.coordinator), news(entitled), expire_at="2027-03-28 02:30")
    assert "expire_at" in errors(answer)


# -- the end --------------------------------------------------------------------------------------------------------


@pytest.mark.par(4, ust=2)
def test_the_end_belongs_to_the_version_that_is_approved(city: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    page = news(city)
    save(as_(city.coordinator), page, expire_at=typed(WEDNESDAY))
    row = handed_over(city, now_of(page), at=TUESDAY)
    assert "środa 25 listopada 2026, godz. 9:00" in screen(as_(city.editor), row), "whoever approves it knows"
    assert "Koniec publikacji" in screen(as_(city.editor), row)
    press(as_(city.editor), "approve", row, **read_fields(row))
    beat(clock, TUESDAY)
    assert is_live(page)
    assert now_of(page).expire_at == WEDNESDAY
    assert "Koniec publikacji" not in Client().get(page.url).content.decode()
    shown = as_(city.coordinator).get(reverse("publishing:calendar") + "?dzien=2026-11-25").content.decode()
    assert "Koniec publikacji, 9:00" in " ".join(shown.split())
    beat(clock, WEDNESDAY + MINUTE)
    assert not is_live(page)


@pytest.mark.par(4, ust=2)
def test_an_hour_after_the_end_is_neither_handed_over_nor_proposed(city: SimpleNamespace, as_: SignIn) -> None:
    page = news(city)
    save(as_(city.coordinator), page, expire_at=typed(WEDNESDAY))
    with pytest.raises(Refused, match="wypada przed publikacją"):
        handed_over(city, now_of(page), at=FRIDAY)
    row = handed_over(city, now_of(page), at=TUESDAY)
    with pytest.raises(Refused, match="wypada przed publikacją"):
        actions.propose(row, dates=Dates(FRIDAY, None), by=fresh(city.editor), now=NOW, reason="Nie zdążymy.")


def test_published_late_beyond_its_end_it_goes_off_again(city: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    """The clock stood still over both hours: nothing stays public that nobody wanted to stay."""
    page = news(city)
    save(as_(city.coordinator), page, expire_at=typed(WEDNESDAY))
    row = handed_over(city, now_of(page), at=TUESDAY)
    press(as_(city.editor), "approve", row, **read_fields(row))
    beat(clock, FRIDAY)
    assert row_of(row).stage == Stage.PUBLISHED
    assert not is_live(page)


# -- an hour of one's own -------------------------------------------------------------------------------------------


@pytest.mark.par(4, ust=1, pkt=1)
def test_by_its_own_right_a_unit_publishes_at_an_hour(entitled: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    page, client = news(entitled), as_(entitled.coordinator)
    answer = save(client, page, go_live_at=typed(TUESDAY), expire_at=typed(FRIDAY), **PUBLISH)
    assert answer.status_code == 302, answer.context and answer.context["form"].errors
    assert not is_live(page)
    shown = client.get(edit_url(page)).content.decode()
    assert "zaplanowany do publikacji dnia 24 listopada 2026 09:00" in shown
    assert reverse("wagtailadmin_pages:revisions_unschedule", args=[page.pk, page.latest_revision_id + 1]) in shown
    calendar = client.get(reverse("publishing:calendar") + "?dzien=2026-11-24").content.decode()
    assert page.title in calendar
    scheduling.run_once(TUESDAY)
    assert not is_live(page), "not one second before"
    beat(clock, TUESDAY + MINUTE)
    assert is_live(page)
    assert not Handoff.objects.filter(page=page.pk).exists()
    assert save(client, page, lead="Po publikacji.").status_code == 302, "the hour that has passed is in nobody's way"
    assert now_of(page).get_latest_revision().content["go_live_at"] is None
    beat(clock, FRIDAY + MINUTE)
    assert not is_live(page)


@pytest.mark.par(4, ust=1, pkt=1)
def test_a_new_page_is_scheduled_from_its_first_form(entitled: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    client, address = as_(entitled.coordinator), add_url(entitled, NewsPage)
    data = form_at(client, address, NewsPage, title="O godzinie", lead="Wkrótce.", go_live_at=typed(TUESDAY), **PUBLISH)
    answer = client.post(address, data)
    assert answer.status_code == 302, answer.context and answer.context["form"].errors
    page = NewsPage.objects.get(title="O godzinie")
    assert not page.live
    beat(clock, TUESDAY + MINUTE)
    assert is_live(page)


def test_the_form_of_handing_over_says_it_where_the_hour_is_chosen(city: SimpleNamespace, as_: SignIn) -> None:
    page, client = news(city), as_(city.coordinator)
    save(client, page, expire_at=typed(WEDNESDAY))
    address = reverse("publishing:hand_over", args=[page.pk])
    answer = client.post(address, {"publish_at_0": "2026-11-27", "publish_at_1": "12:00"})
    assert answer.status_code == 422
    assert "Koniec publikacji (25 listopada 2026, 9:00) wypada przed publikacją" in answer.content.decode()
    assert not Handoff.objects.exists()
