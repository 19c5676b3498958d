"""The next step of a handoff in words, as each side reads it: «Czekamy na redakcję, odpowiedź do 27 listopada 2026».
Pure: no query, no clock.
"""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from coordination.calendar import WorkingCalendar, warsaw_date

from .states import NEGOTIABLE, Purpose, Side, Stage


@dataclass(frozen=True)
class Situation:
    """What the words depend on. `waiting` is the side whose proposal nobody has answered; empty when nothing waits.

    `deliver_by` is a Warsaw date, inclusive; `publish_at` an aware instant. `correcting` is side and state of the open
    correction, «portal:waiting». `commissioned`: a brief that has no agreed result yet.
    `vanished`: publication failed because the approved version is gone. `at_once`: urgent, and no hour was named.
    """

    stage: str
    waiting: str
    publish_at: dt.datetime
    deliver_by: dt.date | None = None
    purpose: str = ""
    correcting: str = ""
    commissioned: bool = False
    vanished: bool = False
    at_once: bool = False


@dataclass(frozen=True)
class Words:
    """One step as whoever takes it reads it, as those who wait for it, as others."""

    ours: str
    theirs: str
    told: str


ANSWER, DELIVER, CORRECT, DECIDE, REPAIR = "answer", "deliver", "correct", "decide", "repair"
MOVE_HOUR, CANCEL = "move_hour", "cancel"
AMEND, CONSENT = "amend", "consent"
OF_CORRECTIONS = {
    "portal:writing": (Side.PORTAL, AMEND),
    "portal:waiting": (Side.UNIT, CONSENT),
    "unit:writing": (Side.UNIT, AMEND),
    "unit:waiting": (Side.PORTAL, CONSENT),
}
"""Whose turn it is while a correction is open, by its side and state."""
CARRY_OUT, REPHRASE, MAKE, AGREE = "carry_out", "rephrase", "make", "agree"
OF_COMMISSIONS = {
    "portal:writing": (Side.PORTAL, MAKE),
    "portal:waiting": (Side.UNIT, AGREE),
    Stage.QUEUED: (Side.PORTAL, CARRY_OUT),
    Stage.RETURNED: (Side.UNIT, REPHRASE),
}
"""The same of a commission without an agreed result, by its correction, else by the stage."""
WORDS = {
    (Side.PORTAL, CARRY_OUT): Words(
        gettext_noop("Our move: carry the commission out by %(day)s."),
        gettext_noop("We wait for the portal team to carry our commission out, by %(day)s."),
        gettext_noop("The portal team carries the commission out by %(day)s."),
    ),
    (Side.PORTAL, MAKE): Words(
        gettext_noop("Our move: finish the text of the commission and send it to the unit by %(day)s."),
        gettext_noop("The portal team is carrying our commission out and will ask us to agree, by %(day)s."),
        gettext_noop("The portal team carries the commission out by %(day)s, then the unit agrees."),
    ),
    (Side.UNIT, AGREE): Words(
        gettext_noop("Our move: agree to what the portal team made of our commission by %(day)s."),
        gettext_noop("We wait for the unit to agree to the text of the commission, by %(day)s."),
        gettext_noop("The unit agrees to the text of the commission by %(day)s."),
    ),
    (Side.UNIT, REPHRASE): Words(
        gettext_noop("Our move: correct the commission and send it again by %(day)s."),
        gettext_noop("We wait for the unit, corrected commission by %(day)s."),
        gettext_noop("The unit corrects the commission and sends it again by %(day)s."),
    ),
    (Side.PORTAL, AMEND): Words(
        gettext_noop("Our move: finish the correction and send it to the unit by %(day)s."),
        gettext_noop("The portal team corrects the text and will ask us to agree, by %(day)s."),
        gettext_noop("The portal team corrects the text by %(day)s, then the unit agrees."),
    ),
    (Side.UNIT, CONSENT): Words(
        gettext_noop("Our move: agree to the portal team's correction by %(day)s."),
        gettext_noop("We wait for the unit to agree to our correction, by %(day)s."),
        gettext_noop("The unit agrees to the portal team's correction by %(day)s."),
    ),
    (Side.UNIT, AMEND): Words(
        gettext_noop("Our move: finish the small correction by %(day)s. Else the approved version goes public."),
        gettext_noop("The unit corrects a small mistake by %(day)s. Else the approved version goes public."),
        gettext_noop("The unit corrects a small mistake by %(day)s. Else the approved version goes public."),
    ),
    (Side.PORTAL, CONSENT): Words(
        gettext_noop("Our move: read the unit's small correction by %(day)s. Else the approved version goes public."),
        gettext_noop(
            "We wait for the portal team to read our correction, by %(day)s. Else the approved version goes public."
        ),
        gettext_noop("The portal team reads the unit's correction by %(day)s. Else the approved version goes public."),
    ),
    (Side.UNIT, ANSWER): Words(
        gettext_noop("Our move: answer the proposed dates by %(day)s."),
        gettext_noop("We wait for the unit, answer by %(day)s."),
        gettext_noop("The unit answers the proposed dates by %(day)s."),
    ),
    (Side.UNIT, DELIVER): Words(
        gettext_noop("Our move: deliver the material by %(day)s."),
        gettext_noop("We wait for the unit, material by %(day)s."),
        gettext_noop("The unit delivers the material by %(day)s."),
    ),
    (Side.UNIT, CORRECT): Words(
        gettext_noop("Our move: correct the text and hand it over again by %(day)s."),
        gettext_noop("We wait for the unit, corrected text by %(day)s."),
        gettext_noop("The unit corrects the text and hands it over again by %(day)s."),
    ),
    (Side.PORTAL, ANSWER): Words(
        gettext_noop("Our move: answer the unit's dates by %(day)s."),
        gettext_noop("We wait for the portal team, answer by %(day)s."),
        gettext_noop("The portal team answers the proposed dates by %(day)s."),
    ),
    (Side.PORTAL, DECIDE): Words(
        gettext_noop("Our move: read it and decide by %(day)s."),
        gettext_noop("We wait for the portal team, answer by %(day)s."),
        gettext_noop("The portal team reads and decides by %(day)s."),
    ),
    (Side.UNIT, MOVE_HOUR): Words(
        gettext_noop("Our move: answer by %(day)s whether the agreed hour moves. Until then it stands."),
        gettext_noop("We wait for the unit to answer by %(day)s whether the agreed hour moves. Until then it stands."),
        gettext_noop("The unit answers by %(day)s whether the agreed hour moves. Until then it stands."),
    ),
    (Side.PORTAL, MOVE_HOUR): Words(
        gettext_noop("Our move: answer the unit by %(day)s whether the agreed hour moves. Until then it stands."),
        gettext_noop(
            "We wait for the portal team to answer by %(day)s whether the agreed hour moves. Until then it stands."
        ),
        gettext_noop("The portal team answers by %(day)s whether the agreed hour moves. Until then it stands."),
    ),
    (Side.PORTAL, CANCEL): Words(
        gettext_noop("Our move: the approved version is gone. Cancel the publication; nothing is tried again."),
        gettext_noop("Publication failed: the approved version is gone. The portal team cancels it."),
        gettext_noop("Publication failed: the approved version is gone. The portal team cancels it."),
    ),
    (Side.PORTAL, REPAIR): Words(
        gettext_noop("Our move: publication failed, look into the cause. The portal goes on trying."),
        gettext_noop("Publication failed; it is tried again, the portal team looks into it."),
        gettext_noop("Publication failed; it is tried again, the portal team looks into it."),
    ),
}
WORDS_AT_ONCE = {
    (Side.PORTAL, DECIDE): Words(
        gettext_noop("Our move: read it now and decide. It goes public as soon as it is approved."),
        gettext_noop("We wait for the portal team. It goes public as soon as it is approved."),
        gettext_noop("The portal team reads it and decides. It goes public as soon as it is approved."),
    ),
    (Side.UNIT, CORRECT): Words(
        gettext_noop(
            "Our move: correct the text now and hand it over again. It goes public as soon as it is approved."
        ),
        gettext_noop("We wait for the corrected text of the unit. It goes public as soon as it is approved."),
        gettext_noop("The unit corrects the text and hands it over again. It goes public as soon as it is approved."),
    ),
    (Side.PORTAL, AMEND): Words(
        gettext_noop("Our move: finish the correction now and send it to the unit."),
        gettext_noop("The portal team corrects the text and will ask us to agree."),
        gettext_noop("The portal team corrects the text, then the unit agrees."),
    ),
    (Side.UNIT, CONSENT): Words(
        gettext_noop("Our move: agree now to the portal team's correction."),
        gettext_noop("We wait for the unit to agree to our correction."),
        gettext_noop("The unit agrees to the portal team's correction."),
    ),
}
"""Of an urgent correction that names no hour: no day is reckoned, whoever has it in hand does it now."""
OFFICERS_TAKE = frozenset({ANSWER, MOVE_HOUR, REPAIR})
"""Steps of the portal team that every officer takes: dates, and a look at what failed. The others fall to approvers."""
ENDED = {
    Stage.PUBLISHED: gettext_noop("It is public."),
    Stage.WITHDRAWN: gettext_noop("Nothing more: the unit withdrew it."),
}

