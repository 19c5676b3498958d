"""Questions of NGOs and their answers (§ 5 pkt 2)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..querysets import InquiryQuerySet
from ..states import ClosedBecause, InquiryState, LegalForm, Matter, Voice
from .designations import Person
from .dictionaries import Topic
from .units import Unit


class NumberSequence(models.Model):
    """The last number given in a year, counted under a row lock."""

    name = models.CharField(_("name"), max_length=40, unique=True)
    last = models.PositiveIntegerField(_("last number"), default=0)

    class Meta:
        verbose_name = _("number sequence")
        verbose_name_plural = _("number sequences")

    def __str__(self) -> str:
        return f"{self.name}: {self.last}"


class Inquiries(models.Manager.from_queryset(InquiryQuerySet)):  # type: ignore[misc]
    """The inquiries of the desk, without those of blocked senders: boards, lists and statistics never meet them."""

    def get_queryset(self) -> InquiryQuerySet:
        return super().get_queryset().filter(held_at__isnull=True)


class Inquiry(models.Model):
    """Zapytanie. The secret key of the link is kept only as a digest.

    `answer_by` is a service standard while the matter is an ordinary inquiry, else a period of law with its
    `matter_basis`. The three `first_…` fields are what statistics read: when the first answer was given, by which
    unit, and the day promised then. After its time an inquiry is `anonymised_at`: numbers and dates stay.

    `reopen_until` is the last Warsaw day on which the asker may take an answered or closed inquiry up again; None where
    that is not offered. `helped` is the asker's own word on the answer, None while nothing was said.

    `held_at` marks the question of a blocked sender: it has its number and link, and waits in the holding list until
    a person gives it to a unit. `objects` leaves those out, `everything` does not.
    """

    number = models.CharField(_("number"), max_length=20, unique=True)
    key_digest = models.CharField(_("digest of the secret key"), max_length=64)
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="inquiries")
    person = models.ForeignKey(
        Person, models.SET_NULL, verbose_name=_("asked of"), null=True, blank=True, related_name="inquiries"
    )
    topic = models.ForeignKey(
        Topic, models.SET_NULL, verbose_name=_("topic"), null=True, blank=True, related_name="inquiries"
    )
    subject = models.CharField(_("subject"), max_length=160)
    asker_email = models.EmailField(_("e-mail"))
    asker_name = models.CharField(_("name"), max_length=120, blank=True)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    legal_form = models.CharField(_("legal form"), max_length=12, choices=LegalForm, blank=True)
    asker_function = models.CharField(_("function in the organisation"), max_length=120, blank=True)
    source = models.CharField(_("asked from"), max_length=255, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=InquiryState, default=InquiryState.OPEN)
    received_at = models.DateTimeField(_("received at"))
    answer_by = models.DateField(_("answer by"))
    answer_derivation = models.CharField(_("how the day was counted"), max_length=255, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    matter = models.CharField(_("kind of matter"), max_length=12, choices=Matter, default=Matter.INQUIRY)
    matter_basis = models.CharField(_("basis of the period"), max_length=255, blank=True)
    extended_at = models.DateTimeField(_("period extended at"), null=True, blank=True)
    case_sign = models.CharField(_("case sign"), max_length=60, blank=True)
    first_answered_at = models.DateTimeField(_("first answered at"), null=True, blank=True)
    first_answer_by = models.DateField(_("day promised for the first answer"), null=True, blank=True)
    first_answer_unit = models.ForeignKey(
        Unit, models.PROTECT, verbose_name=_("unit of the first answer"), null=True, blank=True, related_name="+"
    )
    anonymised_at = models.DateTimeField(_("anonymised at"), null=True, blank=True)
    closed_because = models.CharField(_("closed because"), max_length=12, choices=ClosedBecause, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    reopen_until = models.DateField(_("the asker may write on until"), null=True, blank=True)
    helped = models.BooleanField(_("did it help"), null=True, blank=True)
    helped_at = models.DateTimeField(_("said at"), null=True, blank=True)
    helped_words = models.TextField(_("said about the answer"), blank=True)
    refers_to = models.CharField(_("refers to inquiry"), max_length=20, blank=True)
    held_at = models.DateTimeField(_("kept back at"), null=True, blank=True)

    objects = Inquiries()
    everything = InquiryQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at"]
        verbose_name = _("inquiry")
        verbose_name_plural = _("inquiries")
        indexes = [models.Index(fields=["unit", "state", "answer_by"])]

    def __str__(self) -> str:
        return f"{self.number} {self.subject}"

    @property
    def book_label(self) -> str:
        """What the book of deeds calls it: nobody's words, because the book is never anonymised."""
        return self.number

    @property
    def has_period_of_law(self) -> bool:
        return self.matter != Matter.INQUIRY

    @property
    def lacks_case_sign(self) -> bool:
        """It has to be registered in the office system (EZD), and nobody has entered its sign yet."""
        return self.has_period_of_law and not self.case_sign and self.anonymised_at is None


class InquiryMessage(models.Model):
    """One voice in an inquiry. Written once, never edited.

    A passing on names both units as they were called that day, and why.
    """

    inquiry = models.ForeignKey(Inquiry, models.CASCADE, verbose_name=_("inquiry"), related_name="messages")
    voice = models.CharField(_("voice"), max_length=8, choices=Voice)
    at = models.DateTimeField(_("at"))
    text = models.TextField(_("text"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("author"), null=True, blank=True, related_name="+"
    )
    author_name = models.CharField(_("author's name"), max_length=160, blank=True)
    author_role = models.CharField(_("author's role"), max_length=200, blank=True)
    passed_from = models.CharField(_("passed on from"), max_length=250, blank=True)
    passed_to = models.CharField(_("passed on to"), max_length=250, blank=True)
    passed_why = models.TextField(_("why it was passed on"), blank=True)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("message")
        verbose_name_plural = _("messages")

    def __str__(self) -> str:
        return f"{self.inquiry.number}, {self.get_voice_display()}"
