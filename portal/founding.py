"""The bones of a portal: front door, shelves and the address they stand at. Asked for again, adds what is missing."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Page, PageLogEntry, Site

from coordination import audit
from coordination.models import Unit
from coordination.seeds.units import SZ_SLUG
from pages.models import (
    AidIndexPage,
    AnswerIndexPage,
    CompetitionIndexPage,
    EventIndexPage,
    HomePage,
    NewsIndexPage,
    SmallGrantIndexPage,
    UnitIndexPage,
)
from publishing.governed import entrusting

HOME = {
    "title": "Portal NGO Kraków",
    "slug": "home",
    "headline": "Znajdź osobę, która pomoże Twojej organizacji",
    "lead": "Koordynatorzy w wydziałach, otwarte konkursy, małe granty i inne formy pomocy miasta w jednym miejscu.",
}
SHELVES = (
    (UnitIndexPage, "komorki", "Komórki miasta", "Wydziały, biura i jednostki, z którymi współpracują organizacje."),
    (
        CompetitionIndexPage,
        "konkursy",
        "Konkursy",
        "Otwarte konkursy ofert: co trwa, co nadchodzi i jak się skończyły poprzednie.",
    ),
    (
        SmallGrantIndexPage,
        "male-granty",
        "Małe granty",
        "Tryb z art. 19a ustawy: uproszczona oferta, bez konkursu. Tu sprawdzisz nabory, środki i limity.",
    ),
    (NewsIndexPage, "aktualnosci", "Aktualności", "Co się zmienia dla organizacji w Krakowie."),
    (EventIndexPage, "wydarzenia", "Wydarzenia", "Spotkania branżowe, dyżury i szkolenia dla organizacji."),
    (AidIndexPage, "pomoc", "Pomoc", "Co organizacja może dostać od miasta: pieniądze, salę, promocję, poradę."),
    (
        AnswerIndexPage,
        "pytania",
        "Pytania i odpowiedzi",
        "O co pytały organizacje i co odpowiedziało miasto. Sprawdź, zanim zapytasz.",
    ),
)


class Occupied(Exception):
    """Pages that are not this portal's stand at its root. The argument is the title of the first."""


def home() -> HomePage:
    """The front door, not saved."""
    return HomePage(**HOME)


def shelves() -> list[Any]:
    """The shelves in the order of the menu, not saved."""
    return [model(slug=slug, title=title, lead=lead, show_in_menus=True) for model, slug, title, lead in SHELVES]


@transaction.atomic
def found() -> list[Any]:
    """Put up what is missing, public at once, kept by the department that coordinates. Raises Occupied."""
    door, added = HomePage.objects.first(), []
    if door is None:
        door = _put(home(), cleared_root(), Unit.objects.get(slug=SZ_SLUG))
        added.append(door)
        stands_at(door)
    keeper = door.stewardship.unit
    missing = [shelf for shelf in shelves() if not type(shelf).objects.child_of(door).exists()]
    return added + [_put(shelf, door, keeper) for shelf in missing]


def cleared_root() -> Page:
    """The root of the tree without Wagtail's own welcome, which is nobody's history. Raises Occupied."""
    root = Page.get_first_root_node()
    for page in root.get_children():
        if page.specific_class is not Page or page.numchild:
            raise Occupied(page.title)
        with audit.told_by_the_deed():
            page.delete()
        PageLogEntry.objects.filter(page=page.pk).delete()
    return Page.get_first_root_node()


def stands_at(door: HomePage) -> None:
    """The one site, at the address of the settings, begins at the front door."""
    address = urlsplit(settings.PORTAL_URL)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": address.hostname or "localhost",
            "port": address.port or (443 if address.scheme == "https" else 80),
            "site_name": settings.WAGTAIL_SITE_NAME,
            "root_page": door,
        },
    )


def _put(page: Any, parent: Page, keeper: Unit) -> Any:
    page.live = False
    with entrusting(keeper):
        parent.add_child(instance=page)
    page.save_revision(clean=False).publish(skip_permission_checks=True)
    page.refresh_from_db()
    return page
