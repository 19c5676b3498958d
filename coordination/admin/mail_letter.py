"""One letter of the holding list: its words, what may be done with it, and the deeds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from .. import actions, order, steps
from ..actions.mail import may_be_corrected, policy_of
from ..calendar import warsaw_date
from ..mail_policies import NOT_YOURS, BlockPolicy
from ..models import IncomingMail, Unit
from ..routing import coordinating_unit
from ..standing import standing_of
from ..states import Voice
from ..verdict import Refused, Verdict
from .doors import staff_door
from .inquiry_shelves import readable as readable_inquiries
from .mail import readable, screen
from .mail_forms import NOTE, AddressForm, AsideForm, AttachForm, NewInquiryForm

SHOWN = 20_000
"""Characters of a letter on the screen; the mailbox has all of it."""
UNPROCESSABLE, FORBIDDEN = 422, 403


class Opened:
    """A letter that the person may read, with what may be done with it, and the forms for that."""

    def __init__(self, request: HttpRequest, mail: IncomingMail) -> None:
        self.request, self.mail = request, mail
        self.standing = standing_of(request.user)
        self.policy = policy_of(mail, self.standing)
        self.typed: dict[str, Any] = {}

    def form(self, name: str) -> Any:
        """The form of a deed, with what was typed where it is the one that was sent."""
        if name not in self.typed:
            self.typed[name] = FORMS[name](self, self.request.POST if self._is_sent(name) else None)
        return self.typed[name]

    def _is_sent(self, name: str) -> bool:
        return self.request.method == "POST" and self.request.POST.get("czynnosc") == name

    def context(self) -> dict[str, Any]:
        mail = self.mail
        return {
            "mail": mail,
            "text": mail.text[:SHOWN],
            "cut": len(mail.text) > SHOWN,
            "may_settle": self.policy.may_settle(),
            "may_attach": self.policy.may_attach_somewhere(),
            "may_make_inquiry": self.policy.may_make_inquiry(mail.sender),
            "may_correct": self.policy.may_correct_address(bounced=may_be_corrected(mail)),
            "may_take_back": self.policy.may_take_back(),
            "may_block": BlockPolicy(self.standing).may_keep() and bool(mail.sender),
            "block_url": f"{reverse('coordination_mail:blocks')}?{urlencode({'wzor': mail.sender})}",
            "attach_form": self.form("dolacz"),
            "inquiry_form": self.form("sprawa"),
            "aside_form": self.form("odloz"),
            "address_form": self.form("adres"),
            "preview": self.preview(),
        }

    def preview(self) -> dict[str, Any] | None:
        """The inquiry that the letter would go to: what it is about, whose it is, who asked."""
        form = self.form("dolacz")
        if not (form.is_bound and form.is_valid()):
            return None
        inquiry = form.cleaned_data["numer"]
        return {
            "inquiry": inquiry,
            "question": inquiry.messages.filter(voice=Voice.ASKER).first(),
            "verdict": self.policy.may_attach(inquiry.unit_id),
            "same_sender": inquiry.asker_email.lower() == self.mail.sender,
        }


def _attach_form(opened: Opened, typed: Any) -> AttachForm:
    """Bound by the address too: «Pokaż sprawę» asks for the preview with a GET."""
    asked = opened.request.GET if "numer" in opened.request.GET else None
    return AttachForm(typed or asked, readable=readable_inquiries(opened.standing), initial=_number_of(opened.mail))


def _number_of(mail: IncomingMail) -> dict[str, str]:
    return {"numer": mail.inquiry.number} if mail.inquiry else {}


def _inquiry_form(opened: Opened, typed: Any) -> NewInquiryForm:
    today = warsaw_date(timezone.now())
    units = Unit.objects.active(today).filter(served_by__isnull=True).order_by("name")
    mail = opened.mail
    unit = mail.inquiry.unit if mail.inquiry and mail.is_kept_question else coordinating_unit()
    return NewInquiryForm(typed, units=units, initial={"temat": mail.subject[:160], "komorka": unit})


FORMS: dict[str, Callable[[Opened, Any], Any]] = {
    "dolacz": _attach_form,
    "sprawa": _inquiry_form,
    "odloz": lambda opened, typed: AsideForm(typed),
    "adres": lambda opened, typed: AddressForm(typed),
}


@require_http_methods(["GET", "HEAD", "POST"])
@staff_door
def mail_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One letter, only its words; what may be done with it below."""
    found = readable(standing_of(request.user)).select_related("inquiry__unit", "letter").filter(pk=pk).first()
    if found is None:
        raise Refused(Verdict(NOT_YOURS, order.ANSWER_INQUIRIES, steps.OWN_INQUIRIES))
    opened = Opened(request, found)
    deed = DEEDS.get(request.POST.get("czynnosc", "")) if request.method == "POST" else None
    return deed(opened) if deed else _page(opened)


