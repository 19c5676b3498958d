"""Two calls of a unit in one sphere overlap: a warning with both links, allowed once the unit says so (scenario 48)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from coordination.calendar import warsaw
from coordination.verdict import Refused
from pages.models import CompetitionPage
from publishing import actions, confinement
from publishing.models import Handoff, PublishingRight
from publishing.states import Stage
from tests.competitions.calls import ANNOUNCED, DAY, call
from tests.pages.editing import save
from tests.publishing.city import NOW, TUESDAY, approved, as_read, fresh, handed_over
from tests.scenarios.test_43_twenty_one_days import hand_over

SignIn = Callable[[Any], Client]
LATER = warsaw(ANNOUNCED + 60 * DAY, dt.time(12))


def told(page: Any) -> dict[str, bool]:
    lacks = page.get_latest_revision_as_object().requirements_at(TUESDAY, now=NOW)
    return {lack.rule: lack.hard for lack in lacks if getattr(lack, "rule", "").startswith("similar")}


ASKED = {"similar.meant": True, "similar": False}
WARNED = {"similar": False}


def scheduled_by_own_right(city: SimpleNamespace, page: Any) -> Any:
    draft = page.get_latest_revision_as_object()
    draft.go_live_at = TUESDAY
    draft.save_revision(clean=False).publish()
    return page


def failed(city: SimpleNamespace, page: Any) -> None:
    """Its publication failed: it holds the page, and somebody tries again."""
    Handoff.objects.filter(pk=approved(city, page).pk).update(stage=Stage.FAILED)


WAYS: dict[str, Callable[[SimpleNamespace, Any], Any]] = {
    "public": lambda city, page: page.get_latest_revision().publish(),
    "queued": handed_over,
    "scheduled": approved,
    "failed": failed,
    "by own right": scheduled_by_own_right,
}


@pytest.mark.parametrize("way", WAYS)
def test_the_unit_is_asked_whatever_way_the_other_call_goes(city: SimpleNamespace, as_: SignIn, way: str) -> None:
    other = call(city, title="Domy sąsiedzkie")
    WAYS[way](city, other)
    other = CompetitionPage.objects.get(pk=other.pk)
    page, client = call(city, title="Kluby sąsiedzkie 60+"), as_(city.coordinator)
    assert told(page) == ASKED
    screen = client.get(reverse("publishing:hand_over", args=[page.pk])).content.decode()
    there = other.url if other.live else reverse("wagtailadmin_pages:edit", args=[other.pk])
    assert f'<a href="{there}">Domy sąsiedzkie</a>' in screen
    assert f'<a href="{reverse("wagtailadmin_pages:edit", args=[page.pk])}">Kluby sąsiedzkie 60+</a>' in screen
    assert hand_over(client, page).status_code == 422
    assert save(client, page, overlap_is_meant="on").status_code == 302
    assert told(CompetitionPage.objects.get(pk=page.pk)) == WARNED
    assert hand_over(client, page).status_code == 302


def test_a_call_foretold_counts_and_is_warned_itself(city: SimpleNamespace) -> None:
    call(city, title="Zapowiedź", places={}, planned_announcement_on=ANNOUNCED + 5 * DAY, deadline=LATER, live=True)
    assert told(call(city)) == ASKED
    coming = call(city, places={}, planned_announcement_on=ANNOUNCED + 6 * DAY, deadline=LATER)
    assert told(coming) == WARNED, "a zapowiedź is no announcement, so nothing is to be confirmed"


def test_the_publish_button_asks_too(city: SimpleNamespace, as_: SignIn) -> None:
    PublishingRight.objects.create(
        unit=city.kd, kind="competition", from_on=dt.date(2026, 1, 1), basis="x", granted_by="SZ"
    )
    call(city, live=True)
    page, client = call(city), as_(city.coordinator)
    answer = save(client, page, publish=True)
    assert list(answer.context["form"].errors) == ["overlap_is_meant"]
    assert save(client, page, publish=True, overlap_is_meant="on").status_code == 302
    assert CompetitionPage.objects.get(pk=page.pk).live


def test_whoever_decides_is_told_and_not_stopped(city: SimpleNamespace) -> None:
    """The other call was announced while this one waited: the promise stands, the reviewer sees both."""
    row = handed_over(city, call(city))
    call(city, live=True)
    row.refresh_from_db()
    assert [lack.hard for lack in row.revision.as_object().lacks(now=NOW) if lack.rule == "similar"] == [False]
    assert actions.approve(row, by=fresh(city.editor), read=as_read(row), now=NOW)


def test_what_is_public_already_is_not_asked_about(city: SimpleNamespace) -> None:
    page = call(city, live=True)
    call(city, live=True)
    assert told(CompetitionPage.objects.get(pk=page.pk)) == WARNED


@pytest.mark.parametrize(
    "other",
    [
        {"spheres": "17"},
        {"deadline": TUESDAY - dt.timedelta(days=1)},
        {"annulled_on": ANNOUNCED},
        {"is_archival": True},
        {"places": dict.fromkeys(("bip", "tablica", "strona"), ANNOUNCED + 40 * DAY), "deadline": LATER},
    ],
    ids=["another sphere", "over before", "annulled", "archival", "begins later"],
)
def test_other_calls_do_not_overlap(city: SimpleNamespace, other: dict[str, Any]) -> None:
    page = call(city, **other)
    scheduled_by_own_right(city, page)
    assert told(call(city)) == {}


def test_neither_does_another_unit_a_mere_draft_or_a_limited_one(city: SimpleNamespace) -> None:
    call(city, live=True, unit=city.sp)
    call(city, title="Szkic")
    shut = call(city, title="Poufny")
    confinement.confine(shut, people=[city.editor], reason="Wyniki.", by=fresh(city.coordinator), now=NOW)
    handed_over(city, shut)
    assert told(call(city)) == {}


def test_a_copy_is_asked_anew(city: SimpleNamespace) -> None:
    call(city, live=True)
    page = call(city, overlap_is_meant=True)
    source = CompetitionPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    copied = source.copy(update_attrs={"title": "Kopia", "slug": "kopia"}, copy_revisions=False, keep_live=False)
    assert not copied.overlap_is_meant
    with pytest.raises(Refused, match="zaznacz, że tak ma być"):
        actions.hand_over(copied, by=fresh(city.coordinator), publish_at=TUESDAY, now=NOW)
