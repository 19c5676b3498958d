"""A unit says how much it has for small grants; an error is put right by a further version (§ 3 pkt 5)."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .. import audit, order
from ..calendar import warsaw_date
from ..figures import Figure, FigurePolicy, faults, has_been_said
from ..law import Measure, in_words
from ..models import GrantFigure, Unit
from ..standing import Standing
from ..wording import full_day
from .deed import deed

NAME = 160


@deed("figure.file")
def file_figure(*, unit: Unit, figure: Figure, by: Standing, now: dt.datetime) -> GrantFigure:
    """File the state of a day, on any day. A second word about the same day is a version with a reason.

    Raises Refused; ValidationError, by field.
    """
    FigurePolicy(by, unit.pk).may_file().enforce()
    Unit.objects.select_for_update().get(pk=unit.pk)
    wrong = dict(faults(figure, warsaw_date(now)))
    if wrong:
        raise ValidationError({name: str(words) for name, words in wrong.items()})
    said = GrantFigure.objects.filter(unit=unit, year=figure.year, as_of=figure.as_of).newest_first().first()
    if said is not None:
        _check_correction(figure, said)
    row = GrantFigure.objects.create(
        unit=unit,
        version=said.version + 1 if said else 1,
        year=figure.year,
        as_of=figure.as_of,
        pool=figure.pool,
        committed=figure.committed,
        paid=figure.paid,
        note=figure.note,
        at=now,
        by_id=by.user_id,
        by_name=by.name[:NAME],
    )
    audit.write(
        "figure.file", now=now, about=row, by=by, unit=unit, right=str(order.SMALL_GRANT_FUNDS), note=_told(row, said)
    )
    return row


def _check_correction(figure: Figure, said: GrantFigure) -> None:
    if has_been_said(figure, said.as_figure()):
        raise ValidationError({"pool": _("This is what the unit has said for this day already.")})
    if not figure.note.strip():
        raise ValidationError({"note": _("For this day there is a figure already. Say why it is corrected.")})


def _told(row: GrantFigure, said: GrantFigure | None) -> str:
    """«stan na 24 listopada 2026: pula 60 000 zł, przyznano 41 000 zł (było: …)»."""
    words = _("as of %(day)s: pool %(pool)s, granted %(committed)s") % {
        "day": full_day(row.as_of),
        "pool": in_words(row.pool, Measure.PLN),
        "committed": in_words(row.committed, Measure.PLN),
    }
    if said is None:
        return words
    before = f"{in_words(said.pool, Measure.PLN)}, {in_words(said.committed, Measure.PLN)}"
    return f"{words} ({_('before')}: {before}; {row.note})"