DONE: dict[str, str] = {
    Purpose.TAKE_OFF: gettext_noop("It is off the portal."),
    Purpose.ARCHIVE: gettext_noop("It is in the archive."),
    Purpose.MOVE: gettext_noop("It stands at its new place."),
}
BY_ITSELF: dict[str, str] = {
    Purpose.TAKE_OFF: gettext_noop("Taken off by itself: %(when)s."),
    Purpose.ARCHIVE: gettext_noop("Goes to the archive by itself: %(when)s."),
    Purpose.MOVE: gettext_noop("Moves by itself: %(when)s."),
}


def step_of(stage: str, waiting: str, correcting: str = "", *, commissioned: bool = False) -> tuple[str, str]:
    """Whose turn it is, and what for; twice empty when it is the clock's or nobody's."""
    if correcting:
        return OF_COMMISSIONS[correcting] if commissioned else OF_CORRECTIONS[correcting]
    if stage == Stage.SCHEDULED and waiting:
        return (Side.UNIT if waiting == Side.PORTAL else Side.PORTAL), MOVE_HOUR
    if stage in NEGOTIABLE and waiting == Side.PORTAL:
        return Side.UNIT, ANSWER
    if stage == Stage.PREPARED:
        return (Side.PORTAL, ANSWER) if waiting == Side.UNIT else (Side.UNIT, DELIVER)
    if commissioned and stage in OF_COMMISSIONS:
        return OF_COMMISSIONS[stage]
    taken = {
        Stage.QUEUED: (Side.PORTAL, DECIDE),
        Stage.RETURNED: (Side.UNIT, CORRECT),
        Stage.FAILED: (Side.PORTAL, REPAIR),
    }
    return taken.get(Stage(stage), ("", ""))


