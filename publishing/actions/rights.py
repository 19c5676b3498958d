"""Publishing rights of units (§ 4 ust. 1 pkt 1): given and ended from a day, never rewritten backwards."""

import datetime as dt
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coordination import audit, order
from coordination.actions.deed import deed
from coordination.calendar import warsaw_date
from coordination.models import Unit
from coordination.standing import Standing
from coordination.verdict import Refused, Verdict

from .. import steps
from ..matrix import held_of
from ..models import PublishingRight
from ..policies import RightsPolicy
from ..right_plans import DAY, Cell, Step, Wish, fingerprint, plan

MOVED_ON = Verdict(
    gettext_lazy("The register has changed since you read the preview. Read it again and confirm."),
    order.WITHIN_RIGHTS,
    steps.RIGHTS,
)


AMENDABLE = frozenset({"until_on", "basis"})


@deed("right.change")
def keep_right(
    right: PublishingRight, *, by: Standing, now: dt.datetime, changed: Collection[str] = AMENDABLE
) -> PublishingRight:
    """Write one right into the register, or what `changed` of one that stands there, with its line in the book.

    Raises Refused, also for a right that has ended; ValidationError for a first day that has passed or a last day
    before yesterday.
    """
    RightsPolicy(by).may_change().enforce()
    today = warsaw_date(now)
    if right.until_on and right.until_on < today - DAY:
        raise ValidationError({"until_on": _("The last day can be yesterday at the earliest.")})
    if right.pk is not None:
        return _amend(right, set(changed) & AMENDABLE, by, now)
    if right.from_on < today:
        raise ValidationError({"from_on": _("A right begins today at the earliest.")})
    right.granted_by = by.name
    right.save()
    _write("right.give", right, by, now, right.basis)
    return right


def _amend(wanted: PublishingRight, changed: Collection[str], by: Standing, now: dt.datetime) -> PublishingRight:
    """Judged on the row as it stands, not as the form read it."""
    stored = PublishingRight.objects.select_for_update(of=("self",)).select_related("unit").get(pk=wanted.pk)
    RightsPolicy(by).may_amend(stored.until_on).enforce()
    for field in changed:
        setattr(stored, field, getattr(wanted, field))
    stored.save(update_fields=list(changed))
    _write("right.give" if stored.until_on is None else "right.end", stored, by, now, stored.basis)
    return stored


@deed("right.change")
def change_rights(
    *, cells: Collection[Cell], wish: Wish, basis: str, by: Standing, now: dt.datetime, read: str = ""
) -> list[Step]:
    """Change several cells of the matrix at once, all or none; returns what was done.

    `read` is the fingerprint of the preview. Items already in the queue stay there (scenario 32). Raises Refused when
    the register has moved on since, ValidationError for days that have passed.
    """
    RightsPolicy(by).may_change().enforce()
    _days_ahead(wish, warsaw_date(now))
    units = {unit for unit, _kind in cells}
    list(Unit.objects.select_for_update().filter(pk__in=units).order_by("pk").values_list("pk"))  # one at a time
    steps = plan(cells, held_of(units, warsaw_date(now)), wish, warsaw_date(now))
    if read and read != fingerprint(steps):
        raise Refused(MOVED_ON)
    for step in steps:
        _do(step, wish, basis, by, now)
    return steps


def _days_ahead(wish: Wish, today: dt.date) -> None:
    if wish.give and (wish.from_on is None or wish.from_on < today):
        raise ValidationError({"from_on": _("A right begins today at the earliest.")})
    if wish.give and wish.until_on and wish.from_on and wish.until_on < wish.from_on:
        raise ValidationError({"until_on": _("The last day cannot come before the first.")})
    if not wish.give and (wish.until_on is None or wish.until_on < today - DAY):
        raise ValidationError({"until_on": _("The last day can be yesterday at the earliest.")})


def _do(step: Step, wish: Wish, basis: str, by: Standing, now: dt.datetime) -> None:
    if step.verb == "keep":
        return
    if step.verb == "give" and step.from_on:
        unit, kind = step.cell
        right = PublishingRight.objects.create(
            unit_id=unit,
            kind=kind,
            site_id=wish.site_id,
            person_id=wish.person_id,
            from_on=step.from_on,
            until_on=step.until_on,
            basis=basis,
            granted_by=by.name,
        )
        return _write("right.give", right, by, now, basis)
    right = PublishingRight.objects.select_related("unit").get(pk=step.pk or 0)
    if step.verb == "end":
        right.until_on = step.until_on
        right.save(update_fields=["until_on"])
        return _write("right.end", right, by, now, basis)
    _write("right.cancel", right, by, now, basis)
    right.delete()


def _write(verb: str, right: PublishingRight, by: Standing, now: dt.datetime, basis: str) -> None:
    days = f"{right.from_on.isoformat()} - {right.until_on.isoformat() if right.until_on else ''}".strip()
    whom = [str(part) for part in (right.person, right.site) if part]
    audit.write(
        verb,
        now=now,
        about=right,
        by=by,
        unit=right.unit,
        right=basis,
        right_row=right,
        note="; ".join([right.kind, days, *whom]),
    )
