"""The book as people read it: one line in words, filters that live in the address, pages that stay fast.

Nothing here counts or sorts the whole book: a page is read from an index after the last line seen, numbers stop at a
limit, and words are looked for in the newest lines of what is left, with the day up to which was looked.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import verbs
from .audit import SYSTEM
from .calendar import warsaw
from .models import AuditEntry
from .numbers import number, numbers
from .states import Outcome
from .verbs import Group

PAGE_SIZE = 50
COUNTED = 10_000
"""Numbers above are shown as «more than»: counting a great book takes longer than reading it."""
SEARCHED = 50_000
"""Lines in which words are looked for, the newest first."""
LONGEST = 100
NAMED = 50
"""Accounts that one typed name may mean."""
FIRST_DAY = dt.date(2000, 1, 1)


@dataclass(frozen=True)
class Veil:
    """Things whose words the reader may not know, by reference («wagtailcore.page:7»); `title` stands instead."""

    about: frozenset[str] = frozenset()
    title: str = ""


NO_VEIL = Veil()


@dataclass(frozen=True)
class Line:
    """One line in words. `url` leads to the thing while it exists and the reader may open it.

    `repeated`: so many times in a row the clock did this and said the same; this was the last one.
    """

    entry: AuditEntry
    label: str
    deed: Any
    who: str
    role: str
    note: str
    url: str = ""
    repeated: int = 1

    @property
    def refused(self) -> bool:
        return self.entry.outcome == Outcome.REFUSED

    @property
    def outcome(self) -> Any:
        return self.entry.get_outcome_display()

    @property
    def of_system(self) -> bool:
        return self.entry.actor_id is None and self.entry.actor_name == SYSTEM


Links = Callable[[Iterable[AuditEntry]], Mapping[int, str]]
Reads = Callable[[AuditEntry], str]


def lines(
    entries: Iterable[AuditEntry], *, inside: bool = True, links: Links | None = None, veil: Veil = NO_VEIL
) -> list[Line]:
    """Lines in words, in the order given. `inside`: the reader may know every note, also those of refusals."""
    rows = list(entries)
    urls = links(rows) if links else {}
    return [line(row, inside=inside, url=urls.get(row.pk, ""), veil=veil) for row in rows]


def line(entry: AuditEntry, *, inside: bool = True, url: str = "", veil: Veil = NO_VEIL) -> Line:
    """One entry in words. A unit learns who was refused on its things, not where the person knocked."""
    system = entry.actor_id is None and entry.actor_name == SYSTEM
    who = _("the clock") if system else entry.actor_name
    veiled = entry.about in veil.about
    hidden = veiled or (entry.outcome == Outcome.REFUSED and not inside)
    label, note = veil.title if veiled else entry.label, "" if hidden else noted(entry)
    return Line(entry, label, verbs.label_of(entry.verb), who, entry.actor_role, note, "" if veiled else url)


def folded(found: Iterable[Line]) -> list[Line]:
    """What the clock did over and over with the same words, in one line with its number; newest first."""
    told: list[Line] = []
    for one in found:
        last = told[-1] if told else None
        if last is not None and one.of_system and last.of_system and _said(one) == _said(last):
            told[-1] = replace(last, repeated=last.repeated + 1)
        else:
            told.append(one)
    return told


def _said(one: Line) -> tuple[str, str, str]:
    return one.entry.verb, one.entry.about, one.note


_notes: dict[str, Reads] = {}


def words_of_note(verb: str, read: Reads) -> None:
    """Rooms above say how the note of a verb reads, where it holds what a machine said."""
    _notes[verb] = read


def noted(entry: AuditEntry) -> str:
    return _notes[entry.verb](entry) if entry.verb in _notes else entry.note


HEADINGS = (
    gettext_lazy("When"),
    gettext_lazy("Who"),
    gettext_lazy("In which role"),
    gettext_lazy("From which unit"),
    gettext_lazy("Deed"),
    gettext_lazy("What"),
    gettext_lazy("Unit"),
    gettext_lazy("Under which right"),
    gettext_lazy("Version"),
    gettext_lazy("Outcome of the deed"),
    gettext_lazy("Times"),
    gettext_lazy("Remarks of the line"),
    gettext_lazy("Record"),
)


def cells(row: Line) -> list[Any]:
    """The line as a file holds it, in the order of HEADINGS: the same facts as on the screen."""
    entry = row.entry
    return [
        entry.at,
        row.who,
        row.role,
        entry.actor_unit_name,
        str(row.deed),
        row.label,
        entry.unit_name,
        entry.right,
        entry.version,
        str(row.outcome),
        entry.times,
        row.note,
        entry.about,
    ]


class Filters:
    """What the address says; nonsense is ignored and never an error. `units`: those the reader may choose from."""

    def __init__(self, query: Mapping[str, str]) -> None:
        self.since, self.until = _day(query.get("od", "")), _day(query.get("do", ""))
        self.who, self.text = _words(query.get("osoba", "")), _words(query.get("q", ""))
        self.unit = number(query.get("komorka", ""))
        self.group = _one_of(query.get("rodzaj", ""), Group.values)
        self.verb = query.get("czyn", "") if verbs.known(query.get("czyn", "")) else ""
        self.outcome = _one_of(query.get("wynik", ""), Outcome.values)
        self.about = "".join(query.get("rzecz", "").split()).replace("\x00", "")[:80]

    def apply(self, rows: QuerySet) -> QuerySet:
        """Every filter but the words, each on an index."""
        wanted = Q()
        if self.since:
            wanted &= Q(at__gte=warsaw(self.since, dt.time()))
        if self.until and self.until < dt.date.max:
            wanted &= Q(at__lt=warsaw(self.until + dt.timedelta(days=1), dt.time()))
        exact = {"unit_id": self.unit, "group": self.group, "verb": self.verb, "about": self.about}
        wanted &= Q(**{field: value for field, value in exact.items() if value})
        if self.outcome:
            wanted &= Q(outcome=self.outcome)
        if self.who:
            wanted &= _by(self.who)
        return rows.filter(wanted)

    def with_words(self, rows: QuerySet, *, inside: bool = True, veil: Veil = NO_VEIL) -> "Found":
        """The rows with the words, looked for in the newest `SEARCHED`; where the looking stopped, if it did.

        Who may not read a title, or the note of a refusal, does not find it by its words either.
        """
        rows = self.apply(rows)
        if not self.text:
            return Found(rows, None)
        rows = rows.exclude(about__in=veil.about) if veil.about else rows
        stop = rows.order_by("-at", "-pk").values_list("at", flat=True)[SEARCHED : SEARCHED + 1].first()
        seen = rows.filter(at__gte=stop) if stop else rows
        return Found(seen.filter(_has(self.text, inside=inside)), stop)

    @property
    def in_use(self) -> int:
        return len(self._values())

    def _values(self) -> dict[str, Any]:
        values = {
            "q": self.text,
            "od": self.since.isoformat() if self.since else "",
            "do": self.until.isoformat() if self.until else "",
            "osoba": self.who,
            "komorka": self.unit or "",
            "rodzaj": self.group,
            "czyn": self.verb,
            "wynik": self.outcome,
            "rzecz": self.about,
        }
        return {key: value for key, value in values.items() if value}

    def address(self, **changed: Any) -> str:
        """The query part of this list's address with some values changed; the page starts anew."""
        query = urlencode({key: value for key, value in (self._values() | changed).items() if value})
        return f"?{query}" if query else ""

    def verbs(self) -> list[tuple[str, Any]]:
        """Deeds to choose from: those of the chosen group, else all, by their words."""
        found = [verb for verb in verbs.every() if not self.group or verb.group == self.group]
        return sorted(((verb.code, str(verb.label)) for verb in found), key=lambda row: row[1].lower())

    def groups(self) -> list[tuple[str, Any]]:
        return list(Group.choices)


