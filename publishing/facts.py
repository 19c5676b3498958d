"""Reading what judgement needs: once per account object, in a handful of queries whatever the number of pages."""

import datetime as dt
from typing import Any, cast

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.utils.functional import SimpleLazyObject, cached_property
from wagtail.models import Collection, Page, get_page_models

from coordination.standing import Standing, standing_of

from . import kinds
from .models import Handoff, PublishingRight, Stewardship
from .policies import HandoffFacts, HandoffPolicy, PageFacts, PagePolicy
from .rights import Grant, Granted
from .states import Answer

FEW = 2
"""So many pages are read one by one; beyond that a list is being drawn, and the rest is read at once."""


def collection_name(unit_id: int) -> str:
    """The unit's own collection of files: the name carries the unit's number and never changes."""
    return f"komorka-{unit_id}"


def listed(pages: QuerySet[Any]) -> QuerySet[Any]:
    """Pages of a staff list with their unit and the stage of their open handoff: no query for each row."""
    steward = Stewardship.objects.filter(page_id=OuterRef("pk")).values("unit_id")
    stage = Handoff.objects.open().filter(page_id=OuterRef("pk")).order_by().values("stage")[:1]
    return pages.annotate(listed_unit=Subquery(steward), listed_stage=Subquery(stage))


def granted_to(standing: Standing) -> Granted:
    """The rights of the units a person acts for, on the person's day. One query."""
    rows = PublishingRight.objects.in_force(standing.on).filter(unit_id__in=standing.acting_unit_ids)
    return Granted.of(
        (
            Grant(
                row.unit_id,
                row.kind,
                row.from_on,
                row.until_on,
                row.site_id,
                row.person.user_id if row.person else None,
            )
            for row in rows.select_related("person")
        ),
        standing.on,
    )


class Desk:
    """What one account needs to be judged on many pages: standing, rights, own pages, busy pages.

    Kept on the account object, which lives as long as a request; never keep accounts across requests.
    """

    def __init__(self, user: Any) -> None:
        self.standing = standing_of(user)
        self._stages: dict[int, str] = {}
        self._all_stages = False
        self._units: dict[int, int | None] = {}
        self._all_units = False
        self._full: frozenset[int] | None = None

    @cached_property
    def granted(self) -> Granted:
        """Read when a judgement first asks for it: most screens only read."""
        if not self.standing.acting_unit_ids:
            return Granted.of((), self.standing.on)
        return cast(Granted, SimpleLazyObject(lambda: granted_to(self.standing)))

    def stage_of(self, page_id: int) -> str:
        """Stage of the page's open handoff. A query for each of the first pages, then one for all that are open."""
        if page_id not in self._stages and not self._all_stages:
            busy = Handoff.objects.open().order_by()
            if len(self._stages) < FEW:
                self._stages[page_id] = busy.filter(page_id=page_id).values_list("stage", flat=True).first() or ""
            else:
                self._stages.update(busy.filter(page__isnull=False).values_list("page_id", "stage"))
                self._all_stages = True
        return self._stages.get(page_id, "")

    def unit_of(self, page_id: int) -> int | None:
        """Which of the person's own units answers for the page; None where none does: no judgement asks further."""
        if not self.standing.units:
            return None
        if page_id not in self._units and not self._all_units:
            own = Stewardship.objects.of_units(list(self.standing.units)).order_by()
            if len(self._units) < FEW:
                self._units[page_id] = own.filter(page_id=page_id).values_list("unit_id", flat=True).first()
            else:
                self._units.update(own.values_list("page_id", "unit_id"))
                self._all_units = True
        return self._units.get(page_id)

    def is_full(self, page_class: Any) -> bool:
        """Whether as many pages of the type stand in the tree as may. One query for all types that have a limit."""
        if page_class.max_count is None:
            return False
        if self._full is None:
            limits = {
                ContentType.objects.get_for_model(model).pk: model.max_count
                for model in get_page_models()
                if model.max_count is not None
            }
            rows = Page.objects.filter(content_type_id__in=limits).order_by().values("content_type_id")
            counted = rows.annotate(number=Count("pk")).values_list("content_type_id", "number")
            self._full = frozenset(kind for kind, number in counted if number >= limits[kind])
        return ContentType.objects.get_for_model(page_class).pk in self._full

    @cached_property
    def root_collection(self) -> Collection:
        return Collection.get_first_root_node()

    @cached_property
    def own_collections(self) -> list[Collection]:
        names = [collection_name(unit) for unit in self.standing.acting_unit_ids]
        return list(Collection.objects.filter(name__in=names))

    def policy(self, page: Any) -> PagePolicy:
        """The policy for one governed page, draft or public."""
        kind = kinds.get(page.kind)
        if "listed_unit" in page.__dict__:
            own = page.listed_unit if self.standing.reads_for(page.listed_unit) else None
            self._units.setdefault(page.pk, own)
            self._stages.setdefault(page.pk, page.listed_stage or "")
        facts = PageFacts(
            unit_id=None if page.pk is None else self.unit_of(page.pk),
            kind=kind.code,
            structural=kind.structural,
            live=page.live,
            stage="" if page.pk is None else self.stage_of(page.pk),
        )
        return PagePolicy(self.standing, self.granted, facts)

    def draft_policy(self, page_class: Any, unit_id: int | None) -> PagePolicy:
        """The policy for a page of the class that the unit is about to create."""
        kind = kinds.get(page_class.kind)
        return PagePolicy(self.standing, self.granted, PageFacts(unit_id, kind.code, kind.structural))


def desk_of(user: Any) -> Desk:
    """The desk of an account, made once per account object."""
    desk = getattr(user, "_desk", None)
    if desk is None:
        desk = user._desk = Desk(user)
    return desk


def forget(user: Any) -> None:
    """Drop what was read for the account: after a deed in the same request that changes its pages."""
    if hasattr(user, "_desk"):
        del user._desk


def writers_of(page: Any) -> frozenset[int]:
    """Accounts that saved a version of the page since it last went public. One query."""
    if page is None:
        return frozenset()
    versions = page.revisions.filter(user__isnull=False)
    if page.last_published_at:
        versions = versions.filter(created_at__gt=page.last_published_at)
    return frozenset(versions.values_list("user_id", flat=True))


def handoff_facts(handoff: Handoff) -> HandoffFacts:
    """Facts of one handoff; queries for the open proposal and the versions."""
    waiting = handoff.proposals.filter(answer=Answer.WAITING).values_list("side", flat=True).first()
    page = handoff.page
    return HandoffFacts(
        unit_id=handoff.unit_id,
        stage=handoff.stage,
        agreed=handoff.is_agreed,
        waiting_side=waiting or "",
        publish_at=handoff.publish_at,
        submitted_by_id=handoff.submitted_by_id,
        last_editor_id=handoff.revision.user_id if handoff.revision else None,
        revision_id=handoff.revision_id,
        latest_revision_id=page.latest_revision_id if page else None,
        writer_ids=writers_of(page),
    )


def handoff_policy(user: Any, handoff: Handoff) -> HandoffPolicy:
    return HandoffPolicy(standing_of(user), handoff_facts(handoff))


def today_of(now: dt.datetime) -> dt.date:
    """The Warsaw date of an instant."""
    from coordination.calendar import warsaw_date

    return warsaw_date(now)
