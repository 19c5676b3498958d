"""GovernedPage: the face a page type shows to publishing."""

import datetime as dt
import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import models, transaction
from django.http import HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import CommentPanel, FieldPanel, MultiFieldPanel
from wagtail.locks import BaseLock, BasicLock
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from coordination.lineage import heir_of
from coordination.models import Unit

from . import promised
from .contents import unfinished_in
from .discretion import OUTWARD_TITLE
from .forms.editor import GovernedPageForm, address_of
from .models import Stewardship, Takedown
from .reading import is_kept
from .states import HOLDING, OPEN
from .takedown import in_force_on, public_target
from .timed_lock import TimedLock

_reader: ContextVar[Any] = ContextVar("reader", default=None)
_entrusted: ContextVar[int | None] = ContextVar("entrusted_unit", default=None)
_copied: ContextVar[bool] = ContextVar("copied", default=False)


@contextmanager
def shown_to(user: Any) -> Iterator[None]:
    """Titles asked for inside are for this account: the gate says so around every staff screen."""
    token = _reader.set(user)
    try:
        yield
    finally:
        _reader.reset(token)


def reader_of_screen() -> Any:
    """Whose screen is being made; None in a job or a letter, and where nobody is signed in."""
    reader = _reader.get()
    return reader if reader is not None and reader.is_authenticated else None


class Ungoverned(RuntimeError):
    """A governed page was about to be saved without a unit that answers for it."""


@contextmanager
def entrusting(unit: Unit | int) -> Iterator[None]:
    """Pages created inside belong to the unit: for deeds, imports and copies."""
    token = _entrusted.set(unit if isinstance(unit, int) else unit.pk)
    try:
        yield
    finally:
        _entrusted.reset(token)


@contextmanager
def copying(unit: Unit | int) -> Iterator[None]:
    """Copies made inside belong to the unit, and stand in the book as copies, not also as new pages."""
    token = _copied.set(True)
    try:
        with entrusting(unit):
            yield
    finally:
        _copied.reset(token)


def is_copying() -> bool:
    return _copied.get()


@dataclass(frozen=True)
class Issue:
    """What a page still lacks. A hard issue stops publication, a soft one warns."""

    field: str
    message: Any
    hard: bool = True


class HandoffLock(BaseLock):
    """What was handed over stays as it was read, for everybody but who corrects it."""

    def for_user(self, user: Any) -> bool:
        from .facts import desk_of

        return not desk_of(user).policy(self.object).may_edit()

    def get_message(self, user: Any) -> Any:
        if not self.for_user(user):
            return False
        said = _("This page waits for publication and cannot be changed. Withdraw the handoff first.")
        begun = self.object.open_handoff
        if begun is None:
            return said
        return format_html(
            '{} <a href="{}">{}</a>', said, reverse("publishing:handoff", args=[begun.pk]), _("Open the handoff")
        )

    def get_locked_by(self, user: Any) -> Any:
        return _("Handed over for publication")

    def get_description(self, user: Any) -> Any:
        return capfirst(_("what goes public is exactly the version that was handed over"))


