"""How amounts, dates, hours, sizes and phones are written on the portal (Polish, Warsaw time)."""

import datetime as dt
from decimal import Decimal, InvalidOperation

from django import template
from django.utils import timezone
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

NBSP = "\u00a0"
MONTHS = [
    "stycznia",
    "lutego",
    "marca",
    "kwietnia",
    "maja",
    "czerwca",
    "lipca",
    "sierpnia",
    "września",
    "października",
    "listopada",
    "grudnia",
]
MONTHS_SHORT = ["sty", "lut", "mar", "kwi", "maj", "cze", "lip", "sie", "wrz", "paź", "lis", "gru"]
MOBILE = frozenset(("45", "50", "51", "53", "57", "60", "66", "69", "72", "73", "78", "79", "88"))
WEEKDAYS = ("poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota", "niedziela")


def warsaw_view(value: dt.date | dt.datetime) -> dt.date | dt.datetime:
    """An aware instant as the clock in Warsaw shows it; dates pass through."""
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


def grouped(number: int) -> str:
    """Digits in threes, joined by no-break spaces: 1 022 340."""
    return f"{number:,}".replace(",", NBSP)


@register.filter
def liczba(value: object) -> str:
    """12345 → «12 345»; decimals only when there are any: «182,38»."""
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        return ""
    if not amount.is_finite():
        return ""
    sign = "−" if amount < 0 else ""
    whole, part = divmod(abs(amount), 1)
    digits = format(part.normalize(), "f").partition(".")[2] if part else ""
    return sign + grouped(int(whole)) + (f",{digits}" if digits else "")


@register.filter
def zl(value: object) -> str:
    """480000 → «480 000 zł»; grosze only when there are any: «99,50 zł». Empty for nothing."""
    if value is None or value == "":
        return ""
    text = liczba(value)
    if not text:
        return ""
    whole, comma, part = text.partition(",")
    return whole + (f"{comma}{part[:2]:0<2}" if part else "") + f"{NBSP}zł"


@register.filter
def dzien(value: dt.date | dt.datetime | None) -> str:
    """«24 listopada 2026»."""
    if not value:
        return ""
    day = warsaw_view(value)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


@register.filter
def dzien_bez_roku(value: dt.date | dt.datetime | None) -> str:
    """«24 listopada»."""
    if not value:
        return ""
    day = warsaw_view(value)
    return f"{day.day} {MONTHS[day.month - 1]}"


@register.filter
def dzien_tygodnia(value: dt.date | dt.datetime | None) -> str:
    """«wtorek»."""
    return WEEKDAYS[warsaw_view(value).weekday()] if value else ""


@register.filter
def miesiac_krotko(value: dt.date | dt.datetime | None) -> str:
    """«lis», for date blocks."""
    return MONTHS_SHORT[warsaw_view(value).month - 1] if value else ""


@register.filter
def godzina(value: dt.datetime | dt.time | None) -> str:
    """«15:00», «7:30»."""
    if not value:
        return ""
    moment = timezone.localtime(value) if isinstance(value, dt.datetime) and timezone.is_aware(value) else value
    return f"{moment.hour}:{moment.minute:02}"


@register.filter
def chwila(value: dt.datetime | None) -> str:
    """«24 listopada 2026, godz. 15:00»."""
    return f"{dzien(value)}, godz.{NBSP}{godzina(value)}" if value else ""


@register.filter
def iso(value: dt.date | dt.datetime | None) -> str:
    """For the datetime attribute of <time>: the Warsaw wall clock with its offset."""
    return warsaw_view(value).isoformat() if value else ""


@register.simple_tag
def okres(start: dt.date | None, end: dt.date | None = None) -> str:
    """«8–12 lutego 2027», «8 lutego – 15 grudnia 2027», «1 stycznia 2024 – 30 czerwca 2026»; both ends inclusive."""
    if not start or not end or start == end:
        return dzien(start or end)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{dzien(end)}"
    if start.year == end.year:
        return f"{dzien_bez_roku(start)} – {dzien(end)}"
    return f"{dzien(start)} – {dzien(end)}"


@register.filter
def rozmiar(octets: object) -> str:
    """File size: «48 KB», «1,2 MB»."""
    try:
        size = int(str(octets))
    except ValueError:
        return ""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))}{NBSP}KB"
    return f"{size / 1024 / 1024:.1f}".replace(".", ",") + f"{NBSP}MB"


@register.filter
def telefon(value: str | None) -> str:
    """«+48126160000» → «12 616 00 00»; anything unusual is left as typed, with no-break spaces."""
    digits = "".join(c for c in value or "" if c.isdigit()).removeprefix("48") if value else ""
    if len(digits) == 9:
        pairs = (digits[:2], digits[2:5], digits[5:7], digits[7:])
        mobile = (digits[:3], digits[3:6], digits[6:])
        return NBSP.join(mobile if digits[:2] in MOBILE else pairs)
    return (value or "").replace(" ", NBSP)


@register.filter
def breakable(address: str | None) -> SafeString:
    """An e-mail address that may break after @ and dots, never inside a word."""
    text = conditional_escape(address or "")
    return mark_safe(text.replace("@", "@<wbr>").replace(".", ".<wbr>"))  # noqa: S308  escaped above
