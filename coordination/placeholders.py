"""Places in a template of an answer that are filled from the inquiry. Anything else in braces stays as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping

KNOWN = ("numer", "temat", "imie_nazwisko")
_PLACE = re.compile(r"\{([^{}\n]{1,40})\}")


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with known places filled, once: what an asker typed is never read as a place."""
    return _PLACE.sub(lambda found: values.get(found[1], found[0]), text)


def unknown(text: str) -> list[str]:
    """Names in braces that no inquiry can fill, each once, in the order of the text."""
    return [name for name in dict.fromkeys(_PLACE.findall(text)) if name not in KNOWN]
