"""Time travel through the real doors: the hand of the clock moves, the command beats, people press buttons."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from coordination.models import OutboxMessage
from publishing.models import Handoff

MINUTE = dt.timedelta(minutes=1)


def beat(clock: Any, at: dt.datetime) -> str:
    """Travel to the instant and let `publish_scheduled` take its pass; what it said."""
    clock.move_to(at, tick=False)
    said = io.StringIO()
    call_command("publish_scheduled", stdout=said)
    return said.getvalue()


def press(client: Client, name: str, row: Handoff, **data: Any) -> Any:
    """The button of the name on the screen of the handoff."""
    return client.post(reverse(f"publishing:{name}", args=[row.pk]), data)


def screen(client: Client, row: Handoff) -> str:
    return client.get(reverse("publishing:handoff", args=[row.pk])).content.decode()


def queue(client: Client) -> str:
    return client.get(reverse("publishing:queue")).content.decode()


def dates(day: str, hour: str, prefix: str = "") -> dict[str, str]:
    """The two fields of «when?» as a browser sends them."""
    return {f"{prefix}publish_at_0": day, f"{prefix}publish_at_1": hour}


def letters(kind: str) -> set[str]:
    return set(OutboxMessage.objects.filter(kind=f"handoff.{kind}").values_list("to", flat=True))


def row_of(row: Handoff) -> Handoff:
    return Handoff.objects.get(pk=row.pk)
