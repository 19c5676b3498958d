"""Pictures of news, light and with the words that replace them."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.images.models import SourceImageIOError

register = template.Library()

IN_LIST = "fill-640x360|format-webp|webpquality-70"
ON_PAGE = "max-1280x960|format-webp|webpquality-75"


@register.simple_tag
def decoration(image: Any) -> SafeString | str:
    """The picture of a card: it repeats the title, so it stays silent for screen readers."""
    return rendered(image, IN_LIST, alt="", lazy=True) if image else ""


@register.simple_tag
def picture(image: Any, alt: str = "") -> SafeString | str:
    """The picture of a page with its alternative text."""
    return rendered(image, ON_PAGE, alt=alt) if image else ""


def rendered(image: Any, spec: str, *, alt: str, lazy: bool = False) -> SafeString | str:
    try:
        found = image.get_rendition(spec)
    except (SourceImageIOError, OSError):
        return ""
    loading = "lazy" if lazy else "eager"
    return format_html(
        '<img src="{}" alt="{}" width="{}" height="{}" loading="{}" decoding="async">',
        found.url,
        alt,
        found.width,
        found.height,
        loading,
    )
