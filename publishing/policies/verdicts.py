"""Refusals in words: the reason, its place in the order, the next step. One text for 403 pages, buttons and tests."""

import datetime as dt

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from coordination import order
from coordination.steps import FIND_COORDINATOR, WRITE_TO_PORTAL_TEAM
from coordination.verdict import Verdict

from .. import steps
from ..states import Stage

NOT_YOURS = Verdict(_("This page belongs to another unit."), order.WITHIN_RIGHTS, FIND_COORDINATOR)
IN_QUEUE = Verdict(
    _("This page waits for publication. Withdraw the handoff first, then change the page."),
    order.AGREED_DATE,
    steps.WITHDRAW,
)
WAS_RETURNED = Verdict(
    _("This page was returned for correction. Correct it and hand it over again, or withdraw the handoff."),
    order.AGREED_DATE,
    steps.SEE_HANDOFF,
)
HAS_A_DATE = Verdict(
    _("A date is reserved for this page. Hand it over for publication, or withdraw the reservation first."),
    order.AGREED_DATE,
    steps.SEE_HANDOFF,
)
BUSY = (IN_QUEUE, WAS_RETURNED, HAS_A_DATE)
"""Refusals because a handoff of the page is open."""
NOT_FOR_UNITS = Verdict(
    _("The structure of the portal is kept by the portal administrators."), order.BEYOND_RIGHTS, WRITE_TO_PORTAL_TEAM
)
HAND_OVER = Verdict(_("Hand this content over for publication."), order.BEYOND_RIGHTS, steps.HAND_OVER)
URGENT_IS_PUBLIC = Verdict(
    _("Only a public page is corrected urgently. Hand this one over in the usual way and write in the note why."),
    order.AGREED_DATE,
    steps.HAND_OVER,
)
ONLY_REVIEWED = Verdict(
    _("Content of units goes public by their own right or after a handoff, also for the portal team."),
    order.BEYOND_RIGHTS,
    steps.QUEUE,
)
NOT_HERE = Verdict(_("This screen is for the portal team."), order.BEYOND_RIGHTS, WRITE_TO_PORTAL_TEAM)
OPERATORS_PREPARE = Verdict(
    _("Operators enter and prepare content; an editor or an administrator publishes."),
    order.BEYOND_RIGHTS,
    WRITE_TO_PORTAL_TEAM,
)
OUT_OF_SCOPE = {
    "kind": Verdict(
        _(
            "Your office in the portal does not cover this kind of content. "
            "Ask an editor who has it in the scope, or a portal administrator."
        ),
        order.BEYOND_RIGHTS,
        WRITE_TO_PORTAL_TEAM,
    ),
    "unit": Verdict(
        _(
            "Your office in the portal does not cover this unit. "
            "Ask an editor who has it in the scope, or a portal administrator."
        ),
        order.BEYOND_RIGHTS,
        WRITE_TO_PORTAL_TEAM,
    ),
    "portal": Verdict(
        _("Your office does not cover this portal. Ask an editor who has it in the scope, or a portal administrator."),
        order.BEYOND_RIGHTS,
        WRITE_TO_PORTAL_TEAM,
    ),
}
"""By the part of the scope that is missing (Standing.gap): what it is, and who can help."""


CONFINED = gettext_noop(
    "This draft is limited to named persons until it is published. One of them may name you or lift the limit; ask "
    "%(name)s. A portal administrator lifts it with a written remark, without seeing the text."
)
CONFINE_YOURS = Verdict(
    _("Only a coordinator or a deputy of the unit limits its drafts; they decide who works on them."),
    order.WITHIN_RIGHTS,
    FIND_COORDINATOR,
)
CONFINED_ALREADY = Verdict(_("This draft is limited to named persons already."), order.WITHIN_RIGHTS, steps.LIMIT)
NOT_CONFINED = Verdict(_("This draft is not limited to named persons any more."), order.WITHIN_RIGHTS, steps.LIMIT)
NOT_WHILE_CONFINED = Verdict(
    _("This draft is limited to named persons, so it is neither copied nor shown by a link. Lift the limit first."),
    order.WITHIN_RIGHTS,
    steps.LIMIT,
)
REMARK = Verdict(
    _("Write why you lift the limit: the named persons and the book keep it."), order.WITHIN_RIGHTS, steps.LIMIT
)
NO_REVIEWER = Verdict(
    _("Nobody who may approve this draft is among its named persons. Name a reviewer first: «Named persons»."),
    order.BEYOND_RIGHTS,
    steps.LIMIT,
)


