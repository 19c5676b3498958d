"""What follows from facts: the public history of a page, its review date, letters to both sides."""

import datetime as dt
from typing import Any, cast

from django.dispatch import receiver
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from wagtail.log_actions import get_active_log_context
from wagtail.models import Revision
from wagtail.signals import page_published, page_unpublished

from coordination import order
from coordination.calendar import warsaw_date
from coordination.models import ClockBeat
from coordination.signals import account_shutting, silence_ended
from coordination.standing import Standing, standing_of

from . import (
    correcting,
    heir_notices,
    keeping,
    notices,
    promised,
    seats,
    set_notices,
    signals,
    takedown_notices,
    takedowns,
    talks,
    transfer_notices,
)
from .actions.shared import leave_set
from .commission import commission_of, is_result
from .facts import forget
from .freshness import correction, restart, settle_published
from .going_public import when_public
from .governed import GovernedPage
from .holders import claims_at
from .models import Correction, Emergency, Handoff, HandoffSet, PublicChange, Review, Stewardship, Takedown
from .states import KEEPING_TEXT, MOVABLE, CorrectionState, Purpose, Side, Stage

NAME = 160
"""So long is a name in the public history."""


@receiver(page_published)
@when_public
def remember_publication(sender: Any, instance: Any, revision: Any = None, **kwargs: Any) -> None:
    """One public line a publication: who wrote, who published, under which right, what changed."""
    if not isinstance(instance, GovernedPage):
        return
    now = timezone.now()
    stewardship = Stewardship.objects.select_related("unit").get(page_id=instance.pk)
    told_at = set(PublicChange.objects.filter(page_id=instance.pk).values_list("at", flat=True))
    handoff = _handoff_of(revision, told_at)
    author = getattr(revision, "user", None)
    publisher = get_active_log_context().user or author
    first = not told_at
    commission = commission_of(handoff) if handoff else None
    carried_out_by = commission.carried_out_by_name if commission else ""
    change = PublicChange.objects.create(
        page_id=instance.pk,
        at=handoff.published_at if handoff and handoff.published_at else now,
        agreed_for=handoff.publish_at if handoff and handoff.is_agreed else None,
        unit_name=str(stewardship.unit),
        author_name=str(stewardship.unit)[:NAME] if carried_out_by else str(author or ""),
        carried_out_by_name=carried_out_by,
        publisher_name=handoff.approved_by_name if handoff else str(publisher or ""),
        right=_right(handoff),
        note=instance.change_note,
        minor=instance.minor_edit and not first,
        first=first,
        unchecked=handoff is not None
        and handoff.has_beside("emergency")
        and Emergency.objects.filter(handoff=handoff).exists(),
    )
    back = takedowns.lift(instance.pk, by=None, now=now)
    if back is not None or first or (_by_a_person(handoff, publisher) and not change.minor):
        restart(stewardship, at=change.at)
    settle_published(instance.pk, correction(instance.pk), at=change.at)
    if publisher is not None and getattr(publisher, "is_authenticated", False):
        forget(publisher)


def _by_a_person(handoff: Handoff | None, publisher: Any) -> bool:
    """An import that writes over pages signs for nobody, so nobody has looked at them: no review is saved by it."""
    return handoff is not None or publisher is not None


@receiver(page_unpublished)
def empty_the_archive(sender: Any, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, GovernedPage):
        takedowns.leave_the_archive(instance.pk, now=timezone.now())


def _handoff_of(revision: Any, told_at: set[dt.datetime]) -> Handoff | None:
    """The handoff that this publication carries out; `told_at` are the instants of the page's public lines."""
    if revision is None:
        return None
    promise = promised.in_hand()
    if promise is not None and promise.handoff.revision_id == revision.pk and not promise.handoff.keeps_text:
        return cast(Handoff, promise.handoff)
    found = Handoff.objects.filter(revision_id=revision.pk, stage=Stage.PUBLISHED).exclude(purpose__in=KEEPING_TEXT)
    found = found.select_related("commission")
    last = found.order_by("-published_at").first()
    told = last is not None and last.published_at in told_at
    return None if told else last  # a version put back was published by its handoff once, and not now


def _right(handoff: Handoff | None) -> str:
    place = order.BEYOND_RIGHTS if handoff else order.WITHIN_RIGHTS
    return str(place)


@receiver(signals.handed_over)
def tell_portal_of_material(sender: Any, handoff: Handoff, now: dt.datetime, **kwargs: Any) -> None:
    notices.tell("handed_over", handoff, Side.PORTAL, now=now)
    if not seats.has_editor(handoff, warsaw_date(now)):
        notices.alert_sz(handoff, now=now)


