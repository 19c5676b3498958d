"""What of this room goes to a successor: inquiries, tasks, served units, the profile; and what ends with the unit."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ..belongings import Belonging
from . import inquiries, people, profile, tasks, templates, units

BELONGINGS = (
    Belonging(
        "inquiries",
        title=_("Open inquiries"),
        fate=_("The successor answers; number, day of receipt and the promised day stay. Askers get a letter."),
        order=10,
        read=inquiries.open_inquiries,
        move=inquiries.move_open_inquiries,
        needs_heir=True,
        advice=_("Answer them, or pass them on to another unit."),
        warn=inquiries.lacking_people,
    ),
    Belonging(
        "answered",
        title=_("Answered and closed inquiries"),
        fate=_("They stay readable in the successor; without one, in SZ. The old name stands in the conversation."),
        order=15,
        read=inquiries.settled_inquiries,
        move=inquiries.move_settled_inquiries,
        kept_along=True,
    ),
    Belonging(
        "templates",
        title=_("Templates of answers"),
        fate=_("The successor goes on with them; without one, SZ keeps them."),
        order=17,
        read=templates.templates,
        move=templates.move_templates,
        kept_along=True,
    ),
    Belonging(
        "tasks",
        title=_("Open tasks"),
        fate=_("The successor does them, with the same days. Tasks about the unit's own offices end."),
        order=20,
        read=tasks.open_tasks,
        move=tasks.move_tasks,
        needs_heir=True,
        advice=_("See to them first; each opens the screen where it is settled."),
    ),
    Belonging(
        "served",
        title=_("Units it serves"),
        fate=_("The successor serves them."),
        order=70,
        read=units.served_units,
        move=units.move_served_units,
        needs_heir=True,
        advice=_("Name another serving unit in each of them."),
    ),
    Belonging(
        "children",
        title=_("Subordinate units"),
        fate=_("They stand below the successor; without one, below the unit above."),
        order=75,
        read=units.subordinate_units,
        move=units.move_subordinate_units,
    ),
    Belonging(
        "designations",
        title=_("Designated people"),
        fate=_(
            "Designations end with the last day of the unit and stay in the history. The head of the successor "
            "designates anew (§ 2 pkt 1). Everybody gets a letter."
        ),
        order=80,
        read=people.holders,
        move=people.end_designations,
    ),
    Belonging(
        "hours",
        title=_("Phone hours"),
        fate=_("They end with the unit."),
        order=85,
        read=people.phone_hours,
        move=people.end_phone_hours,
    ),
    Belonging(
        "topics",
        title=_("Topics, spheres and districts"),
        fate=_("They are added to those of the successor, so organisations find it by them."),
        order=90,
        read=profile.profile,
        move=profile.hand_on_profile,
    ),
    Belonging(
        "offices",
        title=_("People of the portal who work on this unit"),
        fate=_("The successor is added to the scope of their offices."),
        order=95,
        read=profile.narrowed_offices,
        move=profile.widen_offices,
    ),
)
"""Registered by the room's AppConfig."""
