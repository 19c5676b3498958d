"""The clock: jobs that rooms register, and whether it still beats (DESIGN.md ruling 3, 9)."""

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError

logger = logging.getLogger(__name__)

SILENCE = dt.timedelta(minutes=15)
"""After so long without a beat `/healthz` answers 503."""

Work = Callable[[dt.datetime], object]


@dataclass(frozen=True)
class Job:
    """Work that takes `now` and may say what it did; run at most every `every`. `label` is its name for people.

    `vital`: without it nothing goes public or no letter leaves, so `/healthz` calls for help.
    """

    name: str
    work: Work
    every: dt.timedelta
    label: Any
    vital: bool = False


@dataclass(frozen=True)
class Failing:
    """A job whose last try failed; `worked_at` is when it last did its work, None where it never has."""

    job: Job
    worked_at: dt.datetime | None
    cause: str

    def lasts(self, now: dt.datetime) -> bool:
        """Whether it has been failing for longer than a silence is borne, counted from when its turn came again."""
        return self.worked_at is None or now - self.worked_at > self.job.every + SILENCE


@dataclass(frozen=True)
class Health:
    """Whether some job did its work within the last fifteen minutes; which fail, and whether a vital one goes on to."""

    alive: bool
    last_beat: dt.datetime | None
    failing: tuple[Failing, ...]
    stuck: bool

    @property
    def works(self) -> bool:
        return self.alive and not self.stuck

    def as_dict(self) -> dict[str, object]:
        """For anybody: names of jobs, never a cause."""
        status = "clock silent" if not self.alive else "jobs failing" if self.stuck else "ok"
        names = [one.job.name for one in self.failing]
        return {"status": status, "last_beat": self.last_beat, "failing": names}


_jobs: dict[str, Job] = {}


def register(name: str, work: Work, *, every: dt.timedelta, label: Any, vital: bool = False) -> None:
    """Rooms call this in ready(); a name is registered once."""
    _jobs[name] = Job(name, work, every, label, vital)


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
    done: dict[str, Any] = {"result": result[:255], "error": error}
    if not error:  # a failed try is no sign of life
        done["finished_at"] = now
    ClockBeat.objects.filter(job=job.name).update(**done)
    return error or result


def health(now: dt.datetime) -> Health:
    """How the clock is. One query."""
    from .models import ClockBeat

    beats = {beat.job: beat for beat in ClockBeat.objects.all()}
    last = max((beat.finished_at for beat in beats.values() if beat.finished_at), default=None)
    failing = tuple(
        Failing(job, beat.finished_at, beat.error) for job in jobs() if (beat := beats.get(job.name)) and beat.error
    )
    return Health(
        alive=last is not None and now - last <= SILENCE,
        last_beat=last,
        failing=failing,
        stuck=any(one.job.vital and one.lasts(now) for one in failing),
    )