@receiver(account_shutting)
def keep_who_is_needed(sender: Any, account: Any, now: dt.datetime, **kwargs: Any) -> None:
    """Whoever shuts an account announces it; open items and kinds without another editor speak up (30, 31)."""
    seats.may_shut(account, warsaw_date(now)).enforce()


@receiver(signals.handed_over)
def kept_text_is_handed_over(sender: Any, handoff: Handoff, now: dt.datetime, **kwargs: Any) -> None:
    """The text that waited for a colleague's look goes its way."""
    if handoff.page is not None and handoff.submitted_by is not None and handoff.revision and not handoff.keeps_text:
        keeping.looked_at(handoff.page, by=standing_of(handoff.submitted_by), now=now)


@receiver(signals.handed_over)
def end_the_units_own_schedule(sender: Any, handoff: Handoff, now: dt.datetime, **kwargs: Any) -> None:
    """One page, one way to the public: what was handed over goes out by the queue's decision, never beside it."""
    page: Any = handoff.page
    if page is None:  # a brief for a page that is still to be made
        return
    page.revisions.filter(approved_go_live_at__isnull=False).update(approved_go_live_at=None)


@receiver(signals.lapsed)
def tell_unit_of_lapsed_schedule(
    sender: Any, handoff: Handoff, now: dt.datetime, queued: bool, failed: bool, **kwargs: Any
) -> None:
    notices.tell("lapsed", handoff, Side.UNIT, now=now, queued=queued, failed=failed)


@receiver(signals.reserved)
def tell_portal_of_reservation(sender: Any, handoff: Handoff, now: dt.datetime, **kwargs: Any) -> None:
    notices.tell("reserved", handoff, Side.PORTAL, now=now)


@receiver(signals.date_proposed)
def tell_other_side_of_proposal(sender: Any, handoff: Handoff, now: dt.datetime, proposal: Any, **kwargs: Any) -> None:
    notices.tell("date_proposed", handoff, notices.other(proposal.side), now=now, proposal=proposal)


@receiver(signals.date_agreed)
def tell_proposer_of_agreement(sender: Any, handoff: Handoff, now: dt.datetime, proposal: Any, **kwargs: Any) -> None:
    if handoff.stage in MOVABLE and not _being_approved(handoff, proposal):
        notices.tell("date_agreed", handoff, proposal.side, now=now, proposal=proposal)


def _being_approved(handoff: Handoff, proposal: Any) -> bool:
    """Approving at the proposed hour is the acceptance: one letter tells both, the approval's."""
    return handoff.stage == Stage.QUEUED and proposal.side == Side.UNIT


@receiver(signals.sent_back)
def tell_unit_of_return(sender: Any, handoff: Handoff, now: dt.datetime, review: Any, **kwargs: Any) -> None:
    notices.tell("sent_back", handoff, Side.UNIT, now=now, review=review)


@receiver(signals.scheduled)
def tell_unit_of_approval(sender: Any, handoff: Handoff, now: dt.datetime, review: Any, **kwargs: Any) -> None:
    if handoff.publish_at > now:  # else it is carried out at once: the letter of the outcome follows, late or failed
        notices.tell("scheduled", handoff, Side.UNIT, now=now, review=review)


@receiver(signals.unscheduled)
def tell_both_of_cancelled_schedule(
    sender: Any, handoff: Handoff, now: dt.datetime, reason: str, by: Any, alone: bool, **kwargs: Any
) -> None:
    """The portal team too: the material is in its queue again. Of a set one letter tells of all."""
    if alone:
        notices.tell("unscheduled", handoff, Side.UNIT, Side.PORTAL, now=now, but=by, reason=reason, by=by)


@receiver(signals.withdrawn)
def tell_both_of_withdrawal(
    sender: Any, handoff: Handoff, now: dt.datetime, reason: str, by: Any, **kwargs: Any
) -> None:
    """The colleagues too: they counted on the day."""
    notices.tell("withdrawn", handoff, Side.UNIT, Side.PORTAL, now=now, but=by, reason=reason, by=by)


@receiver([signals.sent_back, signals.unscheduled, signals.withdrawn])
def end_the_correction(sender: Any, handoff: Handoff, now: dt.datetime, **kwargs: Any) -> None:
    """Whoever moves the handoff on ends what was being corrected; in the queue lies the version handed over."""
    correcting.end(handoff, CorrectionState.DROPPED, now=now)
    if handoff.stage == Stage.QUEUED:
        correcting.bring_back(handoff)
    elif handoff.stage == Stage.WITHDRAWN:
        correcting.leave_as_found(handoff)


