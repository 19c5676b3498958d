"""Competitions by the thousand: `python -m tests.both_engines.lists small|full` prints what the list tells, as JSON.

Every choice that a filter offers is followed on this engine; files, calendar and feed are read to their end.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import django

SIZES = {"small": 300, "full": 10_000}
QUERIES: tuple[dict[str, str], ...] = (
    {},
    {"stan": "open", "forma": "wsparcie"},
    {"dzielnica": "3", "kwota_od": "20 000", "q": "seniorow"},
)
FILTERS = ("stan", "sfera", "komorka", "dzielnica", "forma", "termin")
FILES = ("eksport.csv", "eksport.xlsx", "eksport.json", "kalendarz.ics", "atom/", "wyniki.csv", "wyniki.xlsx")


def main(size: int) -> None:
    django.setup()
    from django.db import connection
    from django.test.utils import setup_test_environment

    setup_test_environment()
    fill(size)
    followed = QUERIES if size > SIZES["small"] else QUERIES[1:2]
    told = {
        "engine": connection.vendor,
        "size": size,
        "broken": [broken for query in followed for broken in promises(query)],
        "queries": {path: queries(path) for path in paths()},
        "rows": rows(),
    }
    json.dump(told, sys.stdout)


def fill(size: int) -> None:
    """A home, a shelf, competitions of eight units; every third one in one or two districts."""
    from django.utils import timezone
    from wagtail.models import Page, Site

    from coordination.models import District, Unit
    from pages.models import CompetitionIndexPage, CompetitionPage, HomePage
    from portal.demo.scale_pages import BRANCHES, add_pages
    from publishing.governed import entrusting

    root = Page.get_first_root_node()
    for page in root.get_children():
        page.delete()
    with entrusting(Unit.objects.get(symbol="SZ")):
        home = Page.get_first_root_node().add_child(instance=HomePage(title="Portal", slug="home"))
        home.add_child(instance=CompetitionIndexPage(title="Konkursy", slug="konkursy"))
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    add_pages(BRANCHES[1], size, list(Unit.objects.filter(active_until__isnull=True)[:8]), timezone.now())
    through, districts = CompetitionPage.districts.through, list(District.objects.all()[:4])
    numbers = CompetitionPage.objects.order_by("pk").values_list("pk", flat=True)
    through.objects.bulk_create(
        through(competitionpage_id=pk, district=districts[(place + more) % 4])
        for place, pk in enumerate(numbers)
        if place % 3 == 0
        for more in range(1 + place % 2)
    )


def get(path: str) -> Any:
    from django.test import Client

    answer = Client().get(path)
    assert answer.status_code == 200, path
    return answer


def promises(query: dict[str, str]) -> Iterator[str]:
    """What a choice promised and did not keep."""
    shown = get(f"/konkursy/?{urlencode(query)}").context["filters"]
    for name in FILTERS:
        for value, label in shown.fields[name].widget.choices:
            if value:
                number = get(f"/konkursy/?{urlencode(query | {name: str(value)})}").context["count"]
                if not label.endswith(f"({number})"):
                    yield f"{query} {name}: {label}, found {number}"


def paths() -> list[str]:
    return [*(f"/konkursy/?{urlencode(query)}" for query in QUERIES), *(f"/konkursy/{name}" for name in FILES)]


def queries(path: str) -> int:
    from django.core.cache import cache
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    get(path).getvalue()
    cache.clear()
    with CaptureQueriesContext(connection) as asked:
        get(path).getvalue()
    return len(asked)


def rows() -> dict[str, Any]:
    """The number of competitions in each file, and whether spheres and districts came along."""
    text = io.StringIO(get("/konkursy/eksport.csv").getvalue().decode("utf-8-sig"), newline="")
    table = list(csv.reader(text, delimiter=";"))
    data = json.loads(get("/konkursy/eksport.json").getvalue())["konkursy"]
    return {
        "list": get("/konkursy/").context["count"],
        "csv": len(table) - 1,
        "json": len(data),
        "with spheres": sum(bool(row["sfery"]) for row in data),
        "with districts": sum(bool(row["dzielnice"]) for row in data),
        "two districts": max(row["dzielnice"].count(",") for row in data),
    }


if __name__ == "__main__":
    main(SIZES[sys.argv[1]])
