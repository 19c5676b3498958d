"""One inquiry on the desk of a unit. Judged by InquiryPolicy; SZ and administrators read all, write nothing."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from .. import actions, audit, closing, further, order, presence, steps
from ..actions.inquiries import Outdated, last_public, staff_policy
from ..calendar import warsaw_date
from ..deadlines import office_calendar
from ..models import AuditEntry, Inquiry, Unit
from ..numbers import number
from ..passages import way_of
from ..policies import ANOTHER_UNIT, InquiryPolicy
from ..standing import Standing, standing_of
from ..verdict import Refused, Verdict
from . import answer_templates, matters
from .doors import staff_door
from .forms import TEXT_LIMIT, CloseForm, PassOnForm, ReplyForm
from .inquiry_shelves import away_until, readable, trail, waiting

CONFLICT, UNPROCESSABLE = 409, 422


@require_http_methods(["GET", "HEAD", "POST"])
@staff_door
def inquiry_detail(request: HttpRequest, number: str) -> HttpResponse:
    """One inquiry with its conversation and what the person may do with it."""
    standing = standing_of(request.user)
    inquiry, policy = opened(standing, number, timezone.now())
    if request.method != "POST":
        return detail_page(request, inquiry, policy)
    chosen = request.POST.get("czynnosc", "")
    more = further.deed(chosen)
    deed = more.do if more else DEEDS.get(chosen)
    if deed is None:
        return detail_page(request, inquiry, policy)
    try:
        return deed(request, inquiry, policy)
    except matters.Mistyped as mistyped:
        return detail_page(request, inquiry, policy, **mistyped.forms, status=UNPROCESSABLE)


def opened(standing: Standing, number: str, now: dt.datetime) -> tuple[Inquiry, InquiryPolicy]:
    """The inquiry when the person may read it. A number never given and another unit's give the same answer."""
    inquiry = Inquiry.objects.select_related("unit", "person", "topic").filter(number=number).first()
    if inquiry is None:
        raise Refused(Verdict(ANOTHER_UNIT, order.ANSWER_INQUIRIES, steps.OWN_INQUIRIES))
    policy = staff_policy(inquiry, standing, former_units(inquiry))
    verdict = policy.may_read()
    if not verdict:
        told = {"about": inquiry, "unit": inquiry.unit, "outcome": "refused", "note": str(verdict)}
        audit.write("inquiry.read", now=now, by=standing, **told)
        refusal = Refused(verdict)
        refusal.told = True
        raise refusal
    return inquiry, policy


# -- deeds --------------------------------------------------------------------------------------------------------


def reply(request: HttpRequest, inquiry: Inquiry, policy: InquiryPolicy) -> HttpResponse:
    """Answer, ask to clarify or note; the text is kept whatever happens, files have to be chosen again."""
    form = ReplyForm(request.POST, request.FILES)
    if not form.is_valid():
        return detail_page(request, inquiry, policy, reply_form=form, status=UNPROCESSABLE)
    typed = form.cleaned_data
    said: dict[str, Any] = {"text": typed["tresc"], "files": typed["pliki"], "by": policy.standing}
    chosen = request.POST["czynnosc"]
    try:
        if chosen == "notatka":
            actions.note(inquiry, now=timezone.now(), **said)
        else:
            deed = actions.answer if chosen == "odpowiedz" else actions.ask_to_clarify
            deed(inquiry, now=timezone.now(), seen=typed["widziano"], **said)
    except Outdated as outdated:
        return conflict_page(request, inquiry, policy, form, outdated)
    except Refused as refusal:
        messages.error(request, str(refusal))
        form.choose_again()
        return detail_page(request, inquiry, policy, reply_form=form, status=403)
    presence.leave(inquiry, by=policy.standing)
    told = {
        "odpowiedz": _("The answer is on its way to the asker."),
        "doprecyzuj": _("The asker has been asked. The days stop until the reply."),
        "notatka": _("The note is kept; only colleagues see it."),
    }
    messages.success(request, told[chosen])
    return redirect(here(inquiry))


