"""Commissions: a unit hands over a brief instead of a draft, and an editor of the portal side carries it out."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model_string

from .states import Side

USER = settings.AUTH_USER_MODEL
MOST_FILES = 10


class Commission(models.Model):
    """Zlecenie: the second form of a handoff (§ 4 ust. 1 pkt 2). What the unit asks for, in words and files.

    `target` is the public page to be changed, `base` its newest version when it was commissioned; without a target a
    new page is made. `carried_out_by` wrote the text the unit agreed to, the name is frozen as it was. The handoff has
    no version until then.
    """

    wagtail_reference_index_ignore = True  # a brief never makes its files public; see publishing.files.is_public

    handoff = models.OneToOneField(
        "publishing.Handoff", models.CASCADE, verbose_name=_("handoff"), related_name="commission"
    )
    text = models.TextField(_("what should be published"))
    files: Any = models.ManyToManyField(
        get_document_model_string(), verbose_name=_("files"), blank=True, related_name="+"
    )
    target = models.ForeignKey(
        "wagtailcore.Page",
        models.SET_NULL,
        verbose_name=_("page to be changed"),
        null=True,
        blank=True,
        related_name="+",
    )
    base = models.ForeignKey(
        "wagtailcore.Revision",
        models.SET_NULL,
        verbose_name=_("version of the page then"),
        null=True,
        blank=True,
        related_name="+",
    )
    carried_out_by = models.ForeignKey(
        USER, models.SET_NULL, verbose_name=_("carried out by"), null=True, blank=True, related_name="+"
    )
    carried_out_by_name = models.CharField(_("carried out by"), max_length=160, blank=True)
    carried_out_at = models.DateTimeField(_("carried out at"), null=True, blank=True)

    class Meta:
        verbose_name = _("commission")
        verbose_name_plural = _("commissions")

    def __str__(self) -> str:
        return str(self.handoff)

    def forget_result(self) -> None:
        """Nothing is carried out any more: the brief changed, or the unit hands over a text of its own."""
        self.carried_out_by, self.carried_out_by_name, self.carried_out_at = None, "", None


def commission_of(handoff: Any) -> Commission | None:
    """The brief of the handoff, where it was commissioned. One query where it was not read with the row."""
    return getattr(handoff, "commission", None)


def is_result(correction: Any) -> bool:
    """Whether the correction is the text made of a brief, and not a later one of that text."""
    row = commission_of(correction.handoff)
    return row is not None and correction.side == Side.PORTAL and correction.base_id == row.base_id
