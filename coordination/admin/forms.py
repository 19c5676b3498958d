"""Forms of the staff doors."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Unit

TEXT_LIMIT = 20000


class ReplyForm(forms.Form):
    """One text, several deeds: the button says which."""

    tresc = forms.CharField(
        label=_("Text"),
        max_length=TEXT_LIMIT,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Write the text first.")},
    )
    widziano = forms.IntegerField(required=False, widget=forms.HiddenInput)


class PassOnForm(forms.Form):
    """To another unit; number and day stay."""

    komorka = forms.ModelChoiceField(
        label=_("Unit"),
        queryset=Unit.objects.none(),
        empty_label=_("Choose a unit"),
        error_messages={"required": _("Choose the unit that should answer.")},
    )
    powod = forms.CharField(
        label=_("Why, in a sentence (the asker reads it)"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["komorka"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  our own field
        field.queryset = units
