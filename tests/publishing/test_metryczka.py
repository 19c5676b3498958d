"""What readers learn of a decision: who approved, the agreed hour and the actual one, also where no text is new."""

from __future__ import annotations

import datetime as dt
import re
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page

from publishing import actions, scheduling
from publishing.actions import Plan
from publishing.metryczka import metryczka_of
from publishing.models import Handoff, PublicChange, PublishingRight
from publishing.states import Ground, Purpose
from tests.publishing.city import FRIDAY, NOW, TODAY, TUESDAY, WEDNESDAY, approved, as_read, fresh, news

LATE = dt.timedelta(minutes=7)


def shown(page: Any) -> str:
    """The metryczka of the public page as words, one space between them."""
    address = Page.objects.get(pk=page.pk).specific.url
    text = Client().get(address).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", text[text.index('class="metryczka"') :]).split())


def put_to_the_archive(city: SimpleNamespace, page: Any) -> Handoff:
    plan = Plan(Purpose.ARCHIVE, Ground.OUTDATED, "Nabór się skończył.")
    row = actions.ask_to_take_down(page, plan=plan, publish_at=TUESDAY, by=fresh(city.coordinator), now=NOW)
    return actions.approve(row, by=fresh(city.editor), read=as_read(row), now=NOW)


@pytest.mark.par(4, ust=2)
def test_a_minor_edit_has_the_actual_hour_beside_the_agreed_one(city: SimpleNamespace, clock: Any) -> None:
    page = news(city, live=True)
    page.minor_edit = True
    page.change_note = "Poprawiony numer telefonu"
    page.save_revision(user=city.coordinator, clean=False)
    approved(city, Page.objects.get(pk=page.pk).specific)
    clock.move_to(TUESDAY + LATE, tick=False)
    scheduling.run_once(TUESDAY + LATE)
    assert PublicChange.objects.filter(page=page.pk).first().minor
    text = shown(page)
    assert "Uzgodniony termin 24 listopada 2026, godz. 9:00 komórka i redakcja portalu (§ 4 ust. 2)" in text
    assert "(§ 4 ust. 2) opublikowano 24 listopada 2026, godz. 9:07" in text
    assert "Zaktualizowano 23 listopada 2026, godz. 10:00" in text, "a minor edit makes the content no newer"


@pytest.mark.par(4, ust=2)
def test_archiving_by_handoff_is_a_public_change(city: SimpleNamespace, clock: Any) -> None:
    page = news(city, live=True)
    before = metryczka_of(page)
    row = put_to_the_archive(city, page)
    clock.move_to(TUESDAY + LATE, tick=False)
    scheduling.run_once(TUESDAY + LATE)
    change = PublicChange.objects.filter(page=page.pk).first()
    assert (change.at, change.agreed_for, change.publisher_name) == (TUESDAY + LATE, TUESDAY, "Roman Redaktor")
    assert (change.author_name, change.unit_name) == (row.submitted_by_name, str(city.kd))
    assert (change.right, change.moved, change.unchecked) == ("§ 4 ust. 1 pkt 2", True, False)
    text = shown(page)
    assert "przeniesienie do archiwum: treść jest nieaktualna; Nabór się skończył." in text
    assert "uzgodniono na 24 listopada 2026, godz. 9:00" in text
    after = metryczka_of(page)
    assert before
    assert after
    assert (after.author, after.publisher, after.updated_at) == (before.author, before.publisher, before.updated_at)


@pytest.mark.par(4, ust=1, pkt=1)
def test_archiving_by_own_right_and_the_way_back_are_public_too(city: SimpleNamespace, clock: Any) -> None:
    page = news(city, live=True)
    PublishingRight.objects.create(unit=city.kd, kind="news", from_on=TODAY, basis="polecenie", granted_by="SZ")
    plan = Plan(Purpose.ARCHIVE, Ground.OUTDATED, "Nabór się skończył.")
    actions.take_down(page, plan=plan, by=fresh(city.coordinator), now=WEDNESDAY)
    actions.put_back(page, by=fresh(city.coordinator), now=FRIDAY)
    back, archived = PublicChange.objects.filter(page=page.pk)[:2]
    assert (archived.at, back.at) == (WEDNESDAY, FRIDAY)
    assert {archived.publisher_name, back.publisher_name} == {"Ewelina Brodacka"}
    assert {archived.right, back.right} == {"§ 4 ust. 1 pkt 1"}
    assert archived.agreed_for is None
    assert "przywrócona z archiwum" in shown(page)
