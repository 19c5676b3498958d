"""Inquiries (sample-content.md, part 5) and their fates: answered, open, to be clarified, passed on, closed."""

from __future__ import annotations

import datetime as dt

from django.core.files.uploadedfile import SimpleUploadedFile

from coordination.actions import (
    Question,
    add_template,
    answer,
    ask,
    ask_to_clarify,
    classify,
    close,
    continue_inquiry,
    note,
    pass_on,
    say_whether_it_helped,
)
from coordination.models import Inquiry
from coordination.states import Matter
from coordination.uploads import Upload, checked

from . import answers
from .files import docx, pdf
from .shift import as_of
from .stage import Stage, text

TEMPLATES = {
    "kd": (
        (
            "Sale w domach kultury",
            "Dzień dobry,\n\nw sprawie {numer} („{temat}”): sale udostępniają domy kultury. Proszę zadzwonić do "
            "wybranego i zapytać o wolne godziny. Organizacje płacą stawkę z cennika, a przy zadaniu publicznym nic.",
        ),
        (
            "Brak danych",
            "Dzień dobry, {imie_nazwisko},\n\nprosimy o dzielnicę i liczbę osób. Wtedy odpowiemy dokładnie.",
        ),
    ),
    "sz": (
        (
            "Gdzie złożyć ofertę",
            "Dzień dobry,\n\nofertę do konkursu składa się w narzędziu wskazanym w ogłoszeniu. Numer sprawy: {numer}.",
        ),
    ),
}


def build(stage: Stage) -> None:
    _templates(stage)
    _closed(stage)
    _club_in_a_school(stage)
    _failure(stage)
    _score_cards(stage)
    _community_garden(stage)
    _late_one(stage)
    _rehearsals(stage)


def _templates(stage: Stage) -> None:
    at = stage.shift.working_days(-12, dt.time(8, 30))
    for key, rows in TEMPLATES.items():
        for title, words in rows:
            with as_of(at):
                add_template(
                    unit=stage.unit(key), title=title, text=words, by=stage.standing(f"koordynator.{key}", at), now=at
                )


CLOSED = (
    ("settled", "Godziny otwarcia archiwum", "Dziękujemy za telefon, wszystko zostało ustalone."),
    ("withdrawn", "Patronat nad koncertem", "Na Państwa prośbę."),
    ("duplicate", "Patronat nad koncertem, ponownie", "Odpowiadamy w poprzednim zapytaniu."),
    ("not-ours", "Pozwolenie na zbiórkę publiczną", "Zbiórki zgłasza się w ministerstwie, nie w urzędzie miasta."),
    ("spam", "Tanie kredyty", ""),
)


def _closed(stage: Stage) -> None:
    """Invented: one closed for each reason, all at KD."""
    for number, (because, subject, words) in enumerate(CLOSED):
        asked = stage.shift.working_days(-16 + number, dt.time(11, 10))
        question = Question(subject=subject, text=f"{subject}: prosimy o informację.", email="biuro@nuta.example")
        inquiry = _ask(stage, question, asked, unit=stage.unit("kd"))
        closed = asked + dt.timedelta(hours=2)
        with as_of(closed):
            by = stage.standing("zastepca.kd", closed)
            close(inquiry, because=because, text=words, by=by, now=closed)


def _file(name: str, content: bytes) -> Upload:
    return checked(SimpleUploadedFile(name, content))


def _ask(stage: Stage, question: Question, at: dt.datetime, **to: object) -> Inquiry:
    with as_of(at):
        return ask(question, now=at, **to).inquiry  # type: ignore[arg-type]


