"""Who answers for a page, what a unit may publish, and what was handed over."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from coordination.models import Person, Unit

from . import failures, kinds
from .commission import Commission
from .correction import Correction
from .declared import AidDeclaration, MeetingAttestation
from .discretion import OUTWARD_TITLE, ConfinedPerson, Confinement, PreviewLink, SealedThing
from .emergency import Emergency
from .handoff_set import HandoffSet
from .mentions import ContactUse, DatedMention, LookRound, WantedLook
from .moving import Move
from .outward import ExternalLink, LinkUse
from .querysets import HandoffQuerySet, PublishingRightQuerySet, StewardshipQuerySet, TransferQuerySet
from .remark import Remark
from .reporting import MonthOfGaps, SavedView
from .signals_seen import Finding
from .states import KEEPING_TEXT, NEGOTIABLE, OPEN, Answer, Decision, Offer, Purpose, Side, Stage
from .takedown import Takedown

USER = settings.AUTH_USER_MODEL

__all__ = [
    "AidDeclaration",
    "Commission",
    "ConfinedPerson",
    "Confinement",
    "ContactUse",
    "Correction",
    "DateProposal",
    "DatedMention",
    "Emergency",
    "ExternalLink",
    "Finding",
    "Handoff",
    "HandoffSet",
    "LinkUse",
    "LookRound",
    "MeetingAttestation",
    "MonthOfGaps",
    "Move",
    "PreviewLink",
    "PublicChange",
    "PublishingRight",
    "Remark",
    "Review",
    "SavedView",
    "SealedThing",
    "Stewardship",
    "Takedown",
    "WantedLook",
]


class Stewardship(models.Model):
    """Opieka nad stroną: which unit answers for a page, and until when its content counts as true (§ 3 pkt 2)."""

    page = models.OneToOneField("wagtailcore.Page", models.CASCADE, verbose_name=_("page"), related_name="stewardship")
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="stewardships")
    kind = models.CharField(_("kind of content"), max_length=40, db_index=True)
    review_by = models.DateField(_("review by"), null=True, blank=True)
    confirmed_at = models.DateTimeField(_("last confirmed at"), null=True, blank=True)
    confirmed_by = models.CharField(_("last confirmed by"), max_length=160, blank=True)
    updated_at = models.DateTimeField(_("public content last changed at"), null=True, blank=True)
    archived_at = models.DateTimeField(_("in the archive since"), null=True, blank=True)

    objects = StewardshipQuerySet.as_manager()

    class Meta:
        verbose_name = _("stewardship")
        verbose_name_plural = _("stewardships")
        indexes = [models.Index(fields=["unit", "review_by"])]

    def __str__(self) -> str:
        return f"{self.page}, {self.unit}"


class PublishingRight(models.Model):
    """Uprawnienie do publikacji: unit × kind (× portal, × person) in a period, on a basis (§ 4 ust. 1 pkt 1)."""

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="publishing_rights")
    kind = models.CharField(_("kind of content"), max_length=40)
    site = models.ForeignKey(
        "wagtailcore.Site", models.CASCADE, verbose_name=_("portal"), null=True, blank=True, related_name="+"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, verbose_name=_("only this person"), null=True, blank=True, related_name="+"
    )
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until (last day)"), null=True, blank=True)
    basis = models.CharField(_("basis"), max_length=200)
    granted_by = models.CharField(_("granted by"), max_length=160)

    objects = PublishingRightQuerySet.as_manager()

    class Meta:
        ordering = ["unit", "kind", "from_on"]
        verbose_name = _("publishing right")
        verbose_name_plural = _("publishing rights")
        indexes = [models.Index(fields=["unit", "kind"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="right_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {kinds.label(self.kind)}"

    @property
    def kind_label(self) -> object:
        return kinds.label(self.kind)


class Handoff(models.Model):
    """Przekazanie do publikacji (§ 4 ust. 1 pkt 2, ust. 2): the domain's own record; Wagtail keeps text and revisions.

    `deliver_by` is a Warsaw date, inclusive; instants are aware. `publish_at` is the hour last proposed;
    it is agreed when `agreed_at` is set. The names are frozen as they were. `held_by` has it in hand, until the time of
    publishing.holding is over; who may decide does not depend on it.
    """

    page = models.ForeignKey(
        "wagtailcore.Page", models.SET_NULL, verbose_name=_("page"), null=True, blank=True, related_name="handoffs"
    )
    title = models.CharField(_("title"), max_length=255)
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="handoffs")
    unit_name = models.CharField(_("unit that began it"), max_length=220, blank=True, editable=False)
    kind = models.CharField(_("kind of content"), max_length=40)
    purpose = models.CharField(_("purpose"), max_length=10, choices=Purpose, default=Purpose.NEW)
    stage = models.CharField(_("stage"), max_length=10, choices=Stage, default=Stage.PREPARED, db_index=True)
    together = models.ForeignKey(
        HandoffSet, models.SET_NULL, verbose_name=_("set"), null=True, blank=True, related_name="members"
    )
    revision = models.ForeignKey(
        "wagtailcore.Revision", models.SET_NULL, verbose_name=_("version"), null=True, blank=True, related_name="+"
    )
    note = models.TextField(_("note for the portal team"), blank=True)
    urgent_reason = models.TextField(_("why it is urgent"), blank=True)
    deliver_by = models.DateField(_("deliver by"), null=True, blank=True)
    publish_at = models.DateTimeField(_("publish at"))
    agreed_at = models.DateTimeField(_("agreed at"), null=True, blank=True)
    created_by = models.ForeignKey(
        USER, models.SET_NULL, verbose_name=_("begun by"), null=True, blank=True, related_name="+"
    )
    created_by_name = models.CharField(_("begun by"), max_length=160)
    created_at = models.DateTimeField(_("begun at"))
    submitted_by = models.ForeignKey(
        USER, models.SET_NULL, verbose_name=_("handed over by"), null=True, blank=True, related_name="+"
    )
    submitted_by_name = models.CharField(_("handed over by"), max_length=160, blank=True)
    delivered_at = models.DateTimeField(_("delivered at"), null=True, blank=True)
    approved_by = models.ForeignKey(
        USER, models.SET_NULL, verbose_name=_("approved by"), null=True, blank=True, related_name="+"
    )
    approved_by_name = models.CharField(_("approved by"), max_length=160, blank=True)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    late_minutes = models.PositiveIntegerField(_("minutes late"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_try_at = models.DateTimeField(_("next try at"), null=True, blank=True)
    failure = models.TextField(_("cause of the failure"), blank=True)
    held_by = models.ForeignKey(
        USER, models.SET_NULL, verbose_name=_("in whose hand"), null=True, blank=True, related_name="+"
    )
    held_by_name = models.CharField(_("in whose hand"), max_length=160, blank=True)
    held_since = models.DateTimeField(_("in hand since"), null=True, blank=True)

    objects = HandoffQuerySet.as_manager()

    class Meta:
        ordering = ["publish_at", "pk"]
        verbose_name = _("handoff")
        verbose_name_plural = _("handoffs")
        indexes = [models.Index(fields=["stage", "publish_at"]), models.Index(fields=["unit", "stage"])]
        constraints = [
            models.UniqueConstraint(
                fields=["page"], condition=Q(stage__in=sorted(OPEN)), name="one_open_handoff_a_page"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the name of the unit as it was at the beginning; the title of a confined draft never leaves the page."""
        if self._state.adding and not self.unit_name:
            self.unit_name = str(self.unit)
        if self.page_id and Confinement.objects.in_force().filter(page_id=self.page_id).exists():
            self.title = str(OUTWARD_TITLE)
        super().save(*args, **kwargs)

    def has_beside(self, what: str) -> bool:
        """Whether a «talk» about dates, a «correction» or an «emergency» waits; True where nobody has asked yet."""
        return bool(self.__dict__.get(f"beside_{what}", True))

    @property
    def former_unit(self) -> str:
        """The name of the unit that began it, where it is not the name of the one that goes on with it."""
        return self.unit_name if self.unit_name not in ("", str(self.unit)) else ""

    @property
    def is_agreed(self) -> bool:
        return self.agreed_at is not None

    @property
    def kind_label(self) -> object:
        return kinds.label(self.kind)

    @property
    def is_urgent(self) -> bool:
        """«Pilna poprawka» of a public page: no lead time was asked for, and the queue shows it first."""
        return bool(self.urgent_reason)

    @property
    def at_once(self) -> bool:
        """Urgent, and no hour was named: it goes public when it is approved. Whoever proposes an hour ends that."""
        return self.names_no_hour and self.stage in NEGOTIABLE

    @property
    def names_no_hour(self) -> bool:
        """Urgent without an hour, also where it was withdrawn so; its instant is only that of handing over."""
        return self.is_urgent and self.publish_at <= self.created_at

    @property
    def keeps_text(self) -> bool:
        """Whether the page is taken off, archived or moved by it as it is, instead of a text going public."""
        return self.purpose in KEEPING_TEXT

    @property
    def has_vanished(self) -> bool:
        """A publication failed because the approved version is gone: trying again is in vain."""
        return self.stage == Stage.FAILED and failures.is_final(self.failure)

    @property
    def failure_words(self) -> object:
        """The failure in a plain sentence; `failure` is what the machine said."""
        return failures.words(self.failure, self.revision.content.get("slug", "") if self.revision else "")


