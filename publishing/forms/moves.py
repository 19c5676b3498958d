"""Handing a move over: where the page should stand, and when."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from coordination.verdict import Verdict

from .fields import WarsawDateTimeField, future
from .leads import LeadForm


class MoveForm(LeadForm):
    """`places` are numbers and ways of what may be chosen; `judge` says whether the page may stand there."""

    target = forms.TypedChoiceField(
        label=_("Where should the page stand?"),
        coerce=int,
        help_text=_("Below the chosen page. The old address leads to the new one for good."),
    )
    publish_at = WarsawDateTimeField(label=_("When should it happen?"))
    note = forms.CharField(
        label=_("Note for the portal team"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    field_order = ["target", "publish_at", "meant", "sooner", "note"]

    def __init__(
        self,
        *args: Any,
        kind: str,
        places: Iterable[tuple[int, str]],
        judge: Callable[[Any], Verdict],
        dated: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.judge = kind, judge
        self.fields["target"].choices = [("", _("Choose a place")), *places]
        if not dated:  # the dates on the table stay
            del self.fields["publish_at"]

    def kind_of(self, cleaned: dict[str, Any]) -> str:
        return self.kind

    def clean_target(self) -> Any:
        """The page below which it should stand; the address has to be free there."""
        found = Page.objects.get(pk=self.cleaned_data["target"]).specific
        verdict = self.judge(found)
        if not verdict:
            raise forms.ValidationError(verdict.reason, code="no_place")
        return found

    def clean_publish_at(self) -> dt.datetime:
        return future(self.cleaned_data["publish_at"], self.now, self.fields["publish_at"])
