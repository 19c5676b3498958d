"""Where and how an offer is filed, as the announcement itself says it. Pure."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from django.utils.html import strip_tags

FILING = re.compile(r"\b(składa|składan|złoż|złóż|wnos|przesła|przesyła|prześl|dostarcz|doręcz)\w*", re.IGNORECASE)
WHERE = re.compile(
    r"\b(generator|adres|ul\.|al\.|pl\.|pok\.|pokój|pokoj|sekretaria|dziennik podawcz|kancelari|skrytk|ePUAP|e-PUAP|"
    r"e-Doręczen|poczt|osobiście|siedzib|systemie|platform|https?://|w formie papierow|w wersji papierow|elektronicz)",
    re.IGNORECASE,
)
ABBREVIATED = ("ul", "al", "pl", "os", "nr", "pok", "tel", "godz", "art", "ust", "im", "św")
SENTENCE = re.compile("".join(rf"(?<!\b{short}\.)" for short in ABBREVIATED) + r"(?<=[.!?])\s+(?=[A-ZĄĆĘŁŃÓŚŹŻ])")
"""A sentence ends before a capital, but not after «ul.»."""
BLOCK = re.compile(r"</(?:p|li|h[2-4])>|<br\s*/?>")


def filing_words(page: Any) -> tuple[str, ...]:
    """Sentences of the announcement that say where or how offers are filed, each once; empty where it says nothing."""
    rich = (page.choice_mode, page.award_rules, page.conditions, str(page.body))
    return tuple(dict.fromkeys(line for markup in (page.summary, *rich) for line in _of(markup)))


def says_how(page: Any) -> bool:
    """An address in the competition tool, or words."""
    return bool(page.tool_url or filing_words(page))


def _of(markup: str) -> Iterator[str]:
    for block in BLOCK.split(markup):
        for sentence in SENTENCE.split(" ".join(unescape(strip_tags(block)).split())):
            if "ofert" in sentence.lower() and FILING.search(sentence) and WHERE.search(sentence):
                yield sentence.strip()
