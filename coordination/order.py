"""Order no. 351/2026 of the Mayor of Kraków (24 February 2026), as citable places.

Refusals, duties and tests cite these; `PLACES` is the whole order, in its own sequence.
Titles are Polish data: short names of the places, not the wording of the order.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

NUMBER = "351/2026"
NAME = "zarządzenie nr 351/2026 Prezydenta Miasta Krakowa z dnia 24 lutego 2026 r."
SIGNED_ON = dt.date(2026, 2, 24)
IN_FORCE_FROM = SIGNED_ON  # § 9: with the day of signing

_WRITTEN = re.compile(r"^§ (?P<par>\d+)(?: ust\. (?P<ust>\d+))?(?: pkt (?P<pkt>\d+))?(?: lit\. (?P<lit>[a-z]))?$")


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in the order. `str()` gives «§ 4 ust. 1 pkt 2»."""

    par: int
    ust: int | None = None
    pkt: int | None = None
    lit: str | None = None

    def __str__(self) -> str:
        parts = [f"§ {self.par}"]
        if self.ust is not None:
            parts.append(f"ust. {self.ust}")
        if self.pkt is not None:
            parts.append(f"pkt {self.pkt}")
        if self.lit is not None:
            parts.append(f"lit. {self.lit}")
        return " ".join(parts)

    def __lt__(self, other: Citation) -> bool:
        return self._key < other._key

    @property
    def _key(self) -> tuple[int, int, int, str]:
        return self.par, self.ust or 0, self.pkt or 0, self.lit or ""

    @property
    def title(self) -> str:
        """Short Polish title; KeyError for a place that the order does not have."""
        return PLACES[self]

    @property
    def above(self) -> Citation | None:
        """The place this one is part of: a letter's point, a point's passage, a passage's paragraph."""
        if self.lit is not None:
            return Citation(self.par, self.ust, self.pkt)
        if self.pkt is not None:
            return Citation(self.par, self.ust)
        return Citation(self.par) if self.ust is not None else None

    @classmethod
    def parse(cls, written: str) -> Citation:
        """Read «§ 4 ust. 1 pkt 2» back. ValueError when it is not so written."""
        found = _WRITTEN.match(written.replace("\N{NO-BREAK SPACE}", " ").strip())
        if not found:
            raise ValueError(written)
        ust, pkt = found["ust"], found["pkt"]
        return cls(int(found["par"]), int(ust) if ust else None, int(pkt) if pkt else None, found["lit"])


# § 1 what the words mean
COORDINATOR = Citation(1, pkt=1)
UNIT = Citation(1, pkt=2)
ORGANISATION = Citation(1, pkt=3)
PORTALS = Citation(1, pkt=4)
SZ = Citation(1, pkt=5)
ACT = Citation(1, pkt=6)
EXTERNAL_USER = Citation(1, pkt=7)
# § 2 heads of units
DESIGNATION = Citation(2, pkt=1)
NOTICE = Citation(2, pkt=2)
SCOPE_OF_WORK = Citation(2, pkt=3)
PARTICIPATION = Citation(2, pkt=4)
CONSULTATIONS = Citation(2, pkt=4, lit="a")
COORDINATOR_TRAINING = Citation(2, pkt=4, lit="b")
SECTOR_MEETING = Citation(2, pkt=5)
OUTSIDE_TRAINING = Citation(2, pkt=6)
TIMELINESS = Citation(2, pkt=7)
# § 3 ongoing cooperation with SZ
NORMATIVE_ACTS = Citation(3, pkt=1)
CURRENT_CONTENT = Citation(3, pkt=2)
DRAFTS_TO_SZ = Citation(3, pkt=3)
PROGRAMME = Citation(3, pkt=4)
PROGRAMME_TASKS = Citation(3, pkt=4, lit="a")
PROGRAMME_ACTIONS = Citation(3, pkt=4, lit="b")
PROGRAMME_NON_FINANCIAL = Citation(3, pkt=4, lit="c")
PROGRAMME_DISTRICTS = Citation(3, pkt=4, lit="d")
SMALL_GRANT_FUNDS = Citation(3, pkt=5)
ANNOUNCED_COMPETITIONS = Citation(3, pkt=6)
REPORTING = Citation(3, pkt=7)
IT_SYSTEMS = Citation(3, pkt=8)
CONTRACT_TEMPLATE = Citation(3, pkt=9)
COMPETITION_RULES = Citation(3, pkt=10)
STATISTICS = Citation(3, pkt=11)
SZ_MEETINGS = Citation(3, pkt=12)
# § 4 portals
WITHIN_RIGHTS = Citation(4, ust=1, pkt=1)
BEYOND_RIGHTS = Citation(4, ust=1, pkt=2)
AGREED_DATE = Citation(4, ust=2)
# § 5 work with organisations
INFORM_ON_COOPERATION = Citation(5, pkt=1)
ANSWER_INQUIRIES = Citation(5, pkt=2)
INFORM_ON_AID = Citation(5, pkt=3)
PARTNERSHIPS = Citation(5, pkt=4)
OPINIONS = Citation(5, pkt=5)
# § 6 the competition tool
TOOL_REMARKS = Citation(6, pkt=1)
TOOL_HELP = Citation(6, pkt=2)
TOOL_CHANGES = Citation(6, pkt=3)
TOOL_FAILURES = Citation(6, pkt=4)
# §§ 7-9
HEADS = Citation(7, ust=1)
DIRECTOR = Citation(7, ust=2)
REPEAL = Citation(8)
ENTRY_INTO_FORCE = Citation(9)

