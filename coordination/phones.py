"""Polish telephone numbers: read what people type, write it one way. The extension stands apart."""

from __future__ import annotations

import re
from dataclasses import dataclass

import phonenumbers
from django.utils.translation import gettext_lazy as _

_EXTENSION = re.compile(r"(?:,|;)?\s*(?:wewn\.?|wew\.?|w\.|ext\.?|#)\s*(?P<extension>\d{1,6})\s*$", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]")


class PhoneError(ValueError):
    """Not a telephone number; `str()` is the sentence for the form."""

    message = _("This is not a telephone number. Write it like this: 12 616 78 11.")

    def __str__(self) -> str:
        return str(self.message)


@dataclass(frozen=True, slots=True)
class Phone:
    """`e164` is «+48126167811»; `extension` digits or empty. `str()` is what people read."""

    e164: str
    extension: str = ""

    def __str__(self) -> str:
        return self.number if not self.extension else f"{self.number} wew. {self.extension}"

    @property
    def number(self) -> str:
        """«12 616 78 11» for Polish numbers, «+49 30 123456» for others."""
        parsed = phonenumbers.parse(self.e164)
        polish = parsed.country_code == phonenumbers.country_code_for_region("PL")
        style = phonenumbers.PhoneNumberFormat.NATIONAL if polish else phonenumbers.PhoneNumberFormat.INTERNATIONAL
        return phonenumbers.format_number(parsed, style)

    @property
    def href(self) -> str:
        """RFC 3966 address for a link."""
        return f"tel:{self.e164}" + (f";ext={self.extension}" if self.extension else "")


def parse(text: str) -> Phone:
    """Read a number typed with or without +48, spaces, hyphens, «wew. 12». Raises PhoneError."""
    found = _EXTENSION.search(text)
    number = text[: found.start()] if found else text
    try:
        if _LETTERS.search(number):
            raise PhoneError
        parsed = phonenumbers.parse(number, "PL")
    except phonenumbers.NumberParseException:
        raise PhoneError from None
    if not phonenumbers.is_valid_number(parsed):
        raise PhoneError
    e164 = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return Phone(e164, found["extension"] if found else "")


def format_phone(text: str) -> str:
    """The readable form of a number; text that is no number comes back as it was."""
    try:
        return str(parse(text))
    except PhoneError:
        return text.strip()
