"""What each filter of the competitions asks of a row: one condition a filter, so that each can be left out in turn."""

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db.models import Q

from coordination.calendar import warsaw, warsaw_date
from coordination.text import stems

from .competition_states import State

Conditions = dict[str, Q]
"""By the name of the filter; they speak about rows that carry `state_now`."""

DAY = dt.timedelta(days=1)
STILL_TO_MEET = (State.OPEN.value, State.FORETOLD.value)
WITHIN = (7, 14, 30)
"""Days within which a deadline falls, today counted as none."""


def conditions_of(asked: Mapping[str, Any], now: dt.datetime) -> Conditions:
    """The conditions of what was understood of an address. Without a chosen state archival ones are left out, and a
    range of days still to come leaves only those that can still be met."""
    made = {
        "q": with_words(stems(asked.get("q", ""))),
        "stan": in_state(asked.get("stan", ""), days_ahead=are_ahead(asked, now)),
        "sfera": in_sphere(asked.get("sfera")),
        "komorka": of_unit(asked.get("komorka")),
        "dzielnica": in_district(asked.get("dzielnica")),
        "forma": Q(form=asked["forma"]) if asked.get("forma") else Q(),
        "termin": closing_within(asked.get("termin"), now),
        "termin_od": closing_from(asked.get("termin_od")),
        "termin_do": closing_until(asked.get("termin_do")),
        "kwota_od": of_at_least(asked.get("kwota_od")),
        "kwota_do": of_at_most(asked.get("kwota_do")),
    }
    return {name: condition for name, condition in made.items() if condition}


def in_state(state: str, *, days_ahead: bool = False) -> Q:
    if state:
        return Q(state_now=state)
    return Q(state_now__in=STILL_TO_MEET) if days_ahead else ~Q(state_now=State.ARCHIVED.value)


def are_ahead(asked: Mapping[str, Any], now: dt.datetime) -> bool:
    """A range of deadlines is asked for that names no day of the past: whoever names one looks for what is over."""
    named = [day for name in ("termin_od", "termin_do") if (day := asked.get(name))]
    return bool(named) and min(named) >= warsaw_date(now)


def with_words(words: Iterable[str]) -> Q:
    """Rows whose line in the search index holds every stem."""
    found = Q()
    for word in dict.fromkeys(words):
        found &= Q(search_row__stems__contains=f" {word}")
    return found


def in_sphere(sphere: Any) -> Q:
    return Q(pk__in=_chosen("spheres").filter(sphere=sphere).values("competitionpage")) if sphere else Q()


def in_district(district: Any) -> Q:
    """Those of the district, and those of the whole city, which name none."""
    if not district:
        return Q()
    rows = _chosen("districts")
    own = Q(pk__in=rows.filter(district=district).values("competitionpage"))
    return own | ~Q(pk__in=rows.values("competitionpage"))


def of_unit(unit: Any) -> Q:
    return Q(stewardship__unit=unit) if unit else Q()


def closing_within(days: Any, now: dt.datetime) -> Q:
    """Deadlines still ahead, up to the end of the Warsaw day that many days from now."""
    if not days:
        return Q()
    last = warsaw(warsaw_date(now) + (int(days) + 1) * DAY, dt.time())
    return Q(deadline__gt=now, deadline__lt=last, state_now__in=STILL_TO_MEET)


def closing_from(day: dt.date | None) -> Q:
    return Q(deadline__gte=warsaw(day, dt.time())) if day else Q()


def closing_until(day: dt.date | None) -> Q:
    """The day itself counts."""
    return Q(deadline__lt=warsaw(day + DAY, dt.time())) if day else Q()


def of_at_least(amount: Decimal | None) -> Q:
    """An unknown amount is neither small nor large."""
    return Q(amount_known__gte=amount) if amount is not None else Q()


def of_at_most(amount: Decimal | None) -> Q:
    return Q(amount_known__lte=amount) if amount is not None else Q()


def _chosen(name: str) -> Any:
    """Rows that join competitions with spheres or districts."""
    return getattr(apps.get_model("pages", "CompetitionPage"), name).through.objects.all()
