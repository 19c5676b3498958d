"""The portal's own search index: one permission-free row for each public thing."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from coordination.models import Unit

from ..querysets import restricted


class SearchRowQuerySet(models.QuerySet):
    def visible(self) -> Self:
        """Rows of pages that got a view restriction after they were indexed stay silent."""
        return self.filter(models.Q(page__isnull=True) | (models.Q(page__live=True) & ~restricted("page__path")))


class SearchRow(models.Model):
    """Wiersz wyszukiwarki. `stems` hold each stem once, with blanks around (coordination.text)."""

    source = models.CharField(_("source"), max_length=20)
    key = models.CharField(_("key in the source"), max_length=60)
    kind = models.CharField(_("kind"), max_length=20, db_index=True)
    kind_label = models.CharField(_("kind in words"), max_length=60)
    page = models.OneToOneField(
        "wagtailcore.Page", models.CASCADE, verbose_name=_("page"), null=True, blank=True, related_name="search_row"
    )
    unit = models.ForeignKey(Unit, models.SET_NULL, verbose_name=_("unit"), null=True, blank=True, related_name="+")
    title = models.CharField(_("title"), max_length=255)
    summary = models.TextField(_("summary"), blank=True)
    url = models.CharField(_("address"), max_length=500)
    title_stems = models.TextField(_("stems of the title"), blank=True)
    stems = models.TextField(_("stems"), blank=True)
    changed_at = models.DateTimeField(_("changed at"), null=True, blank=True)

    objects = SearchRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("row of the search index")
        verbose_name_plural = _("search index")
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="one_search_row_a_thing")]

    def __str__(self) -> str:
        return self.title
