"""What §§ 2-7 ask for, as rows. Titles say it in the second breath of an office: short and plain.

The key is the name of the constant in `coordination.order` with hyphens. «SZ ustala» marks dates that the order
leaves open. `settled_by` names the evidence.
"""

from __future__ import annotations

from typing import NamedTuple

from coordination import order
from coordination.order import Citation
from coordination.states import Office

HEAD, COORDINATOR = Office.HEAD, Office.COORDINATOR


class DutySeed(NamedTuple):
    key: str
    place: Citation
    owed_by: Office
    title: str
    due_rule: str
    settled_by: str


D = DutySeed

DUTIES = (
    D(
        "designation",
        order.DESIGNATION,
        HEAD,
        "Wyznacz koordynatora i zastępstwo",
        "stale; od razu, gdy brakuje osoby",
        "wyznaczenie w spisie koordynatorów",
    ),
    D(
        "notice",
        order.NOTICE,
        HEAD,
        "Przekaż SZ pisemną informację o zmianie koordynatora lub zastępstwa",
        "niezwłocznie, przy każdej zmianie",
        "pismo do SZ ze znakiem sprawy",
    ),
    D(
        "scope-of-work",
        order.SCOPE_OF_WORK,
        HEAD,
        "Uzupełnij zakres czynności wyznaczonej osoby",
        "przy wyznaczeniu",
        "oświadczenie kierującego z datą",
    ),
    D(
        "consultations",
        order.CONSULTATIONS,
        HEAD,
        "Zapewnij udział w konsultacjach programów i dyżurach telefonicznych",
        "przy każdych konsultacjach; terminy ustala SZ",
        "lista obecności lub odbyty dyżur",
    ),
    D(
        "coordinator-training",
        order.COORDINATOR_TRAINING,
        HEAD,
        "Zapewnij udział w spotkaniach i szkoleniach dla koordynatorów",
        "przy każdym spotkaniu; terminy ustala SZ",
        "lista obecności (zastępstwo się liczy)",
    ),
    D(
        "sector-meeting",
        order.SECTOR_MEETING,
        HEAD,
        "Zorganizuj spotkanie branżowe dla organizacji",
        "przynajmniej raz w roku, do 31 grudnia",
        "odbyte spotkanie branżowe w kalendarzu",
    ),
    D(
        "outside-training",
        order.OUTSIDE_TRAINING,
        HEAD,
        "Umożliw koordynatorom szkolenia zewnętrzne",
        "stale",
        "wpis o szkoleniu",
    ),
    D(
        "timeliness",
        order.TIMELINESS,
        HEAD,
        "Sprawdzaj, czy zadania dla SZ są wykonywane w terminie",
        "stale",
        "przegląd zadań komórki",
    ),
    D(
        "normative-acts",
        order.NORMATIVE_ACTS,
        COORDINATOR,
        "Współtwórz akty i rozwiązania ułatwiające współpracę",
        "na bieżąco",
        "uwagi lub projekt",
    ),
    D(
        "current-content",
        order.CURRENT_CONTENT,
        COORDINATOR,
        "Dbaj o aktualność i kompletność stron komórki",
        "na bieżąco; przegląd w odstępach przyjętych dla rodzaju treści",
        "poprawa strony lub «Potwierdzam aktualność»",
    ),
    D(
        "drafts-to-sz",
        order.DRAFTS_TO_SZ,
        COORDINATOR,
        "Prześlij SZ projekty uchwał, zarządzeń i procedur",
        "gdy powstają",
        "przesłany dokument",
    ),
    D(
        "programme-tasks",
        order.PROGRAMME_TASKS,
        COORDINATOR,
        "Podaj priorytetowe zadania publiczne do programu współpracy",
        "przy każdym naborze propozycji; termin ustala SZ",
        "wypełniona część a)",
    ),
    D(
        "programme-actions",
        order.PROGRAMME_ACTIONS,
        COORDINATOR,
        "Podaj działania priorytetowe na rok kolejny",
        "przy każdym naborze propozycji; termin ustala SZ",
        "wypełniona część b)",
    ),
    D(
        "programme-non-financial",
        order.PROGRAMME_NON_FINANCIAL,
        COORDINATOR,
        "Podaj działania wspólne w formie pozafinansowej",
        "przy każdym naborze propozycji; termin ustala SZ",
        "wypełniona część c) albo «nie dotyczy» z powodem",
    ),
    D(
        "programme-districts",
        order.PROGRAMME_DISTRICTS,
        COORDINATOR,
        "Podaj zadania przypisane uchwałami Rad Dzielnic",
        "przy każdym naborze propozycji; termin ustala SZ",
        "wypełniona część d) albo «nie dotyczy» z powodem",
    ),
    D(
        "small-grant-funds",
        order.SMALL_GRANT_FUNDS,
        COORDINATOR,
        "Przekaż wysokość środków na małe granty (art. 19a)",
        "co kwartał; dzień ustala SZ",
        "informacja kwartalna (zero to też informacja)",
    ),
    D(
        "announced-competitions",
        order.ANNOUNCED_COMPETITIONS,
        COORDINATOR,
        "Przekaż informację o ogłoszonym konkursie",
        "na bieżąco, przy ogłoszeniu",
        "konkurs na portalu i potwierdzone miejsca ogłoszenia",
    ),
    D(
        "reporting",
        order.REPORTING,
        COORDINATOR,
        "Przekaż materiały sprawozdawcze",
        "przed sprawozdaniem z programu (Rada i BIP do 31 maja); termin ustala SZ",
        "przekazane materiały",
    ),
    D(
        "it-systems",
        order.IT_SYSTEMS,
        COORDINATOR,
        "Weź udział w projektowaniu i testowaniu systemów",
        "gdy SZ prowadzi prace",
        "wynik testu lub uwagi",
    ),
    D(
        "contract-template",
        order.CONTRACT_TEMPLATE,
        COORDINATOR,
        "Zgłoś uwagi do wzoru umowy dotacyjnej",
        "co roku; termin ustala SZ",
        "uwagi albo «bez uwag»",
    ),
    D(
        "competition-rules",
        order.COMPETITION_RULES,
        COORDINATOR,
        "Zgłoś uwagi do regulaminu konkursów ofert",
        "co roku; termin ustala SZ",
        "uwagi albo «bez uwag»",
    ),
    D(
        "statistics",
        order.STATISTICS,
        COORDINATOR,
        "Przekaż dane statystyczne o dotacjach (GR 5)",
        "w terminach z Księgi ZSZ; termin ustala SZ",
        "przekazane dane",
    ),
    D(
        "sz-meetings",
        order.SZ_MEETINGS,
        COORDINATOR,
        "Weź udział w spotkaniach organizowanych przez SZ",
        "co roku; terminy ustala SZ",
        "lista obecności",
    ),
    D(
        "within-rights",
        order.WITHIN_RIGHTS,
        COORDINATOR,
        "Publikuj i aktualizuj treści komórki",
        "na bieżąco",
        "opublikowana strona",
    ),
    D(
        "beyond-rights",
        order.BEYOND_RIGHTS,
        COORDINATOR,
        "Przekaż do publikacji materiał spoza nadanych uprawnień",
        "w uzgodnionym terminie",
        "kompletny materiał w kolejce",
    ),
    D(
        "agreed-date",
        order.AGREED_DATE,
        COORDINATOR,
        "Uzgodnij termin dostarczenia materiału",
        "przed przekazaniem, z wyprzedzeniem",
        "termin przyjęty przez obie strony",
    ),
    D(
        "inform-on-cooperation",
        order.INFORM_ON_COOPERATION,
        COORDINATOR,
        "Informuj o współpracy komórki z organizacjami",
        "na bieżąco",
        "aktualna strona komórki",
    ),
    D(
        "answer-inquiries",
        order.ANSWER_INQUIRIES,
        COORDINATOR,
        "Odpowiedz na zapytanie organizacji",
        "zarządzenie nie podaje terminu; standard obsługi",
        "odpowiedź",
    ),
    D(
        "inform-on-aid",
        order.INFORM_ON_AID,
        COORDINATOR,
        "Informuj o pomocy finansowej i pozafinansowej",
        "na bieżąco",
        "aktualny opis pomocy",
    ),
    D(
        "partnerships",
        order.PARTNERSHIPS,
        COORDINATOR,
        "Nawiązuj i rozwijaj współpracę i partnerstwa",
        "na bieżąco",
        "wpis o partnerstwie",
    ),
    D(
        "opinions",
        order.OPINIONS,
        COORDINATOR,
        "Zaopiniuj wniosek, projekt lub dokument",
        "na bieżąco; termin podaje prosząca komórka",
        "opinia",
    ),
    D(
        "tool-remarks",
        order.TOOL_REMARKS,
        COORDINATOR,
        "Zbierz i przekaż uwagi o narzędziu konkursowym",
        "na bieżąco",
        "przekazane uwagi",
    ),
    D(
        "tool-help",
        order.TOOL_HELP,
        COORDINATOR,
        "Pomóż nowym użytkownikom narzędzia konkursowego",
        "gdy proszą",
        "udzielona pomoc",
    ),
    D(
        "tool-changes",
        order.TOOL_CHANGES,
        COORDINATOR,
        "Poinformuj o zmianach w narzędziu konkursowym",
        "po każdej zmianie",
        "przekazana informacja",
    ),
    D(
        "tool-failures",
        order.TOOL_FAILURES,
        COORDINATOR,
        "Zgłoś awarię lub nieprawidłowość administratorowi systemu",
        "od razu po zgłoszeniu",
        "zgłoszenie z godziną przekazania",
    ),
    D("heads", order.HEADS, HEAD, "Wykonaj zarządzenie w komórce", "stale", "tablica obowiązków komórki"),
    D(
        "director",
        order.DIRECTOR,
        HEAD,
        "Koordynuj wykonanie zarządzenia (Dyrektor SZ)",
        "stale; zestawienie raz w roku",
        "roczne zestawienie",
    ),
)
