"""What a form says was read before deciding; templates write it with `parts/read.html`."""

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware

from coordination.numbers import number
from coordination.verdict import Verdict

from ..policies import Read
from ..policies.verdicts import HOUR_MOVED, REDELIVERED


def read_in(request: HttpRequest) -> Read:
    """Of one handoff; nonsense counts as not read."""
    post = request.POST
    return Read(number(post.get("revision", "")), instant(post.get("delivered", "")), instant(post.get("hour", "")))


def read_of_set(request: HttpRequest) -> dict[int, Read]:
    """Of what belongs to a set, by its number: «7:42:2026-11-20T09:00:00+01:00» says that version 42, handed over at
    that instant, was read of the handoff 7. The hour is one.
    """
    hour = instant(request.POST.get("hour", ""))
    boxes = (box.split(":", 2) for box in request.POST.getlist("przeczytane"))
    found = {number(box[0]): Read(number(box[1]), instant(box[2]), hour) for box in boxes if len(box) == 3}
    return {pk: read for pk, read in found.items() if pk and read.revision_id}


def instant(text: str) -> dt.datetime | None:
    try:
        found = parse_datetime(text)
    except ValueError:  # written like an instant, but there is none such
        return None
    return found if found is not None and is_aware(found) else None


@dataclass(frozen=True)
class Moved:
    """What changed between reading and deciding, where it is not the text: the hour that was read, or None."""

    hour: dt.datetime | None = None

    @classmethod
    def of(cls, verdict: Verdict, read: Read) -> "Moved | None":
        """None where the refusal has another cause; a form that says no hour was not ours."""
        if verdict == HOUR_MOVED and read.publish_at is not None:
            return cls(read.publish_at)
        return cls() if verdict == REDELIVERED and read.delivered_at is not None else None
