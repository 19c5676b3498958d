"""What of publishing goes to the successor of a unit: pages, handoffs, files, offers; rights end with the unit."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Count, Q
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection

from coordination import audit, belongings
from coordination.belongings import Belonging, Found, Succession, Thing, found
from coordination.calendar import warsaw_date
from coordination.models import Unit

from . import kinds
from .collections import collection_name, collection_of
from .discretion import OUTWARD_TITLE
from .models import Confinement, Handoff, PublishingRight, Stewardship, Transfer
from .states import OPEN, Offer, Stage


def address(name: str, *args: Any) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:  # a host without the staff screens
        return ""


# -- pages ----------------------------------------------------------------------------------------------------------


def pages(unit: Unit) -> Found:
    rows = Stewardship.objects.filter(unit=unit).select_related("page").order_by("kind", "page__title", "pk")
    limited = set(Confinement.objects.in_force().filter(unit=unit).values_list("page_id", flat=True))
    return found(rows, lambda row: _page(row, row.page_id in limited))


def _page(row: Stewardship, limited: bool) -> Thing:
    """The title of a draft limited to named persons is not told to whoever joins units."""
    title = str(OUTWARD_TITLE) if limited and not row.page.live else row.page.title
    return Thing(title, address("publishing:entrust_one", row.page_id), _kind(row))


def _kind(row: Stewardship) -> str:
    state = _("public page") if row.page.live else _("draft page")
    return f"{kinds.label(row.kind)}, {state}"


def move_pages(succession: Succession) -> int:
    """The stewardship alone changes: text, versions, review days and public history stay as they are."""
    return Stewardship.objects.filter(unit=succession.unit).update(unit=succession.heir)


# -- limited drafts -------------------------------------------------------------------------------------------------


def limited_drafts(unit: Unit) -> Found:
    return Found(Confinement.objects.in_force().filter(unit=unit).count())


def move_limited_drafts(succession: Succession) -> int:
    """The limit and the named persons stay: a merger opens nothing."""
    if succession.heir is None:
        return 0
    return Confinement.objects.in_force().filter(unit=succession.unit).update(unit=succession.heir)


# -- handoffs -------------------------------------------------------------------------------------------------------


def open_handoffs(unit: Unit) -> Found:
    rows = Handoff.objects.filter(unit=unit, stage__in=OPEN)
    numbers = {row["stage"]: row["number"] for row in rows.order_by().values("stage").annotate(number=Count("pk"))}
    parts = [f"{stage.label}: {numbers[stage]}" for stage in Stage if stage in numbers]
    return found(rows.order_by("publish_at", "pk"), _handoff, parts=parts)


def _handoff(row: Handoff) -> Thing:
    return Thing(row.title, address("publishing:handoff", row.pk), str(row.get_stage_display()))


def move_open_handoffs(succession: Succession) -> int:
    """Stage, dates and version stay, so what is scheduled goes public on time; the book names both units."""
    rows = list(Handoff.objects.select_for_update(of=("self",)).filter(unit=succession.unit, stage__in=OPEN))
    for handoff in rows:
        audit.write(
            "handoff.inherit",
            now=succession.now,
            about=handoff,
            by=succession.by,
            unit=succession.unit,
            right=succession.basis,
            version=str(handoff.revision_id or ""),
            note=f"{succession.unit} → {succession.heir}",
        )
    Handoff.objects.filter(pk__in=[row.pk for row in rows]).update(unit=succession.heir)
    return len(rows)


def past_handoffs(unit: Unit) -> Found:
    return Found(Handoff.objects.filter(unit=unit).exclude(stage__in=OPEN).count())


def move_past_handoffs(succession: Succession) -> int:
    """History to read for whoever goes on with the pages; every row keeps the name of the unit that began it."""
    if succession.heir is None:
        return 0
    return Handoff.objects.filter(unit=succession.unit).exclude(stage__in=OPEN).update(unit=succession.heir)


def withdraw_of(page_id: int, succession: Succession) -> int:
    """The page goes with the unit, so nothing may publish it again: what waits of it is withdrawn."""
    rows = list(Handoff.objects.select_for_update(of=("self",)).filter(page_id=page_id, stage__in=OPEN))
    for handoff in rows:
        handoff.stage = Stage.WITHDRAWN
        handoff.save(update_fields=["stage"])
        audit.write(
            "handoff.withdraw",
            now=succession.now,
            about=handoff,
            by=succession.by,
            unit=succession.unit,
            right=succession.basis,
            version=str(handoff.revision_id or ""),
        )
    return len(rows)


# -- offers of pages --------------------------------------------------------------------------------------------------


def offers(unit: Unit) -> Found:
    rows = Transfer.objects.waiting().filter(Q(giving=unit) | Q(receiving=unit)).order_by("at", "pk")
    return found(rows, lambda row: Thing(row.title, note=f"{row.giving_name} → {row.receiving_name}"))


def move_offers(succession: Succession) -> int:
    """The successor gives or answers in its place; an offer to oneself, or to nobody, ends."""
    unit, heir = succession.unit, succession.heir
    rows = Transfer.objects.waiting().filter(Q(giving=unit) | Q(receiving=unit))
    number = rows.count()
    if heir is not None:
        Transfer.objects.waiting().filter(giving=unit).exclude(receiving=heir).update(giving=heir)
        Transfer.objects.waiting().filter(receiving=unit).exclude(giving=heir).update(receiving=heir)
    ended = Transfer.objects.waiting().filter(Q(giving=unit) | Q(receiving=unit))
    ended.update(answer=Offer.WITHDRAWN, answered_at=succession.now, answered_by_name=succession.by_name)
    return number


# -- rights ---------------------------------------------------------------------------------------------------------


def rights(unit: Unit) -> Found:
    rows = PublishingRight.objects.filter(unit=unit, until_on__isnull=True).order_by("kind", "from_on", "pk")
    return found(rows, lambda row: Thing(str(row.kind_label), note=row.basis))


def end_rights(succession: Succession) -> int:
    """With the last day of the unit. The successor publishes by its own rights: a merger never widens them."""
    last = succession.last_on
    rows = PublishingRight.objects.filter(unit=succession.unit).filter(Q(until_on__isnull=True) | Q(until_on__gt=last))
    ended = [row for row in rows.select_related("unit") if row.until_on != row.from_on]
    for row in ended:
        row.until_on = max(last, row.from_on)
        row.save(update_fields=["until_on"])
        audit.write("right.end", now=succession.now, about=row, by=succession.by, unit=row.unit, right=succession.basis)
    return len(ended)


def lacking_rights(unit: Unit, heir: Unit | None) -> list[str]:
    """What the old unit published itself and the successor will have to hand over."""
    if heir is None:
        return []
    from django.utils import timezone

    today = warsaw_date(timezone.now())
    held = PublishingRight.objects.in_force(today).filter(unit__in=[unit, heir], person__isnull=True)
    own: dict[int, set[str]] = {unit.pk: set(), heir.pk: set()}
    for unit_id, kind in held.values_list("unit_id", "kind"):
        own[unit_id].add(kind)
    lacking = sorted(str(kinds.label(kind)) for kind in own[unit.pk] - own[heir.pk])
    if not lacking:
        return []
    text = _(
        "%(heir)s does not publish by itself: %(kinds)s. Its people will hand this content over, or you give the right."
    )
    return [text % {"heir": heir, "kinds": ", ".join(lacking)}]


# -- files ------------------------------------------------------------------------------------------------------------


def files(unit: Unit) -> Found:
    """Pictures and documents in the unit's own collection."""
    own = Q(collection__name=collection_name(unit.pk))
    pictures = get_image_model()._default_manager.filter(own).count()
    documents = get_document_model()._default_manager.filter(own).count()
    parts = [_("pictures: %(number)d") % {"number": pictures}, _("documents: %(number)d") % {"number": documents}]
    return Found(pictures + documents, parts=parts if pictures + documents else ())


