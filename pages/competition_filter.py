"""Filters of the list of competitions, its files, calendar and feed: all of them read the same address."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from coordination.models import District, Sphere
from coordination.text import stems

from . import content_kinds
from .competition_conditions import WITHIN, Conditions, conditions_of
from .competition_counts import Counts
from .competition_states import State
from .filter_fields import AmountField, DayField
from .filters import ANY, Filter, unit_field
from .vocabularies import GrantForm

NEAREST, NEWEST, LARGEST = "", "najnowsze", "kwota"
ORDERS = (
    (NEAREST, gettext_lazy("nearest deadline first")),
    (NEWEST, gettext_lazy("newest announcement first")),
    (LARGEST, gettext_lazy("largest amount first")),
)


class CompetitionFilter(Filter):
    kind = content_kinds.COMPETITION
    q = forms.CharField(label=gettext_lazy("Words"), required=False, max_length=160)
    stan = forms.ChoiceField(
        label=gettext_lazy("State"), required=False, choices=[("", gettext_lazy("all but archival")), *State.choices]
    )
    sfera = forms.ModelChoiceField(
        Sphere.objects.all(),
        label=gettext_lazy("Sphere of public tasks"),
        to_field_name="code",
        required=False,
        empty_label=ANY,
    )
    komorka = unit_field()
    dzielnica = forms.ModelChoiceField(
        District.objects.all(),
        label=gettext_lazy("District"),
        to_field_name="number",
        required=False,
        empty_label=ANY,
    )
    forma = forms.ChoiceField(label=gettext_lazy("Form"), required=False, choices=[("", ANY), *GrantForm.choices])
    termin = forms.ChoiceField(
        label=gettext_lazy("Deadline"),
        required=False,
        choices=[
            ("", ANY),
            *((str(n), ngettext_lazy("within %(n)d day", "within %(n)d days", n) % {"n": n}) for n in WITHIN),
        ],
    )
    termin_od = DayField(label=gettext_lazy("Deadline from"))
    termin_do = DayField(label=gettext_lazy("Deadline until"))
    kwota_od = AmountField(label=gettext_lazy("Amount from (zł)"))
    kwota_do = AmountField(label=gettext_lazy("Amount up to (zł)"))
    kolejnosc = forms.ChoiceField(label=gettext_lazy("Order"), required=False, choices=ORDERS)

    def clean_q(self) -> str:
        words = self.cleaned_data["q"]
        if words and not stems(words):
            raise forms.ValidationError(_("Write at least one word that names the topic."))
        return words

    def clean(self) -> None:
        """A range that runs backwards keeps its beginning."""
        for start, end, words in (
            ("termin_od", "termin_do", _("This day is before «Deadline from».")),
            ("kwota_od", "kwota_do", _("This amount is below «Amount from».")),
        ):
            since, until = self.cleaned_data.get(start), self.cleaned_data.get(end)
            if since is not None and until is not None and until < since:
                self.add_error(end, words)

    def narrow(self, found: Any, *, now: dt.datetime) -> Any:
        """Of rows that carry `state_now`: those that meet every filter in use, in the order asked for."""
        for condition in self.conditions(now).values():
            found = found.filter(condition)
        order = self.value("kolejnosc")
        if order == NEWEST:
            return found.newest_first()
        return found.largest_first() if order == LARGEST else found.living_first(now)

    def show_counts(self, counts: Counts) -> None:
        """«Sport (3)». Of long lists, a row that would show nothing is left out unless it is the one chosen."""
        for name, field in self.fields.items():
            if name != "kolejnosc" and isinstance(field, forms.ChoiceField):
                field.widget.choices = list(self._counted(name, field, counts))

    def _counted(self, name: str, field: Any, counts: Counts) -> Iterator[tuple[Any, str]]:
        if isinstance(field, forms.ModelChoiceField):
            yield "", ANY
            chosen = self.value(name)
            for row in field.queryset:
                if (number := counts.number(name, row.pk)) or row == chosen:
                    yield field.prepare_value(row), f"{row} ({number})"
        else:
            for value, label in field.choices:
                yield value, f"{label} ({counts.number(name, value)})" if value else label

    @property
    def in_use(self) -> dict[str, Any]:
        """Without the order, which leaves nothing out."""
        return {name: value for name, value in super().in_use.items() if name != "kolejnosc"}

    def conditions(self, now: dt.datetime) -> Conditions:
        return conditions_of(self.in_use, now)
