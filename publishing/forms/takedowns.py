"""Taking a page off or archiving it: what happens, on which ground, what readers are told, where the address leads."""

import datetime as dt
from collections.abc import Iterable
from typing import Any
from urllib.parse import unquote, urlsplit

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site

from ..states import NEVER_ARCHIVED, TOLD_IN_WORDS, Ground, Purpose
from .fields import WarsawDateTimeField, future
from .leads import LeadForm

DEEDS = {
    Purpose.TAKE_OFF: _("Take it off: nobody reads it any more; the address says why and since when, or leads on"),
    Purpose.ARCHIVE: _(
        "Move it to the archive: it can be read at its address, marked with the day, outside of all lists"
    ),
}


class TakedownForm(forms.Form):
    """What a unit does by its own right, at once."""

    purpose = forms.ChoiceField(label=_("What should happen to the page?"), widget=forms.RadioSelect)
    ground = forms.ChoiceField(
        label=_("Why?"), choices=Ground.choices, widget=forms.RadioSelect, help_text=_("Readers see this reason.")
    )
    words = forms.CharField(
        label=_("What readers should know"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One or two sentences, public. Needed where the law requires it, and for another reason."),
    )
    target = forms.CharField(
        label=_("Address of the page instead of it"),
        required=False,
        max_length=500,
        help_text=_("Copy it from the browser, for example /aktualnosci/nowy-nabor/. A page taken off leads there."),
    )

    def __init__(self, *args: Any, page: Any, purposes: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page = page
        self.fields["purpose"].choices = [(code, DEEDS[Purpose(code)]) for code in purposes]
        if len(self.fields["purpose"].choices) == 1:
            self.fields["purpose"].initial = self.fields["purpose"].choices[0][0]

    def clean_target(self) -> Any:
        """The public page at the typed address, of whichever unit."""
        typed = self.cleaned_data["target"].strip()
        if not typed:
            return None
        found = page_at(typed)
        if found is None:
            raise forms.ValidationError(_("There is no public page of this portal at that address."), code="nowhere")
        if found.pk == self.page.pk:
            raise forms.ValidationError(_("This is the page itself. Give another one."), code="itself")
        return found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        ground, purpose = cleaned.get("ground"), cleaned.get("purpose")
        if ground in TOLD_IN_WORDS and "words" not in self.errors and not cleaned.get("words"):
            self.add_error("words", _("Write in a sentence what the reason is."))
        if ground == Ground.REPLACED and "target" not in self.errors and not cleaned.get("target"):
            self.add_error("target", _("Give the address of the page that replaces this one."))
        if purpose == Purpose.ARCHIVE and ground in NEVER_ARCHIVED:
            self.add_error("ground", _("On this ground nobody should go on reading the page: take it off instead."))
        return cleaned


class TakedownHandoffForm(LeadForm, TakedownForm):
    """What a unit hands over: the same, and when."""

    publish_at = WarsawDateTimeField(label=_("When should it happen?"))
    note = forms.CharField(
        label=_("Note for the portal team"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    field_order = ["purpose", "ground", "words", "target", "publish_at", "meant", "sooner", "note"]

    def __init__(self, *args: Any, dated: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not dated:  # the dates on the table stay
            del self.fields["publish_at"]

    def kind_of(self, cleaned: dict[str, Any]) -> str:
        return self.page.kind

    def clean_publish_at(self) -> dt.datetime:
        return future(self.cleaned_data["publish_at"], self.now, self.fields["publish_at"])


def page_at(address: str) -> Any:
    """The page that everybody can read at an address of this portal, whole or without the host; None elsewhere."""
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return None
    path = "/".join(part for part in unquote(parts.path).split("/") if part)
    for site in Site.objects.select_related("root_page"):
        if host is None or host == site.hostname:
            wanted = f"{site.root_page.url_path}{path}/" if path else site.root_page.url_path
            found = Page.objects.live().public().filter(url_path=wanted).first()
            if found is not None:
                return found
    return None
