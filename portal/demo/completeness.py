"""What units still lack: a gap of every item, a declaration, an attested meeting, kept views, months of trend."""

from __future__ import annotations

import datetime as dt

from coordination.calendar import warsaw
from coordination.models import Person, Unit
from pages.models import UnitPage
from publishing import actions, months
from publishing.actions import Plan
from publishing.models import MonthOfGaps, SavedView
from publishing.reckoning import at_work, reckon
from publishing.states import Ground, Purpose
from publishing.trend import months_back

from .shift import as_of
from .stage import Stage

NO_AID = "gup"
MET = "kd"
BARE = "zzm"
REWRITTEN = "mcpu"
NO_PHONES = (("koordynator", "ek"), ("zastepca", "mcpu"))
MEASURED = 7
MISSED = 2
"""So many months ago no clock was running: the trend has a gap there."""


def build(stage: Stage) -> None:
    _gaps(stage)
    _without_page(stage)
    _declared(stage)
    _kept(stage)
    _measured(stage)


def _gaps(stage: Stage) -> None:
    """Phones of a coordinator and of a deputy; a unit without an e-mail, a topic and a sphere."""
    for prefix, key in NO_PHONES:
        Person.objects.filter(user__username=f"{prefix}.{key}").update(phone="", extension="")
    bare = stage.unit(BARE)
    bare.topics.clear()
    bare.spheres.clear()
    Unit.objects.filter(pk=bare.pk).update(email="")


def _without_page(stage: Stage) -> None:
    """A unit took its page off to write it anew."""
    page = UnitPage.objects.get(subject=stage.unit(REWRITTEN))
    at = stage.shift.at(-6)
    with as_of(at):
        plan = Plan(Purpose.TAKE_OFF, Ground.OUTDATED)
        actions.take_down(page, plan=plan, by=stage.user(f"koordynator.{REWRITTEN}"), now=at)


def _declared(stage: Stage) -> None:
    at = stage.shift.at(-18)
    with as_of(at):
        actions.declare_no_aid(
            stage.unit(NO_AID),
            reason="Sprawy organizacji załatwiamy w ramach zadań urzędu pracy; osobnej pomocy nie prowadzimy.",
            by=stage.standing(f"kierownik.{NO_AID}", at),
            now=at,
        )
        actions.attest_meeting(
            stage.unit(MET),
            on=max(stage.shift.day(-25), dt.date(at.year, 1, 2)),
            place="Sala im. Demo, ul. Bracka 10",
            by=stage.standing(f"koordynator.{MET}", at),
            now=at,
        )


def _kept(stage: Stage) -> None:
    at = stage.shift.at(-9)
    for name, query in (
        ("Bez karty pomocy", "pozycja=pomoc&braki=1"),
        ("Co zauważył portal", "grupa=ustalenia&braki=1"),
    ):
        SavedView.objects.create(account=stage.user("sz"), name=name, query=query, made_at=at)


def _measured(stage: Stage) -> None:
    """The clock has measured this month; earlier months had more to do, the more the longer ago."""
    months.run_once(stage.now)
    totals = reckon(at_work(stage.today), stage.now).totals
    past = months_back(stage.today, MEASURED)[:-1]
    rows = [
        MonthOfGaps(
            month=month,
            item=code,
            units=total.units + (ago + 1) // 2,
            things=total.things + ago,
            taken_at=warsaw(month, dt.time(0, 20)),
        )
        for ago, month in ((len(past) - place, month) for place, month in enumerate(past))
        for code, total in totals.items()
        if ago != MISSED
    ]
    MonthOfGaps.objects.bulk_create(rows)
