"""The next step of a handoff in words, as each side reads it: the table of § 4 ust. 2 retold as sentences."""

from __future__ import annotations

import datetime as dt

import pytest

from coordination.calendar import WorkingCalendar, warsaw
from publishing.next_steps import Situation, due_on, in_words, step_of
from publishing.states import NEGOTIABLE, OPEN, Side, Stage

TODAY = dt.date(2026, 11, 23)  # a Monday
MONDAY = warsaw(dt.date(2026, 11, 30), dt.time(9))
OFFICE = WorkingCalendar()
UNIT, PORTAL = Side.UNIT, Side.PORTAL


def words(
    reader: str,
    stage: Stage,
    waiting: str = "",
    *,
    deliver_by: dt.date | None = None,
    today: dt.date = TODAY,
    at: dt.datetime = MONDAY,
) -> str:
    return in_words(Situation(stage, waiting, at, deliver_by), reader=reader, today=today, calendar=OFFICE)


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize(
    ("reader", "stage", "waiting", "sentence"),
    [
        (UNIT, Stage.QUEUED, UNIT, "Czekamy na redakcję, odpowiedź do 27 listopada 2026."),
        (UNIT, Stage.QUEUED, "", "Czekamy na redakcję, odpowiedź do 27 listopada 2026."),
        (UNIT, Stage.QUEUED, PORTAL, "Nasz ruch: odpowiedzieć na proponowane terminy do 27 listopada 2026."),
        (UNIT, Stage.PREPARED, UNIT, "Czekamy na redakcję, odpowiedź do 24 listopada 2026."),
        (UNIT, Stage.PREPARED, PORTAL, "Nasz ruch: odpowiedzieć na proponowane terminy do 24 listopada 2026."),
        (UNIT, Stage.PREPARED, "", "Nasz ruch: dostarczyć materiał do 25 listopada 2026."),
        (UNIT, Stage.RETURNED, "", "Nasz ruch: poprawić tekst i przekazać go ponownie do 27 listopada 2026."),
        (UNIT, Stage.SCHEDULED, "", "Opublikuje się samo: poniedziałek 30 listopada 2026, godz. 9:00."),
        (
            PORTAL,
            Stage.SCHEDULED,
            UNIT,
            "Nasz ruch: odpowiedzieć komórce do 27 listopada 2026, czy uzgodniony termin się zmienia. "
            "Do tego czasu obowiązuje.",
        ),
        (UNIT, Stage.FAILED, "", "Publikacja nie udała się. Portal próbuje ponownie, redakcja sprawdza przyczynę."),
        (UNIT, Stage.PUBLISHED, "", "Jest opublikowane."),
        (PORTAL, Stage.QUEUED, UNIT, "Nasz ruch: przeczytać i zdecydować do 27 listopada 2026."),
        (PORTAL, Stage.QUEUED, PORTAL, "Czekamy na komórkę, odpowiedź do 27 listopada 2026."),
        (PORTAL, Stage.PREPARED, UNIT, "Nasz ruch: odpowiedzieć na terminy komórki do 24 listopada 2026."),
        (PORTAL, Stage.PREPARED, "", "Czekamy na komórkę, materiał do 25 listopada 2026."),
        (PORTAL, Stage.RETURNED, "", "Czekamy na komórkę, poprawiony tekst do 27 listopada 2026."),
        (
            PORTAL,
            Stage.FAILED,
            "",
            "Nasz ruch: publikacja nie udała się, trzeba sprawdzić przyczynę. Portal próbuje dalej.",
        ),
        (PORTAL, Stage.WITHDRAWN, "", "Nic więcej: komórka wycofała przekazanie."),
        ("", Stage.QUEUED, UNIT, "Redakcja czyta i podejmuje decyzję do 27 listopada 2026."),
        ("", Stage.QUEUED, PORTAL, "Komórka odpowiada na propozycję terminów do 27 listopada 2026."),
        ("", Stage.PREPARED, "", "Komórka dostarcza materiał do 25 listopada 2026."),
    ],
)
def test_each_side_reads_whose_move_it_is_and_until_when(
    reader: str, stage: Stage, waiting: str, sentence: str
) -> None:
    assert words(reader, stage, waiting, deliver_by=dt.date(2026, 11, 25)) == sentence


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize(
    ("reader", "stage", "correcting", "sentence"),
    [
        (UNIT, Stage.QUEUED, "", "Czekamy na redakcję, wykonanie zlecenia do 27 listopada 2026."),
        (PORTAL, Stage.QUEUED, "", "Nasz ruch: wykonać zlecenie do 27 listopada 2026."),
        ("", Stage.QUEUED, "", "Redakcja wykonuje zlecenie do 27 listopada 2026."),
        (
            UNIT,
            Stage.QUEUED,
            "portal:writing",
            "Redakcja wykonuje nasze zlecenie i poprosi o zgodę, do 27 listopada 2026.",
        ),
        (
            PORTAL,
            Stage.QUEUED,
            "portal:writing",
            "Nasz ruch: dokończyć tekst zlecenia i wysłać go komórce do 27 listopada 2026.",
        ),
        (
            "",
            Stage.QUEUED,
            "portal:writing",
            "Redakcja wykonuje zlecenie do 27 listopada 2026, potem zgadza się komórka.",
        ),
        (UNIT, Stage.QUEUED, "portal:waiting", "Nasz ruch: zgodzić się na wynik zlecenia do 27 listopada 2026."),
        (PORTAL, Stage.QUEUED, "portal:waiting", "Czekamy na zgodę komórki na wynik zlecenia, do 27 listopada 2026."),
        ("", Stage.QUEUED, "portal:waiting", "Komórka zgadza się na wynik zlecenia do 27 listopada 2026."),
        (UNIT, Stage.RETURNED, "", "Nasz ruch: poprawić zlecenie i wysłać je ponownie do 27 listopada 2026."),
        (PORTAL, Stage.RETURNED, "", "Czekamy na komórkę, poprawione zlecenie do 27 listopada 2026."),
        ("", Stage.RETURNED, "", "Komórka poprawia zlecenie i wysyła je ponownie do 27 listopada 2026."),
    ],
)
def test_of_a_commission_without_a_result(reader: str, stage: Stage, correcting: str, sentence: str) -> None:
    situation = Situation(stage, UNIT, MONDAY, correcting=correcting, commissioned=True)
    assert in_words(situation, reader=reader, today=TODAY, calendar=OFFICE) == sentence


