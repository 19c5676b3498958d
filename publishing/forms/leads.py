"""Less than the lead time: what a form asks then, of the side that proposes and of the portal side that takes it."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..leads import lead_of
from ..policies.verdicts import sooner as sooner_than
from .hours import HourForm

ASKED = "sooner"


class LeadForm(HourForm):
    """A form that asks «when?». The reason is asked for only where the hour leaves less than the lead time.

    Forms below name it in their `field_order`, and say in `kind_of` whose lead time counts; "" asks for none.
    """

    sooner = forms.CharField(
        label=_("Why has it to be sooner?"),
        help_text=_("A sentence is enough. The portal team reads it and decides; SZ sees it in the report."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, now: dt.datetime, **kwargs: Any) -> None:
        super().__init__(*args, now=now, **kwargs)
        if not self.is_bound:
            del self.fields[ASKED]

    def kind_of(self, cleaned: dict[str, Any]) -> str:
        """The kind of content whose lead time counts."""
        raise NotImplementedError

    def hour_of(self, cleaned: dict[str, Any]) -> dt.datetime | None:
        """The hour that may be too soon."""
        return cleaned.get("publish_at")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        kind, publish_at = self.kind_of(cleaned), self.hour_of(cleaned)
        lead = lead_of(kind, self.now) if kind and publish_at else None
        short = lead is not None and lead.is_short(publish_at)
        if short and lead and ASKED not in self.errors and not cleaned.get(ASKED):
            self.add_error(ASKED, forms.ValidationError(sooner_than(lead.earliest).reason, code="lead"))
        elif not short and not self._typed():
            del self.fields[ASKED]
            cleaned.pop(ASKED, None)
        return cleaned

    def _typed(self) -> str:
        """What stands in the field stays there until the form is sent."""
        return str(self.data.get(self.add_prefix(ASKED), "")).strip()


class TakeSoonerForm(forms.Form):
    """Why the portal side takes dates that leave less than the lead time; the unit and SZ read it."""

    reason = forms.CharField(
        label=_("Why do we take it sooner than usual?"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
