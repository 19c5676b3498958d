"""Lines are only ever added, and say who people were that day whatever becomes of the accounts (scenario 68)."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.models import ModelLogEntry, PageLogEntry

from coordination import audit
from coordination.models import AuditEntry, Person
from coordination.models.audit import wiping
from publishing.models import Handoff
from tests.publishing.city import NOW, approved, fresh, news

ROOT = Path(__file__).resolve().parents[2]

WAYS: dict[str, Any] = {
    "update": lambda rows: rows.update(actor_name="Ktoś Inny"),
    "delete": lambda rows: rows.delete(),
    "raw delete": lambda rows: rows._raw_delete("default"),
    "bulk update": lambda rows: rows.bulk_update(list(rows), ["note"]),
    "update or create": lambda rows: rows.update_or_create(verb="page.edit", defaults={"note": "x"}),
    "save": lambda rows: rows.first().save(),
    "delete one": lambda rows: rows.first().delete(),
    "through the base manager": lambda rows: AuditEntry._base_manager.all().delete(),
    "upsert": lambda rows: AuditEntry.objects.bulk_create(
        [AuditEntry(pk=rows[0].pk, at=NOW)], update_conflicts=True, unique_fields=["pk"], update_fields=["at"]
    ),
}


def line() -> AuditEntry:
    return audit.write("page.edit", now=NOW, about="wagtailcore.page:1", label="Strona")


def facts() -> list[tuple[Any, ...]]:
    return list(AuditEntry.objects.order_by("pk").values_list())


@pytest.mark.django_db
@pytest.mark.parametrize("way", WAYS)
def test_no_way_changes_or_removes_a_line(way: str) -> None:
    line()
    before = facts()
    with pytest.raises(TypeError, match="only ever added"):
        WAYS[way](AuditEntry.objects.all())
    assert facts() == before


@pytest.mark.django_db
def test_only_a_demo_built_anew_empties_the_book() -> None:
    line()
    with wiping():
        AuditEntry._base_manager.all()._raw_delete("default")  # type: ignore[attr-defined]
    assert not AuditEntry.objects.exists()
    users = [
        str(path.relative_to(ROOT))
        for room in ("coordination", "publishing", "pages", "portal")
        for path in (ROOT / room).rglob("*.py")
        if re.search(r"\bwiping\(\)", path.read_text())
    ]
    assert sorted(users) == ["coordination/models/audit.py", "portal/demo/fresh.py"]


def test_a_deleted_account_leaves_every_line_as_it_was(city: SimpleNamespace, as_: Any) -> None:
    row = approved(city)
    before = facts()
    assert before
    coordinator = city.coordinator.pk
    Person.objects.filter(user=coordinator).update(user=None)
    get_user_model().objects.get(pk=coordinator).delete()
    assert facts() == before
    shown = as_(city.monitor).get(reverse("publishing:handoff", args=[row.pk])).content.decode()
    assert "Ewelina Brodacka (koordynator), Wydział Kultury i Dziedzictwa Narodowego (KD)" in " ".join(shown.split())
    book = as_(city.administrator).get(reverse("publishing:journal")).content.decode()
    assert "Ewelina Brodacka (koordynator)" in " ".join(book.split())


def test_wagtails_own_rows_keep_the_name_and_role_too(city: SimpleNamespace) -> None:
    page = news(city)
    page.save_revision(user=fresh(city.coordinator), log_action=True)
    row = PageLogEntry.objects.filter(page=page, action="wagtail.edit").latest("pk")
    Person.objects.filter(user=city.coordinator).update(user=None)
    fresh(city.coordinator).delete()
    row = PageLogEntry.objects.get(pk=row.pk)
    assert row.data["actor_name"] == "Ewelina Brodacka"
    assert row.data["actor_role"] == "koordynator"
    assert row.data["actor_unit_name"] == "Wydział Kultury i Dziedzictwa Narodowego (KD)"


def test_a_deleted_page_and_a_renamed_unit_leave_their_names(city: SimpleNamespace) -> None:
    row = approved(city)
    city.kd.name = "Wydział Nowej Nazwy"
    city.kd.save()
    page = row.page
    Handoff.objects.filter(pk=row.pk).update(stage="withdrawn")
    before = facts()
    page.delete()
    assert facts()[: len(before)] == before
    assert AuditEntry.objects.filter(verb="handoff.approve").get().unit_name.startswith("Wydział Kultury")


def test_model_log_rows_of_the_clock_stay_nameless(city: SimpleNamespace) -> None:
    from wagtail.log_actions import log

    log(city.kd, "wagtail.edit")
    assert "actor_name" not in ModelLogEntry.objects.latest("pk").data
