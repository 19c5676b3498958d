"""Measures as ratios, medians of alternated rounds; never timed tests. `make bench` prints them.

1. The clock: N due handoffs against stock `publish_scheduled` on the same kind of pages, in one run.
2. An anonymous page of ours against a bare stock page of Wagtail, cold: time and SQL queries.

The work happens in a database of its own under var/bench/.
"""

import datetime as dt
import os
import pathlib
import statistics
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
WORK = ROOT / "var" / "bench"
WORK.mkdir(parents=True, exist_ok=True)
os.environ.setdefault("DATABASE_URL", f"sqlite:///{WORK / 'bench.sqlite3'}")
os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.test"
sys.path.insert(0, str(ROOT))

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402
from wagtail.management.commands.publish_scheduled import Command as StockCommand  # noqa: E402

ROUNDS = 5
ITEMS = int(os.environ.get("BENCH_ITEMS", "100"))


def clock_ratio() -> tuple[float, float]:
    """Seconds per item, ours and stock's: medians of alternated rounds."""
    ours, stock = [], []
    for number in range(ROUNDS):
        ours.append(_time_ours(number))
        stock.append(_time_stock(number))
    return statistics.median(ours) / ITEMS, statistics.median(stock) / ITEMS


def _drafts(prefix: str) -> list:
    from coordination.models import Unit
    from pages.models import NewsIndexPage, NewsPage
    from publishing.governed import entrusting

    shelf = NewsIndexPage.objects.get(live=True)
    unit = Unit.objects.get(symbol="KD")
    pages = []
    with entrusting(unit):
        for number in range(ITEMS):
            page = NewsPage(title=f"{prefix} {number}", lead="Próba", live=False)
            shelf.add_child(instance=page)
            pages.append((page, page.save_revision(clean=False)))
    return pages


def _time_ours(number: int) -> float:
    from coordination.models import Unit
    from publishing import scheduling
    from publishing.models import Handoff
    from publishing.states import Stage

    now = timezone.now()
    unit = Unit.objects.get(symbol="KD")
    for page, revision in _drafts(f"Nasze {number}"):
        Handoff.objects.create(
            page_id=page.pk, revision=revision, title=page.title, unit=unit, kind="news", stage=Stage.SCHEDULED,
            publish_at=now, created_at=now, created_by_name="bench",
        )  # fmt: skip
    start = time.perf_counter()
    done = scheduling.run_once(timezone.now())
    spent = time.perf_counter() - start
    assert done["published"] == ITEMS, done
    return spent


def _time_stock(number: int) -> float:
    from wagtail.models import Revision

    made = _drafts(f"Zwykłe {number}")
    Revision.objects.filter(pk__in=[revision.pk for _page, revision in made]).update(
        approved_go_live_at=timezone.now() - dt.timedelta(minutes=1)
    )
    start = time.perf_counter()
    call_command(StockCommand(), verbosity=0)
    spent = time.perf_counter() - start
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()
    return spent


def page_costs() -> list[tuple[str, int, float]]:
    """Address, queries, median milliseconds of an anonymous request with the page cache empty."""
    client = Client()
    rows = []
    for address in ("/", "/koordynatorzy/", "/komorki/", "/konkursy/", "/aktualnosci/", "/wydarzenia/", "/pomoc/"):
        client.get(address)
        spent = []
        for _round in range(ROUNDS):
            start = time.perf_counter()
            client.get(address)
            spent.append(time.perf_counter() - start)
        with CaptureQueriesContext(connection) as seen:
            client.get(address)
        rows.append((address, len(seen), statistics.median(spent) * 1000))
    return rows


def main() -> None:
    call_command("migrate", verbosity=0)
    call_command("demo", verbosity=0)
    print(f"clock, {ITEMS} due items, {ROUNDS} alternated rounds ({connection.vendor})")
    ours, stock = clock_ratio()
    print(f"  ours {ours * 1000:.1f} ms an item, stock {stock * 1000:.1f} ms, ratio {ours / stock:.2f} (goal 1.25)")
    print("anonymous pages, no page cache")
    base = None
    for address, queries, spent in page_costs():
        base = base or spent
        print(f"  {address:18} {queries:3} queries, {spent / base:4.2f} x home")


if __name__ == "__main__":
    main()