def fill_in(request: HttpRequest, inquiry: Inquiry, policy: InquiryPolicy) -> HttpResponse:
    """Put a template below what is typed. Nothing is sent and nothing kept; works without a script."""
    policy.may_answer().enforce()
    found = answer_templates.offered(inquiry).filter(pk=number(request.POST.get("szablon", ""))).first()
    typed = request.POST.get("tresc", "").replace("\x00", "")[:TEXT_LIMIT]
    text = f"{typed.rstrip()}\n\n".lstrip() + answer_templates.text_for(found, inquiry) if found else typed
    if found is None:
        messages.error(request, _("Choose a template of your unit first."))
    seen = number(request.POST.get("widziano", ""))
    form = ReplyForm(initial={"tresc": text, "widziano": seen})
    return detail_page(request, inquiry, policy, reply_form=form, files_lost=bool(request.FILES.getlist("pliki")))


def pass_on(request: HttpRequest, inquiry: Inquiry, policy: InquiryPolicy) -> HttpResponse:
    form = PassOnForm(request.POST, units=other_units(inquiry))
    if not form.is_valid():
        return detail_page(request, inquiry, policy, pass_form=form, status=UNPROCESSABLE)
    to, text = form.cleaned_data["komorka"], form.cleaned_data["powod"]
    actions.pass_on(inquiry, to=to, text=text, by=policy.standing, now=timezone.now())
    messages.success(request, _("Passed on to: %(unit)s. The asker knows.") % {"unit": to})
    return redirect(here(inquiry))


def close(request: HttpRequest, inquiry: Inquiry, policy: InquiryPolicy) -> HttpResponse:
    policy.may_close().enforce()
    form = CloseForm(request.POST)
    if not form.is_valid():
        return detail_page(request, inquiry, policy, close_form=form, status=UNPROCESSABLE)
    because, text = form.cleaned_data["dlaczego"], form.cleaned_data["slowo"]
    closed = actions.close(inquiry, because=because, text=text, by=policy.standing, now=timezone.now())
    if closed.reopen_until is None:
        messages.success(request, _("The inquiry is closed as spam. Nobody was told; you may take it back below."))
    else:
        messages.success(request, _("The inquiry is closed and the asker knows. You may take it back below."))
    return redirect(here(inquiry))


def reopen(request: HttpRequest, inquiry: Inquiry, policy: InquiryPolicy) -> HttpResponse:
    actions.reopen(inquiry, by=policy.standing, now=timezone.now())
    messages.success(request, _("The inquiry is again what it was before."))
    return redirect(here(inquiry))


REPLIES = ("odpowiedz", "doprecyzuj", "notatka")
DEEDS = {
    **dict.fromkeys(REPLIES, reply),
    "szablon": fill_in,
    "przekaz": pass_on,
    "zamknij": close,
    "wznow": reopen,
    "rodzaj": matters.classify,
    "przedluz": matters.extend,
    "znak": matters.enter_sign,
}


# -- pages --------------------------------------------------------------------------------------------------------


