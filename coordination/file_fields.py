"""Files in forms: several at once, each looked at; what was chosen has to be chosen again when a form comes back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from . import conf
from .uploads import ACCEPTED, TYPES, Unfit, Upload, checked

LONGEST_SAID = 60


class ManyFilesInput(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:
        return files.getlist(name)


class FilesField(forms.FileField):
    """Files of a message; cleaned to a list of `uploads.Upload`."""

    widget = ManyFilesInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.widget.attrs["accept"] = ACCEPTED

    def clean(self, data: Any, initial: Any = None) -> list[Upload]:
        given = [one for one in data or [] if one is not None]
        most = conf.files_most()
        if len(given) > most:
            words = ngettext("Choose at most %(count)d file.", "Choose at most %(count)d files.", most)
            raise forms.ValidationError(words % {"count": most}, code="many")
        taken, wrong = [], []
        for one in given:
            try:
                taken.append(checked(one))
            except Unfit as reason:
                wrong.append(f"{one.name[:LONGEST_SAID]}: {reason}.")
        if wrong:
            raise forms.ValidationError(wrong)
        return taken

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(data)


def files_help() -> str:
    """«Do 5 plików, każdy do 10 MB: pdf, docx …»"""
    return _("Up to %(count)d files, each up to %(size)d MB: %(kinds)s.") % {
        "count": conf.files_most(),
        "size": conf.file_megabytes(),
        "kinds": ", ".join(TYPES),
    }


class WithFiles(forms.Form):
    """A form whose message may come with files."""

    pliki = FilesField(label=gettext_lazy("Files"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pliki"].help_text = files_help()

    def choose_again(self) -> None:
        """Say at the field that the files have to be chosen again: no browser keeps them."""
        if self.errors is not None and self.files.getlist("pliki"):
            self.add_error("pliki", _("Choose the files again: a form that comes back does not keep them."))

    def full_clean(self) -> None:
        super().full_clean()
        if self.errors:
            self.choose_again()