@receiver([signals.unscheduled, signals.withdrawn])
def end_the_talk_about_dates(sender: Any, handoff: Handoff, now: dt.datetime, **kwargs: Any) -> None:
    """No hour is agreed any more, so nobody is asked to move it."""
    talks.end(handoff, now=now)


@receiver(signals.entrusted)
def end_the_correction_of_a_former_unit(sender: Any, handoff: Any, now: dt.datetime, **kwargs: Any) -> None:
    if handoff is not None and handoff.stage == Stage.RETURNED:
        correcting.end(handoff, CorrectionState.DROPPED, now=now)


@receiver(signals.entrusted)
def leave_the_set_of_a_former_unit(sender: Any, handoff: Any, now: dt.datetime, **kwargs: Any) -> None:
    """A set is one unit's; the others of it stay together."""
    if handoff is not None:
        leave_set(handoff, None, now)


@receiver(signals.set_arranged)
def tell_portal_of_the_set(
    sender: Any, handoff_set: HandoffSet, members: list[Handoff], now: dt.datetime, made: bool, **kwargs: Any
) -> None:
    set_notices.tell("set_made" if made else "set_added", handoff_set, members, Side.PORTAL, now=now)


@receiver(signals.set_scheduled)
def tell_unit_of_the_approved_set(
    sender: Any, handoff_set: HandoffSet, members: list[Handoff], now: dt.datetime, **kwargs: Any
) -> None:
    if members[0].publish_at > now:  # else each of them has its letter of the outcome at once
        set_notices.tell("set_scheduled", handoff_set, members, Side.UNIT, now=now)


@receiver(signals.set_unscheduled)
def tell_both_of_the_cancelled_set(
    sender: Any,
    handoff_set: HandoffSet,
    members: list[Handoff],
    now: dt.datetime,
    reason: str,
    by: Standing,
    **kwargs: Any,
) -> None:
    sides = (Side.UNIT, Side.PORTAL)
    set_notices.tell("set_unscheduled", handoff_set, members, *sides, now=now, but=by, reason=reason, by=by)


@receiver(signals.published)
def the_hour_came_first(sender: Any, handoff: Handoff, now: dt.datetime, **kwargs: Any) -> None:
    """The approved version is public; the small fix that nobody had read stays as the unit's draft."""
    row = correcting.end(handoff, CorrectionState.OVERTAKEN, now=now)
    if row is not None:
        signals.correction_overtaken.send(Handoff, handoff=handoff, now=now, correction=row)


@receiver(signals.correction_sent)
def tell_the_other_side_of_the_correction(
    sender: Any, handoff: Handoff, now: dt.datetime, correction: Correction, **kwargs: Any
) -> None:
    notices.tell("correction_sent", handoff, notices.other(correction.side), now=now, **_at_the_correction(correction))


@receiver(signals.correction_answered)
def tell_who_corrected(sender: Any, handoff: Handoff, now: dt.datetime, correction: Correction, **kwargs: Any) -> None:
    notices.tell("correction_answered", handoff, correction.side, now=now, **_at_the_correction(correction))


@receiver(signals.correction_dropped)
def tell_who_was_asked(
    sender: Any, handoff: Handoff, now: dt.datetime, correction: Correction, by: Standing, asked: bool, **kwargs: Any
) -> None:
    """Nothing waits for them any more; the link leads to the handoff, because there is nothing to compare.

    So does whoever wrote it, where a colleague gave it up.
    """
    told: dict[str, Any] = {"correction": correction, "result": is_result(correction)}
    if asked:
        notices.tell("correction_dropped", handoff, notices.other(correction.side), now=now, but=by, **told)
    if correction.by is not None and correction.by_id != by.user_id:
        notices.tell_account("correction_dropped", handoff, correction.by, now=now, **told, yours=True)


@receiver(signals.correction_overtaken)
def tell_unit_of_the_fix_too_late(
    sender: Any, handoff: Handoff, now: dt.datetime, correction: Correction, **kwargs: Any
) -> None:
    notices.tell("correction_overtaken", handoff, Side.UNIT, now=now, correction=correction)


def _at_the_correction(correction: Correction) -> dict[str, Any]:
    """The letter leads to the comparison with its one button."""
    return {
        "correction": correction,
        "result": is_result(correction),
        "handoff_url": reverse("publishing:correction", args=[correction.handoff_id]),
    }


@receiver(signals.assigned)
def tell_whom_it_is_given(
    sender: Any, handoff: Handoff, to: Any, by: Standing, now: dt.datetime, former: Any, **kwargs: Any
) -> None:
    if to.pk != by.user_id:
        notices.tell_account("assigned", handoff, to, now=now, by=by)
    if former is not None and former.pk not in (to.pk, by.user_id):
        notices.tell_account("out_of_hand", handoff, former, now=now, by=by)


