"""Wagtail's question «may this account …?» about the room's records, answered by standing and our policies."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from .. import models, order, steps
from ..policies import DesignationPolicy, RegisterPolicy
from ..routing import officers
from ..standing import Standing, standing_of
from ..states import PortalOffice
from ..verdict import YES, Verdict

Judge = Callable[[Standing, str, Any], Verdict]
NEVER = Verdict(_("Records are closed with a last day, never deleted."), order.DESIGNATION, steps.WRITE_TO_PORTAL_TEAM)
NO = Verdict(_("People of the unit keep this."), order.DESIGNATION, steps.OFFICES)
ROSTER = Verdict(
    _("Days away of the portal team are kept on its duty roster."), order.BEYOND_RIGHTS, steps.WRITE_TO_PORTAL_TEAM
)
READ = "view"


class StandingPolicy(ModelPermissionPolicy):
    """A policy that asks one judging function; no group and no Django permission is read."""

    def __init__(self, model: Any, judge: Judge) -> None:
        super().__init__(model)
        self.judge = judge

    def user_has_permission(self, user: Any, action: str) -> bool:
        return bool(self.judge(standing_of(user), action, None))

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        return bool(self.judge(standing_of(user), action, instance))

    def user_has_any_permission_for_instance(self, user: Any, actions: Iterable[str], instance: Any) -> bool:
        return any(self.user_has_permission_for_instance(user, action, instance) for action in actions)

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet:
        objects = self.model._default_manager
        return objects.all() if self.user_has_any_permission(user, {*actions, READ}) else objects.none()

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet:
        return officers([PortalOffice.ADMINISTRATOR], timezone.localdate())


def judge_units(standing: Standing, action: str, unit: Any) -> Verdict:
    """Everybody in office reads; administrators keep; nobody deletes (a unit is closed with a successor)."""
    if action == "delete":
        return NEVER
    rules = RegisterPolicy(standing)
    return rules.may_read() if action == READ else rules.may_keep_units()


def judge_people(standing: Standing, action: str, person: Any) -> Verdict:
    """Administrators keep everybody; the head adds people and keeps those of the own unit; one keeps oneself."""
    if action == "delete":
        return NEVER
    rules = RegisterPolicy(standing)
    if action == READ or rules.may_keep_units():
        return rules.may_read()
    if action == "add" or person is None:
        return YES if _heads_any(standing) or (standing.person_id and action != "add") else rules.may_keep_units()
    if person.pk == standing.person_id:
        return YES
    # Everywhere the person holds or will hold an office: naming a stranger deputy gives no hold on their address.
    units = [row.unit_id for row in person.designations.all() if row.until_on is None or row.until_on >= standing.on]
    return YES if units and all(standing.heads(unit) for unit in units) else rules.may_keep_units()


def judge_designations(standing: Standing, action: str, designation: Any) -> Verdict:
    if action == "delete":
        return NEVER
    if action == READ:
        return RegisterPolicy(standing).may_read()
    if designation is None:
        return (
            YES if standing.is_administrator or _heads_any(standing) else DesignationPolicy(standing).may_designate(0)
        )
    return DesignationPolicy(standing).may_designate(designation.unit_id)


def judge_absences(standing: Standing, action: str, absence: Any) -> Verdict:
    """An absence entered by mistake may be taken away: it is no record of history."""
    if action == READ and standing.watches_city:
        return YES
    if absence is None:
        return YES if standing.is_administrator or standing.units else NO
    if absence.person is None:
        return ROSTER
    today = standing.on
    rows = absence.person.designations.all()  # a list has read them ahead
    held = frozenset(row.unit_id for row in rows if row.from_on <= today and (row.until_on or today) >= today)
    return DesignationPolicy(standing).may_mark_absent(absence.person_id, held)


def judge_hours(standing: Standing, action: str, hours: Any) -> Verdict:
    """The unit keeps its phone hours."""
    if action == READ:
        return RegisterPolicy(standing).may_read()
    if standing.is_administrator:
        return YES
    if hours is None:
        return YES if standing.units else NO
    return YES if standing.acts_for(hours.unit_id) or standing.heads(hours.unit_id) else NO


def _heads_any(standing: Standing) -> bool:
    return any(standing.heads(unit) for unit in standing.units)


JUDGES: dict[Any, Judge] = {
    models.Unit: judge_units,
    models.Person: judge_people,
    models.Designation: judge_designations,
    models.Absence: judge_absences,
    models.OfficeHours: judge_hours,
}


def register() -> None:
    """Exact registrations win whatever the order of start (wagtail-facts.md 3.3)."""
    for model, judge in JUDGES.items():
        register_permission_policy(model, StandingPolicy(model, judge), exact_class=True)
