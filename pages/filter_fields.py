"""Fields of filters: a day and an amount of money, as people type them."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

FIRST, LAST = dt.date(2000, 1, 1), dt.date(2100, 12, 31)
UNITS = ("zł", "złotych", "pln")


class DayField(forms.DateField):
    """A Warsaw date, from the browser's calendar or typed «24.11.2026»."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            required=False,
            input_formats=["%Y-%m-%d", "%d.%m.%Y"],
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            validators=[MinValueValidator(FIRST), MaxValueValidator(LAST)],
            **options,
        )


class AmountField(forms.DecimalField):
    """Złoty, zero or more: «20000», «20 000», «20 000,50 zł»."""

    default_error_messages = {"invalid": _("Write an amount in digits, for example 20 000.")}

    def __init__(self, **options: Any) -> None:
        super().__init__(
            required=False,
            min_value=Decimal(0),
            max_digits=12,
            decimal_places=2,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "is-half"}),
            **options,
        )

    def to_python(self, value: Any) -> Decimal | None:
        text = "".join(str(value or "").lower().split()).replace(",", ".")
        for unit in UNITS:
            text = text.removesuffix(unit)
        return super().to_python(text)
