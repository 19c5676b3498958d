"""Mail under faults: `python -m tests.both_engines.mail_faults small|full` prints what came of it, as JSON.

The clock killed (SIGKILL) at random moments while it reads the mailbox, several clocks at one mailbox, questions asked
while the mail server is dead for a day.
"""

from __future__ import annotations

import datetime as dt
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.both_engines.crowd import killed_after, play, together

SIZES = {
    "small": {"runs": 4, "letters": 6, "clocks": 3, "questions": 8, "deaf": 5},
    "full": {"runs": 50, "letters": 8, "clocks": 4, "questions": 100, "deaf": 7},
}
HOUR, BEAT = dt.timedelta(hours=1), dt.timedelta(minutes=10)


# -- the mailbox ------------------------------------------------------------------------------------------------------


def kills(city: Any, size: dict[str, int]) -> dict[str, Any]:
    """Each run: replies lie in the mailbox, one clock is killed somewhere in its pass, another one carries on."""
    with Postbox(city) as box:
        spent = _undisturbed(box, size["letters"])
        runs = []
        for _run in range(size["runs"]):
            inquiries = box.receive(size["letters"])
            ended = killed_after(random.uniform(0, spent), box.read)
            at_death = [box.state(pk) for pk in inquiries]
            torn = sum(state not in (UNTOUCHED, DONE) for state in at_death)
            box.read()
            after = [box.state(pk) for pk in inquiries].count(DONE)
            runs.append({"killed": not ended, "torn": torn, "done": at_death.count(DONE), "after": after})
        return {"spent": round(spent, 2), "runs": runs, "left": box.left(), **_rows()}


def clocks(city: Any, size: dict[str, int]) -> dict[str, Any]:
    """Several clocks read one mailbox at the same moment."""
    before = _rows()["rows"]
    with Postbox(city) as box:
        inquiries = box.receive(size["letters"])

        def beat(_number: int) -> str:
            box.read()
            return ""

        said = together(size["clocks"], beat)
        box.read()  # what a clock still held when another one asked for it
        done = [box.state(pk) for pk in inquiries].count(DONE)
        return {
            "errors": [word for word in said if word],
            "done": done,
            "left": box.left(),
            "before": before,
            **_rows(),
        }


def _undisturbed(box: Postbox, letters: int) -> float:
    """Seconds that a pass takes in a process of its own."""
    box.receive(letters)

    def strike(_number: int) -> float:
        began = time.perf_counter()
        box.read()
        return time.perf_counter() - began

    return float(together(1, strike)[0])


def _rows() -> dict[str, int]:
    from coordination.models import IncomingMail

    rows = IncomingMail.objects.all()
    return {"rows": rows.count(), "distinct": rows.values("message_id").distinct().count()}


UNTOUCHED = (1, 0, 2)
DONE = (2, 1, 4)


