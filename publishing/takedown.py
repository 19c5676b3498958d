"""Records of pages that are taken off or archived: on which ground, in which words, where the address leads."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from .states import Ground, Purpose

USER = settings.AUTH_USER_MODEL
MOST_STEPS = 5
"""So many pages are followed, each replaced by the next, before the address says «gone»."""


class TakedownQuerySet(models.QuerySet):
    def in_force(self) -> Self:
        """Those by which a page is off the portal, or in its archive, today."""
        return self.filter(in_force_at__isnull=False, ended_at__isnull=True)


class Takedown(models.Model):
    """Zdjęcie z portalu albo przeniesienie do archiwum (scenario 74).

    `ground` and `words` are public. `revision` is the version readers had last, for putting it back. One that goes
    through the queue has its `handoff` and stands without `in_force_at` until the hour. Names frozen as they were.
    """

    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, verbose_name=_("page"), related_name="takedowns")
    title = models.CharField(_("title"), max_length=255)
    purpose = models.CharField(_("what happens to the page"), max_length=10, choices=Purpose)
    ground = models.CharField(_("ground"), max_length=10, choices=Ground)
    words = models.TextField(_("words for the reader"), blank=True)
    target = models.ForeignKey(
        "wagtailcore.Page", models.SET_NULL, verbose_name=_("page instead"), null=True, blank=True, related_name="+"
    )
    revision = models.ForeignKey(
        "wagtailcore.Revision", models.SET_NULL, verbose_name=_("last public version"), null=True, related_name="+"
    )
    handoff = models.OneToOneField(
        "publishing.Handoff", models.CASCADE, verbose_name=_("handoff"), null=True, blank=True, related_name="takedown"
    )
    asked_by = models.ForeignKey(
        USER, models.SET_NULL, verbose_name=_("asked for by"), null=True, blank=True, related_name="+"
    )
    asked_by_name = models.CharField(_("asked for by"), max_length=160)
    asked_at = models.DateTimeField(_("asked for at"))
    in_force_at = models.DateTimeField(_("in force since"), null=True, blank=True)
    ended_at = models.DateTimeField(_("put back at"), null=True, blank=True)
    ended_by_name = models.CharField(_("put back by"), max_length=160, blank=True)

    objects = TakedownQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("page taken off or archived")
        verbose_name_plural = _("pages taken off or archived")
        constraints = [
            models.UniqueConstraint(
                fields=["page"],
                condition=Q(in_force_at__isnull=False, ended_at__isnull=True),
                name="one_takedown_in_force_a_page",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.get_purpose_display()}"

    @property
    def in_words(self) -> str:
        """For the book: the ground, what readers are told, the page in its place."""
        told = [str(self.get_ground_display()), self.words]
        if self.target:
            told.append(gettext("in its place: %(title)s") % {"title": self.target.title})
        return "; ".join(filter(None, told))

    @property
    def told_to_readers(self) -> str:
        """For the public history of the page: what happened, and why."""
        return f"{self.get_purpose_display()}: {self.in_words}"

    @property
    def is_archive(self) -> bool:
        return self.purpose == Purpose.ARCHIVE


def in_force_on(page_id: int) -> Takedown | None:
    """How the page is taken down today. One query."""
    return Takedown.objects.in_force().filter(page_id=page_id).select_related("target").first()


def public_target(takedown: Takedown) -> Page | None:
    """The public page the address leads to; what was replaced once more is followed, in a circle nowhere."""
    seen = {takedown.page_id}
    found: Takedown | None = takedown
    for _step in range(MOST_STEPS):
        target = found.target if found else None
        if target is None or target.pk in seen:
            return None
        if target.live:
            return target
        seen.add(target.pk)
        found = in_force_on(target.pk)
    return None
