"""Findings that begin with a day, an office or another site, not with a text: settled in the database, in few queries.

Each sort has its `due` rows (page, place, digest, wording: what is wrong now). Findings without such a row go, rows
without a finding get one; what stays keeps its `since`.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast
from wagtail.models import Page, get_page_models

from coordination.calendar import warsaw_date
from coordination.lineage import heir_of
from coordination.models import Designation, Unit

from .governed import GovernedPage
from .mentions import ContactUse, DatedMention
from .models import Stewardship
from .outward import LinkUse
from .signals_seen import Finding
from .sorts import CLOSED_UNIT, NO_OFFICES, NO_STEWARD, Sort
from .states import LinkState

BATCH = 500
PUBLIC = Q(page__live=True, page__stewardship__archived_at__isnull=True)
STEWARDSHIP = "stewardship"


@dataclass(frozen=True)
class Settler:
    """`due` gives query sets with page_id, place, digest, wording; `details` the facts of many such rows, in order."""

    due: Callable[[dt.date], list[QuerySet[Any]]]
    details: Callable[[list[Any]], Iterable[dict[str, Any]]]


@transaction.atomic
def settle(now: dt.datetime, *, sorts: Collection[str] = (), page_ids: Collection[int] | None = None) -> int:
    """Bring the findings of the sorts (all of this module) up to the day. Returns how many began or went.

    `page_ids` narrows it to some pages. Running it again changes nothing.
    """
    changed = 0
    for sort in sorts or SETTLERS:
        settler = SETTLERS[sort]
        queries = [_within(rows, page_ids) for rows in settler.due(warsaw_date(now))]
        findings = _within(Finding.objects.of_sort(sort), page_ids)
        changed += _drop(findings, queries)
        changed += sum(_begin(sort, rows, settler.details, now) for rows in queries)
    return changed


def _within(rows: QuerySet[Any], page_ids: Collection[int] | None) -> QuerySet[Any]:
    return rows if page_ids is None else rows.filter(page_id__in=page_ids)


def _drop(findings: QuerySet[Any], queries: list[QuerySet[Any]]) -> int:
    """Findings whose cause is gone."""
    kept = Q()
    for rows in queries:
        kept |= Q(Exists(_same(rows)))
    return findings.exclude(kept).delete()[0] if queries else 0


def _same(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.filter(page_id=OuterRef("page_id"), place=OuterRef("place"), digest=OuterRef("digest")).order_by()


def _begin(sort: str, rows: QuerySet[Any], details: Callable[[list[Any]], Any], now: dt.datetime) -> int:
    """A finding for every row that has none, in batches."""
    begun = 0
    fresh = rows.filter(~Exists(_same(Finding.objects.of_sort(sort)))).order_by("page_id", "pk")
    for batch in _batches(fresh.iterator(BATCH)):
        made = [
            Finding(
                page_id=row.page_id,
                sort=sort,
                place=row.place,
                digest=row.digest,
                wording=row.wording,
                detail=detail,
                since=now,
                seen_at=now,
            )
            for row, detail in zip(batch, details(batch), strict=True)
        ]
        begun += len(Finding.objects.bulk_create(made, ignore_conflicts=True))
    return begun


def _batches(rows: Iterator[Any]) -> Iterator[list[Any]]:
    while batch := list(islice(rows, BATCH)):
        yield batch


# -- days ------------------------------------------------------------------------------------------------------------


def _passed(on: dt.date) -> list[QuerySet[Any]]:
    return [DatedMention.objects.passed(on).filter(PUBLIC)]


def _stale(on: dt.date) -> list[QuerySet[Any]]:
    """The review day tells two findings of a page apart: a new day that passes is a new finding."""
    day = Cast("review_by", CharField())
    return [Stewardship.objects.stale(on).annotate(place=Value(""), digest=day, wording=day)]


def _kept(rows: list[Any]) -> list[dict[str, Any]]:
    return [row.detail for row in rows]


# -- people ----------------------------------------------------------------------------------------------------------


def _out_of_office(on: dt.date) -> list[QuerySet[Any]]:
    """Designations that are not in force, and cards of units in which nobody holds an office."""
    uses = ContactUse.objects.filter(PUBLIC)
    held = Designation.objects.in_force(on).filter(pk=OuterRef("designation"))
    cards = uses.filter(unit__isnull=False).order_by().values_list("unit", flat=True).distinct()
    return [
        uses.filter(~Exists(held), designation__isnull=False),
        uses.filter(unit__in=list(_vacant(set(cards), on))),
    ]


def _vacant(unit_ids: set[int], on: dt.date) -> Iterator[int]:
    """Units whose card shows nobody: for a closed one the successor's people stand there, for a served one others'."""
    held = set(Designation.objects.in_force(on).order_by().values_list("unit_id", flat=True).distinct())
    units = Unit.objects.filter(pk__in=unit_ids).select_related("successor")
    known = {unit.pk: heir_of(unit, on) for unit in units}
    for pk in unit_ids:
        heir = known.get(pk)
        if heir is None or not {heir.pk, heir.served_by_id} & held:
            yield pk


def _who(rows: list[ContactUse]) -> Iterator[dict[str, Any]]:
    """Names and last days, in two queries."""
    keys = [row.designation for row in rows if row.designation]
    people = Designation.objects.filter(pk__in=keys).select_related("person", "unit").in_bulk()
    units = Unit.objects.in_bulk([row.unit for row in rows if row.unit])
    for row in rows:
        if row.unit:
            yield {**row.detail, "unit": str(units.get(row.unit, "–"))}
            continue
        held = people.get(row.designation)
        told = {"name": str(held.person), "office": str(held.get_office_display())} if held else {"name": "–"}
        until = {"until": held.until_on.isoformat()} if held and held.until_on else {}
        yield {**row.detail, **told, **until}


# -- units -----------------------------------------------------------------------------------------------------------


def _untended(on: dt.date) -> list[QuerySet[Any]]:
    """Pages of units that are closed for good or in which nobody holds an office, and pages of no unit."""
    here = Stewardship.objects.filter(page__live=True, archived_at__isnull=True)
    closed = Q(unit__active_until__lt=on)
    in_force = Designation.objects.in_force(on)
    held = Exists(in_force.filter(unit=OuterRef("unit_id"))) | Exists(in_force.filter(unit=OuterRef("unit__served_by")))
    return [
        _named(here.filter(closed, unit__successor__isnull=True), CLOSED_UNIT),
        _named(here.filter(~closed).exclude(held), NO_OFFICES),
        _named(_of_no_unit().annotate(page_id=F("pk")), NO_STEWARD),
    ]


def _of_no_unit() -> QuerySet[Any]:
    governed = [model for model in get_page_models() if issubclass(model, GovernedPage)]
    types = [found.pk for found in ContentType.objects.get_for_models(*governed).values()]
    return Page.objects.filter(live=True, content_type__in=types, stewardship__isnull=True)


def _named(rows: QuerySet[Any], why: str) -> QuerySet[Any]:
    return rows.annotate(place=Value(STEWARDSHIP), digest=Value(why), wording=Value(why))


# -- other sites -----------------------------------------------------------------------------------------------------


def _out_of_reach(on: dt.date) -> list[QuerySet[Any]]:
    return [LinkUse.objects.filter(PUBLIC, link__state=LinkState.BROKEN).select_related("link")]


def _answers(rows: list[LinkUse]) -> Iterator[dict[str, Any]]:
    for row in rows:
        since = warsaw_date(row.link.failing_since).isoformat() if row.link.failing_since else ""
        yield {**row.detail, "url": row.link.url, "answer": row.link.answer, "since": since}


SETTLERS: dict[str, Settler] = {
    Sort.DATE: Settler(_passed, _kept),
    Sort.REVIEW: Settler(_stale, lambda rows: [{"day": row.digest} for row in rows]),
    Sort.CONTACT: Settler(_out_of_office, _who),
    Sort.NOBODY: Settler(_untended, lambda rows: [{"why": row.digest} for row in rows]),
    Sort.EXTERNAL: Settler(_out_of_reach, _answers),
}
