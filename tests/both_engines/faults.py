"""What breaks under the clock: `python -m tests.both_engines.faults small|full` prints what came of it, as JSON.

A clock killed (SIGKILL) at random moments, a mail server dead for an hour, two reviewers at the same moment.
"""

from __future__ import annotations

import datetime as dt
import random
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from tests.both_engines.crowd import FORK, killed_after, play, together

SIZES = {
    "small": {"runs": 4, "due": 4, "items": 5, "deaf": 4, "rounds": 6},
    "full": {"runs": 50, "due": 6, "items": 50, "deaf": 7, "rounds": 200},
}
MINUTE = dt.timedelta(minutes=1)


# -- killed ---------------------------------------------------------------------------------------------------------


def kills(city: Any, size: dict[str, int]) -> dict[str, Any]:
    """Each run: some items are due, one clock is killed somewhere in its pass, another one carries on.

    The moment is drawn between the first statement and the time an undisturbed pass took.
    """
    from tests.publishing.city import approved

    spent = _undisturbed([approved(city).pk for _number in range(size["due"])])
    runs = []
    for _run in range(size["runs"]):
        rows = [approved(city).pk for _number in range(size["due"])]
        ended = killed_after(random.uniform(0, spent), _pass)
        at_death = [_state(pk) for pk in rows]
        _pass()
        runs.append({"killed": not ended, "done": at_death.count(DONE), "torn": _torn(at_death)})
        runs[-1]["after"] = [_state(pk) for pk in rows].count(DONE)
    return {"spent": round(spent, 2), "runs": runs, **_mail_of_kills()}


UNTOUCHED = ("scheduled", False, 0, 0, 0, 0)
DONE = ("published", True, 1, 1, 1, 4)


def _state(pk: int) -> tuple[Any, ...]:
    """Stage, live, public lines, lines of the book, of Wagtail's log, letters: all or nothing."""
    from wagtail.models import PageLogEntry

    from coordination.audit import reference
    from coordination.models import AuditEntry, OutboxMessage
    from publishing.models import Handoff, PublicChange

    row = Handoff.objects.select_related("page").get(pk=pk)
    return (
        str(row.stage),
        row.page.live,
        PublicChange.objects.filter(page=row.page).count(),
        AuditEntry.objects.filter(about=reference(row), verb="handoff.publish").count(),
        PageLogEntry.objects.filter(page=row.page_id, action__startswith="wagtail.publish").count(),
        OutboxMessage.objects.filter(about=reference(row), kind="handoff.published").count(),
    )


def _torn(states: list[tuple[Any, ...]]) -> int:
    return sum(state not in (UNTOUCHED, DONE) for state in states)


def _pass() -> None:
    """One pass of the clock: publish what is due, send what waits."""
    from coordination import outbox
    from publishing import scheduling
    from tests.publishing.city import TUESDAY

    scheduling.run_once(TUESDAY)
    outbox.send_due(TUESDAY)


def _undisturbed(_rows: list[int]) -> float:
    """Seconds that a pass takes in a process of its own."""

    def strike(_number: int) -> float:
        began = time.perf_counter()
        _pass()
        return time.perf_counter() - began

    return together(1, strike)[0]


def _mail_of_kills() -> dict[str, int]:
    """A letter whose clock died in between is tried again after the claim has run out, under the same Message-ID."""
    import email

    from django.conf import settings

    from coordination import outbox
    from coordination.models import OutboxMessage
    from tests.publishing.city import TUESDAY

    while outbox.send_due(TUESDAY + outbox.CLAIM + MINUTE):
        pass
    arrived: Counter[str] = Counter()
    for file in Path(settings.EMAIL_FILE_PATH).glob("*"):
        for text in file.read_text().split("-" * 79 + "\n"):
            if said := text.strip():
                arrived[email.message_from_string(said)["Message-ID"]] += 1
    written = set(OutboxMessage.objects.values_list("message_id", flat=True))
    return {
        "letters": len(written),
        "missing": len(written - set(arrived)),
        "resent": sum(arrived.values()) - len(arrived),
    }


# -- the mail server away -------------------------------------------------------------------------------------------


