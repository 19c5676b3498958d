"""Deeds on offices of the portal side (§ 4 ust. 1 pkt 2): named, changed, ended with a last day; never deleted."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from coordination import audit, order
from coordination.actions.deed import deed
from coordination.calendar import warsaw_date
from coordination.models import PortalAssignment, Unit
from coordination.policies import OfficePolicy
from coordination.standing import Standing
from coordination.states import PortalOffice
from coordination.verdict import Refused, Verdict

from ..coverage import DAY
from ..seats import Snapshot


@deed("office.assign")
def assign_office(
    account: Any,
    *,
    office: str,
    from_on: dt.date,
    basis: str,
    by: Standing,
    now: dt.datetime,
    until_on: dt.date | None = None,
    units: Iterable[Unit] = (),
    kinds: Iterable[str] = (),
    portals: Iterable[int] = (),
) -> PortalAssignment:
    """Name somebody to an office of the portal side. Days are Warsaw dates, both inclusive, from today on.

    Raises Refused; ValidationError for days and scope that do not fit, and for an account that is shut.
    """
    OfficePolicy(by).may_keep(office).enforce()
    if from_on < warsaw_date(now):
        raise ValidationError({"from_on": _("An office begins today at the earliest.")})
    if not account.is_active:
        raise ValidationError({"account": _("This account is shut.")})
    row = PortalAssignment(
        account=account,
        office=office,
        from_on=from_on,
        until_on=until_on,
        kinds=sorted(kinds),
        portals=sorted(portals),
        basis=basis,
        assigned_by=by.name,
    )
    return _begin(row, list(units), "office.assign", by, now)


@deed("office.change")
def change_office(
    row: PortalAssignment,
    *,
    until_on: dt.date | None,
    basis: str,
    by: Standing,
    now: dt.datetime,
    units: Iterable[Unit] = (),
    kinds: Iterable[str] = (),
    portals: Iterable[int] = (),
) -> PortalAssignment:
    """Set the last day or another scope. What was in force stays as it was: a new scope ends the old row yesterday
    and begins a new one today. A last day lies no further back than yesterday.

    Raises Refused when a kind, an open item or the whole portal would be left without anybody; ValidationError for
    days that do not fit.
    """
    today = warsaw_date(now)
    row = _held(row)
    OfficePolicy(by).may_keep(row.office).enforce()
    if row.until_on and row.until_on < today:
        raise Refused(Verdict(_("This office has ended; what is past stays as it was."), order.BEYOND_RIGHTS))
    if until_on and until_on < today - DAY:
        raise ValidationError({"until_on": _("The last day can be yesterday at the earliest.")})
    before = Snapshot(today)
    wanted = {"kinds": sorted(kinds), "portals": sorted(portals)}
    new_units = list(units)
    narrowed = {one.pk for one in row.units.all()} != {one.pk for one in new_units}
    changed = narrowed or any(sorted(getattr(row, name)) != value for name, value in wanted.items())
    if changed and row.from_on < today and not (until_on and until_on < today):
        _end(row, today - DAY, by, now)
        row = PortalAssignment(
            account=row.account,
            name=row.name,
            office=row.office,
            from_on=today,
            until_on=until_on,
            basis=basis,
            assigned_by=by.name,
            **wanted,
        )
        row = _begin(row, new_units, "office.change", by, now)
    elif changed or basis != row.basis:
        row.until_on, row.basis = until_on, basis
        row.kinds, row.portals = wanted["kinds"], wanted["portals"]
        row = _begin(row, new_units, "office.change", by, now)
    else:
        _end(row, until_on, by, now)
    before.judge_now().enforce()
    return row


def _held(row: PortalAssignment) -> PortalAssignment:
    """The row as it is now; all rows of the office are held, so that two people cannot end the last two at once."""
    rows = PortalAssignment.objects.select_for_update(of=("self",)).of_offices([row.office])
    return {one.pk: one for one in rows.order_by("pk")}[row.pk]


def _begin(row: PortalAssignment, units: list[Unit], verb: str, by: Standing, now: dt.datetime) -> PortalAssignment:
    row.clean()
    if row.office == PortalOffice.ADMINISTRATOR and (units or row.kinds or row.portals):
        raise ValidationError(_("An administrator answers for the whole portal: leave the scope empty."))
    row.save()
    row.units.set(units)
    _write(verb, row, by, now)
    return row


def _end(row: PortalAssignment, until_on: dt.date | None, by: Standing, now: dt.datetime) -> None:
    row.until_on = until_on
    row.clean()
    row.save(update_fields=["until_on"])
    _write("office.end", row, by, now)


def _write(verb: str, row: PortalAssignment, by: Standing, now: dt.datetime) -> None:
    days = f"{row.from_on.isoformat()} - {row.until_on.isoformat() if row.until_on else ''}".strip()
    scope = "; ".join(
        filter(
            None,
            (
                ", ".join(row.kinds),
                ", ".join(str(unit) for unit in row.units.all()),
                ", ".join(f"portal {number}" for number in row.portals),
            ),
        )
    )
    audit.write(verb, now=now, about=row, by=by, right=row.basis, note="; ".join(filter(None, (days, scope))))
