"""How people get into the portal and out of it again: invitations, and the steps of an account's life."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..querysets import InvitationQuerySet
from ..states import AccountStep
from .designations import Designation, Person


class Invitation(models.Model):
    """Zaproszenie: a one-time link with which a designated person sets a password. Of its key only a digest is kept.

    `expires_at` is an aware instant, a service standard and no law. One invitation of a person is open at a time.
    """

    person = models.ForeignKey(Person, models.CASCADE, verbose_name=_("person"), related_name="invitations")
    designation = models.ForeignKey(
        Designation, models.PROTECT, verbose_name=_("designation"), related_name="invitations"
    )
    key_digest = models.CharField(_("digest of the secret key"), max_length=64, unique=True)
    invited_by_name = models.CharField(_("invited by"), max_length=160)
    created_at = models.DateTimeField(_("created at"))
    expires_at = models.DateTimeField(_("works until"))
    used_at = models.DateTimeField(_("used at"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("taken back at"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(used_at__isnull=True, revoked_at__isnull=True),
                name="one_open_invitation_a_person",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.designation.unit}"


class AccountEvent(models.Model):
    """Krok konta: warned, shut, opened again. `since` is the Warsaw day from which the step was counted.

    The unique row is the memory of the clock: after an outage a step is neither skipped nor taken twice.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("account"), related_name="account_events"
    )
    step = models.CharField(_("step"), max_length=10, choices=AccountStep)
    since = models.DateField(_("counted from"))
    at = models.DateTimeField(_("at"))

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("account event")
        verbose_name_plural = _("account events")
        constraints = [models.UniqueConstraint(fields=["user", "step", "since"], name="one_account_step_a_day")]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_step_display()}"
