"""An amount in złoty as people write it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

BLANKS = re.compile(r"[\s\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]|zł$")


class MoneyField(forms.DecimalField):
    """«12 000,50 zł» as people write it; what was typed stays as it is."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})
    default_error_messages = {
        "invalid": _("Enter an amount in złoty, for example 12 000 or 12 000,50."),
        "max_whole_digits": _("This amount is too large."),
        "max_digits": _("This amount is too large."),
        "max_decimal_places": _("Enter at most two digits after the comma."),
        "min_value": _("Enter an amount that is not negative."),
    }

    def __init__(self, *, least: int = 0, **kwargs: Any) -> None:
        super().__init__(max_digits=12, decimal_places=2, min_value=Decimal(least), **kwargs)

    def to_python(self, value: Any) -> Decimal | None:
        if isinstance(value, str):
            value = BLANKS.sub("", value.strip().lower()).replace(",", ".")
        return super().to_python(value)
