"""A mail server that dies, comes back, and now and then takes a letter without saying so."""

from __future__ import annotations

import contextlib
import datetime as dt
import email
import socket
from collections import Counter
from typing import Any

from aiosmtpd.controller import Controller


class Mailbox:
    """Counts what arrived by Message-ID; every `deaf`-th letter it takes and drops the line before the answer."""

    def __init__(self, deaf: int) -> None:
        self.arrived: Counter[str] = Counter()
        self.unanswered = 0
        self._deaf = deaf

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str | None:
        said = email.message_from_bytes(envelope.content)["Message-ID"]
        self.arrived[said] += 1
        if self.arrived[said] == 1 and len(self.arrived) % self._deaf == 0:
            self.unanswered += 1
            server.transport.abort()
        return "250 taken"


def serve(mailbox: Mailbox, port: int) -> Controller:
    controller = Controller(mailbox, hostname="127.0.0.1", port=port)
    controller.start()
    return controller


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def send(now: dt.datetime) -> None:
    """One pass of the letters as the clock runs it: that the server is away is seen, and ends nothing."""
    from coordination import outbox

    with contextlib.suppress(outbox.ServerAway):
        outbox.send_due(now)
