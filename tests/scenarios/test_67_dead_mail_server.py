"""The mail server is down during an approval (scenario 67): it stands, the letter waits where one can see it, once."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from coordination.models import OutboxMessage
from publishing.states import Stage
from tests.publishing.city import NOW, handed_over, read_fields
from tests.scenarios.travel import beat, letters, press, row_of

SMTP, MEMORY = (f"django.core.mail.backends.{name}.EmailBackend" for name in ("smtp", "locmem"))


@pytest.mark.par(4, ust=1, pkt=2)
def test_the_approval_stands_and_the_letter_goes_once_later(
    city: SimpleNamespace, as_: Any, clock: Any, settings: Any
) -> None:
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    row = handed_over(city)
    settings.EMAIL_BACKEND = SMTP
    assert press(as_(city.editor), "approve", row, **read_fields(row)).status_code == 302
    assert row_of(row).stage == Stage.SCHEDULED
    beat(clock, NOW + dt.timedelta(minutes=1))
    waiting = OutboxMessage.objects.filter(kind="handoff.scheduled")
    assert letters("scheduled") == {"koordynator.kd@umk.example", "zastepca.kd@umk.example"}
    assert {letter.sent_at for letter in waiting} == {None}
    home = reverse("wagtailadmin_home")
    shown = as_(city.administrator).get(home).content.decode()
    assert "4 listy nie zostały wysłane" in shown
    assert "ConnectionRefusedError" in shown
    assert waiting[0].subject in shown
    assert "ConnectionRefusedError" not in as_(city.coordinator).get(home).content.decode()
    assert "outbox" in Client().get("/healthz").json()["failing"]
    beat(clock, NOW + dt.timedelta(minutes=17))
    beat(clock, NOW + dt.timedelta(minutes=34))
    assert Client().get("/healthz").status_code == 503, "whoever watches from outside learns of it"
    settings.EMAIL_BACKEND = MEMORY
    for minutes in (60, 61, 600):
        beat(clock, NOW + dt.timedelta(minutes=minutes))
    assert "ConnectionRefusedError" not in as_(city.administrator).get(home).content.decode()
    assert Client().get("/healthz").json()["failing"] == []
    sent = [letter.extra_headers["Message-ID"] for letter in mail.outbox]
    assert len(sent) == len(set(sent)) == OutboxMessage.objects.count()
