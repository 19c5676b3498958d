"""The walk itself: what it would say of a change, so that its silence means something."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from wagtail.models import Page

from publishing.models import Handoff, Stewardship
from tests.doors.walker import changed, undone
from tests.doors.world import CityWorld
from tests.publishing.city import NOW


@pytest.fixture
def world(city: SimpleNamespace, settings: Any, tmp_path: Any) -> CityWorld:
    settings.MEDIA_ROOT = str(tmp_path)
    return CityWorld(city)


CHANGES: dict[str, Callable[[Any], object]] = {
    "a row is changed": lambda one: Page.objects.filter(pk=one.pk).update(draft_title="Inny"),
    "a row is gone": lambda one: Stewardship.objects.filter(page_id=one.pk).delete(),
    "a row points at it": lambda one: Handoff.objects.create(
        page_id=one.pk,
        title="Nowe",
        unit=Stewardship.objects.get(page_id=one.pk).unit,
        publish_at=NOW,
        kind="news",
        created_at=NOW,
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_what_is_anothers_is_seen_and_undone(world: CityWorld, change: str) -> None:
    role = world.roles["coordinator of another unit"]
    page = world.objects["kd"]["wagtailcore.page"][0]
    before = {unit: world.snapshot(unit) for unit in world.objects}
    with undone() as written:
        CHANGES[change](page)
        assert list(dict(changed(world, role, before, written))) == ["kd"]
    assert {unit: world.snapshot(unit) for unit in world.objects} == before
