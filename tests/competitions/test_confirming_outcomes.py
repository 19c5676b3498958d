"""The day after results or an annulment the unit confirms that BIP and the board carry them, too (art. 15 ust. 2h)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse

from coordination.calendar import warsaw
from pages.announcing import confirming
from pages.competition_law import reasons_of
from pages.models import CompetitionPage, PlaceConfirmation, Result
from pages.vocabularies import OutcomePlace
from tests.competitions.calls import DAY, call
from tests.competitions.test_confirming import confirm, tasks
from tests.publishing.city import TODAY

CLOSED = warsaw(dt.date(2026, 11, 10), dt.time(12))
PLACES = dict.fromkeys(("bip", "tablica", "strona"), dt.date(2026, 10, 12))
RESULTS = (OutcomePlace.RESULTS_BIP, OutcomePlace.RESULTS_BOARD)


def at(days: int, hour: int = 8) -> dt.datetime:
    return warsaw(TODAY + days * DAY, dt.time(hour))


def ended(city: SimpleNamespace, **values: Any) -> Any:
    given = {"results_on": TODAY, **values}
    page = call(city, title="Kluby", places=PLACES, planned=False, deadline=CLOSED, **given)
    page.results = [Result(bidder="A", task="B", amount=Decimal(5))]
    page.save_revision(clean=False).publish()
    return CompetitionPage.objects.get(pk=page.pk)


def test_the_unit_is_asked_from_the_next_day_until_both_places_are_confirmed(
    city: SimpleNamespace, as_: Any, clock: Any
) -> None:
    page, client = ended(city), as_(city.coordinator)
    assert confirming.run_once(at(0, 23)) == {"opened": 0, "settled": 0}
    assert confirming.run_once(at(1)) == {"opened": 1, "settled": 0}
    assert "wyniki w Biuletynie Informacji Publicznej" in tasks().get().title
    assert confirming.run_once(at(40)) == {"opened": 0, "settled": 0}, "what was asked stays asked"
    clock.move_to(at(1), tick=False)
    shown = client.get(reverse("competitions:announcement", args=[page.pk])).content.decode()
    assert shown.count("Potwierdź dzień") == 2
    for place in RESULTS:
        assert tasks().exists()
        assert confirm(client, page, place, TODAY).status_code == 302
    assert not tasks().exists()
    assert confirm(client, page, RESULTS[0], TODAY).status_code == 403, "once"


def test_reasons_may_be_asked_for_from_the_last_place(city: SimpleNamespace, as_: Any, clock: Any) -> None:
    page = ended(city)
    until = reasons_of(page).until
    clock.move_to(at(3), tick=False)
    assert confirm(as_(city.coordinator), page, OutcomePlace.RESULTS_BOARD, TODAY + 2 * DAY).status_code == 302
    assert reasons_of(page).until == until + 2 * DAY
    assert CompetitionPage.objects.get(pk=page.pk).announced_on == PLACES["bip"], "the announcement keeps its day"


def test_an_annulment_is_asked_about_alike(city: SimpleNamespace, as_: Any, clock: Any) -> None:
    page = ended(city, results_on=None, annulled_on=TODAY, annulment_reason="wymogi")
    assert confirming.run_once(at(1))["opened"] == 1
    clock.move_to(at(1), tick=False)
    assert confirm(as_(city.coordinator), page, OutcomePlace.ANNULMENT_BIP, TODAY).status_code == 302
    assert confirm(as_(city.coordinator), page, OutcomePlace.RESULTS_BIP, TODAY).status_code == 403, "there are none"
    assert list(PlaceConfirmation.objects.values_list("place", flat=True)) == ["uniewaznienie-bip"]


@pytest.mark.parametrize(
    ("values", "opened"),
    [
        ({}, 1),
        ({"results_on": TODAY - 13 * DAY}, 1),
        ({"results_on": TODAY - 14 * DAY}, 0),  # told before anybody asked
        ({"results_on": TODAY + DAY}, 0),
        ({"is_archival": True}, 0),
        ({"outside_act": True, "legal_basis": "ustawa o sporcie"}, 0),
    ],
)
def test_whom_nobody_asks(city: SimpleNamespace, values: dict[str, Any], opened: int) -> None:
    ended(city, **values)
    assert confirming.run_once(at(1))["opened"] == opened


def test_who_may_confirm(city: SimpleNamespace, as_: Any, clock: Any) -> None:
    page = ended(city)
    clock.move_to(at(1), tick=False)
    assert confirm(as_(city.other), page, OutcomePlace.RESULTS_BIP, TODAY).status_code == 403
    assert confirm(as_(city.deputy), page, OutcomePlace.RESULTS_BIP, TODAY + 2 * DAY).status_code == 403, "to come"
    assert not PlaceConfirmation.objects.exists()


def test_results_told_anew_are_asked_about_anew(city: SimpleNamespace, as_: Any, clock: Any) -> None:
    """A confirmation from before the present day of the results was of other results."""
    page, client = ended(city), as_(city.coordinator)
    clock.move_to(at(1), tick=False)
    for place in RESULTS:
        assert confirm(client, page, place, TODAY).status_code == 302
    draft = CompetitionPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    draft.results_on = TODAY + 5 * DAY
    clock.move_to(at(5), tick=False)
    draft.save_revision(clean=False).publish()
    assert confirming.run_once(at(6))["opened"] == 1
    clock.move_to(at(6), tick=False)
    assert confirm(client, page, RESULTS[0], TODAY + 5 * DAY).status_code == 302
    assert confirm(client, page, RESULTS[0], TODAY + 5 * DAY).status_code == 403, "once"
    assert confirm(client, page, RESULTS[1], TODAY + 6 * DAY).status_code == 302
    assert not tasks().exists()
    days = PlaceConfirmation.objects.filter(place__in=RESULTS).order_by("on").values_list("on", flat=True)
    assert list(days) == [TODAY + 5 * DAY, TODAY + 6 * DAY]
