"""The calculator's form: a GET form, so that what was entered stands in the address and works without scripts."""

import datetime as dt
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from coordination.law import NoLimit
from coordination.money_field import MoneyField
from coordination.wording import full_day

from .calculator import Asked

AHEAD = dt.timedelta(days=730)
"""Further ahead nobody knows the law."""
MOST_DAYS = 3660


def day_field(label: Any, **kwargs: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        error_messages={
            "invalid": _("Enter a day that exists, for example 24.11.2026."),
            "required": _("Enter the day on which the offer is filed."),
        },
        **kwargs,
    )


class CalculatorForm(forms.Form):
    template_name = "components/form.html"
    use_required_attribute = False
    zlozona = day_field(
        _("Day of filing"), help_text=_("The day the offer reaches the City decides which limits hold.")
    )
    kwota = MoneyField(
        label=_("Amount of the grant in zł"),
        least=1,
        error_messages={
            "required": _("Enter how much you ask for."),
            "min_value": _("Enter an amount of at least 1 zł."),
        },
    )
    dni = forms.IntegerField(
        label=_("Length of the task in days"),
        required=False,
        min_value=1,
        max_value=MOST_DAYS,
        error_messages={"invalid": _("Enter a number of days, for example 60.")},
    )
    juz = MoneyField(
        label=_("Already granted this year in zł"),
        required=False,
        help_text=_(
            "Small grants of the organisation from all units of the City in the year of filing. None: enter 0."
        ),
    )
    zamieszczona = day_field(
        _("Day the offer was published"), required=False, help_text=_("If you know it: remarks count from this day.")
    )

    def __init__(self, data: QueryDict, *, today: dt.date) -> None:
        asked = data if any(data.get(name) for name in self.base_fields) else None
        super().__init__(asked, auto_id="limit_%s", label_suffix="")
        self.today = today

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        filed, published = cleaned.get("zlozona"), cleaned.get("zamieszczona")
        for name, day in (("zlozona", filed), ("zamieszczona", published)):
            if day and day > self.today + AHEAD:
                self.add_error(name, _("This is too far ahead: nobody knows which limits will hold then."))
        if filed and published and published < filed:
            self.add_error("zamieszczona", _("An offer is not published before it is filed."))
        return cleaned

    def blame(self, gap: NoLimit) -> None:
        """Say at the field that the portal knows no law of the day."""
        field = "zamieszczona" if gap.on == self.cleaned_data.get("zamieszczona") else "zlozona"
        self.add_error(field, _("The portal does not know the limits of %(day)s.") % {"day": full_day(gap.on)})

    @property
    def asked(self) -> Asked:
        given = self.cleaned_data
        return Asked(given["zlozona"], given["kwota"], given["dni"], given["juz"], given["zamieszczona"])
