"""Structured data for machines, safe inside a page."""

import json
from typing import Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.simple_tag
def jsonld(data: dict[str, Any] | None) -> SafeString | str:
    """A schema.org block. Nothing inside can end the element: <, > and & are written as escapes."""
    if not data:
        return ""
    told = {key: value for key, value in data.items() if value not in (None, "")}
    text = json.dumps(told, cls=DjangoJSONEncoder, ensure_ascii=False).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308  escaped above
