"""How screens and letters of handoffs say days and hours."""

import datetime as dt
import re

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from ..states import Stage

register = template.Library()


@register.filter
def when(instant: dt.datetime | None) -> str:
    """«wtorek 24 listopada 2026, godz. 9:00», in Warsaw."""
    if not instant:
        return ""
    return date_format(timezone.localtime(instant), _("l j F Y, G:i"))


@register.filter
def long_day(day: dt.date | None) -> str:
    """«wtorek 24 listopada 2026»."""
    return date_format(day, _("l j F Y")) if day else ""


@register.filter
def moment(instant: dt.datetime | None) -> str:
    """«24.11.2026, 9:00»: for histories."""
    return date_format(timezone.localtime(instant), _("d.m.Y, G:i")) if instant else ""


@register.filter
def stage_name(stage: str) -> str:
    """The stage of a handoff in words, from the code that a list has read."""
    return str(Stage(stage).label)


CHANGES = re.compile(r'<span class="(addition|deletion)">([^<]*)</span>')
MARKS = {"addition": "ins", "deletion": "del"}


@register.filter
def marked_changes(diff: SafeString) -> SafeString:
    """A comparison of Wagtail's, which tells added from deleted by colour alone, in elements that say it."""
    return mark_safe(CHANGES.sub(_as_element, diff))  # noqa: S308  escaped by Wagtail; only the names of elements change


def _as_element(found: re.Match[str]) -> str:
    name = MARKS[found[1]]
    return f'<{name} class="{found[1]}">{found[2]}</{name}>'