class Postbox:
    """A folder of letters, each the asker's reply in an inquiry of its own."""

    def __init__(self, city: Any) -> None:
        self.city = city
        self.folder = tempfile.TemporaryDirectory()

    def __enter__(self) -> Postbox:
        (Path(self.folder.name) / "new").mkdir()
        return self

    def __exit__(self, *_error: object) -> None:
        self.folder.cleanup()

    def receive(self, letters: int) -> list[int]:
        return [self._reply(number) for number in range(letters)]

    def _reply(self, number: int) -> int:
        from coordination import actions, audit, mail_tokens
        from coordination.models import OutboxMessage
        from tests.mail.letters import raw
        from tests.publishing.city import NOW

        address = f"ngo{number}@organizacja.example"
        question = actions.Question("Sala", "Czy jest sala?", address)
        inquiry = actions.ask(question, now=NOW, unit=self.city.kd).inquiry
        letter = OutboxMessage.objects.get(about=audit.reference(inquiry), kind="inquiry.confirmed")
        reply = raw(
            "A jutro?", sender=address, to=mail_tokens.address_of(letter), message_id=f"<{inquiry.pk}@o.example>"
        )
        (Path(self.folder.name) / "new" / f"{inquiry.pk}").write_bytes(reply)
        return int(inquiry.pk)

    def read(self) -> None:
        """One pass of the clock over the mailbox."""
        from django.test import override_settings

        from coordination import mail_in
        from tests.publishing.city import NOW

        with override_settings(COORDINATION_MAILBOX_URL=f"maildir://{self.folder.name}"):
            mail_in.run_once(NOW + HOUR)

    def left(self) -> int:
        return len(list((Path(self.folder.name) / "new").iterdir()))

    @staticmethod
    def state(pk: int) -> tuple[int, int, int]:
        """Words of the asker, lines of the book, letters to the unit: all or nothing."""
        from coordination.models import AuditEntry, InquiryMessage, OutboxMessage

        about = f"coordination.inquiry:{pk}"
        return (
            InquiryMessage.objects.filter(inquiry=pk, voice="asker").count(),
            AuditEntry.objects.filter(about=about, verb="inquiry.continue").count(),
            OutboxMessage.objects.filter(about=about, kind="inquiry.arrived").count(),
        )


# -- the mail server dead for a day -----------------------------------------------------------------------------------


def dead_day(city: Any, size: dict[str, int]) -> dict[str, Any]:
    """The server refuses every connection for a day, in which organisations go on asking; then it answers again."""
    from django.test import override_settings

    from coordination import actions
    from coordination.models import DutyTask, Inquiry, OutboxMessage
    from tests.both_engines.mailhost import Mailbox, free_port, send, serve
    from tests.publishing.city import NOW

    OutboxMessage.objects.all().delete()
    asked_before = Inquiry.objects.count()
    mailbox, port, asked = Mailbox(size["deaf"]), free_port(), 0
    smtp = "django.core.mail.backends.smtp.EmailBackend"
    with override_settings(EMAIL_BACKEND=smtp, EMAIL_HOST="127.0.0.1", EMAIL_PORT=port):
        for beat in range(24 * 6):
            now = NOW + beat * BEAT
            while asked < size["questions"] * (beat + 1) // (24 * 6):
                question = actions.Question("Sala", "Czy jest sala?", f"pyta{asked}@organizacja.example")
                actions.ask(question, now=now, unit=city.kd)
                asked += 1
            send(now)
        sent_dead = OutboxMessage.objects.filter(sent_at__isnull=False).count()
        stand = Inquiry.objects.count() - asked_before
        server = serve(mailbox, port)
        beats = _beats_until_sent(NOW + 24 * HOUR)
        server.stop()
    written = set(OutboxMessage.objects.values_list("message_id", flat=True))
    return {
        "stand": stand,
        "tasks": DutyTask.objects.filter(subject__startswith="inquiry:").values("subject").distinct().count(),
        "sent_while_dead": sent_dead,
        "letters": len(written),
        "arrived": len(set(mailbox.arrived) & written),
        "strangers": len(set(mailbox.arrived) - written),
        "resent": sum(mailbox.arrived.values()) - len(mailbox.arrived),
        "unanswered": mailbox.unanswered,
        "given_up": OutboxMessage.objects.filter(given_up_at__isnull=False).count(),
        "beats": beats,
    }


def _beats_until_sent(began: dt.datetime) -> int:
    """Beats of a minute from the end of the day; gives up the wait after another one."""
    from coordination.models import OutboxMessage
    from tests.both_engines.mailhost import send

    for beat in range(24 * 60):
        if not OutboxMessage.objects.filter(sent_at__isnull=True).exists():
            return beat
        send(began + beat * dt.timedelta(minutes=1))
    return 24 * 60


STORIES = (kills, clocks, dead_day)

if __name__ == "__main__":
    play(STORIES, SIZES[sys.argv[1]])
