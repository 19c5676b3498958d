"""Forms of units, people, designations, absences and phone hours."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from .. import phones
from ..models import Designation, Topic, Unit
from ..standing import Standing, standing_of
from .forged import armed


def living(form: StandingForm, name: str) -> Any:
    """Units that exist today, and the one that is kept already."""
    kept = getattr(form.instance, f"{name}_id", None)
    return Unit.objects.active(form.standing.on) | Unit.objects.filter(pk=kept)


class StandingForm(WagtailAdminModelForm):
    """Knows who fills it in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        armed(self)

    @property
    def standing(self) -> Standing:
        return standing_of(self.for_user)

    def limit_units(self, may_choose: Any) -> None:
        """Only living units for which the person acts, the only one chosen already; administrators choose among all."""
        field = self.fields.get("unit")
        if field is None or field.disabled:
            return
        field.queryset = living(self, "unit")
        if self.standing.is_administrator:
            return
        offered = [unit for unit in self.standing.units if may_choose(unit)]
        if len(offered) == 1:
            field.empty_label, field.initial = None, offered[0]
        field.queryset = field.queryset.filter(pk__in=offered)
        field.widget = forms.Select(choices=field.choices)


class PhoneCleaned(StandingForm):
    """Phones are read however they are typed and kept one way."""

    def clean_phone(self) -> str:
        typed = self.cleaned_data.get("phone") or ""
        if not typed.strip():
            return ""
        try:
            return phones.parse(typed).e164
        except phones.PhoneError as error:
            raise ValidationError(str(error)) from None


class UnitForm(PhoneCleaned):
    topics = forms.ModelMultipleChoiceField(
        label=_("topics"), queryset=Topic.objects.all(), required=False, widget=forms.CheckboxSelectMultiple
    )
    settled = ("name", "symbol")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.settled if self.instance.pk else ():
            self.fields[name].disabled = True
            self.fields[name].help_text = _("Changes through «Rename» above; the old name stays in the history.")
        for name in ("parent", "served_by"):
            self.fields[name].queryset = living(self, name)


class PersonForm(PhoneCleaned):
    pass


class DesignationForm(StandingForm):
    """Person, unit, office and first day are settled once; later only scope, last day and papers change."""

    settled = ("person", "unit", "office", "from_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            for name in self.settled:
                if name in self.fields:
                    self.fields[name].disabled = True
        self.limit_units(self.standing.heads)
        substituted = self.fields.get("substitutes_for")
        if isinstance(substituted, forms.ModelChoiceField):
            rows = Designation.objects.select_related("person", "unit").order_by("unit__name", "person__last_name")
            if not self.standing.is_administrator:
                rows = rows.filter(unit_id__in=list(self.standing.units))
            substituted.queryset = rows.exclude(pk=self.instance.pk)


class AbsenceForm(StandingForm):
    """Days only; colleagues of the own units, administrators anybody."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get("person")
        if isinstance(field, forms.ModelChoiceField) and not self.standing.is_administrator:
            rows = Designation.objects.in_force(self.standing.on).filter(unit_id__in=list(self.standing.units))
            field.queryset = field.queryset.filter(pk__in=rows.values("person_id"))


class OfficeHoursForm(StandingForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.limit_units(self.standing.reads_for)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        opens, closes = cleaned.get("opens"), cleaned.get("closes")
        if opens and closes and closes <= opens:
            self.add_error("closes", _("The end must come after the beginning."))
        return cleaned
