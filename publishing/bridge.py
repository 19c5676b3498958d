"""Whatever Wagtail writes into its own log becomes one line in the book: one mechanism instead of twenty hooks.

Wagtail logs every change of pages, snippets, files, accounts, groups, redirects and dictionaries, on every route. Its
rows name people by a key alone, so their names and roles are kept in the row's data as they were (scenario 68).
"""

import datetime as dt
from typing import Any

from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _
from wagtail.log_actions import get_active_log_context
from wagtail.models import Collection, CollectionViewRestriction, ModelLogEntry, PageLogEntry

from coordination import audit
from coordination.calendar import warsaw_date
from coordination.models import AuditEntry, Unit
from coordination.standing import Standing, standing_of
from coordination.states import Outcome

from .bases import right_row, right_words
from .discretion import outward_title
from .governed import is_copying
from .models import Confinement, Stewardship
from .subjects import page_reference, subject_of, unit_of
from .verbs import ENDINGS, SILENT, page_verb, thing_verb

BY_DEEDS = {
    "coordination.designation": {"wagtail.create", "wagtail.edit"},
    "coordination.absence": {"wagtail.create"},
    "publishing.publishingright": {"wagtail.create", "wagtail.edit"},
}
"""Registers whose views call deeds; a view that found nothing to change is logged by Wagtail and is no deed."""
A_MOMENT = dt.timedelta(seconds=5)
"""Within it a view and the deed it called are one."""
NEW_TEXT = ("wagtail.create", "wagtail.copy", "wagtail.edit")
DIRECT = frozenset({"page.publish", "page.schedule"})


