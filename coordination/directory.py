"""«Kto mi pomoże?»: the finder of coordinators. A fixed number of queries, however many units there are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from django.db.models import Prefetch, Q

from .lineage import FormerName, former_names
from .models import Designation, District, OfficeHours, Sphere, Topic, Unit, UnitTopic
from .numbers import number
from .querysets import on_day
from .states import Office
from .text import MIN_STEM, stems

CONTACTS = (Office.COORDINATOR, Office.DEPUTY)


@dataclass(frozen=True)
class Wish:
    """What the visitor looks for; slugs, numbers and codes as they stand in the address."""

    words: str = ""
    topic: str = ""
    unit: str = ""
    district: str = ""
    sphere: str = ""

    @property
    def is_empty(self) -> bool:
        return not any((self.words.strip(), self.topic, self.unit, self.district, self.sphere))


@dataclass
class Dictionaries:
    """The small registers, read once a request: for the filters and for the search alike."""

    topics: list[Topic]
    units: list[Unit]
    districts: list[District]
    spheres: list[Sphere]

    @classmethod
    def read(cls, on: dt.date) -> Dictionaries:
        """Four queries."""
        units = Unit.objects.active(on).only("pk", "name", "slug", "symbol", "served_by_id").order_by("name")
        return cls(list(Topic.objects.all()), list(units), list(District.objects.all()), list(Sphere.objects.all()))

    def topic(self, slug: str) -> Topic | None:
        return next((topic for topic in self.topics if topic.slug == slug), None)


@dataclass
class Desk:
    """One unit as the directory shows it: who is in office today, who stands in, when the phone is answered."""

    unit: Unit
    answering_unit: Unit
    coordinators: list[Designation] = field(default_factory=list)
    deputies: list[Designation] = field(default_factory=list)
    head: Designation | None = None
    hours: list[OfficeHours] = field(default_factory=list)
    topics: list[Topic] = field(default_factory=list)
    former: list[FormerName] = field(default_factory=list)

    @property
    def is_incomplete(self) -> bool:
        return not (self.coordinators and self.deputies)

    def deputy_of(self, coordinator: Designation) -> Designation | None:
        """Who stands in: the one named for this person, else a deputy of the unit; present ones first."""
        named = [row for row in self.deputies if row.substitutes_for_id == coordinator.pk]
        free = [row for row in self.deputies if row.substitutes_for_id is None]
        return next(iter(sorted(named or free or self.deputies, key=lambda row: (row.is_absent, row.pk))), None)  # type: ignore[attr-defined]

    def hours_of(self, designation: Designation | None) -> list[OfficeHours]:
        """The person's own hours in this unit, else the unit's."""
        person = designation.person_id if designation else None
        own = [slot for slot in self.hours if slot.person_id and slot.person_id == person]
        return own or [slot for slot in self.hours if slot.person_id is None]


class Finder:
    """Finds units for a wish, and people for a page of units, on one day."""

    def __init__(self, wish: Wish, on: dt.date) -> None:
        self.wish = wish
        self.on = on
        self.dictionaries = Dictionaries.read(on)
        self.topic = self.dictionaries.topic(wish.topic) if wish.topic else None
        self.matched_topics = [self.topic] if self.topic else self._topics_of_words()
        self.former = former_names(on) if wish.words.strip() else {}

    def unit_ids(self) -> list[int]:
        """Units that answer the wish, the closest first, then by name. At most four queries."""
        narrowed = self._narrowed()
        if not self.wish.words.strip():
            return [unit.pk for unit in narrowed if self._stands_alone(unit)]
        close = self._closeness(narrowed)
        return sorted(close, key=lambda pk: close[pk])

    def desks(self, unit_ids: Iterable[int]) -> list[Desk]:
        """People, hours and topics of these units. Six queries."""
        wanted = list(unit_ids)
        units = Unit.objects.select_related("kind", "served_by").prefetch_related(
            Prefetch("topic_items", UnitTopic.objects.select_related("tag").order_by("tag__name"))
        )
        by_pk = {unit.pk: unit for unit in units.filter(pk__in=wanted)}
        found = [by_pk[pk] for pk in wanted if pk in by_pk]
        answering = {unit.pk: unit.served_by or unit for unit in found}
        where = {unit.pk for unit in answering.values()} | set(by_pk)
        people = self._people(where)
        hours: dict[int, list[OfficeHours]] = {}
        for slot in OfficeHours.objects.filter(unit_id__in=where):
            hours.setdefault(slot.unit_id, []).append(slot)
        return [self._desk(unit, answering[unit.pk], people, hours) for unit in found]

    def _desk(
        self,
        unit: Unit,
        answering: Unit,
        people: dict[int, list[Designation]],
        hours: dict[int, list[OfficeHours]],
    ) -> Desk:
        own = people.get(unit.pk, [])
        at = unit if any(row.office in CONTACTS for row in own) else answering
        rows = people.get(at.pk, [])
        coordinators = self._in_scope([row for row in rows if row.office == Office.COORDINATOR])
        deputies = [row for row in rows if row.office == Office.DEPUTY]
        return Desk(
            unit=unit,
            answering_unit=at,
            coordinators=coordinators,
            deputies=self._in_scope(deputies),
            head=next((row for row in rows if row.office == Office.HEAD), None),
            hours=hours.get(at.pk, []),
            topics=[item.tag for item in unit.topic_items.all()],
            former=self._looked_for(unit),
        )

    def _looked_for(self, unit: Unit) -> list[FormerName]:
        """The former names the visitor typed, so that the card says why it is here."""
        words = _words(self.wish.words)
        return [name for name in self.former.get(unit.pk, []) if _all_in(words, _name_stems(str(name)))]

    def _in_scope(self, rows: list[Designation]) -> list[Designation]:
        """People for the topic or sphere asked for; when nobody is, everybody of the unit rather than no one."""
        topics = {topic.pk for topic in self.matched_topics}
        fitting = [row for row in rows if self._fits(row, topics)]
        return fitting or rows

    def _fits(self, row: Designation, topics: set[int]) -> bool:
        held = {topic.pk for topic in row.topics.all()}
        spheres = {sphere.code for sphere in row.spheres.all()}
        return (not topics or not held or bool(topics & held)) and (
            not self.wish.sphere or not spheres or self.wish.sphere in spheres
        )

    def _people(self, units: set[int]) -> dict[int, list[Designation]]:
        rows = (
            Designation.objects.in_force(self.on)
            .filter(unit_id__in=units)
            .with_absence(self.on)
            .select_related("person")
            .prefetch_related("topics", "spheres")
            .order_by("person__last_name", "person__first_name", "pk")
        )
        found: dict[int, list[Designation]] = {}
        for row in rows:
            found.setdefault(row.unit_id, []).append(row)
        return found

    def _narrowed(self) -> list[Unit]:
        """Units after the filters of the address."""
        found = Unit.objects.active(self.on)
        wish = self.wish
        if wish.topic:
            found = found.filter(self._of_topics([self.topic] if self.topic else []))
        if wish.unit:
            found = found.filter(slug=wish.unit)
        if wish.district:
            found = found.filter(Q(districts__number=number(wish.district)) | Q(districts__isnull=True))
        if wish.sphere:
            found = found.filter(Q(spheres__code=wish.sphere) | self._held(spheres__code=wish.sphere))
        return list(found.order_by("name").distinct().only("pk", "name", "slug", "symbol", "served_by_id"))

    def _of_topics(self, topics: list[Topic]) -> Q:
        return Q(topic_items__tag__in=topics) | self._held(topics__in=topics)

    def _held(self, **scope: object) -> Q:
        held = Designation.objects.in_force(self.on).contacts().filter(**scope)
        return Q(pk__in=held.values("unit_id"))

    def _stands_alone(self, unit: Unit) -> bool:
        """Units served by another are found by name, not listed among hundreds."""
        return bool(self.wish.unit) or unit.served_by_id is None

    def _closeness(self, units: list[Unit]) -> dict[int, tuple[int, str]]:
        """How near a unit is to the words: 0 a person or its name, 1 a person's own topic, 2 a topic of the unit."""
        words = _words(self.wish.words)
        by_scope, by_topic = self._units_of_matched_topics()
        named = self._units_of_named_people(words)
        close: dict[int, tuple[int, str]] = {}
        for unit in units:
            rank = 3
            own = _name_stems(f"{unit.name} {unit.symbol} {unit.slug}")
            if unit.pk in named or _all_in(words, own) or self._looked_for(unit):
                rank = 0
            elif unit.pk in by_scope:
                rank = 1
            elif unit.pk in by_topic:
                rank = 2
            if rank < 3:
                close[unit.pk] = (rank, unit.name)
        return close

    def _units_of_matched_topics(self) -> tuple[set[int], set[int]]:
        topics = self.matched_topics
        if not topics:
            return set(), set()
        held = Designation.objects.in_force(self.on).contacts().filter(topics__in=topics)
        carried = UnitTopic.objects.filter(tag__in=topics)
        return set(held.values_list("unit_id", flat=True)), set(carried.values_list("content_object_id", flat=True))

    def _units_of_named_people(self, words: list[str]) -> set[int]:
        rows = Designation.objects.filter(on_day(self.on), office__in=CONTACTS)
        names = rows.values_list("unit_id", "person__first_name", "person__last_name")
        return {unit for unit, first, last in names if _all_in(words, _name_stems(f"{first} {last}"))}

    def _topics_of_words(self) -> list[Topic]:
        """Topics that hold every word; when none does, topics that hold any of them."""
        words = _words(self.wish.words)
        if not words:
            return []
        whole = [topic for topic in self.dictionaries.topics if _all_in(words, tuple(topic.stems.split()))]
        return whole or [
            topic for topic in self.dictionaries.topics if any(_all_in([w], tuple(topic.stems.split())) for w in words)
        ]


@lru_cache(maxsize=512)
def _query_words(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(stems(text[:200])))


def _words(text: str) -> list[str]:
    return list(_query_words(text))


@lru_cache(maxsize=4096)
def _name_stems(text: str) -> tuple[str, ...]:
    return tuple(stems(text))


def _all_in(words: list[str], known: tuple[str, ...]) -> bool:
    """Every word is the beginning of a known stem; short words must be whole."""
    return bool(words) and all(
        any(stem == word or (len(word) >= MIN_STEM and stem.startswith(word)) for stem in known) for word in words
    )