def step(of: Situation) -> tuple[str, str]:
    """The same of a situation, what has failed for good among it."""
    if of.stage == Stage.FAILED and of.vanished:
        return Side.PORTAL, CANCEL
    return step_of(of.stage, of.waiting, of.correcting, commissioned=of.commissioned)


def due_on(of: Situation, today: dt.date, calendar: WorkingCalendar) -> dt.date:
    """By which day, inclusive, the step keeps the dates: the material on its day, anything else a working day ahead.

    An answer about a reservation comes a working day before the material is due; whoever reads the material is not
    asked before the day it is due. When so much time is no longer left, it is the day itself.
    """
    if step(of)[1] == DELIVER and of.deliver_by:
        return of.deliver_by
    early = of.deliver_by if of.stage == Stage.PREPARED and of.deliver_by else warsaw_date(of.publish_at)
    ahead = calendar.add_working_days(early, -1)
    if of.stage != Stage.PREPARED and of.deliver_by:
        ahead = max(ahead, min(of.deliver_by, early))
    return ahead if ahead >= today else early


def in_words(of: Situation, *, reader: str, today: dt.date, calendar: WorkingCalendar) -> str:
    """The sentence for a reader of one side; neither side reads it told of both."""
    if of.stage == Stage.SCHEDULED and not of.correcting and not of.waiting:
        when = date_format(timezone.localtime(of.publish_at), _("l j F Y, G:i"))
        words_of_hour = BY_ITSELF.get(of.purpose)
        return (_(words_of_hour) if words_of_hour else _("Goes public by itself: %(when)s.")) % {"when": when}
    if of.stage == Stage.PUBLISHED and of.purpose in DONE:
        return _(DONE[of.purpose])
    if of.stage in ENDED:
        return _(ENDED[Stage(of.stage)])
    side, deed = step(of)
    at_once = WORDS_AT_ONCE.get((Side(side), deed)) if of.at_once else None
    words = at_once or WORDS[Side(side), deed]
    sentence = _(words.told if not reader else words.ours if reader == side else words.theirs)
    if at_once or deed in (REPAIR, CANCEL):
        return sentence
    day = due_on(of, today, calendar)
    sentence = sentence % {"day": date_format(day, "j E Y")}
    return sentence if day >= today else sentence + " " + _("The day has passed.")
