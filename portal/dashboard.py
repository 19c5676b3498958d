"""The admin home: which panels a person meets, in which order. What waits for others is not shown."""

import datetime as dt
from typing import Any

from coordination.standing import Standing
from coordination.states import Office, PortalOffice
from publishing import panels


def panels_for(standing: Standing, now: dt.datetime) -> list[Any]:
    """The panels of one person, the most urgent first; several offices add up."""
    found: list[Any] = []
    if standing.is_portal_officer or standing.watches_city:
        found += panels.clock_alarm(now)
        found += panels.overdue(standing, now)
        found += panels.emergencies()
    if standing.units or standing.is_portal_officer or standing.watches_city:
        found += panels.partly_published(standing)
    if standing.is_administrator:
        found += panels.failing_jobs(now)
        found += panels.letters_waiting()
    if standing.watches_city:
        found += panels.uncovered(standing, now)
        found += panels.without_editor(now)
    if standing.acting_unit_ids:
        found.append(panels.shortcuts(standing))
    if standing.units:
        found += panels.waiting(standing, now)
    if any(standing.heads(unit) for unit in standing.units):
        found.append(panels.offices(standing))
    if standing.is_portal_officer:
        found += panels.queue(standing, now)
    if standing.units or standing.is_portal_officer:
        found.append(panels.news(standing, now))
    if standing.watches_city:
        found.append(panels.city(standing, now))
    for number, panel in enumerate(found):
        panel.order = number
    return found


def roles_of(standing: Standing) -> list[str]:
    """«koordynator: Wydział …», «redaktor portalu»: under which offices the person works today."""
    held = [
        f"{', '.join(str(office.label) for office in Office if office in offices)}: {standing.unit_names[unit]}"
        for unit, offices in standing.units.items()
    ]
    return held + [str(office.label) for office in PortalOffice if office in standing.portal]
