"""Where each item of «Co jeszcze» is done, for the person who reads it."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from coordination.standing import Standing

from . import completeness_sources, drafts
from .completeness import AID_CARDS, MEETINGS, OVERDUE, UNIT_PAGE
from .freshness import edit_url
from .reckoning import Row, is_finding, things_url


class Link(NamedTuple):
    label: Any
    url: str


def link_of(code: str, row: Row, standing: Standing) -> Link | None:
    """None where nothing is to be done, or nothing that this person can do from here."""
    if not row.answers[code].lacking:
        return None
    if code == OVERDUE or is_finding(code):
        return Link(_("See these pages"), things_url(row.unit.pk, code))
    return LINKS[code](row, standing)


def _offices(row: Row, standing: Standing) -> Link:
    if standing.heads(row.unit.pk) or standing.is_administrator:
        return Link(_("Name a person"), reverse("coordination_designations:add"))
    return Link(_("Who holds which office"), f"{reverse('coordination_designations:list')}?unit={row.unit.pk}")


def _phone(code: str) -> Any:
    def link(row: Row, standing: Standing) -> Link | None:
        people = row.answers[code].people
        return _person(people[0].person_id, row, standing) if people else _profile(row, standing)

    return link


def _person(person_id: int, row: Row, standing: Standing) -> Link:
    """The person's own data, open to the person, to the head and to administrators."""
    if person_id == standing.person_id or standing.heads(row.unit.pk) or standing.is_administrator:
        return Link(_("Enter it in the person's data"), reverse("coordination_people:edit", args=[person_id]))
    return Link(_("See the person's data"), reverse("coordination_people:inspect", args=[person_id]))


def _profile(row: Row, standing: Standing) -> Link:
    """The register of units is kept by administrators; others write to them."""
    if standing.is_administrator:
        return Link(_("Enter it in the register of units"), reverse("coordination_units:edit", args=[row.unit.pk]))
    return Link(_("See the unit in the register"), reverse("coordination_units:inspect", args=[row.unit.pk]))


def _unit_page(row: Row, standing: Standing) -> Link | None:
    page_id = row.facts.told[UNIT_PAGE].page_id
    if page_id:
        return Link(_("Open the page"), edit_url(page_id))
    return _begun(UNIT_PAGE, _("Write the page"))


def _begun(fact: str, label: Any) -> Link | None:
    url = drafts.address_of_new(completeness_sources.kind_of(fact))
    return Link(label, url) if url else None


LINKS: dict[str, Any] = {
    "koordynator": _offices,
    "zastepca": _offices,
    "telefon-koordynatora": _phone("telefon-koordynatora"),
    "telefon-zastepcy": _phone("telefon-zastepcy"),
    "e-mail": _phone("e-mail"),
    "tematy": _profile,
    "sfery": _profile,
    "strona": _unit_page,
    "pomoc": lambda row, standing: _begun(AID_CARDS, _("Write a card of aid")),
    "spotkanie": lambda row, standing: _begun(MEETINGS, _("Announce a meeting")),
}
