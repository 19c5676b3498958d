"""Django's question «may this account …?» is answered by standing alone, for whatever this house answers for."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.publishing.city import fresh

SignIn = Callable[[Any], Client]
pytestmark = pytest.mark.par(4, ust=1, pkt=1)


def given(user: Any, name: str) -> Any:
    """The account again, in a group that holds the permission."""
    app_label, _dot, codename = name.partition(".")
    group = Group.objects.create(name="goście")
    group.permissions.add(Permission.objects.get(content_type__app_label=app_label, codename=codename))
    user.groups.add(group)
    return fresh(user)


@pytest.mark.parametrize("permission", ["wagtailredirects.add_redirect", "auth.change_group", "portal.change_user"])
def test_a_group_opens_nothing_to_a_unit(city: SimpleNamespace, permission: str) -> None:
    assert not given(city.coordinator, permission).has_perm(permission)


def test_a_group_opens_no_staff_door(city: SimpleNamespace, as_: SignIn, django_user_model: Any) -> None:
    stranger = given(django_user_model.objects.create(username="obca"), "wagtailadmin.access_admin")
    assert not stranger.has_perm("wagtailadmin.access_admin")
    assert as_(stranger).get(reverse("wagtailadmin_home")).status_code != 200


def test_what_belongs_to_others_is_left_to_them(city: SimpleNamespace) -> None:
    assert given(city.coordinator, "sessions.view_session").has_perm("sessions.view_session")


def test_no_screen_reads_the_tables_of_permissions(city: SimpleNamespace, as_: SignIn) -> None:
    for who in (city.coordinator, city.administrator):
        with CaptureQueriesContext(connection) as asked:
            as_(who).get(reverse("wagtailadmin_explore_root"), follow=True)
        assert not [query["sql"] for query in asked if '"auth_permission"' in query["sql"].partition("FROM")[2][:30]]