@receiver(pre_save, sender=PageLogEntry)
@receiver(pre_save, sender=ModelLogEntry)
def keep_names(instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """Who acted, as they were called that day: Wagtail's row would show a number once the account is gone."""
    if raw or instance.pk is not None:
        return
    if isinstance(instance, PageLogEntry):
        _hide_the_title(instance)
    if not instance.user_id:
        return
    by = _standing(instance)
    if by is not None:
        kept = audit.actor(by, None)
        names = {key: kept[key] for key in ("actor_name", "actor_role", "actor_unit_name")}
        instance.data = {**(instance.data or {}), **names}


def _hide_the_title(entry: PageLogEntry) -> None:
    """The editor of a named person knows the title of the limited draft; the log never does."""
    limit = Confinement.objects.in_force().filter(page_id=entry.page_id).select_related("page").first()
    if limit is not None:
        entry.label = outward_title(limit.page)


@receiver(post_save, sender=PageLogEntry)
def write_page_line(instance: PageLogEntry, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """One line for what happened to a page, unless the deed that did it writes its own."""
    if raw or not created or audit.is_told() or _told_by_another(instance):
        return
    by, verb = _standing(instance), page_verb(instance.action)
    steward = Stewardship.objects.filter(page_id=instance.page_id).select_related("unit").first()
    unit = steward.unit if steward else _unit_at_birth(instance)
    kind = steward.kind if steward else getattr(instance.page, "kind", "")
    row = right_row(by, unit, kind, warsaw_date(instance.timestamp)) if by and verb in DIRECT else None
    promise = _promise(instance) if verb == "page.go_live" else None
    audit.write(
        verb,
        now=instance.timestamp,
        about=page_reference(instance.page_id),
        label=instance.label,
        by=by,
        unit=unit,
        right=promise.right if promise else right_words(by, unit, row),
        right_row=promise.right_about if promise else row,
        version=str(instance.revision_id or ""),
        note=_scheduled_by(promise) if promise else _page_note(instance),
    )


@receiver(post_save, sender=ModelLogEntry)
def write_thing_line(instance: ModelLogEntry, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """One line for what happened to a record, a file, an account, a dictionary."""
    if raw or not created or audit.is_told():
        return
    model = instance.content_type.model_class() if instance.content_type else None
    label = model._meta.label_lower if model else "deleted.model"
    if instance.action in BY_DEEDS.get(label, ()) or _told_by_a_deed(instance, label, subject_of(model)):
        return
    thing = model._base_manager.filter(pk=instance.object_id).first() if model else None
    by, unit = _standing(instance), unit_of(thing)
    audit.write(
        thing_verb(subject_of(model), instance.action),
        now=instance.timestamp,
        about=f"{label}:{instance.object_id}",
        label=instance.label,
        by=by,
        unit=unit,
        right=right_words(by, unit, None),
        version=str(instance.revision_id or ""),
        note=_account_note(thing) if subject_of(model) == "account" else "",
    )


@receiver(post_save, sender=Collection)
def write_collection(instance: Any, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """Wagtail logs changes of collections, not their making."""
    if created and not raw and not audit.is_told():
        _write_collection("collection.create", instance)


@receiver(post_save, sender=CollectionViewRestriction)
def write_restriction(instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """Wagtail logs the privacy of pages only."""
    if not raw:
        _write_collection("collection.restrict", instance.collection)


@receiver(post_delete, sender=CollectionViewRestriction)
def write_opening(instance: Any, **kwargs: Any) -> None:
    _write_collection("collection.unrestrict", instance.collection)


def _write_collection(verb: str, about: Collection) -> None:
    user = get_active_log_context().user
    by, unit = standing_of(user) if user else None, unit_of(about)
    audit.write(verb, now=now(), about=about, by=by, unit=unit, right=right_words(by, unit, None))


def _told_by_a_deed(entry: ModelLogEntry, label: str, subject: str) -> bool:
    """Whether the view's deed has just written about the same record, in words of its own. One query."""
    if entry.action not in ("wagtail.create", "wagtail.edit"):
        return False
    ours = [thing_verb(subject, action) for action in (*ENDINGS, "")]
    lines = AuditEntry.objects.filter(about=f"{label}:{entry.object_id}", at__gt=entry.timestamp - A_MOMENT)
    return lines.filter(actor_id=entry.user_id, outcome=Outcome.DONE).exclude(verb__in=ours).exists()


# -- who, and under which right -------------------------------------------------------------------------------------


def _standing(entry: Any) -> Standing | None:
    """The person's standing that day; None for the clock. An account shut or gone still has its name."""
    if not entry.user_id:
        return None
    user, on = entry.user, warsaw_date(entry.timestamp)
    if user is None:
        return None
    found = standing_of(user, on)
    return found if found.user_id else Standing(user.pk, user.get_full_name() or user.get_username(), on)


def _unit_at_birth(entry: PageLogEntry) -> Unit | None:
    """A page is logged a moment before its stewardship is written."""
    page = entry.page
    find = getattr(page, "unit_at_birth", None)
    return Unit.objects.filter(pk=find()).first() if find and entry.action == "wagtail.create" else None


# -- what is said beside --------------------------------------------------------------------------------------------


def _told_by_another(entry: PageLogEntry) -> bool:
    """Rows that come with one that says more: the new title of a publication, the birth of a copy."""
    if entry.action == "wagtail.create" and is_copying():
        return True
    return entry.action in SILENT or _same_session(entry)


def _same_session(entry: PageLogEntry) -> bool:
    """An autosave overwrites the version of the session and repeats its mark; a new page is saved at once."""
    if entry.action != "wagtail.edit" or entry.uuid is None:
        return False
    others = PageLogEntry.objects.filter(uuid=entry.uuid, page_id=entry.page_id, action__in=NEW_TEXT)
    return others.exclude(pk=entry.pk).exists()


def _page_note(entry: PageLogEntry) -> str:
    """Where from and where to, which hour, or what the reader was told of the change."""
    data = entry.data or {}
    ends = {end: (data.get(end) or {}).get("title", "") for end in ("source", "destination")}
    if all(ends.values()):
        return _("from: %(source)s, to: %(destination)s") % ends
    hour = (data.get("revision") or {}).get("go_live_at")
    if hour:
        at = hour if isinstance(hour, dt.datetime) else parse_datetime(str(hour))
        return _("goes public: %(hour)s") % {"hour": date_format(localtime(at), "j E Y, G:i")} if at else ""
    return getattr(entry.page, "change_note", "") if entry.action == "wagtail.publish" else ""


def _promise(entry: PageLogEntry) -> AuditEntry | None:
    """The line of the person who scheduled this very version."""
    lines = AuditEntry.objects.filter(about=page_reference(entry.page_id), verb="page.schedule")
    return lines.filter(version=str(entry.revision_id or "")).order_by("-at").first()


def _scheduled_by(promise: AuditEntry) -> str:
    return _("on the schedule of %(name)s") % {"name": promise.actor_name}


def _account_note(user: Any) -> str:
    """How the account stands after the deed: shut or open, and its groups."""
    if user is None:
        return ""
    state = _("account open") if user.is_active else _("account shut")
    groups = ", ".join(user.groups.order_by("name").values_list("name", flat=True))
    return "; ".join(filter(None, [state, _("groups: %(groups)s") % {"groups": groups} if groups else ""]))
