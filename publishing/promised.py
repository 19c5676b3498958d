"""What was approved goes out at its hour, also where rules of content have become stricter since (scenario 14)."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.core.exceptions import ValidationError

ESSENTIAL = frozenset({"title", "slug"})
"""Without a name and an address nothing is a page; that stays a failed publication."""
NOBODYS = frozenset(
    {
        *("path", "depth", "numchild", "url_path", "alias_of", "translation_key"),
        *("locale", "content_type", "latest_revision", "live_revision"),
    }
)
"""What Wagtail and the tree keep by themselves under the database's own constraints: nobody could correct it."""


class Promised:
    """The handoff that is being carried out, the page it publishes, and what its form would say of it today."""

    def __init__(self, handoff: Any) -> None:
        self.handoff = handoff
        self.page: Any = None
        self.objections: list[str] = []

    def judge(self, page: Any) -> None:
        """Keep what validation says instead of stopping; raises ValidationError where title or address are wrong."""
        self.page = page
        try:
            page.full_clean(exclude=NOBODYS)
        except ValidationError as error:
            if ESSENTIAL & set(error.message_dict):
                raise
            self.objections += error.messages

    def lacking(self) -> list[str]:
        """In words: what the form refuses, and what the kind asks for and is not there."""
        issues = self.page.requirements() if self.page is not None else ()
        return [*self.objections, *(str(issue.message) for issue in issues if issue.hard)]


_promised: ContextVar[Promised | None] = ContextVar("promised", default=None)


def in_hand() -> Promised | None:
    """What the clock is publishing at this moment; None at every other save."""
    return _promised.get()


@contextmanager
def kept(handoff: Any) -> Iterator[Promised]:
    """Inside, a public page is saved as it was approved, and the answer knows what is wrong with it."""
    promise = Promised(handoff)
    token = _promised.set(promise)
    try:
        yield promise
    finally:
        _promised.reset(token)
