"""Records of discretion: drafts limited to named persons, links by which an outsider reads one version of a draft."""

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from coordination.models import Unit

from . import kinds
from .states import LinkEnd

USER = settings.AUTH_USER_MODEL
OUTWARD_TITLE = _("limited draft")
"""What everybody else reads instead of the title of a confined draft."""


def outward_title(page: Any) -> str:
    """What everybody else reads of a page that is limited: the public title of a public one, else none."""
    return page.title if page.live else str(OUTWARD_TITLE)


class ConfinementQuerySet(models.QuerySet):
    def in_force(self) -> Self:
        return self.filter(lifted_at__isnull=True)

    def shut_to(self, user_id: int | None) -> Self:
        """Those in force that do not name the account."""
        named = ConfinedPerson.objects.filter(account_id=user_id).values("confinement_id")
        return self.in_force().exclude(pk__in=named)


class Confinement(models.Model):
    """Szkic ograniczony: until it is lifted, only the named persons see the draft. Names frozen as they were."""

    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, verbose_name=_("page"), related_name="confinements")
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="+")
    kind = models.CharField(_("kind of content"), max_length=40)
    reason = models.TextField(_("reason"))
    begun_by = models.ForeignKey(
        USER, models.SET_NULL, verbose_name=_("limited by"), null=True, blank=True, related_name="+"
    )
    begun_by_name = models.CharField(_("limited by"), max_length=160)
    begun_at = models.DateTimeField(_("limited at"))
    lifted_by = models.ForeignKey(
        USER, models.SET_NULL, verbose_name=_("lifted by"), null=True, blank=True, related_name="+"
    )
    lifted_by_name = models.CharField(_("lifted by"), max_length=160, blank=True)
    lifted_at = models.DateTimeField(_("lifted at"), null=True, blank=True)
    remark = models.TextField(_("remark"), blank=True)
    lifted_automatically = models.BooleanField(_("lifted by publication"), default=False)

    objects = ConfinementQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_at", "-pk"]
        verbose_name = _("limit on a draft")
        verbose_name_plural = _("limits on drafts")
        constraints = [
            models.UniqueConstraint(
                fields=["page"], condition=Q(lifted_at__isnull=True), name="one_confinement_in_force_a_page"
            )
        ]

    def __str__(self) -> str:
        """Never the title: the book and letters quote this."""
        return f"{OUTWARD_TITLE}, {self.unit}"

    @property
    def kind_label(self) -> object:
        return kinds.label(self.kind)

    @property
    def names(self) -> list[str]:
        return [person.name for person in self.people.all()]


class ConfinedPerson(models.Model):
    """One of the named persons. The name stays when the account goes; the right goes with the account."""

    confinement = models.ForeignKey(
        Confinement, models.CASCADE, verbose_name=_("limit on a draft"), related_name="people"
    )
    account = models.ForeignKey(
        USER, models.SET_NULL, verbose_name=_("account"), null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("name"), max_length=160)
    added_by_name = models.CharField(_("named by"), max_length=160)
    added_at = models.DateTimeField(_("named at"))

    class Meta:
        ordering = ["added_at", "pk"]
        verbose_name = _("named person")
        verbose_name_plural = _("named persons")
        constraints = [models.UniqueConstraint(fields=["confinement", "account"], name="one_naming_a_person")]

    def __str__(self) -> str:
        return self.name


class SealedThing(models.Model):
    """What the book names («wagtailcore.page:7») and only those named may read, after the limited draft is gone."""

    about = models.CharField(_("thing"), max_length=120, unique=True)
    named: Any = models.ManyToManyField(USER, verbose_name=_("named persons"), related_name="+")

    class Meta:
        verbose_name = _("sealed thing")
        verbose_name_plural = _("sealed things")

    def __str__(self) -> str:
        return self.about


class PreviewLinkQuerySet(models.QuerySet):
    def alive(self, now: dt.datetime) -> Self:
        """Links that open: not ended, not expired, the unit that made them still answers for the page."""
        return self.filter(ended_at__isnull=True, expires_at__gt=now, page__stewardship__unit_id=F("unit_id"))


class PreviewLink(models.Model):
    """Link podglądu: one version, readable without an account until the hour. The key is kept only as a digest."""

    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, verbose_name=_("page"), related_name="preview_links")
    revision = models.ForeignKey("wagtailcore.Revision", models.CASCADE, verbose_name=_("version"), related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="+")
    key_digest = models.CharField(_("digest of the secret key"), max_length=64, unique=True)
    for_whom = models.CharField(_("for whom"), max_length=160)
    created_by = models.ForeignKey(
        USER, models.SET_NULL, verbose_name=_("made by"), null=True, blank=True, related_name="+"
    )
    created_by_name = models.CharField(_("made by"), max_length=160)
    created_at = models.DateTimeField(_("made at"))
    expires_at = models.DateTimeField(_("works until"))
    uses = models.PositiveIntegerField(_("times opened"), default=0)
    last_used_at = models.DateTimeField(_("last opened at"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    ended_by_name = models.CharField(_("ended by"), max_length=160, blank=True)
    end = models.CharField(_("why it ended"), max_length=12, choices=LinkEnd, blank=True)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        indexes = [models.Index(fields=["page", "ended_at"])]

    def __str__(self) -> str:
        """Without the title: the book quotes this."""
        return f"{self._meta.verbose_name} {self.pk}, {self.unit}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.expires_at <= self.created_at:
            raise ValueError("A preview link ends after it was made.")
        super().save(*args, **kwargs)