def confined(by: str) -> Verdict:
    """The refusal with the name to ask: whoever limited the draft."""
    return Verdict(gettext(CONFINED) % {"name": by}, order.WITHIN_RIGHTS, FIND_COORDINATOR)


SHELF_IN_USE = Verdict(
    _("Public pages lie on this shelf and would go dark with it. Move them or take them off first."),
    order.BEYOND_RIGHTS,
    WRITE_TO_PORTAL_TEAM,
)

NOT_PUBLIC = Verdict(
    _("This page is not public, so there is nothing to take off."), order.CURRENT_CONTENT, steps.TAKE_OFF
)
ARCHIVED_ALREADY = Verdict(_("This page is in the archive already."), order.CURRENT_CONTENT, steps.TAKE_OFF)
NOT_TAKEN_DOWN = Verdict(
    _("This page is neither taken off nor in the archive any more."), order.CURRENT_CONTENT, steps.TAKE_OFF
)
SHELVES_ARE_NOT_TAKEN_OFF = Verdict(
    _("Shelves of the portal are not taken off with a ground: an editor empties them first, then hides them."),
    order.BEYOND_RIGHTS,
    WRITE_TO_PORTAL_TEAM,
)
LIMITED_STAYS_AS_IT_IS = Verdict(
    _("The next draft of this page is limited to named persons. Lift the limit first, then hand the page over."),
    order.WITHIN_RIGHTS,
    steps.LIMIT,
)
WITH_A_GROUND = Verdict(
    _("A page is taken off with a reason that readers see at its address. Choose «Take off or archive»."),
    order.CURRENT_CONTENT,
    steps.TAKE_OFF,
)
ASKED_AS_IT_IS = Verdict(
    _("This page was handed over to be taken off, archived or moved. Withdraw that handoff first."),
    order.AGREED_DATE,
    steps.WITHDRAW,
)

STRUCTURE_STAYS_PUT = Verdict(
    _("Shelves of the portal are not handed over to be moved: the portal team arranges them."),
    order.BEYOND_RIGHTS,
    WRITE_TO_PORTAL_TEAM,
)
NO_OTHER_PLACE = Verdict(
    _("There is no other place on this portal for a page of this type."), order.BEYOND_RIGHTS, WRITE_TO_PORTAL_TEAM
)
DRAFT_IS_NOT_MOVED = Verdict(
    _("Only a public page is handed over to be moved. Ask the portal team to move a draft."),
    order.BEYOND_RIGHTS,
    WRITE_TO_PORTAL_TEAM,
)
HAND_THE_MOVE_OVER = Verdict(
    _("The portal team moves pages. Hand over where this one should stand, and when."), order.BEYOND_RIGHTS, steps.MOVE
)
THERE_IT_STANDS = Verdict(_("The page stands there already."), order.BEYOND_RIGHTS, steps.MOVE)
BELOW_ITSELF = Verdict(_("A page cannot stand below itself."), order.BEYOND_RIGHTS, steps.MOVE)
NOT_A_PLACE = Verdict(
    _("That place is not public, takes no page of this type, or belongs to another unit. Choose one from the list."),
    order.BEYOND_RIGHTS,
    steps.MOVE,
)
ADDRESS_TAKEN = Verdict(
    _(
        "Another page at that place has the same last part of the address. Change the address of this page first, or "
        "choose another place."
    ),
    order.BEYOND_RIGHTS,
    steps.MOVE,
)

LIMITED_STAYS = Verdict(
    _("This draft is limited to named persons, so it stays with its unit. Lift the limit first."),
    order.WITHIN_RIGHTS,
    steps.LIMIT,
)
SCHEDULED_STAYS = Verdict(
    _("This page goes public at an agreed hour. Withdraw the handoff first, then give the page to another unit."),
    order.AGREED_DATE,
    steps.WITHDRAW,
)
TEAM_DECIDES = Verdict(
    _("The portal team is reading this page. Withdraw the handoff first, or ask an administrator to give the page."),
    order.AGREED_DATE,
    steps.WITHDRAW,
)
GIVEN_BY_TEAM = Verdict(
    _("Administrators give pages to another unit at once; a unit offers its own pages, and the other one takes them."),
    order.WITHIN_RIGHTS,
    WRITE_TO_PORTAL_TEAM,
)
NOT_OFFERED_TO_YOU = Verdict(_("This page was not offered to your unit."), order.WITHIN_RIGHTS, FIND_COORDINATOR)
NOT_THERE = Verdict(
    _("That unit does not exist today. Choose its successor."), order.WITHIN_RIGHTS, WRITE_TO_PORTAL_TEAM
)
THERE_ALREADY = Verdict(_("This unit answers for the page already."), order.WITHIN_RIGHTS, WRITE_TO_PORTAL_TEAM)
STRUCTURE_STAYS = Verdict(
    _("The structure of the portal stays with the unit that keeps the portal."),
    order.BEYOND_RIGHTS,
    WRITE_TO_PORTAL_TEAM,
)