@dataclass(frozen=True)
class Found:
    """Rows that fit, and the instant before which words were not looked for."""

    rows: QuerySet
    stopped_at: dt.datetime | None


def _by(name: str) -> Q:
    """Lines of people called so: of their accounts, or, when those are gone, of exactly this name."""
    accounts = get_user_model()._default_manager.all()
    for word in name.split():
        typed = Q(first_name__icontains=word) | Q(last_name__icontains=word) | Q(username__iexact=word)
        capital = word.capitalize()  # SQLite knows case only in ASCII
        accounts = accounts.filter(typed | Q(first_name__icontains=capital) | Q(last_name__icontains=capital))
    return Q(actor_id__in=list(accounts.order_by("pk").values_list("pk", flat=True)[:NAMED])) | Q(actor_name=name)


def _has(text: str, *, inside: bool) -> Q:
    """The words in the title, the note, the right or the names. SQLite knows case only in ASCII."""
    readable = Q() if inside else ~Q(outcome=Outcome.REFUSED)
    wanted = Q()
    for word in text.split():
        found = Q()
        for form in {word, word.lower(), word.upper(), word.capitalize()}:
            found |= Q(note__icontains=form) & readable
            for field in ("label", "right", "actor_name", "unit_name"):
                found |= Q(**{f"{field}__icontains": form})
        wanted &= found
    return wanted


