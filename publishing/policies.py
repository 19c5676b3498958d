"""May this person do this to this page, or to this handoff? Pure: no query, no clock."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from coordination import order
from coordination.standing import APPROVERS, OFFICERS, Standing
from coordination.steps import FIND_COORDINATOR, WRITE_TO_PORTAL_TEAM
from coordination.verdict import YES, Verdict

from . import steps
from .rights import Granted
from .states import HOLDING, NEGOTIABLE, OPEN, Side, allows

NOT_YOURS = Verdict(_("This page belongs to another unit."), order.WITHIN_RIGHTS, FIND_COORDINATOR)
IN_QUEUE = Verdict(
    _("This page waits for publication. Withdraw the handoff first, then change the page."),
    order.AGREED_DATE,
    steps.WITHDRAW,
)
NOT_FOR_UNITS = Verdict(
    _("The structure of the portal is kept by the portal administrators."), order.BEYOND_RIGHTS, WRITE_TO_PORTAL_TEAM
)
HAND_OVER = Verdict(_("Hand this content over for publication."), order.BEYOND_RIGHTS, steps.HAND_OVER)
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


@dataclass(frozen=True)
class PageFacts:
    """What judgement needs to know of a page. `stage` is that of its open handoff, if any.

    `confined_to` holds the accounts of the named persons while the draft is limited to them, else None.
    """

    unit_id: int | None
    kind: str
    structural: bool = False
    live: bool = False
    stage: str = ""
    site_id: int | None = None
    confined_to: frozenset[int] | None = None
    confined_by: str = ""


@dataclass(frozen=True)
class PagePolicy:
    """One person, one page."""

    standing: Standing
    granted: Granted
    page: PageFacts

    def may_read(self) -> Verdict:
        """See the draft: the unit's own people, the portal team, those who watch the city; of these the named ones."""
        return self.reads_drafts() and self.within()

    def within(self) -> Verdict:
        """Whether a limit to named persons lets the person in. Others than readers learn of no limit."""
        if self.page.confined_to is None or self.standing.user_id in self.page.confined_to:
            return YES
        return self.reads_drafts() and confined(self.page.confined_by)

    def reads_drafts(self) -> Verdict:
        if self.standing.is_portal_officer or self.standing.watches_city:
            return YES
        if self.page.structural:
            return NOT_FOR_UNITS
        return YES if self.standing.reads_for(self.page.unit_id) else NOT_YOURS

    def may_edit(self) -> Verdict:
        """Change the draft. Nobody changes what was handed over and is being read."""
        if self.page.stage in HOLDING:
            return IN_QUEUE
        return self.may_keep()

    def may_publish(self) -> Verdict:
        """Publish directly: structure by approvers, content only by a unit that holds the right."""
        if not self.within():
            return self.within()
        if self.page.stage in OPEN:
            return IN_QUEUE
        if self.page.structural:
            return self.may_arrange()
        if not self.standing.acts_for(self.page.unit_id):
            return ONLY_REVIEWED if self.standing.is_portal_officer else NOT_YOURS
        covered = self.granted.covers(
            self.page.unit_id, self.page.kind, user_id=self.standing.user_id, site_id=self.page.site_id
        )
        return YES if covered else HAND_OVER

    def may_hand_over(self) -> Verdict:
        """Hand the newest version over (§ 4 ust. 1 pkt 2)."""
        if not self.within():
            return self.within()
        if self.page.structural:
            return NOT_FOR_UNITS
        if self.page.stage in HOLDING:
            return IN_QUEUE
        return YES if self.standing.acts_for(self.page.unit_id) else NOT_YOURS

    def may_delete(self) -> Verdict:
        """Delete: a unit its drafts, whoever may publish also what is public; never while a handoff is open."""
        if not self.within():
            return self.within()
        if self.page.stage in OPEN:
            return IN_QUEUE
        return self.may_publish() if self.page.live else self.may_keep()

    def may_take_off(self, *, holds_public: bool) -> Verdict:
        """Unpublish: who may publish; never a shelf with public pages on it, which would go dark with it."""
        if self.page.structural and holds_public:
            return SHELF_IN_USE
        return self.may_publish()

    def may_move(self) -> Verdict:
        """Pages keep their place under the shared indexes; only the portal team moves structure."""
        if not self.within():
            return self.within()
        if self.page.stage in OPEN:
            return IN_QUEUE
        return self.may_arrange()

    def may_confirm(self) -> Verdict:
        """Say that the public content is still true (§ 3 pkt 2); a limit on the draft changes nothing there."""
        if self.page.structural:
            return self.may_keep()
        return YES if self.standing.acts_for(self.page.unit_id) else NOT_YOURS

    def may_keep(self) -> Verdict:
        """Whether the page is the person's to keep at all: the unit's own, or within the scope of a portal office."""
        return self._keeps() and self.within()

    def may_copy(self) -> Verdict:
        """Make another draft of it: who keeps it, and never round a limit to named persons."""
        return self.may_keep() and self._is_open()

    def may_share(self) -> Verdict:
        """Show one version to an outsider by a preview link, or take the link back; also while it waits."""
        return self.may_keep() and self._is_open()

    def may_confine(self) -> Verdict:
        """Limit the draft to named persons: its unit's coordinator or deputy; of structure, the portal team."""
        if not self.within():
            return self.within()
        if self.page.confined_to is not None:
            return CONFINED_ALREADY
        if self.page.stage in HOLDING:
            return IN_QUEUE
        return self._may_limit()

    def may_name(self) -> Verdict:
        """Change who the named persons are: one of them who could have set the limit."""
        if self.page.confined_to is None:
            return NOT_CONFINED
        return self.may_read() and self._may_limit()

    def may_lift(self, remark: str = "") -> Verdict:
        """Lift the limit: a named person at any time, an administrator with a written remark (scenario 36)."""
        if self.page.confined_to is None:
            return NOT_CONFINED
        if self.may_read():
            return YES
        if not self.standing.is_administrator:
            return self.within()
        return YES if remark.strip() else REMARK

    def _may_limit(self) -> Verdict:
        if self.page.structural:
            return YES if self.standing.is_portal_officer else NOT_FOR_UNITS
        if self.standing.acts_for(self.page.unit_id):
            return YES
        return CONFINE_YOURS if self.reads_drafts() else NOT_YOURS

    def _is_open(self) -> Verdict:
        return YES if self.page.confined_to is None else NOT_WHILE_CONFINED

    def _keeps(self) -> Verdict:
        if self.standing.acts_for(self.page.unit_id) and not self.page.structural:
            return YES
        gap = self._gap(OFFICERS)
        return OUT_OF_SCOPE.get(gap, NOT_FOR_UNITS if self.page.structural else NOT_YOURS) if gap else YES

    def may_arrange(self) -> Verdict:
        """Publish, move and order structure: administrators and editors, within the scope of their office."""
        gap = self._gap(APPROVERS)
        other = OPERATORS_PREPARE if self.standing.is_portal_officer else NOT_FOR_UNITS
        return OUT_OF_SCOPE.get(gap, other) if gap else YES

    def _gap(self, offices: frozenset[str]) -> str:
        return self.standing.gap(offices, self.page.unit_id, self.page.kind, self.page.site_id)


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


