"""Kinds of units, districts and the spheres of art. 4 ust. 1: what the statute and the city name."""

from __future__ import annotations

# code, name. Whether the order binds institutions of culture is a question to SZ, so their kind says so.
UNIT_KINDS = (
    ("wydzial", "Wydział Urzędu Miasta Krakowa"),
    ("biuro", "Biuro, kancelaria lub zespół Urzędu Miasta Krakowa"),
    ("jednostka", "Miejska jednostka organizacyjna"),
    ("grupa", "Grupa miejskich jednostek organizacyjnych"),
    ("kultura", "Instytucja kultury (czy zarządzenie jej dotyczy: do potwierdzenia przez SZ)"),
)

# number, Roman number, name
DISTRICTS = (
    (1, "I", "Stare Miasto"),
    (2, "II", "Grzegórzki"),
    (3, "III", "Prądnik Czerwony"),
    (4, "IV", "Prądnik Biały"),
    (5, "V", "Krowodrza"),
    (6, "VI", "Bronowice"),
    (7, "VII", "Zwierzyniec"),
    (8, "VIII", "Dębniki"),
    (9, "IX", "Łagiewniki-Borek Fałęcki"),
    (10, "X", "Swoszowice"),
    (11, "XI", "Podgórze Duchackie"),
    (12, "XII", "Bieżanów-Prokocim"),
    (13, "XIII", "Podgórze"),
    (14, "XIV", "Czyżyny"),
    (15, "XV", "Mistrzejowice"),
    (16, "XVI", "Bieńczyce"),
    (17, "XVII", "Wzgórza Krzesławickie"),
    (18, "XVIII", "Nowa Huta"),
)

# code, name shortened to its core; wording before 1.09.2026, changes of 2026 to be confirmed.
# The order is kept in tens, so that the statute may insert a point without renumbering.
SPHERES = (
    ("1", "pomoc społeczna, w tym pomoc rodzinom i osobom w trudnej sytuacji życiowej oraz wyrównywanie szans"),
    ("1a", "wspieranie rodziny i systemu pieczy zastępczej"),
    ("1b", "nieodpłatna pomoc prawna i zwiększanie świadomości prawnej społeczeństwa"),
    ("2", "integracja i reintegracja zawodowa i społeczna osób zagrożonych wykluczeniem społecznym"),
    ("3", "działalność charytatywna"),
    ("4", "podtrzymywanie tradycji narodowej, polskości oraz świadomości narodowej, obywatelskiej i kulturowej"),
    ("5", "działalność na rzecz mniejszości narodowych i etnicznych oraz języka regionalnego"),
    ("5a", "działalność na rzecz integracji cudzoziemców"),
    ("6", "ochrona i promocja zdrowia, w tym działalność lecznicza"),
    ("7", "działalność na rzecz osób niepełnosprawnych"),
    ("8", "promocja zatrudnienia i aktywizacji zawodowej"),
    ("9", "działalność na rzecz równych praw kobiet i mężczyzn"),
    ("10", "działalność na rzecz osób w wieku emerytalnym"),
    ("11", "działalność wspomagająca rozwój gospodarczy, w tym rozwój przedsiębiorczości"),
    ("12", "działalność wspomagająca rozwój techniki, wynalazczości i innowacyjności"),
    ("13", "działalność wspomagająca rozwój wspólnot i społeczności lokalnych"),
    ("14", "nauka, szkolnictwo wyższe, edukacja, oświata i wychowanie"),
    ("15", "działalność na rzecz dzieci i młodzieży, w tym wypoczynku dzieci i młodzieży"),
    ("16", "kultura, sztuka, ochrona dóbr kultury i dziedzictwa narodowego"),
    ("17", "wspieranie i upowszechnianie kultury fizycznej"),
    ("18", "ekologia i ochrona zwierząt oraz ochrona dziedzictwa przyrodniczego"),
    ("19", "turystyka i krajoznawstwo"),
    ("20", "porządek i bezpieczeństwo publiczne"),
    ("21", "obronność państwa i działalność Sił Zbrojnych Rzeczypospolitej Polskiej"),
    ("22", "upowszechnianie i ochrona wolności i praw człowieka oraz swobód obywatelskich, rozwój demokracji"),
    ("22a", "udzielanie nieodpłatnego poradnictwa obywatelskiego"),
    ("23", "ratownictwo i ochrona ludności"),
    ("24", "pomoc ofiarom katastrof, klęsk żywiołowych, konfliktów zbrojnych i wojen"),
    ("25", "upowszechnianie i ochrona praw konsumentów"),
    ("26", "działalność na rzecz integracji europejskiej oraz kontaktów i współpracy między społeczeństwami"),
    ("27", "promocja i organizacja wolontariatu"),
    ("28", "pomoc Polonii i Polakom za granicą"),
    ("29", "działalność na rzecz kombatantów i osób represjonowanych"),
    ("29a", "działalność na rzecz weteranów i weteranów poszkodowanych"),
    ("30", "promocja Rzeczypospolitej Polskiej za granicą"),
    ("31", "działalność na rzecz rodziny, macierzyństwa, rodzicielstwa, upowszechniania i ochrony praw dziecka"),
    ("32", "przeciwdziałanie uzależnieniom i patologiom społecznym"),
    ("32a", "rewitalizacja"),
    ("33", "działalność na rzecz organizacji pozarządowych i podmiotów z art. 3 ust. 3 w zakresie pkt 1–32a"),
    ("34", "działalność na rzecz podmiotów ekonomii społecznej i przedsiębiorstw społecznych"),
)
