"""Limits count visitors, not proxies, and nobody chooses an address for themselves."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import RequestFactory

from coordination.guard import address_of

PROXY = "10.0.0.1"


@pytest.mark.parametrize(
    ("proxies", "told", "counted"),
    [
        (0, "1.2.3.4", PROXY),
        (1, "1.2.3.4", "1.2.3.4"),
        (1, "6.6.6.6, 1.2.3.4", "1.2.3.4"),
        (2, "6.6.6.6, 1.2.3.4, 10.0.0.2", "1.2.3.4"),
        (1, "", PROXY),
        (3, "1.2.3.4", PROXY),
        (1, "2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        (1, "no address", "no address"),
    ],
)
def test_the_address_that_limits_count(settings: Any, proxies: int, told: str, counted: str) -> None:
    settings.COORDINATION_PROXIES = proxies
    headers = {"x-forwarded-for": told} if told else {}
    assert address_of(RequestFactory().get("/", headers=headers, REMOTE_ADDR=PROXY)) == counted
