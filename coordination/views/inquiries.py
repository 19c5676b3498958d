"""`/zapytania/`: ask, read the answer behind the secret link, have the link sent again."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from .. import actions, answered, further, guard
from ..actions.numbering import digest, matches
from ..calendar import warsaw_date
from ..cards import phone_href, unit_url
from ..forms import InquiryForm, LinkForm, LookForm, MessageForm, PublicForm
from ..guard import Limit
from ..lineage import heir_of
from ..models import Designation, Inquiry, Topic, Unit
from ..numbers import number
from ..states import InquiryState, Voice
from ..wording import full_day

View = Callable[..., HttpResponse]
NOBODYS = digest("")
UNPROCESSABLE, TOO_LARGE, TOO_MANY = 422, 413, 429


def door(view: View) -> View:
    """A public form: never cached, its token checked; more than the server reads gets words, too."""
    return _readable(csrf_protect(_plain(view)))


def secret_door(view: View) -> View:
    """The page behind a secret link: not indexed, and no other site learns its address.

    Under `no-referrer` browsers send «Origin: null», which no token check can accept. None is needed: nothing here
    rests on a cookie, and the key in the address is a token that no other site can know.
    """
    hidden = _readable(_plain(view))

    @csrf_exempt
    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = hidden(request, *args, **kwargs)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return opened


def _plain(view: View) -> View:
    return never_cache(require_http_methods(["GET", "HEAD", "POST"])(view))


def _readable(view: View) -> View:
    """Reading the form may fail before the view runs; that is said on a page, not by a bare error."""

    @csrf_exempt
    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except RequestDataTooBig:
            return too_large(request, *args, **kwargs)

    return opened


# -- asking -------------------------------------------------------------------------------------------------------


@door
def ask(request: HttpRequest) -> HttpResponse:
    """The form; a card, a unit or a topic may be named in the address."""
    target = Target.of(request)
    if request.method != "POST":
        return ask_page(request, InquiryForm(initial={"temat_pytania": LookForm.words(request.GET)}), target)
    form = InquiryForm(request.POST)
    if not guard.ASKING.allows(guard.address_of(request)):
        return ask_page(request, form, target, limit=guard.ASKING)
    if not form.is_valid():
        return ask_page(request, form, target, status=UNPROCESSABLE)
    received = actions.ask(form.question(source=request.get_full_path()), now=timezone.now(), **target.as_deed())
    messages.success(
        request,
        _("Thank you. Your inquiry %(number)s has been received; we answer by %(day)s (%(derivation)s).")
        % {
            "number": received.inquiry.number,
            "day": full_day(received.inquiry.answer_by),
            "derivation": received.inquiry.answer_derivation,
        },
    )
    return redirect(secret_path(received.inquiry, received.key))


class Target:
    """Whom the visitor chose: a person's card, a unit, a topic, or nobody."""

    def __init__(
        self, designation: Designation | None = None, unit: Unit | None = None, topic: Topic | None = None
    ) -> None:
        self.designation, self.topic = designation, topic
        self.unit = designation.unit if designation else unit

    @classmethod
    def of(cls, request: HttpRequest) -> Target:
        """Read from the address; unknown values mean «nobody chosen», never an error."""
        asked = request.GET
        today = warsaw_date(timezone.now())
        rows = Designation.objects.in_force(today).select_related("person", "unit")
        chosen = rows.filter(pk=number(asked.get("do", ""))).first()
        unit = Unit.objects.filter(slug=clean(asked.get("komorka"))).first()
        unit = heir_of(unit, today) if unit else None  # old links name units that were joined to another one
        return cls(chosen, unit, Topic.objects.filter(slug=clean(asked.get("temat"))).first())

    def as_deed(self) -> dict[str, Any]:
        return {"designation": self.designation, "unit": self.unit, "topic": self.topic}

    @staticmethod
    def in_address(request: HttpRequest) -> dict[str, str]:
        """What of the address named it, to be kept while the visitor looks for an answer."""
        return {name: clean(request.GET[name]) for name in ("do", "komorka", "temat") if request.GET.get(name)}

    @property
    def words(self) -> str:
        """«Ewelina Brodacka, Wydział Kultury …»."""
        if self.designation:
            return f"{self.designation.person.full_name}, {self.unit}"
        if self.unit:
            return str(self.unit)
        return self.topic.name if self.topic else ""


def clean(text: str | None) -> str:
    return (text or "")[:100].replace("\x00", "")


def ask_page(
    request: HttpRequest, form: InquiryForm, target: Target, *, status: int = 200, limit: Limit | None = None
) -> HttpResponse:
    words = LookForm.words(request.GET)
    context = {
        "title": _("Ask a question"),
        "description": _("Ask the coordinators of the city's units. E-mail and text are enough."),
        "form": form,
        "words": words,
        "known": answered.look(answered.Wish(words, target.unit, target.topic, timezone.now())),
        "kept": target.in_address(request),
        "target": target,
        "limit": limit,
        "crumbs": [{"url": reverse("coordination:directory"), "title": _("Who can help me?")}],
    }
    return respond(request, "coordination/ask.html", context, status, limit)