def _words(text: str) -> str:
    return " ".join(text.replace("\x00", "").split())[:LONGEST]


def _one_of(value: str, values: Iterable[str]) -> str:
    return value if value in values else ""


def _day(text: str) -> dt.date | None:
    """A day that the calendar knows and a time zone can hold; nothing for anything else."""
    try:
        found = parse_date(text[:10])
    except ValueError:
        return None
    return found if found and found >= FIRST_DAY and found.year < 9999 else None


# -- pages ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Mark:
    """The line after which, or before which, a page begins: instant and number, «1764000000000000-12»."""

    at: dt.datetime
    pk: int

    @classmethod
    def of(cls, entry: AuditEntry) -> "Mark":
        return cls(entry.at, entry.pk)

    @classmethod
    def read(cls, text: str) -> "Mark | None":
        micros, dash, pk = text.partition("-")
        found = numbers([micros, pk])
        return cls(EPOCH + dt.timedelta(microseconds=found[0]), found[1]) if dash and len(found) == 2 else None

    def __str__(self) -> str:
        return f"{(self.at - EPOCH) // dt.timedelta(microseconds=1)}-{self.pk}"


EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Sheet:
    """One page of the book. `older` and `newer` are marks for the address, empty at the ends."""

    entries: list[AuditEntry]
    older: str
    newer: str


def sheet(rows: QuerySet, query: Mapping[str, str], size: int = PAGE_SIZE) -> Sheet:
    """The newest lines, or those on one side of the mark in the address. One query, always on an index."""
    after, before = Mark.read(query.get("starsze", "")), Mark.read(query.get("nowsze", ""))
    if before is not None and after is None:
        found = list(rows.filter(_newer(before)).order_by("at", "pk")[: size + 1])
        more, entries = len(found) > size, found[:size][::-1]
        return Sheet(entries, _mark(entries, -1), _mark(entries, 0) if more else "")
    if after is not None:
        rows = rows.filter(_older(after))
    found = list(rows.order_by("-at", "-pk")[: size + 1])
    more, entries = len(found) > size, found[:size]
    return Sheet(entries, _mark(entries, -1) if more else "", _mark(entries, 0) if after else "")


def _mark(entries: list[AuditEntry], place: int) -> str:
    return str(Mark.of(entries[place])) if entries else ""


def _older(mark: Mark) -> Q:
    return Q(at__lte=mark.at) & (Q(at__lt=mark.at) | Q(pk__lt=mark.pk))


def _newer(mark: Mark) -> Q:
    return Q(at__gte=mark.at) & (Q(at__gt=mark.at) | Q(pk__gt=mark.pk))


def count(rows: QuerySet) -> int:
    """How many, up to one more than `COUNTED`. One query that stops."""
    return rows.order_by()[: COUNTED + 1].count()
