"""Measures as ratios, medians of alternated rounds; never timed tests. `make bench` prints them.

1. The clock against stock `publish_scheduled` over the same pages: bench.clock.
2. Anonymous pages of ours, cold: time and SQL queries.

The work happens in a database of its own under var/bench/.
"""

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

from bench import clock  # noqa: E402

ROUNDS = 5


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
    clock.main()
    call_command("migrate", verbosity=0)
    call_command("demo", verbosity=0)
    print("anonymous pages, no page cache")
    base = None
    for address, queries, spent in page_costs():
        base = base or spent
        print(f"  {address:18} {queries:3} queries, {spent / base:4.2f} x home")


if __name__ == "__main__":
    main()
