"""Whatever the portal side does to an open handoff, the unit learns what, by whom, and what is next (scenario 71)."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from coordination.models import OutboxMessage
from publishing.models import Handoff
from publishing.states import Stage
from tests.publishing.city import approved, handed_over, news, read_fields
from tests.scenarios.routes import api, bulk, edit_url, live

SignIn = Callable[[Any], Client]
UNIT = {"koordynator.kd@umk.example", "zastepca.kd@umk.example"}


def letters(kind: str) -> list[OutboxMessage]:
    """Those to the unit's people."""
    return list(OutboxMessage.objects.filter(kind=f"handoff.{kind}", to__in=UNIT).order_by("to"))


def post(client: Client, name: str, row: Handoff, **data: Any) -> Any:
    return client.post(reverse(f"publishing:{name}", args=[row.pk]), data)


DEEDS: dict[str, tuple[str, dict[str, str], str, tuple[str, ...]]] = {
    "sent_back": (
        "send_back",
        {"return-comment": "Brakuje adresu."},
        "editor",
        ("Roman Redaktor", "Brakuje adresu.", "Następny krok"),
    ),
    "unscheduled": (
        "unschedule",
        {"unschedule-reason": "Zmienił się termin komisji."},
        "editor",
        ("Roman Redaktor", "Zmienił się termin komisji.", "Następny krok"),
    ),
    "unchecked": (
        "publish_unchecked",
        {"emergency-reason": "Alarm smogowy."},
        "administrator",
        ("Anna Administrator", "Alarm smogowy.", "Warto zajrzeć na stronę"),
    ),
    "date_proposed": (
        "propose",
        {"propose-publish_at_0": "2026-11-26", "propose-publish_at_1": "9:00", "propose-reason": "Pełny wtorek."},
        "operator",
        ("Olga Operator", "Pełny wtorek.", "Następny krok"),
    ),
}


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize("kind", DEEDS)
def test_the_unit_reads_what_happened_by_whom_and_what_is_next(city: SimpleNamespace, as_: SignIn, kind: str) -> None:
    name, typed, who, words = DEEDS[kind]
    row = approved(city) if name == "unschedule" else handed_over(city)
    assert post(as_(getattr(city, who)), name, row, **read_fields(row), **typed).status_code == 302
    told = letters(kind)
    assert {letter.to for letter in told} == UNIT, "roles, not persons: coordinator and deputy"
    for letter in told:
        assert row.title in letter.text
        assert reverse("publishing:handoff", args=[row.pk]) in letter.text
        for word in words:
            assert word in letter.text, word


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize("who", ["editor", "administrator", "root"])
@pytest.mark.parametrize("stage", [Stage.QUEUED, Stage.RETURNED])
def test_nobody_publishes_over_an_open_handoff(city: SimpleNamespace, as_: SignIn, who: str, stage: str) -> None:
    row = handed_over(city, news(city))
    Handoff.objects.filter(pk=row.pk).update(stage=stage)
    client, page = as_(getattr(city, who)), row.page.specific
    client.post(edit_url(page), {"title": "x", "slug": page.slug, "action-publish": "1"})
    bulk(client, page, "publish", include_descendants="on")
    api(client, page, "publish")
    assert not live(row.page)
    assert Handoff.objects.get().stage == stage
