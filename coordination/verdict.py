"""Verdict: yes, or no with a reason, the place that gives the reason, and what to do instead.

Verdicts chain with `and`: `may_edit and may_publish` is the first refusal, or the last yes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from django.core.exceptions import PermissionDenied

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from coordination.law import Article
    from coordination.order import Citation

    Text: TypeAlias = str | _StrPromise
    Place: TypeAlias = Citation | Article


@dataclass(frozen=True, slots=True)
class Verdict:
    """A judgement. Falsy exactly when it carries a reason to refuse.

    `next` is the code of the next step (`steps`); the door makes a link of it, or leaves it out where it leads nowhere.
    """

    reason: Text = ""
    place: Place | None = None
    next: str = ""

    def __bool__(self) -> bool:
        return not str(self.reason)

    def __str__(self) -> str:
        if self or self.place is None:
            return str(self.reason)
        return f"{self.reason} ({self.place})"

    def enforce(self) -> None:
        """Pass on a yes; raise Refused on a no."""
        if not self:
            raise Refused(self)


class Refused(PermissionDenied):
    """A deed was refused; `.verdict` says why, `str()` is the sentence for the screen.

    `.told` once the refusal stands in the book, so that a deed and its door write one line together.
    """

    told = False

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict)
        self.verdict = verdict

    def __str__(self) -> str:
        return str(self.verdict)


YES = Verdict()
