"""What people write into the cells of a table of results. Pure."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from coordination.text import fold

from ..vocabularies import Outcome

GROSZ, NOISE = Decimal("0.01"), Decimal("0.000001")
"""Spreadsheets add up in binary: what lies so near to a whole grosz is one."""
NOTHING = {"", "-", "–", "—"}
CURRENCY = re.compile(r"(zł|zl|pln)\.?$", re.IGNORECASE)
NUMBER = re.compile(r"-?(\d+|\d{1,3}( \d{3})+)([.,]\d{1,2})?", re.ASCII)
POLISH_THOUSANDS = re.compile(r"-?\d{1,3}(\.\d{3})+(,\d{1,2})?", re.ASCII)
LARGEST = {"amount": Decimal("9999999999.99"), "points": Decimal("9999.99")}
LONGEST = {"bidder": 250, "task": 300, "note": 200}
WORDS = {
    Outcome.GRANTED: ("przyznano", "przyznana", "dotacja", "tak", "wybrana", "pozytywna"),
    Outcome.REFUSED: ("nie przyznano", "nieprzyznana", "nie", "odrzucona", "negatywna", "brak dotacji"),
    Outcome.RESERVE: ("lista rezerwowa", "rezerwowa", "rezerwa"),
    Outcome.FORMAL: ("odrzucona formalnie", "formalnie", "bledy formalne", "nie spelnia wymogow"),
}
OUTCOMES = {fold(word): outcome for outcome, words in WORDS.items() for word in words}


class Unreadable(ValueError):
    """A cell that says something else than it should; the words tell what."""


def text(value: Any, field: str) -> str:
    """Without the apostrophe by which our own files keep a formula from running. Raises Unreadable when too long."""
    said = " ".join(str("" if value is None else value).split())
    said = said[1:] if said[:1] == "'" else said
    if len(said) > LONGEST[field]:
        words = _("The text is longer than %(most)d letters.")
        raise Unreadable(words % {"most": LONGEST[field]})
    return said


def number(value: Any, field: str) -> Decimal | None:
    """«250 000 zł», «250000,50», «1.250.000», 87: never a guess. Raises Unreadable."""
    if value is None or str(value).strip() in NOTHING:
        return None
    words = _("«%(value)s» is not a number that can be read for certain.") % {"value": str(value)[:40]}
    try:
        found = _exactly(value)
    except (InvalidOperation, ValueError):
        raise Unreadable(words) from None
    if not found.is_finite() or abs(found) > LARGEST[field]:
        raise Unreadable(words)
    return found


def _exactly(value: Any) -> Decimal:
    if isinstance(value, bool):
        raise ValueError
    if isinstance(value, int | float):
        found = Decimal(str(value))
        rounded = found.quantize(GROSZ)
        if abs(found - rounded) > NOISE:
            raise ValueError
        return rounded
    said = CURRENCY.sub("", " ".join(str(value).split())).strip()
    if POLISH_THOUSANDS.fullmatch(said):
        said = said.replace(".", "")
    elif not NUMBER.fullmatch(said):
        raise ValueError
    return Decimal(said.replace(" ", "").replace(",", "."))


def outcome(value: Any) -> str:
    """A word for what became of the offer. Raises Unreadable."""
    said = " ".join(str("" if value is None else value).split())
    if said in NOTHING:
        return ""
    found = OUTCOMES.get(fold(said).rstrip("."))
    if found is None:
        known = ", ".join(str(one.label) for one in Outcome)
        words = _("«%(value)s» is none of: %(known)s.")
        raise Unreadable(words % {"value": said[:40], "known": known})
    return found
