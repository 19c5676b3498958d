"""What the page of a competition says of questions to it."""

from __future__ import annotations

from typing import Any

from coordination.calendar import warsaw_date

from ..competition_states import State
from .policy import OVER, may_ask


def of(page: Any, state: State, now: Any) -> dict[str, Any]:
    """Whether it may be asked about today, and how many public questions still wait. One query until it is over."""
    from ..models import CompetitionQuestion

    waiting = 0
    if page.pk is not None and state not in OVER:
        waiting = CompetitionQuestion.objects.of(page).public().waiting().count()
    return {"may_ask": may_ask(state, page.questions_until, warsaw_date(now)), "questions_waiting": waiting}