def _page(opened: Opened, status: int = 200) -> HttpResponse:
    return screen(opened.request, "mail_detail", opened.mail.title, opened.context(), status=status, inner=True)


def _sent(opened: Opened, name: str, deed: Callable[[dict[str, Any], dt.datetime], Any], said: str) -> HttpResponse:
    """Read the form, do the deed, say what happened; what was typed stays where something is wrong."""
    form = opened.form(name)
    if not form.is_valid():
        return _page(opened, UNPROCESSABLE)
    try:
        deed(form.cleaned_data, timezone.now())
    except Refused as refusal:
        messages.error(opened.request, str(refusal))
        return _page(opened, FORBIDDEN)
    messages.success(opened.request, said)
    return redirect("coordination_mail:detail", opened.mail.pk)


def attach(opened: Opened) -> HttpResponse:
    def deed(data: dict[str, Any], now: dt.datetime) -> None:
        actions.attach_mail(opened.mail, to=data["numer"], as_note=data["jako"] == NOTE, by=opened.standing, now=now)

    return _sent(opened, "dolacz", deed, _("The letter is part of the inquiry now."))


def new_inquiry(opened: Opened) -> HttpResponse:
    def deed(data: dict[str, Any], now: dt.datetime) -> None:
        actions.make_inquiry(opened.mail, subject=data["temat"], unit=data["komorka"], by=opened.standing, now=now)

    return _sent(opened, "sprawa", deed, _("The unit has the inquiry; its sender knows the number and the day."))


def aside(opened: Opened) -> HttpResponse:
    def deed(data: dict[str, Any], now: dt.datetime) -> None:
        actions.put_aside(opened.mail, reason=data["powod"], by=opened.standing, now=now)

    return _sent(opened, "odloz", deed, _("Put aside. You can take it back below."))


def address(opened: Opened) -> HttpResponse:
    def deed(data: dict[str, Any], now: dt.datetime) -> None:
        actions.correct_address(opened.mail, email=data["email"], by=opened.standing, now=now)

    return _sent(opened, "adres", deed, _("The right address gets a new link and the letter anew."))


def spam(opened: Opened) -> HttpResponse:
    actions.mark_spam(opened.mail, by=opened.standing, now=timezone.now())
    messages.success(opened.request, _("Marked as spam. You can take it back below."))
    if "zablokuj" in opened.request.POST and opened.mail.sender:
        _block_as_well(opened)
    return redirect("coordination_mail:detail", opened.mail.pk)


def _block_as_well(opened: Opened) -> None:
    try:
        actions.block_sender(opened.mail.sender, reason=_("spam"), by=opened.standing, now=timezone.now())
    except ValidationError as error:  # somebody was quicker
        messages.info(opened.request, " ".join(error.messages))
    else:
        messages.success(opened.request, _("The sender is blocked until somebody lifts it."))


def back(opened: Opened) -> HttpResponse:
    actions.take_mail_back(opened.mail, by=opened.standing, now=timezone.now())
    messages.success(opened.request, _("It waits in the list again."))
    return redirect("coordination_mail:detail", opened.mail.pk)


DEEDS: dict[str, Callable[[Opened], HttpResponse]] = {
    "dolacz": attach,
    "sprawa": new_inquiry,
    "odloz": aside,
    "adres": address,
    "spam": spam,
    "cofnij": back,
}
