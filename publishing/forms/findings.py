"""«To nie jest błąd»: why, and until when."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..actions.findings import LONGEST


class SetAsideForm(forms.Form):
    """The reason is asked for in words; the day is the last on which the finding stays out of the lists."""

    reason = forms.CharField(
        label=_("Why is this no error?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One sentence. SZ and your colleagues read it."),
        error_messages={"required": _("Say why this is no error.")},
    )
    until = forms.DateField(
        label=_("Until when (last day)"),
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("A year at most. It comes back earlier when the text around it changes."),
        error_messages={"invalid": _("Enter a day that exists, for example 24.11.2026.")},
    )

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["until"].widget.attrs |= {"min": today.isoformat(), "max": (today + LONGEST).isoformat()}

    def clean_until(self) -> dt.date:
        until: dt.date = self.cleaned_data["until"]
        if until < self.today:
            raise forms.ValidationError(_("This day has passed."))
        if until > self.today + LONGEST:
            raise forms.ValidationError(_("A year at most: then somebody looks again."))
        return until
