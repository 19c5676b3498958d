"""The hour of an announcement: what it means is said before it is handed over, and to who approves."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from coordination.calendar import warsaw
from pages.competition_states import State
from pages.models import CompetitionPage, Publication
from pages.vocabularies import Place
from publishing.models import Handoff
from tests.competitions.calls import call
from tests.publishing.city import FRIDAY, NOW, TODAY, TUESDAY, WEDNESDAY, lead_time
from tests.scenarios.test_46_only_extended import LATER, moved, published


def hand_over(client: Any, page: Any, at: dt.datetime, seen: str = "", **typed: Any) -> Any:
    data = {"publish_at_0": at.date().isoformat(), "publish_at_1": at.strftime("%H:%M"), "note": "", "pokazana": seen}
    return client.post(reverse("publishing:hand_over", args=[page.pk]), {**data, **typed})


def seen_on(answer: Any) -> str:
    return str(BeautifulSoup(answer.content, "html.parser").find("input", {"name": "pokazana"})["value"])


def offered_on(answer: Any) -> dt.datetime:
    return answer.context["form"].initial["publish_at"]


def test_a_day_later_than_the_places_is_said_before_and_to_who_approves(city: Any, as_: Any, clock: Any) -> None:
    page = call(city, deadline=warsaw(dt.date(2027, 1, 4), dt.time(15)))
    client = as_(city.coordinator)
    first = hand_over(client, page, FRIDAY)
    assert first.status_code == 422
    assert not Handoff.objects.exists()
    said = str(first.context["form"].errors["publish_at"])
    assert "Portal pokaże ogłoszenie" in said
    assert "przekaż jeszcze raz" in said
    again = hand_over(client, page, FRIDAY, seen_on(first))
    assert again.status_code == 302
    row = Handoff.objects.get()
    for user in (city.coordinator, city.editor):
        shown = as_(user).get(reverse("publishing:handoff", args=[row.pk])).content.decode()
        assert "Warto sprawdzić przy publikacji" in shown
        assert "Portal pokaże ogłoszenie" in shown


def test_another_hour_is_said_anew(city: Any, as_: Any, clock: Any) -> None:
    page = call(city, deadline=warsaw(dt.date(2027, 1, 4), dt.time(15)))
    client = as_(city.coordinator)
    first = hand_over(client, page, WEDNESDAY)
    assert hand_over(client, page, FRIDAY, seen_on(first)).status_code == 422


def test_on_the_day_of_the_places_nothing_more_is_asked(city: Any, as_: Any, clock: Any) -> None:
    assert hand_over(as_(city.coordinator), call(city), TUESDAY).status_code == 302


def test_the_list_of_plans_marks_what_comes_late(city: Any, as_: Any, clock: Any) -> None:
    client = as_(city.coordinator)
    page = call(city, deadline=warsaw(dt.date(2027, 1, 4), dt.time(15)))
    hand_over(client, page, FRIDAY, seen_on(hand_over(client, page, FRIDAY)))
    CompetitionPage.objects.get(pk=page.pk).get_latest_revision_as_object().save()  # as the editor saves a draft
    assert "później niż w ogłoszeniu" in as_(city.monitor).get(reverse("competitions:planned")).content.decode()


def test_an_extension_is_offered_an_hour_before_the_published_deadline(city: Any, as_: Any, clock: Any) -> None:
    lead_time(5, "competition")
    soon = warsaw(dt.date(2026, 11, 26), dt.time(12))
    page = moved(published(city, deadline=soon, places={"bip": dt.date(2026, 10, 26)}), LATER)
    answer = as_(city.coordinator).get(reverse("publishing:hand_over", args=[page.pk]))
    assert NOW < offered_on(answer) < soon
    assert offered_on(answer).date() == soon.date(), "as much of the lead time as is left"


def test_an_extension_after_the_published_deadline_is_said_first(city: Any, as_: Any, clock: Any) -> None:
    page = moved(published(city), LATER)
    answer = hand_over(as_(city.coordinator), page, warsaw(dt.date(2026, 12, 14), dt.time(9)))
    assert answer.status_code == 422
    assert "11 grudnia 2026, 15:00" in str(answer.context["form"].errors["publish_at"])


def test_who_approves_reads_the_page_as_of_its_hour(city: Any, as_: Any, clock: Any) -> None:
    page = call(city)
    hand_over(as_(city.coordinator), page, TUESDAY)
    row = Handoff.objects.get()
    editor = as_(city.editor)
    seen = editor.get(reverse("publishing:material", args=[row.pk])).content.decode()
    assert "nie jest ogłoszenie" not in seen
    assert "Zapowiedź" not in seen
    screen = editor.get(reverse("publishing:handoff", args=[row.pk])).content.decode()
    assert "jak zobaczą ją czytelnicy" in screen
    assert CompetitionPage.objects.get(pk=page.pk).read_at is None


@pytest.mark.parametrize(("until", "offered"), [(warsaw(TODAY, dt.time(13)), dt.time(11)), (NOW, None)])
def test_on_the_last_day_an_hour_of_the_same_day_is_offered(
    city: Any, clock: Any, until: dt.datetime, offered: dt.time | None
) -> None:
    from publishing.offered import offered_slot

    slot = offered_slot("competition", NOW, before=until)
    assert slot == (warsaw(TODAY, offered) if offered else offered_slot("competition", NOW))


def announced_after_a_zapowiedz(city: Any, on: dt.date, **values: Any) -> Any:
    """A public zapowiedź, and the version that announces it, as the editor keeps it beside the public one."""
    page = call(city, places={}, planned_announcement_on=TUESDAY.date(), live=True, **values)
    draft = page.get_latest_revision_as_object()
    draft.publications = [Publication(place=place, on=on, planned=True) for place in Place.values]
    draft.save_revision(clean=False)
    return page


def test_who_approves_an_announcement_after_a_zapowiedz_reads_an_announcement(city: Any, as_: Any, clock: Any) -> None:
    page = announced_after_a_zapowiedz(city, TUESDAY.date())
    assert hand_over(as_(city.coordinator), page, TUESDAY).status_code == 302
    shown = as_(city.editor).get(reverse("publishing:material", args=[Handoff.objects.get().pk]))
    assert shown.context["state"] == State.OPEN
    assert "Zapowiedź" not in shown.content.decode()
    assert CompetitionPage.objects.get(pk=page.pk).announced_on is None, "public is still the zapowiedź"


def test_bip_counts_the_two_years_from_the_announcement(city: Any, as_: Any, clock: Any) -> None:
    """Planned for December and announced in January: tasks of the same kind are those of the new year."""
    january = dt.date(2027, 1, 4)
    page = announced_after_a_zapowiedz(city, january, deadline=warsaw(dt.date(2027, 1, 29), dt.time(15)))
    address = reverse("competitions:bip", args=[page.pk, "ogloszenie"])
    assert "2027: 455 000 zł" in as_(city.coordinator).get(address).content.decode().replace("\u00a0", " ")
