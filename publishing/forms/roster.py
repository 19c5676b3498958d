"""Days on which somebody of the portal team is away; no reason is asked."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .fields import HORIZON


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        error_messages={"invalid": _("Enter a day that exists, for example 24.11.2026.")},
    )


class AwayForm(forms.Form):
    """One's own days; `people` are accounts with names that an administrator may enter them for."""

    account = forms.TypedChoiceField(label=_("Who"), coerce=int)
    from_on = _day(_("First day away"))
    until_on = _day(_("Last day away"))

    def __init__(self, *args: Any, today: dt.date, people: Iterable[tuple[int, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        choices = list(people)
        if choices:
            self.fields["account"].choices = choices
        else:
            del self.fields["account"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        first, last = cleaned.get("from_on"), cleaned.get("until_on")
        if last and last < self.today:
            self.add_error("until_on", _("This day has already passed. Choose a later one."))
        elif last and last > self.today + HORIZON:
            self.add_error("until_on", _("This is more than a year ahead. Choose an earlier day."))
        elif first and last and last < first:
            self.add_error("until_on", _("The last day cannot come before the first."))
        return cleaned
