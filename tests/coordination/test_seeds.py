"""The dictionaries that the room starts with."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from coordination import order, seeds
from coordination.models import (
    District,
    Duty,
    LawLimit,
    ServiceStandard,
    Sphere,
    Topic,
    Unit,
    UnitKind,
    UnitTopic,
)
from coordination.order import PLACES
from coordination.seeds.duties import DUTIES
from coordination.seeds.places import DISTRICTS, SPHERES, UNIT_KINDS
from coordination.seeds.standards import STANDARDS
from coordination.seeds.topics import TOPICS
from coordination.seeds.units import FORMER, UNITS, UnitSeed
from coordination.states import Office
from coordination.text import stem_line, stems

TODAY = dt.date(2026, 11, 23)
MODELS: tuple[Any, ...] = (UnitKind, Sphere, District, Topic, Unit, UnitTopic, Duty, LawLimit, ServiceStandard)

# What organisations type, and the topic they should meet.
QUERIES = {
    "seniorzy": "seniorzy",
    "dla osób starszych": "seniorzy",
    "park": "zielen",
    "w parku": "zielen",
    "ogród społeczny": "zielen",
    "sportowe": "sport",
    "klub sportowy": "sport",
    "boiska": "obiekty-sportowe",
    "mały grant": "male-granty",
    "małe granty": "male-granty",
    "19a": "male-granty",
    "dotacji": "dotacje",
    "konkursow": "konkursy",
    "lokal": "lokale",
    "sali": "lokale",
    "wolontariusze": "wolontariat",
    "zwierzat": "zwierzeta",
    "koty": "zwierzeta",
    "bezdomni": "bezdomnosc",
    "niepełnosprawni": "niepelnosprawnosc",
    "mlodziez": "mlodziez",
    "dziecko": "dzieci",
    "szkoła": "edukacja",
    "recykling": "ekologia",
    "smog": "klimat",
    "nad Wisłą": "wisla",
    "alkohol": "uzaleznienia",
    "uchodźcy": "cudzoziemcy",
    "podwórka": "rewitalizacja",
    "turyści": "turystyka",
    "zabytek": "zabytki",
    "ulica": "drogi",
    "tramwaj": "transport",
    "straż miejska": "bezpieczenstwo",
    "zdrowia": "zdrowie",
    "depresja": "zdrowie-psychiczne",
    "teatrze": "kultura",
    "biblioteki": "ksiazka",
    "patronat": "promocja",
    "żywność": "ubostwo",
    "zatrudnienie": "praca",
    "stowarzyszenia": "zakladanie",
    "rower": "rowery",
    "dzielnicy": "dzielnice",
}


def finds(query: str) -> set[str]:
    lines = {topic.slug: stem_line(f"{topic.name} {topic.synonyms}") for topic in TOPICS}
    return {slug for slug, line in lines.items() if all(f" {stem} " in line for stem in stems(query))}


@pytest.mark.parametrize("query", QUERIES)
def test_what_organisations_type_meets_a_topic_that_a_unit_serves(query: str) -> None:
    topic = QUERIES[query]
    assert topic in finds(query)
    assert any(topic in unit.all_topics for unit in UNITS)


def test_topics_are_many_and_told_apart() -> None:
    assert len(TOPICS) >= 45
    assert len({topic.slug for topic in TOPICS}) == len({topic.name for topic in TOPICS}) == len(TOPICS)
    assert all(topic.synonyms for topic in TOPICS)


def test_every_topic_is_served_and_every_served_topic_exists() -> None:
    served = {slug for unit in UNITS for slug in unit.all_topics}
    assert served == {topic.slug for topic in TOPICS}


def test_spheres_of_units_exist() -> None:
    codes = {code for code, _ in SPHERES}
    assert {code for unit in UNITS for code in unit.spheres.split()} <= codes


def test_places_are_complete() -> None:
    assert len(SPHERES) == 40
    assert [number for number, _, _ in DISTRICTS] == list(range(1, 19))
    assert {unit.kind for unit in UNITS} == {code for code, _ in UNIT_KINDS}


def test_sixty_units_speak_with_organisations() -> None:
    active = [unit for unit in UNITS if unit not in FORMER]
    assert 55 <= len(active) <= 65
    assert len({unit.slug for unit in UNITS}) == len(UNITS)


def test_keys_of_accounts_are_told_apart() -> None:
    keys = [unit.symbol.lower() or unit.slug for unit in UNITS]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("name", ["Wydział ds. Turystyki", "Urząd Stanu Cywilnego", "Wydział Kontroli Wewnętrznej"])
def test_a_symbol_that_is_a_guess_stays_blank(name: str) -> None:
    assert next(unit for unit in UNITS if unit.name == name).symbol == ""


@pytest.mark.parametrize("unit", FORMER, ids=lambda unit: unit.slug)
def test_former_units_are_closed_and_lead_to_sz(unit: UnitSeed) -> None:
    assert unit.active_until
    assert unit.active_until < TODAY
    assert unit.successor == seeds.SZ_SLUG


def test_whether_institutions_of_culture_are_bound_is_left_to_sz() -> None:
    assert "do potwierdzenia przez SZ" in dict(UNIT_KINDS)["kultura"]


def test_every_place_that_asks_for_something_is_a_duty() -> None:
    groups = {place.above for place in PLACES}
    asking = [place for place in PLACES if 2 <= place.par <= 7 and place not in groups]
    assert [duty.place for duty in DUTIES] == asking


def test_duties_are_keyed_by_their_constants_and_owed_by_the_right_person() -> None:
    for duty in DUTIES:
        assert getattr(order, duty.key.replace("-", "_").upper()) == duty.place
        assert duty.owed_by == (Office.HEAD if duty.place.par in (2, 7) else Office.COORDINATOR)


def test_standards_never_cite_a_statute() -> None:
    assert not any("art." in label or "ustaw" in label for _, _, _, label in STANDARDS)
    kinds = {key.split(".")[1] for key, *_ in STANDARDS if key.startswith("lead.")}
    assert kinds == {key.split(".")[1] for key, *_ in STANDARDS if key.startswith("review.")}


def counts() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in MODELS}


@pytest.fixture
def loaded(db: None) -> None:
    seeds.load_dictionaries()


@pytest.mark.usefixtures("loaded")
class TestLoaded:
    def test_every_row_is_valid(self) -> None:
        for model in MODELS:
            for row in model.objects.all():
                row.full_clean()

    def test_loading_again_changes_nothing(self) -> None:
        before = counts()
        seeds.load_dictionaries()
        assert counts() == before

    def test_what_people_wrote_is_kept(self) -> None:
        Unit.objects.filter(symbol="SP").update(name="Wydział Sportu i Rekreacji")
        ServiceStandard.objects.filter(key="inquiry.answer").update(value=5)
        sport = Unit.objects.get(symbol="SP")
        sport.topics.clear()
        seeds.load_dictionaries()
        sport.refresh_from_db()
        assert sport.name == "Wydział Sportu i Rekreacji"
        assert not sport.topics.exists()
        assert ServiceStandard.objects.get(key="inquiry.answer").value == 5

    def test_historical_models_load_the_same_rows(self) -> None:
        before = counts()
        stems_before = dict(Topic.objects.values_list("slug", "stems"))
        Unit.objects.update(parent=None, served_by=None, successor=None)
        for model in reversed(MODELS):
            model.objects.all().delete()
        seeds.load_dictionaries(MigrationLoader(connection).project_state().apps)
        assert counts() == before
        assert dict(Topic.objects.values_list("slug", "stems")) == stems_before

    def test_units_stand_in_their_relations(self) -> None:
        sz = Unit.objects.get(coordinates=True)
        assert sz.symbol == "SZ"
        assert sz.predecessors.count() == len(FORMER)
        assert Unit.objects.get(slug="placowki-oswiatowe").served_by == Unit.objects.get(symbol="MCOO")
        assert Unit.objects.active(TODAY).count() == len(UNITS) - len(FORMER)
        assert Unit.objects.filter(topics__slug="sport", symbol="SP").exists()

    def test_topics_saved_in_the_admin_get_the_stems_of_the_seeds(self) -> None:
        for topic in Topic.objects.all():
            seeded = topic.stems
            topic.save()
            assert topic.stems == seeded

    def test_limits_of_the_table_are_those_of_the_seeds(self) -> None:
        table = {limit.as_limit() for limit in LawLimit.objects.iterator()}
        assert table == set(seeds.LIMITS)
