"""The answer to a decision about something that has changed since it was read: the handoff as it is now."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from coordination.verdict import Refused

from .. import comparing
from ..denials import record
from ..models import Handoff, Review
from ..policies import Read
from ..policies.verdicts import NEWER, NOT_NOW
from ..states import APPROVED, Decision, Stage
from .handoff import show
from .read import Moved


def moved_on(request: HttpRequest, found: Handoff, refused: Refused, read: Read, **forms: Any) -> HttpResponse:
    """The handoff as it is now, where somebody else was faster: the newer version beside the one that was read
    (scenario 8), who decided and when (scenario 11), another hour. Any other refusal goes its way.

    What was typed stays.
    """
    found.refresh_from_db()
    newer = comparing.since(read.revision_id, found, request) if refused.verdict == NEWER else None
    decided = _decided(found) if refused.verdict == NOT_NOW else None
    moved = Moved.of(refused.verdict, read)
    if newer is None and decided is None and moved is None:
        raise refused
    record(request, refused)
    return show(request, found, status=409, newer=newer, decided=decided, moved=moved, **forms)


LED_TO: dict[str, frozenset[str]] = {
    Decision.APPROVED: APPROVED,
    Decision.RETURNED: frozenset({Stage.RETURNED}),
    Decision.UNCHECKED: frozenset({Stage.PUBLISHED}),
}
"""The stages in which a decision still stands; in any other something else came between."""


def _decided(found: Handoff) -> Review | None:
    """The decision that was faster; None where it was something else, such as a withdrawal."""
    last = found.reviews.order_by("-at", "-pk").first()
    return last if last and found.stage in LED_TO[last.decision] else None
