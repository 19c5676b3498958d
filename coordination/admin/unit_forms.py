"""Forms of changes of units: the day, the successor, the document."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ..actions.units import NewUnit, check_closing, check_name, check_rename
from ..models import Unit, UnitKind
from .by_deed import blame
from .forged import armed

EXISTING, NEW, NONE = "istniejaca", "nowa", "brak"
FIELDS = {
    "on": "od_dnia",
    "successor": "nastepca",
    "name": "nazwa",
    "symbol": "symbol",
    "new_name": "nowa_nazwa",
    "new_symbol": "nowy_symbol",
}
"""Names of the deeds' arguments, as fields of the forms."""


class ChangeForm(forms.Form):
    """What every change needs: from which day, on what basis."""

    use_required_attribute = False
    od_dnia = forms.DateField(
        label=_("From which day"),
        help_text=_("The first day of the new state. At once when the day has come, else by itself on that day."),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": _("Give the day."), "invalid": _("Give the day as year-month-day.")},
    )
    podstawa = forms.CharField(
        label=_("Basis"),
        help_text=_("The order of the mayor or another document, with its number and date."),
        max_length=200,
        error_messages={"required": _("Give the document on the basis of which the unit changes.")},
    )

    def __init__(self, *args: Any, unit: Unit, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", auto_id="id_%s", **kwargs)
        self.unit, self.today = unit, today
        armed(self)

    def blame(self, error: ValidationError) -> None:
        blame(self, error, FIELDS)


class RenameForm(ChangeForm):
    nazwa = forms.CharField(
        label=_("New name"), max_length=200, error_messages={"required": _("Give the new name of the unit.")}
    )
    symbol = forms.CharField(label=_("New symbol"), max_length=12, required=False)
    field_order = ["nazwa", "symbol", "od_dnia", "podstawa"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            try:
                check_rename(
                    self.unit,
                    name=cleaned["nazwa"],
                    symbol=cleaned["symbol"],
                    on=cleaned["od_dnia"],
                    today=self.today,
                )
            except ValidationError as error:
                self.blame(error)
        return cleaned


class CloseForm(ChangeForm):
    """Join to an existing unit, to a new one, or close without a successor; other units may be joined along."""

    dokad = forms.ChoiceField(
        label=_("Who goes on with its work"),
        choices=[
            (EXISTING, _("an existing unit")),
            (NEW, _("a new unit, which begins on this day")),
            (NONE, _("nobody: the unit is closed without a successor")),
        ],
        initial=EXISTING,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say who goes on with the work of the unit.")},
    )
    nastepca = forms.ModelChoiceField(
        label=_("Successor (an existing unit)"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=_("choose a unit"),
    )
    nowa_nazwa = forms.CharField(label=_("Name of the new unit"), max_length=200, required=False)
    nowy_symbol = forms.CharField(label=_("Symbol of the new unit"), max_length=12, required=False)
    nowy_rodzaj = forms.ModelChoiceField(
        label=_("Kind of the new unit"), queryset=UnitKind.objects.all(), required=False, empty_label=_("choose a kind")
    )
    razem = forms.ModelMultipleChoiceField(
        label=_("Units joined along with it"),
        help_text=_("Only when several units become one on the same day."),
        queryset=Unit.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ["dokad", "nastepca", "nowa_nazwa", "nowy_symbol", "nowy_rodzaj", "od_dnia", "podstawa", "razem"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Unit.objects.filter(active_until__isnull=True).exclude(pk=self.unit.pk).order_by("name", "pk")
        self.fields["nastepca"].queryset = others
        self.fields["razem"].queryset = others
        self.fields["nowy_rodzaj"].initial = self.unit.kind_id
        self.held = False

    @property
    def units(self) -> list[Unit]:
        """All that end: the one of the screen first."""
        return [self.unit, *self.cleaned_data["razem"]]

    @property
    def into(self) -> Unit | NewUnit | None:
        cleaned = self.cleaned_data
        if cleaned["dokad"] == NEW:
            return NewUnit(cleaned["nowa_nazwa"], cleaned["nowy_symbol"], cleaned["nowy_rodzaj"])
        return cleaned["nastepca"] if cleaned["dokad"] == EXISTING else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        where = cleaned.get("dokad")
        if where == EXISTING and not cleaned.get("nastepca") and "nastepca" not in self.errors:
            self.add_error("nastepca", _("Choose the unit that goes on with the work."))
        if where == NEW:
            self._clean_new(cleaned)
        if where == NONE and cleaned.get("razem"):
            self.add_error("razem", _("Without a successor close the units one by one."))
        if where == EXISTING and cleaned.get("nastepca") in list(cleaned.get("razem") or ()):
            self.add_error("razem", _("The successor cannot be joined to itself. Untick it."))
        if not self.errors:
            self._clean_fate(cleaned)
        return cleaned

    def _clean_new(self, cleaned: dict[str, Any]) -> None:
        if not cleaned.get("nowa_nazwa") and "nowa_nazwa" not in self.errors:
            self.add_error("nowa_nazwa", _("Give the name of the new unit."))
        if not cleaned.get("nowy_rodzaj") and "nowy_rodzaj" not in self.errors:
            self.add_error("nowy_rodzaj", _("Choose the kind of the new unit."))

    def _clean_fate(self, cleaned: dict[str, Any]) -> None:
        into = self.into
        try:
            if isinstance(into, NewUnit):
                check_name(into.name, into.symbol, besides=self.units, field="new_name", symbol_field="new_symbol")
                into = Unit(name=into.name, active_from=cleaned["od_dnia"])
            for unit in self.units:
                check_closing(unit, into, on=cleaned["od_dnia"], today=self.today)
        except ValidationError as error:
            self.held = any(one.code == "held" for one in error.error_dict.get("successor", ()))
            self.blame(error)
