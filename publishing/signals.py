"""Facts announced, inside the transaction that made them."""

from django.dispatch import Signal

handed_over = Signal()  # handoff
reserved = Signal()  # handoff
date_proposed = Signal()  # handoff, proposal
date_agreed = Signal()  # handoff, proposal
sent_back = Signal()  # handoff, review
decided = Signal()  # handoff, review, now: approved or returned, before the stage changes
scheduled = Signal()  # handoff, review
unscheduled = Signal()  # handoff, reason
withdrawn = Signal()  # handoff, reason
published = Signal()  # handoff
published_unchecked = Signal()  # handoff, emergency
checked_afterwards = Signal()  # handoff, emergency
correction_sent = Signal()  # handoff, correction
correction_answered = Signal()  # handoff, correction: accepted or refused
correction_dropped = Signal()  # handoff, correction, by, asked (whether the other side had been)
correction_overtaken = Signal()  # handoff, correction: the hour came first
publication_failed = Signal()  # handoff
set_arranged = Signal()  # handoff_set, members, by, made (else something was added)
set_scheduled = Signal()  # handoff_set, members
set_unscheduled = Signal()  # handoff_set, members, reason, by
taken_down = Signal()  # takedown, by (a standing; None: the clock)
put_back = Signal()  # takedown, by (a standing; None: the page was published again)
claimed = Signal()  # handoff, by
released = Signal()  # handoff, by, former (the account that had it in hand, or None)
assigned = Signal()  # handoff, to (an account), by, former
entrusted = Signal()  # transfer, handoff (None when none is open), now
transfer_offered = Signal()  # transfer, now
transfer_answered = Signal()  # transfer, now: declined or taken back
confirmed_current = Signal()  # stewardship
confirmation_undone = Signal()  # stewardship
confined = Signal()  # confinement, people, by
confinement_lifted = Signal()  # confinement, by (None: publication)
lapsed = Signal()  # handoff, queued (by it; else one was open already), failed (else the right had ended)
inherited = Signal()  # handoffs, unit, heir, now
