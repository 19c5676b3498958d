"""How deeds ask: requests, and what came of them in the database or in the answer."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from .side import Side


def again(page: Any) -> Any:
    return Page.objects.get(pk=page.pk).specific


def is_live(page: Any) -> bool:
    return Page.objects.filter(pk=page.pk, live=True).exists()


def told(side: Side, answer: Any) -> bool:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    text = f"{body.decode(errors='replace')}{dict(answer.headers)}"
    return any(word in text for word in side.words)


def bulk(client: Client, action: str, page: Any, **data: Any) -> Any:
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    return client.post(f"{address}?id={page.pk}&next=/admin/", data)


def api(client: Client, page: Any, action: str, data: dict[str, Any] | None = None) -> Any:
    address = reverse("wagtailadmin_api:pages:action", args=[page.pk, action])
    return client.post(address, data or {}, content_type="application/json")


def status(answer: Any) -> str:
    return f"answers {answer.status_code}"


def two_versions(side: Side) -> tuple[Any, Any]:
    """A draft with bad words first and good words in the newest version."""
    page = again(side.own.draft)
    page.lead, page.image_alt = "Złe słowa", "Rysunek"
    bad = page.save_revision(user=side.own.who, clean=False)
    page.lead = "Dobre słowa"
    page.save_revision(user=side.own.who, clean=False)
    return again(page), bad