class GovernedPage(Page):
    """A page some unit answers for. It declares a kind and says what its content lacks; rules never ask its type."""

    kind: ClassVar[str] = ""
    may_end: ClassVar[bool] = True
    """Whether an end of publication is offered; a type that readers must always find says no."""
    hours_in_tab: ClassVar[bool] = False
    """Whether publishing.hours_panel stands in the editor; else Wagtail's own panel of publishing may."""
    title_judged = False
    """Set on a page at hand where somebody has judged that whoever looks may know the draft's title."""
    read_at: dt.datetime | None = None
    """The instant as of which a version is shown to whoever judges it; None is now."""
    base_form_class = GovernedPageForm
    change_note = models.CharField(
        _("what changes for the reader"),
        max_length=255,
        blank=True,
        help_text=_("Shown publicly in the history of the page. Leave blank for a first publication."),
    )
    minor_edit = models.BooleanField(
        _("minor edit (a typo, formatting)"),
        default=False,
        help_text=_("The date «updated» and the review date do not change."),
    )
    governance_panels: ClassVar[list[Any]] = [
        MultiFieldPanel([FieldPanel("change_note"), FieldPanel("minor_edit")], heading=_("History for the reader")),
        CommentPanel(),  # what a reviewer remarks at a field stands beside it (publishing.remarks)
    ]
    exclude_fields_in_copy: ClassVar[list[str]] = ["change_note", "minor_edit"]

    class Meta:
        abstract = True

    def requirements(self) -> Iterator[Issue]:
        """What the content lacks before it may go public."""
        for field, blocks in unfinished_in(self):
            words = {"field": field.verbose_name, "blocks": ", ".join(blocks)}
            yield Issue(field.name, _("Finish in the field «%(field)s»: %(blocks)s.") % words)
        if not self.search_description and self.kind_needs_summary:
            yield Issue("search_description", _("Add a short description for search results."), hard=False)

    def requirements_at(self, publish_at: dt.datetime, *, now: dt.datetime) -> Iterator[Issue]:
        """The same where the hour of publication is known; a type whose content names days has more to say of it."""
        yield from self.requirements()
        yield from self.ends_too_soon(max(publish_at, now))

    def ends_too_soon(self, publish_at: dt.datetime) -> Iterator[Issue]:
        """A version whose own end comes before it is public at all."""
        if self.expire_at and self.expire_at <= publish_at:
            hour = date_format(timezone.localtime(self.expire_at), "j E Y, G:i")
            message = _("The end of publication (%(hour)s) comes before the publication. Move it or leave it empty.")
            yield Issue("expire_at", message % {"hour": hour})

    def useless_from(self) -> dt.datetime | None:
        """The instant before which this version has to be public to be of use; None where any hour will do."""
        return None

    def told_to_reviewers(self) -> Iterator[str]:
        """Sentences that whoever decides on the page has to know besides its text."""
        yield from ()

    kind_needs_summary: ClassVar[bool] = False

    # -- what looks at the public text ask (publishing.content_reading) -----------------------------------------

    unread: ClassVar[frozenset[str]] = frozenset({"change_note"})
    """Fields that the reader does not see as words of the page."""
    anchors: ClassVar[frozenset[str]] = frozenset({"main"})
    """Places of the page that a link may name."""

    def describes(self, field: str) -> bool:
        """Whether the picture of the field has words for those who do not see it, or only decorates."""
        return True

    def shown_as_past(self) -> frozenset[dt.date]:
        """Warsaw dates whose passing the page shows by itself: its own deadline, hour of beginning and the like."""
        return frozenset()

    def over_from(self) -> dt.date | None:
        """The Warsaw date from which the page itself tells the reader that it is over; None where it never does."""
        return None

    def promised_days(self) -> Iterator[tuple[str, dt.date]]:
        """Fields with a day that misleads once it has passed, whatever the words of the page say."""
        yield from ()

    @classmethod
    def begun(cls, *, title: str, unit: Unit, publish_at: Any) -> "GovernedPage":
        """An empty draft for a reservation; a type whose rows need more to exist fills it in."""
        return cls(title=title)

    def has_room_for_text(self) -> bool:
        """Whether nothing stands yet where the text of the page belongs; False for a type without such a place."""
        return False

    def take_text(self, text: str) -> None:
        """Put plain text into that room, as paragraphs; nothing is saved."""
        raise NotImplementedError

    # -- who answers for the page -------------------------------------------------------------------------------

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Save, and write the stewardship at the first save, in the same transaction, on every route."""
        if self.pk is not None:
            promise = promised.in_hand()
            if promise is not None and self.live and kwargs.get("clean", True):
                promise.judge(self)
                kwargs["clean"] = False
            return super().save(*args, **kwargs)
        unit_id = self.unit_at_birth()
        with transaction.atomic():
            result = super().save(*args, **kwargs)
            Stewardship.objects.create(page_id=self.pk, unit_id=unit_id, kind=self.kind)
        return result

    def with_content_json(self, content: Any) -> Any:
        """A version as it would be today: an end that has passed is over, and takes nothing off once more.

        Else whatever was published after that hour would go dark with the next beat of the clock. An hour of the unit's
        own that has passed is over, too: nobody has to take it out of the form.
        """
        found = super().with_content_json(content)
        now = timezone.now()
        for hour in ("go_live_at", "expire_at"):
            if getattr(found, hour) and getattr(found, hour) <= now:
                setattr(found, hour, None)
        return found

    def save_revision(self, *args: Any, overwrite_revision: Any = None, **kwargs: Any) -> Any:
        """A version somebody handed over or decided on stays as it was read: an open editor writes a new one beside."""
        if overwrite_revision is not None and is_kept(overwrite_revision.pk):
            overwrite_revision = None
        return super().save_revision(*args, overwrite_revision=overwrite_revision, **kwargs)

    def add_child(self, **kwargs: Any) -> Any:
        """One at a time below one shelf: the row of the parent is the lock, and an address just taken gets a suffix."""
        child = kwargs.get("instance")
        with transaction.atomic():
            self.numchild = Page.objects.select_for_update().values_list("numchild", flat=True).get(pk=self.pk)
            if child is not None and child.slug:
                child.slug = self._free_below(child.slug)
            return super().add_child(**kwargs)

    def _free_below(self, slug: str) -> str:
        candidates = itertools.chain([slug], (f"{slug}-{number}" for number in itertools.count(2)))
        return next(free for free in candidates if Page._slug_is_available(free, self))

    def unit_at_birth(self) -> int:
        """Number of the unit that will answer for the page; raises Ungoverned where nobody was named."""
        unit_id = getattr(self, "_unit_id", None) or _entrusted.get()
        if unit_id is None and self.alias_of_id:
            unit_id = Stewardship.objects.filter(page_id=self.alias_of_id).values_list("unit_id", flat=True).first()
        if unit_id is None:
            raise Ungoverned(f"No unit answers for «{self.title}».")
        return self._living(unit_id)

    def _living(self, unit_id: int) -> int:
        """The unit, or who came after it: no page begins with a closed one."""
        today = timezone.localdate()
        unit = Unit.objects.closed(today).filter(pk=unit_id).first()
        if unit is None:
            return unit_id
        heir = heir_of(unit, today)
        if heir is None:
            raise Ungoverned(f"No unit answers for «{self.title}»: {unit} is closed.")
        return heir.pk

    def entrust_to(self, unit_id: int) -> None:
        """Name the unit before the first save."""
        self._unit_id = unit_id

    def copy(self, *args: Any, **kwargs: Any) -> Any:
        """A copy belongs to the unit of its source."""
        with copying(self.stewardship.unit_id):
            return super().copy(*args, **kwargs)

    def _set_core_field_defaults(self) -> None:
        """Wagtail would drop «ł» from an address made of the title."""
        placed = self.path or getattr(self, "_cached_parent_obj", None)
        if not self.slug and placed and address_of(self.title):  # type: ignore[has-type]
            self.slug = self._get_autogenerated_slug(address_of(self.title))
        super()._set_core_field_defaults()

    # -- how it goes public -------------------------------------------------------------------------------------

    @property
    def open_handoff(self) -> Any:
        return self.handoffs.filter(stage__in=OPEN).first() if self.pk else None

    def get_workflow(self) -> None:
        """Handoff is the only machine (DESIGN.md section 3)."""
        return None

    @property
    def has_workflow(self) -> bool:
        return False

    def get_lock(self) -> BaseLock | None:
        if self.pk and self._waits():
            return HandoffLock(self)
        lock = super().get_lock()
        return TimedLock(self) if type(lock) is BasicLock else lock

    def _waits(self) -> bool:
        if "listed_stage" in self.__dict__:  # a staff list has read it with the page (facts.listed)
            return self.listed_stage in HOLDING
        return self.handoffs.filter(stage__in=HOLDING).exists()

    def get_admin_display_title(self) -> str:
        """The title for staff screens; that of a limited draft is told only where somebody has judged who looks.

        Lists leave out the drafts limited to others (facts.listed); the editor, which opens for the named only, says so
        with `title_judged`. Elsewhere, in bulk actions, reports and the log, the outward title stands.
        """
        judged = self.title_judged or "listed_confined" in self.__dict__
        if self.live and self.draft_title != self.title and (self._is_confined() or not self._reader_knows_the_draft()):
            return self.title
        if not self.live and not judged and self._is_confined():
            return str(OUTWARD_TITLE)
        return super().get_admin_display_title()

    def _reader_knows_the_draft(self) -> bool:
        """Choosers and links show public pages of every unit: to strangers by the public title, never the next one."""
        from .facts import desk_of

        reader = reader_of_screen()
        if reader is None:
            return True  # a job or a letter, not a screen
        return bool(desk_of(reader).policy(self).may_read())

    def _is_confined(self) -> bool:
        if "listed_confined" in self.__dict__:
            return bool(self.listed_confined)
        return self.pk is not None and self.confinements.in_force().exists()

    def permissions_for_user(self, user: Any) -> Any:
        from .tester import GovernedPageTester

        return GovernedPageTester(user, self)

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from .metryczka import metryczka_of

        found = metryczka_of(self)
        context = super().get_context(request, *args, **kwargs) | {"metryczka": found}
        if found and found.archived_at:
            takedown = in_force_on(self.pk)
            context |= {"archived": takedown, "instead": takedown and public_target(takedown), "noindex": True}
        return context

    # -- where nothing is public any more -----------------------------------------------------------------------

    def route(self, request: Any, path_components: list[str]) -> RouteResult:
        """The address of a page that was taken off with a ground answers by it (scenario 74)."""
        if not path_components and not self.live:
            takedown = in_force_on(self.pk)
            if takedown is not None:
                return RouteResult(self, kwargs={"taken_off": takedown})
        return super().route(request, path_components)

    def serve(self, request: Any, *args: Any, taken_off: Takedown | None = None, **kwargs: Any) -> Any:
        """A page elsewhere for good, or «gone» with the reason and the day."""
        if taken_off is None:
            return super().serve(request, *args, **kwargs)
        target = public_target(taken_off)
        if target is not None:
            return HttpResponsePermanentRedirect(target.get_url(request))
        context = {"takedown": taken_off, "unit": self.stewardship.unit, "noindex": True}
        return render(request, "publishing/gone.html", context, status=410)


class StructuralPage(GovernedPage):
    """Home and indexes: kept by the portal team; units add their pages below shared indexes."""

    kind = "structure"
    may_end = False

    class Meta:
        abstract = True

    def _waits(self) -> bool:
        """Structure is never handed over."""
        return False
