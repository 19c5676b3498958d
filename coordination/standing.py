"""Who a person is on a given day: offices in units, offices of the portal. Judgement asks this and nothing else."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from .states import Office, PortalOffice
from .wording import named

APPROVERS = frozenset({PortalOffice.ADMINISTRATOR, PortalOffice.EDITOR})
OFFICERS = APPROVERS | {PortalOffice.OPERATOR}
SZ_OFFICES = frozenset({PortalOffice.MONITOR, PortalOffice.DIRECTOR})
WATCHERS = SZ_OFFICES | {PortalOffice.ADMINISTRATOR}


@dataclass(frozen=True)
class Post:
    """An office of the portal side with its scope; an empty part of the scope means everything (§ 4 ust. 1 pkt 2).

    `kinds` are codes of kinds of content, `portals` numbers of Wagtail sites.
    """

    office: str
    units: frozenset[int] = frozenset()
    kinds: frozenset[str] = frozenset()
    portals: frozenset[int] = frozenset()

    def gap(self, unit_id: int | None, kind: str, site_id: int | None = None) -> str:
        """The part of the scope that is missing: «kind», «unit» or «portal»; empty when the post covers all three.

        A unit or portal None is not known yet, as for a page about to be written, and narrows nothing.
        """
        if self.kinds and kind not in self.kinds:
            return "kind"
        if self.units and unit_id is not None and unit_id not in self.units:
            return "unit"
        return "portal" if self.portals and site_id is not None and site_id not in self.portals else ""

    def covers(self, unit_id: int | None, kind: str, site_id: int | None = None) -> bool:
        return not self.gap(unit_id, kind, site_id)


@dataclass(frozen=True)
class Standing:
    """A person's offices on one Warsaw day. `units` maps a unit to every office held there."""

    user_id: int | None
    name: str
    on: dt.date
    person_id: int | None = None
    units: Mapping[int, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))
    unit_names: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))
    posts: tuple[Post, ...] = ()
    is_superuser: bool = False

    @property
    def portal(self) -> frozenset[str]:
        """Offices of the portal side, whatever their scope."""
        return frozenset(post.office for post in self.posts)

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
        """Administrators and editors approve; operators prepare and agree dates only. Of what: see `approves`."""
        return bool(self.portal & APPROVERS) or self.is_superuser

    def approves(self, unit_id: int | None, kind: str, site_id: int | None = None) -> bool:
        """Whether some post lets the person approve content of the unit, kind and portal."""
        return not self.gap(APPROVERS, unit_id, kind, site_id)

    def tends(self, unit_id: int | None, kind: str, site_id: int | None = None) -> bool:
        """Whether some post lets the person prepare such content and agree its dates."""
        return not self.gap(OFFICERS, unit_id, kind, site_id)

    def tended_units(self, kind: str, site_id: int | None = None) -> frozenset[int] | None:
        """Units whose content of the kind the person may prepare by a post; None means all of them."""
        posts = [post for post in self.posts if post.office in OFFICERS and post.covers(None, kind, site_id)]
        if self.is_superuser or any(not post.units for post in posts):
            return None
        return frozenset[int]().union(*(post.units for post in posts))

    def gap(self, offices: frozenset[str], unit_id: int | None, kind: str, site_id: int | None = None) -> str:
        """What the person's posts in the offices lack: «office», else as Post.gap; empty when one covers all."""
        if self.is_superuser:
            return ""
        gaps = [post.gap(unit_id, kind, site_id) for post in self.posts if post.office in offices]
        return "" if "" in gaps else next(iter(gaps), "office")

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
    """The standing of an account on a day (today in Warsaw when none is given). Two queries, kept on the object.

    Rights begin and end by the calendar: no job writes anything when the day comes.
    """
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
    from .models import Designation, PortalAssignment

    units: dict[int, set[str]] = {}
    names: dict[int, str] = {}
    held = Designation.objects.in_force(on).filter(person__user_id=user.pk).order_by("unit__name", "pk")
    found = list(held.values_list("unit_id", "office", "person_id", "unit__name", "unit__symbol"))
    for unit, office, _person, name, symbol in found:
        units.setdefault(unit, set()).add(office)
        names[unit] = named(name, symbol)
    person_id = next((person for _unit, _office, person, _name, _symbol in found), None)
    return Standing(
        user_id=user.pk,
        name=user.get_full_name() or user.get_username(),
        on=on,
        person_id=person_id,
        units=MappingProxyType({unit: frozenset(offices) for unit, offices in units.items()}),
        unit_names=MappingProxyType(names),
        posts=PortalAssignment.objects.in_force(on).posts_of(user.pk),
        is_superuser=user.is_superuser,
    )
