"""A letter to the portal team when a unit ends: which items of the queue another unit answers for from now on."""

import datetime as dt
from collections import defaultdict

from django.urls import reverse

from coordination import outbox
from coordination.models import Unit
from coordination.outbox import Recipient

from . import notices
from .models import Handoff


def inherited(handoffs: list[Handoff], unit: Unit, heir: Unit, now: dt.datetime) -> None:
    """One letter a person, with the items within the scope of that person's office."""
    found: dict[Recipient, list[Handoff]] = defaultdict(list)
    for handoff in handoffs:
        handoff.unit = heir
        for one in notices.people_of_portal(handoff, now, unit.pk):
            found[one].append(handoff)
    link = reverse("publishing:queue")
    for one, rows in found.items():
        outbox.write(
            "handoff.inherited",
            to=[one],
            template="publishing/emails/inherited",
            context={"unit": unit, "heir": heir, "handoffs": rows, "link": link},
            about=heir,
            link=link,
            now=now,
        )
