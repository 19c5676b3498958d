"""The small things every screen is made of; each has its template in templates/components/."""

import datetime as dt
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BoundField, CheckboxInput, FileInput
from django.http import QueryDict
from django.template import TemplateDoesNotExist
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

register = template.Library()

NAVIGATION = (
    ("/koordynatorzy/", _("Who can help me?")),
    ("/konkursy/", _("Competitions")),
    ("/pomoc/", _("Support")),
    ("/aktualnosci/", _("News")),
    ("/wydarzenia/", _("Events")),
    ("/komorki/", _("Units")),
)

# State of a competition, inquiry, handoff … → tone and icon. Unknown states are neutral, never an error.
STATES = {
    "announced": ("info", "megaphone"),
    "foretold": ("info", "megaphone"),
    "open": ("success", "circle-dot"),
    "closed": ("neutral", "lock"),
    "exhausted": ("warning", "lock"),
    "assessment": ("info", "hourglass"),
    "evaluation": ("info", "hourglass"),
    "resolved": ("accent", "award"),
    "settled": ("accent", "award"),
    "annulled": ("danger", "circle-x"),
    "cancelled": ("danger", "circle-x"),
    "archived": ("neutral", "archive"),
    "draft": ("neutral", "pencil-line"),
    "prepared": ("neutral", "pencil-line"),
    "queued": ("warning", "inbox"),
    "returned": ("warning", "pencil-line"),
    "scheduled": ("info", "clock"),
    "published": ("success", "circle-check"),
    "withdrawn": ("neutral", "archive"),
    "failed": ("danger", "triangle-alert"),
    "answered": ("success", "circle-check"),
    "clarify": ("warning", "message-circle-question-mark"),
    "stale": ("warning", "clock"),
    "done": ("success", "circle-check"),
    "refused": ("danger", "circle-x"),
    "overdue": ("danger", "triangle-alert"),
}
SOON = 3  # days; from here on a deadline is shown as urgent
TEXTUAL_CHOICES = ("radio", "checkbox")


@register.simple_tag
def icon(name: str) -> SafeString:
    """A decorative line icon (templates/components/icons/<name>.svg); the words beside it carry the meaning.

    An unknown name draws nothing: a missing picture must not take the page down.
    """
    try:
        return mark_safe(render_to_string(f"components/icons/{name}.svg").strip())  # noqa: S308  our own file
    except TemplateDoesNotExist:
        return mark_safe("")


@register.inclusion_tag("components/nav_links.html", takes_context=True)
def main_nav(context: Context) -> dict[str, Any]:
    """The six doors of the portal; the one we stand behind is marked for eyes and ears."""
    request = context.get("request")
    path = getattr(request, "path", "")
    return {"links": [{"url": url, "label": label, "here": path.startswith(url)} for url, label in NAVIGATION]}


@register.inclusion_tag("components/tag.html")
def state_tag(code: str, label: str) -> dict[str, Any]:
    """A state as icon + words + colour; `code` is the enum's value, `label` its Polish name."""
    tone, symbol = STATES.get(str(code).lower(), ("neutral", "circle-dot"))
    return {"label": label, "tone": tone, "icon": symbol}


@register.inclusion_tag("components/deadline.html")
def deadline(until: dt.datetime | dt.date | None, now: dt.datetime | None = None) -> dict[str, Any]:
    """Countdown in Warsaw days to `until`, in whole hours on the last day; past, tomorrow and soon differ in words."""
    if not until:
        return {"until": None}
    today = timezone.localtime(now).date() if now else timezone.localdate()
    is_instant = isinstance(until, dt.datetime)
    day = timezone.localtime(until).date() if isinstance(until, dt.datetime) and timezone.is_aware(until) else until
    day = day.date() if isinstance(day, dt.datetime) else day
    days = (day - today).days
    over = bool(days < 0 or (is_instant and now and until <= now))
    hours = int((until - now).total_seconds() // 3600) if is_instant and now and not days and not over else None
    soon = not over and days <= SOON
    return {"until": until, "days": days, "hours": hours, "over": over, "soon": soon, "has_hour": is_instant}


@register.inclusion_tag("components/law_source.html")
def law_source(limit: Any, bare: bool = False) -> dict[str, Any]:
    """Which row of law a screen used: «21 dni, art. 13 ust. 1 ustawy … (t.j. Dz.U. …)»; `bare` leaves the value out."""
    return {"limit": limit, "bare": bare}


def page_window(number: int, last: int, reach: int = 1) -> list[int | None]:
    """Page numbers to show, None for a gap: 1 … 6 [7] 8 … 20. A gap never hides a single page."""
    wanted = sorted({1, last, *range(max(1, number - reach), min(last, number + reach) + 1)})
    window: list[int | None] = []
    for before, page in zip([0, *wanted], wanted, strict=False):
        if page - before == 2:
            window.append(page - 1)
        elif page - before > 2:
            window.append(None)
        window.append(page)
    return window


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: Context, page: Page, parameter: str = "strona") -> dict[str, Any]:
    """Numbered pages that keep the filters of the address; shows nothing for a single page."""
    request = context.get("request")
    query: QueryDict = request.GET.copy() if request else QueryDict(mutable=True)

    def address(number: int) -> str:
        query[parameter] = str(number)
        return f"?{query.urlencode()}"

    last = page.paginator.num_pages
    return {
        "page": page,
        "last": last,
        "links": [n and {"number": n, "url": address(n)} for n in page_window(page.number, last)],
        "previous": address(page.number - 1) if page.has_previous() else "",
        "next": address(page.number + 1) if page.has_next() else "",
    }


@register.simple_tag
def control(bound: BoundField) -> SafeString:
    """The widget of a field with the skin's class; ids and aria attributes are Django's own."""
    classes = [bound.field.widget.attrs.get("class", "")]
    if not isinstance(bound.field.widget, FileInput):
        classes.append("ds-input")
    return bound.as_widget(attrs={"class": " ".join(filter(None, classes))})


@register.simple_tag
def choices(bound: BoundField) -> list[dict[str, Any]]:
    """Radio buttons or checkboxes of a group, one by one: id, label, tag."""
    options = []
    for option in bound:
        option.data["attrs"]["class"] = "ds-input"
        options.append({"id": option.id_for_label, "label": option.choice_label, "tag": option.tag()})
    return options


@register.filter
def is_checkbox(bound: BoundField) -> bool:
    """A single yes/no box, whose label stands after it."""
    return isinstance(bound.field.widget, CheckboxInput)


@register.filter
def is_choice_group(bound: BoundField) -> bool:
    """Radio buttons or a list of checkboxes, which want a fieldset."""
    return getattr(bound.field.widget, "input_type", "") in TEXTUAL_CHOICES and bound.use_fieldset


@register.simple_tag
def column(columns: list[dict[str, Any]], index: int) -> dict[str, Any]:
    """The column a table cell stands in; a surplus cell has none."""
    return columns[index] if index < len(columns) else {}
