"""Beside the conversation: texts a unit writes often, and who has the form open."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .inquiries import Inquiry
from .units import Unit


class AnswerTemplate(models.Model):
    """Szablon odpowiedzi. Belongs to a unit; switched off, never deleted."""

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="answer_templates")
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("text"))
    active = models.BooleanField(_("offered for answers"), default=True)

    class Meta:
        ordering = ["title", "pk"]
        verbose_name = _("template of an answer")
        verbose_name_plural = _("templates of answers")

    def __str__(self) -> str:
        return self.title


class InquiryPresence(models.Model):
    """Kto ma otwarte. `since` is when the form was opened, `writing_since` when the first word stood in it.

    The page of the form refreshes `seen_at`; what was not refreshed for a while is nobody's presence any more.
    """

    inquiry = models.ForeignKey(Inquiry, models.CASCADE, verbose_name=_("inquiry"), related_name="presences")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("account"), related_name="+")
    name = models.CharField(_("name"), max_length=160)
    since = models.DateTimeField(_("since"))
    seen_at = models.DateTimeField(_("seen at"))
    writing_since = models.DateTimeField(_("writing since"), null=True, blank=True)

    class Meta:
        verbose_name = _("presence at an inquiry")
        verbose_name_plural = _("presences at inquiries")
        constraints = [models.UniqueConstraint(fields=["inquiry", "account"], name="one_presence_a_person")]

    def __str__(self) -> str:
        return f"{self.inquiry_id}: {self.name}"
