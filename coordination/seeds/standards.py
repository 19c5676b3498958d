"""Service standards: numbers the city sets for itself. None of them stands in the order or in a statute."""

from __future__ import annotations

from coordination.law import Measure

_DAYS, _CALENDAR_DAYS, _MONTHS = Measure.WORKING_DAYS, Measure.DAYS, Measure.MONTHS

# key, value, measure, Polish label. `lead.<kind>` and `review.<kind>` follow the kinds of content.
STANDARDS: tuple[tuple[str, int, Measure, str], ...] = (
    ("inquiry.answer", 7, _DAYS, "Odpowiedź na zapytanie organizacji (§ 5 pkt 2)"),
    ("inquiry.reopen", 30, _CALENDAR_DAYS, "Zapytanie: przez ile dni po odpowiedzi lub zamknięciu można dopisać"),
    ("inquiry.min_sample", 5, Measure.COUNT, "Najmniejsza liczba zapytań, od której pokazujemy statystykę"),
    (
        "inquiry.retention",
        24,
        _MONTHS,
        "Po ilu miesiącach od ostatniego słowa znikają dane pytającego (0: nigdy; do potwierdzenia przez SZ)",
    ),
    ("designation.notice", 3, _DAYS, "Informacja o zmianie koordynatora: «niezwłocznie» (§ 2 pkt 2)"),
    ("contact.confirm", 12, _MONTHS, "Potwierdzenie danych kontaktowych koordynatora"),
    ("small_grant.return", 10, _DAYS, "Kwartalna informacja o środkach na małe granty, po końcu kwartału (§ 3 pkt 5)"),
    ("tool.failure_alert", 24, Measure.HOURS, "Awaria narzędzia tuż przed końcem naboru: kiedy ostrzegać (§ 6 pkt 4)"),
    ("tool.account_hours", 24, Measure.HOURS, "Narzędzie konkursowe: ile godzin przed terminem trzeba mieć konto"),
    ("account.invitation", 14, _CALENDAR_DAYS, "Zaproszenie do portalu: przez ile dni działa odnośnik"),
    ("account.dormant", 180, _CALENDAR_DAYS, "Konto bez logowania: po ilu dniach jest zawieszane"),
    ("account.warning", 14, _CALENDAR_DAYS, "Konto bez logowania: na ile dni przed zawieszeniem ostrzegamy"),
    ("handoff.claim", 120, Measure.MINUTES, "Czas, po którym wygasa wzięcie materiału z kolejki"),
    ("page.lock", 16, Measure.HOURS, "Ręczna blokada strony: po ilu godzinach pracy urzędu zdejmuje ją zegar"),
    ("handoff.alarm", 2, _DAYS, "Uzgodniona publikacja bez osoby zatwierdzającej: kiedy alarmować"),
    ("letter.digest", 8, Measure.HOURS, "Zbiorczy list do pracowników: od której godziny w dni robocze"),
    ("mail.kept", 90, _CALENDAR_DAYS, "Poczta przychodząca: po ilu dniach od załatwienia usuwamy jej treść"),
    (
        "competition.assessment",
        1,
        _CALENDAR_DAYS,
        "Konkurs: ile dni po terminie zaczyna się ocena, gdy nie podano końca oceny formalnej",
    ),
    ("competition.archive", 12, _MONTHS, "Konkurs: ile miesięcy po wynikach lub unieważnieniu trafia do archiwum"),
    # § 4 ust. 2: how far ahead complete material is delivered
    ("lead.news", 2, _DAYS, "Wyprzedzenie: aktualność"),
    ("lead.event", 3, _DAYS, "Wyprzedzenie: wydarzenie"),
    ("lead.competition", 5, _DAYS, "Wyprzedzenie: otwarty konkurs ofert"),
    ("lead.aid", 3, _DAYS, "Wyprzedzenie: rodzaj pomocy"),
    ("lead.unit", 2, _DAYS, "Wyprzedzenie: strona komórki"),
    ("lead.standard", 3, _DAYS, "Wyprzedzenie: strona informacyjna"),
    ("lead.small_grant", 3, _DAYS, "Wyprzedzenie: nabór na małe granty"),
    ("lead.answer", 2, _DAYS, "Wyprzedzenie: pytanie i odpowiedź"),
    # § 3 pkt 2: how often a page is looked through
    ("review.news", 12, _MONTHS, "Przegląd: aktualność"),
    ("review.event", 12, _MONTHS, "Przegląd: wydarzenie"),
    ("review.competition", 6, _MONTHS, "Przegląd: otwarty konkurs ofert"),
    ("review.aid", 6, _MONTHS, "Przegląd: rodzaj pomocy"),
    ("review.unit", 6, _MONTHS, "Przegląd: strona komórki"),
    ("review.standard", 12, _MONTHS, "Przegląd: strona informacyjna"),
    ("review.small_grant", 6, _MONTHS, "Przegląd: nabór na małe granty"),
    ("review.answer", 6, _MONTHS, "Przegląd: pytanie i odpowiedź"),
)
