"""Scale data in bulk: units with people and rights; pages stand in scale_pages, what lies on desks in scale_desk.

Counts are totals, so running it again with the same numbers changes nothing, and larger ones add what is missing.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.db import transaction

from coordination.calendar import warsaw_date
from coordination.models import Designation, OfficeHours, Person, Topic, Unit, UnitKind, UnitTopic
from coordination.states import Office
from portal.models import User
from publishing.models import PublishingRight, Stewardship

from . import scale_desk
from .scale_pages import BATCH, BRANCHES, add_pages, add_unit_pages

KINDS = ("news", "unit", "event", "aid")


@dataclass(frozen=True)
class Added:
    """How many of each were missing."""

    units: int = 0
    pages: int = 0
    users: int = 0


@transaction.atomic
def populate(*, units: int, pages: int, users: int = 0, now: dt.datetime) -> Added:
    """Fill up to that many active units, live content pages and active accounts, every unit with a full desk."""
    added = _units(units - Unit.objects.active(warsaw_date(now)).count(), now)
    homes = list(Unit.objects.active(warsaw_date(now)).order_by("pk"))
    people = _more_deputies(users - User.objects.filter(is_active=True).count(), homes, now)
    missing = _pages(pages, homes, now)
    scale_desk.lay_out(homes, now)
    return Added(added, missing, people)


def _pages(wanted: int, homes: Sequence[Unit], now: dt.datetime) -> int:
    missing = wanted - Stewardship.objects.filter(page__live=True).exclude(kind__in=["structure", "unit"]).count()
    if missing <= 0:
        return 0
    turn = itertools.cycle([branch for branch in BRANCHES for _share in range(branch.share)])
    counts = dict.fromkeys(BRANCHES, 0)
    for branch in itertools.islice(turn, missing):
        counts[branch] += 1
    for branch, count in counts.items():
        add_pages(branch, count, homes, now)
    return missing


def _units(missing: int, now: dt.datetime) -> int:
    if missing <= 0:
        return 0
    first = Unit.objects.filter(slug__startswith="skala-").count() + 1
    kind = UnitKind.objects.order_by("order").last()
    slugs = [f"skala-{number:04d}" for number in range(first, first + missing)]
    Unit.objects.bulk_create(
        (
            Unit(
                name=f"Placówka Demo {slug[6:]}",
                slug=slug,
                kind=kind,
                email=f"{slug}@umk.example",
                phone="12 000 00 99",
            )
            for slug in slugs
        ),
        batch_size=BATCH,
    )
    made = list(Unit.objects.filter(slug__in=slugs).order_by("pk"))
    _people(made, now)
    topics = list(Topic.objects.order_by("pk"))
    UnitTopic.objects.bulk_create(
        (UnitTopic(tag=topics[unit.pk % len(topics)], content_object=unit) for unit in made), batch_size=BATCH
    )
    add_unit_pages(made, now)
    return missing


@dataclass(frozen=True)
class Seat:
    """One office of one unit, and the account of whoever holds it."""

    unit: Unit
    username: str
    title: str
    office: Office


def _people(units: Sequence[Unit], now: dt.datetime) -> None:
    since = warsaw_date(now) - dt.timedelta(days=400)
    _fill(
        [
            Seat(unit, f"{prefix}.{unit.slug}", title, office)
            for unit in units
            for prefix, title, office in (
                ("koordynator", "Koordynator", Office.COORDINATOR),
                ("zastepca", "Zastępca", Office.DEPUTY),
                ("kierownik", "Kierownik", Office.HEAD),
            )
        ],
        since,
    )
    PublishingRight.objects.bulk_create(
        (
            PublishingRight(unit=unit, kind=kind, from_on=since, basis="skala", granted_by="skala")
            for unit in units
            for kind in KINDS
        ),
        batch_size=BATCH,
    )
    OfficeHours.objects.bulk_create(
        (
            OfficeHours(unit=unit, weekday=weekday, opens=dt.time(7, 30), closes=dt.time(15, 30))
            for unit in units
            for weekday in range(5)
        ),
        batch_size=BATCH,
    )


def _more_deputies(missing: int, units: Sequence[Unit], now: dt.datetime) -> int:
    """Accounts beyond the first three of each unit are further deputies, in turn."""
    if missing <= 0:
        return 0
    first = User.objects.filter(username__startswith="zastepca.skala.").count()
    _fill(
        [
            Seat(units[number % len(units)], f"zastepca.skala.{number}", "Zastępca", Office.DEPUTY)
            for number in range(first, first + missing)
        ],
        warsaw_date(now) - dt.timedelta(days=200),
    )
    return missing


def _fill(seats: Sequence[Seat], since: dt.date) -> None:
    """Accounts, people and designations of the seats."""
    password = make_password("demo")
    names = [(seat.title, f"Demo {seat.unit.slug.removeprefix('skala-')}") for seat in seats]
    User.objects.bulk_create(
        (
            User(username=seat.username, first_name=first, last_name=last, password=password)
            for seat, (first, last) in zip(seats, names, strict=True)
        ),
        batch_size=BATCH,
    )
    users = dict(User.objects.filter(username__contains=".skala").values_list("username", "pk"))
    people = Person.objects.bulk_create(
        (
            Person(
                user_id=users[seat.username],
                first_name=first,
                last_name=last,
                function="inspektor",
                phone="12 000 00 99",
                email=f"{seat.username}@umk.example",
            )
            for seat, (first, last) in zip(seats, names, strict=True)
        ),
        batch_size=BATCH,
    )
    Designation.objects.bulk_create(
        (
            Designation(
                person=person,
                unit=seat.unit,
                office=seat.office,
                from_on=since,
                first_name=person.first_name,
                last_name=person.last_name,
                function=person.function,
                phone=person.phone,
                email=person.email,
            )
            for person, seat in zip(people, seats, strict=True)
        ),
        batch_size=BATCH,
    )
