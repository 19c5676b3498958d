"""Remarks at named fields, made with a return; beside each stands Wagtail's comment, which the author resolves."""

from django.db import models
from django.utils.translation import gettext_lazy as _

ROWS = "-FORMS"
"""Ends the name of a table's rows, as the editor's page does: «criteria-FORMS»."""


class Remark(models.Model):
    """Uwaga przy polu: which field of the returned version, what is wrong there. Written once; its comment lives on."""

    review = models.ForeignKey("publishing.Review", models.CASCADE, verbose_name=_("review"), related_name="remarks")
    field = models.CharField(_("field"), max_length=100)
    label = models.CharField(_("field"), max_length=255)
    text = models.TextField(_("remark"))
    comment = models.ForeignKey(
        "wagtailcore.Comment", models.SET_NULL, verbose_name=_("comment"), null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("remark at a field")
        verbose_name_plural = _("remarks at fields")

    def __str__(self) -> str:
        return f"{self.label}: {self.text}"

    @property
    def is_about_rows(self) -> bool:
        """Of a table below a heading: it is read, there is nothing to tick off in the editor."""
        return self.field.endswith(ROWS)

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to look at it; a comment that was deleted asks nothing any more."""
        return self.comment is not None and self.comment.resolved_at is None