@dataclass(frozen=True)
class TransferPolicy:
    """Giving a page to another unit: administrators at once, a unit by an offer that the other one accepts.

    `receiving_lives`: whether that unit exists on the day; None while none is chosen.
    """

    standing: Standing
    page: PageFacts
    receiving_id: int | None = None
    receiving_lives: bool | None = None

    def may_entrust(self) -> Verdict:
        """At once, also while the portal team reads: the material goes back to the new unit."""
        if not self.standing.is_administrator:
            return GIVEN_BY_TEAM
        return self._fits()

    def may_offer(self) -> Verdict:
        """Coordinator, deputy or head of the giving unit."""
        if not self._speaks_for(self.page.unit_id):
            return NOT_YOURS
        return self._fits() and self._is_not_read()

    def may_take(self) -> Verdict:
        """Coordinator, deputy or head of the receiving unit accept; what is being read waits for its decision."""
        return self.may_answer() and self._fits() and self._is_not_read()

    def may_answer(self) -> Verdict:
        if self.standing.is_administrator or self._speaks_for(self.receiving_id):
            return YES
        return NOT_OFFERED_TO_YOU

    def may_take_back(self) -> Verdict:
        if self.standing.is_administrator or self._speaks_for(self.page.unit_id):
            return YES
        return NOT_YOURS

    def _speaks_for(self, unit_id: int | None) -> bool:
        return self.standing.acts_for(unit_id) or self.standing.heads(unit_id)

    def _fits(self) -> Verdict:
        if self.page.structural:
            return STRUCTURE_STAYS
        if self.page.stage in HOLDING and not allows("entrust", self.page.stage):
            return SCHEDULED_STAYS
        if self.receiving_id is not None and self.receiving_id == self.page.unit_id:
            return THERE_ALREADY
        return NOT_THERE if self.receiving_lives is False else YES

    def _is_not_read(self) -> Verdict:
        return TEAM_DECIDES if self.page.stage in HOLDING else YES