NOT_NOW = Verdict(
    _("This handoff has moved on in the meantime. Look at it again."), order.AGREED_DATE, steps.SEE_HANDOFF
)
NEWER = Verdict(
    _("The text has changed since you read it. Compare the versions and decide again."),
    order.AGREED_DATE,
    steps.SEE_HANDOFF,
)
REDELIVERED = Verdict(
    _("The unit has handed it over anew since you read it. Look at it again and decide."),
    order.AGREED_DATE,
    steps.SEE_HANDOFF,
)
HOUR_MOVED = Verdict(
    _("The hour has changed since you read it. Look at the new one and decide again."),
    order.AGREED_DATE,
    steps.SEE_HANDOFF,
)
BEING_CORRECTED = Verdict(
    _("A correction of this text is open. Nobody decides about the text until it is answered or given up."),
    order.AGREED_DATE,
    steps.SEE_HANDOFF,
)
CORRECTED_ALREADY = Verdict(
    _("A correction of this text is open already. Answer it or give it up first."), order.AGREED_DATE, steps.SEE_HANDOFF
)
OTHERS_CORRECTION = Verdict(
    _("Whoever began this correction goes on with it; a portal administrator may give it up for somebody else."),
    order.AGREED_DATE,
    steps.SEE_HANDOFF,
)
OWN_CORRECTION = Verdict(
    _("Whoever wrote a correction does not agree to it. Ask another person."), order.AGREED_DATE, steps.SEE_HANDOFF
)
NOTHING_TO_CORRECT = Verdict(
    _("Here a page is taken off, archived or moved: there is no text to correct. Return it with a comment instead."),
    order.AGREED_DATE,
    steps.SEE_HANDOFF,
)
NOTHING_CORRECTED = Verdict(
    _("The correction changes nothing yet. Correct the text in the editor and save it first."),
    order.AGREED_DATE,
    steps.SEE_HANDOFF,
)
UNITS_COMMISSION = Verdict(
    _("Only coordinators and deputies of units commission publications."), order.BEYOND_RIGHTS, steps.OWN_HANDOFFS
)
CARRY_OUT_FIRST = Verdict(
    _("Carry the commission out first: there is no text yet that the unit has agreed to."),
    order.AGREED_DATE,
    steps.SEE_HANDOFF,
)
BEING_CARRIED_OUT = Verdict(
    _("Somebody of the portal team is carrying this commission out. Ask for it to be returned, or withdraw it."),
    order.AGREED_DATE,
    steps.SEE_HANDOFF,
)
LIMITED_IS_NOT_COMMISSIONED = Verdict(
    _("The next draft of this page is limited to named persons. Lift the limit first, then commission the change."),
    order.WITHIN_RIGHTS,
    steps.LIMIT,
)
TARGET_IS_PUBLIC = Verdict(
    _("Commission the change of a public page; for something not public yet, commission a new page."),
    order.BEYOND_RIGHTS,
    steps.OWN_HANDOFFS,
)
OTHER_TARGET = Verdict(
    _("This page is of another kind. Choose the kind of the page that is to be changed."),
    order.BEYOND_RIGHTS,
    steps.OWN_HANDOFFS,
)
NOT_THE_RESULT = Verdict(
    _("Choose a page of this unit and of this kind that has a draft and does not wait for publication itself."),
    order.BEYOND_RIGHTS,
    steps.SEE_HANDOFF,
)
FOREIGN_FILES = Verdict(
    _("Files of a commission lie among the unit's own documents. Upload them with the commission."),
    order.WITHIN_RIGHTS,
    steps.OWN_HANDOFFS,
)
FOUR_EYES = Verdict(
    _("Whoever wrote or handed over the text does not approve it. Ask another person."),
    order.AGREED_DATE,
    WRITE_TO_PORTAL_TEAM,
)
EMERGENCY_BY_ADMINISTRATOR = Verdict(
    _("Only a portal administrator publishes without a second check, in an emergency and with a written reason."),
    order.AGREED_DATE,
    WRITE_TO_PORTAL_TEAM,
)
EMERGENCY_REASON = Verdict(
    _("Write why this cannot wait for a second check: the unit and SZ read it, and the book keeps it."),
    order.AGREED_DATE,
    steps.SEE_HANDOFF,
)
CHECKED_ALREADY = Verdict(_("Somebody has confirmed this publication already."), order.AGREED_DATE, steps.SEE_HANDOFF)
CHECKED_BY_ANOTHER = Verdict(
    _("Whoever wrote, handed over or published this does not confirm it. Another editor or SZ does."),
    order.AGREED_DATE,
    WRITE_TO_PORTAL_TEAM,
)
OPERATORS_AGREE = Verdict(
    _("Operators agree dates; an editor or an administrator approves."), order.BEYOND_RIGHTS, WRITE_TO_PORTAL_TEAM
)
OWN_PROPOSAL = Verdict(
    _("This is your side's own proposal; the other side answers it."), order.AGREED_DATE, steps.SEE_HANDOFF
)
WHY_MOVED = Verdict(_("Say why an agreed date should move."), order.AGREED_DATE, steps.SEE_HANDOFF)
WHY_OTHERS = Verdict(_("Say why the unit's dates do not fit."), order.AGREED_DATE, steps.SEE_HANDOFF)
HOUR_CAME = Verdict(
    _("The agreed hour has come: it is published as agreed, and no other date is settled any more."),
    order.AGREED_DATE,
    steps.SEE_HANDOFF,
)
PROPOSED_HOUR_PASSED = Verdict(
    _("The proposed hour has passed without an answer. Propose another one; the agreed hour stands."),
    order.AGREED_DATE,
    steps.SEE_HANDOFF,
)
UNCHANGED = Verdict(
    _(
        "The text reads as it did when it was returned. Correct it first; if nothing is to be changed, write why and "
        "choose «send without changes»."
    ),
    order.BEYOND_RIGHTS,
    steps.SEE_HANDOFF,
)
VANISHED = Verdict(
    _("The approved version no longer exists, so there is nothing to try again. Cancel the publication."),
    order.AGREED_DATE,
    steps.SEE_HANDOFF,
)
NO_DATE = Verdict(_("No hour is proposed or agreed any more. Propose one first."), order.AGREED_DATE, steps.SEE_HANDOFF)
UNIT_ANSWERS = Verdict(_("The unit has not answered the proposed date yet."), order.AGREED_DATE, steps.SEE_HANDOFF)
LATE = Verdict(
    _("The agreed hour has passed. Choose «publish now (late)» or propose a new date."),
    order.AGREED_DATE,
    steps.SEE_HANDOFF,
)
NOT_LATE = Verdict(
    _("The hour is still ahead, so nothing is late. Approve it for its hour."), order.AGREED_DATE, steps.SEE_HANDOFF
)
IN_A_SET = Verdict(
    _("This goes public together with others, so it is not approved alone. Approve the whole set on its own screen."),
    order.AGREED_DATE,
    steps.SEE_SET,
)
NOT_DELIVERED = Verdict(_("its material has not been delivered yet"), order.AGREED_DATE, steps.SEE_SET)
STILL_RETURNED = Verdict(_("it was returned for correction"), order.AGREED_DATE, steps.SEE_SET)
APPROVED_ALREADY = Verdict(_("it is approved already"), order.AGREED_DATE, steps.SEE_SET)
NOT_READ = Verdict(_("you have not read this version yet"), order.AGREED_DATE, steps.SEE_SET)
NOT_READY = gettext_noop("The set was not approved, nothing of it was. %(missing)s")
SET_FIXED = Verdict(
    _("Something of this set is approved already. Cancel the schedule of the set first, or withdraw one handoff."),
    order.AGREED_DATE,
    steps.SEE_SET,
)
SET_IS_EMPTY = Verdict(
    _("Nothing belongs to this set any more. Make a new one."), order.AGREED_DATE, steps.OWN_HANDOFFS
)
SET_OF_ONE = Verdict(_("A set takes at least two handoffs."), order.AGREED_DATE, steps.OWN_HANDOFFS)
SET_ALREADY = Verdict(
    _("One of these handoffs belongs to a set already. Take it out there first."), order.AGREED_DATE, steps.OWN_HANDOFFS
)
SET_OF_ONE_UNIT = Verdict(
    _("A set holds handoffs of one unit only. Choose those of the same unit."), order.AGREED_DATE, steps.OWN_HANDOFFS
)
NOTHING_TO_TRY = Verdict(
    _("Nothing of this set has failed, or it was published in the meantime."), order.AGREED_DATE, steps.SEE_SET
)
NOT_FOR_YOUR_UNIT = Verdict(_("This set belongs to another unit."), order.AGREED_DATE, steps.OWN_HANDOFFS)


