"""Letters about sets: one for everything that belongs to a set, to the roles of a side, in the deed's transaction."""

import datetime as dt
from typing import Any

from django.urls import reverse

from coordination import outbox
from coordination.standing import Standing

from . import notices
from .models import Handoff, HandoffSet


def tell(
    what: str,
    handoff_set: HandoffSet,
    members: list[Handoff],
    *sides: str,
    now: dt.datetime,
    but: Standing | None = None,
    step: str = "",
    **context: Any,
) -> None:
    """Whoever may hear of one of the members; a draft limited to others is named without its title.

    `step` is what the letter asks for, where `what` does not say it (notices.tell).
    """
    link = reverse("publishing:handoff_set", args=[handoff_set.pk])
    for side, people in notices.by_side(step or what, members, *sides, now=now, but=but):
        outbox.write(
            f"handoff.{what}",
            to=people,
            template="publishing/emails/set",
            context={
                "what": what,
                "side": side,
                "handoff_set": handoff_set,
                "members": members,
                "link": link,
                **context,
            },
            about=handoff_set,
            link=link,
            now=now,
        )
