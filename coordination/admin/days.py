"""Days and hours as staff type them: Wagtail's picker beside a field that nobody but the person changes.

Left alone, the picker reads the text anew when the field is left and puts today's date where it cannot: a wrong day in
an announcement of law. Here the text stays as typed; the server reads it, or says at the field what it wants.
"""

import datetime as dt
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

from coordination.wording import in_digits

AS_TYPED = {"validateOnBlur": False}
DAYS = ("%d.%m.%Y", "%d.%m.%y", "%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d")
HOURS = ("%H:%M", "%H:%M:%S", "%H.%M")


class DayInput(AdminDateInput):
    def get_config(self) -> dict[str, Any]:
        return {**super().get_config(), **AS_TYPED}


class HourInput(AdminDateTimeInput):
    """A day with its hour."""

    def get_config(self) -> dict[str, Any]:
        return {**super().get_config(), **AS_TYPED}


class DayField(forms.DateField):
    """Understands «2.12.2026», «02-12-2026», «2026-12-02» and «2 grudnia 2026»."""

    input_formats = DAYS
    default_error_messages = {"invalid": _("This is not read as a day. Write it like 2.12.2026 or 2 grudnia 2026.")}

    def to_python(self, value: Any) -> dt.date | None:
        return super().to_python(in_digits(value) if isinstance(value, str) else value)


class HourField(forms.DateTimeField):
    """The same with an hour, Warsaw time: «2.12.2026 15:30», «2 grudnia 2026, godz. 15:30»; a day alone is midnight."""

    input_formats = [*(f"{day} {hour}" for day in DAYS for hour in HOURS), *DAYS]
    default_error_messages = {
        "invalid": _("This is not read as a day and hour. Write it like 2.12.2026 15:30 or 2 grudnia 2026 15:30.")
    }

    def to_python(self, value: Any) -> dt.datetime | None:
        return super().to_python(in_digits(value) if isinstance(value, str) else value)


def install() -> None:
    """Every day and hour of a model is asked for so in Wagtail's forms."""
    register_form_field_override(models.DateField, override={"widget": DayInput, "form_class": DayField})
    register_form_field_override(models.DateTimeField, override={"widget": HourInput, "form_class": HourField})