def busy(stage: str) -> Verdict:
    """Why the open handoff stands in the way, true to its stage."""
    return {Stage.RETURNED: WAS_RETURNED, Stage.PREPARED: HAS_A_DATE}.get(Stage(stage), IN_QUEUE)


def not_ready(missing: list[str]) -> Verdict:
    """Why the set is not approved: every member that is not ready, with its reason."""
    return Verdict(gettext(NOT_READY) % {"missing": " ".join(missing)}, order.AGREED_DATE, steps.SEE_SET)


LEAD_ANSWER = Verdict(
    _("These dates leave less than the usual lead time. Write why the portal team takes them all the same."),
    order.AGREED_DATE,
    steps.SEE_HANDOFF,
)
SOONER = gettext_noop(
    "The portal team asks for more time for this kind of content: the earliest usual day is %(day)s. "
    "Choose it, or write why it has to be sooner."
)


def sooner(earliest: dt.date) -> Verdict:
    """The refusal of an hour that leaves less than the lead time and gives no reason: it names the usual day."""
    day = date_format(earliest, gettext("l j F Y"))
    return Verdict(gettext(SOONER) % {"day": day}, order.AGREED_DATE, steps.SEE_HANDOFF)


HELD = gettext_noop(
    "%(name)s has this item in hand until %(when)s. Ask for it, or wait until then; a portal administrator may give it "
    "to somebody else. You may read it and decide all the same."
)
HELD_BY_YOU = Verdict(_("You have this item in hand already."), order.BEYOND_RIGHTS, steps.QUEUE)
NOT_HELD = Verdict(_("Nobody has this item in hand."), order.BEYOND_RIGHTS, steps.QUEUE)
HOLDER_PUTS_BACK = Verdict(
    _("Whoever has an item in hand puts it back; a portal administrator may do it for somebody else."),
    order.BEYOND_RIGHTS,
    WRITE_TO_PORTAL_TEAM,
)
ADMINISTRATORS_GIVE = Verdict(
    _("Portal administrators give items to others; you may take a free one yourself."), order.BEYOND_RIGHTS, steps.QUEUE
)
NOT_THEIR_ITEM = Verdict(
    _("This person holds no portal office today that covers the item. Choose somebody from the list."),
    order.BEYOND_RIGHTS,
    steps.SEE_HANDOFF,
)
NAMED_ONLY = Verdict(
    _("This draft is limited to named persons: it is given to one of them, or to somebody you name first."),
    order.WITHIN_RIGHTS,
    steps.LIMIT,
)