def _club_in_a_school(stage: Stage) -> None:
    """1: about K1, answered the next day, public at the competition since the day after."""
    asked = stage.shift.working_days(-4, dt.time(18, 40))
    inquiry = _ask(
        stage,
        Question(
            subject="Klub sąsiedzki w szkole po lekcjach",
            text="Czy klub sąsiedzki może działać w szkole po lekcjach? W ogłoszeniu jest mowa o lokalu "
            "dostępnym z ulicy.",
            email="biuro@sasiedzi-bienczyce.example",
            name="Anna Przykładowa",
            organisation="Stowarzyszenie Sąsiedzi z Bieńczyc",
            legal_form="association",
            function="prezeska",
            source="/konkursy/kluby-sasiedzkie-60/",
            publicly=True,
        ),
        asked,
        designation=stage.contact("koordynator.sz"),
        files=[_file("Plan sali.pdf", pdf("Plan sali", ["Wejście od ulicy, sala 60 m2."]))],
    )
    answered = stage.shift.working_days(-3, dt.time(9, 5))
    with as_of(answered):
        answer(
            inquiry,
            text="Tak, klub może działać w szkole po lekcjach, jeśli uczestnicy wchodzą bez proszenia o "
            "wpuszczenie i da się "
            "wjechać na wózku. W ofercie proszę opisać wejście i godziny. Odpowiedź opublikujemy przy konkursie.",
            by=stage.standing("koordynator.sz", answered),
            now=answered,
            files=[_file("Wzór opisu wejścia.docx", docx("Opis wejścia", ["Szerokość drzwi: … cm"]))],
        )
    thanked = answered + dt.timedelta(hours=8)
    with as_of(thanked):
        say_whether_it_helped(inquiry, helped=True, text="Dziękujemy, wzór bardzo pomógł.", now=thanked)
    inquiry.refresh_from_db()
    public = stage.shift.working_days(-2, dt.time(10))
    body = text(stage, *CLUB_ANSWER)
    page = answers.draft(stage, inquiry, by="koordynator.sz", at=public, title=IN_A_SCHOOL, body=body, **CLUB_TEXTS)
    stage.publish(page, by="koordynator.sz", at=public + dt.timedelta(minutes=20))


IN_A_SCHOOL = "Czy klub sąsiedzki może działać w szkole po lekcjach?"
CLUB_TEXTS: dict[str, str] = {
    "question": "Czy klub sąsiedzki może działać w szkole po lekcjach? W ogłoszeniu jest mowa o lokalu "
    "dostępnym z ulicy.",
    "short_answer": "Tak, jeśli uczestnicy wchodzą bez proszenia o wpuszczenie i da się wjechać na wózku.",
}
CLUB_ANSWER = (
    "Tak, klub może działać w szkole po lekcjach, jeśli uczestnicy wchodzą bez proszenia o wpuszczenie i da się "
    "wjechać na wózku.",
    "W ofercie proszę opisać wejście i godziny.",
)


def _failure(stage: Stage) -> None:
    """2: a failure of the tool shortly before a deadline; open. Who was asked is away now, the deputy has noted it."""
    asked = stage.shift.working_days(-2, dt.time(15, 10))
    inquiry = _ask(
        stage,
        Question(
            subject="Błąd Generatora przy załączaniu statutu",
            text=stage.fill("Generator pokazuje błąd przy załączaniu statutu większego niż 5 MB. Termin mamy {w:+3}."),
            email="zarzad@uks-czyzyny07.example",
            organisation="Uczniowski Klub Sportowy „Czyżyny 07”",
            legal_form="club",
            source="/konkursy/zimowe-zajecia-sportowe/",
        ),
        asked,
        designation=stage.contact("koordynator.sp"),
    )
    later = asked + dt.timedelta(minutes=12)
    with as_of(later):
        note(
            inquiry,
            text="Zgłoszenie awarii, priorytet: przekazane administratorowi narzędzia. Obejście: plik PDF do 5 MB.",
            by=stage.standing("zastepca.sp", later),
            now=later,
        )


