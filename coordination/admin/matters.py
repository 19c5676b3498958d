"""On the screen of an inquiry: its kind of matter, the longer period, the case sign. Judged by MatterPolicy."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import actions, deadlines
from ..actions.matters import longest, policy_of
from ..calendar import DAY, warsaw_date
from ..law import Limit, NoLimit
from ..matter_hints import Suggestion, suggested
from ..matters import MEANING, RULES
from ..models import Inquiry
from ..policies import InquiryPolicy
from ..states import Matter, Voice
from ..wording import full_day


class Mistyped(Exception):
    """What was typed cannot be taken; the screen is shown again with the form and its errors."""

    def __init__(self, **found: forms.Form) -> None:
        super().__init__()
        self.forms = found


class KindForm(forms.Form):
    rodzaj = forms.ChoiceField(
        label=gettext_lazy("What it is in law"),
        choices=Matter.choices,
        error_messages={"required": gettext_lazy("Choose the kind of matter.")},
    )


class ExtensionForm(forms.Form):
    """A later day, and why; the days allowed stand in the help."""

    do_dnia = forms.DateField(
        label=gettext_lazy("New day of the answer"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": gettext_lazy("Give the new day.")},
    )
    przyczyna = forms.CharField(
        label=gettext_lazy("Why it takes longer (the asker reads it)"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Write why: law asks for the reason.")},
    )

    def __init__(self, *args: Any, inquiry: Inquiry, latest: dt.date, limit: Limit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.first, self.last = inquiry.answer_by + DAY, latest
        self.fields["do_dnia"].help_text = _("From %(first)s to %(last)s (%(limit)s after receipt).") % {
            "first": full_day(self.first),
            "last": full_day(self.last),
            "limit": limit,
        }
        self.fields["do_dnia"].widget.attrs |= {"min": self.first.isoformat(), "max": self.last.isoformat()}

    def clean_do_dnia(self) -> dt.date:
        day: dt.date = self.cleaned_data["do_dnia"]
        if not self.first <= day <= self.last:
            raise forms.ValidationError(
                _("Give a day from %(first)s to %(last)s.")
                % {"first": full_day(self.first), "last": full_day(self.last)}
            )
        return day


class SignForm(forms.Form):
    znak = forms.CharField(
        label=gettext_lazy("Case sign"),
        help_text=gettext_lazy("As the office system (EZD) gives it, for example: KD-01.1431.12.2026"),
        max_length=60,
        error_messages={"required": gettext_lazy("Enter the case sign.")},
    )


# -- deeds ----------------------------------------------------------------------------------------------------------


def classify(request: HttpRequest, inquiry: Inquiry, policy: InquiryPolicy) -> HttpResponse:
    policy_of(inquiry, policy.standing).may_classify().enforce()
    form = KindForm(request.POST)
    if form.is_valid() and form.cleaned_data["rodzaj"] == inquiry.matter:
        form.add_error("rodzaj", _("The inquiry is of this kind already."))
    if not form.is_valid():
        raise Mistyped(kind_form=form)
    actions.classify(inquiry, matter=form.cleaned_data["rodzaj"], by=policy.standing, now=timezone.now())
    messages.success(request, _("The kind of matter is set, the day counted again. The asker knows."))
    return redirect(_here(inquiry))


def extend(request: HttpRequest, inquiry: Inquiry, policy: InquiryPolicy) -> HttpResponse:
    policy_of(inquiry, policy.standing).may_extend(warsaw_date(timezone.now())).enforce()
    limit, latest = longest(inquiry)
    form = ExtensionForm(request.POST, inquiry=inquiry, latest=latest, limit=limit)
    if not form.is_valid():
        raise Mistyped(extension_form=form)
    until, reason = form.cleaned_data["do_dnia"], form.cleaned_data["przyczyna"]
    actions.extend(inquiry, until=until, reason=reason, by=policy.standing, now=timezone.now())
    messages.success(request, _("The period is extended. The asker knows the reason and the new day."))
    return redirect(_here(inquiry))


def enter_sign(request: HttpRequest, inquiry: Inquiry, policy: InquiryPolicy) -> HttpResponse:
    policy_of(inquiry, policy.standing).may_enter_sign().enforce()
    form = SignForm(request.POST)
    if not form.is_valid():
        raise Mistyped(sign_form=form)
    actions.enter_case_sign(inquiry, sign=form.cleaned_data["znak"], by=policy.standing, now=timezone.now())
    messages.success(request, _("The case sign is entered."))
    return redirect(_here(inquiry))


# -- what the screen shows --------------------------------------------------------------------------------------------


def shown(inquiry: Inquiry, policy: InquiryPolicy, today: dt.date) -> dict[str, Any]:
    """Verdicts, forms and facts about the kind of matter, for the template."""
    judged = policy_of(inquiry, policy.standing)
    may_classify, may_extend = judged.may_classify(), judged.may_extend(today)
    hint = _suggestion(inquiry) if may_classify and inquiry.matter == Matter.INQUIRY else None
    bounds = _bounds(inquiry) if may_extend else None
    return {
        "meaning": MEANING[inquiry.matter],
        "forward_by": _forward_by(inquiry),
        "may_classify": may_classify,
        "kind_form": KindForm(initial={"rodzaj": hint.matter if hint else inquiry.matter}),
        "hint": {"matter": Matter(hint.matter).label, "phrases": hint.phrases} if hint else None,
        "may_extend": may_extend,
        "can_be_extended": bool(RULES[inquiry.matter].extended),
        "extension_form": ExtensionForm(inquiry=inquiry, limit=bounds[0], latest=bounds[1]) if bounds else None,
        "may_enter_sign": judged.may_enter_sign(),
        "sign_form": SignForm(initial={"znak": inquiry.case_sign}),
    }


def _suggestion(inquiry: Inquiry) -> Suggestion | None:
    """From the subject and what the asker wrote. One query."""
    said = inquiry.messages.filter(voice=Voice.ASKER).values_list("text", flat=True)
    return suggested("\n".join([inquiry.subject, *said]), warsaw_date(inquiry.received_at))


def _bounds(inquiry: Inquiry) -> tuple[Limit, dt.date] | None:
    """The longest period, while it leaves a later day than the one promised."""
    try:
        found = deadlines.longest(inquiry)
    except NoLimit:
        return None
    return found if found and found[1] > inquiry.answer_by else None


def _forward_by(inquiry: Inquiry) -> Any:
    try:
        return deadlines.forward_by(inquiry)
    except NoLimit:
        return None


def _here(inquiry: Inquiry) -> str:
    return reverse("coordination_inquiries:detail", args=[inquiry.number])
