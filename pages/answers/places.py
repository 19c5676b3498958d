"""Every word of a page that the public can read, with the place it stands in. No query."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

FIELDS = ("title", "question", "short_answer", "slug", "seo_title", "search_description", "change_note")
_HREF = re.compile(r"href=\"(?:mailto:|tel:)?([^\"]*)\"", re.IGNORECASE)
NO_TEXT = ("id", "type")


class Place(NamedTuple):
    """`field` for the form, `label` for people."""

    field: str
    label: str
    text: str


def places_of(page: Any) -> Iterator[Place]:
    for name in FIELDS:
        if text := str(getattr(page, name) or ""):
            label = str(page._meta.get_field(name).verbose_name)
            yield Place(name, label, text.replace("-", " ") if name == "slug" else text)
    field = page._meta.get_field("body")
    for number, block in enumerate(page.body, start=1):
        told = " ".join(_words(block.block.get_prep_value(block.value)))
        label = _("%(field)s, %(number)d. %(block)s") % {
            "field": field.verbose_name,
            "number": number,
            "block": block.block.label,
        }
        yield Place("body", label, told)


def _words(value: Any) -> Iterator[str]:
    """Texts of a block however deep, with the addresses that links lead to."""
    if isinstance(value, str):
        yield from (html.unescape(address) for address in _HREF.findall(value))
        yield html.unescape(strip_tags(value.replace("<", " <")))
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in NO_TEXT:
                yield from _words(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _words(inner)
