"""Questions to competitions: which inquiry was asked about which one (DESIGN.md ruling 12.3)."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from coordination.models import Inquiry
from coordination.states import InquiryState


class QuestionQuerySet(models.QuerySet):
    def of(self, competition: object) -> Self:
        return self.filter(competition=competition)

    def public(self) -> Self:
        """Those whose answer is to be read by everybody."""
        return self.filter(publicly=True, inquiry__held_at__isnull=True)

    def waiting(self) -> Self:
        return self.filter(inquiry__state__in=(InquiryState.OPEN, InquiryState.CLARIFY))


class CompetitionQuestion(models.Model):
    """Pytanie do konkursu. The words and the asker stay with the inquiry and are forgotten with it."""

    competition = models.ForeignKey(
        "pages.CompetitionPage", models.CASCADE, verbose_name=_("competition"), related_name="questions"
    )
    inquiry = models.OneToOneField(Inquiry, models.CASCADE, verbose_name=_("inquiry"), related_name="+")
    publicly = models.BooleanField(_("the answer is for everybody"), default=False)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question to a competition")
        verbose_name_plural = _("questions to competitions")

    def __str__(self) -> str:
        return f"{self.inquiry_id} → {self.competition_id}"
