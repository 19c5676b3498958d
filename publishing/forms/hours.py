"""The hour of publication: what is out of the ordinary is taken when it was said once more."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from coordination.deadlines import office_calendar

from ..odd_hours import Question, question

MEANT = "meant"


class HourForm(forms.Form):
    """A form that asks «when?» at `publish_at`. A day off, a night and a time that comes twice are confirmed.

    The answer names the instant it confirms, so a tick for one hour does not stand for the next one typed. Forms below
    name the field in their `field_order`.
    """

    meant = forms.Field(label=_("Is it meant to be then?"), required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, now: dt.datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        if not self.is_bound:
            del self.fields[MEANT]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        at, answer = cleaned.get("publish_at"), cleaned.pop(MEANT, None)
        asked = question(at, office_calendar()) if at else None
        if asked is None:
            del self.fields[MEANT]
            return cleaned
        meant = {instant.isoformat(): instant for instant, _words in asked.choices}
        self._show(asked)
        if answer in meant:
            cleaned["publish_at"] = meant[answer]
        else:
            self.add_error(MEANT, forms.ValidationError(asked.words, code="odd"))
        return cleaned

    def _show(self, asked: Question) -> None:
        """A tick where there is one instant to confirm, a choice where there are two."""
        field, one = self.fields[MEANT], len(asked.choices) == 1
        choices = [(instant.isoformat(), words) for instant, words in asked.choices]
        field.widget = forms.CheckboxSelectMultiple(choices=choices) if one else forms.RadioSelect(choices=choices)
        field.required = True
