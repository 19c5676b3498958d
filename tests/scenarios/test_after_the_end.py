"""A page whose end has passed is written and published again; no old date stands in the way (Wagtail: row 24)."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page

from coordination.verdict import Refused
from publishing.models import PublishingRight
from publishing.states import Stage
from tests.publishing.city import NOW, TUESDAY, WEDNESDAY, handed_over, news, read_fields
from tests.publishing.test_direct import edit
from tests.scenarios.routes import bulk, edit_url, form_at
from tests.scenarios.travel import MINUTE, beat, press, row_of

END = NOW + dt.timedelta(hours=1)


def ended(city: SimpleNamespace, clock: Any) -> Any:
    """A public page that went off at its end; the date stands in the row and in every version."""
    page = news(city, live=True, title="Nabór")
    page.expire_at = END
    page.save_revision(user=city.coordinator).publish()
    beat(clock, END + MINUTE)
    page = Page.objects.get(pk=page.pk).specific
    assert (page.live, page.expired) == (False, True)
    return page


def is_live(page: Any) -> bool:
    return Page.objects.get(pk=page.pk).live


def test_every_save_is_taken(city: SimpleNamespace, as_: Any, clock: Any) -> None:
    page = ended(city, clock)
    client = as_(city.coordinator)
    for number in range(2):
        answer = edit(client, page, lead=f"Nowy nabór {number}.")
        assert answer.status_code == 302
        page.refresh_from_db()
        assert page.latest_revision.content["lead"] == f"Nowy nabór {number}."
    assert page.latest_revision.content["expire_at"] is None


@pytest.mark.par(4, ust=2)
def test_handed_over_again_it_stays_public(city: SimpleNamespace, as_: Any, clock: Any) -> None:
    page = ended(city, clock)
    edit(as_(city.coordinator), page, lead="Nowy nabór.")
    row = handed_over(city, Page.objects.get(pk=page.pk).specific, at=TUESDAY, now=END + MINUTE)
    press(as_(city.editor), "approve", row, **read_fields(row))
    for later in (0, 1, 60):
        beat(clock, TUESDAY + later * MINUTE)
        assert is_live(page), f"{later} minutes after the hour"
    assert Client().get(page.url).status_code == 200


@pytest.mark.par(4, ust=1, pkt=1)
@pytest.mark.parametrize("how", ["editor", "bulk"])
def test_published_again_by_the_units_right_it_stays_public(
    city: SimpleNamespace, as_: Any, clock: Any, how: str
) -> None:
    """Also a version that was saved before the end, with the date in it."""
    PublishingRight.objects.create(
        unit=city.kd, kind="news", from_on=dt.date(2026, 1, 1), basis="polecenie", granted_by="SZ"
    )
    page = ended(city, clock)
    client = as_(city.coordinator)
    if how == "editor":
        edit(client, page, lead="Nowy nabór.", **{"action-publish": "1"})
    else:
        bulk(client, page, "publish")
    assert is_live(page)
    beat(clock, WEDNESDAY)
    assert is_live(page)


def test_a_version_approved_before_the_end_for_an_hour_after_it(city: SimpleNamespace, as_: Any, clock: Any) -> None:
    """The end of what was public until then says nothing of what is approved for later: it stays until that hour."""
    page = news(city, live=True, title="Nabór")
    page.expire_at = END
    page.save_revision(user=city.coordinator).publish()
    page = Page.objects.get(pk=page.pk).specific
    page.lead = "Druga tura."
    page.save_revision(user=city.coordinator)
    with pytest.raises(Refused, match="wypada przed publikacją"):
        handed_over(city, page, at=TUESDAY)
    page.expire_at = None
    page.save_revision(user=city.coordinator)
    row = handed_over(city, page, at=TUESDAY)
    press(as_(city.editor), "approve", row, **read_fields(row))
    for at in (END + MINUTE, TUESDAY, TUESDAY + MINUTE):
        beat(clock, at)
        assert is_live(page), at
    assert row_of(row).stage == Stage.PUBLISHED


def test_an_end_that_lies_ahead_is_kept(city: SimpleNamespace, as_: Any, clock: Any) -> None:
    page = news(city, live=True)
    page.expire_at = WEDNESDAY
    page.save_revision(user=city.coordinator).publish()
    client = as_(city.coordinator)
    client.post(edit_url(page), form_at(client, edit_url(page), type(page), lead="Jeszcze przed końcem."))
    page = Page.objects.get(pk=page.pk).specific
    assert page.get_latest_revision_as_object().expire_at == WEDNESDAY
    beat(clock, WEDNESDAY + MINUTE)
    assert not is_live(page)
