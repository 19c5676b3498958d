"""`/zapytania/`: ask, read the answer behind the secret link, have the link sent again."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from .. import actions, answered, asked_about, further, guard, retention
from ..actions.inquiries import asker_policy
from ..actions.numbering import digest, opens
from ..answering import public_figure
from ..asked_about import Subject
from ..calendar import warsaw_date
from ..cards import phone_href, unit_url
from ..file_doors import file_answer
from ..forms import HelpedForm, InquiryForm, LinkForm, LookForm, MessageForm
from ..guard import Limit
from ..lineage import heir_of
from ..matters import MEANING
from ..models import Designation, Inquiry, InquiryFile, Topic, Unit
from ..numbers import number
from ..passages import way_of
from ..routing import route
from ..states import InquiryState, Voice
from ..wording import full_day
from .inquiry_doors import UNPROCESSABLE, door, respond, secret_door

NOBODYS = digest("")
LONGEST_PATH = 255
"""What an inquiry keeps of where it was asked."""
NUMBER = re.compile(r"NGO-[0-9]{4}-[0-9]{5,7}")
"""How a number of an inquiry is written; only its shape is asked, so that nobody learns which ones were given."""


# -- asking -------------------------------------------------------------------------------------------------------


@door
def ask(request: HttpRequest) -> HttpResponse:
    """The form; a card, a unit or a topic may be named in the address."""
    target = Target.of(request)
    if request.method != "POST":
        blank = InquiryForm(initial={"temat_pytania": LookForm.words(request.GET)}, about=target.subject)
        return ask_page(request, blank, target)
    form = InquiryForm(request.POST, request.FILES, about=target.subject)
    if not guard.ASKING.allows(guard.address_of(request)):
        form.choose_again()
        return ask_page(request, form, target, limit=guard.ASKING)
    if not form.is_valid():
        return ask_page(request, form, target, status=UNPROCESSABLE)
    source = target.page or request.get_full_path()
    question = form.question(source=source, refers_to=target.refers_to)
    files = form.cleaned_data["pliki"]
    received = actions.ask(question, now=timezone.now(), files=files, **target.as_deed())
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
    """Whom the visitor chose: a card, a unit, a topic, or nobody; the page or inquiry the question goes on from.

    A page that takes questions of its own says itself whom they go to, whatever else the address names.
    """

    def __init__(
        self,
        designation: Designation | None = None,
        unit: Unit | None = None,
        topic: Topic | None = None,
        page: str = "",
        refers_to: str = "",
        subject: Subject | None = None,
    ) -> None:
        self.topic, self.page, self.refers_to, self.subject = topic, page, refers_to, subject
        self.designation = subject.designation if subject else designation
        self.unit = subject.unit if subject else unit
        self.unit = self.designation.unit if self.designation else self.unit

    @classmethod
    def of(cls, request: HttpRequest) -> Target:
        """Read from the address; unknown values mean «nobody chosen», never an error."""
        asked = request.GET
        today = warsaw_date(timezone.now())
        rows = Designation.objects.in_force(today).select_related("person", "unit")
        chosen = rows.filter(pk=number(asked.get("do", ""))).first()
        unit = Unit.objects.filter(slug=clean(asked.get("komorka"))).first()
        unit = heir_of(unit, today) if unit else None  # old links name units that were joined to another one
        topic = Topic.objects.filter(slug=clean(asked.get("temat"))).first()
        earlier = clean(asked.get("nawiazanie"))
        refers_to = earlier if NUMBER.fullmatch(earlier) else ""
        page = page_asked_about(asked.get("strona", ""))
        return cls(chosen, unit, topic, page, refers_to, asked_about.find(page, timezone.now()))

    def as_deed(self) -> dict[str, Any]:
        return {"designation": self.designation, "unit": self.unit, "topic": self.topic}

    @staticmethod
    def in_address(request: HttpRequest) -> dict[str, str]:
        """What of the address named it, to be kept while the visitor looks for an answer."""
        return {
            name: clean(request.GET[name]) for name in ("do", "komorka", "temat", "strona") if request.GET.get(name)
        }

    @cached_property
    def words(self) -> str:
        """«Ewelina Brodacka, Wydział Kultury …»: who gets it today, who need not be whom the address names."""
        if self.designation or self.subject:
            there = route(warsaw_date(timezone.now()), **self.as_deed())
            return f"{there.person.full_name}, {there.unit}" if there.person else str(there.unit)
        if self.unit:
            return str(self.unit)
        return self.topic.name if self.topic else ""


def page_asked_about(path: str) -> str:
    """A path of this portal, as «Zapytaj o tę stronę» gives it; nothing for what leads elsewhere."""
    ours = url_has_allowed_host_and_scheme(path, allowed_hosts=None) and path.startswith("/")
    return path if ours and len(path) <= LONGEST_PATH and path.isprintable() and not {"?", "#"} & set(path) else ""


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
        "figure": public_figure(timezone.now()),
        "kept_months": retention.months(),
    }
    return respond(request, "coordination/ask.html", context, status, limit)


# -- the page behind the link -------------------------------------------------------------------------------------


@secret_door
def inquiry(request: HttpRequest, number: str) -> HttpResponse:
    """The conversation. Without the right key it looks like a number that was never given."""
    key = request.GET.get("klucz", "")
    found = opened(number, key)
    if found is None:
        return unknown(request)
    if request.method != "POST":
        return inquiry_page(request, found, key)
    deed = say_whether_it_helped if "pomoglo" in request.POST else write_on
    return deed(request, found, key)


@secret_door
def inquiry_file(request: HttpRequest, number: str, pk: int) -> HttpResponseBase:
    """A file of the conversation, to whoever holds the key; those of internal notes do not exist here."""
    found = opened(number, request.GET.get("klucz", ""))
    rows = InquiryFile.objects.filter(message__inquiry=found).exclude(message__voice=Voice.NOTE) if found else None
    file = rows.filter(pk=pk).first() if rows is not None else None
    return file_answer(file) if file else unknown(request)


def opened(number: str, key: str) -> Inquiry | None:
    """The inquiry that the key opens; None alike for a wrong key and for a number never given."""
    found = Inquiry.everything.select_related("unit", "person", "topic").filter(number=number).first()
    return found if opens(key, number, found.key_digest if found else NOBODYS) else None


def write_on(request: HttpRequest, found: Inquiry, key: str) -> HttpResponse:
    """Another word of the asker; what was answered or closed is taken up again while its days last."""
    form = MessageForm(request.POST, request.FILES)
    if not guard.WRITING_ON.allows(guard.address_of(request)):
        form.choose_again()
        return inquiry_page(request, found, key, form=form, limit=guard.WRITING_ON)
    verdict = asker_policy(found, warsaw_date(timezone.now())).may_write_on()
    if not verdict:
        form.add_error(None, str(verdict.reason))
    if not form.is_valid():
        return inquiry_page(request, found, key, form=form, status=UNPROCESSABLE)
    typed = form.cleaned_data
    actions.continue_inquiry(found, text=typed["tresc"], files=typed["pliki"], now=timezone.now())
    messages.success(request, _("Thank you, your message has been added."))
    return redirect(secret_path(found, key))


def say_whether_it_helped(request: HttpRequest, found: Inquiry, key: str) -> HttpResponse:
    """One of two buttons; pressed again, it replaces the former word. A «no» shows the way to write on."""
    form = HelpedForm(request.POST)
    if not guard.WRITING_ON.allows(guard.address_of(request)):
        return inquiry_page(request, found, key, helped_form=form, limit=guard.WRITING_ON)
    verdict = asker_policy(found, warsaw_date(timezone.now())).may_say_whether_it_helped()
    if not verdict:
        form.add_error(None, str(verdict.reason))
    if not form.is_valid():
        return inquiry_page(request, found, key, helped_form=form, status=UNPROCESSABLE)
    helped = form.cleaned_data["pomoglo"] == HelpedForm.YES
    actions.say_whether_it_helped(found, helped=helped, text=form.cleaned_data["slowo"], now=timezone.now())
    said = _("Thank you, we have noted it.")
    if not helped:
        said = _("Thank you for telling us. Write below what is missing, and we take the matter up again.")
    messages.success(request, said)
    return redirect(f"{secret_path(found, key)}#{'pomoglo' if helped else 'dopisz'}")


def inquiry_page(
    request: HttpRequest,
    found: Inquiry,
    key: str,
    *,
    form: MessageForm | None = None,
    helped_form: HelpedForm | None = None,
    status: int = 200,
    limit: Limit | None = None,
) -> HttpResponse:
    today = warsaw_date(timezone.now())
    thread = list(found.messages.exclude(voice=Voice.NOTE).prefetch_related("files"))
    policy = asker_policy(found, today)
    context = {
        "title": _("Inquiry %(number)s") % {"number": found.number},
        "noindex": True,
        "inquiry": found,
        "thread": thread,
        "way": way_of(found, thread),
        "meaning": MEANING[found.matter],
        "form": form or MessageForm(),
        "helped_form": helped_form or HelpedForm(initial={"slowo": found.helped_words}),
        "limit": limit,
        "may_write_on": policy.may_write_on(),
        "may_say": policy.may_say_whether_it_helped(),
        "is_open": found.state in (InquiryState.OPEN, InquiryState.CLARIFY),
        "is_late": found.state == InquiryState.OPEN and found.answer_by < today,
        "unit_url": unit_url(found.unit),
        "phone_href": phone_href(found.person.phone if found.person else ""),
        "key": key,
        "link_url": request.build_absolute_uri(secret_path(found, key)),
        "ask_again": ask_again(found),
        "lines": further.lines_for_asker(found),
    }
    return respond(request, "coordination/inquiry.html", context, status, limit)


def ask_again(found: Inquiry) -> str:
    """A new question to the same unit, which names this one."""
    query = urlencode({"komorka": found.unit.slug, "nawiazanie": found.number})
    return f"{reverse('coordination:ask')}?{query}"


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
