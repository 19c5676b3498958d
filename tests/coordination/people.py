"""Units, people and designations for tests, a line each."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from django.contrib.auth import get_user_model

from coordination.models import Absence, Designation, Person, PortalAssignment, Topic, Unit, UnitKind
from coordination.standing import Standing, standing_of
from coordination.states import Office

TODAY = dt.date(2026, 11, 23)  # a Monday
NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)  # 10:00 in Warsaw
LONG_AGO = dt.date(2025, 1, 1)
_count = itertools.count(1)


def unit(name: str = "", **values: Any) -> Unit:
    number = next(_count)
    kind, _made = UnitKind.objects.get_or_create(code="wydzial", defaults={"name": "Wydział"})
    values.setdefault("slug", f"komorka-{number}")
    return Unit.objects.create(name=name or f"Komórka próbna {number}", kind=kind, **values)


def sz() -> Unit:
    return Unit.objects.get(coordinates=True)


def topic(name: str, *units: Unit, synonyms: str = "") -> Topic:
    slug = f"temat-{next(_count)}"
    made = Topic.objects.create(name=name, slug=slug, synonyms=synonyms)
    for one in units:
        one.topics.add(made)
    return made


def person(name: str = "", **values: Any) -> Person:
    number = next(_count)
    first, _blank, last = (name or f"Osoba Próbna{number}").partition(" ")
    values.setdefault("email", f"osoba{number}@umk.example")
    values.setdefault("phone", "+48126160000")
    values.setdefault("function", "inspektor")
    return Person.objects.create(first_name=first, last_name=last, **values)


def designation(
    of: Unit,
    office: str = Office.COORDINATOR,
    who: Person | None = None,
    *,
    topics: tuple[Topic, ...] = (),
    from_on: dt.date = LONG_AGO,
    **values: Any,
) -> Designation:
    made = Designation.objects.create(person=who or person(), unit=of, office=office, from_on=from_on, **values)
    made.topics.set(topics)
    return made


def away(who: Person, from_on: dt.date = TODAY, until_on: dt.date = TODAY) -> Absence:
    return Absence.objects.create(person=who, from_on=from_on, until_on=until_on)


def account(who: Person | None = None, *offices: str, **values: Any) -> Any:
    """An account, of a person where one is named, holding offices of the portal side."""
    user = get_user_model().objects.create_user(username=f"konto{next(_count)}", password="demo", **values)
    for office in offices:
        PortalAssignment.objects.create(account=user, office=office, from_on=LONG_AGO, basis="pismo")
    if who:
        who.user = user
        who.save()
    return user


def standing(of: Unit, office: str = Office.COORDINATOR, on: dt.date = TODAY) -> Standing:
    """The standing of a fresh account that holds the office in the unit."""
    who = person()
    designation(of, office, who)
    return standing_of(account(who), on)
