"""Deeds on drafts limited to named persons (scenario 36). Keyword-only, atomic, `now` given by the door."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Page, PageLogEntry, PageSubscription

from coordination import audit, order
from coordination.calendar import warsaw_date
from coordination.models import DutyTask
from coordination.querysets import on_day
from coordination.routing import officers
from coordination.standing import APPROVERS, Standing
from coordination.states import PortalOffice
from coordination.verdict import Refused, Verdict

from . import keeping, signals
from .discretion import OUTWARD_TITLE, outward_title
from .facts import desk_of, forget, reviewers_among
from .models import ConfinedPerson, Confinement, Handoff, Transfer
from .policies.verdicts import NOT_CONFINED
from .states import HOLDING, OPEN, Offer, Stage
from .subjects import page_reference


def candidates(page: Any, *, on: dt.date) -> QuerySet:
    """Accounts that may be named: people of the page's unit on the day, and the portal side."""
    accounts = get_user_model()._default_manager.filter(is_active=True)
    portal = Q(pk__in=officers(PortalOffice.values, on).values("pk"))
    if page.kind == "structure":
        return accounts.filter(portal).distinct().order_by("last_name", "first_name", "pk")
    in_unit = Q(person__designations__unit_id=page.stewardship.unit_id) & on_day(
        on, "person__designations__from_on", "person__designations__until_on"
    )
    return accounts.filter(in_unit | portal).distinct().order_by("last_name", "first_name", "pk")


def reviewers(page: Any, *, on: dt.date) -> list[Any]:
    """The candidates of the portal side who may approve today: whom handing over offers to name."""
    found = list(candidates(page, on=on).filter(pk__in=officers(APPROVERS, on).values("pk")))
    able = reviewers_among([user.pk for user in found], page.stewardship.unit_id, page.kind, page)
    return [user for user in found if user.pk in able]


@transaction.atomic
def confine(page: Any, *, people: Iterable[Any], reason: str, by: Any, now: dt.datetime) -> Confinement:
    """Limit the draft to the named accounts; whoever limits it stays in.

    The open handoff of the page shows «limited draft» from now on, notices of comments go to the named only, and
    receivers end the preview links. Raises Refused for others than the unit's coordinator or deputy, for a draft that
    waits for publication, and for a person who holds no office here.
    """
    Page.objects.select_for_update().get(pk=page.pk)
    forget(by)
    desk = desk_of(by)
    desk.policy(page).may_confine().enforce()
    unit = page.stewardship.unit
    confinement = Confinement.objects.create(
        page_id=page.pk,
        unit=unit,
        kind=page.kind,
        reason=reason.strip(),
        begun_by=by,
        begun_by_name=desk.standing.name,
        begun_at=now,
    )
    named = _name(confinement, page, [by, *people], by=desk.standing, now=now)
    _end_offer(page.pk, by=desk.standing, now=now)
    _hide_titles(Page.objects.get(pk=page.pk))
    _write("draft.confine", confinement, desk.standing, now, note=", ".join(person.name for person in named))
    signals.confined.send(Confinement, confinement=confinement, people=named, by=desk.standing, now=now)
    forget(by)
    return confinement


@transaction.atomic
def name_people(page: Any, *, people: Iterable[Any], by: Any, now: dt.datetime) -> Confinement:
    """Make the accounts the named persons. Whoever does it stays; a draft in the queue keeps a reviewer."""
    confinement, standing = _for_naming(page, by)
    wanted = {user.pk: user for user in [by, *people]}
    gone = confinement.people.exclude(account_id__in=wanted)
    removed = [person.name for person in gone]
    gone.delete()
    added = _name(confinement, page, wanted.values(), by=standing, now=now)
    _keep_a_reviewer(page, confinement, standing)
    _tell_of_naming(confinement, added, removed, standing, now)
    forget(by)
    return confinement


@transaction.atomic
def let_in(page: Any, *, people: Iterable[Any], by: Any, now: dt.datetime) -> Confinement:
    """Name more persons, nobody leaves: the reviewers of a draft that is handed over."""
    confinement, standing = _for_naming(page, by)
    added = _name(confinement, page, people, by=standing, now=now)
    _tell_of_naming(confinement, added, [], standing, now)
    forget(by)
    return confinement


def _for_naming(page: Any, by: Any) -> tuple[Confinement, Standing]:
    confinement = _locked(page)
    forget(by)
    desk = desk_of(by)
    desk.policy(page).may_name().enforce()
    return confinement, desk.standing


def _tell_of_naming(
    confinement: Confinement, added: list[ConfinedPerson], removed: list[str], by: Standing, now: dt.datetime
) -> None:
    note = "; ".join([*(f"+ {person.name}" for person in added), *(f"− {name}" for name in removed)])
    if note:
        _write("draft.name", confinement, by, now, note=note)
        signals.confined.send(Confinement, confinement=confinement, people=added, by=by, now=now)


