"""Letters to send, written in the transaction that caused them (DESIGN.md ruling 4)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..querysets import OutboxQuerySet
from ..states import Correspondent, LetterState

BEFORE_A_KEY = ("klucz=", "/konto/zaproszenie/")
FORGOTTEN = "---"
"""Stands where a secret key stood in a letter that was sent or given up."""


class OutboxMessage(models.Model):
    """List. Keeps one Message-ID for all tries; survives a dead mail server.

    With `gather_for` it is not sent itself: the daily letter of the account tells its subject and its `link`, a path
    in the portal, and `gathered_in` says which one. Should the account be deleted before, it is sent like any other.
    """

    message_id = models.CharField(_("Message-ID"), max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=60)
    to = models.EmailField(_("to"))
    to_name = models.CharField(_("recipient"), max_length=160, blank=True)
    subject = models.CharField(_("subject"), max_length=255)
    text = models.TextField(_("text"))
    html = models.TextField(_("HTML"), blank=True)
    about = models.CharField(_("about"), max_length=80, blank=True, db_index=True)
    created_at = models.DateTimeField(_("created at"))
    next_try_at = models.DateTimeField(_("next try at"))
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    last_error = models.TextField(_("last error"), blank=True)
    link = models.CharField(_("link"), max_length=255, blank=True)
    gather_for = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("waits for the daily letter of"),
        null=True,
        blank=True,
        related_name="+",
    )
    gathered_in = models.ForeignKey(
        "self",
        models.SET_NULL,
        verbose_name=_("went in the daily letter"),
        null=True,
        blank=True,
        related_name="+",
    )
    reply_by = models.CharField(_("who may answer it by mail"), max_length=8, choices=Correspondent, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    bounced_at = models.DateTimeField(_("came back at"), null=True, blank=True)
    bounce_cause = models.CharField(_("why it came back"), max_length=255, blank=True)
    given_up_at = models.DateTimeField(_("given up at"), null=True, blank=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("letter")
        verbose_name_plural = _("outbox")
        indexes = [models.Index(fields=["sent_at", "next_try_at"])]

    def __str__(self) -> str:
        """Never the subject: it may quote the title of a draft that was limited to named persons since."""
        return gettext("letter no. %(number)s (%(kind)s)") % {"number": self.pk, "kind": self.kind}

    @property
    def state(self) -> LetterState:
        if self.sent_at:
            return LetterState.BOUNCED if self.bounced_at else LetterState.SENT
        if self.given_up_at:
            return LetterState.GIVEN_UP
        if self.gathered_in_id:
            return LetterState.GATHERED
        return LetterState.DAILY if self.gather_for_id else LetterState.WAITING

    @property
    def carries_a_key(self) -> bool:
        """There is a secret link in it, forgotten or not."""
        return any(before in self.text for before in BEFORE_A_KEY)

    @property
    def has_lost_its_key(self) -> bool:
        """The secret link in it, or its recipient, was forgotten: sent again it would lead nowhere."""
        return not self.to or any(f"{before}{FORGOTTEN}" in self.text for before in BEFORE_A_KEY)