def move_files(succession: Succession) -> int:
    """Into the successor's collection, so that its people may use and change them; addresses stay."""
    old = Collection.objects.filter(name=collection_name(succession.unit.pk)).first()
    if old is None or succession.heir is None:
        return 0
    kept = old.get_descendants(inclusive=True)
    models = (get_image_model(), get_document_model())
    if not any(model._default_manager.filter(collection__in=kept).exists() for model in models):
        return 0
    new = collection_of(succession.heir)
    return sum(model._default_manager.filter(collection__in=kept).update(collection=new) for model in models)


belongings.register(
    Belonging(
        "limited",
        gettext_lazy("Drafts limited to named persons"),
        gettext_lazy("The limit stays, with the same persons."),
        35,
        limited_drafts,
        move_limited_drafts,
    )
)
belongings.register(
    Belonging(
        "pages",
        gettext_lazy("Pages"),
        gettext_lazy("The successor answers for them; drafts, versions and public history stay."),
        30,
        pages,
        move_pages,
        needs_heir=True,
        advice=gettext_lazy("Give each page to another unit, or delete it."),
    )
)
belongings.register(
    Belonging(
        "handoffs",
        gettext_lazy("Handoffs in flight"),
        gettext_lazy("Stage and dates stay; what is scheduled goes public on time, the successor is the contact."),
        40,
        open_handoffs,
        move_open_handoffs,
        needs_heir=True,
        advice=gettext_lazy("Let them go public, or have the unit withdraw them."),
    )
)
belongings.register(
    Belonging(
        "past-handoffs",
        gettext_lazy("Past handoffs"),
        gettext_lazy("The successor reads them; the old name stands in the history."),
        45,
        past_handoffs,
        move_past_handoffs,
    )
)
belongings.register(
    Belonging(
        "offers",
        gettext_lazy("Offers of pages"),
        gettext_lazy("The successor answers in its place."),
        50,
        offers,
        move_offers,
    )
)
belongings.register(
    Belonging(
        "rights",
        gettext_lazy("Publishing rights"),
        gettext_lazy(
            "They end with the last day. The successor publishes by its own rights; a merger never widens them."
        ),
        60,
        rights,
        end_rights,
        warn=lacking_rights,
    )
)
if apps.is_installed("wagtail.images") and apps.is_installed("wagtail.documents"):
    belongings.register(
        Belonging(
            "files",
            gettext_lazy("Pictures and documents"),
            gettext_lazy("They move to the successor's collection; their addresses stay."),
            65,
            files,
            move_files,
        )
    )
