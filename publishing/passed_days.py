"""Days that a Polish text speaks of as coming: «odbędzie się 15 marca 2026 r.», «wnioski do 15.03.2026». Pure.

Precision before recall: a day counts only with a full date, and only where its sentence says in so many words that it
is still to come (a verb of the future), or is the last day of something one may still do («zgłoszenia do …»). What is
told as past, the day of an act, a period of realisation and a state of affairs on a day are none of these.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

MONTHS = (
    "stycznia",
    "lutego",
    "marca",
    "kwietnia",
    "maja",
    "czerwca",
    "lipca",
    "sierpnia",
    "września",
    "października",
    "listopada",
    "grudnia",
)
QUOTED = 160
WEEKDAY = r"(?:poniedziałek|poniedziałku|wtorek|wtorku|środ[ęy]|czwartek|czwartku|piątek|piątku|sobot[ęy]|niedziel[ęi])"
_DAY = re.compile(
    rf"""(?:
        (?<![\w./])(?P<day>\d{{1,2}})(?:\s|\.\s?)(?P<month>{"|".join(MONTHS)})\s(?P<year>20\d\d)
      | (?<![\w./-])(?P<d>\d{{1,2}})[.-](?P<m>\d{{1,2}})[.-](?P<y>20\d\d)
      | (?<![\w./-])(?P<iso>20\d\d-\d\d-\d\d)
    )(?![\d-]|\.\d)""",
    re.VERBOSE | re.IGNORECASE,
)
_SHORT = ("ul", "os", "al", "pl", "np", "godz", "tel", "art", "nr", "pok", "im", "dr")
_ABBREVIATED = "".join(rf"(?<!\b{word})" for word in _SHORT)
_END = re.compile(rf"(?:(?<=[!?])|{_ABBREVIATED}(?<=\w)\.|(?<=[)%»”\"])\.)\s+(?=[„«\"(]?[A-ZĄĆĘŁŃÓŚŹŻ])|;\s|\n")

COMING = re.compile(
    r"""\b(?:odbędzie|odbędą|rozpocznie|rozpoczną|rozpoczniemy|zakończy|zakończą|zakończymy|nastąpi|nastąpią
    |będzie|będą|będziemy|zaprasza|zapraszamy|zapraszają|ogłosimy|ogłosi|opublikujemy|poinformujemy|przedstawimy
    |planowan\w+|planujemy|planuje|ruszy|rusza|ruszają|ruszamy|startuje|startujemy|startują|wystartuje|uruchomimy
    |spotkamy|spotkajmy|czekamy|przewidzian\w+|przewidujemy|potrwa|potrwają|zamierza|zamierzamy|wejdzie|wejdą)\b""",
    re.VERBOSE | re.IGNORECASE,
)
OPEN = re.compile(
    r"""\b(?:zgłoszenia|zgłoszeń|zgłaszać|zgłaszamy|złożyć|złożenia|składać|składania|składamy|nadsyłać|nadsyłania
    |przesłać|przesłania|przesyłać|wysłać|wysyłać|wnios\w+|wnosić|ofert\w*|nab[oó]r\w*|zapis\w*|rejestracj\w+
    |zarejestrować|uwag\w*|ankiet\w+|przyjmuj\w+|trwa|trwają|można|prosimy|termin\w*|upływa|mija|dostarczyć
    |otwart\w+|czynn\w+|dostępn\w+|obowiązuje|obowiązują|ważn[aey]\w*|czekamy)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_LAST = re.compile(
    rf"""\b(?:do|najpóźniej|nie\spóźniej\sniż|przed\supływem)\s(?:do\s)?(?:dnia\s|końca\sdnia\s)?
    (?:godz(?:\.|iny)\s?\d{{1,2}}(?:[:.]\d\d)?,?\s)?(?:dnia\s)?(?:{WEEKDAY},?\s(?:dnia\s)?)?(?:\d{{1,2}}\s?[–-]\s?)?$""",
    re.VERBOSE | re.IGNORECASE,
)
_NOT_COMING = re.compile(
    r"""(?:\b(?:z|od|po|sprzed|przed|na\sdzień|stan\sna|stan\sna\sdzień|względem|licząc\sod)\s(?:dnia\s|dniem\s|dniu\s)?
    |\b(?:ustaw\w+|uchwał\w+|zarządzeni\w+|rozporządzeni\w+|umow\w+|decyzj\w+|pism\w+|aktualizacja|opublikowano)[\s:,]*
    )$""",
    re.VERBOSE | re.IGNORECASE,
)
_PAST = re.compile(
    r"""\b(?:\w+(?:ał|ił|ył|ął|ała|iła|yła|ęła|ało|iło|yło|ęło|ały|iły|yły|ęły)(?:a?by)?
    |\w+(?:liśmy|łyśmy|łem|łam)|\w{2,}(?:ano|ono|ęto|yto)
    |(?:by|mie|prowadzi|złoży|spotka|zorganizowa|otrzyma|zakończy|realizowa|ogłosi|przyję|wzię|zosta)li)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_NO_VERB = re.compile(
    r"""(?:wy|u|od|prze)?dział[ya]?|(?:materi|kapit|sygn|kan|ide)ały?|[cms]ał[aeoy]|stał[aeoy]|ciało|sił[ay]|mił[aoy]
    |skał[ay]|trwały|wspaniały|doskonały|zapał|wały?|chwała|konto|wino|rano|piano|siano|kolano|okno|ono""",
    re.VERBOSE | re.IGNORECASE,
)
"""Words with endings of the past tense that are none."""
_TOLD = re.compile(
    r"\b(?:sprawozdani\w+|relacj\w+|fotorelacj\w+|podsumowani\w+|protok[oó]ł\w*|protokol\w*|zdjęci\w+|zdjęć|nagra\w+)\b",
    re.IGNORECASE,
)
_DONE_WITH = re.compile(
    r"\b(?:złożon|zgłoszon|nadesłan|otrzyman|przesłan|zawart|zrealizowan|poniesion|dokonan|wydan|zebran)\w+\s(?:\w+\s){0,2}$",
    re.IGNORECASE,
)
_PERIOD = re.compile(r"\b(?:realiz\w+|okres\w*|lata|latach|rozliczeni\w+|sprawozda\w+|kosztorys\w*)\b", re.IGNORECASE)
_SINCE = re.compile(r"\bod\s(?:dnia\s)?\d[\w.\s–-]{0,28}$", re.IGNORECASE)


@dataclass(frozen=True)
class Mentioned:
    """A day spoken of as coming, with the part of the sentence that says so."""

    on: dt.date
    quote: str


def coming_days(text: str) -> Iterator[Mentioned]:
    """Every day of the text that is spoken of as coming, in the order of the text; each once a sentence."""
    for sentence in sentences(text):
        seen = set()
        for hit in _DAY.finditer(sentence):
            on = _date(hit)
            if on is not None and on not in seen and _is_coming(sentence, hit):
                seen.add(on)
                yield Mentioned(on, _quote(sentence, hit))


def sentences(text: str) -> Iterator[str]:
    """Sentences, told apart by full stops before capitals; abbreviations of addresses do not end one."""
    for part in _END.split(text.replace("\N{NO-BREAK SPACE}", " ")):
        if part and (whole := " ".join(part.split())):
            yield whole


def _date(hit: re.Match[str]) -> dt.date | None:
    try:
        if hit["iso"]:
            return dt.date.fromisoformat(hit["iso"])
        if hit["month"]:
            return dt.date(int(hit["year"]), MONTHS.index(hit["month"].lower()) + 1, int(hit["day"]))
        return dt.date(int(hit["y"]), int(hit["m"]), int(hit["d"]))
    except ValueError:
        return None


def _is_coming(sentence: str, hit: re.Match[str]) -> bool:
    before = sentence[: hit.start()]
    if any(_NO_VERB.fullmatch(word.group()) is None for word in _PAST.finditer(sentence)):
        return False
    if (last := _LAST.search(before)) is not None:
        return _is_last_day(sentence, before[: last.start()])
    if _NOT_COMING.search(before) or _TOLD.search(sentence):
        return False
    return COMING.search(sentence) is not None


def _is_last_day(sentence: str, before: str) -> bool:
    """«do 15 marca 2026»: of something open, not the end of a period that somebody reports or realises."""
    if _DONE_WITH.search(before) or (_SINCE.search(before) and _PERIOD.search(sentence)):
        return False
    if not OPEN.search(sentence) and not COMING.search(sentence):
        return False
    return not re.search(r"\bokres\w*\s$", before, re.IGNORECASE)


def _quote(sentence: str, hit: re.Match[str]) -> str:
    """The sentence, or so much of it around the day, cut at blanks."""
    if len(sentence) <= QUOTED:
        return sentence
    start = max(hit.end() - QUOTED + 20, 0)
    start = sentence.rfind(" ", 0, start) + 1 if start else 0
    end = min(start + QUOTED, len(sentence))
    end = end if end == len(sentence) else sentence.rfind(" ", start, end)
    return f"{'…' if start else ''}{sentence[start:end]}{'…' if end < len(sentence) else ''}"