PLACES: dict[Citation, str] = {
    COORDINATOR: "Koordynator: kto nim jest",
    UNIT: "Komórka merytoryczna",
    ORGANISATION: "Organizacja pozarządowa",
    PORTALS: "Portale internetowe",
    SZ: "SZ: komórka koordynująca współpracę",
    ACT: "Ustawa",
    EXTERNAL_USER: "Użytkownik zewnętrzny",
    DESIGNATION: "Wyznaczenie koordynatora i zastępstwa",
    NOTICE: "Pisemna informacja o koordynatorach do SZ",
    SCOPE_OF_WORK: "Uzupełnienie zakresów czynności",
    PARTICIPATION: "Zapewnienie udziału koordynatorów",
    CONSULTATIONS: "Udział w konsultacjach programów i dyżurach telefonicznych",
    COORDINATOR_TRAINING: "Udział w spotkaniach i szkoleniach dla koordynatorów",
    SECTOR_MEETING: "Spotkanie branżowe przynajmniej raz w roku",
    OUTSIDE_TRAINING: "Podnoszenie kwalifikacji koordynatorów",
    TIMELINESS: "Monitorowanie terminowości zadań koordynatorów",
    NORMATIVE_ACTS: "Przygotowywanie aktów i rozwiązań organizacyjnych",
    CURRENT_CONTENT: "Aktualność i kompletność publikowanych informacji",
    DRAFTS_TO_SZ: "Projekty aktów i dokumentów do wiadomości SZ",
    PROGRAMME: "Propozycje do programów współpracy",
    PROGRAMME_TASKS: "Priorytetowe zadania publiczne",
    PROGRAMME_ACTIONS: "Działania priorytetowe na rok kolejny",
    PROGRAMME_NON_FINANCIAL: "Działania wspólne w formie pozafinansowej",
    PROGRAMME_DISTRICTS: "Zadania z uchwał Rad Dzielnic",
    SMALL_GRANT_FUNDS: "Kwartalna informacja o środkach na małe granty (art. 19a)",
    ANNOUNCED_COMPETITIONS: "Informacja o ogłoszonych konkursach ofert",
    REPORTING: "Materiały sprawozdawcze",
    IT_SYSTEMS: "Współtworzenie systemów informatycznych",
    CONTRACT_TEMPLATE: "Coroczny wzór umowy dotacyjnej",
    COMPETITION_RULES: "Coroczny regulamin procedury konkursów ofert",
    STATISTICS: "Dane statystyczne o dotacjach, w tym proces GR 5",
    SZ_MEETINGS: "Udział w corocznych spotkaniach organizowanych przez SZ",
    WITHIN_RIGHTS: "Publikowanie w ramach nadanych uprawnień",
    BEYOND_RIGHTS: "Przekazanie materiałów wykraczających poza uprawnienia",
    AGREED_DATE: "Uzgodnienie terminu dostarczenia materiałów",
    INFORM_ON_COOPERATION: "Informowanie o współpracy komórki z organizacjami",
    ANSWER_INQUIRIES: "Odpowiadanie na zapytania organizacji",
    INFORM_ON_AID: "Informowanie o pomocy finansowej i pozafinansowej",
    PARTNERSHIPS: "Nawiązywanie współpracy i partnerstw",
    OPINIONS: "Opiniowanie wniosków, projektów i dokumentów",
    TOOL_REMARKS: "Uwagi o działaniu narzędzia konkursowego",
    TOOL_HELP: "Pomoc nowym użytkownikom narzędzia",
    TOOL_CHANGES: "Informowanie o zmianach w narzędziu",
    TOOL_FAILURES: "Zgłaszanie awarii i nieprawidłowości",
    HEADS: "Wykonanie zarządzenia przez kierujących komórkami",
    DIRECTOR: "Koordynator wykonania: Dyrektor SZ",
    REPEAL: "Uchylenie zarządzenia nr 1687/2022",
    ENTRY_INTO_FORCE: "Wejście w życie",
}
