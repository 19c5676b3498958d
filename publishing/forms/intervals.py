"""The interval of a kind: so many months."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..intervals import LONGEST


class IntervalForm(forms.Form):
    """`miesiace` stands in the address of the preview too."""

    miesiace = forms.IntegerField(
        label=_("New interval, in months"),
        min_value=1,
        max_value=LONGEST,
        error_messages={"invalid": _("Enter a whole number of months, for example 6.")},
    )

    def __init__(self, *args: Any, now_months: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now_months = now_months

    def clean_miesiace(self) -> int:
        months: int = self.cleaned_data["miesiace"]
        if months == self.now_months:
            raise forms.ValidationError(_("This is the interval that holds now. Enter another one."), code="same")
        return months
