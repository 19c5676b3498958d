"""The editor of a page as a browser sends it back: every field as it was shown, then what somebody typed."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup, Tag
from django.test import Client
from django.urls import reverse

SILENT = {"submit", "button", "file", "image"}
EMPTY_ROW = "__prefix__"


def save(client: Client, page: Any, *, publish: bool = False, **typed: Any) -> Any:
    """Save the page's editor with the values typed over it; the answer: a redirect, or the form with its errors."""
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = fields(client.get(address).content.decode()) | {"body-count": "0", **typed}
    if publish:
        data["action-publish"] = "1"
    return client.post(address, data)


def fields(markup: str) -> dict[str, Any]:
    form = BeautifulSoup(markup, "html.parser").find(id="w-editor-form") or BeautifulSoup(markup, "html.parser")
    sent: dict[str, Any] = {}
    for one in form.find_all(["input", "textarea", "select"]):
        name = one.get("name")
        if name and EMPTY_ROW not in name and not one.has_attr("disabled"):
            sent[name] = _value(one, sent.get(name))
    return {name: value for name, value in sent.items() if value is not None}


def _value(one: Tag, before: Any) -> Any:
    if one.name == "textarea":
        return one.get_text().removeprefix("\n")
    if one.name == "select":
        return [row["value"] for row in one.find_all("option", selected=True)] or [""]
    kind = one.get("type", "text")
    if kind in SILENT:
        return None
    if kind in {"checkbox", "radio"}:
        ticked = [one.get("value", "on")] if one.has_attr("checked") else []
        return [*(before or []), *ticked] or None  # a box without a tick is not sent
    return one.get("value", "")
