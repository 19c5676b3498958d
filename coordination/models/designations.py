"""People and the offices they hold (§ 2 pkt 1-3)."""

from typing import Any

from django.conf import settings
from django.contrib.admin import display
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..querysets import AbsenceQuerySet, DesignationQuerySet
from ..states import Office
from .dictionaries import Sphere, Topic
from .units import Unit


class Person(models.Model):
    """Osoba: a city employee with today's contact data; what was true earlier stands in designations."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("account"),
        null=True,
        blank=True,
        related_name="person",
    )
    first_name = models.CharField(_("first name"), max_length=80)
    last_name = models.CharField(_("last name"), max_length=120)
    function = models.CharField(_("function"), max_length=160)
    phone = models.CharField(_("phone"), max_length=20)
    extension = models.CharField(_("extension"), max_length=8, blank=True)
    email = models.EmailField(_("e-mail"))
    confirmed_on = models.DateField(_("contact data confirmed on"), null=True, blank=True)

    class Meta:
        ordering = ["last_name", "first_name"]
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.full_name

    @property
    @display(description=_("full name"))
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}"


NOTICE_FIELDS = ("first_name", "last_name", "function", "phone", "email")


class Designation(models.Model):
    """Wyznaczenie: person × unit × office × days × scope. Closed with a last day, never deleted.

    `from_on` and `until_on` are inclusive Warsaw dates. The five notice fields of § 2 pkt 2 are kept as they
    were on the day of the entry. An empty scope means everything the unit does.
    """

    person = models.ForeignKey(Person, models.PROTECT, verbose_name=_("person"), related_name="designations")
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="designations")
    office = models.CharField(_("office"), max_length=12, choices=Office)
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until (last day)"), null=True, blank=True)
    topics = models.ManyToManyField(
        Topic, verbose_name=_("topics"), blank=True, related_name="designations", help_text=_("Empty: everything.")
    )
    spheres = models.ManyToManyField(Sphere, verbose_name=_("spheres"), blank=True, related_name="designations")
    substitutes_for = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("substitutes for"), null=True, blank=True, related_name="substitutes"
    )
    designated_by = models.CharField(_("designated by"), max_length=160, blank=True)
    document = models.CharField(_("document (case sign)"), max_length=80, blank=True)
    noticed_on = models.DateField(_("SZ told on"), null=True, blank=True)
    duties_attested_on = models.DateField(_("added to the scope of duties on (§ 2 pkt 3)"), null=True, blank=True)
    first_name = models.CharField(_("first name"), max_length=80, blank=True, editable=False)
    last_name = models.CharField(_("last name"), max_length=120, blank=True, editable=False)
    function = models.CharField(_("function"), max_length=160, blank=True, editable=False)
    phone = models.CharField(_("phone"), max_length=20, blank=True, editable=False)
    email = models.EmailField(_("e-mail"), blank=True, editable=False)

    is_absent: bool  # annotated by DesignationQuerySet.with_absence

    objects = DesignationQuerySet.as_manager()

    class Meta:
        ordering = ["unit", "office", "person"]
        verbose_name = _("designation")
        verbose_name_plural = _("designations")
        indexes = [models.Index(fields=["unit", "office", "from_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="designation_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_office_display()}, {self.unit}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the five notice fields as they are on the day of the first entry (§ 2 pkt 2)."""
        if self._state.adding and not self.last_name:
            for field in NOTICE_FIELDS:
                setattr(self, field, getattr(self.person, field))
        super().save(*args, **kwargs)

    def clean(self) -> None:
        if self.until_on and self.from_on and self.until_on < self.from_on:
            raise ValidationError({"until_on": _("The last day cannot come before the first.")})
        other = self.substitutes_for
        if other and other.unit_id != self.unit_id:
            raise ValidationError({"substitutes_for": _("Only somebody of the same unit can be substituted.")})


class Absence(models.Model):
    """Nieobecność: days only, no reason is ever asked or shown.

    Of somebody who holds an office in a unit, or of an account of the portal side, on the duty roster.
    """

    person = models.ForeignKey(Person, models.CASCADE, verbose_name=_("person"), null=True, related_name="absences")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        verbose_name=_("account"),
        null=True,
        blank=True,
        related_name="absences",
    )
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until (last day)"))

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        ordering = ["-from_on"]
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        constraints = [
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="absence_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(person__isnull=True, account__isnull=False) | Q(person__isnull=False, account__isnull=True),
                name="absence_is_of_one_person_or_account",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.account}: {self.from_on:%d.%m.%Y}-{self.until_on:%d.%m.%Y}"

    def clean(self) -> None:
        if self.until_on and self.from_on and self.until_on < self.from_on:
            raise ValidationError({"until_on": _("The last day cannot come before the first.")})


class OfficeHours(models.Model):
    """Dyżur telefoniczny: when somebody of the unit answers the phone. Without a person, the whole unit does."""

    class Weekday(models.IntegerChoices):
        MONDAY = 0, _("Monday")
        TUESDAY = 1, _("Tuesday")
        WEDNESDAY = 2, _("Wednesday")
        THURSDAY = 3, _("Thursday")
        FRIDAY = 4, _("Friday")

    unit = models.ForeignKey(Unit, models.CASCADE, verbose_name=_("unit"), related_name="office_hours")
    person = models.ForeignKey(
        Person, models.CASCADE, verbose_name=_("person"), null=True, blank=True, related_name="office_hours"
    )
    weekday = models.PositiveSmallIntegerField(_("day of the week"), choices=Weekday)
    opens = models.TimeField(_("from"))
    closes = models.TimeField(_("until"))

    class Meta:
        ordering = ["weekday", "opens"]
        verbose_name = _("office hours")
        verbose_name_plural = _("office hours")

    def __str__(self) -> str:
        return f"{self.unit}: {self.get_weekday_display()} {self.opens:%H:%M}-{self.closes:%H:%M}"