@receiver(signals.released)
def tell_who_had_it(sender: Any, handoff: Handoff, by: Standing, now: dt.datetime, former: Any, **kwargs: Any) -> None:
    if former is not None and former.pk != by.user_id:
        notices.tell_account("out_of_hand", handoff, former, now=now, by=by)


@receiver(signals.decided)
def tell_whose_hand_it_was_in(sender: Any, handoff: Handoff, review: Review, now: dt.datetime, **kwargs: Any) -> None:
    """Whoever has it in hand need not decide; a colleague did. Deciding asks for no claim."""
    if handoff.held_by is None or handoff.held_by_id == review.reviewer_id:
        return
    until = claims_at(now).until(handoff)
    if until is not None and now < until:
        notices.tell_account("decided", handoff, handoff.held_by, now=now, review=review)


OUTCOMES: dict[str, str] = {Purpose.TAKE_OFF: "taken_down", Purpose.ARCHIVE: "taken_down", Purpose.MOVE: "moved"}
"""The letter about what came of it, where nothing new went public."""


@receiver(signals.published)
def tell_both_of_publication(sender: Any, handoff: Handoff, now: dt.datetime, **kwargs: Any) -> None:
    """The letter says, too, what became of another date that somebody had asked for."""
    kind, proposal = OUTCOMES.get(handoff.purpose, "published"), talks.end(handoff, now=now)
    notices.tell(kind, handoff, Side.UNIT, Side.PORTAL, now=now, proposal=proposal)


@receiver(signals.put_back)
def tell_unit_of_page_put_back(sender: Any, takedown: Takedown, by: Any, now: dt.datetime, **kwargs: Any) -> None:
    if by is not None:  # not where a publication, which has letters of its own, did it
        takedown_notices.put_back(takedown, by, now)


@receiver(signals.published_unchecked)
def tell_of_emergency(sender: Any, handoff: Handoff, now: dt.datetime, emergency: Emergency, **kwargs: Any) -> None:
    """The editors too: it is no longer theirs to read in the queue, and one of them may confirm it."""
    sides = (Side.UNIT, notices.WATCHERS, Side.PORTAL)
    notices.tell("unchecked", handoff, *sides, now=now, emergency=emergency, proposal=talks.end(handoff, now=now))


@receiver(signals.checked_afterwards)
def tell_of_the_check(sender: Any, handoff: Handoff, now: dt.datetime, emergency: Emergency, **kwargs: Any) -> None:
    sides = (Side.UNIT, notices.WATCHERS, Side.PORTAL)
    notices.tell("checked", handoff, *sides, now=now, emergency=emergency)


@receiver(signals.publication_failed)
def tell_both_of_failure(sender: Any, handoff: Handoff, now: dt.datetime, **kwargs: Any) -> None:
    notices.tell("failed", handoff, Side.UNIT, Side.PORTAL, now=now)


@receiver(signals.transfer_offered)
def tell_whom_it_is_offered(sender: Any, transfer: Any, now: dt.datetime, **kwargs: Any) -> None:
    transfer_notices.offered(transfer, now)


@receiver(signals.entrusted)
def tell_both_units_of_the_page(sender: Any, transfer: Any, handoff: Any, now: dt.datetime, **kwargs: Any) -> None:
    transfer_notices.given(transfer, handoff, now)


@receiver(signals.transfer_answered)
def tell_of_the_answer(sender: Any, transfer: Any, now: dt.datetime, **kwargs: Any) -> None:
    transfer_notices.answered(transfer, now)


@receiver(signals.inherited)
def tell_portal_of_the_successor(
    sender: Any, handoffs: list[Handoff], unit: Any, heir: Any, now: dt.datetime, **kwargs: Any
) -> None:
    heir_notices.inherited(handoffs, unit, heir, now)


@receiver(silence_ended, sender=ClockBeat)
def say_what_fell_into_the_silence(sender: Any, since: dt.datetime, now: dt.datetime, **kwargs: Any) -> str:
    """A sentence for the letter to administrators; empty where no hour fell into it. Two queries."""
    own = Revision.objects.filter(approved_go_live_at__gt=since, approved_go_live_at__lt=now)
    number = Handoff.objects.fallen_into(since, now).count() + own.count()
    if not number:
        return ""
    words = ngettext(
        "%(number)d publication had its hour in that time and goes out late.",
        "%(number)d publications had their hour in that time and go out late.",
        number,
    )
    return words % {"number": number}