@transaction.atomic
def lift(page: Any, *, by: Any, now: dt.datetime, remark: str = "") -> Confinement:
    """Lift the limit: a named person, or an administrator with a written remark. The named persons get a letter."""
    confinement = _locked(page)
    forget(by)
    desk = desk_of(by)
    desk.policy(page).may_lift(remark).enforce()
    confinement.lifted_by = by
    confinement.lifted_by_name = desk.standing.name
    confinement.remark = remark.strip()
    _lift(confinement, page, now)
    _write("draft.lift", confinement, desk.standing, now, note=confinement.remark)
    signals.confinement_lifted.send(Confinement, confinement=confinement, by=desk.standing, now=now)
    forget(by)
    return confinement


@transaction.atomic
def lift_at_publication(page: Any, *, now: dt.datetime) -> None:
    """What is public is limited no more; nothing happens where there is no limit."""
    confinement = Confinement.objects.select_for_update().in_force().filter(page_id=page.pk).first()
    if confinement is None:
        return
    confinement.lifted_automatically = True
    _lift(confinement, page, now)
    _write("draft.lift", confinement, None, now, note=_("lifted by publication"))
    signals.confinement_lifted.send(Confinement, confinement=confinement, by=None, now=now)


def _locked(page: Any) -> Confinement:
    found = Confinement.objects.select_for_update().in_force().filter(page_id=page.pk).first()
    if found is None:
        raise Refused(NOT_CONFINED)
    return found


def _lift(confinement: Confinement, page: Any, now: dt.datetime) -> None:
    confinement.lifted_at = now
    confinement.save()
    hidden = Q(title=str(OUTWARD_TITLE)) | Q(stage__in=OPEN)
    Handoff.objects.filter(hidden, page_id=page.pk).update(title=page.draft_title)


def _hide_titles(page: Page) -> None:
    """What quotes the title quotes it no more: handoffs that never went public, offers, tasks, Wagtail's own history.

    The book of deeds only grows; it is veiled instead.
    """
    Handoff.objects.filter(page_id=page.pk).exclude(stage=Stage.PUBLISHED).update(title=str(OUTWARD_TITLE))
    Transfer.objects.filter(page_id=page.pk).update(title=outward_title(page))
    PageLogEntry.objects.filter(page_id=page.pk).update(label=outward_title(page))
    tasks = DutyTask.objects.open().filter(subject=keeping.subject(page))
    tasks.update(title=_("Text kept after somebody's office had ended: %(title)s") % {"title": OUTWARD_TITLE})


def _end_offer(page_id: int, *, by: Standing, now: dt.datetime) -> None:
    """A limited draft stays with its unit: what was offered is taken back, and its title is told no more."""
    for transfer in Transfer.objects.waiting().select_for_update().filter(page_id=page_id):
        transfer.answer, transfer.answered_by_name, transfer.answered_at = Offer.WITHDRAWN, by.name, now
        transfer.title = str(OUTWARD_TITLE)
        transfer.save(update_fields=["answer", "answered_by_name", "answered_at", "title"])
        audit.write(
            f"page.offer-{Offer.WITHDRAWN}",
            now=now,
            about=page_reference(page_id),
            label=str(OUTWARD_TITLE),
            by=by,
            unit=transfer.giving,
            right=str(order.WITHIN_RIGHTS),
            note=f"{transfer.giving_name} → {transfer.receiving_name}",
        )
        signals.transfer_answered.send(Transfer, transfer=transfer, now=now)


def _name(
    confinement: Confinement, page: Any, people: Iterable[Any], *, by: Standing, now: dt.datetime
) -> list[ConfinedPerson]:
    """Name those who are not named yet. An account without an office here is refused, not dropped in silence."""
    wanted = {user.pk: user for user in people}
    known = set(confinement.people.values_list("account_id", flat=True))
    allowed = set(candidates(page, on=warsaw_date(now)).filter(pk__in=wanted).values_list("pk", flat=True))
    strangers = set(wanted) - allowed - known - {by.user_id}
    if strangers:
        reason = _("Named persons hold an office in the unit or on the portal side. Choose among those offered.")
        raise Refused(Verdict(reason, order.WITHIN_RIGHTS))
    named = [
        ConfinedPerson.objects.create(
            confinement=confinement,
            account=user,
            name=user.get_full_name() or user.get_username(),
            added_by_name=by.name,
            added_at=now,
        )
        for pk, user in wanted.items()
        if pk not in known
    ]
    silent = PageSubscription.objects.filter(page_id=page.pk)
    silent.exclude(user_id__in=confinement.people.values("account_id")).update(comment_notifications=False)
    return named


def _keep_a_reviewer(page: Any, confinement: Confinement, by: Standing) -> None:
    if not Handoff.objects.filter(page_id=page.pk, stage__in=HOLDING).exists():
        return
    accounts = confinement.people.filter(account__isnull=False).values_list("account_id", flat=True)
    if not reviewers_among(accounts, page.stewardship.unit_id, page.kind, page) - {by.user_id}:
        reason = _("The draft waits for publication, so a reviewer stays among the named persons.")
        raise Refused(Verdict(reason, order.BEYOND_RIGHTS))


def _write(verb: str, confinement: Confinement, by: Standing | None, now: dt.datetime, *, note: str = "") -> None:
    audit.write(
        verb,
        now=now,
        about=confinement,
        by=by,
        unit=confinement.unit,
        right=str(order.WITHIN_RIGHTS),
        note=note,
    )
