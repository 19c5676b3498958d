"""Two changes of units, through the deeds: a new name of last spring, a unit joined to SZ. Names are invented."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.hashers import make_password

from coordination import actions
from coordination.calendar import warsaw_date
from coordination.models import Designation, Person, Unit, UnitKind
from coordination.states import Office
from pages.models import NewsPage
from portal.models import User

from .people import PASSWORD, phone
from .shift import as_of
from .stage import BASIS, Stage, text

RENAMED, OLD_NAME = "miejskie-centrum-dialogu", "Biuro Demo ds. Dialogu"
CLOSED, CLOSED_NAME = "zespol-demo-ds-wolontariatu", "Zespół Demo ds. Wolontariatu"
ACCOUNT = f"koordynator.{CLOSED}"
JOINED_DAYS_AGO = 60
PHONE = 98


def build(stage: Stage) -> None:
    _rename(stage)
    _join(stage)


def _rename(stage: Stage) -> None:
    spring = dt.date(stage.shift.spring() - 1, 3, 15)
    moment = stage.shift.at(max((spring - stage.today).days, -300))
    on = warsaw_date(moment)
    unit = stage.unit(RENAMED)
    name, unit.name = unit.name, OLD_NAME
    unit.save(update_fields=["name"])
    with as_of(moment):
        actions.rename_unit(
            unit,
            name=name,
            symbol=unit.symbol,
            on=on,
            basis=BASIS.format(year=on.year),
            by=stage.standing("administrator", moment),
            now=moment,
        )
    unit.refresh_from_db()


def _join(stage: Stage) -> None:
    """Its news item goes to SZ with it; the public history still names the old unit."""
    unit = _unit(stage)
    stage.units[CLOSED] = unit
    lead = "Spis miejsc, które przyjmują wolontariuszy, prowadzimy razem z organizacjami."
    page = NewsPage(title="Gdzie w mieście potrzebni są wolontariusze", lead=lead, body=text(stage, lead))
    page.search_description = lead
    stage.put_out(page, unit=CLOSED, by=ACCOUNT, at=stage.shift.at(-90), shelf="aktualnosci")
    moment = stage.shift.at(-JOINED_DAYS_AGO)
    with as_of(moment):
        actions.merge_units(
            units=[unit],
            into=stage.unit("sz"),
            on=warsaw_date(moment),
            basis=BASIS.format(year=moment.year),
            by=stage.standing("administrator", moment),
            now=moment,
        )
    del stage.units[CLOSED]


def _unit(stage: Stage) -> Unit:
    since = stage.shift.day(-900)
    unit = Unit.objects.create(
        name=CLOSED_NAME,
        slug=CLOSED,
        kind=UnitKind.objects.get(code="biuro"),
        active_from=since,
        phone=phone(PHONE),
        email="wolontariat@umk.example",
    )
    user = User.objects.create(
        username=ACCOUNT,
        first_name="Koordynator",
        last_name="Demo Wolontariat",
        email=f"{ACCOUNT}@umk.example",
        password=make_password(PASSWORD),
    )
    person = Person.objects.create(
        user=user,
        first_name=user.first_name,
        last_name=user.last_name,
        function="inspektor",
        phone=unit.phone,
        email=user.email,
    )
    Designation.objects.create(
        person=person, unit=unit, office=Office.COORDINATOR, from_on=since, designated_by="kierujący komórką"
    )
    return unit
