"""Forms of sets: what goes public together, under which name, at which hour."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..leads import slowest
from ..models import Handoff
from .fields import WarsawDateTimeField, future
from .leads import LeadForm


class AddToSetForm(LeadForm):
    """Handoffs to choose from; each by its title, its stage and the hour it has.

    What has another hour than the set is proposed anew, so its lead time counts.
    """

    handoffs = forms.TypedMultipleChoiceField(
        label=gettext_lazy("What belongs to the set?"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": gettext_lazy("Choose from the list only what is there today.")},
    )

    def __init__(self, *args: Any, rows: Iterable[Any], hour: dt.datetime | None = None, **kwargs: Any) -> None:
        """`rows` are handoffs with the marks of facts.marked, `hour` is that of the set they join."""
        super().__init__(*args, **kwargs)
        self.hour = hour
        self.rows = {row.pk: row for row in rows}
        self.fields["handoffs"].choices = [(pk, in_words(row)) for pk, row in self.rows.items()]

    def hour_of(self, cleaned: dict[str, Any]) -> dt.datetime | None:
        return self.hour

    def kind_of(self, cleaned: dict[str, Any]) -> str:
        rows = [self.rows[pk] for pk in cleaned.get("handoffs", ())]
        return slowest({row.kind for row in rows if row.publish_at != self.hour_of(cleaned)})

    @property
    def chosen(self) -> list[Handoff]:
        return [self.rows[pk] for pk in self.cleaned_data["handoffs"]]


class MakeSetForm(AddToSetForm):
    """A new set: its name, at least two handoffs of one unit, the hour of all of them."""

    title = forms.CharField(label=gettext_lazy("Name of the set"), max_length=200)
    publish_at = WarsawDateTimeField(label=gettext_lazy("When should all of it go public?"))
    field_order = ["title", "handoffs", "publish_at", "meant", "sooner"]

    def hour_of(self, cleaned: dict[str, Any]) -> dt.datetime | None:
        return cleaned.get("publish_at")

    def clean_handoffs(self) -> list[int]:
        chosen = self.cleaned_data["handoffs"]
        if len(chosen) < 2:
            raise forms.ValidationError(_("Choose at least two: one alone is no set."), code="one")
        if len({self.rows[pk].unit_id for pk in chosen}) > 1:
            raise forms.ValidationError(_("Choose handoffs of one unit only."), code="units")
        return chosen

    def clean_publish_at(self) -> dt.datetime:
        return future(self.cleaned_data["publish_at"], self.now, self.fields["publish_at"])


def in_words(row: Any) -> str:
    title = row.page.draft_title if row.is_confined and row.page else row.title
    named = date_format(timezone.localtime(row.publish_at), _("l j F Y, G:i"))
    hour = _("as soon as it is approved") if row.at_once else named
    return f"{title} ({row.get_stage_display()}, {hour})"
