"""After a merger no foreign key points to the closed unit, except history. A new key fails here until classified."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

from django.apps import apps
from django.db import models
from django.db.models import Q

from coordination import actions
from coordination.models import Unit
from coordination.standing import Standing
from tests.publishing.city import NOW, TODAY
from tests.units.conftest import BASIS

FROZEN: dict[str, tuple[str, Q]] = {
    "coordination.UnitName.unit": ("former names belong to the unit that bore them", Q()),
    "coordination.UnitChange.unit": ("what was decided about the unit; its name is frozen beside", Q()),
    "coordination.UnitChange.successor": ("decided before; the chain is followed when it is carried out", Q()),
    "coordination.Unit.successor": ("the chain of successors, followed to its end by whoever reads", Q()),
    "coordination.Designation.unit": ("ended with the last day of the unit", Q(until_on__isnull=False)),
    "coordination.DutyTask.unit": ("what was settled, by whom", Q(settled_at__isnull=False)),
    "coordination.UnitTopic.content_object": ("the profile of the unit as it was; copied to the successor", Q()),
    "coordination.Unit_spheres.unit": ("like the topics", Q()),
    "coordination.Unit_districts.unit": ("like the topics", Q()),
    "publishing.PublishingRight.unit": ("ended with the last day of the unit", Q(until_on__isnull=False)),
    "publishing.Transfer.giving": ("answered; names are frozen beside", ~Q(answer="waiting")),
    "publishing.Transfer.receiving": ("answered; names are frozen beside", ~Q(answer="waiting")),
    "publishing.Confinement.unit": ("lifted limits, as they were", Q(lifted_at__isnull=False)),
    "publishing.PreviewLink.unit": ("a link ends when another unit answers for the page", Q()),
    "coordination.PortalAssignment_units.unit": ("the scope as it was; the successor is added", Q()),
    "publishing.AidDeclaration.unit": ("taken back with the unit", Q(revoked_at__isnull=False)),
    "coordination.GrantFigure.unit": ("what the unit said of its money; the successor says its own", Q()),
    "pages.UnitPage.subject": ("the withdrawn page about the unit", Q(live=False)),
}
"""Why rows may go on pointing to a closed unit, and which of them may."""
MOVING = {
    "coordination.Unit.parent",
    "coordination.Unit.served_by",
    "coordination.OfficeHours.unit",
    "coordination.AnswerTemplate.unit",
    "coordination.Inquiry.unit",
    "coordination.Inquiry.first_answer_unit",
    "publishing.Stewardship.unit",
    "publishing.Handoff.unit",
    "publishing.HandoffSet.unit",
    "publishing.MeetingAttestation.unit",
    "pages.SearchRow.unit",
}
"""Keys that must point elsewhere after a merger: a row here needs a Belonging that moves it."""


def keys_to_units() -> Iterator[tuple[str, type[models.Model], str]]:
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.local_fields:
            if field.remote_field and field.remote_field.model is Unit:
                yield f"{model._meta.label}.{field.name}", model, field.name


def pointing(unit: Unit) -> dict[str, int]:
    found = {}
    for name, model, field in keys_to_units():
        allowed = FROZEN[name][1] if name in FROZEN else None
        rows = model._base_manager.filter(**{field: unit})
        if allowed is not None:
            rows = rows.exclude(pk__in=rows.filter(allowed).values("pk"))
        found[name] = rows.count()
    return found


def test_every_key_to_a_unit_is_classified() -> None:
    names = {name for name, _model, _field in keys_to_units()}
    assert names == set(FROZEN) | MOVING, "say what becomes of it when the unit is merged (coordination.belongings)"


def test_nothing_of_the_old_unit_is_left_to_nobody(laden: SimpleNamespace, admin: Standing) -> None:
    before = {name for name, number in pointing(laden.kd).items() if number}
    assert before >= MOVING, "the test needs something of everything"
    actions.merge_units(units=[laden.kd], into=laden.sp, on=TODAY, basis=BASIS, by=admin, now=NOW)
    assert {name: number for name, number in pointing(laden.kd).items() if number} == {}


def test_a_unit_that_closes_empty_leaves_nothing_either(city: SimpleNamespace, admin: Standing) -> None:
    empty = Unit.objects.create(name="Biuro Puste", slug="biuro-puste", kind=city.kd.kind)
    below = Unit.objects.create(name="Referat", slug="referat", kind=city.kd.kind, parent=empty)
    actions.close_unit(empty, last_on=TODAY, successor=None, basis=BASIS, by=admin, now=NOW)
    change = empty.changes.get()
    actions.cancel_change(change, by=admin, now=NOW)
    actions.merge_units(units=[empty], into=below, on=TODAY, basis=BASIS, by=admin, now=NOW)
    assert {name: number for name, number in pointing(empty).items() if number} == {}
    below.refresh_from_db()
    assert below.parent is None
