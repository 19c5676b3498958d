"""Commissions: what should be published, with files; which page is to be changed; which page is the result."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.documents import get_document_model
from wagtail.documents.forms import get_document_form
from wagtail.log_actions import log

from coordination.file_fields import ManyFilesInput
from coordination.models import Unit

from .. import kinds
from ..collections import collection_of
from ..commission import MOST_FILES
from ..commissioning import possible_results, possible_targets
from ..models import Handoff
from .fields import WarsawDateTimeField, future
from .leads import LeadForm

NAME_LENGTH = 200


class ManyFilesField(forms.FileField):
    """Any number of files chosen at once; each is cleaned like one."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        clean_one = super().clean
        return [clean_one(file, initial) for file in data or [] if file]


class KeptFiles(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.title)


class PageChoice(forms.ModelChoiceField):
    """A page by its title; where the person acts for several units, with the unit."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.draft_title} ({kinds.label(obj.stewardship.kind)})"


class BriefForm(forms.Form):
    """The brief itself: what a later change may put in other words."""

    title = forms.CharField(label=gettext_lazy("Working title"), max_length=255)
    text = forms.CharField(
        label=gettext_lazy("What should be published?"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=gettext_lazy(
            "The text, or the facts from which the portal team writes it. You will read the result."
        ),
    )
    kept = KeptFiles(
        queryset=None,
        label=gettext_lazy("Files attached so far"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Clear the box of a file that no longer belongs here."),
    )
    uploads = ManyFilesField(
        label=gettext_lazy("Files"),
        required=False,
        help_text=gettext_lazy(
            "You may choose several. They are kept among your unit's documents; only your unit and the portal team "
            "open them. If the form comes back with an error, choose them again."
        ),
    )

    def __init__(self, *args: Any, user: Any, attached: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.document_forms: list[Any] = []
        self.fields["kept"].queryset = attached if attached is not None else get_document_model().objects.none()
        if not attached:
            del self.fields["kept"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        unit = self.unit_of_files(cleaned)
        if unit is not None and "uploads" not in self.errors:
            self._check_files(cleaned.get("uploads") or [], len(cleaned.get("kept") or []), unit)
        return cleaned

    def unit_of_files(self, cleaned: dict[str, Any]) -> Unit | None:
        raise NotImplementedError

    def _check_files(self, files: list[Any], kept: int, unit: Unit) -> None:
        """What Wagtail asks of every document: its type, its size, the right to the unit's collection."""
        if len(files) + kept > MOST_FILES:
            self.add_error("uploads", _("At most %(number)d files belong to a commission.") % {"number": MOST_FILES})
            return
        form_class, collection = get_document_form(get_document_model()), collection_of(unit) if files else None
        for file in files:
            data = {"title": file.name[:NAME_LENGTH], "collection": collection.pk if collection else None}
            form = form_class(data, {"file": file}, user=self.user)
            self.document_forms.append(form)
            if not form.is_valid():
                words = " ".join(word for errors in form.errors.values() for word in errors)
                self.add_error("uploads", f"{file.name[:NAME_LENGTH]}: {words}")

    def save_files(self) -> list[Any]:
        """The files kept and the new ones, as documents of the unit; the form is valid."""
        return [*self.cleaned_data.get("kept", ()), *(self._saved(form) for form in self.document_forms)]

    def _saved(self, form: Any) -> Any:
        document = form.save(commit=False)
        document.uploaded_by_user = self.user
        document.save()
        log(instance=document, action="wagtail.create", user=self.user)
        return document


class CommissionForm(BriefForm, LeadForm):
    """«Zleć publikację»: the brief, what it is about, and when."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind of content"))
    unit = forms.ModelChoiceField(queryset=Unit.objects.none(), label=gettext_lazy("Unit"), empty_label=None)
    target = PageChoice(
        queryset=None,
        label=gettext_lazy("Page to be changed"),
        required=False,
        empty_label=gettext_lazy("none, a new page is made"),
    )
    publish_at = WarsawDateTimeField(label=gettext_lazy("When should it go public?"))
    field_order = ["title", "kind", "unit", "target", "text", "uploads", "publish_at", "meant", "sooner"]

    def __init__(self, *args: Any, units: Any, kinds: Iterable[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = list(kinds)
        self.fields["unit"].queryset = units
        self.fields["target"].queryset = possible_targets([unit.pk for unit in units])
        if len(units) == 1:
            self.fields["unit"].initial = units[0].pk
            self.fields["unit"].widget = forms.HiddenInput()

    def unit_of_files(self, cleaned: dict[str, Any]) -> Unit | None:
        return cleaned.get("unit")

    def kind_of(self, cleaned: dict[str, Any]) -> str:
        return str(cleaned.get("kind", ""))

    def clean_publish_at(self) -> dt.datetime:
        return future(self.cleaned_data["publish_at"], self.now, self.fields["publish_at"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        target, unit, kind = cleaned.get("target"), cleaned.get("unit"), cleaned.get("kind")
        if target and unit and target.stewardship.unit_id != unit.pk:
            self.add_error(
                "target", _("This page belongs to another of your units. Choose that unit, or another page.")
            )
        elif target and kind and target.stewardship.kind != kind:
            label = kinds.label(target.stewardship.kind)
            self.add_error("target", _("The kind of this page is: %(kind)s. Choose that kind above.") % {"kind": label})
        return cleaned


class ChangeForm(BriefForm):
    """The same brief in other words; unit, kind, page and hour stay."""

    field_order = ["title", "text", "kept", "uploads"]

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit = unit

    def unit_of_files(self, cleaned: dict[str, Any]) -> Unit | None:
        return self.unit


class ResultForm(forms.Form):
    """Which page that exists already is the result."""

    page = PageChoice(queryset=None, label=gettext_lazy("Page of the unit with the result"), empty_label=None)

    def __init__(self, *args: Any, handoff: Handoff, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["page"].queryset = possible_results(handoff).select_related("stewardship")
