"""The past of bulk pages: one version each, kept by the unit's coordinator, and the lines of the page log."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import CharField, OuterRef, Subquery
from django.db.models.functions import Cast
from modelcluster.models import get_serializable_data_for_fields
from wagtail.models import Page, PageLogEntry, Revision

from coordination.models import Designation, Unit
from coordination.states import Office

BATCH = 1000


def write(pages: Sequence[Any], units: Sequence[Unit], now: dt.datetime) -> None:
    """Versions hold the fields; child rows are read from their tables, where a version says nothing of them."""
    authors = _authors({unit.pk for unit in units})
    base = ContentType.objects.get_for_model(Page)
    made = [
        Revision(
            content_type_id=page.content_type_id,
            base_content_type=base,
            object_id=str(page.pk),
            created_at=page.last_published_at or now - dt.timedelta(days=1 + page.pk % 700),
            user_id=authors.get(unit.pk),
            object_str=page.title,
            content=get_serializable_data_for_fields(page),
        )
        for page, unit in zip(pages, units, strict=True)
    ]
    Revision.objects.bulk_create(made, batch_size=BATCH)
    _point_to_them(pages)
    PageLogEntry.objects.bulk_create(_lines(pages, made), batch_size=BATCH)


def _authors(units: set[int]) -> dict[int, int]:
    rows = Designation.objects.filter(unit_id__in=units, office=Office.COORDINATOR, person__user__isnull=False)
    return dict(rows.values_list("unit_id", "person__user_id"))


def _point_to_them(pages: Sequence[Any]) -> None:
    """Each page knows its latest version, and the public one. A few hundred keys at a time fit every engine."""
    base = ContentType.objects.get_for_model(Page)
    newest = Revision.objects.filter(
        base_content_type=base, object_id=Cast(OuterRef("pk"), CharField(max_length=255))
    ).order_by("-pk")
    latest = Subquery(newest.values("pk")[:1])
    keys = [page.pk for page in pages]
    step = min(BATCH, connection.features.max_query_params or BATCH)
    for start in range(0, len(keys), step):
        found = Page.objects.filter(pk__in=keys[start : start + step])
        found.update(latest_revision_id=latest, latest_revision_created_at=Subquery(newest.values("created_at")[:1]))
        found.filter(live=True).update(live_revision_id=latest)


def _lines(pages: Sequence[Any], revisions: Sequence[Revision]) -> Iterator[PageLogEntry]:
    for page, revision in zip(pages, revisions, strict=True):
        for action in ("wagtail.create", "wagtail.publish") if page.live else ("wagtail.create",):
            yield PageLogEntry(
                page_id=page.pk,
                content_type_id=page.content_type_id,
                label=page.title,
                action=action,
                timestamp=revision.created_at,
                user_id=revision.user_id,
                uuid=uuid.uuid4(),
                revision_id=revision.pk if action == "wagtail.publish" else None,
                content_changed=True,
            )
