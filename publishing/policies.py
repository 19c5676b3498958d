"""May this person do this to this page, or to this handoff? Pure: no query, no clock."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from coordination import order
from coordination.standing import Standing
from coordination.verdict import YES, Verdict

from .rights import Granted
from .states import HOLDING, NEGOTIABLE, OPEN, Side, allows

NOT_YOURS = Verdict(_("This page belongs to another unit."), order.WITHIN_RIGHTS)
IN_QUEUE = Verdict(
    _("This page waits for publication. Withdraw the handoff first, then change the page."), order.AGREED_DATE
)
NOT_FOR_UNITS = Verdict(_("The structure of the portal is kept by the portal administrators."), order.BEYOND_RIGHTS)
HAND_OVER = Verdict(_("Hand this content over for publication."), order.BEYOND_RIGHTS)
ONLY_REVIEWED = Verdict(
    _("Content of units goes public by their own right or after a handoff, also for the portal team."),
    order.BEYOND_RIGHTS,
)
NOT_HERE = Verdict(_("This screen is for the portal team."), order.BEYOND_RIGHTS)


CONFINED = gettext_noop(
    "This draft is limited to named persons until it is published. One of them may name you or lift the limit; ask "
    "%(name)s. A portal administrator lifts it with a written remark, without seeing the text."
)
CONFINE_YOURS = Verdict(
    _("Only a coordinator or a deputy of the unit limits its drafts; they decide who works on them."),
    order.WITHIN_RIGHTS,
)
CONFINED_ALREADY = Verdict(_("This draft is limited to named persons already."), order.WITHIN_RIGHTS)
NOT_CONFINED = Verdict(_("This draft is not limited to named persons any more."), order.WITHIN_RIGHTS)
NOT_WHILE_CONFINED = Verdict(
    _("This draft is limited to named persons, so it is neither copied nor shown by a link. Lift the limit first."),
    order.WITHIN_RIGHTS,
)
REMARK = Verdict(_("Write why you lift the limit: the named persons and the book keep it."), order.WITHIN_RIGHTS)
NO_REVIEWER = Verdict(
    _("Nobody who may approve this draft is among its named persons. Name a reviewer first: «Named persons»."),
    order.BEYOND_RIGHTS,
)


def confined(by: str) -> Verdict:
    """The refusal with the name to ask: whoever limited the draft."""
    return Verdict(gettext(CONFINED) % {"name": by}, order.WITHIN_RIGHTS)


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
        return self._may_keep()

    def may_publish(self) -> Verdict:
        """Publish directly: structure by approvers, content only by a unit that holds the right."""
        if not self.within():
            return self.within()
        if self.page.stage in OPEN:
            return IN_QUEUE
        if self.page.structural:
            return YES if self.standing.may_approve else NOT_FOR_UNITS
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
        return self.may_publish() if self.page.live else self._may_keep()

    def may_move(self) -> Verdict:
        """Pages keep their place under the shared indexes; only the portal team moves structure."""
        if not self.within():
            return self.within()
        if self.page.stage in OPEN:
            return IN_QUEUE
        return YES if self.standing.may_approve else NOT_FOR_UNITS

    def may_confirm(self) -> Verdict:
        """Say that the public content is still true (§ 3 pkt 2); a limit on the draft changes nothing there."""
        if self.page.structural:
            return YES if self.standing.is_portal_officer else NOT_FOR_UNITS
        return YES if self.standing.acts_for(self.page.unit_id) else NOT_YOURS

    def may_copy(self) -> Verdict:
        """Make another draft of it: who keeps it, and never round a limit to named persons."""
        return self._may_keep() and self._is_open()

    def may_share(self) -> Verdict:
        """Show one version to an outsider by a preview link, or take the link back; also while it waits."""
        return self._may_keep() and self._is_open()

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

    def _may_keep(self) -> Verdict:
        return self._keeps() and self.within()

    def _keeps(self) -> Verdict:
        if self.standing.is_portal_officer or self.standing.is_superuser:
            return YES
        if self.page.structural:
            return NOT_FOR_UNITS
        return YES if self.standing.acts_for(self.page.unit_id) else NOT_YOURS


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
    confined_to: frozenset[int] | None = None
    confined_by: str = ""
    reviewer_ids: frozenset[int] = frozenset()


NOT_NOW = Verdict(_("This handoff has moved on in the meantime. Look at it again."), order.AGREED_DATE)
NEWER = Verdict(_("The text has changed since you read it. Compare the versions and decide again."), order.AGREED_DATE)
FOUR_EYES = Verdict(
    _("Whoever wrote or handed over the text does not approve it. Ask another person."), order.AGREED_DATE
)
OPERATORS_AGREE = Verdict(_("Operators agree dates; an editor or an administrator approves."), order.BEYOND_RIGHTS)
OWN_PROPOSAL = Verdict(_("This is your side's own proposal; the other side answers it."), order.AGREED_DATE)
NO_DATE = Verdict(_("No hour is proposed or agreed any more. Propose one first."), order.AGREED_DATE)
UNIT_ANSWERS = Verdict(_("The unit has not answered the proposed date yet."), order.AGREED_DATE)
LATE = Verdict(_("The agreed hour has passed. Choose «publish now (late)» or propose a new date."), order.AGREED_DATE)
NOT_FOR_YOU = Verdict(_("This handoff belongs to another unit."), order.AGREED_DATE)


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
        return Side.PORTAL if self.standing.is_portal_officer or self.standing.is_superuser else ""

    def may_read(self) -> Verdict:
        return self.reads_drafts() and self._within()

    def reads_drafts(self) -> Verdict:
        if self.standing.is_portal_officer or self.standing.watches_city:
            return YES
        return YES if self.standing.reads_for(self.handoff.unit_id) else NOT_FOR_YOU

    def _within(self) -> Verdict:
        to = self.handoff.confined_to
        if to is None or self.standing.user_id in to:
            return YES
        return self.reads_drafts() and confined(self.handoff.confined_by)

    def may_propose(self) -> Verdict:
        if not self.side:
            return NOT_FOR_YOU
        return YES if self.handoff.stage in NEGOTIABLE else NOT_NOW

    def may_accept(self) -> Verdict:
        """Accept the other side's dates."""
        if not self.side:
            return NOT_FOR_YOU
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
        if not (self.standing.may_approve):
            return NOT_HERE
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
        if not self.standing.may_approve:
            return OPERATORS_AGREE if self.standing.is_portal_officer else NOT_HERE
        if not self._within():
            return self._within()
        if not allows(deed, self.handoff.stage):
            return NOT_NOW
        written_by = {self.handoff.submitted_by_id, self.handoff.last_editor_id, *self.handoff.writer_ids}
        if self.standing.user_id in written_by:
            return FOUR_EYES
        return YES
