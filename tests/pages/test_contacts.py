"""Contact cards: the coordinator, the deputy when absent, the head when nobody; never typed."""

from __future__ import annotations

from types import SimpleNamespace

from coordination.models import Absence, Unit
from coordination.states import Office
from pages.contacts import contacts_of
from tests.pages.conftest import NOW, TODAY, person


def names(unit: Unit) -> list[str]:
    return [card["name"] for card in contacts_of(unit, now=NOW).cards]


def test_the_coordinator_with_the_deputy(house: SimpleNamespace) -> None:
    (card,) = contacts_of(house.sz, now=NOW).cards
    assert (card["name"], card["deputy"]["name"]) == ("Hanna Wilczyńska", "Mikołaj Sarnecki")


def test_the_deputy_when_the_coordinator_is_away(house: SimpleNamespace) -> None:
    Absence.objects.create(person=house.coordinator.person, from_on=TODAY, until_on=TODAY)
    assert names(house.sz) == ["Mikołaj Sarnecki"]


def test_the_head_when_nobody_else_holds_an_office(house: SimpleNamespace) -> None:
    unit = Unit.objects.get(symbol="ZZM")
    person(unit, Office.HEAD, "Anna", "Kierowska")
    assert names(unit) == ["Anna Kierowska"]
    assert [card["name"] for card in contacts_of(unit, now=NOW).head_cards] == ["Anna Kierowska"]


def test_a_served_unit_sends_to_the_one_that_serves_it(house: SimpleNamespace) -> None:
    unit = Unit.objects.get(symbol="ZZM")
    unit.served_by = house.sz
    unit.save()
    assert names(unit) == ["Hanna Wilczyńska"]


def test_a_deputy_chosen_for_a_page_stands_there(house: SimpleNamespace) -> None:
    card = contacts_of(house.sz, now=NOW).card_for(house.deputy.pk)
    assert card is not None
    assert (card["name"], card["deputy"], card["scope"]) == ("Mikołaj Sarnecki", None, "")


def test_a_choice_that_left_office_falls_back(house: SimpleNamespace) -> None:
    house.deputy.until_on = TODAY.replace(day=1)
    house.deputy.save()
    card = contacts_of(house.sz, now=NOW).card_for(house.deputy.pk)
    assert card is not None
    assert card["name"] == "Hanna Wilczyńska"


def test_few_queries(house: SimpleNamespace, django_assert_max_num_queries: object) -> None:
    with django_assert_max_num_queries(4):  # type: ignore[operator]
        assert contacts_of(house.sz, now=NOW).cards
