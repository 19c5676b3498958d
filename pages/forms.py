"""The editor's forms beyond the governed one: contacts come from people in office."""

import datetime as dt
from dataclasses import replace
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.models import Designation, Unit
from coordination.standing import standing_of
from publishing.forms.editor import GovernedPageForm

from .competition_life import shortening
from .competition_states import far_off


class ContactForm(GovernedPageForm):
    """Offers the coordinators, deputies and heads in office today, for an existing page those of its own unit."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get("contact")
        if not isinstance(field, forms.ModelChoiceField):
            return  # a type whose contact is text
        in_office = Designation.objects.in_force(timezone.localdate())
        kept = Q(pk=self.instance.contact_id) if self.instance.contact_id else Q()
        offered = Designation.objects.filter(Q(pk__in=in_office.values("pk")) | kept).select_related("person", "unit")
        if self.instance.pk:
            offered = offered.filter(Q(unit__stewardships__page=self.instance.pk) | kept).distinct()
        elif (standing := standing_of(self.for_user)).acting_unit_ids and not standing.is_portal_officer:
            offered = offered.filter(unit__in=standing.acting_unit_ids)
        field.widget = forms.Select()  # a few people of one unit, not a chooser through the whole city
        field.queryset = offered.order_by("unit__name", "office", "person__last_name")
        field.empty_label = _("whoever answers for the unit today")


class DatedForm(ContactForm):
    """Days are of our times: calendars and years are counted from them."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        for name, value in list(cleaned.items()):
            if isinstance(value, dt.date) and (wrong := far_off(value)):
                self.add_error(name, wrong)
        return cleaned


class CompetitionForm(DatedForm):
    """A published deadline is never brought forward, not even in a draft (scenario 46)."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "deadline" not in cleaned or cleaned.get("is_archival"):
            return cleaned
        if found := shortening(replace(self.instance.moved(), deadline=cleaned["deadline"])):
            self.add_error("deadline", str(found.message))
        return cleaned


class UnitForm(GovernedPageForm):
    """Which unit a page is about is settled once; only the portal team corrects it, a forged value is ignored."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field, standing = self.fields.get("subject"), standing_of(self.for_user)
        if field is not None:
            field.queryset = field.queryset.active(standing.on) | Unit.objects.filter(pk=self.instance.subject_id)
        if field is None or standing.is_portal_officer or standing.is_superuser:
            return
        if self.instance.pk:
            field.disabled = True
        else:
            field.queryset = field.queryset.filter(pk__in=standing.acting_unit_ids)
