"""Every staff address is opened or shut on purpose (scenario 75): an upgrade of Wagtail opens nothing silently."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.test import Client

from coordination.standing import standing_of
from publishing.addresses import Audience, audience_of, listed
from publishing.gate import may_pass
from tests.doors.routes import addresses_of_viewsets, all_routes
from tests.publishing.city import fresh

UNNAMED = {"admin/login/", "admin/test404/", "admin/^.*/$"}
"""The way to our sign-in page, and two pages of Wagtail that say «not found»."""


def staff_names() -> set[str]:
    return {route.name for route in all_routes() if route.is_staff and route.name}


def test_every_address_has_an_audience() -> None:
    unknown = sorted(staff_names() - listed())
    assert not unknown, f"classify them in publishing/addresses.py: {unknown}"


def test_no_audience_is_kept_for_an_address_that_is_gone() -> None:
    assert sorted(listed() - staff_names()) == []


def test_an_address_without_a_name_is_known_to_say_nothing() -> None:
    assert {route.pattern for route in all_routes() if route.is_staff and not route.name} == UNNAMED


def test_every_view_of_every_viewset_is_among_the_addresses() -> None:
    assert addresses_of_viewsets() <= {route.name for route in all_routes()}


def test_a_name_that_nobody_listed_is_shut_to_everybody(city: SimpleNamespace) -> None:
    for who in (city.coordinator, city.head, city.editor, city.administrator, city.monitor, city.root):
        assert not may_pass(standing_of(fresh(who)), "wagtailadmin_pages:of_a_later_wagtail", "GET")


@pytest.mark.parametrize(
    ("audience", "admitted"),
    [
        (Audience.STAFF, "coordinator deputy head operator editor administrator monitor director root"),
        (Audience.KEEPERS, "coordinator deputy operator editor administrator root"),
        (Audience.OFFICERS, "operator editor administrator root"),
        (Audience.ADMINISTRATORS, "administrator root"),
        (Audience.OPERATIONS, "root"),
        (Audience.NOBODY, ""),
    ],
)
def test_who_meets_which_addresses(city: SimpleNamespace, audience: Audience, admitted: str) -> None:
    name = next(name for name in sorted(listed()) if audience_of(name) is audience and "api" not in name)
    people = ["coordinator", "deputy", "head", "operator", "editor", "administrator", "monitor", "director", "root"]
    passed = [who for who in people if may_pass(standing_of(fresh(getattr(city, who))), name, "GET")]
    assert passed == admitted.split()


def test_the_internal_api_only_reads(city: SimpleNamespace) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        assert not may_pass(standing_of(fresh(city.root)), "wagtailadmin_api:pages:listing", method)


def test_anonymous_visitors_are_sent_to_sign_in(city: SimpleNamespace) -> None:
    answer = Client().get("/admin/przekazania/")
    assert answer.status_code == 302
    assert "/admin/przekazania/" in answer.url
