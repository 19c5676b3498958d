"""Scale data in bulk: units with people and rights; pages stand in scale_pages.

Counts are totals, so running it again with the same numbers changes nothing, and larger ones add what is missing.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence

from django.contrib.auth.hashers import make_password
from django.db import transaction

from coordination.calendar import warsaw_date
from coordination.models import Designation, OfficeHours, Person, Topic, Unit, UnitKind, UnitTopic
from coordination.states import Office
from portal.models import User
from publishing.models import PublishingRight, Stewardship

from .scale_pages import BATCH, BRANCHES, add_pages, add_unit_pages

KINDS = ("news", "unit", "event", "aid")


@transaction.atomic
def populate(*, units: int, pages: int, now: dt.datetime) -> tuple[int, int]:
    """Fill up to that many active units and live content pages; returns how many of each were added."""
    added = _units(units - Unit.objects.active(warsaw_date(now)).count(), now)
    missing = pages - Stewardship.objects.filter(page__live=True).exclude(kind__in=["structure", "unit"]).count()
    if missing <= 0:
        return added, 0
    turn = itertools.cycle([branch for branch in BRANCHES for _share in range(branch.share)])
    counts = dict.fromkeys(BRANCHES, 0)
    for branch in itertools.islice(turn, missing):
        counts[branch] += 1
    homes = list(Unit.objects.active(warsaw_date(now)).order_by("pk"))
    for branch, count in counts.items():
        add_pages(branch, count, homes, now)
    return added, missing


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


def _people(units: Sequence[Unit], now: dt.datetime) -> None:
    password = make_password("demo")
    seats = [
        (unit, prefix, title, office)
        for unit in units
        for prefix, title, office in (
            ("koordynator", "Koordynator", Office.COORDINATOR),
            ("zastepca", "Zastępca", Office.DEPUTY),
            ("kierownik", "Kierownik", Office.HEAD),
        )
    ]
    names = [f"{prefix}.{unit.slug}" for unit, prefix, _title, _office in seats]
    User.objects.bulk_create(
        (
            User(username=name, first_name=seat[2], last_name=f"Demo {seat[0].slug[6:]}", password=password)
            for name, seat in zip(names, seats, strict=True)
        ),
        batch_size=BATCH,
    )
    users = dict(User.objects.filter(username__contains=".skala-").values_list("username", "pk"))
    people = Person.objects.bulk_create(
        (
            Person(
                user_id=users[name],
                first_name=title,
                last_name=f"Demo {unit.slug[6:]}",
                function="inspektor",
                phone="12 000 00 99",
                email=f"{name}@umk.example",
            )
            for name, (unit, _prefix, title, _office) in zip(names, seats, strict=True)
        ),
        batch_size=BATCH,
    )
    since = warsaw_date(now) - dt.timedelta(days=400)
    Designation.objects.bulk_create(
        (
            Designation(
                person=person,
                unit=unit,
                office=office,
                from_on=since,
                first_name=person.first_name,
                last_name=person.last_name,
                function=person.function,
                phone=person.phone,
                email=person.email,
            )
            for person, (unit, _prefix, _title, office) in zip(people, seats, strict=True)
        ),
        batch_size=BATCH,
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
