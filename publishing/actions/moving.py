"""A page handed over to be moved; the clock moves it (publishing.moves)."""

import datetime as dt
from typing import Any

from django.db import transaction
from wagtail.models import Page

from ..facts import move_policy
from ..models import Handoff, Move
from ..places import place_of
from ..states import Purpose
from .as_it_is import handed, held, into_the_queue
from .dates import Dates


@transaction.atomic
def ask_to_move(
    page: Any,
    *,
    target: Page,
    publish_at: dt.datetime | None,
    by: Any,
    now: dt.datetime,
    note: str = "",
    sooner: str = "",
) -> Handoff:
    """Hand a public page over to be moved below `target` (§ 4 ust. 1 pkt 2, ust. 2): into the queue like any other.

    `publish_at` is the hour the unit proposes; None after a return, where the dates stay. `sooner` is the reason of an
    hour that leaves less than the lead time. Raises Refused, also for a place that is none for this page.
    """
    page = held(page, by)
    policy = move_policy(by, page)
    policy.may_ask().enforce()
    policy.may_stand(place_of(page, target.specific)).enforce()
    handoff = handed(page, Purpose.MOVE, dates=Dates(publish_at or now, sooner=sooner), by=by, now=now, note=note)
    asked = {
        "target": target,
        "from_title": page.get_parent().title,
        "to_title": target.title,
        "old_url": page.get_url() or "",
    }
    move, _is_new = Move.objects.update_or_create(handoff=handoff, defaults=asked)
    return into_the_queue(handoff, page, by=by, now=now, told=move.in_words)
