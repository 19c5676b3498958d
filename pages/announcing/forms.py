"""Forms of the announcement's screen."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from coordination.admin.days import DayField, DayInput

from ..competition_states import far_off
from ..models import RuleException
from .policy import NO_BREACH

LONGEST = RuleException._meta.get_field("reason").max_length


class ConfirmForm(forms.Form):
    """The day on which the announcement appeared at the place; the planned one stands there already."""

    on = DayField(label=_("It appeared on"), widget=DayInput)

    def clean_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["on"]
        if wrong := far_off(day):
            raise forms.ValidationError(wrong)
        return day


class ExceptionForm(forms.Form):
    """The breach that is let pass, as it was read, and why. `breaches`: those of the newest version."""

    rule = forms.CharField(max_length=40, widget=forms.HiddenInput)
    value = forms.CharField(max_length=120, required=False, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why the rule is not kept here"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, breaches: Collection[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.breaches = breaches

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and (cleaned["rule"], cleaned["value"]) not in self.breaches:
            raise forms.ValidationError(NO_BREACH.reason)
        return cleaned
