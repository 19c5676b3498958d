"""Counts queries of stock Wagtail's staff screens over the same tree: a process of its own for each size.

`python -m bench.stock.counting 60 20000 200` fills the database of STOCK_DATABASE_URL and prints
{"role: screen": [queries, ms]} as JSON, the names as in tests/portal/staff_counting.py.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from typing import Any

import django

PEOPLE = {"koordynator.kd": "koordynator.0", "redaktor": "redaktor", "administrator": "administrator"}
"""The portal's accounts and who sits in the same chair here."""


def main(units: str, pages: str, users: str, *roles: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.stock.settings"
    django.setup()
    from django.core.management import call_command

    from bench.stock import fill

    call_command("migrate", verbosity=0)
    city = fill.build(int(units), int(pages), int(users))
    json.dump(dict(counted(city, roles or PEOPLE)), sys.stdout)


def screens(city: Any) -> dict[str, str]:
    from django.urls import reverse

    shelf = city.news.pk
    explore, choose = reverse("wagtailadmin_explore", args=[shelf]), reverse("wagtailadmin_choose_page")
    inside = reverse("wagtailadmin_choose_page_child", args=[shelf])
    edits = {"unit page": city.unit_page, "news": city.live_news, "competition": city.competition, "draft": city.draft}
    card = "wagtailsnippetchoosers_twin_card:choose"
    return {
        "explorer: root": reverse("wagtailadmin_explore_root"),
        "explorer: shelf": explore,
        "explorer: shelf, page 2": f"{explore}?p=2",
        "explorer: shelf, by title": f"{explore}?ordering=title",
        "explorer: shelf, by order of tree": f"{explore}?ordering=ord",
        "explorer: shelf, searched": f"{explore}?q=pomoc",
        "explorer: shelf, filtered": f"{explore}?latest_revision_created_at_from=2020-01-01",
        "explorer: search": f"{reverse('wagtailadmin_pages:search')}?q=pomoc",
        **{f"editor: {name}": reverse("wagtailadmin_pages:edit", args=[page.pk]) for name, page in edits.items()},
        "editor: new news": reverse("wagtailadmin_pages:add", args=["twin", "newspage", shelf]),
        "page history": reverse("wagtailadmin_pages:history", args=[city.live_news.pk]),
        "chooser: page": choose,
        "chooser: page, inside the shelf": inside,
        "chooser: page, inside the shelf, page 2": f"{inside}?p=2",
        "chooser: page, search": f"{reverse('wagtailadmin_choose_page_search')}?q=pomoc",
        "chooser: image": reverse("wagtailimages_chooser:choose"),
        "chooser: image, search": f"{reverse('wagtailimages_chooser:choose_results')}?q=rysunek",
        "chooser: document": reverse("wagtaildocs_chooser:choose"),
        "chooser: unit": reverse(card),
        "chooser: person": reverse(card),
        "site history": reverse("wagtailadmin_reports:site_history"),
        "images": reverse("wagtailimages:index"),
        "documents": reverse("wagtaildocs:index"),
    }


def counted(city: Any, roles: Iterable[str]) -> Iterator[tuple[str, tuple[int, int]]]:
    from django.contrib.auth.models import User
    from django.test import Client

    from tests.portal.staff_counting import queries

    for role in roles:
        client = Client()
        client.force_login(User.objects.get(username=PEOPLE[role]))
        client.get("/admin/")
        for name, address in screens(city).items():
            yield f"{role}: {name}", queries(client, address)


if __name__ == "__main__":
    main(*sys.argv[1:])
