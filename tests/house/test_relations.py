"""Foreign keys point down, also as strings and in migrations (STYLE.md section 1; DESIGN.md ruling 3)."""

from __future__ import annotations

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.migrations.loader import MigrationLoader
from django.test.utils import isolate_apps

from tests.house.relations import HEIGHT, ROOMS, relations_migrated, relations_now, relations_of, wrong


def test_no_relation_points_up_and_none_from_coordination_to_wagtail() -> None:
    relations = list(relations_now())
    assert len(relations) > 40
    assert wrong(relations) == []


def test_the_migrations_say_the_same() -> None:
    relations = list(relations_migrated(MigrationLoader(None).project_state()))
    assert len(relations) > 40
    assert wrong(relations) == []


@isolate_apps("coordination")
def test_a_planted_relation_is_found() -> None:
    class PlantedUp(models.Model):
        page = models.ForeignKey("pages.NewsPage", models.CASCADE)

        class Meta:
            app_label = "coordination"

        def __str__(self) -> str:
            return ""

    class PlantedWagtail(models.Model):
        pages = models.ManyToManyField("wagtailcore.Page")

        class Meta:
            app_label = "coordination"

        def __str__(self) -> str:
            return ""

    assert wrong(relations_of(PlantedUp)) == ["coordination.PlantedUp.page → pages.NewsPage"]
    assert wrong(relations_of(PlantedWagtail)) == ["coordination.PlantedWagtail.pages → wagtailcore.Page"]


def test_migrations_depend_on_rooms_below_only() -> None:
    for (room, name), migration in MigrationLoader(None).disk_migrations.items():
        if room not in HEIGHT:
            continue
        for dependency in migration.dependencies:
            if getattr(dependency, "setting", None):  # the user model, by its setting
                continue
            below = HEIGHT.get(dependency[0], -1) <= HEIGHT[room]
            assert below, f"{room}.{name} depends on {dependency}"
            assert not (room == "coordination" and dependency[0].startswith("wagtail")), f"{room}.{name}: {dependency}"


def test_the_user_stands_alone_in_the_first_migration_of_portal() -> None:
    loader = MigrationLoader(None)
    (first,) = [m for (room, _), m in loader.disk_migrations.items() if room == "portal" and m.initial]
    assert [operation.name for operation in first.operations if hasattr(operation, "fields")] == ["User"]
    assert not {room for room, _ in first.dependencies} & set(ROOMS)
    assert settings.AUTH_USER_MODEL == "portal.User"


def test_our_publish_scheduled_wins() -> None:
    names = [config.name for config in apps.get_app_configs()]
    assert names.index("publishing") < names.index("wagtail")
