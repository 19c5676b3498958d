"""The filter of calls for small grants; it lives in the address."""

import datetime as dt
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coordination.calendar import warsaw_date
from coordination.models import District, Sphere

from ..content_kinds import SMALL_GRANT
from ..filters import ANY, Filter, unit_field
from .states import GrantState


class GrantCallFilter(Filter):
    kind = SMALL_GRANT
    stan = forms.ChoiceField(label=_("State"), required=False, choices=[("", ANY), *GrantState.choices])
    komorka = unit_field()
    sfera = forms.ModelChoiceField(
        Sphere.objects.all(), label=_("Sphere of public tasks"), to_field_name="code", required=False, empty_label=ANY
    )
    dzielnica = forms.ModelChoiceField(
        District.objects.all(), label=_("District"), to_field_name="number", required=False, empty_label=ANY
    )

    def narrow(self, found: Any, *, now: dt.datetime) -> Any:
        """Without a chosen state archival ones are left out: they stand under their own state."""
        found = found.living_first(warsaw_date(now))
        state = self.value("stan")
        found = found.filter(state_now=state) if state else found.exclude(state_now=GrantState.ARCHIVED)
        if sphere := self.value("sfera"):
            found = found.filter(spheres=sphere)
        if unit := self.value("komorka"):
            found = found.of_unit(unit)
        if district := self.value("dzielnica"):
            found = found.filter(Q(districts=district) | Q(districts__isnull=True))
        return found
