"""Accounts on their way: one invitation that waits, one that expired, one account nobody has used for long."""

from __future__ import annotations

import datetime as dt

from coordination import actions
from coordination.actions.accounts import warn_of_silence
from coordination.calendar import warsaw_date
from coordination.models import Designation, Person
from coordination.states import Office

from .people import label, phone
from .shift import as_of
from .stage import Stage

WAITING, EXPIRED, SILENT = "ek", "zzm", "zastepca.ws"
SILENT_DAYS, ACCOUNT_DAYS = 172, 600


def build(stage: Stage) -> None:
    _invited(stage, WAITING, "Zaproszona Zastępczyni", days=-2, begins=6)
    _invited(stage, EXPIRED, "Nieobecny Zastępca", days=-21, begins=-18)
    _silent(stage)


def _invited(stage: Stage, key: str, first_name: str, *, days: int, begins: int) -> None:
    """Designated and invited that many days ago by the head of the unit."""
    unit, moment = stage.unit(key), stage.shift.at(days)
    person = Person.objects.create(
        first_name=first_name,
        last_name=f"Demo {label(unit)}",
        function="podinspektor",
        phone=unit.phone or phone(10),
        email=f"zaproszenie.{key}@umk.example",
        confirmed_on=stage.today,
    )
    head = stage.standing(f"kierownik.{key}", moment)
    with as_of(moment):
        row = actions.designate(
            person=person,
            unit=unit,
            office=Office.DEPUTY,
            from_on=stage.shift.day(begins),
            by=head,
            now=moment,
            designated_by=head.name,
            duties_attested_on=warsaw_date(moment),
        )
        actions.invite(row, by=head, now=moment)


def _silent(stage: Stage) -> None:
    """Warned yesterday; the clock shuts the account in two weeks unless somebody signs in."""
    user = stage.user(SILENT)
    user.last_login = stage.now - dt.timedelta(days=SILENT_DAYS)
    user.date_joined = stage.now - dt.timedelta(days=ACCOUNT_DAYS)
    user.save(update_fields=["last_login", "date_joined"])
    Designation.objects.filter(person__user=user).update(from_on=warsaw_date(user.date_joined))
    since, moment = warsaw_date(user.last_login), stage.shift.at(-1)
    with as_of(moment):
        warn_of_silence(user, since=since, shut_on=warsaw_date(moment) + dt.timedelta(days=14), now=moment)
