"""What a unit says about its money for small grants (§ 3 pkt 5)."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from coordination.figures import Figure
from coordination.money_field import MoneyField


class FigureForm(forms.Form):
    """The year is that of the day. Zero is a statement, so nothing is filled in beforehand."""

    use_required_attribute = False
    as_of = forms.DateField(
        label=_("As of the day"),
        help_text=_("The day for which you counted; readers see it beside the amounts."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        error_messages={"invalid": _("Enter a day that exists, for example 24.11.2026.")},
    )
    pool = MoneyField(label=_("Pool of the year in zł"), help_text=_("If the unit has no money this year, enter 0."))
    committed = MoneyField(label=_("Granted so far in zł"), help_text=_("All grants of the year. None yet: enter 0."))
    paid = MoneyField(label=_("Paid out of it in zł"), required=False)
    note = forms.CharField(
        label=_("Remark, or why it is corrected"),
        max_length=255,
        required=False,
        help_text=_("Needed where you correct what was said for the same day. SZ reads it, the public does not."),
    )

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["as_of"].initial = today

    @property
    def figure(self) -> Figure:
        given = self.cleaned_data
        return Figure(given["as_of"].year, given["as_of"], *(given[n] for n in ("pool", "committed", "paid", "note")))
