"""What the answers of another site mean for a link: «broken» is said late, an outage is never called broken. Pure."""

import datetime as dt
import enum
from dataclasses import dataclass

from .states import LinkState

FAILURES = 3
FOR_AS_LONG_AS = dt.timedelta(days=3)
"""Broken only after so many answers «gone» in a row, the last at least so long after the first."""
GONE = frozenset({404, 410})
TOO_MANY = 429

DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)
AFTER_GOOD = (7 * DAY, 14 * DAY, 21 * DAY, 28 * DAY)
AFTER_GONE = (DAY, 2 * DAY)
AFTER_BROKEN = (7 * DAY, 14 * DAY, 28 * DAY)
AFTER_TROUBLE = (HOUR, 6 * HOUR, DAY, 2 * DAY, 4 * DAY, 7 * DAY)
AFTER_BARRED = 30 * DAY


class Sign(enum.Enum):
    """What one check says."""

    GOOD = "good"
    GONE = "gone"  # 404, 410, a host that has no name any more
    TROUBLE = "trouble"  # timeouts, 5xx, 403, 429, certificates: the site may well be there for people
    BARRED = "barred"  # robots.txt says no, or the address is not of the open network


@dataclass(frozen=True)
class Answer:
    """The sign, with the status where there was one and a few words for people."""

    sign: Sign
    words: str
    status: int | None = None


@dataclass(frozen=True)
class Course:
    """How a link has fared so far. `failing_since` is the first «gone» of the row; instants are aware."""

    state: str = LinkState.NEW
    failures: int = 0
    failing_since: dt.datetime | None = None
    calm: int = 0
    troubles: int = 0
    next_check_at: dt.datetime | None = None


def of_status(status: int) -> Answer:
    """What a status says; 401 and 403 are doors that a person may well pass."""
    if status < 400:
        return Answer(Sign.GOOD, str(status), status)
    return Answer(Sign.GONE if status in GONE else Sign.TROUBLE, str(status), status)


def after(course: Course, answer: Answer, now: dt.datetime) -> Course:
    """The course after one more check."""
    return {Sign.GOOD: _good, Sign.GONE: _gone, Sign.TROUBLE: _trouble, Sign.BARRED: _barred}[answer.sign](
        course, answer, now
    )


def _good(course: Course, answer: Answer, now: dt.datetime) -> Course:
    calm = course.calm + 1
    return Course(LinkState.WORKS, calm=calm, next_check_at=now + _nth(AFTER_GOOD, calm))


def _gone(course: Course, answer: Answer, now: dt.datetime) -> Course:
    failures, since = course.failures + 1, course.failing_since or now
    if course.state == LinkState.BROKEN or (failures >= FAILURES and now - since >= FOR_AS_LONG_AS):
        pause = _nth(AFTER_BROKEN, failures - FAILURES + 1)
        return Course(LinkState.BROKEN, failures, since, next_check_at=now + pause)
    return Course(LinkState.FAILING, failures, since, next_check_at=now + _nth(AFTER_GONE, failures))


def _trouble(course: Course, answer: Answer, now: dt.datetime) -> Course:
    """Neither a failure nor an end of the failures: what was broken stays so until the page answers."""
    troubles = course.troubles + 1
    state = course.state if course.state == LinkState.BROKEN else LinkState.OUTAGE
    pause = max(_nth(AFTER_TROUBLE, troubles), DAY if answer.status == TOO_MANY else HOUR)
    return Course(state, course.failures, course.failing_since, troubles=troubles, next_check_at=now + pause)


def _barred(course: Course, answer: Answer, now: dt.datetime) -> Course:
    return Course(LinkState.BARRED, next_check_at=now + AFTER_BARRED)


def _nth(pauses: tuple[dt.timedelta, ...], number: int) -> dt.timedelta:
    """The pause after the number-th answer of its sort; the last one from then on."""
    return pauses[min(max(number, 1), len(pauses)) - 1]