@dataclass(frozen=True)
class HandoffFacts:
    """What judgement needs to know of a handoff.

    `waiting_side` made the proposal that is not answered yet; `writer_ids` saved versions since the last publication.
    `reviewer_ids` are the named persons of a confined draft who may approve.
    """

    unit_id: int
    stage: str
    agreed: bool
    waiting_side: str
    publish_at: dt.datetime
    submitted_by_id: int | None = None
    last_editor_id: int | None = None
    revision_id: int | None = None
    latest_revision_id: int | None = None
    writer_ids: frozenset[int] = frozenset()
    kind: str = ""
    site_id: int | None = None
    confined_to: frozenset[int] | None = None
    confined_by: str = ""
    reviewer_ids: frozenset[int] = frozenset()


NOT_NOW = Verdict(
    _("This handoff has moved on in the meantime. Look at it again."), order.AGREED_DATE, steps.SEE_HANDOFF
)
NEWER = Verdict(
    _("The text has changed since you read it. Compare the versions and decide again."),
    order.AGREED_DATE,
    steps.SEE_HANDOFF,
)
FOUR_EYES = Verdict(
    _("Whoever wrote or handed over the text does not approve it. Ask another person."),
    order.AGREED_DATE,
    WRITE_TO_PORTAL_TEAM,
)
OPERATORS_AGREE = Verdict(
    _("Operators agree dates; an editor or an administrator approves."), order.BEYOND_RIGHTS, WRITE_TO_PORTAL_TEAM
)
OWN_PROPOSAL = Verdict(
    _("This is your side's own proposal; the other side answers it."), order.AGREED_DATE, steps.SEE_HANDOFF
)
NO_DATE = Verdict(_("No hour is proposed or agreed any more. Propose one first."), order.AGREED_DATE, steps.SEE_HANDOFF)
UNIT_ANSWERS = Verdict(_("The unit has not answered the proposed date yet."), order.AGREED_DATE, steps.SEE_HANDOFF)
LATE = Verdict(
    _("The agreed hour has passed. Choose «publish now (late)» or propose a new date."),
    order.AGREED_DATE,
    steps.SEE_HANDOFF,
)
NOT_FOR_YOU = Verdict(_("This handoff belongs to another unit."), order.AGREED_DATE, steps.OWN_HANDOFFS)


