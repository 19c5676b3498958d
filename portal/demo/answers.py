"""Public answers made of inquiries: one at a competition, one at an aid card, one overdue for review."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from wagtail.log_actions import LogContext

from coordination.actions import Question, answer, ask
from coordination.models import Inquiry, Topic
from pages.answers.deeds import begin_answer
from publishing.models import Stewardship

from .shift import as_of
from .stage import Stage


@dataclass(frozen=True)
class Talk:
    """A question and its answer of long ago. Days are counted from the day of the build."""

    question: Question
    unit: str
    topic: str
    asked: int
    by: str
    answer: str


ROOM = Talk(
    Question(
        subject="Czy salę można zarezerwować na cały semestr?",
        text="Jestem Zofia Zmyślona ze Stowarzyszenia Scena Trzech Pokoleń. Prowadzimy warsztaty w każdy czwartek. Czy "
        "możemy zarezerwować salę od razu na cały semestr? Proszę dzwonić: 12 345 67 89.",
        email="kontakt@scenatrzechpokolen.example",
        name="Zofia Zmyślona",
        organisation="Stowarzyszenie Scena Trzech Pokoleń",
        legal_form="association",
        source="/pomoc/bezplatna-sala/",
    ),
    unit="sz",
    topic="lokale",
    asked=-31,
    by="zastepca.sz",
    answer="Tak, ale najwyżej na trzy miesiące z góry. Rezerwacja wygasa po dwóch nieobecnościach bez odwołania.\n\n"
    "Na kolejne trzy miesiące rezerwuje się salę tak samo; terminów z poprzedniego okresu nikt nie traci, jeśli "
    "odnowi je tydzień wcześniej.",
)
PATRONAGE = Talk(
    Question(
        subject="Kto wydaje zgodę na plakaty w domach kultury?",
        text="Gdzie pytać o zgodę na plakaty w miejskich domach kultury i ile to trwa?",
        email="promocja@festynpodkopcem.example",
        organisation="Fundacja Festyn pod Kopcem",
        legal_form="foundation",
        source="/pomoc/pomoc-w-promocji/",
    ),
    unit="kd",
    topic="promocja",
    asked=-215,
    by="zastepca.kd",
    answer="Zgodę wydaje dom kultury, w którym plakat ma wisieć. Zwykle trwa to tydzień.",
)

TREES = Talk(
    Question(
        subject="Sadzenie drzew z dziećmi",
        text="Czy możemy z dziećmi posadzić drzewa na skwerze przy szkole? Kto daje sadzonki?\n"
        "Maria Wymyślona, Fundacja Leśne Ludki, tel. 12 345 67 80",
        email="biuro@lesneludki.example",
        name="Maria Wymyślona",
        organisation="Fundacja Leśne Ludki",
        legal_form="foundation",
    ),
    unit="ws",
    topic="zielen",
    asked=-9,
    by="koordynator.ws",
    answer="Tak, w październiku i listopadzie. Sadzonki daje Zarząd Zieleni Miejskiej, miejsce wskazuje jego "
    "pracownik.",
)


def build(stage: Stage) -> None:
    """SZ publishes its own within its rights; KD has no right to answers, so its one went through the queue.

    WS has answered a question and not yet decided whether all should read it.
    """
    patronage = _talk(stage, PATRONAGE)
    page = draft(stage, patronage, by=PATRONAGE.by, at=_later(stage, PATRONAGE))
    stage.through_queue(page, by=PATRONAGE.by, publish_at=stage.shift.at(-200, dt.time(9)))
    Stewardship.objects.filter(page=page).update(review_by=stage.shift.day(-12))
    room = _talk(stage, ROOM)
    begun = _later(stage, ROOM)
    page = draft(stage, room, by=ROOM.by, at=begun)
    stage.publish(page, by=ROOM.by, at=begun + dt.timedelta(hours=2))
    _talk(stage, TREES)


def _talk(stage: Stage, talk: Talk) -> Inquiry:
    asked, answered = stage.shift.at(talk.asked), stage.shift.at(talk.asked + 2, dt.time(13))
    with as_of(asked):
        topic = Topic.objects.get(slug=talk.topic)
        inquiry = ask(talk.question, now=asked, unit=stage.unit(talk.unit), topic=topic).inquiry
    with as_of(answered):
        answer(inquiry, text=talk.answer, by=stage.standing(talk.by, answered), now=answered)
    inquiry.refresh_from_db()
    return inquiry


def _later(stage: Stage, talk: Talk) -> dt.datetime:
    """After the answer, whichever working days the shift finds."""
    return stage.shift.at(talk.asked + 5, dt.time(14))


def draft(stage: Stage, inquiry: Inquiry, *, by: str, at: dt.datetime, **texts: Any) -> Any:
    """The draft that the button makes, read by a person: words about who asked leave no gap."""
    with as_of(at), LogContext(user=stage.user(by)):
        page = begin_answer(inquiry, by=stage.standing(by, at), now=at)
    page.question = ASKED.get(inquiry.subject, page.question)
    for name, text in texts.items():
        setattr(page, name, text)
    return stage.rewrite(page, by=by, at=at)


ASKED = {
    ROOM.question.subject: "Prowadzimy warsztaty w każdy czwartek. Czy możemy zarezerwować "
    "salę od razu na cały semestr?"
}
"""Questions as the unit left them, where something had been taken out."""