def test_dates_of_a_commission_are_answered_first() -> None:
    assert step_of(Stage.QUEUED, PORTAL, commissioned=True) == (UNIT, "answer")
    assert step_of(Stage.FAILED, "", commissioned=True) == (PORTAL, "repair")


@pytest.mark.parametrize("reader", [UNIT, PORTAL, ""])
@pytest.mark.parametrize("waiting", [UNIT, PORTAL, ""])
@pytest.mark.parametrize("stage", Stage)
def test_every_stage_has_a_sentence_for_every_reader(reader: str, waiting: str, stage: Stage) -> None:
    sentence = words(reader, stage, waiting)
    assert sentence.endswith(".")
    assert "%(" not in sentence
    side, _deed = step_of(stage, waiting)
    assert bool(side) is (stage in OPEN and (stage != Stage.SCHEDULED or bool(waiting)))
    if stage in NEGOTIABLE and waiting == PORTAL:
        assert side == UNIT


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (dt.date(2026, 11, 26), "odpowiedź do 27 listopada 2026."),
        (dt.date(2026, 11, 27), "odpowiedź do 27 listopada 2026."),
        (dt.date(2026, 11, 28), "odpowiedź do 30 listopada 2026."),
        (dt.date(2026, 11, 30), "odpowiedź do 30 listopada 2026."),
        (dt.date(2026, 12, 1), "odpowiedź do 30 listopada 2026. Ten dzień minął."),
    ],
)
def test_the_day_before_the_day_and_the_day_after(today: dt.date, expected: str) -> None:
    assert words(UNIT, Stage.QUEUED, UNIT, today=today).endswith(expected)


def test_working_days_leave_out_the_feasts() -> None:
    after_christmas = warsaw(dt.date(2026, 12, 28), dt.time(9))
    situation = Situation(Stage.QUEUED, UNIT, after_christmas)
    assert due_on(situation, TODAY, OFFICE) == dt.date(2026, 12, 23)


def test_without_a_day_of_delivery_the_material_comes_a_working_day_ahead() -> None:
    assert words(UNIT, Stage.PREPARED) == "Nasz ruch: dostarczyć materiał do 27 listopada 2026."