@dataclass(frozen=True)
class HandoffPolicy:
    """One person, one handoff."""

    standing: Standing
    handoff: HandoffFacts

    @property
    def side(self) -> str:
        """The side the person speaks for; the unit's own side comes first. Whom a limit shuts out speaks for none."""
        if not self._within():
            return ""
        if self.standing.acts_for(self.handoff.unit_id):
            return Side.UNIT
        return "" if self._gap(OFFICERS) else Side.PORTAL

    def may_read(self) -> Verdict:
        return self.reads_drafts() and self._within()

    def reads_drafts(self) -> Verdict:
        if self.standing.is_portal_officer or self.standing.watches_city:
            return YES
        return YES if self.standing.reads_for(self.handoff.unit_id) else NOT_FOR_YOU

    def may_tend(self) -> Verdict:
        """Whether the person speaks for a side at all: the unit's, or the portal's within the scope of an office."""
        return YES if self.side else OUT_OF_SCOPE.get(self._gap(OFFICERS), NOT_FOR_YOU)

    def _within(self) -> Verdict:
        to = self.handoff.confined_to
        if to is None or self.standing.user_id in to:
            return YES
        return self.reads_drafts() and confined(self.handoff.confined_by)

    def may_propose(self) -> Verdict:
        if not self.may_tend():
            return self.may_tend()
        return YES if self.handoff.stage in NEGOTIABLE else NOT_NOW

    def may_accept(self) -> Verdict:
        """Accept the other side's dates."""
        if not self.may_tend():
            return self.may_tend()
        if self.handoff.stage not in NEGOTIABLE or not self.handoff.waiting_side:
            return NOT_NOW
        return OWN_PROPOSAL if self.handoff.waiting_side == self.side else YES

    def may_deliver(self) -> Verdict:
        """Hand over complete material: the unit, from preparation or after a return."""
        if self.side != Side.UNIT:
            return NOT_FOR_YOU
        if not allows("deliver", self.handoff.stage):
            return NOT_NOW
        return YES if self._has_reader() else NO_REVIEWER

    def _has_reader(self) -> bool:
        """Somebody of the portal team can read a confined draft, and did not write it."""
        if self.handoff.confined_to is None:
            return True
        return bool(self.handoff.reviewer_ids - self.handoff.writer_ids - {self.standing.user_id})

    def may_send_back(self) -> Verdict:
        return self._decides("send_back")

    def may_schedule(self, *, read_revision_id: int | None, now: dt.datetime, late: bool = False) -> Verdict:
        """Approve the version that was read; at the proposed hour, which is then accepted by this very deed."""
        verdict = self._decides("schedule")
        if not verdict:
            return verdict
        if read_revision_id != self.handoff.revision_id or self.handoff.revision_id != self.handoff.latest_revision_id:
            return NEWER
        if self.handoff.waiting_side == Side.PORTAL:
            return UNIT_ANSWERS
        if not self.handoff.agreed and self.handoff.waiting_side != Side.UNIT:
            return NO_DATE
        if self.handoff.publish_at <= now and not late:
            return LATE
        return YES

    def may_unschedule(self) -> Verdict:
        if not self._approves():
            return self._approves()
        if not self._within():
            return self._within()
        return YES if allows("unschedule", self.handoff.stage) else NOT_NOW

    def may_withdraw(self) -> Verdict:
        if not self.standing.acts_for(self.handoff.unit_id):
            return NOT_FOR_YOU
        if not self._within():
            return self._within()
        return YES if allows("withdraw", self.handoff.stage) else NOT_NOW

    def _decides(self, deed: str) -> Verdict:
        if not self._approves():
            return self._approves()
        if not self._within():
            return self._within()
        if not allows(deed, self.handoff.stage):
            return NOT_NOW
        written_by = {self.handoff.submitted_by_id, self.handoff.last_editor_id, *self.handoff.writer_ids}
        if self.standing.user_id in written_by:
            return FOUR_EYES
        return YES

    def _approves(self) -> Verdict:
        gap = self._gap(APPROVERS)
        other = OPERATORS_AGREE if self.standing.is_portal_officer else NOT_HERE
        return OUT_OF_SCOPE.get(gap, other) if gap else YES

    def _gap(self, offices: frozenset[str]) -> str:
        return self.standing.gap(offices, self.handoff.unit_id, self.handoff.kind, self.handoff.site_id)


@dataclass(frozen=True)
class RightsPolicy:
    """The register of publishing rights (§ 4 ust. 1): SZ and administrators change it, always with a basis."""

    standing: Standing

    def may_read(self, unit_id: int | None = None) -> Verdict:
        """The whole register for those who watch the city; the rights of a unit for its own people."""
        if self.standing.watches_city or (unit_id is not None and self.standing.reads_for(unit_id)):
            return YES
        return Verdict(_("SZ and the portal administrators read the register of rights."), order.WITHIN_RIGHTS)

    def may_change(self) -> Verdict:
        if self.standing.watches_city:
            return YES
        return Verdict(_("SZ and the portal administrators give publishing rights."), order.WITHIN_RIGHTS)
