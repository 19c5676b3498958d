"""A row of the table: what is asked, where it stands in the editor and in the act, how heavy it is. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.utils.safestring import SafeString

from coordination.law import Article
from publishing.governed import Issue

from .facts import Announcement

LONGEST_VALUE = 120
"""Characters of a breach's value that `RuleException.value` keeps."""


class Weight(Enum):
    """ALWAYS stops every announcement, ACT one under the act (elsewhere it advises), ADVICE never stops."""

    ALWAYS = "always"
    ACT = "act"
    ADVICE = "advice"


@dataclass(frozen=True)
class Lack(Issue):
    """An issue that knows its rule; `value` is what an exception would be made for, and no other."""

    rule: str = ""
    value: str = ""
    article: Article | None = None


def nothing(of: Announcement) -> str:
    return ""


def naming(*names: str) -> Callable[[Announcement], str]:
    """The value of a breach made of these facts."""
    return lambda of: "/".join(str(getattr(of, name)) for name in names)


@dataclass(frozen=True)
class Rule:
    """`broken` says whether the announcement lacks it; `text` is a sentence without its full stop.

    `value` tells one breach from another of the same rule: where days or amounts change, it is another breach.
    """

    key: str
    field: str
    article: Article | None
    weight: Weight
    text: Any  # words, or a function of the announcement that gives them
    broken: Callable[[Announcement], Any]
    value: Callable[[Announcement], str] = nothing

    def stops(self, of: Announcement) -> bool:
        return self.weight is Weight.ALWAYS or (self.weight is Weight.ACT and not of.outside_act)

    def judge(self, of: Announcement) -> Lack | None:
        if not self.broken(of):
            return None
        words = self.text(of) if callable(self.text) else self.text
        return Lack(self.field, self._told(words), self.stops(of), self.key, self.value(of), self.article)

    def _told(self, words: Any) -> Any:
        """The sentence with its place in the act; words that hold links stay as they are."""
        return words + SafeString(f" ({self.article})." if self.article else ".")
