"""Who a person is on a given day: offices in units, offices of the portal. Judgement asks this and nothing else."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from .states import Office, PortalOffice

APPROVERS = frozenset({PortalOffice.ADMINISTRATOR, PortalOffice.EDITOR})
OFFICERS = APPROVERS | {PortalOffice.OPERATOR}
WATCHERS = frozenset({PortalOffice.MONITOR, PortalOffice.DIRECTOR, PortalOffice.ADMINISTRATOR})


@dataclass(frozen=True)
class Standing:
    """A person's offices on one Warsaw day. `units` maps a unit to every office held there."""

    user_id: int | None
    name: str
    on: dt.date
    person_id: int | None = None
    units: Mapping[int, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))
    unit_names: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))
    portal: frozenset[str] = frozenset()
    is_superuser: bool = False

    def acts_for(self, unit_id: int | None) -> bool:
        """Coordinator or deputy of the unit: a deputy may act at any time (DESIGN.md section 2)."""
        return bool(self.units.get(unit_id or 0, frozenset()) & {Office.COORDINATOR, Office.DEPUTY})

    def heads(self, unit_id: int | None) -> bool:
        return Office.HEAD in self.units.get(unit_id or 0, frozenset())

    def reads_for(self, unit_id: int | None) -> bool:
        """Holds any office in the unit."""
        return unit_id in self.units

    @property
    def acting_unit_ids(self) -> list[int]:
        """Units whose pages the person keeps, in a stable order."""
        return [unit for unit in self.units if self.acts_for(unit)]

    @property
    def is_portal_officer(self) -> bool:
        return bool(self.portal & OFFICERS)

    @property
    def is_administrator(self) -> bool:
        return PortalOffice.ADMINISTRATOR in self.portal or self.is_superuser

    @property
    def may_approve(self) -> bool:
        """Administrators and editors approve; operators prepare and agree dates only."""
        return bool(self.portal & APPROVERS) or self.is_superuser

    @property
    def watches_city(self) -> bool:
        return bool(self.portal & WATCHERS) or self.is_superuser

    @property
    def is_staff(self) -> bool:
        return bool(self.units or self.portal) or self.is_superuser

    def role_in(self, unit_id: int | None) -> str:
        """The role to write into history: «w zastępstwie» for a deputy, else the office."""
        offices = self.units.get(unit_id or 0, frozenset())
        for office in (Office.COORDINATOR, Office.DEPUTY, Office.HEAD):
            if office in offices:
                return _("as deputy") if office == Office.DEPUTY else str(office.label)
        for portal_office in PortalOffice:
            if portal_office in self.portal:
                return str(portal_office.label)
        return _("superuser") if self.is_superuser else ""


def nobody(on: dt.date) -> Standing:
    """The standing of an anonymous visitor."""
    return Standing(user_id=None, name="", on=on)


def standing_of(user: Any, on: dt.date | None = None) -> Standing:
    """The standing of an account on a day (today in Warsaw when none is given). Two queries, kept on the object."""
    on = on or timezone.localdate()
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return nobody(on)
    kept: dict[dt.date, Standing] | None = getattr(user, "_standings", None)
    if kept is None:
        kept = user._standings = {}  # set through a request's lazy user, it stands on the account itself
    if on not in kept:
        kept[on] = _read(user, on)
    return kept[on]


def _read(user: Any, on: dt.date) -> Standing:
    from .models import Designation

    units: dict[int, set[str]] = {}
    names: dict[int, str] = {}
    rows = Designation.objects.in_force(on).filter(person__user_id=user.pk).select_related("unit")
    found = list(rows.order_by("unit__name", "pk"))
    for row in found:
        units.setdefault(row.unit_id, set()).add(row.office)
        names[row.unit_id] = str(row.unit)
    held = {group.name for group in user.groups.all()} & set(PortalOffice.values)
    person_id = next((row.person_id for row in found), None)
    return Standing(
        user_id=user.pk,
        name=user.get_full_name() or user.get_username(),
        on=on,
        person_id=person_id,
        units=MappingProxyType({unit: frozenset(offices) for unit, offices in units.items()}),
        unit_names=MappingProxyType(names),
        portal=frozenset(held),
        is_superuser=user.is_superuser,
    )
