"""Counts queries of every kind of page in the database of DATABASE_URL, at two sizes: a process of its own.

`python -m tests.portal.counting 500 5000` prints {size: {address: [queries, goal]}} as JSON. Staff screens have
no goal here: test_scale.py asks only that the number does not grow.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from typing import Any

import django

PAGE, LIST = 20, 30
UNITS = 60
UNIT = "kultura-i-dziedzictwo-narodowe"
PUBLIC = {
    "/": PAGE,
    "/koordynatorzy/": PAGE,
    "/koordynatorzy/?q=sport": LIST,
    "/koordynatorzy/?q=koordynatorow+wolontariatu": LIST,
    f"/koordynatorzy/?komorka={UNIT}": LIST,
    "/koordynatorzy/?dzielnica=4": LIST,
    "/koordynatorzy/?sfera=10": LIST,
    f"/komorki/{UNIT}/": PAGE,
    "/komorki/polityka-spoleczna-rownosc-i-zdrowie/": PAGE,
    "/komorki/": PAGE,
    "/komorki/?sfera=10": LIST,
    "/konkursy/": PAGE,
    f"/konkursy/?stan=open&sfera=10&komorka={UNIT}": LIST,
    "/konkursy/?stan=archived&dzielnica=4&kolejnosc=najnowsze": LIST,
    "/konkursy/mieszkania-treningowe/": PAGE,
    "/konkursy/kluby-sasiedzkie-60/": PAGE,
    "/konkursy/centrum-obywatelskie-centrum-c-10/": PAGE,
    "/konkursy/atom/": PAGE,
    "/konkursy/kalendarz.ics": PAGE,
    "/aktualnosci/": PAGE,
    f"/aktualnosci/?komorka={UNIT}": LIST,
    "/aktualnosci/skala-1/": PAGE,
    "/wydarzenia/": PAGE,
    "/wydarzenia/?kiedy=minione": LIST,
    "/wydarzenia/skala-1/": PAGE,
    "/wydarzenia/kalendarz.ics": PAGE,
    "/pomoc/": PAGE,
    "/pomoc/?rodzaj=finansowa": LIST,
    "/pomoc/maly-grant/": PAGE,
    "/program-wspolpracy/": PAGE,
    "/male-granty/": PAGE,
    "/deklaracja-dostepnosci/": PAGE,
    "/szukaj/?q=seniorow": PAGE,
    "/zapytania/": PAGE,
    f"/zapytania/?komorka={UNIT}": PAGE,
    "/sitemap.xml": LIST,
    "/robots.txt": PAGE,
    "/nie-ma-takiej-strony/": PAGE,
}
WARM: set[str] = set()
STAFF = {
    "redaktor": ("/admin/", "/admin/przekazania/kolejka/"),
    "sz": ("/admin/", "/admin/raporty/aktualnosc/", "/admin/komorki-bez-koordynatora/"),
    "koordynator.kd": ("/admin/", "/admin/do-zrobienia/", "/admin/przekazania/", "/admin/raporty/aktualnosc/"),
    "administrator": ("/admin/", "/admin/do-zrobienia/", "/admin/zapytania/"),
}


def main(sizes: list[str]) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.test"
    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.ALLOWED_HOSTS = ["*"]
    counted = {}
    for size in sizes:
        call_command("populate", units=UNITS, pages=int(size), verbosity=0, stdout=sys.stderr)
        counted[size] = {**dict(public()), **dict(staff())}
    json.dump(counted, sys.stdout)


def public() -> Iterator[tuple[str, tuple[int, int | None]]]:
    from django.test import Client

    from coordination.models import Topic
    from pages.models import EventPage, NewsPage

    rich = {page.url: PAGE for model in (NewsPage, EventPage) if (page := model.objects.live().order_by("pk").first())}
    topic = Topic.objects.order_by("pk").first()
    more = {f"/koordynatorzy/?temat={topic.slug}": LIST, f"/aktualnosci/?temat={topic.slug}": LIST} if topic else {}
    for address, goal in (PUBLIC | rich | more).items():
        yield address, (queries(Client(), address), goal)
    # the parts of the sitemap, whatever they are called
    for address in sorted(set(_locations(Client().get("/sitemap.xml").content.decode()))):
        yield address, (queries(Client(), address), LIST)


def _locations(sitemap: str) -> list[str]:
    import re

    return [re.sub(r"^https?://[^/]+", "", found) for found in re.findall(r"<loc>([^<]+)</loc>", sitemap)]


def staff() -> Iterator[tuple[str, tuple[int, int | None]]]:
    from django.contrib.auth import get_user_model
    from django.test import Client

    from pages.models import NewsIndexPage, NewsPage

    shelf = NewsIndexPage.objects.get()
    news = NewsPage.objects.filter(slug="skala-1").get()
    more = (f"/admin/pages/{shelf.pk}/", f"/admin/pages/{news.pk}/edit/", f"/admin/choose-page/{shelf.pk}/")
    for name, addresses in STAFF.items():
        client = Client()
        client.force_login(
            get_user_model().objects.get(username=name), backend="django.contrib.auth.backends.ModelBackend"
        )
        for address in (*addresses, *(more if name == "administrator" else more[:1] if name != "sz" else ())):
            yield f"{name}: {address}", (queries(client, address), None)


def queries(client: Any, address: str) -> int:
    """The process is warm (renditions are made once, at the first view of a picture), the cache is empty."""
    from django.core.cache import cache
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    if address not in WARM:
        client.get(address)
        WARM.add(address)
    cache.clear()
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
        b"".join(answer.streaming_content) if answer.streaming else answer.content
    expected = 404 if "nie-ma" in address else 200
    assert answer.status_code == expected, f"{address}: {answer.status_code}"
    return len(asked)


if __name__ == "__main__":
    main(sys.argv[1:])
