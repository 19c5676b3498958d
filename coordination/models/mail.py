"""Mail that comes in: what was taken from the mailbox, and whose is kept back."""

import datetime as dt

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..querysets import BlockedSenderQuerySet, MailQuerySet
from ..states import MailOrigin, MailReason, MailState
from .inquiries import Inquiry
from .outbox import OutboxMessage
from .units import Unit


class IncomingMail(models.Model):
    """List przychodzący, or the question of a blocked sender. Stored whole before anything is done with it.

    `message_id` is the sender's, so nothing is taken twice; `digest`
    tells different letters under one Message-ID apart. `letter` is the one of ours that it proves to answer, or
    that came back; `inquiry` is what it concerns. `text` holds everything the sender wrote, quoted text included.
    `attachments` are names and sizes in bytes: the files stay in the mailbox.
    """

    message_id = models.CharField(_("Message-ID"), max_length=255, unique=True)
    digest = models.CharField(_("digest"), max_length=64, blank=True)
    origin = models.CharField(_("how it came"), max_length=4, choices=MailOrigin, default=MailOrigin.MAIL)
    received_at = models.DateTimeField(_("received at"))
    sender = models.CharField(_("from"), max_length=254, blank=True)
    sender_name = models.CharField(_("sender's name"), max_length=160, blank=True)
    to = models.TextField(_("to"), blank=True)
    subject = models.CharField(_("subject"), max_length=255, blank=True)
    text = models.TextField(_("text"), blank=True)
    headers = models.TextField(_("headers"), blank=True)
    attachments = models.JSONField(_("attached files"), default=list, blank=True)
    facts = models.JSONField(_("what the letter says of itself"), default=dict, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=MailState, default=MailState.TAKEN)
    why = models.CharField(_("why"), max_length=14, choices=MailReason, blank=True)
    said = models.CharField(_("what exactly"), max_length=255, blank=True)
    letter = models.ForeignKey(
        OutboxMessage, models.SET_NULL, verbose_name=_("our letter"), null=True, blank=True, related_name="+"
    )
    inquiry = models.ForeignKey(
        Inquiry, models.SET_NULL, verbose_name=_("inquiry"), null=True, blank=True, related_name="mail"
    )
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)
    settled_by = models.CharField(_("settled by"), max_length=160, blank=True)
    note = models.TextField(_("note"), blank=True)
    emptied_at = models.DateTimeField(_("emptied at"), null=True, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at", "-pk"]
        verbose_name = _("incoming letter")
        verbose_name_plural = _("incoming mail")
        indexes = [models.Index(fields=["state", "received_at"])]

    def __str__(self) -> str:
        """Never the sender or the subject: the line of the book outlives the letter."""
        return gettext("incoming letter no. %(number)s") % {"number": self.pk}

    @property
    def unit(self) -> Unit | None:
        """Whose inquiry it concerns; nobody's while the question of a blocked sender is kept back."""
        return self.inquiry.unit if self.inquiry and not self.is_kept_question else None

    @property
    def waits(self) -> bool:
        return self.state == MailState.HELD

    @property
    def is_bounce(self) -> bool:
        return self.why == MailReason.BOUNCED

    @property
    def title(self) -> str:
        """What a list calls it; a report of a mail server by what it means."""
        if self.emptied_at:
            return gettext("Emptied letter")
        if self.is_bounce:
            return gettext("Our letter was not delivered")
        return self.subject or gettext("Letter without a subject")

    @property
    def is_kept_question(self) -> bool:
        """A question of a blocked sender that nobody in the unit knows of."""
        return self.inquiry is not None and self.inquiry.held_at is not None


class BlockedSender(models.Model):
    """Zablokowany nadawca: an address, or a domain with everything below it. Lifted, never deleted.

    `until_on` is the last Warsaw day, inclusive; empty means until somebody lifts it.
    """

    pattern = models.CharField(_("address or domain"), max_length=254)
    reason = models.TextField(_("reason"))
    until_on = models.DateField(_("until"), null=True, blank=True)
    blocked_at = models.DateTimeField(_("blocked at"))
    blocked_by = models.CharField(_("blocked by"), max_length=160)
    lifted_at = models.DateTimeField(_("lifted at"), null=True, blank=True)
    lifted_by = models.CharField(_("lifted by"), max_length=160, blank=True)

    objects = BlockedSenderQuerySet.as_manager()

    class Meta:
        ordering = ["-blocked_at", "-pk"]
        verbose_name = _("blocked sender")
        verbose_name_plural = _("blocked senders")
        indexes = [models.Index(fields=["pattern"])]

    def __str__(self) -> str:
        return self.pattern

    def is_in_force(self, on: dt.date) -> bool:
        return self.lifted_at is None and (self.until_on is None or self.until_on >= on)
