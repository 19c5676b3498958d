"""Counts queries of every staff screen in the database of DATABASE_URL: a process of its own for each size.

`python -m tests.portal.staff_counting 60 20000 200` fills an empty database and prints {"role: screen": [queries, ms]}
as JSON; accounts named after the numbers narrow it to theirs. bench/stock/counting.py counts stock Wagtail likewise.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any

import django

EVERYBODY = frozenset({"koordynator.kd", "redaktor", "administrator", "sz"})
EDITORS = EVERYBODY - {"sz"}
REGISTERS = EVERYBODY - {"redaktor"}  # RegisterPolicy: open to units and to SZ
PORTAL = frozenset({"redaktor", "administrator"})


WARM: set[str] = set()


def main(units: str, pages: str, users: str, *roles: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.test"
    django.setup()
    from django.core.management import call_command

    from tests.portal import staff_world

    call_command("migrate", verbosity=0)
    city = staff_world.build(int(units), int(pages), int(users))
    json.dump(dict(counted(city, roles or sorted(EVERYBODY))), sys.stdout)


def screens(city: Any) -> dict[str, tuple[str, frozenset[str]]]:
    """Screen, its address, who may open it. The first three groups are those that stock Wagtail has too."""
    from django.urls import reverse

    shelf = city.news.pk
    explore, choose = reverse("wagtailadmin_explore", args=[shelf]), reverse("wagtailadmin_choose_page")
    inside = reverse("wagtailadmin_choose_page_child", args=[shelf])
    edits = {
        "unit page": city.unit_page,
        "news": city.live_news,
        "competition": city.competition,
        "draft": city.draft,
    }
    people = "coordination_people_chooser:choose"
    found = {
        "explorer: root": (reverse("wagtailadmin_explore_root"), EDITORS),
        "explorer: shelf": (explore, EDITORS),
        "explorer: shelf, page 2": (f"{explore}?p=2", EDITORS),
        "explorer: shelf, by title": (f"{explore}?ordering=title", EDITORS),
        "explorer: shelf, by order of tree": (f"{explore}?ordering=ord", EDITORS),
        "explorer: shelf, searched": (f"{explore}?q=pomoc", EDITORS),
        "explorer: shelf, filtered": (f"{explore}?latest_revision_created_at_from=2020-01-01", EDITORS),
        "explorer: search": (f"{reverse('wagtailadmin_pages:search')}?q=pomoc", EDITORS),
        **{
            f"editor: {name}": (reverse("wagtailadmin_pages:edit", args=[page.pk]), EDITORS)
            for name, page in edits.items()
        },
        "editor: new news": (reverse("wagtailadmin_pages:add", args=["pages", "newspage", shelf]), EDITORS),
        "page history": (reverse("wagtailadmin_pages:history", args=[city.live_news.pk]), EDITORS),
        "chooser: page": (choose, EDITORS),
        "chooser: page, inside the shelf": (inside, EDITORS),
        "chooser: page, inside the shelf, page 2": (f"{inside}?p=2", EDITORS),
        "chooser: page, search": (f"{reverse('wagtailadmin_choose_page_search')}?q=pomoc", EDITORS),
        "chooser: image": (reverse("wagtailimages_chooser:choose"), EDITORS),
        "chooser: image, search": (f"{reverse('wagtailimages_chooser:choose_results')}?q=rysunek", EDITORS),
        "chooser: document": (reverse("wagtaildocs_chooser:choose"), EDITORS),
        "chooser: unit": (reverse("coordination_units_chooser:choose"), EDITORS),
        "chooser: person": (reverse(people), EDITORS),
    }
    own = {
        "dashboard": ("wagtailadmin_home", EVERYBODY),
        "to do": ("coordination_todo", EVERYBODY - {"redaktor"}),
        "our handoffs": ("publishing:unit_list", {"koordynator.kd"}),
        "queue": ("publishing:queue", EVERYBODY - {"koordynator.kd"}),
        "to look through": ("publishing:stale", EVERYBODY - {"redaktor"}),
        "answers": ("publishing:answer_times", EVERYBODY - {"redaktor"}),
        "money for small grants": ("publishing:grant_board", EVERYBODY - {"redaktor"}),
        "what else": ("publishing:completeness", {"koordynator.kd"}),
        "report of the city": ("publishing:city_report", {"sz", "administrator"}),
        "review intervals": ("publishing:review_intervals", {"sz", "administrator"}),
        "units without people": ("coordination_wanting:units", {"sz", "administrator"}),
        "units": ("coordination_units:list", REGISTERS),
        "people": ("coordination_people:list", REGISTERS),
        "designations": ("coordination_designations:list", REGISTERS),
        "absences": ("coordination_absences:list", REGISTERS),
        "phone hours": ("coordination_hours:list", REGISTERS),
        "publishing rights": ("publishing_rights:list", {"sz", "administrator"}),
        "inquiries": ("coordination_inquiries:list", EVERYBODY - {"redaktor"}),
        "images": ("wagtailimages:index", EDITORS),
        "documents": ("wagtaildocs:index", EDITORS),
        "site history": ("wagtailadmin_reports:site_history", {"administrator"}),
        "accounts": ("wagtailusers_users:index", {"administrator"}),
        "new designation": ("coordination_designations:add", {"administrator"}),
        "new right": ("publishing_rights:add", {"administrator"}),
    }
    asked = {"sz", "administrator"}
    query = f"?komorka={city.kd.pk}"
    found |= {
        "what else, of a unit": (reverse("publishing:completeness") + query, frozenset(asked)),
        "report of the city, signals": (reverse("publishing:city_report") + "?grupa=ustalenia", frozenset(asked)),
        "file of the report": (reverse("publishing:city_export", args=["csv"]), frozenset(asked)),
        "new interval": (f"{reverse('publishing:review_interval', args=['news'])}?miesiace=1", frozenset(asked)),
    }
    return found | {name: (reverse(view), frozenset(who)) for name, (view, who) in own.items()}


def counted(city: Any, roles: Iterable[str]) -> Iterator[tuple[str, tuple[int, int]]]:
    from django.contrib.auth import get_user_model
    from django.test import Client

    for role in roles:
        client = Client()
        account = get_user_model().objects.get(username=role)
        client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        client.get("/admin/")
        for name, (address, who) in screens(city).items():
            if role in who:
                yield f"{role}: {name}", queries(client, address)


def queries(client: Any, address: str) -> tuple[int, int]:
    """Queries and milliseconds of the processor; where the explorer leads elsewhere, of both requests.

    The process is warm (once for all orders and filters of a list), the cache empty.
    """
    from django.core.cache import cache
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    path = address.partition("?")[0]
    if path not in WARM or "images" in path:  # everybody meets other pictures, made smaller at the first view
        client.get(address)
        WARM.add(path)
    cache.clear()
    connection.queries_log = deque()  # Django forgets what goes beyond 9,000
    with CaptureQueriesContext(connection) as asked:
        started = time.process_time()
        answer = client.get(address, follow=True)
        spent = time.process_time() - started
    assert answer.status_code == 200, f"{address}: {answer.status_code}"
    return len(asked), round(spent * 1000)


if __name__ == "__main__":
    main(*sys.argv[1:])
