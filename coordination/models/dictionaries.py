"""Small registers that administrators keep: kinds of units, spheres, districts, days off, topics, law."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.models import TagBase

from ..law import Limit, Measure, in_words, too_long
from ..limit_names import label_of
from ..outdated import Outdated, lines
from ..states import Confidence
from ..text import stem_line


class UnitKind(models.Model):
    """Rodzaj komórki: wydział, biuro, miejska jednostka organizacyjna (§ 1 pkt 2)."""

    code = models.SlugField(_("code"), unique=True)
    name = models.CharField(_("name"), max_length=80)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order", "name"]
        verbose_name = _("kind of unit")
        verbose_name_plural = _("kinds of units")

    def __str__(self) -> str:
        return self.name


class Sphere(models.Model):
    """Sfera zadań publicznych, art. 4 ust. 1 ustawy. The code is text («22a»), the order explicit."""

    code = models.CharField(_("point"), max_length=4, unique=True)
    order = models.PositiveSmallIntegerField(_("order"), unique=True)
    name = models.CharField(_("name"), max_length=255)

    class Meta:
        ordering = ["order"]
        verbose_name = _("sphere of public tasks")
        verbose_name_plural = _("spheres of public tasks")

    def __str__(self) -> str:
        return f"pkt {self.code}: {self.name}"


class District(models.Model):
    """Dzielnica I-XVIII."""

    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    roman = models.CharField(_("Roman number"), max_length=6)
    name = models.CharField(_("name"), max_length=80)

    class Meta:
        ordering = ["number"]
        verbose_name = _("district")
        verbose_name_plural = _("districts")

    def __str__(self) -> str:
        return f"{self.roman} {self.name}"


class Holiday(models.Model):
    """Dzień wolny beyond the statutory ones, which the calendar knows by itself."""

    on = models.DateField(_("day"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    source = models.CharField(_("source"), max_length=200, blank=True)

    class Meta:
        ordering = ["on"]
        verbose_name = _("additional day off")
        verbose_name_plural = _("additional days off")

    def __str__(self) -> str:
        return f"{self.on:%d.%m.%Y} {self.name}"


class Topic(TagBase):
    """Temat: a word NGOs use, with synonyms and inflections, one a line."""

    free_tagging = False  # editors choose topics; new ones come from the register
    synonyms = models.TextField(_("synonyms"), blank=True, help_text=_("One word or phrase a line."))
    stems = models.TextField(_("search stems"), blank=True, editable=False)

    class Meta:
        ordering = ["name"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def save(self, *args: object, **kwargs: object) -> None:
        self.stems = self.stems_of(self.name, self.synonyms)
        super().save(*args, **kwargs)

    @staticmethod
    def stems_of(name: str, synonyms: str) -> str:
        """The stems of name and synonyms, blank on both sides so that « park» finds whole stems."""
        return stem_line(f"{name} {synonyms}")


class LawLimit(models.Model):
    """Limit ustawowy: a dated value with its source; chosen by the date the statute names (DESIGN.md section 11)."""

    key = models.CharField(_("key"), max_length=60)
    value = models.DecimalField(
        _("value"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("Empty: no limit. A day of the year is written as month and day: 1130 is 30 November."),
    )
    unit = models.CharField(_("unit of measure"), max_length=30, choices=Measure)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=255)
    confidence = models.CharField(_("confidence"), max_length=1, choices=Confidence, default=Confidence.HIGH)

    class Meta:
        ordering = ["key", "valid_from"]
        verbose_name = _("statutory limit")
        verbose_name_plural = _("statutory limits")
        constraints = [models.UniqueConstraint(fields=["key", "valid_from"], name="one_limit_a_day")]

    def __str__(self) -> str:
        return f"{self.label}: {self.words}"

    @property
    def label(self) -> str:
        return str(label_of(self.key))

    @property
    def words(self) -> str:
        return in_words(self.value, self.unit)

    def as_limit(self) -> Limit:
        return Limit(self.key, self.value, self.unit, self.valid_from, self.valid_until, self.source, self.confidence)


class OutdatedReference(models.Model):
    """Nieaktualne powołanie: words by which a page still tells what the law no longer says, and what holds instead."""

    key = models.SlugField(_("key"), max_length=60, unique=True)
    name = models.CharField(_("what no longer holds"), max_length=160)
    phrases = models.TextField(
        _("words of the text"), help_text=_("One phrase a line; «grant*» stands for every word that begins so.")
    )
    near = models.TextField(
        _("only where near it stands"), blank=True, help_text=_("One phrase a line; one of them is enough.")
    )
    unless = models.TextField(
        _("but not where near it stands"),
        blank=True,
        help_text=_("One phrase a line: words by which the text itself tells of the past."),
    )
    instead = models.CharField(_("what holds instead"), max_length=255)
    since = models.DateField(_("since"), help_text=_("The first day on which the old words no longer hold."))
    source = models.CharField(_("source"), max_length=255)
    confidence = models.CharField(_("confidence"), max_length=1, choices=Confidence, default=Confidence.LOW)

    class Meta:
        ordering = ["since", "key"]
        verbose_name = _("outdated reference")
        verbose_name_plural = _("outdated references")

    def __str__(self) -> str:
        return self.name

    def as_row(self) -> Outdated:
        return Outdated(
            self.key,
            self.name,
            lines(self.phrases),
            lines(self.near),
            lines(self.unless),
            self.instead,
            self.since,
            self.source,
            self.confidence,
        )


LARGEST = 100_000
"""A larger number in the register is a slip of the hand, and leads beyond the end of calendars."""


PERIODS = [pair for pair in Measure.choices if pair[0] != Measure.DAY_OF_YEAR]


class ServiceStandard(models.Model):
    """Standard obsługi: a number the city sets for itself; never law, and labelled so."""

    key = models.CharField(_("key"), max_length=60, unique=True)
    value = models.PositiveIntegerField(_("value"), validators=[MaxValueValidator(LARGEST)])
    unit = models.CharField(_("unit of measure"), max_length=30, choices=PERIODS)
    label = models.CharField(_("what it sets"), max_length=200)

    class Meta:
        ordering = ["key"]
        verbose_name = _("service standard")
        verbose_name_plural = _("service standards")

    def __str__(self) -> str:
        return f"{self.label}: {in_words(self.value, self.unit)}"

    def clean(self) -> None:
        said = too_long(self.value, self.unit) if self.unit else ""
        if said:
            raise ValidationError({"value": said})
