"""What of publishing goes to the successor of a unit: pages, handoffs, files, offers; rights end with the unit."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from coordination.belongings import Belonging

from . import declared, files, handoffs, offers, pages, rights

BELONGINGS = (
    Belonging(
        "pages",
        title=_("Pages"),
        fate=_("The successor answers for them; drafts, versions and public history stay."),
        order=30,
        read=pages.pages,
        move=pages.move_pages,
        needs_heir=True,
        advice=_("Give each page to another unit, or delete it."),
    ),
    Belonging(
        "limited",
        title=_("Drafts limited to named persons"),
        fate=_("The limit stays, with the same persons."),
        order=35,
        read=pages.limited_drafts,
        move=pages.move_limited_drafts,
        kept_along=True,
    ),
    Belonging(
        "handoffs",
        title=_("Handoffs in flight"),
        fate=_("Stage and dates stay; what is scheduled goes public on time, the successor is the contact."),
        order=40,
        read=handoffs.open_handoffs,
        move=handoffs.move_open_handoffs,
        needs_heir=True,
        advice=_("Let them go public, or have the unit withdraw them."),
    ),
    Belonging(
        "past-handoffs",
        title=_("Past handoffs"),
        fate=_("The successor reads them; the old name stands in the history."),
        order=45,
        read=handoffs.past_handoffs,
        move=handoffs.move_past_handoffs,
        kept_along=True,
    ),
    Belonging(
        "offers",
        title=_("Offers of pages"),
        fate=_("The successor answers in its place."),
        order=50,
        read=offers.offers,
        move=offers.move_offers,
    ),
    Belonging(
        "rights",
        title=_("Publishing rights"),
        fate=_("They end with the last day. The successor publishes by its own rights; a merger never widens them."),
        order=60,
        read=rights.rights,
        move=rights.end_rights,
        warn=rights.lacking_rights,
    ),
    Belonging(
        "meetings",
        title=_("Attested sector meetings"),
        fate=_("They count for the successor."),
        order=70,
        read=declared.meetings,
        move=declared.move_meetings,
        kept_along=True,
    ),
    Belonging(
        "no-aid",
        title=_("Declaration that no aid is granted"),
        fate=_("It ends with the unit; the successor says itself whether it grants aid."),
        order=71,
        read=declared.declarations,
        move=declared.end_declarations,
    ),
)
FILES = Belonging(
    "files",
    title=_("Pictures and documents"),
    fate=_("They move to the successor's collection; their addresses stay."),
    order=65,
    read=files.files,
    move=files.move_files,
    kept_along=True,
)


def belongings() -> Iterator[Belonging]:
    """What the room's AppConfig registers; files only where the host keeps pictures and documents with Wagtail."""
    yield from BELONGINGS
    if apps.is_installed("wagtail.images") and apps.is_installed("wagtail.documents"):
        yield FILES
