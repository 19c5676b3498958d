"""Several processes at one database: `python -m tests.both_engines.crowd small|full` prints what came of it, as JSON.

Works in the migrated, empty database of DATABASE_URL. Processes are forked and set out together from a barrier.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, cast

import django

SIZES = {
    "small": {"items": 12, "clocks": 3, "creators": 8, "senders": 3, "askers": 8, "questions": 2},
    "full": {"items": 300, "clocks": 3, "creators": 20, "senders": 3, "askers": 8, "questions": 10},
}
FORK = multiprocessing.get_context("fork")


def together(count: int, deed: Callable[[int], Any]) -> list[Any]:
    """The deed in that many processes at the same moment; what each gave, or the words of its error."""
    from django.db import connections

    barrier, said = FORK.Barrier(count), FORK.Queue()

    def run(number: int) -> None:
        try:
            connections["default"].ensure_connection()
            barrier.wait(60)
            said.put(deed(number))
        except Exception as error:  # told to the test, which decides
            said.put(f"{type(error).__name__}: {error}")
        finally:
            connections.close_all()

    connections.close_all()
    crowd = [FORK.Process(target=run, args=(number,)) for number in range(count)]
    for process in crowd:
        process.start()
    answers = [said.get(timeout=240) for _process in crowd]
    for process in crowd:
        process.join()
    return answers


def killed_after(seconds: float, deed: Callable[[], Any]) -> bool:
    """The deed in a process that is killed (SIGKILL) so long after it set out; whether it was through before."""
    from django.db import connections

    ready = FORK.Event()

    def strike() -> None:
        connections["default"].ensure_connection()
        ready.set()
        deed()

    connections.close_all()
    process = FORK.Process(target=strike)
    process.start()
    ready.wait()
    time.sleep(seconds)
    ended = not process.is_alive()
    if not ended:
        os.kill(cast("int", process.pid), signal.SIGKILL)
    process.join()
    return ended


def clocks(city: Any, size: dict[str, int]) -> dict[str, Any]:
    """Every item due at the same hour, several clocks."""
    from wagtail.models import PageLogEntry

    from coordination.models import AuditEntry, OutboxMessage
    from publishing import scheduling, signals
    from publishing.models import Handoff, PublicChange
    from tests.publishing.city import TUESDAY, approved

    rows = [approved(city).pk for _number in range(size["items"])]

    def strike(_number: int) -> dict[str, int]:
        heard = Counter()

        def hear(**_facts: Any) -> None:
            heard["signals"] += 1

        signals.published.connect(hear, weak=False)
        return scheduling.run_once(TUESDAY) | heard

    said = together(size["clocks"], strike)
    done = Handoff.objects.filter(pk__in=rows, stage="published", page__live=True)
    return {
        "said": said,
        "published": done.count(),
        "changes": sorted(
            Counter(PublicChange.objects.filter(page__handoffs__in=rows).values_list("page_id", flat=True)).values()
        ),
        "book": AuditEntry.objects.filter(verb="handoff.publish").count(),
        "log": PageLogEntry.objects.filter(page__handoffs__in=rows, action__startswith="wagtail.publish").count(),
        "letters": OutboxMessage.objects.filter(kind="handoff.published").count(),
    }


def approvals(city: Any, size: dict[str, int]) -> dict[str, Any]:
    """Two officers approve the same material at once."""
    from publishing import actions
    from publishing.models import Handoff
    from tests.publishing.city import NOW, as_read, fresh, handed_over

    row = handed_over(city)
    officers = [city.editor.pk, city.administrator.pk]

    def approve(number: int) -> str:
        by = fresh(type(city.editor)(pk=officers[number]))
        return str(actions.approve(row, by=by, read=as_read(row), now=NOW).stage)

    said = together(2, approve)
    row = Handoff.objects.get(pk=row.pk)
    return {"said": said, "decisions": row.reviews.count(), "stage": row.stage}


def creations(city: Any, size: dict[str, int]) -> dict[str, Any]:
    """Many people add a page of the same title below the shared shelf."""
    from wagtail.models import Page

    from pages.models import NewsIndexPage, NewsPage
    from publishing.governed import entrusting

    shelf = NewsIndexPage.objects.get(pk=city.news.pk)

    def create(number: int) -> str:
        with entrusting(city.kd):
            return shelf.add_child(instance=NewsPage(title="Razem", slug="razem", lead="Razem.", live=False)).slug

    before = shelf.get_children().count()
    said = together(size["creators"], create)
    shelf.refresh_from_db()
    return {
        "said": said,
        "added": shelf.get_children().count() - before,
        "numchild": shelf.numchild - before,
        "problems": [len(found) for found in Page.find_problems()],
    }


def letters(city: Any, size: dict[str, int]) -> dict[str, Any]:
    """Several senders at one outbox; the mail goes into files."""
    import email
    from pathlib import Path

    from django.conf import settings

    from coordination import outbox
    from coordination.models import OutboxMessage
    from tests.publishing.city import TUESDAY

    waiting = list(OutboxMessage.objects.due(TUESDAY).values_list("message_id", flat=True))
    said = together(size["senders"], lambda _number: sum(iter(lambda: outbox.send_due(TUESDAY), 0)))
    ids = Counter()
    for file in Path(settings.EMAIL_FILE_PATH).glob("*"):
        for text in file.read_text().split("-" * 79 + "\n"):
            if message := text.strip():
                ids[email.message_from_string(message)["Message-ID"]] += 1
    return {
        "said": said,
        "waiting": len(waiting),
        "sent": OutboxMessage.objects.filter(sent_at__isnull=False).count(),
        "each_once": set(ids) == set(waiting) and set(ids.values()) == {1},
    }


def numbers(city: Any, size: dict[str, int]) -> dict[str, Any]:
    """Many organisations ask at once."""
    from coordination.actions.receiving import Question, ask
    from coordination.models import Inquiry
    from tests.publishing.city import NOW

    def several(number: int) -> list[str]:
        question = Question(subject="Sala", text="Czy jest wolna?", email=f"organizacja{number}@ngo.example")
        return [ask(question, unit=city.kd, now=NOW).inquiry.number for _each in range(size["questions"])]

    said = together(size["askers"], several)
    return {"said": said, "numbers": sorted(Inquiry.objects.values_list("number", flat=True))}


def opposite_mergers(city: Any, size: dict[str, int]) -> dict[str, Any]:
    """Two administrators join two units to each other at once: one of them finds that it would be a circle."""
    import datetime as dt

    from coordination import actions
    from coordination.models import UnitChange
    from coordination.standing import standing_of
    from tests.publishing.city import NOW, TODAY, fresh

    pairs, day = [(city.kd, city.sp), (city.sp, city.kd)], TODAY + dt.timedelta(days=30)

    def join(number: int) -> str:
        unit, into = pairs[number]
        by = standing_of(fresh(city.administrator))
        actions.merge_units(units=[unit], into=into, on=day, basis="zarządzenie", by=by, now=NOW)
        return "joined"

    said = together(2, join)
    waiting = UnitChange.objects.waiting()
    told = {"said": said, "waiting": waiting.count()}
    actions.cancel_change(waiting.get(), by=standing_of(fresh(city.administrator)), now=NOW)
    return told


def mergers(city: Any, size: dict[str, int]) -> dict[str, Any]:
    """Several clocks on the day of a merger: it is carried out once, and nobody is told twice."""
    import datetime as dt

    from coordination import actions, changing
    from coordination.models import AuditEntry, OutboxMessage
    from coordination.standing import standing_of
    from publishing.models import Stewardship
    from tests.publishing.city import NOW, TODAY, fresh

    by, day = standing_of(fresh(city.administrator)), TODAY + dt.timedelta(days=1)
    actions.merge_units(units=[city.kd], into=city.sp, on=day, basis="zarządzenie", by=by, now=NOW)
    midnight = dt.datetime(2026, 11, 23, 23, 0, 5, tzinfo=dt.UTC)
    said = together(size["clocks"], lambda _number: changing.run_once(midnight)["done"])
    return {
        "said": said,
        "left": Stewardship.objects.filter(unit=city.kd).count(),
        "book": AuditEntry.objects.filter(verb="unit.closed").count(),
        "letters": OutboxMessage.objects.filter(kind="unit.done", to="koordynator.sp@umk.example").count(),
    }


STORIES = (clocks, approvals, creations, letters, numbers, opposite_mergers, mergers)


def play(stories: Sequence[Callable[..., dict[str, Any]]], size: dict[str, int]) -> None:
    """Tell the stories one after another in one city, and print what came of each."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.test"
    django.setup()
    import time_machine
    from django.db import connection

    from tests.publishing import city as building

    with time_machine.travel(building.NOW, tick=False):
        city = building.build()
        told = {story.__name__: story(city, size) for story in stories}
    json.dump({"engine": connection.vendor, "size": size} | told, sys.stdout)


if __name__ == "__main__":
    play(STORIES, SIZES[sys.argv[1]])
