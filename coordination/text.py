"""Portable Polish search words: the same stems for index and query, on every database.

Not a morphology: letters are folded (ł too) and the longest known ending is stripped where at least four
letters stay. Irregular words (dzieci, zwierząt) are served by the synonyms of topics.
"""

from __future__ import annotations

import re
import unicodedata

MIN_STEM = 4
_WORD = re.compile(r"\w+")
_TO_ASCII = str.maketrans("łđøæœ", "ldoao")

# Endings as they look after folding. Nouns, then adjectives; «owa» and «ow» meet in «krak».
ENDINGS = (
    *("a", "e", "i", "o", "u", "y", "ia", "ie", "ii", "io", "iu", "ja", "je", "ji", "jom", "jami", "jach"),
    *("om", "iom", "em", "iem", "am", "ami", "iami", "ach", "iach", "ow", "iow", "owi", "owie", "ej", "iej"),
    *("osc", "osci", "oscia"),
    *("ego", "iego", "emu", "iemu", "ych", "ich", "ym", "im", "ymi", "imi"),
    *("owy", "owa", "owe", "owej", "owego", "owemu", "owych", "owym", "owymi"),
    *("yjny", "yjna", "yjne", "yjnej", "yjnego", "yjnych", "yjnym"),
    *("iczny", "iczna", "iczne", "icznej", "icznego", "icznych", "icznym"),
    *("owski", "owska", "owskie", "owskiej", "owskiego", "owskich", "owskim"),
)
# Endings that change the stem: seniorzy, teatrze, sporcie, dzieci i młodzi, zabytek, cudzoziemiec.
CHANGES = {"rzy": "r", "rze": "r", "cie": "t", "dzi": "d", "dzie": "d", "ek": "k", "iec": "c"}
CHANGES |= dict.fromkeys(("iowy", "iowa", "iowe", "iowej", "iowego", "iowych", "iowym"), "")

_RULES = sorted({**dict.fromkeys(ENDINGS, ""), **CHANGES}.items(), key=lambda rule: -len(rule[0]))

# Words that carry no topic; single letters are dropped as well.
STOP_WORDS = frozenset(
    {
        "aby",
        "albo",
        "ale",
        "bez",
        "by",
        "byc",
        "ci",
        "co",
        "czy",
        "dla",
        "do",
        "dnia",
        "ich",
        "jak",
        "jaka",
        "jaki",
        "jakie",
        "jako",
        "je",
        "jego",
        "jej",
        "jest",
        "jestem",
        "kto",
        "ktory",
        "ktora",
        "ktore",
        "lub",
        "ma",
        "mi",
        "mnie",
        "moja",
        "moj",
        "moje",
        "moze",
        "na",
        "nad",
        "nas",
        "nasz",
        "nie",
        "nr",
        "od",
        "oraz",
        "po",
        "pod",
        "przez",
        "przy",
        "sa",
        "sie",
        "ta",
        "tak",
        "te",
        "tego",
        "tej",
        "ten",
        "to",
        "tych",
        "tym",
        "we",
        "za",
        "ze",
    }
)


def fold(text: str) -> str:
    """Lower case without diacritics, ł included: «Łódź» gives «lodz»."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in parts if not unicodedata.combining(char)).translate(_TO_ASCII)


def stem(word: str) -> str:
    """Stem of one folded word. Words with a digit stay whole («19a», «351»)."""
    if any(char.isdigit() for char in word):
        return word
    for ending, instead in _RULES:
        if word.endswith(ending) and len(word) - len(ending) + len(instead) >= MIN_STEM:
            return word.removesuffix(ending) + instead
    return word


def stems(text: str) -> list[str]:
    """Search words of a text in their order, repeated as in the text; use for index and query alike."""
    words = _WORD.findall(fold(text))
    return [stem(word) for word in words if word not in STOP_WORDS and (len(word) > 1 or word.isdigit())]


def stem_line(text: str) -> str:
    """Each stem once, in one line with a blank on both ends, so that « park » finds whole stems only."""
    return f" {' '.join(dict.fromkeys(stems(text)))} "
