"""How screens and letters of handoffs say days and hours."""

import datetime as dt

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

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
