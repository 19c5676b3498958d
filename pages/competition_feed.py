"""The Atom feed of competitions, with the filters of the list."""

import datetime as dt
from typing import Any

from django.contrib.syndication.views import Feed
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .calendars import printable, ribbon
from .competition_list import asked_for
from .competition_states import State
from .competition_words import amount_words, day_words
from .filter_chips import chips, kept

MOST = 100
"""A feed tells what is new, so its length has an end; the files hold everything."""
LIST, FEED = "/konkursy/", "/konkursy/atom/"


class Asked:
    """One request: its filter, and its entries."""

    def __init__(self, request: HttpRequest) -> None:
        self.form, self.found = asked_for(request, timezone.now())
        self.query = kept(request.GET)
        self.words = [f"{chip.label}: {chip.text}" for chip in chips(self.form, request.GET)]

    def address(self, path: str) -> str:
        return f"{path}?{self.query}" if self.query else path


class CompetitionsFeed(Feed):
    """Competitions as they are announced, settled or annulled, the latest change first."""

    feed_type = Atom1Feed
    author_name = gettext_lazy("NGO portal of Kraków")

    def get_object(self, request: HttpRequest) -> Asked:
        return Asked(request)

    def title(self, asked: Asked) -> str:
        return printable(" – ".join([_("Open competitions of offers in Kraków"), *asked.words]))

    def link(self, asked: Asked) -> str:
        return asked.address(LIST)

    def feed_url(self, asked: Asked) -> str:
        return asked.address(FEED)

    def subtitle(self, asked: Asked) -> str:
        return ribbon()

    def items(self, asked: Asked) -> Any:
        changed = Coalesce("last_published_at", "first_published_at", "latest_revision_created_at")
        return asked.found.annotate(changed=changed).order_by(changed.desc(nulls_last=True), "-pk")[:MOST]

    def item_title(self, item: Any) -> str:
        return printable(f"{item.title} ({State(item.state_now).label})")

    def item_description(self, item: Any) -> str:
        """The deadline first; the unit, the money and the task after it."""
        said = (day_words(item, timezone.now()), item.stewardship.unit.name, amount_words(item), item.summary)
        return printable("\n".join(filter(None, said)))

    def item_link(self, item: Any) -> str:
        return item.get_url()

    def item_guid(self, item: Any) -> str:
        return f"tag:ngo.krakow.pl,2026:page-{item.pk}"

    def item_updateddate(self, item: Any) -> dt.datetime:
        """Atom wants a date of each entry."""
        return item.changed or timezone.now()

    def item_pubdate(self, item: Any) -> dt.datetime | None:
        return item.first_published_at