def held(by: str, until: dt.datetime | None) -> Verdict:
    """The refusal with the name to ask, and the hour from which the item is free."""
    when = date_format(timezone.localtime(until), gettext("l j F Y, G:i")) if until else ""
    return Verdict(gettext(HELD) % {"name": by, "when": when}, order.BEYOND_RIGHTS, steps.QUEUE)


OVER = gettext_noop(
    "The end of publication that stands in this version (%(hour)s) comes before it would be public. The portal team "
    "returns it; then the unit moves the end or leaves it empty and hands it over again, or withdraws it."
)


def over(end: dt.datetime) -> Verdict:
    """The refusal of a version that would go off in the same moment, or has nothing to begin."""
    hour = date_format(timezone.localtime(end), "j E Y, G:i")
    return Verdict(gettext(OVER) % {"hour": hour}, order.AGREED_DATE, steps.SEE_HANDOFF)


NOT_FOR_YOU = Verdict(_("This handoff belongs to another unit."), order.AGREED_DATE, steps.OWN_HANDOFFS)

# -- findings --------------------------------------------------------------------------------------------------------

NOT_YOUR_FINDING = Verdict(
    _("Findings are judged by the unit that answers for the page, and by portal administrators."),
    order.CURRENT_CONTENT,
    FIND_COORDINATOR,
)
CONFIRM_INSTEAD = Verdict(
    _("A review day is not set aside: read the page, then confirm that it is current."),
    order.CURRENT_CONTENT,
    steps.FINDINGS,
)
DESIGNATE_INSTEAD = Verdict(
    _("A page without anybody is not set aside: designate people of the unit, or give the page to another unit."),
    order.CURRENT_CONTENT,
    steps.FINDINGS,
)
SET_ASIDE_ALREADY = Verdict(
    _("Somebody has already said that this is no error."), order.CURRENT_CONTENT, steps.FINDINGS
)
NOT_SET_ASIDE = Verdict(_("This finding stands in the list again."), order.CURRENT_CONTENT, steps.FINDINGS)
LINKS_FOR_ADMINISTRATORS = Verdict(
    _("Portal administrators follow the checks of links to other sites. What is broken stands in the findings."),
    order.CURRENT_CONTENT,
    steps.FINDINGS,
)
