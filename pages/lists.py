"""Lists: filters from the address, count, pages of results."""

import datetime as dt
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest

PAGE = "strona"


def shelf(form: Any, found: Any, request: HttpRequest, *, now: dt.datetime, size: int) -> dict[str, Any]:
    """What a list template needs. A filter with a wrong value says so and is left out; the rest still works."""
    form.is_valid()
    paginator = Paginator(form.narrow(found, now=now), size)
    page = paginator.get_page(request.GET.get(PAGE))
    return {"filters": form, "active": form.active, "results": page, "count": paginator.count}
