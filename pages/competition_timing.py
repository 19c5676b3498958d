"""The numbers that the city sets for the life of competitions, read from the service standards."""

from coordination import standards

from .competition_states import Timing

ASSESSED, ARCHIVED = "competition.assessment", "competition.archive"
MOST_DAYS, MOST_MONTHS = 366, 1200
"""Larger numbers are slips of the hand and would lead out of the calendar."""


def timing() -> Timing:
    """One query."""
    set_by_city = standards.values({ASSESSED: Timing.assessed_after, ARCHIVED: Timing.archived_after})
    return Timing(min(set_by_city[ASSESSED], MOST_DAYS), min(set_by_city[ARCHIVED], MOST_MONTHS))
