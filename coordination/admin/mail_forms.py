"""Forms of the holding list and of the block list."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..forms import NO_ADDRESS
from ..models import Inquiry, Unit

REASON_LIMIT = 500
_DOMAIN = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")
WORD, NOTE = "slowo", "notatka"


class AttachForm(forms.Form):
    """The number of an inquiry that the person may read, and as what the letter goes there."""

    numer = forms.CharField(
        label=gettext_lazy("Number of the inquiry"),
        help_text=gettext_lazy("For example NGO-2026-00017."),
        max_length=20,
        error_messages={"required": gettext_lazy("Give the number of the inquiry.")},
    )
    jako = forms.ChoiceField(
        label=gettext_lazy("It goes there as"),
        widget=forms.RadioSelect,
        choices=[
            (WORD, gettext_lazy("a word of the asker: the unit is told, and the days are counted")),
            (NOTE, gettext_lazy("an internal note: only colleagues read it")),
        ],
        initial=WORD,
    )

    def __init__(self, *args: Any, readable: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.readable = readable

    def clean_numer(self) -> Inquiry:
        typed = self.cleaned_data["numer"].strip().upper()
        found: Inquiry | None = self.readable.select_related("unit", "topic").filter(number=typed).first()
        if found is None:
            raise ValidationError(_("There is no inquiry with this number that you may read."))
        return found


class NewInquiryForm(forms.Form):
    """A new inquiry for a unit: the text is that of the letter."""

    temat = forms.CharField(
        label=gettext_lazy("Subject"),
        max_length=160,
        error_messages={"required": gettext_lazy("Give the subject in a few words.")},
    )
    komorka = forms.ModelChoiceField(
        label=gettext_lazy("Unit that answers"),
        queryset=Unit.objects.none(),
        empty_label=gettext_lazy("Choose a unit"),
        error_messages={"required": gettext_lazy("Choose the unit that should answer.")},
    )

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        field = self.fields["komorka"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  our own field
        field.queryset = units


class AsideForm(forms.Form):
    powod = forms.CharField(
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("For example: phoned, meant for another office, an advertisement."),
        max_length=REASON_LIMIT,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Write in a few words why.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)


class AddressForm(forms.Form):
    email = forms.EmailField(
        label=gettext_lazy("Right address of the asker"),
        max_length=254,
        error_messages={"required": gettext_lazy("Give the right address."), "invalid": NO_ADDRESS},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)


class BlockForm(forms.Form):
    """An address or a domain, why, until when."""

    wzor = forms.CharField(
        label=gettext_lazy("Address or domain"),
        help_text=gettext_lazy("For example: reklama@firma.example, or firma.example for everybody there."),
        max_length=254,
        error_messages={"required": gettext_lazy("Give an address or a domain.")},
    )
    powod = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=REASON_LIMIT,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Write in a few words why.")},
    )
    do_dnia = forms.DateField(
        label=gettext_lazy("Until (inclusive)"),
        help_text=gettext_lazy("Leave empty: until somebody lifts it."),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    def __init__(self, *args: Any, today: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.today = today

    def clean_wzor(self) -> str:
        typed = self.cleaned_data["wzor"].strip().lower().removeprefix("@")
        if "@" in typed:
            EmailValidator(message=NO_ADDRESS)(typed)
        elif not _DOMAIN.fullmatch(typed):
            raise ValidationError(_("This is neither an e-mail address nor a domain."))
        return typed

    def clean_do_dnia(self) -> Any:
        day = self.cleaned_data["do_dnia"]
        if day and day < self.today:
            raise ValidationError(_("This day has passed."))
        return day
