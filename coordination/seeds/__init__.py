"""Dictionaries that the room starts with. Afterwards they belong to the people who keep them.

Every loader only adds rows that are missing, found by their natural key: running one again changes nothing, and
nothing that an administrator wrote is overwritten. All take an app registry, so that a data migration passes its
historical models and everybody else nothing.
"""

from __future__ import annotations

from typing import Any, Protocol

from django.apps import apps as current_apps

from coordination.seeds.duties import DUTIES
from coordination.seeds.law import LIMITS
from coordination.seeds.outdated import OUTDATED
from coordination.seeds.places import DISTRICTS, SPHERES, UNIT_KINDS
from coordination.seeds.standards import STANDARDS
from coordination.seeds.topics import TOPICS
from coordination.seeds.units import SZ_SLUG, UNITS, UnitSeed
from coordination.text import stem_line

STEP = 10  # room between neighbours for rows that come later


class Registry(Protocol):
    def get_model(self, app_label: str, model_name: str) -> Any: ...


def load_dictionaries(apps: Registry = current_apps) -> None:
    """Load every dictionary of the room, in the order in which they need each other."""
    load_places(apps)
    load_topics(apps)
    load_units(apps)
    load_duties(apps)
    load_law(apps)
    load_outdated(apps)
    load_standards(apps)


def load_places(apps: Registry = current_apps) -> None:
    """Kinds of units, spheres of art. 4 ust. 1, districts."""
    for place, (code, name) in enumerate(UNIT_KINDS, start=1):
        _model(apps, "UnitKind").get_or_create(code=code, defaults={"name": name, "order": place * STEP})
    for place, (code, name) in enumerate(SPHERES, start=1):
        _model(apps, "Sphere").get_or_create(code=code, defaults={"name": name, "order": place * STEP})
    for number, roman, name in DISTRICTS:
        _model(apps, "District").get_or_create(number=number, defaults={"roman": roman, "name": name})


def load_topics(apps: Registry = current_apps) -> None:
    """Topics; historical models have no `save()` of ours, so the stems are written here."""
    for topic in TOPICS:
        stems = stem_line(f"{topic.name} {topic.synonyms}")
        values = {"name": topic.name, "synonyms": topic.synonyms, "stems": stems}
        _model(apps, "Topic").get_or_create(slug=topic.slug, defaults=values)


def load_units(apps: Registry = current_apps) -> None:
    """Units; topics, spheres and relations are set only for units that this call makes."""
    kinds = {kind.code: kind for kind in _model(apps, "UnitKind").all()}
    made = []
    for seed in UNITS:
        values = {"name": seed.name, "symbol": seed.symbol, "kind": kinds[seed.kind]}
        values |= {"active_until": seed.active_until, "coordinates": seed.slug == SZ_SLUG}
        unit, new = _model(apps, "Unit").get_or_create(slug=seed.slug, defaults=values)
        if new:
            made.append((unit, seed))
    for unit, seed in made:
        _relate(apps, unit, seed)


def load_duties(apps: Registry = current_apps) -> None:
    """Duties of §§ 2-7."""
    for duty in DUTIES:
        values = {"place": str(duty.place), "owed_by": duty.owed_by.value, "title": duty.title}
        values |= {"due_rule": duty.due_rule, "settled_by": duty.settled_by}
        _model(apps, "Duty").get_or_create(key=duty.key, defaults=values)


def load_law(apps: Registry = current_apps) -> None:
    """Dated limits with their sources."""
    for limit in LIMITS:
        values = {"value": limit.value, "unit": str(limit.unit), "valid_until": limit.valid_until}
        values |= {"source": limit.source, "confidence": str(limit.confidence)}
        _model(apps, "LawLimit").get_or_create(key=limit.key, valid_from=limit.valid_from, defaults=values)


def load_outdated(apps: Registry = current_apps) -> None:
    """What pages may still say although it no longer holds."""
    for row in OUTDATED:
        values = {"name": row.name, "instead": row.instead, "since": row.since, "source": row.source}
        values |= {name: "\n".join(getattr(row, name)) for name in ("phrases", "near", "unless")}
        values["confidence"] = str(row.confidence)
        _model(apps, "OutdatedReference").get_or_create(key=row.key, defaults=values)


def load_standards(apps: Registry = current_apps) -> None:
    """Service standards."""
    for key, value, measure, label in STANDARDS:
        values = {"value": value, "unit": measure.value, "label": label}
        _model(apps, "ServiceStandard").get_or_create(key=key, defaults=values)


def _relate(apps: Registry, unit: Any, seed: UnitSeed) -> None:
    units = _model(apps, "Unit")
    for field in ("parent", "served_by", "successor"):
        if slug := getattr(seed, field):
            setattr(unit, field, units.get(slug=slug))
    unit.save()
    unit.spheres.set(_model(apps, "Sphere").filter(code__in=seed.spheres.split()))
    for topic in _model(apps, "Topic").filter(slug__in=seed.all_topics):
        _model(apps, "UnitTopic").get_or_create(tag_id=topic.pk, content_object_id=unit.pk)


def _model(apps: Registry, name: str) -> Any:
    """The manager of a model of this room; historical models know only the plain one."""
    return apps.get_model("coordination", name)._default_manager
