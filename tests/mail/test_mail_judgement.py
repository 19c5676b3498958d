"""What becomes of a letter, as a table of facts (scenario 55): what is not proven waits for a person."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coordination.mail_judgement import LONGEST, MOST_A_DAY, READ, Act, Facts, judge
from coordination.states import Correspondent, MailReason, MailState
from coordination.verdict import Verdict

pytestmark = pytest.mark.par(5, pkt=2)
ASKER = Facts(text="Tak.", reply_by=Correspondent.ASKER, same_address=True)
UNIT = replace(ASKER, reply_by=Correspondent.UNIT)
QUOTED = "W dniu 24.11.2026 o 10:15 X pisze:\n> Kiedy?"
CASES = {
    "the asker's reply": (ASKER, MailState.ADDED, "", Act.CONTINUE),
    "the asker's reply with files": (replace(ASKER, with_files=True), MailState.ADDED, "", Act.CONTINUE),
    "the unit's reply": (UNIT, MailState.ADDED, "", Act.ANSWER),
    "no mark": (replace(ASKER, reply_by=""), MailState.HELD, MailReason.UNMARKED, Act.NOTHING),
    "another address": (replace(ASKER, same_address=False), MailState.HELD, MailReason.OTHER_ADDRESS, Act.NOTHING),
    "another address of the unit": (
        replace(UNIT, same_address=False),
        MailState.HELD,
        MailReason.OTHER_ADDRESS,
        Act.NOTHING,
    ),
    "no office today": (
        replace(UNIT, may_answer=Verdict("Nie dziś.")),
        MailState.HELD,
        MailReason.NOT_ANSWERING,
        Act.NOTHING,
    ),
    "the unit's reply with files": (
        replace(UNIT, with_files=True),
        MailState.HELD,
        MailReason.WITH_FILES,
        Act.NOTHING,
    ),
    "blocked": (replace(ASKER, blocked=True), MailState.HELD, MailReason.BLOCKED, Act.NOTHING),
    "nothing new": (replace(ASKER, text=QUOTED), MailState.HELD, MailReason.NO_TEXT, Act.NOTHING),
    "a library": (
        replace(ASKER, text=f"Tak.\n{'> x' * READ}"),
        MailState.HELD,
        MailReason.TOO_LONG,
        Act.NOTHING,
    ),
    "cut": (replace(ASKER, cut=True), MailState.HELD, MailReason.TOO_LONG, Act.NOTHING),
    "a group mailbox answers": (replace(ASKER, listed=True), MailState.HELD, MailReason.LISTED, Act.NOTHING),
    "a list, from another address": (
        replace(ASKER, listed=True, same_address=False),
        MailState.AUTOMATIC,
        MailReason.AUTOMATIC,
        Act.NOTHING,
    ),
    "a list, without a mark": (
        Facts(text="Biuletyn", listed=True),
        MailState.AUTOMATIC,
        MailReason.AUTOMATIC,
        Act.NOTHING,
    ),
    "a book": (replace(ASKER, text="a" * (LONGEST + 1)), MailState.HELD, MailReason.TOO_LONG, Act.NOTHING),
    "two machines": (replace(ASKER, today=MOST_A_DAY), MailState.HELD, MailReason.TOO_MANY, Act.NOTHING),
    "automatic, with a mark": (
        replace(UNIT, automatic=True),
        MailState.AUTOMATIC,
        MailReason.AUTOMATIC,
        Act.NOTHING,
    ),
    "automatic, without a mark": (
        Facts(text="Urlop", automatic=True),
        MailState.AUTOMATIC,
        MailReason.AUTOMATIC,
        Act.NOTHING,
    ),
    "came back": (
        Facts(report=True, undelivered=True, bounced=True),
        MailState.HELD,
        MailReason.BOUNCED,
        Act.BOUNCE,
    ),
    "a report on a letter of others": (
        Facts(report=True, undelivered=True),
        MailState.HELD,
        MailReason.UNMARKED,
        Act.NOTHING,
    ),
    "delayed": (Facts(report=True, bounced=True), MailState.AUTOMATIC, MailReason.AUTOMATIC, Act.NOTHING),
}


@pytest.mark.parametrize("name", CASES)
def test_where_a_letter_goes(name: str) -> None:
    facts, state, why, act = CASES[name]
    judged = judge(facts)
    assert (judged.state, judged.why, judged.act) == (state, why, act)


def test_why_the_person_may_not_answer_is_told() -> None:
    assert judge(replace(UNIT, may_answer=Verdict("Nie dziś."))).said == "Nie dziś."
