"""Reading what judgement needs: once per account object, in a handful of queries whatever the number of pages."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Count, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.utils.functional import SimpleLazyObject, cached_property
from wagtail.models import Collection, Page, Site, get_page_models

from coordination.standing import Standing, standing_of

from . import kinds
from .comparing import reads_as_returned
from .ends import end_at_stake
from .grounds import Ground, Limit, correction_facts, limits_on
from .models import Commission, Confinement, Correction, Emergency, Handoff, PublishingRight, SealedThing, Stewardship
from .policies import (
    CommissionPolicy,
    CorrectionFacts,
    CorrectionPolicy,
    EmergencyFacts,
    EmergencyPolicy,
    HandoffFacts,
    HandoffPolicy,
    MovePolicy,
    PageFacts,
    PagePolicy,
    TakedownPolicy,
)
from .rights import NOBODY, Grant, Granted
from .states import HOLDING, TAKING_DOWN, Purpose
from .takedown import in_force_on

FEW = 2
"""So many pages are read one by one; beyond that a list is being drawn, and the rest is read at once."""


def collection_name(unit_id: int) -> str:
    """The unit's own collection of files: the name carries the unit's number and never changes."""
    return f"komorka-{unit_id}"


def listed(pages: QuerySet[Any]) -> QuerySet[Any]:
    """Pages of a staff list with unit, open handoff and its stage, whether limited or corrected: no query for a row."""
    steward = Stewardship.objects.filter(page_id=OuterRef("pk")).values("unit_id")
    busy = Handoff.objects.open().filter(page_id=OuterRef("pk")).order_by()
    limited = Confinement.objects.in_force().filter(page_id=OuterRef("pk"))
    corrected = Correction.objects.writing().filter(handoff__page=OuterRef("pk"))
    return pages.annotate(
        listed_unit=Subquery(steward),
        listed_stage=Subquery(busy.values("stage")[:1]),
        listed_handoff=Subquery(busy.values("pk")[:1]),
        listed_confined=Exists(limited),
        listed_corrected=Exists(corrected),
    )


def open_to(standing: Standing, pages: QuerySet[Any]) -> QuerySet[Any]:
    """Without the drafts limited to others. What is public stays, with its public face (docs/decisions)."""
    shut = Confinement.objects.shut_to(standing.user_id)
    return pages.exclude(Q(live=False) & Q(pk__in=shut.values("page_id")))


def marked(rows: Any, standing: Standing) -> Any:
    """Handoffs with `is_confined`, and `is_shut` where the limit does not name the person, also after deletion.

    And with `correcting`, side and state of the open correction: «portal:waiting»; None where there is none.
    And with `commissioned`, where it began as a brief.
    """
    limits = Confinement.objects.filter(page_id=OuterRef("page_id"))
    about = Concat(Value(f"{Handoff._meta.label_lower}:"), Cast(OuterRef("pk"), CharField()))
    sealed = SealedThing.objects.filter(about=about)
    return rows.annotate(
        correcting=Subquery(corrections_of(OuterRef("pk"))),
        commissioned=Exists(Commission.objects.filter(handoff=OuterRef("pk"))),
        is_confined=Exists(limits.in_force()) | Exists(sealed),
        is_shut=Exists(limits.shut_to(standing.user_id)) | Exists(sealed.exclude(named=standing.user_id)),
    )


def corrections_of(handoff: Any) -> Any:
    """Side and state of the open correction, in one word: «unit:writing»."""
    word = Concat("side", Value(":"), "state", output_field=CharField())
    return Correction.objects.open().filter(handoff=handoff).order_by().annotate(word=word).values("word")[:1]


def granted_to(standing: Standing) -> Granted:
    """The rights of the units a person acts for, on the person's day. One query."""
    rows = PublishingRight.objects.in_force(standing.on).filter(unit_id__in=standing.acting_unit_ids)
    return granted(rows, standing.on)


def granted(rows: QuerySet[PublishingRight], on: dt.date) -> Granted:
    """What the rows of the register cover. One query. A person who has no account holds the right for nobody else."""
    return Granted.of(
        (
            Grant(
                row.unit_id,
                row.kind,
                row.from_on,
                row.until_on,
                row.site_id,
                (row.person.user_id or NOBODY) if row.person else None,
            )
            for row in rows.select_related("person")
        ),
        on,
    )


@dataclass(frozen=True)
class Busy:
    """The open handoff of a page: its number and stage; FREE where there is none."""

    handoff_id: int | None
    stage: str


FREE = Busy(None, "")


