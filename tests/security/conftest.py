"""The city of the publishing tests, and its people at their screens and at the door."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction

from tests.publishing.conftest import as_, city, clock
from tests.security.door import Visitor

__all__ = ["as_", "city", "clock", "no_goes_yet", "visitor"]


@pytest.fixture(autouse=True)
def no_goes_yet() -> None:
    """Limits are counted in the cache, which tests share."""
    cache.clear()


@pytest.fixture
def visitor(city: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Visitor]:
    """Somebody at the door: `visitor()`, `visitor(address)`. A test's transaction never ends: nothing waits for it."""
    monkeypatch.setattr(transaction, "on_commit", lambda work, using=None, robust=False: work())
    return Visitor
