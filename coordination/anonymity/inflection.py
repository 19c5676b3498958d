"""Is this word the name, in whatever case it stands? Names inflect like nouns and adjectives, and soften at «-e»."""

from __future__ import annotations

import re
from functools import lru_cache

from ..text import fold, stem

SHORTEST = 3
VOWELS = "aeiouy"
_ENDINGS = """
a e i o u y ia ie iu ii io em iem om iom ow iow owi iowi owie ami iami ach iach ego iego emu iemu ej iej
ych ich ym im ymi imi
"""
ENDINGS = frozenset(_ENDINGS.split())
# The last consonant before «-e» and «-ie»: Agnieszka, Agnieszce; Beata, Beacie; Jadwiga, Jadwidze; Piotr, Piotrze.
SOFTENED = (("ch", "sz"), ("st", "sc"), ("k", "c"), ("g", "dz"), ("r", "rz"), ("t", "c"), ("d", "dz"))
NEAR = 2
"""By how many letters a form without a regular ending may differ: «Sąsiedzi», «Sąsiadów»; else it is another word."""
LONG = 5
_ALTERNATING = re.compile(r"[aeo]")


def same(word: str, name: str) -> bool:
    """Whether `word` is a form of the name; both as they are written."""
    word, name = fold(word), fold(name)
    if len(name) < SHORTEST or len(word) < SHORTEST - 1:
        return False
    return word == name or word in forms(name) or _same_stem(word, name)


def _same_stem(word: str, name: str) -> bool:
    """The stems of the search, where both words are of a length; in long ones vowels may alternate."""
    if abs(len(word) - len(name)) > NEAR:
        return False
    one, other = stem(word), stem(name)
    if min(len(one), len(other)) < LONG:
        return one == other
    return _ALTERNATING.sub("a", one) == _ALTERNATING.sub("a", other)


@lru_cache(maxsize=512)
def forms(name: str) -> frozenset[str]:
    """Every form that a folded name could take."""
    return frozenset(base + ending for base in _bases(name) for ending in ENDINGS) | _bases(name)


def _bases(name: str) -> frozenset[str]:
    """What endings are put to: without the last vowel, without a fleeting «e», with «ę» for «ą», softened."""
    bare = name.rstrip(VOWELS) if name[-1] in VOWELS else name
    found = {name, bare} if bare == name else {bare, name[:-1]}
    if len(bare) > SHORTEST and bare[-2] == "e":
        found.add(bare[:-2] + bare[-1])
        found.add(bare[:-3] + bare[-1] if bare[-3] == "i" else bare[:-2] + bare[-1])
    if len(bare) > SHORTEST and bare[-2] == "a":
        found.add(f"{bare[:-2]}e{bare[-1]}")
    soft = {one[: -len(hard)] + new for one in found for hard, new in SOFTENED if one.endswith(hard)}
    return frozenset(one for one in found | soft if len(one) >= SHORTEST - 1)