def outage(city: Any, size: dict[str, int]) -> dict[str, Any]:
    """The server refuses every connection for an hour, in which decisions go on; then it answers, and not always."""
    from django.test import override_settings

    from coordination.models import OutboxMessage
    from publishing.models import Handoff
    from tests.both_engines.mailhost import Mailbox, free_port, send, serve
    from tests.publishing.city import NOW, approved

    before = set(OutboxMessage.objects.values_list("message_id", flat=True))
    mailbox, port = Mailbox(size["deaf"]), free_port()
    smtp = "django.core.mail.backends.smtp.EmailBackend"
    with override_settings(EMAIL_BACKEND=smtp, EMAIL_HOST="127.0.0.1", EMAIL_PORT=port):
        every, rows = 60 / size["items"], []
        for minute in range(60):
            while len(rows) * every <= minute and len(rows) < size["items"]:
                rows.append(approved(city, now=NOW + minute * MINUTE).pk)
            send(NOW + minute * MINUTE)
        stand = Handoff.objects.filter(pk__in=rows, stage="scheduled").count()
        sent_dead = OutboxMessage.objects.exclude(message_id__in=before).filter(sent_at__isnull=False).count()
        server, waited = serve(mailbox, port), _minutes_until_sent(before, NOW)
        server.stop()
    written = set(OutboxMessage.objects.exclude(message_id__in=before).values_list("message_id", flat=True))
    return {
        "approvals_stand": stand,
        "sent_while_dead": sent_dead,
        "letters": len(written),
        "arrived": len(set(mailbox.arrived) & written),
        "strangers": len(set(mailbox.arrived) - written),
        "resent": sum(mailbox.arrived.values()) - len(mailbox.arrived),
        "unanswered": mailbox.unanswered,
        "given_up": OutboxMessage.objects.filter(given_up_at__isnull=False).count(),
        "minutes": waited,
    }


def _minutes_until_sent(before: set[str], began: dt.datetime) -> int:
    """Beats once a minute from the end of the hour; gives up the wait after a day."""
    from coordination.models import OutboxMessage
    from tests.both_engines.mailhost import send

    for minute in range(24 * 60):
        if not OutboxMessage.objects.filter(sent_at__isnull=True).exclude(message_id__in=before).exists():
            return minute
        send(began + (60 + minute) * MINUTE)
    return 24 * 60


# -- two reviewers --------------------------------------------------------------------------------------------------


def decisions(city: Any, size: dict[str, int]) -> dict[str, Any]:
    """Round by round two officers decide the same item at once: both approve, or one approves and one returns."""
    from publishing.models import Handoff
    from tests.publishing.city import handed_over

    rows = [handed_over(city).pk for _number in range(size["rounds"])]
    officers = [city.editor.pk, city.administrator.pk]
    together_now = FORK.Barrier(2)

    def sit(number: int) -> list[str]:
        said = []
        for turn, pk in enumerate(rows):
            together_now.wait(60)
            said.append(_decide(pk, officers[number], returns=turn % 2 == 1 and number == turn // 2 % 2))
        return said

    said = together(2, sit)
    rounds = list(zip(*said, strict=True))
    after = [Handoff.objects.get(pk=pk) for pk in rows]
    return {
        "rounds": rounds,
        "one_decision": sum(_is_one_decision(row) for row in after),
        "won_by_return": sum(row.stage == "returned" for row in after),
        "errors": [each for pair in rounds for each in pair if each not in ("approved", "returned", "refused")][:5],
    }


def _decide(pk: int, officer: int, *, returns: bool) -> str:
    from django.contrib.auth import get_user_model

    from coordination.verdict import Refused
    from publishing import actions
    from publishing.models import Handoff
    from tests.publishing.city import NOW, as_read

    by, row = get_user_model().objects.get(pk=officer), Handoff.objects.get(pk=pk)
    try:
        if returns:
            actions.send_back(row, read=as_read(row), by=by, comment="Brakuje adresu.", now=NOW)
        else:
            actions.approve(row, by=by, read=as_read(row), now=NOW)
    except Refused:
        return "refused"
    except Exception as error:  # told to the test, which finds no such answer right
        return f"{type(error).__name__}: {error}"
    return "returned" if returns else "approved"


def _is_one_decision(row: Any) -> bool:
    """One review, one line of the book, one letter a person, and the stage that it leads to."""
    from coordination.audit import reference
    from coordination.models import AuditEntry, OutboxMessage

    reviews = list(row.reviews.values_list("decision", flat=True))
    verbs = AuditEntry.objects.filter(about=reference(row), verb__in=["handoff.approve", "handoff.send_back"])
    kinds = OutboxMessage.objects.filter(about=reference(row), kind__in=["handoff.scheduled", "handoff.sent_back"])
    told = {
        "approved": (["handoff.approve"], {"handoff.scheduled"}, "scheduled"),
        "returned": (["handoff.send_back"], {"handoff.sent_back"}, "returned"),
    }
    found = (list(verbs.values_list("verb", flat=True)), set(kinds.values_list("kind", flat=True)), str(row.stage))
    return len(reviews) == 1 and kinds.count() == 2 and found == told[reviews[0]]


STORIES = (kills, outage, decisions)

if __name__ == "__main__":
    play(STORIES, SIZES[sys.argv[1]])
