"""By which topics people look for a sphere of art. 4: the act says «w wieku emerytalnym», people say «seniorzy»."""

from collections.abc import Iterable, Sequence

from coordination.models import Sphere, Topic

SPOKEN: dict[str, tuple[str, ...]] = {
    "1": ("pomoc-spoleczna",),
    "1a": ("rodzina", "piecza-zastepcza"),
    "1b": ("pomoc-prawna",),
    "3": ("ubostwo",),
    "5": ("mniejszosci",),
    "5a": ("cudzoziemcy",),
    "6": ("zdrowie",),
    "7": ("niepelnosprawnosc",),
    "8": ("praca",),
    "9": ("kobiety",),
    "10": ("seniorzy",),
    "14": ("edukacja",),
    "15": ("dzieci", "mlodziez"),
    "16": ("kultura",),
    "17": ("sport",),
    "18": ("ekologia", "zwierzeta"),
    "19": ("turystyka",),
    "22a": ("pomoc-prawna",),
    "27": ("wolontariat",),
    "29": ("kombatanci",),
    "29a": ("kombatanci",),
    "31": ("rodzina",),
    "32": ("uzaleznienia",),
    "34": ("ekonomia-spoleczna",),
}
"""Codes of spheres, slugs of topics; a sphere that people name as the act does is left out."""
TELLING = 4
"""A call in more spheres than this is about none of them: «pkt 1-34» is not a call for seniors."""


def topics_of(codes: Sequence[str]) -> list[str]:
    """Slugs of the topics by which a call in the spheres is looked for, each once."""
    if len(codes) > TELLING:
        return []
    return list(dict.fromkeys(slug for code in codes for slug in SPOKEN.get(code, ())))


def spoken(spheres: Iterable[Sphere]) -> list[str]:
    """Names of those topics with their synonyms, as the register keeps them. At most one query."""
    slugs = topics_of([sphere.code for sphere in spheres])
    rows = Topic.objects.filter(slug__in=slugs).values_list("name", "synonyms") if slugs else ()
    return [words for row in rows for words in row]
