"""«Ustalenia»: what is quietly wrong on public pages, the worst first, with filters in the address (§ 3 pkt 2)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from coordination.models import Unit
from coordination.numbers import number
from coordination.standing import Standing

from . import kinds
from .policies.finding import FindingPolicy
from .signals_seen import Finding
from .sorts import SORTS, Severity

LONGEST = 100
OPEN, ASIDE = "otwarte", "odlozone"
STATES = {OPEN: _("to be corrected"), ASIDE: _("set aside as no error")}
SEVERITY_ICONS = {
    Severity.MISLEADS: "warning",
    Severity.BROKEN: "link",
    Severity.UNTENDED: "history",
    Severity.HINDERS: "help",
}


@dataclass(frozen=True)
class Row:
    """One finding on a screen, with what this person may do about it."""

    finding: Finding
    unit: Unit | None
    kind: Any
    corrects: bool
    sets_aside: bool
    brings_back: bool

    @property
    def severity(self) -> Severity:
        return self.finding.words.severity


def within(standing: Standing) -> QuerySet[Finding]:
    """Findings that the person may read: of the whole city, or on pages of the own units."""
    rows = Finding.objects.all()
    return rows if standing.watches_city else rows.of_units(list(standing.units))


class Filters:
    """What the address says; nonsense is ignored and never an error."""

    def __init__(self, query: Mapping[str, str]) -> None:
        sort, severity, kind = query.get("ustalenie", ""), query.get("waga", ""), query.get("rodzaj", "")
        state = query.get("stan", "")
        self.unit = number(query.get("komorka", ""))
        self.sort = sort if sort in SORTS else ""
        self.severity = severity if severity in Severity.values else ""
        self.kind = kind if kinds.known(kind) else ""
        self.state = state if state in STATES else OPEN
        self.text = " ".join(query.get("q", "").replace("\x00", "").split())[:LONGEST]

    def apply(self, rows: QuerySet[Finding]) -> QuerySet[Finding]:
        rows = self.but_severity(rows)
        return rows.of_severity(self.severity) if self.severity else rows

    def but_severity(self, rows: Any) -> Any:
        """Every filter but that of the severity, whose tabs show how many each would give."""
        rows = rows.set_aside() if self.state == ASIDE else rows.open()
        if self.unit:
            rows = rows.filter(page__stewardship__unit_id=self.unit)
        if self.kind:
            rows = rows.filter(page__stewardship__kind=self.kind)
        if self.sort:
            rows = rows.of_sort(self.sort)
        return rows.filter(_has(self.text)) if self.text else rows

    @property
    def in_use(self) -> int:
        chosen = (self.unit, self.kind, self.sort, self.severity, self.text, self.state != OPEN)
        return sum(map(bool, chosen))

    def address(self, **changed: Any) -> str:
        """The query part of this list's address with some values changed; the page number starts anew."""
        values = {
            "q": self.text,
            "komorka": self.unit or "",
            "rodzaj": self.kind,
            "ustalenie": self.sort,
            "waga": self.severity,
            "stan": "" if self.state == OPEN else self.state,
        } | changed
        query = urlencode({key: value for key, value in values.items() if value})
        return f"?{query}" if query else ""


def _has(text: str) -> Q:
    """The words in the title. SQLite knows case only in ASCII, so Polish capitals are tried too."""
    wanted = Q()
    for word in text.split():
        found = Q(page__slug__icontains=word)
        for form in {word, word.lower(), word.upper(), word.capitalize()}:
            found |= Q(page__title__icontains=form)
        wanted &= found
    return wanted


def ordered(rows: QuerySet[Finding]) -> QuerySet[Finding]:
    """As SORTS stand, the oldest first; with page, unit and kind for the screen."""
    places = [When(sort=code, then=Value(place)) for place, code in enumerate(SORTS)]
    rank = Case(*places, default=Value(len(SORTS)), output_field=IntegerField())
    return rows.select_related("page__stewardship__unit").annotate(rank=rank).order_by("rank", "since", "pk")


def rows_of(findings: Iterable[Finding], standing: Standing) -> Iterator[Row]:
    """No query where page and stewardship were read with the findings."""
    for finding in findings:
        care = getattr(finding.page, "stewardship", None)
        unit = care.unit if care else None
        policy = FindingPolicy(standing, unit.pk if unit else None, finding.sort, finding.is_set_aside)
        yield Row(
            finding,
            unit,
            kinds.label(care.kind) if care else "",
            corrects=standing.acts_for(unit.pk if unit else None) or standing.is_portal_officer,
            sets_aside=bool(policy.may_set_aside()),
            brings_back=bool(policy.may_bring_back()),
        )


def tabs(filters: Filters, rows: QuerySet[Finding]) -> list[dict[str, Any]]:
    """«Wszystkie 34 · wprowadza w błąd 5 · …»: the filter of severity with its numbers. One query."""
    counted = dict(filters.but_severity(rows).order_by().values_list("sort").annotate(number=Count("pk")))
    numbers = dict.fromkeys(Severity, 0)
    for code, number_ in counted.items():
        numbers[SORTS[code].severity] += number_
    every = {"label": _("all"), "number": sum(numbers.values()), "url": filters.address(waga="") or "?"}
    return [every | {"here": not filters.severity}] + [
        {
            "label": severity.label,
            "number": numbers[severity],
            "url": filters.address(waga=severity.value),
            "here": filters.severity == severity,
            "icon": SEVERITY_ICONS[severity],
        }
        for severity in Severity
    ]


def units_for(standing: Standing) -> QuerySet[Unit]:
    """Units offered in the filter: those whose pages have findings here."""
    units = within(standing).order_by().values("page__stewardship__unit_id")
    return Unit.objects.filter(pk__in=units).order_by("name", "pk")


def of_page(page_id: int) -> list[Finding]:
    """Open findings of one page, the worst first."""
    places = {code: place for place, code in enumerate(SORTS)}
    rows = Finding.objects.open().filter(page_id=page_id).order_by("since", "pk")
    return sorted(rows, key=lambda row: places.get(row.sort, len(places)))
