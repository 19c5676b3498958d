"""The public money of a competition is one value: card, filter, order, files and schema.org tell the same."""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Callable
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from pages.competition_amount import AmountKind, KnownAmount, known_amount
from pages.models import AmountPart, CompetitionPage
from tests.pages.test_competition_files import data, table
from tests.pages.test_competition_list import read, titles

Add = Callable[..., Any]


def part(amount: int | None, year: int | None = None, is_about: bool = False) -> SimpleNamespace:
    return SimpleNamespace(year=year, amount=None if amount is None else Decimal(amount), is_about=is_about)


@pytest.mark.parametrize(
    ("total", "is_about", "parts", "amount", "kind"),
    [
        (None, False, [], None, ""),
        (0, False, [part(5)], 0, AmountKind.EXACT),
        (7, True, [], 7, AmountKind.ABOUT),
        (None, False, [part(3), part(4)], 7, AmountKind.SUM),
        (None, True, [part(3), part(4)], 7, AmountKind.SUM),
        (None, False, [part(3), part(4, is_about=True)], 7, AmountKind.SUM_ABOUT),
        (None, False, [part(3), part(None)], 3, AmountKind.LEAST),
        (None, False, [part(None)], None, ""),
        (None, False, [part(3, 2026), part(4, 2027), part(5), part(2)], 7, AmountKind.SUM),
        (None, False, [part(None, 2026), part(5), part(2)], 7, AmountKind.SUM),
    ],
)
def test_the_total_or_the_sum_of_its_parts(
    total: int | None, is_about: bool, parts: list[Any], amount: int | None, kind: str
) -> None:
    given = None if total is None else Decimal(total)
    wanted = KnownAmount(None if amount is None else Decimal(amount), kind)
    assert known_amount(given, is_about, parts) == wanted


@pytest.fixture
def in_parts(add: Add) -> Any:
    page = add(CompetitionPage, title="W częściach", slug="czesci", live=False)
    page.amounts = [AmountPart(year=2026, amount=100_000), AmountPart(year=2027, amount=200_000, is_about=True)]
    page.save_revision().publish()
    return page


def test_every_place_tells_the_sum_and_that_it_is_one(client: Client, in_parts: Any, add: Add) -> None:
    add(CompetitionPage, title="Mały", total_amount=20_000)
    said = "około 300 000 zł (suma części)"
    plain = client.get("/konkursy/").content.decode().replace("\u00a0", " ")
    assert said in plain
    assert said in client.get("/konkursy/czesci/").content.decode().replace("\u00a0", " ")
    assert said in client.get("/konkursy/atom/").content.decode().replace("\u00a0", " ")
    assert titles(read(client, "kwota_od=250000")) == ["W częściach"]
    assert titles(read(client, "kwota_do=250000")) == ["Mały"]
    assert titles(read(client, "kolejnosc=kwota")) == ["W częściach", "Mały"]
    row = next(row for row in table(client) if row["tytuł"] == "W częściach")
    assert (row["łączna kwota w zł"], row["około (tak jest w ogłoszeniu)"], row["skąd kwota"]) == (
        "300000,00",
        "tak",
        "suma części, około",
    )
    told = next(row for row in data(client)["konkursy"] if row["tytul"] == "W częściach")
    assert (told["kwota"], told["kwota_skad"]) == (300_000, "suma części, około")
    (schema,) = re.findall(r"ld\+json\">(.*?)</script>", client.get("/konkursy/czesci/").content.decode(), re.S)
    assert json.loads(schema)["amount"]["description"].replace("\u00a0", " ") == said, "no number is read as exact"


def test_an_older_draft_never_tells_its_old_sum(in_parts: Any) -> None:
    """A version holds no sum of its own: it is counted from the rows that stand in it."""
    in_parts.amounts = [AmountPart(year=2026, amount=5)]
    in_parts.save_revision()
    draft = CompetitionPage.objects.get(pk=in_parts.pk).get_latest_revision_as_object()
    assert draft.known_amount() == KnownAmount(Decimal(5), AmountKind.SUM)


def test_what_was_written_before_is_added_up_alike(in_parts: Any, add: Add) -> None:
    for title, values in (("a", {"total_amount": 5}), ("b", {"total_amount": 6, "amount_is_about": True}), ("c", {})):
        add(CompetitionPage, title=title, **values)
    bare = add(CompetitionPage, title="d", live=False)
    bare.amounts = [AmountPart(purpose="x", amount=5), AmountPart(purpose="y")]
    bare.save_revision().publish()
    kept = list(CompetitionPage.objects.order_by("pk").values_list("amount_known", "amount_kind"))
    assert len(set(kept)) == 5
    CompetitionPage.objects.update(amount_known=None, amount_kind="")
    migration = importlib.import_module("pages.migrations.0013_amounts_known_so_far")
    migration.know(apps, SimpleNamespace(connection=connection))
    assert list(CompetitionPage.objects.order_by("pk").values_list("amount_known", "amount_kind")) == kept


def test_a_version_read_from_the_log_is_added_up_exactly(in_parts: Any) -> None:
    amounts = [row.amount for row in in_parts.latest_revision.as_object().amounts.all()]
    assert amounts == [Decimal("100000"), Decimal("200000")]
    assert all(isinstance(amount, Decimal) for amount in amounts)
