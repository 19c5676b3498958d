"""Forms of registers whose saving is a deed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from ..verdict import Refused


def blame(form: forms.BaseForm, error: ValidationError, names: Mapping[str, str] | None = None) -> None:
    """What a deed refuses, said at the field it concerns, above the form where it has no such field.

    `names` are the fields of the form by those of the record, where they differ.
    """
    found = getattr(error, "error_dict", {NON_FIELD_ERRORS: error})
    for name, errors in found.items():
        field = (names or {}).get(name, name)
        form.add_error(field if field in form.fields else None, errors)


class ByDeed:
    """Before CreateView or EditView: the deed saves; its refusal is said in the form, with what was typed kept."""

    def deed(self, form: Any) -> Any:
        """Do it and return the record. Raises Refused or ValidationError."""
        raise NotImplementedError

    def form_valid(self, form: Any) -> Any:
        self.form = form
        self.new_revision = None
        try:
            self.done = self.deed(form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        except ValidationError as error:
            blame(form, error)
        if form.errors:
            self.produced_error_message = self.get_error_message()  # type: ignore[attr-defined]
            return self.form_invalid(form)  # type: ignore[attr-defined]
        return super().form_valid(form)  # type: ignore[misc]

    def save_instance(self) -> Any:
        self.form.instance = self.done
        return self.done
