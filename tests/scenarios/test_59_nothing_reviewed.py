"""Scenario 59: an import, a minor correction or a change of a template restarts no review clock."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import call_command
from wagtail.rich_text import RichText

from coordination import actions as heart
from coordination import changing
from coordination.standing import standing_of
from publishing.models import PublicChange, Stewardship
from tests.publishing import city as building
from tests.publishing.city import NOW, TODAY, fresh

LATER = NOW + dt.timedelta(days=40)


def dates(page: Any) -> tuple[Any, ...]:
    return Stewardship.objects.values_list("review_by", "updated_at", "confirmed_at").get(page=page)


@pytest.fixture
def hall(city: SimpleNamespace, clock: Any) -> Any:
    """A public page of KD, its review day near; forty days have passed since."""
    made = building.news(city, live=True, title="Sala dla organizacji", lead="Sala jest bezpłatna.")
    Stewardship.objects.filter(page=made).update(review_by=TODAY + dt.timedelta(days=45))
    clock.move_to(LATER, tick=False)
    return made.specific


@pytest.mark.par(3, pkt=2)
def test_an_import_writes_over_the_page_and_nobody_has_looked_at_it(hall: Any) -> None:
    before = dates(hall)
    hall.body = [("paragraph", RichText("<p>Przepisane z rejestru.</p>"))]
    hall.save_revision().publish()  # a command of the host: no account signs
    assert dates(hall) == before
    assert PublicChange.objects.filter(page=hall).count() == 2, "the public history tells of it all the same"


def test_a_minor_correction_is_no_review(city: SimpleNamespace, hall: Any) -> None:
    before = dates(hall)
    hall.lead, hall.minor_edit, hall.change_note = "Sala jest bezpłatna", True, "Literówka"
    hall.save_revision(user=city.coordinator).publish()
    assert dates(hall) == before
    hall.lead, hall.minor_edit, hall.change_note = "Sala kosztuje 50 zł.", False, "Nowa cena"
    hall.save_revision(user=city.coordinator).publish()
    review_by, updated_at, _confirmed = dates(hall)
    assert updated_at == LATER
    assert review_by > before[0]


def test_what_the_portal_writes_about_pages_is_no_review(city: SimpleNamespace, hall: Any) -> None:
    """Rows of the search, the names of a unit: what stands on a page although nobody edited it."""
    rows = {row.page_id: dates(row.page_id) for row in Stewardship.objects.filter(page__live=True)}
    call_command("reindex", verbosity=0)
    heart.rename_unit(
        city.kd,
        name="Wydział Kultury",
        symbol="WK",
        on=(LATER + dt.timedelta(days=1)).date(),
        basis="zarządzenie nr 400/2026",
        by=standing_of(fresh(city.administrator)),
        now=LATER,
    )
    changing.run_once(LATER + dt.timedelta(days=1))
    city.kd.refresh_from_db()
    assert city.kd.name == "Wydział Kultury"
    assert {pk: dates(pk) for pk in rows} == rows
