"""Commissions: the unit hands over a brief, an editor makes the page, the unit agrees (§ 4 ust. 1 pkt 2, ust. 2)."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from wagtail.models import Page

from coordination.models import Unit
from coordination.verdict import Refused

from ..collections import collection_name
from ..commissioning import possible_results
from ..facts import desk_of, forget
from ..models import Commission, Correction, Handoff
from ..policies import CommissionPolicy, CorrectionPolicy
from ..policies.commission import may_be_target
from ..policies.verdicts import FOREIGN_FILES, NOT_NOW, NOT_THE_RESULT
from ..states import Purpose, Stage
from .beginning import begin, queue, unit_side
from .corrections import open_correction
from .dates import Dates
from .shared import locked, policy_for, write


@dataclass(frozen=True)
class Brief:
    """What the unit asks for. `files` are documents of the unit's own collection."""

    title: str
    text: str
    files: Iterable[Any] = ()


@transaction.atomic
def commission(
    brief: Brief,
    *,
    unit: Unit,
    kind: str,
    publish_at: dt.datetime,
    by: Any,
    now: dt.datetime,
    target: Any = None,
    sooner: str = "",
) -> Handoff:
    """Hand a brief over: into the queue at once, `publish_at` is the hour the unit proposes.

    `target` is a public page of the unit to be changed, else a new page of the kind is made. `sooner` says why it
    leaves less than the lead time. Raises Refused for a unit the person does not act for, a page that may not be the
    target, files of others.
    """
    standing = unit_side(by, unit)
    row = Commission(text=brief.text)
    if target is not None:
        page = Page.objects.select_for_update().get(pk=target.pk).specific
        forget(by)
        may_be_target(desk_of(by).policy(page), unit_id=unit.pk, kind=kind).enforce()
        row.target_id, row.base_id = page.pk, page.latest_revision_id
    handoff = begin(brief.title, unit, kind, by=by, dates=Dates(publish_at, sooner=sooner), now=now)
    if row.target_id is not None:
        handoff.page_id, handoff.purpose = row.target_id, Purpose.CHANGE
    row.handoff = handoff
    row.save()
    _put_files(row, brief.files)
    return queue(handoff, None, by=by, standing=standing, now=now, verb="commission")


@transaction.atomic
def change_commission(handoff: Handoff, *, brief: Brief, by: Any, now: dt.datetime) -> Handoff:
    """Put the brief in other words while nobody carries it out; after a return it goes into the queue again.

    What was carried out before a return waits as a draft for the next try.
    """
    handoff = locked(handoff)
    policy = CommissionPolicy(policy_for(by, handoff))
    policy.may_change(now).enforce()
    row = _row(handoff)
    row.text = brief.text
    row.forget_result()
    row.save()
    _put_files(row, brief.files)
    handoff.title = brief.title
    if handoff.stage == Stage.RETURNED:
        return queue(handoff, None, by=by, standing=policy.of.standing, now=now, verb="commission")
    handoff.submitted_by, handoff.submitted_by_name = by, policy.of.standing.name
    handoff.delivered_at = now  # whoever read the former words decides about them no more
    handoff.save()
    write("commission_change", handoff, policy.of.standing, now)
    return handoff


@transaction.atomic
def carry_out_commission(handoff: Handoff, *, begin: Callable[[Handoff], Any], by: Any, now: dt.datetime) -> Correction:
    """Open the result for writing: the target, the draft of an earlier try, or a new draft made by `begin`.

    It is written as a correction of the portal side, so the unit agrees before anybody approves.
    """
    handoff, policy = _asked(handoff, by)
    if handoff.page_id is None:
        handoff.page_id = begin(handoff).pk
        handoff.save(update_fields=["page"])
    return _open(handoff, policy, by, now, "carry_out")


@transaction.atomic
def link_result(handoff: Handoff, *, page: Any, by: Any, now: dt.datetime) -> Correction:
    """Take a page of the unit that exists already for the result; its draft may be written further, then sent.

    Raises Refused for a page of another unit or kind, one that waits itself, and where the commission names its page.
    """
    handoff, policy = _asked(handoff, by)
    Page.objects.select_for_update().filter(pk=page.pk).first()
    found = possible_results(handoff).filter(pk=page.pk).first()
    if found is None or not desk_of(by).policy(found.specific).may_keep():
        raise Refused(NOT_THE_RESULT)
    handoff.page_id = found.pk
    handoff.save(update_fields=["page"])
    return _open(handoff, policy, by, now, "link_result")


@transaction.atomic
def take_over_text(handoff: Handoff, *, by: Any, now: dt.datetime) -> Handoff:
    """Put the words of the brief into the empty text of the page that is being made of it, as a version of the draft.

    Raises Refused for whoever does not write it, and once something stands there.
    """
    handoff = locked(handoff)
    policy = policy_for(by, handoff)
    CorrectionPolicy(policy).may_send().enforce()
    owed = handoff.page if policy.handoff.owes_result else None
    page = owed.specific.get_latest_revision_as_object() if owed else None
    if page is None or not page.has_room_for_text():
        raise Refused(NOT_NOW)
    page.take_text(_row(handoff).text)
    page.save_revision(user=by, log_action=True, clean=False)
    write("take_text", handoff, policy.standing, now)
    forget(by)
    return handoff


def _asked(handoff: Handoff, by: Any) -> tuple[Handoff, CommissionPolicy]:
    handoff = locked(handoff)
    policy = CommissionPolicy(policy_for(by, handoff))
    policy.may_carry_out().enforce()
    return handoff, policy


def _open(handoff: Handoff, policy: CommissionPolicy, by: Any, now: dt.datetime, verb: str) -> Correction:
    row = open_correction(handoff, by, policy.of.standing, now, base_id=_row(handoff).base_id)
    write(verb, handoff, policy.of.standing, now)
    forget(by)
    return row


def _row(handoff: Handoff) -> Commission:
    return Commission.objects.select_for_update().get(handoff=handoff)


def _put_files(row: Commission, files: Iterable[Any]) -> None:
    """The unit's own documents; what was attached before may have moved with the unit and stays."""
    wanted, own = list(files), collection_name(row.handoff.unit_id)
    kept = set(row.files.values_list("pk", flat=True))
    if any(file.collection.name != own and file.pk not in kept for file in wanted):
        raise Refused(FOREIGN_FILES)
    row.files.set(wanted)
