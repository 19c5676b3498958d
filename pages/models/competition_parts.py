"""Rows of a competition: amounts, criteria, publications, premises, attachments, results. None is ever invented."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from ..attachments import Attachment
from ..competition_states import far_off
from ..vocabularies import Outcome, Place

MONEY: dict[str, Any] = {"max_digits": 12, "decimal_places": 2, "null": True, "blank": True}


class AmountPart(Orderable):
    """Część kwoty: for a year, for a purpose, or both. Art. 13 ust. 2 pkt 2."""

    page = ParentalKey(
        "pages.CompetitionPage", on_delete=models.CASCADE, related_name="amounts", verbose_name=_("competition")
    )
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    purpose = models.CharField(_("purpose"), max_length=200, blank=True)
    amount = models.DecimalField(_("amount in zł"), **MONEY)
    is_about = models.BooleanField(_("about (the announcement says «około»)"), default=False)
    note = models.CharField(
        _("note"), max_length=200, blank=True, help_text=_("For example the amount for one point of service.")
    )

    panels = [
        FieldRowPanel([FieldPanel("year"), FieldPanel("amount"), FieldPanel("is_about")]),
        FieldPanel("purpose"),
        FieldPanel("note"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("part of the amount")
        verbose_name_plural = _("parts of the amount")

    def __str__(self) -> str:
        return " ".join(filter(None, [str(self.year or ""), self.purpose])) or str(self.amount)


class Criterion(Orderable):
    """Kryterium wyboru, art. 13 ust. 2 pkt 6, art. 15."""

    page = ParentalKey(
        "pages.CompetitionPage", on_delete=models.CASCADE, related_name="criteria", verbose_name=_("competition")
    )
    name = models.CharField(_("criterion"), max_length=300)
    points = models.PositiveSmallIntegerField(_("points at most"), null=True, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")

    def __str__(self) -> str:
        return self.name


ONLY_BOARD = _("Only for the notice board: in which building, and where there.")


class Publication(Orderable):
    """Ogłoszenie w jednym z trzech miejsc, art. 13 ust. 3. The day counts; a planned one waits to be confirmed."""

    page = ParentalKey(
        "pages.CompetitionPage", on_delete=models.CASCADE, related_name="publications", verbose_name=_("competition")
    )
    place = models.CharField(_("where"), max_length=8, choices=Place)
    on = models.DateField(_("day"), null=True, blank=True)
    planned = models.BooleanField(_("planned, to be confirmed"), default=False)
    url = models.URLField(_("address"), max_length=400, blank=True)
    where = models.CharField(_("which notice board"), max_length=200, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("place"), FieldPanel("on"), FieldPanel("planned")]),
        FieldRowPanel([FieldPanel("url"), FieldPanel("where", help_text=ONLY_BOARD)]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("publication of the announcement")
        verbose_name_plural = _("publications of the announcement")

    def __str__(self) -> str:
        return self.get_place_display()

    def clean(self) -> None:
        super().clean()
        if self.on and (wrong := far_off(self.on)):
            raise ValidationError({"on": wrong})


class Premise(Orderable):
    """Lokal do realizacji zadania."""

    page = ParentalKey(
        "pages.CompetitionPage", on_delete=models.CASCADE, related_name="premises", verbose_name=_("competition")
    )
    name = models.CharField(_("room or place"), max_length=200)
    area = models.DecimalField(_("area in m²"), max_digits=8, decimal_places=2, null=True, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("premises")
        verbose_name_plural = _("premises")

    def __str__(self) -> str:
        return self.name


class CompetitionAttachment(Orderable):
    """Załącznik: format and size come from the file."""

    page = ParentalKey(
        "pages.CompetitionPage", on_delete=models.CASCADE, related_name="attachments", verbose_name=_("competition")
    )
    document = models.ForeignKey("wagtaildocs.Document", models.CASCADE, verbose_name=_("file"), related_name="+")
    title = models.CharField(_("title"), max_length=200, blank=True, help_text=_("What is in the file."))

    class Meta(Orderable.Meta):
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")

    def __str__(self) -> str:
        return self.title or self.document.title

    def as_file(self) -> Attachment:
        return Attachment.of(self.document, self.title)


class Result(Orderable):
    """Wynik: bidder, task and amount, art. 15 ust. 2j. No amount means no grant; zero is no grant either."""

    page = ParentalKey(
        "pages.CompetitionPage", on_delete=models.CASCADE, related_name="results", verbose_name=_("competition")
    )
    bidder = models.CharField(_("bidder"), max_length=250)
    task = models.CharField(_("task"), max_length=300)
    amount = models.DecimalField(_("amount granted in zł"), **MONEY)
    points = models.DecimalField(_("points"), max_digits=6, decimal_places=2, null=True, blank=True)
    outcome = models.CharField(
        _("what became of it"),
        max_length=12,
        choices=Outcome,
        blank=True,
        help_text=_("Empty: an amount means a grant, no amount means none."),
    )
    note = models.CharField(_("note"), max_length=200, blank=True)

    panels = [
        FieldPanel("bidder"),
        FieldPanel("task"),
        FieldRowPanel([FieldPanel("amount"), FieldPanel("points"), FieldPanel("outcome")]),
        FieldPanel("note"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("result")
        verbose_name_plural = _("results")

    def __str__(self) -> str:
        return f"{self.bidder}: {self.task}"

    @property
    def outcome_words(self) -> str:
        """Told beside every offer without a grant; an old row without an outcome is not judged anew."""
        if self.outcome:
            return str(self.get_outcome_display())
        return "" if self.amount else str(Outcome.REFUSED.label)