def _score_cards(stage: Stage) -> None:
    """3: asks for score cards, which is a request for public information; WS asks which ones."""
    asked = stage.shift.working_days(-3, dt.time(11, 20))
    inquiry = _ask(
        stage,
        Question(
            subject="Karty oceny ofert z konkursu WS-DEMO-04",
            text="Prosimy o udostępnienie kart oceny ofert z konkursu WS-DEMO-04.",
            email="fundacja@zielonybrzeg.example",
            organisation="Fundacja „Zielony Brzeg”",
            legal_form="foundation",
            source="/konkursy/edukacja-nad-wisla/",
        ),
        asked,
        designation=stage.contact("koordynator.ws"),
    )
    asked_back = stage.shift.working_days(-2, dt.time(10, 30))
    with as_of(asked_back):
        by = stage.standing("koordynator.ws", asked_back)
        classify(inquiry, matter=Matter.INFORMATION, by=by, now=asked_back)
        inquiry.refresh_from_db()
        ask_to_clarify(
            inquiry,
            text="Traktujemy pismo jako wniosek o informację publiczną. Czy chodzi o karty wszystkich ofert, czy tylko "
            "Państwa oferty? Karty będą gotowe po rozstrzygnięciu konkursu.",
            by=by,
            now=asked_back,
        )


def _community_garden(stage: Stage) -> None:
    """4: from SZ to ZZM and on to WS, with number and promised day kept."""
    asked = stage.shift.working_days(-5, dt.time(20, 5))
    inquiry = _ask(
        stage,
        Question(
            subject="Ogród społeczny na skwerze",
            text="Z którym wydziałem rozmawiać o ogrodzie społecznym na skwerze?",
            email="kolo@przyjaciele-nowej-huty.example",
            organisation="Koło Przyjaciół Nowej Huty",
            legal_form="informal",
        ),
        asked,
        unit=stage.unit("sz"),
    )
    for days, key, account, words in (
        (-4, "zzm", "zastepca.sz", "Skwer jest w utrzymaniu Zarządu Zieleni Miejskiej."),
        (-2, "ws", "zastepca.zzm", "Teren możemy udostępnić; program ogrodów społecznych prowadzi WS."),
    ):
        at = stage.shift.working_days(days, dt.time(9, 40))
        with as_of(at):
            pass_on(inquiry, to=stage.unit(key), text=words, by=stage.standing(account, at), now=at)
        inquiry.refresh_from_db()


def _late_one(stage: Stage) -> None:
    """One more, invented: answered, asked again, and not answered in time. The boards show it late."""
    asked = stage.shift.working_days(-20, dt.time(8, 15))
    inquiry = _ask(
        stage,
        Question(
            subject="Termin umowy",
            text="Kiedy możemy się spodziewać projektu umowy? Zadanie chcemy zacząć na początku miesiąca.",
            email="biuro@kuzniasmaku.example",
            organisation="Spółdzielnia Socjalna „Kuźnia Smaku”",
            legal_form="cooperative",
        ),
        asked,
        unit=stage.unit("ek"),
    )
    answered = stage.shift.working_days(-17, dt.time(12, 0))
    with as_of(answered):
        answer(
            inquiry,
            text="Projekt umowy prześlemy w przyszłym tygodniu.",
            by=stage.standing("zastepca.ek", answered),
            now=answered,
        )
    again = stage.shift.working_days(-10, dt.time(16, 45))
    inquiry.refresh_from_db()
    with as_of(again):
        say_whether_it_helped(inquiry, helped=False, text="Termin minął.", now=again)
        continue_inquiry(inquiry, text="Projektu jeszcze nie ma. Czy coś się zmieniło?", now=again)


def _rehearsals(stage: Stage) -> None:
    """One more, invented: yesterday evening, nobody has answered yet."""
    _ask(
        stage,
        Question(
            subject="Sala na próby chóru",
            text="Szukamy sali na cotygodniowe próby chóru, 25 osób, najlepiej z pianinem. Czy domy kultury "
            "udostępniają sale organizacjom i na jakich warunkach?",
            email="chor@spiewajacakoronka.example",
            organisation="Stowarzyszenie Śpiewająca Koronka",
            legal_form="association",
        ),
        stage.shift.working_days(-1, dt.time(19, 30)),
        unit=stage.unit("kd"),
    )
