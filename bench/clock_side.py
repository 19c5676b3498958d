"""One part of the measurement in a process of its own: `python -m bench.clock_side prepare|ours|stock|poison`.

Works in the database of DATABASE_URL and prints what came of it as one line of JSON. Both sides meet the same pages,
versions and receivers of publication; what differs is who publishes them. See bench.clock.
"""

import datetime as dt
import json
import os
import resource
import sys
import time
from pathlib import Path
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.test"

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402
from wagtail.management.commands.publish_scheduled import Command as StockCommand  # noqa: E402
from wagtail.models import Page, Revision  # noqa: E402
from wagtail.signals import page_published  # noqa: E402

from coordination.models import Unit  # noqa: E402
from publishing import scheduling  # noqa: E402
from publishing.models import DateProposal, Handoff  # noqa: E402
from publishing.states import Answer, Side, Stage  # noqa: E402

MARK = "Pomiar"
POISONED = 10


def prepare(items: int) -> dict[str, Any]:
    """The demo, and so many finished drafts of one unit, each approved for the same minute."""
    call_command("migrate", verbosity=0)
    call_command("demo", verbosity=0)
    unit, at = Unit.objects.get(symbol="KD"), timezone.now().replace(second=0, microsecond=0)
    Handoff.objects.due(at + dt.timedelta(days=1)).delete()  # only what is measured is due
    Revision.objects.filter(approved_go_live_at__isnull=False).update(approved_go_live_at=None)
    with transaction.atomic():
        made = [_draft(number, unit) for number in range(items)]
    rows = Handoff.objects.bulk_create(_handoff(page, revision, unit, at) for page, revision in made)
    DateProposal.objects.bulk_create(_proposal(row, at) for row in rows)
    return {"prepared": len(rows)}


def _draft(number: int, unit: Unit) -> tuple[Any, Revision]:
    from pages.models import NewsIndexPage, NewsPage
    from publishing.governed import entrusting

    page = NewsPage(title=f"{MARK} {number}", lead="Nabór trwa do końca miesiąca.", live=False)
    with entrusting(unit):
        NewsIndexPage.objects.filter(live=True).first().add_child(instance=page)
    return page, page.save_revision(clean=False)


def _handoff(page: Any, revision: Revision, unit: Unit, at: dt.datetime) -> Handoff:
    return Handoff(
        page_id=page.pk, revision=revision, title=page.title, unit=unit, unit_name=str(unit), kind="news",
        stage=Stage.SCHEDULED, publish_at=at, agreed_at=at, created_at=at, created_by_name="Koordynator",
        submitted_by_name="Koordynator", delivered_at=at, approved_by_name="Redaktor",
    )  # fmt: skip


def _proposal(row: Handoff, at: dt.datetime) -> DateProposal:
    return DateProposal(
        handoff=row, side=Side.UNIT, by_name="Koordynator", at=at, publish_at=at,
        answer=Answer.ACCEPTED, answered_by_name="Redaktor", answered_at=at,
    )  # fmt: skip


# -- the two sides --------------------------------------------------------------------------------------------------


def ours() -> dict[str, Any]:
    return _measured(lambda: scheduling.run_once(timezone.now()))


def stock() -> dict[str, Any]:
    """Wagtail's own command over the same versions; the handoffs are not there for it."""
    revisions = list(Handoff.objects.filter(title__startswith=MARK).values_list("revision_id", "publish_at"))
    for pk, at in revisions:
        Revision.objects.filter(pk=pk).update(approved_go_live_at=at)
    Handoff.objects.filter(title__startswith=MARK).delete()
    return _measured(lambda: call_command(StockCommand(), verbosity=0))


def _measured(work: Any) -> dict[str, Any]:
    """Seconds, what is public, the error that ended it, and the resident memory (MiB) after every tenth."""
    memory, count = [], len(_pages())

    def watch(**_facts: Any) -> None:
        watch.seen += 1  # type: ignore[attr-defined]
        if watch.seen % max(1, count // 10) == 0:  # type: ignore[attr-defined]
            memory.append(_resident())

    watch.seen = 0  # type: ignore[attr-defined]
    page_published.connect(watch)
    began, worked, error = time.perf_counter(), time.process_time(), ""
    try:
        work()
    except Exception as stopped:  # how stock's command ends is what is asked here
        error = type(stopped).__name__
    spent, worked = time.perf_counter() - began, time.process_time() - worked
    return {
        "seconds": spent,
        "processor": worked,
        "public": sum(_pages()),
        "error": error,
        "memory": memory,
        "peak": _peak(),
    }


def _pages() -> list[bool]:
    return list(Page.objects.filter(draft_title__startswith=MARK).values_list("live", flat=True))


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10


# -- poison ---------------------------------------------------------------------------------------------------------


def poison(side: str) -> dict[str, Any]:
    """Every hundredth version lost its title after the approval, so that it cannot be saved; then the side's pass."""
    rows = Handoff.objects.filter(title__startswith=MARK).order_by("pk")
    step = max(1, rows.count() // POISONED)
    bad = [row.revision_id for row in rows[step // 2 :: step]][:POISONED]
    for revision in Revision.objects.filter(pk__in=bad):
        revision.content["title"] = ""
        revision.save(update_fields=["content"])
    done = {"ours": ours, "stock": stock}[side]()
    failed = Handoff.objects.filter(title__startswith=MARK, stage=Stage.FAILED)
    return done | {
        "poisoned": len(bad),
        "failed": failed.count(),
        "failed_with_date": failed.filter(
            revision_id__in=bad, publish_at__isnull=False, next_try_at__isnull=False
        ).count(),
        "bad_with_schedule": Revision.objects.filter(pk__in=bad, approved_go_live_at__isnull=False).count(),
        "still_waiting": Revision.objects.filter(approved_go_live_at__isnull=False).count(),
    }


if __name__ == "__main__":
    name, *more = sys.argv[1:]
    told = {"prepare": lambda: prepare(int(more[0])), "ours": ours, "stock": stock, "poison": lambda: poison(*more)}
    print(json.dumps(told[name]()))
