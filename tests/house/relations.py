"""Where relations between models may point: down the house, and never from coordination to Wagtail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.migrations.state import ProjectState

ROOMS = ("coordination", "publishing", "pages", "portal")  # from the ground up
HEIGHT = {room: height for height, room in enumerate(ROOMS)}


class Relation(NamedTuple):
    """`source` names the field, e.g. «publishing.stewardship.page»; the rooms are app labels."""

    source: str
    room: str
    target: str

    @property
    def target_room(self) -> str:
        return self.target.split(".")[0]


def points_up(relation: Relation) -> bool:
    """The user model is the one thing above that every room may name, by its setting (DESIGN.md ruling 2)."""
    if relation.target.lower() == settings.AUTH_USER_MODEL.lower():
        return False
    return HEIGHT.get(relation.target_room, -1) > HEIGHT[relation.room]


def meets_wagtail(relation: Relation) -> bool:
    return relation.room == "coordination" and relation.target_room.startswith("wagtail")


def wrong(relations: Iterable[Relation]) -> list[str]:
    return [f"{r.source} → {r.target}" for r in relations if points_up(r) or meets_wagtail(r)]


def relations_of(model: type[models.Model]) -> Iterator[Relation]:
    """Every foreign key, one-to-one, many-to-many and parent of a model."""
    label = model._meta.app_label
    for parent in model.__mro__[1:]:
        if hasattr(parent, "_meta"):
            yield Relation(f"{model._meta.label} (base)", label, f"{parent._meta.app_label}.{parent.__name__}")
    for field in (*model._meta.local_fields, *model._meta.local_many_to_many):
        if field.remote_field:
            target = field.remote_field.model
            named = target if isinstance(target, str) else target._meta.label
            yield Relation(f"{model._meta.label}.{field.name}", label, named)


def relations_now() -> Iterator[Relation]:
    for room in ROOMS:
        for model in apps.get_app_config(room).get_models(include_auto_created=True):
            yield from relations_of(model)


def relations_migrated(state: ProjectState) -> Iterator[Relation]:
    """The same as the migrations tell it, as strings: that is what a database gets."""
    for (room, name), model in state.models.items():
        if room not in HEIGHT:
            continue
        for base in model.bases:
            if isinstance(base, str):
                yield Relation(f"migrated {room}.{name} (base)", room, base)
        for field_name, field in model.fields.items():
            if field.remote_field:
                target = field.remote_field.model
                named = target if isinstance(target, str) else target._meta.label
                yield Relation(f"migrated {room}.{name}.{field_name}", room, named if "." in named else f"{room}.x")
