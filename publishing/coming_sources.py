"""What publishing puts into the calendar: handoffs, what units have scheduled themselves, ends of pages, reviews."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Revision

from coordination.calendar import warsaw_date

from . import coming, kinds
from .coming import SHOWN, Asked, Entry, Sort
from .discretion import OUTWARD_TITLE
from .facts import marked
from .models import Handoff, Stewardship
from .sets import Mark, marks
from .states import Stage

AGREED, PROPOSED, TAKEN, FAILED = "uzgodnione", "proponowane", "zajete", "nieudane"
SCHEDULED, EXPIRING, REVIEW = "wlasne", "wygasa", "przeglad"


def handoffs(asked: Asked) -> Iterator[Entry]:
    """Open handoffs at their hour, agreed or proposed; an urgent correction may have none.

    One query, and one where there are sets.

    People of a unit see of another unit's item that the hour is taken, and nothing else; a filter by unit or kind
    would tell more, so it leaves them out.
    """
    rows = Handoff.objects.open().with_hour().filter(publish_at__gte=asked.start, publish_at__lt=asked.end)
    if asked.sees_all or asked.unit_id or asked.kind:
        rows = asked.narrow(rows)
    rows = marked(rows.select_related("unit", "page"), asked.standing).order_by("publish_at", "pk")
    found = list(rows[: SHOWN + 1])
    names = marks(found)
    return (_handoff(row, asked, names.get(row.together_id)) for row in found)


def _handoff(row: Any, asked: Asked, mark: Mark | None) -> Entry:
    """`row` is a handoff with the marks of facts.marked."""
    if not asked.sees(row.unit_id):
        return Entry(TAKEN, warsaw_date(row.publish_at), _("taken hour"), row.publish_at)
    named = row.is_confined and not row.is_shut and row.page
    return Entry(
        _sort(row),
        warsaw_date(row.publish_at),
        row.page.draft_title if named else row.title,
        row.publish_at,
        url="" if row.is_shut else reverse("publishing:handoff", args=[row.pk]),
        unit=str(row.unit),
        kind=row.kind_label,
        note=_note(row),
        shut=row.is_shut,
        group=mark.title if mark else "",
        group_url=reverse("publishing:handoff_set", args=[mark.pk]) if mark else "",
    )


def _sort(row: Any) -> str:
    if row.stage == Stage.FAILED:
        return FAILED
    return AGREED if row.is_agreed else PROPOSED


def _note(row: Any) -> str:
    """The stage, before it what is not the publication of a draft the unit wrote."""
    stage = str(row.get_stage_display())
    if row.keeps_text:
        return f"{row.get_purpose_display()}, {stage}"
    return ", ".join([_("commission"), stage]) if row.commissioned else stage


def scheduled(asked: Asked) -> Iterator[Entry]:
    """What units publish at an hour by their own right. Two queries."""
    waiting = Revision.page_revisions.filter(approved_go_live_at__gte=asked.start, approved_go_live_at__lt=asked.end)
    hours = {
        int(page): hour
        for page, hour in waiting.order_by("-approved_go_live_at").values_list("object_id", "approved_go_live_at")
    }
    if not hours:
        return
    rows = asked.narrow(Stewardship.objects.filter(page_id__in=hours)).select_related("unit", "page")
    if not asked.sees_all:
        rows = rows.exclude(kind=kinds.STRUCTURE)
    for row in marked(rows, asked.standing).order_by("page_id")[: SHOWN + 1]:
        at = hours[row.page_id]
        yield Entry(
            SCHEDULED,
            warsaw_date(at),
            str(OUTWARD_TITLE) if row.is_shut else row.page.draft_title,
            at,
            url="" if row.is_shut else reverse("publishing:page_history", args=[row.page_id]),
            unit=str(row.unit),
            kind=kinds.label(row.kind),
            shut=row.is_shut,
        )


def expiring(asked: Asked) -> Iterator[Entry]:
    """Public pages that go dark at an hour. One query."""
    rows = Stewardship.objects.filter(
        page__live=True, page__expire_at__gte=asked.start, page__expire_at__lt=asked.end
    ).order_by("page__expire_at", "page_id")
    for row in asked.narrow(rows).select_related("unit", "page")[: SHOWN + 1]:
        yield _public(row, EXPIRING, warsaw_date(row.page.expire_at), row.page.expire_at)


def reviews(asked: Asked) -> Iterator[Entry]:
    """Public pages whose content is to be looked through by the day (§ 3 pkt 2). One query."""
    rows = Stewardship.objects.under_review().filter(review_by__gte=asked.first, review_by__lte=asked.last)
    rows = asked.narrow(rows.exclude(kind=kinds.STRUCTURE)).select_related("unit", "page")
    for row in rows.order_by("review_by", "page_id")[: SHOWN + 1]:
        yield _public(row, REVIEW, row.review_by, None)


def _public(row: Any, sort: str, on: Any, at: Any) -> Entry:
    label = kinds.label(row.kind)
    return Entry(sort, on, row.page.title, at, url=row.page.url or "", unit=str(row.unit), kind=label)


coming.register(
    handoffs,
    Sort(FAILED, gettext_lazy("publications that failed"), "warning"),
    Sort(AGREED, gettext_lazy("agreed publications"), "calendar-check"),
    Sort(PROPOSED, gettext_lazy("proposed publications"), "calendar"),
    Sort(TAKEN, gettext_lazy("taken hours"), "time"),
)
coming.register(scheduled, Sort(SCHEDULED, gettext_lazy("publications of units by their own right"), "date"))
coming.register(expiring, Sort(EXPIRING, gettext_lazy("ends of publication"), "download"))
coming.register(reviews, Sort(REVIEW, gettext_lazy("reviews due"), "history"))
