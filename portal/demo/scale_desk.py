"""What lies on desks at scale: for each unit three handoffs, an inquiry, a task, its own pictures and documents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection

from coordination.calendar import warsaw_date
from coordination.models import Duty, DutyTask, Inquiry, Unit
from publishing.collections import collection_name
from publishing.models import DateProposal, Handoff
from publishing.states import Answer, Side, Stage

from . import files, pictures
from .scale_pages import BATCH, DRAFT, add_drafts

STAGES = (Stage.QUEUED, Stage.PREPARED, Stage.SCHEDULED)
FILES = 2
MARK = "Skala"


def lay_out(units: Sequence[Unit], now: dt.datetime) -> None:
    """Desks of the units that have none yet."""
    laid = set(Handoff.objects.filter(page__slug__startswith=DRAFT).values_list("unit_id", flat=True))
    bare = [unit for unit in units if unit.pk not in laid]
    if bare:
        _handoffs(bare, now)
        _inquiries(bare, now)
        _tasks(bare, now)
        _files(bare)


def _handoffs(units: Sequence[Unit], now: dt.datetime) -> None:
    drafts = add_drafts(units, len(STAGES), now)
    rows = Handoff.objects.bulk_create(
        (_handoff(page, unit, place, now) for place, (page, unit) in enumerate(drafts)), batch_size=BATCH
    )
    DateProposal.objects.bulk_create(
        (
            DateProposal(
                handoff=row,
                side=Side.UNIT,
                by_name=MARK,
                at=row.created_at,
                publish_at=row.publish_at,
                answer=Answer.ACCEPTED if row.agreed_at else Answer.WAITING,
            )
            for row in rows
        ),
        batch_size=BATCH,
    )


def _handoff(page: Any, unit: Unit, place: int, now: dt.datetime) -> Handoff:
    stage = STAGES[place % len(STAGES)]
    agreed = stage == Stage.SCHEDULED
    page.refresh_from_db(fields=["latest_revision"])
    return Handoff(
        page_id=page.pk,
        title=page.title,
        unit=unit,
        kind="news",
        stage=stage,
        revision_id=page.latest_revision_id,
        publish_at=now.replace(minute=0, second=0, microsecond=0) + dt.timedelta(days=1 + place % 20, hours=place % 7),
        deliver_by=warsaw_date(now) + dt.timedelta(days=place % 5),
        agreed_at=now if agreed else None,
        created_at=now,
        created_by_name=MARK,
        submitted_by_name="" if stage == Stage.PREPARED else MARK,
        delivered_at=None if stage == Stage.PREPARED else now,
        approved_by_name=MARK if agreed else "",
    )


def _inquiries(units: Sequence[Unit], now: dt.datetime) -> None:
    today = warsaw_date(now)
    Inquiry.objects.bulk_create(
        (
            Inquiry(
                number=f"SKALA-{unit.pk}",
                key_digest="-",
                unit=unit,
                subject=f"Pytanie do komórki {unit.pk}",
                asker_email="organizacja@ngo.example",
                received_at=now - dt.timedelta(days=unit.pk % 20),
                answer_by=today + dt.timedelta(days=14 - unit.pk % 20),
            )
            for unit in units
        ),
        batch_size=BATCH,
    )


def _tasks(units: Sequence[Unit], now: dt.datetime) -> None:
    duty = Duty.objects.get(key="contract-template")
    due = warsaw_date(now)
    DutyTask.objects.bulk_create(
        (
            DutyTask(
                duty=duty,
                unit=unit,
                subject="skala",
                title="Zgłoś uwagi do wzoru umowy",
                opened_at=now,
                due_on=due + dt.timedelta(days=unit.pk % 30 - 10),
            )
            for unit in units
        ),
        batch_size=BATCH,
    )


def _files(units: Sequence[Unit]) -> None:
    """All rows share one file on the disk: it is the number of rows that is asked about."""
    drawing = _stored("skala/rysunek.png", lambda: pictures.drawn(pictures.DRAWINGS["snow"]))
    text = _stored("skala/opis.pdf", lambda: files.pdf("Opis", ["Treść zmyślona."]))
    homes = _collections(units)
    seats = [(unit, homes[collection_name(unit.pk)], number) for unit in units for number in range(FILES)]
    get_image_model().objects.bulk_create(
        (
            get_image_model()(
                title=f"Rysunek {unit.pk}-{number}",
                file=drawing,
                width=pictures.WIDTH,
                height=pictures.HEIGHT,
                file_size=default_storage.size(drawing),
                collection_id=home,
            )
            for unit, home, number in seats
        ),
        batch_size=BATCH,
    )
    get_document_model().objects.bulk_create(
        (
            get_document_model()(
                title=f"Opis {unit.pk}-{number}",
                file=text,
                file_size=default_storage.size(text),
                collection_id=home,
            )
            for unit, home, number in seats
        ),
        batch_size=BATCH,
    )


def _stored(name: str, make: Any) -> str:
    return name if default_storage.exists(name) else str(default_storage.save(name, ContentFile(make())))


def _collections(units: Sequence[Unit]) -> dict[str, int]:
    """The units' collections by name, with computed paths for those that are missing."""
    names = [collection_name(unit.pk) for unit in units]
    known = set(Collection.objects.values_list("name", flat=True))
    root = Collection.get_first_root_node()
    last = Collection.objects.filter(depth=2).order_by("path").last()
    first = Collection._str2int(last.path[-Collection.steplen :]) + 1 if last else 1
    missing = [name for name in names if name not in known]
    Collection.objects.bulk_create(
        (
            Collection(name=name, depth=2, path=Collection._get_path(root.path, 2, first + place))
            for place, name in enumerate(missing)
        ),
        batch_size=BATCH,
    )
    Collection.objects.filter(pk=root.pk).update(numchild=Collection.objects.filter(depth=2).count())
    return dict(Collection.objects.filter(depth=2).values_list("name", "pk"))
