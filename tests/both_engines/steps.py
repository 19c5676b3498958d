"""Steps taken once: `python -m tests.both_engines.steps small|full` prints what came of it, as JSON.

Several clocks remind of the same late tasks and alarm of the same uncovered items at the same moment.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from typing import Any

from tests.both_engines.crowd import FORK, play, together

SIZES = {
    "small": {"clocks": 3, "tasks": 4, "days": 9, "items": 4},
    "full": {"clocks": 6, "tasks": 20, "days": 40, "items": 40},
}
DAY = dt.timedelta(days=1)


def reminders(city: Any, size: dict[str, int]) -> dict[str, Any]:
    """Late tasks of two units; each day every clock takes its pass at once, on some days none does."""
    from coordination.models import AuditEntry, DutyTask, OutboxMessage, ReminderStep
    from tests.publishing.city import NOW

    DutyTask.objects.all().delete()
    for number in range(size["tasks"]):
        late_task((city.kd, city.sp)[number % 2], number)
    said = at_once(size, lambda turn: pass_of_reminders(NOW + turn * DAY) if turn % 5 != 4 else 0)
    letters = Counter(OutboxMessage.objects.filter(kind="reminder").values_list("to", "created_at__date"))
    rows = Counter(ReminderStep.objects.values_list("subject", "step", "round", "number"))
    told = AuditEntry.objects.filter(verb__startswith="remind.").values_list("about", "verb")
    return {
        "errors": errors_of(said),
        "written": sum(number for turns in said for number in turns if isinstance(number, int)),
        "digests": sum(letters.values()),
        "twice": [f"{to} {day}" for (to, day), number in letters.items() if number > 1],
        "rows_twice": sum(number > 1 for number in rows.values()),
        "lines": len(told),
        "lines_twice": sum(number > 1 for number in Counter(told).values()),
        "steps": sorted({step for _subject, step, _round, _number in rows if "." not in step}),
    }


def alarms(city: Any, size: dict[str, int]) -> dict[str, Any]:
    """Agreed items for Tuesday, when nobody is there; every clock takes its pass at once, three times."""
    from coordination.models import Absence, OutboxMessage, ReminderStep
    from publishing import watch
    from tests.publishing.city import NOW, TUESDAY, approved

    rows = [approved(city).pk for _number in range(size["items"])]
    for account in (city.editor, city.administrator):
        Absence.objects.create(account=account, from_on=TUESDAY.date(), until_on=TUESDAY.date())
    said = at_once({**size, "days": 3}, lambda _turn: watch.run_once(NOW)["uncovered"])
    letters = Counter(OutboxMessage.objects.filter(kind="handoff.uncovered").values_list("to", "about"))
    return {
        "errors": errors_of(said),
        "written": sum(number for turns in said for number in turns if isinstance(number, int)),
        "letters": sum(letters.values()),
        "people": len({to for to, _about in letters}),
        "twice": sum(number > 1 for number in letters.values()),
        "rows": ReminderStep.objects.filter(step__startswith="uncovered").count(),
        "items": len(rows),
    }


def deaths(city: Any, size: dict[str, int]) -> dict[str, Any]:
    """A clock dies after it has taken the steps and before the letter is written: the next one takes them again."""
    from coordination import outbox
    from coordination import reminders as job
    from coordination.models import DutyTask, OutboxMessage, ReminderStep
    from tests.publishing.city import NOW

    DutyTask.objects.all().delete()
    OutboxMessage.objects.filter(kind="reminder").delete()
    late_task(city.kd, 999)
    whole, known = outbox.write, ReminderStep.objects.count()

    def die(*_given: Any, **_named: Any) -> Any:
        raise RuntimeError("killed")

    outbox.write = die
    try:
        job.run_once(NOW + 80 * DAY)
    except RuntimeError as error:
        died = str(error)
    finally:
        outbox.write = whole
    left = ReminderStep.objects.count() - known
    job.run_once(NOW + 80 * DAY)
    return {"died": died, "left": left, "letters": OutboxMessage.objects.filter(kind="reminder").count()}


# -- shared ---------------------------------------------------------------------------------------------------------


def late_task(unit: Any, number: int) -> None:
    from coordination import duties
    from tests.publishing.city import NOW, TODAY

    duties.ask(
        "current-content",
        unit=unit,
        subject=f"page:{number}",
        title=f"Zadanie {number}",
        now=NOW - 3 * DAY,
        due_on=TODAY - DAY,
    )


def pass_of_reminders(now: dt.datetime) -> int:
    from coordination import reminders as job

    return job.run_once(now)


def at_once(size: dict[str, int], deed: Any) -> list[Any]:
    """Every clock does the deed of every turn at the same moment; what each said, or the words of its errors."""
    together_now = FORK.Barrier(size["clocks"])

    def beat(_number: int) -> list[Any]:
        said: list[Any] = []
        for turn in range(size["days"]):
            together_now.wait(60)
            try:
                said.append(deed(turn))
            except Exception as error:  # told to the test, which finds no such answer right
                said.append(f"{type(error).__name__}: {error}")
        return said

    return together(size["clocks"], beat)


def errors_of(said: list[Any]) -> list[str]:
    """Words are errors; numbers are letters."""
    turns = [each for turns in said for each in (turns if isinstance(turns, list) else [turns])]
    return [each for each in turns if isinstance(each, str)][:5]


STORIES = (reminders, alarms, deaths)

if __name__ == "__main__":
    play(STORIES, SIZES[sys.argv[1]])
