"""What a public answer would say, taken from the words of an inquiry. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.text import Truncator, capfirst

from coordination.anonymity import Asker, Office, Taken, clean

TITLE, QUESTION, SHORT = 255, 3000, 300
"""Letters at most."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZĄĆĘŁŃÓŚŹŻ„\[])")


@dataclass(frozen=True)
class Thread:
    """The words of an inquiry: what the asker wrote, in order, and the last answer."""

    subject: str
    questions: Sequence[str]
    answer: str


@dataclass(frozen=True)
class Proposal:
    """The texts with «[usunięto]» where somebody was named, and what was taken out of them."""

    title: str
    question: str
    short_answer: str
    paragraphs: list[str]
    taken: tuple[Taken, ...]


def propose(thread: Thread, asker: Asker, office: Office) -> Proposal:
    subject = clean(thread.subject, asker, office)
    question = clean("\n\n".join(thread.questions).replace("\r\n", "\n").strip(), asker, office)
    answer = clean(thread.answer.replace("\r\n", "\n").strip(), asker, office)
    return Proposal(
        title=Truncator(capfirst(" ".join(subject.text.split()))).chars(TITLE),
        question=Truncator(question.text).chars(QUESTION),
        short_answer=first_sentences(answer.text),
        paragraphs=[part.strip() for part in re.split(r"\n\s*\n", answer.text) if part.strip()],
        taken=(*subject.taken, *question.taken, *answer.taken),
    )


def first_sentences(text: str) -> str:
    """As many whole sentences as fit; of a very long one its beginning."""
    told = ""
    for sentence in _SENTENCE.split(" ".join(text.split())):
        longer = f"{told} {sentence}".strip()
        if len(longer) > SHORT:
            break
        told = longer
    return told or Truncator(" ".join(text.split())).chars(SHORT)
