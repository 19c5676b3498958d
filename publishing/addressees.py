"""Who hears of a handoff, by role: the unit's people, those of the portal side who may act on it.

Whom a unit and a scope name is asked once in a pass of the clock.
"""

import datetime as dt

from coordination.asking import once
from coordination.models import Designation, Unit
from coordination.outbox import Recipient
from coordination.routing import account_recipient, officers, person_recipient, recipients_of
from coordination.standing import APPROVERS, OFFICERS
from coordination.states import Office

from .facts import site_of
from .models import Handoff
from .next_steps import OFFICERS_TAKE
from .seats import acting

OF_ANY_OFFICER = frozenset(
    {
        "reserved",
        "date_proposed",
        "date_agreed",
        "withdrawn",
        "unscheduled",
        "set_unscheduled",
        "failed",
    }
)
"""Letters on which any officer in scope may act: agree dates, try again, put something down. Of whatever asks for a
decision about a text only approvers hear (DESIGN.md section 2).
"""


def offices_of(what: str) -> frozenset[str]:
    """The portal's offices that hear of a letter of the kind, or of one that asks for the step."""
    return OFFICERS if what in OF_ANY_OFFICER | OFFICERS_TAKE else APPROVERS


def of_unit(unit: Unit, today: dt.date, named: frozenset[int] | None) -> list[Recipient]:
    """Coordinators and deputies in office today; when there are none, as inquiries go. `named` narrows to accounts.

    A shut account gets no letter (scenario 27).
    """
    found = once(("unit", unit.pk, today), lambda: _contacts(unit, today))
    people = [recipient for account, recipient in found if named is None or account in named]
    if people or named is not None:
        return people
    return once(("role", unit.pk, today), lambda: recipients_of(unit, today))


def of_heads(unit: Unit, today: dt.date, named: frozenset[int] | None) -> list[Recipient]:
    """Whoever heads the unit today, where a limit to named persons lets them hear of it."""
    rows = Designation.objects.in_force(today).of(unit.pk).filter(office=Office.HEAD).reachable()
    found = [(row.person.user_id, person_recipient(row.person)) for row in rows.select_related("person")]
    return [recipient for account, recipient in found if named is None or account in named]


def of_portal(
    handoff: Handoff, today: dt.date, named: frozenset[int] | None, offices: frozenset[str], *former: int
) -> list[Recipient]:
    """Holders of the offices whose scope covers the item, or did in its `former` units. `named` narrows."""
    site_id = site_of(handoff.page) if handoff.page else None
    key = ("portal", offices, handoff.unit_id, former, handoff.kind, site_id, today)
    found = once(key, lambda: _acting(handoff, today, offices, former))
    return [recipient for account, recipient in found if named is None or account in named]


def _contacts(unit: Unit, today: dt.date) -> list[tuple[int | None, Recipient]]:
    rows = Designation.objects.in_force(today).contacts().of(unit.pk).reachable().select_related("person")
    return [(row.person.user_id, person_recipient(row.person)) for row in rows]


def _acting(
    handoff: Handoff, today: dt.date, offices: frozenset[str], former: tuple[int, ...]
) -> list[tuple[int | None, Recipient]]:
    users = officers(offices, today).filter(pk__in=acting(handoff, today, offices, *former))
    return [(user.pk, account_recipient(user)) for user in users]
