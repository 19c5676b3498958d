"""How a staff screen is shown."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _


def screen(
    request: HttpRequest,
    name: str,
    title: Any,
    context: dict[str, Any],
    *,
    status: int = 200,
    under: str = "",
    above: tuple[str, Any] | None = None,
) -> HttpResponse:
    """A staff screen with its trail: home, the list it stands under (`under`, or name and label in `above`), itself."""
    trail = [{"url": reverse("wagtailadmin_home"), "label": _("Home")}]
    if under:
        label = _("Publication queue") if under == "queue" else _("Our handoffs")
        trail.append({"url": reverse(f"publishing:{under}"), "label": label})
    if above:
        trail.append({"url": reverse(f"publishing:{above[0]}"), "label": above[1]})
    trail.append({"url": "", "label": title})
    return render(request, f"publishing/{name}.html", {"title": title, "trail": trail, **context}, status=status)
