"""What a unit declares on «Co jeszcze», and what SZ writes and keeps in the report."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class NoAidForm(forms.Form):
    reason = forms.CharField(
        label=_("Why the unit grants no aid"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One or two sentences. SZ reads them; the portal does not show them to the public."),
    )


class MeetingForm(forms.Form):
    on = forms.DateField(
        label=_("Held on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        error_messages={"invalid": _("Enter a day that exists, for example 24.11.2026.")},
    )
    place = forms.CharField(label=_("Place"), max_length=255, help_text=_("An address, or «online»."))


class ReminderForm(forms.Form):
    """The words of SZ above the list of each unit."""

    slowa = forms.CharField(
        label=_("Your words"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )


class ViewForm(forms.Form):
    nazwa = forms.CharField(label=_("Name of the view"), max_length=80)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["nazwa"].widget.attrs["autocomplete"] = "off"