def detail_page(
    request: HttpRequest,
    inquiry: Inquiry,
    policy: InquiryPolicy,
    *,
    reply_form: ReplyForm | None = None,
    pass_form: PassOnForm | None = None,
    close_form: CloseForm | None = None,
    outdated: Outdated | None = None,
    files_lost: bool = False,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    now = timezone.now()
    today = warsaw_date(now)
    latest = last_public(inquiry)
    thread = list(inquiry.messages.prefetch_related("files"))
    context = {
        "header_title": f"{inquiry.number} {inquiry.subject}",
        "breadcrumbs_items": trail(inquiry),
        "header_icon": "mail",
        "inquiry": inquiry,
        "thread": thread,
        "way": way_of(inquiry, thread),
        "away": away_until([inquiry], today).get(inquiry.person_id or 0),
        "earlier": earlier(policy.standing, inquiry),
        "templates": answer_templates.offered(inquiry) if policy.may_answer() else [],
        "colleagues": presence.colleagues(inquiry, besides=policy.standing, now=now),
        "wait": waiting(inquiry, today, office_calendar()),
        "may_answer": policy.may_answer(),
        "may_clarify": policy.may_ask_to_clarify(),
        "may_note": policy.may_note(),
        "may_close": policy.may_close(),
        "may_pass_on": policy.may_pass_on(),
        "may_reopen": policy.may_reopen(),
        "reply_form": reply_form or ReplyForm(initial={"widziano": latest.pk if latest else None}),
        "pass_form": pass_form or PassOnForm(units=other_units(inquiry)),
        "close_form": close_form or CloseForm(),
        "outdated": outdated,
        "files_lost": files_lost,
        "seal": closing.seal(policy.standing, subject_of(inquiry.number), heads=True),
        "offers": list(further.offers(inquiry, policy)),
        "lines": further.lines_for_staff(inquiry, request.user),
        **matters.shown(inquiry, policy, today),
        **more,
    }
    return render(request, "coordination/admin/inquiry_detail.html", context, status=status)


def conflict_page(
    request: HttpRequest, inquiry: Inquiry, policy: InquiryPolicy, typed: ReplyForm, outdated: Outdated
) -> HttpResponse:
    """Somebody was quicker. The typed text stays, what came meanwhile is shown, sending again is a choice."""
    fresh = Inquiry.objects.select_related("unit", "person", "topic").get(pk=inquiry.pk)
    now_policy = staff_policy(fresh, policy.standing, former_units(fresh))
    form = ReplyForm(initial={"tresc": typed.cleaned_data["tresc"], "widziano": outdated.message.pk})
    lost = bool(typed.cleaned_data["pliki"])
    return detail_page(request, fresh, now_policy, reply_form=form, outdated=outdated, files_lost=lost, status=CONFLICT)


def former_units(inquiry: Inquiry) -> frozenset[int]:
    entries = AuditEntry.objects.filter(verb="inquiry.pass_on", outcome="done", about=audit.reference(inquiry))
    return frozenset(unit for unit in entries.values_list("unit_id", flat=True) if unit)


def earlier(standing: Standing, inquiry: Inquiry) -> dict[str, Any] | None:
    """The number that the asker says this one goes on from; a link only for whoever reads that one, too."""
    if not inquiry.refers_to:
        return None
    known = readable(standing).filter(number=inquiry.refers_to).first()
    return {"number": inquiry.refers_to, "url": here(known) if known else ""}


def other_units(inquiry: Inquiry) -> QuerySet[Unit]:
    today = warsaw_date(timezone.now())
    return Unit.objects.active(today).exclude(pk=inquiry.unit_id).filter(served_by__isnull=True).order_by("name")


def subject_of(number: str) -> str:
    """What the open form is about, for `closing`."""
    return f"inquiry:{number}"


def keep_reply(late: closing.Late) -> str:
    """The text becomes a note of the unit: colleagues read it, and send it when it is right (scenario 26)."""
    form = ReplyForm(late.request.POST)
    if late.request.POST.get("czynnosc") not in REPLIES or not form.is_valid():
        return ""
    inquiry = Inquiry.objects.select_related("unit").get(number=late.kwargs["number"])
    actions.keep_late(inquiry, text=form.cleaned_data["tresc"], by=late.standing, now=late.now)
    return _(
        "It stands among the notes of the inquiry, not sent; the people in charge of the unit have a letter about it."
    )


def unit_of(request: HttpRequest, kwargs: Any, opening: closing.Opening) -> int | None:
    return Inquiry.objects.filter(number=kwargs["number"]).values_list("unit_id", flat=True).first()


closing.register(
    "coordination_inquiries:detail",
    closing.Keeper(lambda kwargs: subject_of(kwargs["number"]), unit_of, keep_reply, heads=True),
)


def here(inquiry: Inquiry) -> str:
    return reverse("coordination_inquiries:detail", args=[inquiry.number])
