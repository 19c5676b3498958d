"""Forms of handoffs: dates, remarks and reasons."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from coordination.models import Unit

from .fields import WarsawDateTimeField, clean_deliver_by, future
from .leads import ASKED, LeadForm

LONGEST = 1000
"""Characters of a reason: a few sentences, which the other side reads in full."""


class HandOverForm(LeadForm):
    """Handing finished material over: one question, «when?», and an optional note.

    An urgent correction is asked why instead: it goes public when it is approved.
    """

    urgent_reason = forms.CharField(
        label=_("Why is it urgent?"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2})
    )
    publish_at = WarsawDateTimeField(label=_("When should it go public?"))
    note = forms.CharField(
        label=_("Note for the portal team"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    field_order = ["urgent_reason", "publish_at", "meant", "sooner", "note"]

    def __init__(self, *args: Any, kind: str, urgent: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lead_kind = "" if urgent else kind
        del self.fields["publish_at" if urgent else "urgent_reason"]

    def kind_of(self, cleaned: dict[str, Any]) -> str:
        return self.lead_kind

    def clean_publish_at(self) -> dt.datetime:
        return future(self.cleaned_data["publish_at"], self.now, self.fields["publish_at"])


class ReservationForm(HandOverForm):
    """Reserving a date before there is a text: title, kind, both dates (§ 4 ust. 2)."""

    title = forms.CharField(label=_("Working title"), max_length=255)
    kind = forms.ChoiceField(label=_("Kind of content"))
    unit = forms.ModelChoiceField(queryset=Unit.objects.none(), label=_("Unit"), empty_label=None)
    deliver_by = forms.DateField(
        label=_("Complete material delivered by"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
    )
    field_order = ["title", "kind", "unit", "deliver_by", "publish_at", "meant", "sooner", "note"]

    def __init__(self, *args: Any, units: Any, kinds: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, kind="", **kwargs)
        self.fields["kind"].choices = kinds
        self.fields["unit"].queryset = units
        if len(units) == 1:
            self.fields["unit"].initial = units[0].pk
            self.fields["unit"].widget = forms.HiddenInput()

    def kind_of(self, cleaned: dict[str, Any]) -> str:
        return cleaned.get("kind", "")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        clean_deliver_by(self, cleaned)
        return cleaned


class ProposalForm(LeadForm):
    """A counter-proposal: other dates, and why. `on_the_table` are those that wait for an answer already.

    `agreed_hour` is that of what is approved already, while nobody has asked for another one.
    """

    deliver_by = forms.DateField(
        label=_("Complete material delivered by"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        required=False,
    )
    publish_at = WarsawDateTimeField(label=_("When should it go public?"))
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )

    field_order = ["deliver_by", "publish_at", "meant", "sooner", "reason"]

    def __init__(
        self,
        *args: Any,
        kind: str,
        delivered: bool,
        reason_required: bool,
        on_the_table: tuple[dt.datetime, dt.date | None] | None = None,
        agreed_hour: dt.datetime | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.agreed_hour = agreed_hour
        self.kind, self.on_the_table = kind, on_the_table
        self.fields["reason"].required = reason_required
        if delivered:
            del self.fields["deliver_by"]

    def kind_of(self, cleaned: dict[str, Any]) -> str:
        return self.kind

    def clean_publish_at(self) -> dt.datetime:
        return future(self.cleaned_data["publish_at"], self.now, self.fields["publish_at"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        clean_deliver_by(self, cleaned)
        dates = (cleaned.get("publish_at"), cleaned.get("deliver_by"))
        if dates == self.on_the_table and not self.errors and not cleaned.get(ASKED):
            self.add_error("publish_at", _("These dates wait for an answer already. Name others, or accept them."))
        elif self.agreed_hour is not None and dates[0] == self.agreed_hour and not self.errors:
            self.add_error("publish_at", _("This hour is agreed already. Name another one."))
        return cleaned


REMARK = "remark-"


class ReturnForm(forms.Form):
    """A return needs words the author can act on."""

    comment = forms.CharField(
        label=_("What should be corrected?"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, fields: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        """`fields`: name and label of what can be remarked on, beside the general comment."""
        super().__init__(*args, **kwargs)
        for name, label in fields:
            self.fields[f"{REMARK}{name}"] = forms.CharField(
                label=label, required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
            )

    @property
    def remark_fields(self) -> list[forms.BoundField]:
        return [field for field in self if field.name.startswith(REMARK)]

    @property
    def has_remarks(self) -> bool:
        """Whether something was typed there, or is wrong: then the part stands open."""
        return any(field.errors or field.value() for field in self.remark_fields)

    @property
    def remarks(self) -> dict[str, str]:
        """Words by the name of the field."""
        given = {field.name.removeprefix(REMARK): self.cleaned_data[field.name] for field in self.remark_fields}
        return {name: text for name, text in given.items() if text}


class SendCorrectionForm(forms.Form):
    """An optional word on what was corrected, for whoever answers."""

    words = forms.CharField(
        label=_("What did you correct, and why?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class RefuseCorrectionForm(forms.Form):
    """Why a correction is not agreed to; whoever wrote it reads it."""

    comment = forms.CharField(label=_("Why not?"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}))


class EmergencyForm(forms.Form):
    """Why something goes public without a second check; the unit and SZ read it."""

    reason = forms.CharField(
        label=_("Why can it not wait for a second check?"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )


class CheckForm(forms.Form):
    """An optional remark of whoever confirms an emergency publication afterwards."""

    remark = forms.CharField(
        label=_("Remark"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )


class ReasonForm(forms.Form):
    """Why a handoff is withdrawn or a schedule cancelled; the other side reads it."""

    reason = forms.CharField(label=_("Reason"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}))