class DateProposal(models.Model):
    """Propozycja terminów: side, dates, reason. Once answered it never changes (§ 4 ust. 2).

    `earliest_on` stands where the proposal leaves less than the lead time of the kind: the earliest usual day as it was
    then. `lead_reason` says why whoever proposed it wants it sooner, `lead_answer` why the portal side took it.
    """

    handoff = models.ForeignKey(Handoff, models.CASCADE, verbose_name=_("handoff"), related_name="proposals")
    side = models.CharField(_("side"), max_length=6, choices=Side)
    by = models.ForeignKey(
        USER, models.SET_NULL, verbose_name=_("proposed by"), null=True, blank=True, related_name="+"
    )
    by_name = models.CharField(_("proposed by"), max_length=160)
    at = models.DateTimeField(_("proposed at"))
    deliver_by = models.DateField(_("deliver by"), null=True, blank=True)
    publish_at = models.DateTimeField(_("publish at"))
    reason = models.TextField(_("reason"), blank=True)
    earliest_on = models.DateField(_("earliest usual day"), null=True, blank=True)
    lead_reason = models.TextField(_("why sooner than usual"), blank=True)
    lead_answer = models.TextField(_("why the portal team took it"), blank=True)
    answer = models.CharField(_("answer"), max_length=8, choices=Answer, default=Answer.WAITING)
    answered_by_name = models.CharField(_("answered by"), max_length=160, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("proposal of dates")
        verbose_name_plural = _("proposals of dates")
        constraints = [
            models.UniqueConstraint(
                fields=["handoff"], condition=Q(answer=Answer.WAITING), name="one_proposal_waits_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.handoff}: {self.publish_at:%d.%m.%Y %H:%M}"

    @property
    def asks_sooner(self) -> bool:
        """Whether the portal side has to say why it takes it: the unit proposes less than the lead time."""
        return self.earliest_on is not None and self.side == Side.UNIT


class Review(models.Model):
    """Decyzja redakcji about exactly one version. Written once."""

    handoff = models.ForeignKey(Handoff, models.CASCADE, verbose_name=_("handoff"), related_name="reviews")
    revision = models.ForeignKey(
        "wagtailcore.Revision", models.SET_NULL, verbose_name=_("version"), null=True, related_name="+"
    )
    reviewer = models.ForeignKey(USER, models.SET_NULL, verbose_name=_("reviewer"), null=True, related_name="+")
    reviewer_name = models.CharField(_("reviewer"), max_length=160)
    decision = models.CharField(_("decision"), max_length=10, choices=Decision)
    comment = models.TextField(_("comment"), blank=True)
    at = models.DateTimeField(_("at"))

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("review")
        verbose_name_plural = _("reviews")

    def __str__(self) -> str:
        return f"{self.handoff}: {self.get_decision_display()}"


class Transfer(models.Model):
    """Zmiana opieki nad stroną: one unit gives a page, another takes it. Names are frozen as they were.

    An administrator's transfer is accepted as it is written; one that a unit offers waits for the other unit's word.
    """

    page = models.ForeignKey(
        "wagtailcore.Page", models.SET_NULL, verbose_name=_("page"), null=True, blank=True, related_name="transfers"
    )
    title = models.CharField(_("title"), max_length=255)
    giving = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("giving unit"), related_name="+")
    giving_name = models.CharField(_("giving unit then"), max_length=220)
    receiving = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("receiving unit"), related_name="offered")
    receiving_name = models.CharField(_("receiving unit then"), max_length=220)
    reason = models.CharField(_("reason"), max_length=500)
    by = models.ForeignKey(USER, models.SET_NULL, verbose_name=_("offered by"), null=True, blank=True, related_name="+")
    by_name = models.CharField(_("offered by"), max_length=160)
    at = models.DateTimeField(_("offered at"))
    answer = models.CharField(_("answer"), max_length=10, choices=Offer, default=Offer.WAITING)
    answered_by_name = models.CharField(_("answered by"), max_length=160, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    objects = TransferQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("transfer of a page")
        verbose_name_plural = _("transfers of pages")
        constraints = [
            models.UniqueConstraint(
                fields=["page"], condition=Q(answer=Offer.WAITING), name="one_waiting_transfer_a_page"
            )
        ]

    def __str__(self) -> str:
        return self.title


class PublicChange(models.Model):
    """Zmiana publiczna: one line of the history that readers see in the metryczka. Names frozen as they were."""

    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, verbose_name=_("page"), related_name="public_changes")
    at = models.DateTimeField(_("at"))
    agreed_for = models.DateTimeField(_("agreed for"), null=True, blank=True)
    unit_name = models.CharField(_("unit"), max_length=200)
    author_name = models.CharField(_("author"), max_length=160)
    publisher_name = models.CharField(_("published by"), max_length=160)
    right = models.CharField(_("under which right"), max_length=255, blank=True)
    note = models.CharField(_("what changed"), max_length=255, blank=True)
    minor = models.BooleanField(_("minor"), default=False)
    first = models.BooleanField(_("first publication"), default=False)
    unchecked = models.BooleanField(_("without a second check"), default=False)
    carried_out_by_name = models.CharField(_("commission carried out by"), max_length=160, blank=True)
    checked_by_name = models.CharField(_("checked afterwards by"), max_length=160, blank=True)
    checked_at = models.DateTimeField(_("checked afterwards at"), null=True, blank=True)
    moved = models.BooleanField(_("only the place changed"), default=False)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("public change")
        verbose_name_plural = _("public changes")
        indexes = [models.Index(fields=["page", "-at"])]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.at:%Y-%m-%d %H:%M}"
