"""Forms of the staff doors."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from ..file_fields import WithFiles
from ..models import AnswerTemplate, Unit
from ..placeholders import KNOWN, unknown
from ..states import ClosedBecause

TEXT_LIMIT = 20000


class ReplyForm(WithFiles):
    """One text with its files, several deeds: the button says which."""

    tresc = forms.CharField(
        label=_("Text"),
        max_length=TEXT_LIMIT,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Write the text first.")},
    )
    widziano = forms.IntegerField(required=False, widget=forms.HiddenInput)
    field_order = ("tresc", "pliki")


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


class CloseForm(forms.Form):
    """Why, and perhaps a word to the asker."""

    dlaczego = forms.ChoiceField(
        label=_("Why"),
        choices=ClosedBecause.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why you close it.")},
    )
    slowo = forms.CharField(
        label=_("A word to the asker"),
        help_text=_("Not sent with spam: then it stays among your notes."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class TemplateForm(forms.ModelForm):
    """A text that is written often, with places that each inquiry fills."""

    class Meta:
        model = AnswerTemplate
        fields = ("unit", "title", "text", "active")
        widgets = {"text": forms.Textarea(attrs={"rows": 10})}
        labels = {"active": _("Offer it for answers")}

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].help_text = places_help()
        self.fields["text"].max_length = TEXT_LIMIT
        self.fields["text"].validators.append(MaxLengthValidator(TEXT_LIMIT))
        if self.instance.pk:
            del self.fields["unit"]
            return
        del self.fields["active"]
        unit = self.fields["unit"]
        unit.queryset, unit.empty_label = units, None
        if len(units) == 1:
            unit.initial, unit.widget = units[0], forms.HiddenInput()

    def clean_text(self) -> str:
        """A mistyped place would stay in the answer as it is."""
        text = self.cleaned_data["text"]
        strange = unknown(text)
        if strange:
            words = {"strange": ", ".join(f"{{{name}}}" for name in strange), "known": in_braces()}
            raise forms.ValidationError(_("Nothing fills %(strange)s. You may use: %(known)s.") % words)
        return text


def in_braces() -> str:
    return ", ".join(f"{{{name}}}" for name in KNOWN)


def places_help() -> str:
    return _("These places are filled from the inquiry: %(known)s.") % {"known": in_braces()}
