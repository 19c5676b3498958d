"""Inquiries with a period of law, each invented: of every kind, an extended one, one to be read as more; and old ones.

The answers of past months let the statistics of a unit, and the one public figure, stand above the smallest sample.
The oldest has lost its asker and its words after the time of keeping.
"""

from __future__ import annotations

import datetime as dt

from coordination.actions import Question, answer, ask, classify, enter_case_sign, extend
from coordination.models import Designation, Inquiry
from coordination.states import Matter, Office

from .shift import as_of
from .stage import Stage

# asked so many working days ago, answered so many later, about what
OLD_ANSWERS = (
    (-85, 1, "Plakaty w domach kultury"),
    (-77, 4, "Patronat nad festynem"),
    (-64, 3, "Nagłośnienie na piknik"),
    (-52, 9, "Druk śpiewników"),
    (-33, 2, "Współpraca z biblioteką"),
)


def build(stage: Stage) -> None:
    for asked, later, subject in OLD_ANSWERS:
        _answered(stage, asked, later, subject)
    _petition(stage)
    _complaint(stage)
    _accessibility(stage)
    _extended(stage)
    _oldest(stage)
    _reader_of_screens(stage)


def _ask(stage: Stage, question: Question, at: dt.datetime, unit: str) -> Inquiry:
    with as_of(at):
        return ask(question, now=at, unit=stage.unit(unit)).inquiry


def _set(stage: Stage, inquiry: Inquiry, matter: str, at: dt.datetime, account: str) -> None:
    with as_of(at):
        classify(inquiry, matter=matter, by=stage.standing(account, at), now=at)
        inquiry.refresh_from_db()


def _petition(stage: Stage) -> None:
    """Classified and registered: three months."""
    inquiry = _ask(
        stage,
        Question(
            subject="Petycja w sprawie ławek nad Wisłą",
            text="Składamy petycję o ustawienie ławek z oparciami na bulwarze, po jednej co sto metrów.",
            email="kontakt@lawkanadwisla.example",
            organisation="Stowarzyszenie „Ławka nad Wisłą”",
            legal_form="association",
        ),
        stage.shift.working_days(-12, dt.time(17, 5)),
        "zzm",
    )
    at = stage.shift.working_days(-11, dt.time(8, 50))
    _set(stage, inquiry, Matter.PETITION, at, "zastepca.zzm")
    with as_of(at):
        enter_case_sign(inquiry, sign="ZZM.152.DEMO.2026", by=stage.standing("zastepca.zzm", at), now=at)


def _complaint(stage: Stage) -> None:
    """Classified by SZ, registered in the office system: a month."""
    inquiry = _ask(
        stage,
        Question(
            subject="Skarga na brak odpowiedzi w sprawie umowy",
            text="Skarżymy się na to, że od trzech tygodni nikt nie odpowiada nam w sprawie terminu umowy.",
            email="biuro@kuzniasmaku.example",
            organisation="Spółdzielnia Socjalna „Kuźnia Smaku”",
            legal_form="cooperative",
        ),
        stage.shift.working_days(-4, dt.time(13, 40)),
        "sz",
    )
    at = stage.shift.working_days(-3, dt.time(8, 20))
    _set(stage, inquiry, Matter.COMPLAINT, at, "zastepca.sz")
    with as_of(at):
        enter_case_sign(inquiry, sign="SZ.1510.DEMO.2026", by=stage.standing("zastepca.sz", at), now=at)


def _accessibility(stage: Stage) -> None:
    """Classified: seven days, and the case sign is still to be entered."""
    inquiry = _ask(
        stage,
        Question(
            subject="Napisy do filmu o domach kultury",
            text="Żądamy zapewnienia dostępności cyfrowej: film o domach kultury nie ma napisów.",
            email="dostep@widzimyuszami.example",
            organisation="Stowarzyszenie „Widzimy uszami”",
            legal_form="association",
        ),
        stage.shift.working_days(-1, dt.time(9, 15)),
        "kd",
    )
    _set(stage, inquiry, Matter.ACCESSIBILITY, stage.shift.working_days(-1, dt.time(10, 0)), "koordynator.kd")


def _extended(stage: Stage) -> None:
    """Public information that has to be gathered first: extended, and nobody has entered the case sign yet."""
    inquiry = _ask(
        stage,
        Question(
            subject="Dotacje na kulturę od 2016 roku",
            text="Na podstawie ustawy o dostępie do informacji publicznej prosimy o wykaz dotacji na kulturę "
            "od 2016 roku, z kwotami i nazwami zadań.",
            email="redakcja@pismokrakowskie.example",
            organisation="Fundacja „Pismo Krakowskie”",
            legal_form="foundation",
        ),
        stage.shift.working_days(-6, dt.time(21, 15)),
        "kd",
    )
    _set(stage, inquiry, Matter.INFORMATION, stage.shift.working_days(-5, dt.time(9, 30)), "koordynator.kd")
    at = stage.shift.working_days(-1, dt.time(11, 0))
    with as_of(at):
        extend(
            inquiry,
            until=inquiry.answer_by + dt.timedelta(days=21),
            reason="Wykaz z lat 2016–2018 jest tylko na papierze, w archiwum zakładowym; musimy go przepisać.",
            by=stage.standing("koordynator.kd", at),
            now=at,
        )


def _reader_of_screens(stage: Stage) -> None:
    """Nobody has read it yet; its words suggest a request for digital accessibility."""
    _ask(
        stage,
        Question(
            subject="Regulamin w pliku PDF",
            text="Czytnik ekranu nie czyta regulaminu sali, bo to skan. Prosimy o wersję z tekstem.",
            email="dostep@widzimyuszami.example",
            organisation="Stowarzyszenie „Widzimy uszami”",
            legal_form="association",
            source="/pomoc/",
        ),
        stage.shift.working_days(-1, dt.time(18, 20)),
        "sz",
    )


def _answered(stage: Stage, days: int, later: int, subject: str) -> None:
    inquiry = _ask(
        stage,
        Question(
            subject=subject,
            text=f"{subject}: czy komórka może w tym pomóc i kogo zapytać o szczegóły?",
            email="biuro@dawne-pytania.example",
            organisation="Stowarzyszenie Dawne Pytania",
        ),
        stage.shift.working_days(days, dt.time(12, 0)),
        "kd",
    )
    at = stage.shift.working_days(days + later, dt.time(10, 10))
    with as_of(at):
        answer(inquiry, text="Tak, zapraszamy do rozmowy.", by=stage.standing("zastepca.kd", at), now=at)


def _oldest(stage: Stage) -> None:
    """From before today's designations, answered by whoever was deputy then; the time of keeping is over."""
    person = stage.contact("zastepca.kd").person
    Designation.objects.create(
        person=person,
        unit=stage.unit("kd"),
        office=Office.DEPUTY,
        from_on=stage.shift.day(-900),
        until_on=stage.shift.day(-700),
        designated_by="kierujący komórką",
        document="KD.DEMO.DAWNE",
    )
    _answered(stage, -560, 3, "Wypożyczenie krzeseł na festyn")
