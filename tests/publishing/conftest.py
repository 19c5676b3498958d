"""The city on Monday 23 November 2026, 10:00, and its people at their screens."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from tests.publishing import city as building


@pytest.fixture
def clock(time_machine: Any) -> Any:
    time_machine.move_to(building.NOW, tick=False)
    return time_machine


@pytest.fixture
def city(built: SimpleNamespace | None, db: None, clock: Any) -> SimpleNamespace:
    return building.own(built)


@pytest.fixture
def as_(city: SimpleNamespace) -> Callable[[Any], Client]:
    """A browser in which the account is signed in."""

    def sign_in(user: Any) -> Client:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in
