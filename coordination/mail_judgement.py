"""What becomes of a letter that came in. Pure: facts come in, a judgement goes out.

The name of a sender proves nothing: only the mark in the address we gave does, together with the address we gave it to.
What is not proven waits for a person.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .mail_text import new_text
from .states import Correspondent, MailReason, MailState
from .verdict import YES, Verdict

if TYPE_CHECKING:
    from .verdict import Text

LONGEST, READ = 20_000, 200_000
"""Characters of new text that fit into the conversation; of a letter with what it quotes that is searched for it."""
MOST_A_DAY = 10
"""Letters a day that find their way into one inquiry by themselves: two machines that answer each other stop here."""


class Act(enum.Enum):
    NOTHING = "nothing"
    CONTINUE = "continue"
    ANSWER = "answer"
    BOUNCE = "bounce"


@dataclass(frozen=True)
class Facts:
    """What is known of a letter.

    `reply_by` is who may answer the letter of ours whose mark it bears, empty without a valid mark; `bounced` that it
    reports on a letter of ours, `undelivered` that it says so for good. `may_answer` is asked for people of units.
    `listed` is what a mailing list or a group mailbox passed on, `cut` what goes on beyond `text`.
    """

    text: str = ""
    cut: bool = False
    automatic: bool = False
    listed: bool = False
    report: bool = False
    undelivered: bool = False
    bounced: bool = False
    blocked: bool = False
    reply_by: str = ""
    same_address: bool = False
    with_files: bool = False
    today: int = 0
    may_answer: Verdict = YES

    @property
    def is_proven(self) -> bool:
        """It answers a letter of ours, from the address that letter went to."""
        return bool(self.reply_by) and self.same_address


@dataclass(frozen=True)
class Judged:
    """Where the letter goes, why, what exactly, and what is done with it."""

    state: MailState
    why: str = ""
    act: Act = Act.NOTHING
    said: Text = ""


def judge(facts: Facts) -> Judged:
    """The first that holds."""
    if facts.report:
        return _report(facts)
    if facts.automatic or (facts.listed and not facts.is_proven):
        return Judged(MailState.AUTOMATIC, MailReason.AUTOMATIC)
    if facts.blocked:
        return held(MailReason.BLOCKED)
    if not facts.reply_by:
        return held(MailReason.UNMARKED)
    if not facts.same_address:
        return held(MailReason.OTHER_ADDRESS)
    return _reply(facts)


def held(why: MailReason, said: Text = "") -> Judged:
    return Judged(MailState.HELD, why, said=said)


def _report(facts: Facts) -> Judged:
    """A delay is no loss; a report on a letter that is not ours waits for a person like any other."""
    if not facts.undelivered:
        return Judged(MailState.AUTOMATIC, MailReason.AUTOMATIC)
    return Judged(MailState.HELD, MailReason.BOUNCED, Act.BOUNCE) if facts.bounced else held(MailReason.UNMARKED)


def _reply(facts: Facts) -> Judged:
    """Its length is asked first: nobody's letter keeps the clock busy."""
    if facts.listed:
        return held(MailReason.LISTED)
    if facts.cut or len(facts.text) > READ:
        return held(MailReason.TOO_LONG)
    new = new_text(facts.text)
    if not new:
        return held(MailReason.NO_TEXT)
    if len(new) > LONGEST:
        return held(MailReason.TOO_LONG)
    if facts.today >= MOST_A_DAY:
        return held(MailReason.TOO_MANY)
    if facts.reply_by == Correspondent.ASKER:
        return Judged(MailState.ADDED, act=Act.CONTINUE)
    if not facts.may_answer:
        return held(MailReason.NOT_ANSWERING, str(facts.may_answer))
    if facts.with_files:
        return held(MailReason.WITH_FILES)
    return Judged(MailState.ADDED, act=Act.ANSWER)
