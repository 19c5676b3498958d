"""The form of a table of results, and what stands between the preview and the confirmation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any, NamedTuple

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from .reading import Report, report
from .rules import Frame, Line
from .spreadsheets import ACCEPTED, NotATable, rows_of

SALT, HOURS = "pages.results", 12


class TableForm(forms.Form):
    """A file with the table, and the day of the results. `report` is what was read of a good file."""

    plik = forms.FileField(label=_("File with the results"), help_text=_("XLSX or CSV, up to 1000 rows and 2 MB."))
    dzien = forms.DateField(
        label=_("Day of the results"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_("Leave empty to keep the day that stands in the draft."),
    )
    report: Report | None = None

    def __init__(self, *args: Any, frame: Frame, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.frame = frame
        self.fields["plik"].widget.attrs["accept"] = ACCEPTED

    def clean_plik(self) -> Any:
        try:
            self.report = report(rows_of(self.cleaned_data["plik"]), self.frame)
        except NotATable as error:
            raise forms.ValidationError(str(error)) from error
        return self.cleaned_data["plik"]


class Shown(NamedTuple):
    """What somebody saw in the preview and may confirm."""

    lines: list[Line]
    results_on: dt.date | None
    revision: int | None


class ConfirmForm(forms.Form):
    """Carries what was shown, signed for one page: nobody writes other rows into it."""

    pokazane = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, page_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page_id = page_id

    def clean_pokazane(self) -> Shown:
        try:
            return unseal(self.cleaned_data["pokazane"], self.page_id)
        except (signing.BadSignature, KeyError, ValueError, TypeError) as error:
            raise forms.ValidationError(_("The preview is too old. Choose the file again.")) from error


def seal(page_id: int, shown: Shown) -> str:
    return signing.dumps(
        {"lines": _plain(shown.lines), "on": _day(shown.results_on), "revision": shown.revision},
        salt=f"{SALT}.{page_id}",
        compress=True,
    )


def unseal(sealed: str, page_id: int) -> Shown:
    """Raises BadSignature for another page's seal, a forged one, or one older than twelve hours."""
    told = signing.loads(sealed, salt=f"{SALT}.{page_id}", max_age=dt.timedelta(hours=HOURS))
    lines = [Line(**{**row, **{name: _number(row[name]) for name in ("amount", "points")}}) for row in told["lines"]]
    return Shown(lines, dt.date.fromisoformat(told["on"]) if told["on"] else None, told["revision"])


def _plain(lines: Sequence[Line]) -> list[dict[str, Any]]:
    return [
        {name: str(value) if isinstance(value, Decimal) else value for name, value in asdict(line).items()}
        for line in lines
    ]


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def _number(said: str | None) -> Decimal | None:
    return None if said is None else Decimal(said)