class Desk:
    """What one account needs to be judged on many pages: standing, rights, own pages, busy pages.

    Kept on the account object, which lives as long as a request; never keep accounts across requests.
    """

    def __init__(self, user: Any) -> None:
        self.standing = standing_of(user)
        self._busy: dict[int, Busy] = {}
        self._all_busy = False
        self._units: dict[int, int | None] = {}
        self._limits: dict[int, Limit] | None = None
        self._writing: dict[int, CorrectionFacts] | None = None
        self._all_units = False
        self._full: frozenset[int] | None = None

    @cached_property
    def granted(self) -> Granted:
        """Read when a judgement first asks for it: most screens only read."""
        if not self.standing.acting_unit_ids:
            return Granted.of((), self.standing.on)
        return cast(Granted, SimpleLazyObject(lambda: granted_to(self.standing)))

    def busy(self, page_id: int) -> Busy:
        """The page's open handoff. A query for each of the first pages, then one for all that are open."""
        if page_id not in self._busy and not self._all_busy:
            known = Handoff.objects.open().order_by()
            if len(self._busy) < FEW:
                row = known.filter(page_id=page_id).values_list("pk", "stage").first()
                self._busy[page_id] = Busy(*row) if row else FREE
            else:
                rows = known.filter(page__isnull=False).values_list("page_id", "pk", "stage")
                self._busy.update({page: Busy(pk, stage) for page, pk, stage in rows})
                self._all_busy = True
        return self._busy.get(page_id, FREE)

    @property
    def limits(self) -> dict[int, Limit]:
        """Limits to named persons, by page. One query."""
        if self._limits is None:
            self._limits = limits_on()
        return self._limits

    @property
    def writing(self) -> dict[int, CorrectionFacts]:
        """Corrections being written, by page. One query; they are few by nature."""
        if self._writing is None:
            rows = Correction.objects.writing().filter(handoff__stage__in=HOLDING, handoff__page__isnull=False)
            self._writing = {
                row.handoff.page_id: correction_facts(row) for row in rows.select_related("handoff").order_by()
            }
        return self._writing

    def unit_of(self, page_id: int) -> int | None:
        """Which unit answers for the page, where the person may know; None where it is no business of theirs.

        A query for each of the first pages, then one for all.
        """
        if page_id not in self._units and not self._all_units:
            known = Stewardship.objects.order_by()
            known = known if self._reads_all else known.of_units(list(self.standing.units))
            if len(self._units) < FEW:
                self._units[page_id] = known.filter(page_id=page_id).values_list("unit_id", flat=True).first()
            else:
                self._units.update(known.values_list("page_id", "unit_id"))
                self._all_units = True
        return self._units.get(page_id)

    @property
    def _reads_all(self) -> bool:
        return self.standing.is_portal_officer or self.standing.watches_city

    def _reads_of(self, unit_id: int | None) -> bool:
        return self._reads_all or self.standing.reads_for(unit_id)

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
            self._units.setdefault(page.pk, page.listed_unit if self._reads_of(page.listed_unit) else None)
            self._busy.setdefault(page.pk, Busy(page.listed_handoff, page.listed_stage or ""))
        limit = self.limits.get(page.pk) if getattr(page, "listed_confined", True) else None
        stage = "" if page.pk is None else self.busy(page.pk).stage
        corrected = stage in HOLDING and getattr(page, "listed_corrected", True)
        facts = PageFacts(
            unit_id=None if page.pk is None else self.unit_of(page.pk),
            kind=kind.code,
            structural=kind.structural,
            live=page.live,
            stage=stage,
            site_id=self.site_of(page),
            confined_to=limit.to if limit else None,
            confined_by=limit.by if limit else "",
            correction=self.writing.get(page.pk) if corrected else None,
        )
        return PagePolicy(self.standing, self.granted, facts)

    def draft_policy(self, page_class: Any, unit_id: int | None, parent: Any = None) -> PagePolicy:
        """The policy for a page of the class that the unit is about to create below the parent."""
        kind = kinds.get(page_class.kind)
        site_id = self.site_of(parent) if parent is not None else None
        return PagePolicy(self.standing, self.granted, PageFacts(unit_id, kind.code, kind.structural, site_id=site_id))

    def site_of(self, page: Any) -> int | None:
        """The portal a page stands in, read only for those whose rights or posts are narrowed to some portal."""
        narrowed = any(post.portals for post in self.standing.posts) or any(one.site_id for one in self.granted.grants)
        return site_of(page) if narrowed else None


