"""Numbers of competitions on the desk of whoever watches the city."""

import datetime as dt

from django.urls import reverse
from django.utils.translation import ngettext

from coordination.calendar import DAY, warsaw_date
from coordination.standing import Standing
from publishing.panels import Number, tell_number

from .competition_states import State


def register() -> None:
    """Called in ready()."""
    tell_number(planned_ones)
    tell_number(owing_results)


def planned_ones(standing: Standing, now: dt.datetime) -> Number:
    from .planned.rows import planned

    number = planned(standing, now).order_by().count()
    words = ngettext("planned competition", "planned competitions", number)
    return Number(number, words, reverse("competitions:planned"), alarms=False)


def owing_results(standing: Standing, now: dt.datetime) -> Number:
    """Their declared day of choice has passed, and neither results nor an annulment are told.

    The list of those under assessment has them, beside those whose day is still to come.
    """
    from .models import CompetitionPage

    today = warsaw_date(now)
    number = CompetitionPage.objects.owing_results(today - DAY, today=today).count()
    words = ngettext("competition without results on time", "competitions without results on time", number)
    return Number(number, words, f"/konkursy/?stan={State.ASSESSMENT.value}")
