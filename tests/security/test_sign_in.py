"""The staff door: guessing ends after some failures, and sample accounts open nothing outside a demo."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from coordination.guard import SIGNING_IN
from tests.publishing.city import PASSWORD


@pytest.fixture(autouse=True)
def no_goes_yet() -> None:
    cache.clear()


def enters(password: str, address: str = "10.1.1.1") -> bool:
    data = {"username": "redaktor", "password": password}
    return Client().post("/admin/login/", data, REMOTE_ADDR=address).status_code == 302


def test_guessing_ends_and_the_owner_elsewhere_still_enters(city: SimpleNamespace) -> None:
    assert enters(PASSWORD)
    assert not any(enters(f"zgaduję-{n}") for n in range(SIGNING_IN.count))
    assert not enters(PASSWORD), "even the right one waits"
    assert enters(PASSWORD, "10.2.2.2")


def test_sample_accounts_open_nothing_outside_a_demo(city: SimpleNamespace, settings: Any) -> None:
    settings.PORTAL_DEMO = False
    assert not enters(PASSWORD)
    city.editor.set_password("kilka-zwyklych-slow")
    city.editor.save()
    assert enters("kilka-zwyklych-slow")
