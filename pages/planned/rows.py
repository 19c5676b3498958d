"""What units plan: drafts never published, announcements foretold, publications with an agreed hour."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from django.db import models
from django.db.models import Case, CharField, Count, F, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Cast, Coalesce, TruncDate
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from coordination.calendar import WARSAW, warsaw_date
from coordination.models import Unit
from coordination.numbers import number
from coordination.standing import Standing
from publishing.facts import open_to
from publishing.models import Handoff
from publishing.states import KEEPING_TEXT, Stage

from ..competition_amount import AmountKind
from ..competition_states import State, Timing
from ..content_kinds import COMPETITION
from ..models import CompetitionPage


class Sort(models.TextChoices):
    """How far a plan has come."""

    SCHEDULED = "termin", _("publication scheduled")
    WAITING = "kolejka", _("handed over, waits for the portal team")
    FORETOLD = "zapowiedz", _("announced for later, public")
    DRAFT = "szkic", _("draft of the unit")


HEADINGS = (
    _("Competition"),
    _("Unit"),
    _("How far"),
    _("Announcement planned for"),
    _("Publication"),
    _("Offers until (planned)"),
    _("Total amount in zł"),
    _("about (the announcement says «około»)"),
    _("Number"),
)


RESERVED = _("date reserved, nothing written yet")


class Filters:
    """Unit and sort, read from and kept in the address; nonsense is ignored."""

    def __init__(self, query: Mapping[str, str]) -> None:
        self.unit = number(query.get("komorka", ""))
        self.sort = query.get("etap", "") if query.get("etap") in Sort.values else ""

    def apply(self, rows: QuerySet[Any], *, sort: bool = True) -> QuerySet[Any]:
        rows = rows.filter(stewardship__unit_id=self.unit) if self.unit else rows
        return rows.filter(sort=self.sort) if sort and self.sort else rows

    def address(self, **more: Any) -> str:
        given = {"komorka": self.unit, "etap": self.sort, **more}
        found = {name: value for name, value in given.items() if value}
        return f"?{urlencode(found)}" if found else ""


def planned(standing: Standing, now: Any) -> QuerySet[Any]:
    """Every unit's, but drafts limited to others; with `sort`, `publish_at` and `expected_on`. No query yet.

    What the public has seen as an announcement is no plan any more; an outcome or an old announcement never was one.
    """
    open_one = Handoff.objects.open().filter(page_id=OuterRef("pk")).exclude(purpose__in=KEEPING_TEXT).order_by("-pk")
    hours = Revision.page_revisions.filter(object_id=Cast(OuterRef("pk"), CharField()), approved_go_live_at__gt=now)
    unseen = Q(live=False, first_published_at=None, annulled_on=None, results_on=None)
    # Being foretold hangs on none of the numbers the city sets, so they are not asked for.
    rows = CompetitionPage.objects.with_state(now, Timing()).filter(unseen | Q(live=True, state_now=State.FORETOLD))
    rows = rows.filter(is_archival=False)
    rows = open_to(standing, rows).annotate(
        handoff_id=Subquery(open_one.values("pk")[:1]),
        stage=Subquery(open_one.values("stage")[:1]),
        agreed_hour=Subquery(open_one.values("publish_at")[:1]),
        own_hour=Subquery(hours.values("approved_go_live_at")[:1]),
        publish_at=Coalesce("agreed_hour", "own_hour"),
    )
    sort = Case(
        When(Q(stage=Stage.SCHEDULED) | Q(stage=None, own_hour__isnull=False), then=Value(Sort.SCHEDULED.value)),
        When(stage__isnull=False, then=Value(Sort.WAITING.value)),
        When(live=True, then=Value(Sort.FORETOLD.value)),
        default=Value(Sort.DRAFT.value),
    )
    day = TruncDate("publish_at", tzinfo=WARSAW)
    return rows.annotate(sort=sort, expected_on=Coalesce("planned_announcement_on", "announced_on", day))


def in_order(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.select_related("stewardship__unit").order_by(F("expected_on").asc(nulls_last=True), "title", "pk")


def numbers(rows: QuerySet[Any]) -> dict[str, Any]:
    """How many of each sort, of all, and the money they name together. One query."""
    counted = {sort.value: Count("pk", filter=Q(sort=sort)) for sort in Sort}
    return rows.aggregate(total=Count("pk"), money=Sum("amount_known"), **counted)


def units(rows: QuerySet[Any]) -> list[Unit]:
    return list(Unit.objects.filter(pk__in=rows.values("stewardship__unit_id")).order_by("name"))


def address_of(page: Any) -> str:
    """Where the person reads more: the handoff, the public page, or the draft as it would look."""
    if page.handoff_id:
        return reverse("publishing:handoff", args=[page.handoff_id])
    return page.url if page.live else reverse("wagtailadmin_pages:view_draft", args=[page.pk])


def cells(page: Any) -> list[Any]:
    """The row as a file holds it, in the order of HEADINGS."""
    return [
        page.title,
        str(page.stewardship.unit),
        Sort(page.sort).label,
        page.expected_on,
        page.publish_at,
        page.deadline,
        None if page.amount_known is None else float(page.amount_known),
        _("yes") if page.amount_kind and AmountKind(page.amount_kind).is_about else "",
        page.number,
    ]


def reserved(filters: Filters) -> QuerySet[Any]:
    """Dates kept for competitions of which nothing is written yet; they are of no sort of pages."""
    rows = Handoff.objects.open().filter(page=None, kind=COMPETITION).select_related("unit")
    rows = rows.filter(unit_id=filters.unit) if filters.unit else rows
    return (rows.none() if filters.sort else rows).order_by("publish_at", "pk")


def cells_of_reserved(row: Any) -> list[Any]:
    return [row.title, str(row.unit), RESERVED, None, row.publish_at, None, None, "", ""]


def shown(pages: Any) -> Iterator[dict[str, Any]]:
    for page in pages:
        yield {"page": page, "url": address_of(page), "sort": Sort(page.sort).label, "is_late": is_late(page)}


def is_late(page: Any) -> bool:
    """Whether the portal would show it on a later day than the announcement names (Warsaw days)."""
    told = page.announced_on is not None and page.publish_at is not None
    return told and warsaw_date(page.publish_at) > page.announced_on
