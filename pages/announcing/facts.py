"""What an announcement says, as the rules read it. Amounts in złoty, days in Warsaw; None is unknown, 0 is said. Pure.

The day of offers is the last one on which an offer may be filed: a deadline at midnight belongs to the day before.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from coordination.calendar import WorkingCalendar, warsaw_date, warsaw_time
from coordination.law import Limit, known_deadline
from coordination.outdated import Mention

from ..competition_amount import AmountKind, known_amount
from ..vocabularies import Place

INSTANT = dt.timedelta(microseconds=1)


@dataclass(frozen=True)
class Part:
    """A row of amounts; a year where it is one of a year."""

    amount: Decimal | None
    year: int | None = None
    is_about: bool = False


@dataclass(frozen=True)
class Similar:
    """Another call of the same unit and sphere at the same time."""

    title: str
    url: str


@dataclass(frozen=True)
class Announcement:
    """The announcement itself. Texts are plain; `places` holds the last day given for each place, planned or actual."""

    title: str = ""
    summary: str = ""
    organ: str = ""
    organ_is_another: bool = False  # none of those in the list: then `organ` is the name that was typed
    form: str = ""
    legal_basis: str = ""
    outside_act: bool = False  # run by another act than the one on public benefit
    spheres: int = 0
    place: str = ""
    total: Decimal | None = None
    total_is_about: bool = False
    parts: tuple[Part, ...] = ()
    max_grant: Decimal | None = None
    award_rules: str = ""
    realised_from: dt.date | None = None
    realised_until: dt.date | None = None
    conditions: str = ""
    offers_from: dt.date | None = None
    deadline: dt.datetime | None = None
    choice_mode: str = ""
    criteria: int = 0
    choice_on: dt.date | None = None
    same_kind_this_year: Decimal | None = None
    same_kind_previous_year: Decimal | None = None
    same_kind_together: Decimal | None = None
    places: Mapping[str, dt.date] = field(default_factory=dict)
    planned_on: dt.date | None = None
    committee_call: bool = False
    committee_until: dt.date | None = None
    questions_until: dt.date | None = None
    overlap_is_meant: bool = False  # the unit has said so of other calls at the same time
    amount_in_words: bool = False
    says_how_to_file: bool = True  # an address in the competition tool, or words
    around: "Around" = field(default_factory=lambda: Around())

    @property
    def is_foretold(self) -> bool:
        """A zapowiedź: a day is planned, and no place of announcement is named yet."""
        return self.planned_on is not None and not self.places

    @property
    def shown_late(self) -> bool:
        """The portal, which is one of the places, shows it later than the announcement says."""
        stated, shown = self.places.get(Place.SITE), self.around.shown_on
        return stated is not None and shown is not None and shown > stated

    @property
    def last_announced(self) -> dt.date | None:
        """The last of the places counts (art. 13 ust. 1). Another act may ask for none: then the day of the portal."""
        if self.outside_act and not self.places and not self.is_foretold:
            return self.around.told_on
        days = list(self.places.values())
        if self.shown_late and self.around.shown_on:
            days.append(self.around.shown_on)
        return max(days, default=None)

    @property
    def last_day(self) -> dt.date | None:
        return warsaw_date(self.deadline - INSTANT) if self.deadline else None

    @property
    def lacks_hour(self) -> bool:
        return self.deadline is not None and warsaw_time(self.deadline) == dt.time()

    @property
    def earliest_last_day(self) -> dt.date | None:
        """The first lawful last day of offers; None where the day of announcement or its limit is unknown."""
        window = self.around.window
        if self.last_announced is None or window is None:
            return None
        return known_deadline(self.last_announced, window, self.around.calendar)

    @property
    def contract_from(self) -> dt.date | None:
        """From when a contract may run, as far as the announcement says; its row of law is chosen by that day."""
        return self.realised_from or self.choice_on

    @property
    def contract_until(self) -> dt.date | None:
        """The last day of the longest contract; None where its beginning, its row or its end is unknown."""
        if self.contract_from is None or self.around.contract is None:
            return None
        after = known_deadline(self.contract_from, self.around.contract, self.around.calendar)
        return after - dt.timedelta(days=1) if after else None

    @property
    def years_sum(self) -> Decimal | None:
        """The sum of the years; None unless every year is given exactly."""
        years = [part for part in self.parts if part.year]
        if not years or any(part.amount is None or part.is_about for part in years):
            return None
        return sum((part.amount for part in years if part.amount is not None), Decimal())

    @property
    def whole_amount(self) -> Decimal | None:
        """All the public money, the sum of its parts where no total is given; None unless it is known exactly."""
        known = known_amount(self.total, self.total_is_about, self.parts)
        return known.amount if known.kind and AmountKind(known.kind).is_whole else None

    @property
    def money(self) -> tuple[Decimal, ...]:
        """Every amount that is given."""
        own = (self.total, self.max_grant, self.same_kind_this_year, self.same_kind_previous_year)
        rows = (part.amount for part in self.parts)
        return tuple(amount for amount in (*own, self.same_kind_together, *rows) if amount is not None)


@dataclass(frozen=True)
class Around:
    """What the rules need to know of the world: the limit of the day, days off, people, other calls, the law."""

    window: Limit | None = None
    contract: Limit | None = None  # the longest contract for a task
    calendar: WorkingCalendar = field(default_factory=WorkingCalendar)
    shown_on: dt.date | None = None  # the day on which the portal first shows it, where that is known
    told_on: dt.date | None = None  # the day on which the portal told it, or would: without places it is the first one
    contact_is_active: bool = True
    own_url: str = ""
    similar: tuple[Similar, ...] = ()
    same_number: tuple[Similar, ...] = ()
    overlap_is_asked: bool = False  # nobody but the unit knows this version yet
    outdated: tuple[Mention, ...] = ()
    without_text: tuple[str, ...] = ()  # attached PDFs that cannot be read aloud
