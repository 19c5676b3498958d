"""Is the content ready? A page says what it lacks; a hard issue stops it, a soft one warns. Pure."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from coordination import order
from coordination.verdict import YES, Verdict

from . import steps


def complete(issues: Iterable[Any]) -> Verdict:
    """No while anything hard is missing; the reason names all of it (§ 3 pkt 2)."""
    hard = [str(issue.message) for issue in issues if issue.hard]
    if not hard:
        return YES
    reason = _("The material is not complete yet. %(missing)s") % {"missing": " ".join(hard)}
    return Verdict(reason, order.CURRENT_CONTENT, steps.EDIT)
