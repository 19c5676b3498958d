"""The clock: jobs that rooms register, and whether it still beats (DESIGN.md ruling 3, 9)."""

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.db import DatabaseError

logger = logging.getLogger(__name__)

SILENCE = dt.timedelta(minutes=15)
"""After so long without a beat `/healthz` answers 503."""

Work = Callable[[dt.datetime], object]


@dataclass(frozen=True)
class Job:
    """Work that takes `now` and may say what it did; run at most every `every`."""

    name: str
    work: Work
    every: dt.timedelta


@dataclass(frozen=True)
class Health:
    alive: bool
    last_beat: dt.datetime | None

    def as_dict(self) -> dict[str, object]:
        return {"status": "ok" if self.alive else "clock silent", "last_beat": self.last_beat}


_jobs: dict[str, Job] = {}


def register(name: str, work: Work, every: dt.timedelta = dt.timedelta(seconds=20)) -> None:
    """Rooms call this in ready(); a name is registered once."""
    _jobs[name] = Job(name, work, every)


def jobs() -> list[Job]:
    return list(_jobs.values())


def tick(now: dt.datetime, *, force: bool = False) -> dict[str, str]:
    """Run every job that is due, each on its own: one failure never silences the others. A gap is told first."""
    from . import silences

    silences.report(now)
    return {job.name: _run(job, now) for job in jobs() if force or _is_due(job, now)}


def _is_due(job: Job, now: dt.datetime) -> bool:
    from .models import ClockBeat

    beat = ClockBeat.objects.filter(job=job.name).first()
    return beat is None or beat.started_at is None or not beat.started_at <= now < beat.started_at + job.every


def _run(job: Job, now: dt.datetime) -> str:
    from .models import ClockBeat

    ClockBeat.objects.update_or_create(job=job.name, defaults={"started_at": now})
    try:
        result, error = str(job.work(now) or "0"), ""
    except Exception as failure:  # one job must never silence the clock; the cause is kept and shown
        logger.exception("clock job %s failed", job.name)
        if isinstance(failure, DatabaseError):
            from django.db import connection

            connection.close_if_unusable_or_obsolete()
        result, error = "", f"{type(failure).__name__}: {failure}"
    ClockBeat.objects.filter(job=job.name).update(finished_at=now, result=result[:255], error=error)
    return error or result


def health(now: dt.datetime) -> Health:
    """Whether any job finished within the last fifteen minutes."""
    from .models import ClockBeat

    last = ClockBeat.objects.newest()
    return Health(alive=last is not None and now - last <= SILENCE, last_beat=last)
