"""A coordinator and the deputy edit one page: each sees the other, nothing typed is lost (scenario 69)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail.admin.models import EditingSession

from tests.publishing.city import NOW, news
from tests.publishing.test_direct import edit, typed

SignIn = Callable[[Any], Client]


def opened(client: Client, page: Any) -> dict[str, str]:
    """What the editor carries along: its session, the version it loaded."""
    shown = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    session = EditingSession.objects.latest("pk")
    loaded = shown.context["page"].latest_revision
    return {"session": session.pk, "id": str(loaded.pk), "created_at": loaded.created_at.isoformat()}


def ping(client: Client, page: Any, tab: dict[str, Any]) -> Any:
    address = reverse("wagtailadmin_editing_sessions:ping", args=["wagtailcore", "page", page.pk, tab["session"]])
    return client.post(address, {"revision_id": tab["id"], "revision_created_at": tab["created_at"]}).json()


def autosave(client: Client, page: Any, tab: dict[str, Any], **values: Any) -> Any:
    data = {
        **typed(page, **values),
        "loaded_revision_id": tab["id"],
        "loaded_revision_created_at": tab["created_at"],
    }
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(address, data, headers={"accept": "application/json"})


def test_each_sees_the_other(city: SimpleNamespace, as_: SignIn) -> None:
    page = news(city)
    first, second = as_(city.coordinator), as_(city.deputy)
    one, two = opened(first, page), opened(second, page)
    assert [row["user"] for row in ping(first, page, one)["other_sessions"]] == ["Tomasz Zastępca"]
    assert [row["user"] for row in ping(second, page, two)["other_sessions"]] == ["Ewelina Brodacka"]


def test_a_conflicting_autosave_is_refused_and_both_texts_are_kept(
    city: SimpleNamespace, as_: SignIn, clock: Any
) -> None:
    page = news(city)
    first, second = as_(city.coordinator), as_(city.deputy)
    one, two = opened(first, page), opened(second, page)
    clock.move_to(NOW + dt.timedelta(minutes=1))
    assert autosave(first, page, one, lead="Tekst koordynatorki.").status_code == 200
    clock.move_to(NOW + dt.timedelta(minutes=2))
    refused = autosave(second, page, two, lead="Tekst zastępcy.")
    assert refused.status_code == 400
    assert refused.json()["error_code"] == "invalid_revision"
    told = next(row for row in ping(second, page, two)["other_sessions"] if row["revision_id"])
    assert told["user"] == "Ewelina Brodacka", "whose newer version it is, with its number to compare"
    assert told["revision_id"] == page.revisions.latest("pk").pk

    assert edit(second, page, lead="Tekst zastępcy.").status_code == 302, "saved on purpose, beside the other"
    leads = [row.content["lead"] for row in page.revisions.order_by("pk")]
    assert leads[-2:] == ["Tekst koordynatorki.", "Tekst zastępcy."]
    numbers = list(page.revisions.order_by("pk").values_list("pk", flat=True))[-2:]
    compared = second.get(reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, *numbers])).content.decode()
    assert "koordynatorki" in compared
    assert "zastępcy" in compared


def test_another_unit_sees_no_session(city: SimpleNamespace, as_: SignIn) -> None:
    page = news(city)
    tab = opened(as_(city.coordinator), page)
    address = reverse("wagtailadmin_editing_sessions:ping", args=["wagtailcore", "page", page.pk, tab["session"]])
    assert as_(city.other).post(address).status_code in (302, 403, 404)
