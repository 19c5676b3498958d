"""Emergency publication, and the second pair of eyes that comes afterwards (scenario 10)."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from coordination import audit, order
from coordination.verdict import Refused

from .. import scheduling, signals
from ..facts import emergency_policy, forget
from ..models import Emergency, Handoff, PublicChange, Review
from ..policies import Read
from ..policies.verdicts import EMERGENCY_REASON
from ..states import Decision
from .shared import advance, leave_set, locked, policy_for, write


@transaction.atomic
def publish_unchecked(handoff: Handoff, *, by: Any, read: Read, reason: str, now: dt.datetime) -> Emergency:
    """Publish the version that was read at once, without a second check and whatever the agreement.

    The row stays held while the page goes public; it leaves its set, if it is in one. Announces `published_unchecked`.
    Raises Refused without a written reason, to anybody but an administrator within scope, and where a newer version
    was not read; whatever stops the publication itself is raised as it is, and nothing has changed.
    """
    handoff = locked(handoff)
    policy = policy_for(by, handoff)
    policy.may_publish_unchecked(read).enforce()
    if not reason.strip():
        raise Refused(EMERGENCY_REASON)
    standing, authors = policy.standing, sorted(policy.handoff.authors)
    emergency = Emergency.objects.create(
        handoff=handoff, reason=reason, by=by, by_name=standing.name, at=now, barred_ids=authors
    )
    Review.objects.create(
        handoff=handoff,
        revision_id=handoff.revision_id,
        reviewer_id=standing.user_id,
        reviewer_name=standing.name,
        decision=Decision.UNCHECKED,
        comment=reason,
        at=now,
    )
    leave_set(handoff, standing, now)
    handoff.approved_by = by
    handoff.approved_by_name = standing.name
    handoff.published_at = now
    advance(handoff, "publish_unchecked")
    scheduling.put_out(handoff, by)
    handoff.refresh_from_db(fields=["title"])  # publication lifts a limit, and the title shows again
    audit.write(
        "handoff.publish_unchecked",
        now=now,
        about=handoff,
        by=standing,
        unit=handoff.unit,
        right=_("%(place)s, without a second check") % {"place": order.BEYOND_RIGHTS},
        version=str(handoff.revision_id),
        note=reason,
    )
    forget(by)
    signals.published_unchecked.send(Handoff, handoff=handoff, now=now, emergency=emergency)
    return emergency


@transaction.atomic
def check_afterwards(emergency: Emergency, *, by: Any, now: dt.datetime, remark: str = "") -> Emergency:
    """Somebody else has read what was published in an emergency, and confirms it; the public trace says so."""
    handoff = locked(emergency.handoff)
    emergency = Emergency.objects.select_for_update().get(pk=emergency.pk)
    policy = emergency_policy(by, emergency)
    policy.may_check().enforce()
    emergency.checked_by = by
    emergency.checked_by_name = policy.standing.name
    emergency.checked_at = now
    emergency.remark = remark
    emergency.save(update_fields=["checked_by", "checked_by_name", "checked_at", "remark"])
    if handoff.page_id is not None:  # the page may have been deleted since
        PublicChange.objects.filter(page_id=handoff.page_id, at=emergency.at, unchecked=True).update(
            checked_by_name=policy.standing.name, checked_at=now
        )
    write("check_afterwards", handoff, policy.standing, now, note=remark)
    signals.checked_afterwards.send(Handoff, handoff=handoff, now=now, emergency=emergency)
    return emergency
