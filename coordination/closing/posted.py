"""The text of a form, given back to be copied."""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .seals import FIELD

SECRETS = ("csrfmiddlewaretoken", FIELD, "password", "otp", "comments-", "next")
TECHNICAL = ("-TOTAL_FORMS", "-INITIAL_FORMS", "-MIN_NUM_FORMS", "-MAX_NUM_FORMS", "-id", "-type", "-order", "-deleted")
LABELS = {
    "title": gettext_lazy("Title"),
    "lead": gettext_lazy("Lead"),
    "tresc": gettext_lazy("Text"),
    "note": gettext_lazy("Note for the portal team"),
    "publish_at_0": gettext_lazy("Day"),
    "publish_at_1": gettext_lazy("Hour"),
    "powod": gettext_lazy("Reason"),
}
LABELLESS = frozenset({"slug", "unit", "czynnosc", "widziano", "loaded_revision_created_at", "komorka"})


@dataclass(frozen=True)
class PostedText:
    label: str
    text: str
    rows: int


def posted_texts(request: HttpRequest) -> list[PostedText]:
    """What a person typed, in the order of the form, without what only machines read."""
    found = []
    for number, (name, values) in enumerate(request.POST.lists(), start=1):
        text = "\n".join(plain(value) for value in values).strip()
        if not text or text.isdigit() or name.startswith(SECRETS) or name.endswith(TECHNICAL):
            continue
        if name.startswith("action-") or name in LABELLESS:
            continue
        label = str(LABELS.get(name) or _("Field %(number)s") % {"number": number})
        found.append(PostedText(label, text, min(12, 2 + text.count("\n") + len(text) // 80)))
    return found


def plain(value: str) -> str:
    """Rich text travels as JSON of blocks: what a person reads in it."""
    if not value.startswith("{"):
        return value
    try:
        blocks = json.loads(value)["blocks"]
        return "\n".join(str(block["text"]) for block in blocks)
    except (ValueError, KeyError, TypeError):
        return value