def site_of(page: Any) -> int:
    """Number of the portal (Wagtail's Site) a page stands in; 0 outside all of them. Wagtail keeps the roots cached."""
    path = page.url_path or ""
    return next((root.site_id for root in Site.get_site_root_paths() if path.startswith(root.root_path)), 0)


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


def handoff_facts(handoff: Handoff, ground: Ground | None = None) -> HandoffFacts:
    """Facts of one handoff. `ground` is what was read for many of them together."""
    ground = ground or Ground([handoff])
    page, limit = handoff.page, ground.limit_of(handoff)
    return HandoffFacts(
        unit_id=handoff.unit_id,
        stage=handoff.stage,
        agreed=handoff.is_agreed,
        waiting_side=ground.waiting.get(handoff.pk, ""),
        publish_at=handoff.publish_at,
        submitted_by_id=handoff.submitted_by_id,
        last_editor_id=ground.last_editor_of(handoff),
        revision_id=handoff.revision_id,
        latest_revision_id=_newest(handoff),
        writer_ids=ground.writers.get(handoff.page_id or 0, frozenset()),
        kind=handoff.kind,
        site_id=site_of(page) if page else None,
        confined_to=limit.to if limit else None,
        confined_by=limit.by if limit else "",
        reviewer_ids=reviewers_among(limit.to, handoff.unit_id, handoff.kind, page) if limit else frozenset(),
        held_by_id=handoff.held_by_id,
        held_by_name=handoff.held_by_name,
        held_since=handoff.held_since,
        held_until=ground.held_until(handoff),
        keeps_text=handoff.keeps_text,
        asks_sooner=ground.asks_sooner(handoff),
        commissioned=handoff.pk in ground.commissioned,
        correction=ground.corrections.get(handoff.pk),
        bound=handoff.together_id in ground.binding,
        waiting_hour=ground.hours.get(handoff.pk),
        unchanged=reads_as_returned(handoff),
        vanished=handoff.has_vanished,
        delivered_at=handoff.delivered_at,
        at_once=handoff.at_once,
        ends_at=end_at_stake(handoff),
    )


def _newest(handoff: Handoff) -> int | None:
    """The version to be read; what keeps the text is about the public one, whatever drafts came after it."""
    if handoff.page is None or handoff.keeps_text:
        return handoff.revision_id if handoff.page else None
    return handoff.page.latest_revision_id


def reviewers_among(account_ids: Iterable[int], unit_id: int | None, kind: str, page: Any) -> frozenset[int]:
    """Those of the accounts that may approve such content of the unit today, within the scope of their offices."""
    found = get_user_model()._default_manager.filter(pk__in=account_ids, is_active=True)
    site_id = site_of(page) if page else None
    return frozenset(user.pk for user in found if standing_of(user).approves(unit_id, kind, site_id))


def handoff_policy(user: Any, handoff: Handoff) -> HandoffPolicy:
    return HandoffPolicy(standing_of(user), handoff_facts(handoff))


def correction_policy(user: Any, handoff: Handoff) -> CorrectionPolicy:
    return CorrectionPolicy(handoff_policy(user, handoff))


def commission_policy(user: Any, handoff: Handoff) -> CommissionPolicy:
    return CommissionPolicy(handoff_policy(user, handoff))


def emergency_policy(user: Any, emergency: Emergency) -> EmergencyPolicy:
    """No query where the handoff and its page were read with the row."""
    handoff = emergency.handoff
    facts = EmergencyFacts(
        unit_id=handoff.unit_id,
        kind=handoff.kind,
        site_id=site_of(handoff.page) if handoff.page else None,
        checked=emergency.checked_at is not None,
        barred_ids=frozenset({emergency.by_id or 0, handoff.submitted_by_id or 0, *emergency.barred_ids}) - {0},
    )
    return EmergencyPolicy(standing_of(user), facts)


def takedown_policy(user: Any, page: Any) -> TakedownPolicy:
    """Whether the page is taken down, and asked to be; two queries."""
    found = in_force_on(page.pk)
    asked = _asked(page, TAKING_DOWN)
    return TakedownPolicy(desk_of(user).policy(page), found.purpose if found else "", asked)


def move_policy(user: Any, page: Any) -> MovePolicy:
    """Whether the page is asked to be moved; one query."""
    return MovePolicy(desk_of(user).policy(page), bool(_asked(page, {Purpose.MOVE})))


def _asked(page: Any, purposes: Iterable[str]) -> str:
    """What the open handoff of the page is about, where it is one of the purposes."""
    rows = Handoff.objects.open().filter(page_id=page.pk, purpose__in=purposes)
    return rows.values_list("purpose", flat=True).first() or ""
