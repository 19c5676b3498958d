"""Forms of limited drafts and preview links."""

import datetime as dt
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from coordination.admin.forged import armed
from coordination.calendar import warsaw, warsaw_date

from . import confinement
from .forms.handoffs import HandOverForm
from .grounds import limits_on, writers_of
from .previews import LONGEST


class PeopleField(forms.ModelMultipleChoiceField):
    """Accounts, each with what it holds: «Tomasz Nowak, zastępca koordynatora»."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        from coordination.standing import standing_of

        standing = standing_of(obj)
        role = next((standing.role_in(unit) for unit in standing.units), "") or standing.role_in(None)
        return f"{standing.name}, {role}" if role else standing.name


class PeopleForm(forms.Form):
    """Who may see the draft. Whoever fills the form in stays in and is not asked."""

    people = PeopleField(
        queryset=None,
        label=_("Who else may see this draft?"),
        help_text=_("You stay among them. Only people of the unit and of the portal side can be named."),
        required=False,
    )

    def __init__(self, *args: Any, page: Any, user: Any, on: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = confinement.candidates(page, on=on).exclude(pk=user.pk)
        field: Any = self.fields["people"]
        field.queryset = offered
        armed(self)

    def shown_people(self) -> list[Any]:
        return list(self.cleaned_data["people"])


class ConfineForm(PeopleForm):
    """Limiting a draft: who sees it, and why."""

    reason = forms.CharField(
        label=_("Why is it limited?"),
        help_text=_("Portal administrators read the reason too, so do not put the confidential content here."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class LiftForm(forms.Form):
    """Lifting: from an administrator who is not named, with a remark."""

    remark = forms.CharField(
        label=_("Remark"),
        help_text=_("The named persons get it by mail, and it stays in the book of deeds."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, required: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["remark"].required = required


class PreviewLinkForm(forms.Form):
    """A link for one reader: whom it is for, and its last day (a Warsaw date, inclusive)."""

    for_whom = forms.CharField(
        label=_("For whom?"),
        help_text=_(
            "For example: an expert of the public benefit council. Only the unit and the portal team read this."
        ),
        max_length=160,
    )
    until_on = forms.DateField(
        label=_("Works until the end of the day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        error_messages={"invalid": _("Enter a day that exists, for example 24.11.2026.")},
    )

    def __init__(self, *args: Any, now: dt.datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self.last_day = warsaw_date(now + LONGEST - dt.timedelta(days=1))
        self.fields["until_on"].widget.attrs |= {
            "min": warsaw_date(now).isoformat(),
            "max": self.last_day.isoformat(),
        }

    def clean_until_on(self) -> dt.date:
        day = self.cleaned_data["until_on"]
        if day < warsaw_date(self.now):
            raise forms.ValidationError(_("This day has already passed. Choose a later one."), code="past")
        if day > self.last_day:
            raise forms.ValidationError(_("A preview link works for at most 30 days. Choose an earlier day."))
        return day

    @property
    def expires_at(self) -> dt.datetime:
        """The last minute of the day, Warsaw."""
        return warsaw(self.cleaned_data["until_on"], dt.time(23, 59))


class ConfinedHandOverForm(HandOverForm):
    """Handing a limited draft over: somebody of the portal team has to be let in to read it."""

    reviewers = PeopleField(
        queryset=None,
        label=_("Who of the portal team reads it?"),
        help_text=_("The draft is limited to named persons. Name at least one person who may approve it."),
        error_messages={"required": _("Name a reviewer: nobody else can read this draft.")},
    )
    field_order = ["reviewers", "urgent_reason", "publish_at", "meant", "sooner", "note"]

    def __init__(self, *args: Any, page: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        able = {account.pk for account in confinement.reviewers(page, on=warsaw_date(self.now))}
        able -= writers_of(page) | {user.pk}
        field: Any = self.fields["reviewers"]
        field.queryset = confinement.candidates(page, on=warsaw_date(self.now)).filter(pk__in=able)
        named = limits_on(page_id=page.pk)[page.pk].to
        field.initial = [pk for pk in able if pk in named]
        armed(self)

    def name_reviewers(self, page: Any, *, by: Any, now: dt.datetime) -> None:
        """Those ticked join the named persons; nobody leaves by handing over."""
        confinement.let_in(page, people=self.cleaned_data["reviewers"], by=by, now=now)


class OpenHandOverForm(HandOverForm):
    """Handing a draft over that nobody limited."""

    def name_reviewers(self, page: Any, *, by: Any, now: dt.datetime) -> None:
        """Everybody of the portal team reads it."""


def handing_over(page: Any, user: Any, now: dt.datetime) -> Any:
    """The form class that fits the page."""
    if limits_on(page_id=page.pk):
        return partial(ConfinedHandOverForm, page=page, user=user)
    return OpenHandOverForm
