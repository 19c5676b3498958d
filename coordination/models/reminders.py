"""What was told once: steps of reminders and alarms."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReminderStep(models.Model):
    """Krok przypomnienia: one notice of a subject that goes once. Written with the letter, or neither is.

    `round` names what begins the steps anew: the instant at which a task was opened, an agreed date. `number` counts a
    step that repeats. Two clocks that take the same step meet at the constraint.
    """

    subject = models.CharField(_("about"), max_length=80)
    step = models.CharField(_("step"), max_length=40)
    round = models.CharField(_("since when it counts"), max_length=40, blank=True)
    number = models.PositiveSmallIntegerField(_("which time"), default=1)
    sent_at = models.DateTimeField(_("sent at"))

    class Meta:
        ordering = ["sent_at", "pk"]
        verbose_name = _("step of a reminder")
        verbose_name_plural = _("steps of reminders")
        constraints = [
            models.UniqueConstraint(fields=["subject", "step", "round", "number"], name="a_step_is_taken_once")
        ]
        indexes = [models.Index(fields=["step", "sent_at"])]

    def __str__(self) -> str:
        return f"{self.subject}: {self.step}"
