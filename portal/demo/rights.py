"""What each unit may publish by itself (§ 4 ust. 1 pkt 1); the rest goes through the queue."""

from __future__ import annotations

import datetime as dt

from coordination.models import Person
from publishing.models import PublishingRight

from .stage import BASIS, Stage

EVERYWHERE = ("unit", "event", "aid")
MORE = {"sz": ("news", "standard", "answer"), "kd": ("competition",)}
GRANTED_BY = "Prezydent Miasta Krakowa (dane demonstracyjne)"


def build(stage: Stage) -> None:
    """Rights of every unit that has people of its own, some with an end, one for one person only."""
    since = stage.shift.day(-420)
    basis = BASIS.format(year=since.year)
    rows = [
        PublishingRight(unit=unit, kind=kind, from_on=since, basis=basis, granted_by=GRANTED_BY)
        for key, unit in stage.units.items()
        if not unit.served_by_id
        for kind in (*EVERYWHERE, *MORE.get(key, ()))
    ]
    ended = {"from_on": since, "until_on": stage.shift.day(-45), "basis": f"{basis}, cofnięte na prośbę komórki"}
    rows += [
        PublishingRight(unit=stage.unit("mcpu"), kind="news", granted_by=GRANTED_BY, **ended),
        PublishingRight(
            unit=stage.unit("zzm"),
            kind="news",
            person=Person.objects.get(user__username="koordynator.zzm"),
            from_on=stage.shift.day(-20),
            basis=f"{basis}, tylko dla tej osoby",
            granted_by=GRANTED_BY,
        ),
        PublishingRight(
            unit=stage.unit("sp"),
            kind="news",
            from_on=_next_quarter(stage.today),
            basis=f"{basis}, od nowego kwartału",
            granted_by=GRANTED_BY,
        ),
    ]
    PublishingRight.objects.bulk_create(rows)


def _next_quarter(day: dt.date) -> dt.date:
    month = (day.month - 1) // 3 * 3 + 4
    return dt.date(day.year + (month > 12), (month - 1) % 12 + 1, 1)