# -- the page behind the link -------------------------------------------------------------------------------------


@secret_door
def inquiry(request: HttpRequest, number: str) -> HttpResponse:
    """The conversation. Without the right key it looks like a number that was never given."""
    key = request.GET.get("klucz", "")
    found = Inquiry.objects.select_related("unit", "person", "topic").filter(number=number).first()
    if not matches(key, found.key_digest if found else NOBODYS) or found is None:
        return unknown(request)
    if request.method != "POST":
        return inquiry_page(request, found, MessageForm(), key)
    form = MessageForm(request.POST)
    if not guard.WRITING_ON.allows(guard.address_of(request)):
        return inquiry_page(request, found, form, key, limit=guard.WRITING_ON)
    if not form.is_valid():
        return inquiry_page(request, found, form, key, status=UNPROCESSABLE)
    if found.state == InquiryState.CLOSED:
        form.add_error(None, _("This inquiry is closed. Please send a new one."))
        return inquiry_page(request, found, form, key, status=UNPROCESSABLE)
    actions.continue_inquiry(found, text=form.cleaned_data["tresc"], now=timezone.now())
    messages.success(request, _("Thank you, your message has been added."))
    return redirect(secret_path(found, key))


def inquiry_page(
    request: HttpRequest,
    found: Inquiry,
    form: MessageForm,
    key: str,
    *,
    status: int = 200,
    limit: Limit | None = None,
) -> HttpResponse:
    today = warsaw_date(timezone.now())
    context = {
        "title": _("Inquiry %(number)s") % {"number": found.number},
        "noindex": True,
        "inquiry": found,
        "thread": found.messages.exclude(voice=Voice.NOTE),
        "form": form,
        "limit": limit,
        "is_open": found.state in (InquiryState.OPEN, InquiryState.CLARIFY),
        "is_closed": found.state == InquiryState.CLOSED,
        "is_late": found.state == InquiryState.OPEN and found.answer_by < today,
        "unit_url": unit_url(found.unit),
        "phone_href": phone_href(found.person.phone if found.person else ""),
        "link_url": request.build_absolute_uri(secret_path(found, key)),
        "lines": further.lines_for_asker(found),
    }
    return respond(request, "coordination/inquiry.html", context, status, limit)


def unknown(request: HttpRequest) -> HttpResponse:
    """One answer for a wrong key and for a number that does not exist."""
    context = {"title": _("We do not know this link"), "noindex": True, "form": LinkForm()}
    return render(request, "coordination/inquiry_unknown.html", context, status=404)


def secret_path(found: Inquiry, key: str) -> str:
    return f"{reverse('coordination:inquiry', args=[found.number])}?{urlencode({'klucz': key})}"


# -- the link again -----------------------------------------------------------------------------------------------


@door
def resend_link(request: HttpRequest) -> HttpResponse:
    """Send new links to the address. The answer is the same whether or not anything was sent."""
    form = LinkForm(request.POST or None)
    if request.method != "POST":
        return link_page(request, form)
    if not guard.LINKS.allows(guard.address_of(request)):
        return link_page(request, form, limit=guard.LINKS)
    if not form.is_valid():
        return link_page(request, form, status=UNPROCESSABLE)
    email = form.cleaned_data["email"]
    if guard.LINKS_TO_ONE_MAILBOX.allows(email.lower()):
        actions.renew_links(email, now=timezone.now())
    messages.success(
        request, _("If we have an inquiry from this address, a new link is on its way. Look into your mailbox.")
    )
    return redirect("coordination:resend-link")


def link_page(request: HttpRequest, form: LinkForm, *, status: int = 200, limit: Limit | None = None) -> HttpResponse:
    context = {
        "title": _("Send me the link again"),
        "noindex": True,
        "form": form,
        "limit": limit,
        "crumbs": [{"url": reverse("coordination:ask"), "title": _("Ask a question")}],
    }
    return respond(request, "coordination/link.html", context, status, limit)


# -- answers ------------------------------------------------------------------------------------------------------


def respond(
    request: HttpRequest, template: str, context: dict[str, Any], status: int, limit: Limit | None
) -> HttpResponse:
    """The page, or the same page saying «too often», with when to come back."""
    response = render(request, template, context, status=TOO_MANY if limit else status)
    if limit:
        response["Retry-After"] = str(limit.seconds)
    return response


def too_large(request: HttpRequest, number: str = "") -> HttpResponse:
    """More than the server reads at all: nothing was parsed, so there is nothing to give back."""
    form: PublicForm = MessageForm({}) if number else InquiryForm({})
    form.full_clean()
    form.errors.clear()
    form.add_error("tresc" if "tresc" in form.fields else None, _("This is far too long. Please shorten the text."))
    context = {"title": _("The text is too long"), "noindex": True, "form": form, "back": request.get_full_path()}
    return render(request, "coordination/too_large.html", context, status=TOO_LARGE)
