"""Values that no screen sends: said at the field like any other wrong value, instead of breaking the screen."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from wagtail.admin.widgets.chooser import BaseChooser

LONGEST_NUMBER = 18  # what a database holds as a number


class Forgiving:
    """A chooser that shows «nothing chosen» for an identifier that is none; stock Wagtail raises ValueError."""

    def get_instance(self, value: Any) -> Any:
        try:
            return super().get_instance(value)  # type: ignore[misc]
        except (ValueError, OverflowError):
            return None


class ManyOf(forms.ModelMultipleChoiceField):
    """Its query would break on a number that no database holds."""

    def _check_values(self, value: Any) -> Any:
        for one in value if isinstance(value, (list, tuple)) else ():
            if len(str(one)) > LONGEST_NUMBER:
                raise ValidationError(self.error_messages["invalid_pk_value"], "invalid_pk_value", {"pk": one})
        return super()._check_values(value)  # type: ignore[misc]


def armed(form: forms.BaseForm) -> None:
    """Fields and widgets of a form are its own copies, so their classes may be narrowed here."""
    for field in form.fields.values():
        if isinstance(field.widget, BaseChooser):
            field.widget.__class__ = _with(Forgiving, type(field.widget))
        if isinstance(field, forms.ModelMultipleChoiceField):
            field.__class__ = _with(ManyOf, type(field))


def _with(mixin: type, kind: type) -> type:
    return kind if issubclass(kind, mixin) else type(kind.__name__, (mixin, kind), {})


def sane(query: Any) -> Any:
    """The address without numbers that no database holds: nonsense in a filter is ignored."""
    if not isinstance(query, QueryDict):
        return query
    kept = query.copy()
    for name, values in query.lists():
        kept.setlist(name, [one for one in values if not (one.isdigit() and len(one) > LONGEST_NUMBER)])
    return kept
