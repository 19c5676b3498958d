"""§ 4 ust. 1 pkt 2: offices of the portal side begin and end by the calendar, and each has its scope."""

from __future__ import annotations

import datetime as dt
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError

from coordination.models import PortalAssignment
from coordination.routing import officers
from coordination.standing import APPROVERS, Post, Standing, standing_of
from coordination.states import PortalOffice
from tests.coordination.people import NOW, TODAY, account, unit

DAY = dt.timedelta(days=1)
KD, SP, CITY, MUSEUM = 1, 2, 10, 20


def posted(*posts: Post, **values: Any) -> Standing:
    return Standing(1, "Ktoś", TODAY, posts=posts, **values)


def assigned(user: Any, office: str = PortalOffice.EDITOR, **values: Any) -> PortalAssignment:
    return PortalAssignment.objects.create(
        **{"account": user, "office": office, "from_on": TODAY, "basis": "pismo"} | values
    )


def on(user: Any, day: dt.date) -> Standing:
    return standing_of(get_user_model().objects.get(pk=user.pk), day)


@pytest.mark.par(4, ust=1, pkt=2)
@pytest.mark.parametrize(
    ("post", "missing"),
    [
        (Post("redaktor"), ""),
        (Post("redaktor", kinds=frozenset({"news"})), ""),
        (Post("redaktor", kinds=frozenset({"event"})), "kind"),
        (Post("redaktor", units=frozenset({KD})), ""),
        (Post("redaktor", units=frozenset({SP})), "unit"),
        (Post("redaktor", portals=frozenset({CITY})), ""),
        (Post("redaktor", portals=frozenset({MUSEUM})), "portal"),
        (Post("redaktor", frozenset({SP}), frozenset({"event"}), frozenset({MUSEUM})), "kind"),
    ],
)
def test_a_post_covers_what_each_part_of_its_scope_covers(post: Post, missing: str) -> None:
    assert post.gap(KD, "news", CITY) == missing
    assert posted(post).approves(KD, "news", CITY) is (not missing)
    assert posted(post).tends(KD, "news", CITY) is (not missing)


def test_scopes_of_two_posts_do_not_mix() -> None:
    both = posted(
        Post("redaktor", units=frozenset({KD}), kinds=frozenset({"news"})),
        Post("redaktor", units=frozenset({SP}), kinds=frozenset({"event"})),
    )
    assert both.approves(KD, "news")
    assert both.approves(SP, "event")
    assert not both.approves(KD, "event")
    assert not both.approves(SP, "news")


def test_what_is_not_known_yet_narrows_nothing() -> None:
    assert posted(Post("redaktor", units=frozenset({KD}), portals=frozenset({CITY}))).approves(None, "news")


@pytest.mark.parametrize("office", PortalOffice)
def test_who_approves_and_who_only_prepares(office: str) -> None:
    someone = posted(Post(office))
    assert someone.approves(KD, "news") is (office in ("administrator", "redaktor"))
    assert someone.tends(KD, "news") is (office in ("administrator", "redaktor", "operator"))
    assert someone.portal == {office}


def test_a_superuser_covers_everything_and_nobody_nothing() -> None:
    assert posted(is_superuser=True).approves(KD, "news", CITY)
    assert posted().gap(APPROVERS, KD, "news") == "office"


@pytest.mark.django_db
@pytest.mark.par(4, ust=1, pkt=2)
def test_an_office_begins_and_ends_with_its_days_and_no_job() -> None:
    user = account()
    assigned(user, until_on=TODAY + 2 * DAY)
    held = {day: bool(on(user, TODAY + day * DAY).portal) for day in (-1, 0, 2, 3)}
    assert held == {-1: False, 0: True, 2: True, 3: False}


@pytest.mark.django_db
def test_standing_takes_two_queries_whatever_the_posts_and_their_units(django_assert_num_queries: Any) -> None:
    user = account()
    for kinds in ([], ["news"]):
        assigned(user, kinds=kinds).units.set([unit(), unit(), unit()])
    fresh = get_user_model().objects.get(pk=user.pk)
    with django_assert_num_queries(2):
        posts = standing_of(fresh, TODAY).posts
    assert [(len(post.units), post.kinds) for post in posts] == [(3, frozenset()), (3, frozenset({"news"}))]
    assert posts == tuple(row.post() for row in PortalAssignment.objects.order_by("pk"))


@pytest.mark.django_db
def test_letters_reach_open_accounts_that_hold_the_office_today() -> None:
    held, ended, shut = account(), account(), account(is_active=False)
    assigned(held, kinds=["news"])
    assigned(ended, from_on=TODAY - 9 * DAY, until_on=TODAY - DAY)
    assigned(shut)
    assert list(officers(["redaktor"], TODAY)) == [held]


@pytest.mark.django_db
def test_the_name_stays_when_the_account_goes() -> None:
    user = account(first_name="Roman", last_name="Redaktor")
    row = assigned(user)
    user.delete()
    row.refresh_from_db()
    assert (row.name, row.account) == ("Roman Redaktor", None)


def test_an_office_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValidationError):
        PortalAssignment(from_on=TODAY, until_on=TODAY - DAY).clean()


@pytest.mark.django_db
def test_groups_become_assignments_and_come_back(time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=False)
    move = import_module("coordination.migrations.0005_groups_become_assignments")
    user = account(first_name="Olga", last_name="Operator")
    group = Group.objects.create(name="operator")
    user.groups.add(group, Group.objects.create(name="inna"))

    move.move(apps, None)
    row = PortalAssignment.objects.get()
    assert (row.account, row.office, row.name) == (user, "operator", "Olga Operator")
    assert (row.from_on, row.until_on, row.basis) == (TODAY, None, "przeniesione z grupy")
    assert list(Group.objects.values_list("name", flat=True)) == ["inna"]

    move.move_back(apps, None)
    assert set(user.groups.values_list("name", flat=True)) == {"inna", "operator"}
