"""Stock Wagtail and the portal, as the deeds see them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, Protocol

from django.test import Client

TAKEN = "Przejęte"


class Side(Protocol):
    """Stock Wagtail or the portal: two units («own» tries, «foreign» suffers) and how things are done here."""

    name: str
    own: SimpleNamespace
    """draft, waiting, live, public_news, scheduled, section, image, document, who."""
    foreign: SimpleNamespace
    words: list[str]
    """Words of the foreign unit."""
    lure: str
    """A word that stands beside each of them."""

    def client(self, role: str) -> Client:
        """«coordinator», «other» (of the foreign unit), «editor», «administrator», «anonymous»."""

    def form(self, page: Any = None, **values: Any) -> dict[str, Any]:
        """What a browser would send for a news item."""

    def add_address(self, below: Any) -> str:
        """The add form of a news item."""

    def shelf(self) -> Any:
        """A page of the portal's own, above the units' sections."""

    def body(self, *, page: Any = None, document: Any = None) -> Any:
        """Form data of a body that points to a page or a document."""

    def takeover(self, client: Client) -> Callable[[], bool]:
        """Rewrite the foreign unit's record of contacts; the answer says whether it took."""

    def erase(self, client: Client) -> Callable[[], bool]:
        """Delete it in bulk."""

    def register_addresses(self) -> list[str]:
        """Addresses that show the foreign unit's record."""

    def hand_in(self, page: Any) -> None:
        """Give the draft to the portal team, without a right to publish it."""

    def approve(self, page: Any, read: int) -> None:
        """As the editor who has read revision `read`, over the screens; then let the hour come."""

    def lose_office(self) -> None:
        """The own coordinator holds no office and belongs to no group any more."""

    def run_the_clock(self, at: dt.datetime) -> None:
        """What is due by then goes public."""

    def shared_with_a_foreign_draft(self) -> Any:
        """A shelf where both units may add, with a draft of the foreign one."""

    def decide_elsewhere(self) -> tuple[bool, str]:
        """Decide on something one may decide on, naming something foreign."""

    def hand_in_for(self, at: dt.datetime) -> tuple[bool, str]:
        """Hand the own draft in for an hour that has passed, and approve it; whether it went public by that."""

    def author_approves(self) -> tuple[bool, str]:
        """The own coordinator is also an editor of the portal, hands in and approves."""
