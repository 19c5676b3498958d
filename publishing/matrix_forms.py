"""The form under the matrix: what should change in the ticked cells, from when, on which basis."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from coordination.models import Unit
from coordination.numbers import number

from . import kinds, matrix
from .right_plans import DAY, Cell, Wish

GIVE, TAKE = "daj", "odbierz"
AT_ONCE = 400


def day_field(label: Any, **values: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        required=False,
        **values,
    )


class ChangeForm(forms.Form):
    """`cells` holds «unit:kind» of every ticked cell; `wish` and `chosen` are what the deed takes."""

    cells = forms.MultipleChoiceField(label=_("Cells of the matrix"), required=True)
    deed = forms.ChoiceField(
        label=_("What changes"),
        choices=[(GIVE, _("the unit publishes itself")), (TAKE, _("the unit hands over"))],
        widget=forms.RadioSelect,
    )
    from_on = day_field(_("First day"), help_text=_("When rights are given: today at the earliest."))
    until_on = day_field(
        _("Last day"),
        help_text=_("When given: empty means without an end. When taken away: the last day of the right."),
    )
    basis = forms.CharField(
        label=_("Basis"), max_length=200, help_text=_("For example the number and day of the decision.")
    )
    person = forms.TypedChoiceField(label=_("Only this person"), coerce=int, required=False, empty_value=None)
    site = forms.ModelChoiceField(
        label=_("Portal"), queryset=Site.objects.none(), required=False, empty_label=_("all portals")
    )

    def __init__(self, *args: Any, today: dt.date, people: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["person"].choices = [("", _("everybody in the unit")), *people]
        self.fields["site"].queryset = Site.objects.order_by("pk")
        self.fields["cells"].error_messages["required"] = _("Tick at least one cell of the matrix.")
        self.fields["cells"].valid_value = self._may_be_cell

    def _may_be_cell(self, value: str) -> bool:
        return _cell(value) is not None

    def clean_cells(self) -> list[str]:
        typed = list(dict.fromkeys(self.cleaned_data["cells"]))
        if len(typed) > AT_ONCE:
            raise forms.ValidationError(_("That is too many cells at once. Tick fewer."))
        units = {cell[0] for cell in map(_cell, typed) if cell}
        if Unit.objects.active(self.today).filter(pk__in=units).count() != len(units):
            raise forms.ValidationError(_("One of the units does not exist any more. Load the matrix again."))
        return typed

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last, gives = cleaned.get("from_on"), cleaned.get("until_on"), cleaned.get("deed") == GIVE
        if gives:
            self._clean_days_of_right(first, last)
        elif cleaned.get("deed") == TAKE and "until_on" not in self.errors:
            if last is None:
                self.add_error("until_on", _("Say which day is the last one."))
            elif last < self.today - DAY:
                self.add_error("until_on", _("The last day can be yesterday at the earliest."))
        person = cleaned.get("person")
        units = {cell[0] for cell in self.chosen}
        if gives and person and units and not matrix.acts_in(person, units, self.today):
            self.add_error("person", _("This person is not coordinator or deputy in every ticked unit."))
        return cleaned

    def _clean_days_of_right(self, first: dt.date | None, last: dt.date | None) -> None:
        if "from_on" in self.errors:
            return
        if first is None:
            self.add_error("from_on", _("Say which day is the first one."))
        elif first < self.today:
            self.add_error("from_on", _("A right begins today at the earliest."))
        elif last and last < first:
            self.add_error("until_on", _("The last day cannot come before the first."))

    @property
    def ticked(self) -> set[str]:
        """Values of the ticked boxes as they came, right or wrong."""
        return set(self.data.getlist("cells")) if self.is_bound else set()

    @property
    def whom(self) -> str:
        """Name of the only person, where one is chosen."""
        wanted = self.cleaned_data.get("person")
        return str(dict(self.fields["person"].choices)[wanted]) if wanted else ""

    @property
    def chosen(self) -> list[Cell]:
        found = map(_cell, self.cleaned_data.get("cells", []))
        return [cell for cell in found if cell is not None]

    @property
    def wish(self) -> Wish:
        data = self.cleaned_data
        gives = data["deed"] == GIVE
        site_id = data["site"].pk if data["site"] else None
        return Wish(gives, data["from_on"] if gives else None, data["until_on"], site_id, data["person"])


def _cell(value: str) -> Cell | None:
    """«12:news», or None for what no screen sends."""
    unit, _colon, kind = value.partition(":")
    unit_id = number(unit)
    return None if unit_id is None or kind not in dict(kinds.choices()) else (unit_id, kind)
