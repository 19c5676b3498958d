"""Findings (ustalenia): one row for each thing that is wrong on a public page, kept until its cause is gone.

`SORTS` is the vocabulary, `Finding.objects` the way to the rows: `of_units`, `of_sort`, `open`, `counts_by_unit`.
"""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, F
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from .sorts import SORTS, Severity, Sort, SortWords, sentence

__all__ = ["SORTS", "Finding", "Severity", "Sort", "SortWords"]

USER = settings.AUTH_USER_MODEL
PLACE_LENGTH = 190
NO_FIELD = frozenset({"", "stewardship"})
"""Places that are no field of the editor."""


BROUGHT_BACK: dict[str, Any] = {
    "dismissed_until": None,
    "dismissed_at": None,
    "dismissed_by": None,
    "dismissed_by_name": "",
    "dismissed_reason": "",
}
"""Fields and values of a finding that nobody has set aside."""


class FindingQuerySet(models.QuerySet):
    def of_units(self, unit_ids: Any) -> Self:
        """Findings on pages that the units answer for."""
        return self.filter(page__stewardship__unit_id__in=unit_ids)

    def of_sort(self, sort: str) -> Self:
        return self.filter(sort=sort)

    def of_severity(self, severity: str) -> Self:
        return self.filter(sort__in=[code for code, words in SORTS.items() if words.severity == severity])

    def open(self) -> Self:
        """Without those set aside as no error; the clock brings these back the day after their last."""
        return self.filter(dismissed_until__isnull=True)

    def set_aside(self) -> Self:
        return self.filter(dismissed_until__isnull=False)

    def counts_by_unit(self) -> Self:
        """Rows (unit_id, sort, count) of the open ones, in one query; unit None where nobody answers for the page."""
        by_unit = self.open().order_by().values("sort", unit_id=F("page__stewardship__unit_id"))
        counted = by_unit.annotate(count=Count("pk")).order_by("unit_id", "sort")
        return counted.values_list("unit_id", "sort", "count", named=True)


class Finding(models.Model):
    """Ustalenie: what is wrong, at which field, since when. Written by looks at the page, never by people.

    `place` is the path of the field or block as Wagtail's references name it; `digest` tells two things at one place
    apart; `detail` holds the facts in JSON, days as ISO text; `wording` is a digest of the text around, so that what
    somebody set aside comes back when the text changes.
    """

    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, verbose_name=_("page"), related_name="findings")
    sort = models.CharField(_("sort of finding"), max_length=20, choices=Sort)
    place = models.CharField(_("place on the page"), max_length=PLACE_LENGTH, blank=True)
    digest = models.CharField(_("what exactly"), max_length=16, editable=False)
    wording = models.CharField(_("text around it"), max_length=16, editable=False, blank=True)
    detail = models.JSONField(_("facts"), default=dict)
    since = models.DateTimeField(_("seen since"))
    seen_at = models.DateTimeField(_("last seen at"))
    dismissed_until = models.DateField(_("no error until (last day)"), null=True, blank=True)
    dismissed_at = models.DateTimeField(_("set aside at"), null=True, blank=True)
    dismissed_by = models.ForeignKey(
        USER, models.SET_NULL, verbose_name=_("set aside by"), null=True, blank=True, related_name="+"
    )
    dismissed_by_name = models.CharField(_("set aside by"), max_length=160, blank=True)
    dismissed_reason = models.CharField(_("why it is no error"), max_length=500, blank=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["page", "pk"]
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        constraints = [
            models.UniqueConstraint(fields=["page", "sort", "place", "digest"], name="one_finding_for_one_thing")
        ]
        indexes = [models.Index(fields=["sort", "page"], name="finding_by_sort")]

    def __str__(self) -> str:
        return self.what

    @property
    def words(self) -> SortWords:
        return SORTS[self.sort]

    @property
    def what(self) -> str:
        """What is wrong, in a sentence."""
        return sentence(self.sort, self.detail)

    @property
    def to_do(self) -> str:
        """What to do about it, in a sentence."""
        return str(self.words.to_do)

    @property
    def is_set_aside(self) -> bool:
        return self.dismissed_until is not None

    @property
    def field(self) -> str:
        """The label of the field as it was called when it was seen; empty where it is about the whole page."""
        return str(self.detail.get("field", ""))

    @property
    def fix_url(self) -> str:
        """The editor at the field; empty in a host without staff screens."""
        return fix_url(self.page_id, self.place)


def fix_url(page_id: int, place: str) -> str:
    """The address of the page's editor, at the field or block of the path (Wagtail's own anchor for references)."""
    try:
        address = reverse("wagtailadmin_pages:edit", args=[page_id])
    except NoReverseMatch:
        return ""
    return address if place in NO_FIELD else f"{address}#:w:contentpath={place}"
