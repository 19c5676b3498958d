"""What the order asks of a unit, and when it was done (§ 2-§ 7)."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..querysets import DutyTaskQuerySet
from ..states import Office
from .units import Unit

ABOUT_INQUIRY = "inquiry:"
"""Begins the subject key of a task that some inquiry asks for; its number follows."""


class Duty(models.Model):
    """Obowiązek: a place in the order, who owes it, what settles it."""

    key = models.SlugField(_("key"), max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=200)
    place = models.CharField(_("place in the order"), max_length=60)
    owed_by = models.CharField(_("owed by"), max_length=12, choices=Office, default=Office.COORDINATOR)
    due_rule = models.CharField(_("when"), max_length=200, blank=True)
    settled_by = models.CharField(_("settled by"), max_length=200, blank=True)

    class Meta:
        ordering = ["place", "key"]
        verbose_name = _("duty")
        verbose_name_plural = _("duties")

    def __str__(self) -> str:
        return self.title


class DutyTask(models.Model):
    """Zadanie: one duty asked of one unit; `subject` keeps it from being asked twice."""

    duty = models.ForeignKey(Duty, models.PROTECT, verbose_name=_("duty"), related_name="tasks")
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="tasks")
    subject = models.CharField(_("subject key"), max_length=120)
    title = models.CharField(_("what is to be done"), max_length=255)
    url = models.CharField(_("where"), max_length=255, blank=True)
    opened_at = models.DateTimeField(_("opened at"))
    due_on = models.DateField(_("due on"), null=True, blank=True)
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)
    evidence_kind = models.CharField(_("kind of evidence"), max_length=40, blank=True)
    evidence_ref = models.CharField(_("evidence reference"), max_length=120, blank=True)
    evidence_label = models.CharField(_("evidence"), max_length=255, blank=True)
    evidence_url = models.CharField(_("evidence address"), max_length=255, blank=True)

    objects = DutyTaskQuerySet.as_manager()

    class Meta:
        ordering = [models.F("due_on").asc(nulls_last=True), "opened_at"]
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        constraints = [
            models.UniqueConstraint(fields=["duty", "unit", "subject"], name="a_duty_is_asked_once_a_subject")
        ]
        indexes = [models.Index(fields=["unit", "settled_at", "due_on"])]

    def __str__(self) -> str:
        return self.title

    @property
    def book_label(self) -> str:
        """What the book of deeds calls it: of an inquiry no more than the number, the book is never anonymised."""
        number = self.subject.removeprefix(ABOUT_INQUIRY)
        return self.title if number == self.subject else gettext("Answer inquiry %(number)s") % {"number": number}
