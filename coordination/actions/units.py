"""Deeds on units: a new name, a merger, a closing, by order of the mayor (§ 1 pkt 2, § 7).

Decided once, effective by the calendar: the last day and the successor are written at once, for dates say the rest;
what dates cannot say moves when the day comes, at once when it has come already, else by the clock.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.text import slugify
from django.utils.translation import gettext as _

from .. import audit, belongings
from ..belongings import Succession, all_of_them
from ..calendar import warsaw_date
from ..lineage import heir_of, leads_to
from ..models import Unit, UnitChange, UnitKind, UnitName
from ..policies import UnitPolicy
from ..routing import coordinating_unit
from ..signals import unit_change_cancelled, unit_change_planned, unit_closed, unit_renamed, units_merged
from ..standing import Standing
from ..states import UnitChangeKind
from ..text import fold
from .deed import deed

FURTHEST = dt.timedelta(days=366)
"""How far from today a day may lie, either way: beyond that it is a slip of the pen."""


@dataclass(frozen=True)
class NewUnit:
    """A successor that does not exist yet."""

    name: str
    symbol: str
    kind: UnitKind


# -- decisions ------------------------------------------------------------------------------------------------------


@deed("unit.rename")
def rename_unit(
    unit: Unit, *, name: str, symbol: str, on: dt.date, basis: str, by: Standing, now: dt.datetime
) -> UnitChange:
    """Give a unit a new name and symbol from the day `on`; the address and everything in it stay.

    Raises Refused, or ValidationError for a day or name that does not fit.
    """
    UnitPolicy(by).may_change().enforce()
    unit = _locked([unit])[0]
    check_rename(unit, name=name, symbol=symbol, on=on, today=warsaw_date(now))
    change = _decide(UnitChangeKind.RENAME, unit, on=on, basis=basis, by=by, now=now, name=name, symbol=symbol)
    return _when_due(change, by=by, now=now)


@deed("unit.close")
def close_unit(
    unit: Unit, *, last_on: dt.date, successor: Unit | None, basis: str, by: Standing, now: dt.datetime
) -> UnitChange:
    """Close a unit with its last day, inclusive. Without a successor only when nothing would be orphaned.

    Raises Refused, or ValidationError with the field it concerns.
    """
    UnitPolicy(by).may_change().enforce()
    locked = _locked([unit, *([successor] if successor else [])])
    unit = next(row for row in locked if row.pk == unit.pk)
    successor = next((row for row in locked if successor and row.pk == successor.pk), None)
    return _close(unit, successor, on=last_on + dt.timedelta(days=1), basis=basis, by=by, now=now)


@deed("unit.merge")
def merge_units(
    *, units: Iterable[Unit], into: Unit | NewUnit, on: dt.date, basis: str, by: Standing, now: dt.datetime
) -> list[UnitChange]:
    """Join one or several units to a successor, existing or new, from the day `on`. All of them, or none.

    Raises Refused, or ValidationError with the field it concerns.
    """
    UnitPolicy(by).may_change().enforce()
    wanted, founds = list(units), isinstance(into, NewUnit)
    if isinstance(into, NewUnit):
        into = _establish(into, besides=wanted, on=on, basis=basis, by=by, now=now)
    locked = {row.pk: row for row in _locked([*wanted, into])}
    heir = locked[into.pk]
    return [_close(locked[unit.pk], heir, on=on, basis=basis, by=by, now=now, founds=founds) for unit in wanted]


@deed("unit.cancel")
def cancel_change(change: UnitChange, *, by: Standing, now: dt.datetime) -> UnitChange:
    """Take back a change whose day has not come. What is done stays done and is documented. Raises Refused."""
    change = UnitChange.objects.select_for_update(of=("self",)).select_related("unit").get(pk=change.pk)
    UnitPolicy(by).may_cancel(change.waits).enforce()
    if change.kind != UnitChangeKind.RENAME:
        Unit.objects.filter(pk=change.unit_id).update(active_until=None, successor=None)
    change.cancelled_at, change.cancelled_by_name = now, by.name
    change.save(update_fields=["cancelled_at", "cancelled_by_name"])
    _write("unit.cancel", change, by, now)
    _forget_the_unborn(change, by, now)
    unit_change_cancelled.send(UnitChange, change=change, now=now)
    return change


def _forget_the_unborn(change: UnitChange, by: Standing, now: dt.datetime) -> None:
    """A successor that was to begin with the merger, and on which nothing hangs, does not begin."""
    heir = change.successor if change.founds else None
    if heir is None or heir.inheritances.waiting().exists() or any(has.read(heir).total for has in all_of_them()):
        return
    try:
        with transaction.atomic():
            audit.write("unit.delete", now=now, about=heir, by=by, unit=change.unit, right=change.basis)
            heir.inheritances.update(successor=None)  # their names stay
            heir.delete()
            change.successor = None
    except ProtectedError:  # something else stands on it
        return


def _close(
    unit: Unit,
    successor: Unit | None,
    *,
    on: dt.date,
    basis: str,
    by: Standing,
    now: dt.datetime,
    founds: bool = False,
) -> UnitChange:
    check_closing(unit, successor, on=on, today=warsaw_date(now))
    kind = UnitChangeKind.MERGE if successor else UnitChangeKind.CLOSE
    change = _decide(kind, unit, on=on, basis=basis, by=by, now=now, successor=successor, founds=founds)
    unit.active_until, unit.successor = on - dt.timedelta(days=1), successor
    unit.save(update_fields=["active_until", "successor"])
    return _when_due(change, by=by, now=now)


def _decide(kind: str, unit: Unit, *, by: Standing, now: dt.datetime, **values: Any) -> UnitChange:
    successor = values.get("successor")
    change = UnitChange.objects.create(
        kind=kind,
        unit=unit,
        unit_name=str(unit),
        successor_name=str(successor or ""),
        by_id=by.user_id,
        by_name=by.name,
        decided_at=now,
        **values,
    )
    _write(f"unit.{kind}", change, by, now)
    return change


def _when_due(change: UnitChange, *, by: Standing, now: dt.datetime) -> UnitChange:
    if change.on <= warsaw_date(now):
        carry_out(change.pk, by=by, now=now)
        change.refresh_from_db()
    else:
        unit_change_planned.send(UnitChange, change=change, now=now)
    return change


def _establish(new: NewUnit, *, besides: list[Unit], on: dt.date, basis: str, by: Standing, now: dt.datetime) -> Unit:
    """A unit that begins with the merger; its people are designated afterwards."""
    check_name(new.name, new.symbol, besides=besides, field="new_name", symbol_field="new_symbol")
    unit = Unit.objects.create(
        name=new.name, symbol=new.symbol, kind=new.kind, slug=_free_slug(new.name), active_from=on
    )
    audit.write("unit.create", now=now, about=unit, by=by, unit=unit, right=basis)
    return unit


def _free_slug(name: str) -> str:
    stem = slugify(fold(name))[:70].strip("-") or "komorka"
    taken = set(Unit.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(slug for number in range(1, len(taken) + 2) if (slug := _numbered(stem, number)) not in taken)


def _numbered(stem: str, number: int) -> str:
    return stem if number == 1 else f"{stem}-{number}"


def _locked(units: Iterable[Unit]) -> list[Unit]:
    """The rows as they are now, held in one order, so that two opposite mergers cannot both pass the check."""
    pks = sorted({unit.pk for unit in units})
    return list(Unit.objects.select_for_update(of=("self",)).filter(pk__in=pks).order_by("pk"))


# -- what does not fit ----------------------------------------------------------------------------------------------


def check_rename(unit: Unit, *, name: str, symbol: str, on: dt.date, today: dt.date) -> None:
    """Raises ValidationError with the field."""
    _check_day(unit, on, today)
    if (name, symbol) == (unit.name, unit.symbol):
        raise ValidationError({"name": _("This is the name and the symbol the unit bears already.")})
    check_name(name, symbol, besides=[unit])


def check_name(
    name: str, symbol: str, *, besides: Iterable[Unit] = (), field: str = "name", symbol_field: str = "symbol"
) -> None:
    """No other living unit bears the name or the symbol: people and letters go by them."""
    others = Unit.objects.filter(active_until__isnull=True).exclude(pk__in=[unit.pk for unit in besides])
    if others.filter(name__iexact=name).exists():
        raise ValidationError({field: _("Another unit bears this name.")})
    if symbol and others.filter(symbol__iexact=symbol).exists():
        raise ValidationError({symbol_field: _("Another unit bears this symbol.")})


def check_closing(unit: Unit, successor: Unit | None, *, on: dt.date, today: dt.date) -> None:
    """Raises ValidationError with the field. Without a successor nothing may hang on the unit."""
    _check_day(unit, on, today)
    if successor is not None:
        _check_successor(unit, successor, on)
        return
    if unit.coordinates:
        raise ValidationError(
            {"successor": _("The unit that coordinates the cooperation needs a successor (§ 1 pkt 5).")}
        )
    if UnitChange.objects.waiting().filter(successor=unit).exists():
        raise ValidationError(
            {"successor": _("Another unit is to be joined to this one. Cancel that, or name a successor.")}
        )
    held = belongings.what_holds(unit)
    if held:
        named = ", ".join(f"{str(one.title).lower()}: {seen.total}" for one, seen in held)
        text = _("Without a successor this would be nobody's: %(named)s. Name a successor, or see to it first.")
        raise ValidationError({"successor": ValidationError(text % {"named": named}, code="held")})


def _check_day(unit: Unit, on: dt.date, today: dt.date) -> None:
    if abs(on - today) > FURTHEST:
        raise ValidationError({"on": _("Give a day within a year from today.")})
    if unit.active_from and on <= unit.active_from:
        raise ValidationError({"on": _("The unit did not exist before that day.")})
    if unit.changes.waiting().exists():
        raise ValidationError({"on": _("A change of this unit waits for its day already. Cancel it first.")})
    if unit.active_until is not None:
        raise ValidationError({"on": _("This unit is closed.")})


def _check_successor(unit: Unit, successor: Unit, on: dt.date) -> None:
    if successor.pk == unit.pk:
        raise ValidationError({"successor": _("A unit does not succeed itself. Choose another one.")})
    if leads_to(successor, unit):
        raise ValidationError(
            {"successor": _("That unit is to be joined to this one: the way would lead in a circle.")}
        )
    if successor.is_closed(on):
        raise ValidationError({"successor": _("That unit does not exist on this day any more. Choose its successor.")})
    if successor.active_from and successor.active_from > on:
        raise ValidationError({"successor": _("That unit does not exist on this day yet.")})


# -- when the day comes ---------------------------------------------------------------------------------------------


@deed("unit.carry-out")
def carry_out(pk: int, *, now: dt.datetime, by: Standing | None = None) -> bool:
    """Carry one change out, once: the conditional update is the claim. False when somebody was faster."""
    claimed = UnitChange.objects.waiting().filter(pk=pk, on__lte=warsaw_date(now))
    if not claimed.update(done_at=now):
        return False
    change = UnitChange.objects.select_related("unit", "successor").get(pk=pk)
    if change.kind == UnitChangeKind.RENAME:
        _rename(change, by, now)
    else:
        _succeed(change, by, now)
    return True


def _rename(change: UnitChange, by: Standing | None, now: dt.datetime) -> None:
    unit = change.unit
    last = change.on - dt.timedelta(days=1)
    UnitName.objects.create(unit=unit, name=unit.name, symbol=unit.symbol, until_on=last)
    unit.name, unit.symbol = change.name, change.symbol
    unit.save(update_fields=["name", "symbol"])
    _write("unit.renamed", change, by, now)
    unit_renamed.send(UnitChange, change=change, now=now)


def _succeed(change: UnitChange, by: Standing | None, now: dt.datetime) -> None:
    unit = change.unit
    heir = heir_of(change.successor, warsaw_date(now)) if change.successor else None
    if unit.coordinates and heir:
        Unit.objects.filter(pk=heir.pk).update(coordinates=True)
        Unit.objects.filter(pk=unit.pk).update(coordinates=False)
    change.report = belongings.move_all(succession_of(change, heir, by, now))
    change.save(update_fields=["report"])
    _write("unit.closed", change, by, now, note=str(heir or ""))
    unit_closed.send(UnitChange, change=change, heir=heir, now=now)
    if heir is not None:
        units_merged.send(UnitChange, change=change, heir=heir, now=now)


def succession_of(change: UnitChange, heir: Unit | None, by: Standing | None, now: dt.datetime) -> Succession:
    """Without a successor SZ takes what must not be nobody's: what came after the closing was decided."""
    keeper = None if heir else coordinating_unit()
    return Succession(change.unit, heir, change.on, change.basis, change.by_name, now, by, keeper)


@deed("unit.sweep")
def sweep(pk: int, *, now: dt.datetime) -> int:
    """Carry over what was written for the closed unit at its very last moment; returns how much there was."""
    change = UnitChange.objects.select_related("unit", "successor").get(pk=pk)
    heir = heir_of(change.successor, warsaw_date(now)) if change.successor else None
    moved = belongings.move_all(succession_of(change, heir, None, now))
    if moved:
        _write("unit.swept", change, None, now, note=", ".join(f"{row['key']}: {row['number']}" for row in moved))
    return sum(row["number"] for row in moved)


def _write(verb: str, change: UnitChange, by: Standing | None, now: dt.datetime, *, note: str = "") -> None:
    audit.write(
        verb,
        now=now,
        about=change.unit,
        by=by,
        unit=change.unit,
        right=change.basis,
        note=note or change.new_name or change.successor_name,
    )
