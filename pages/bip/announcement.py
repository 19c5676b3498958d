"""The announcement for BIP, item by item as art. 13 ust. 2 counts them. What is unknown is left out, never invented.

BIP, the notice board and the portal say the same (art. 13 ust. 3): whatever the page shows of the announcement is here.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coordination.wording import full_day

from ..announcing.advice import OVERLAP
from ..announcing.rule import Lack
from . import further, items
from .body import further_text
from .parts import BipText, Heading, Paragraph, Part, unabbreviated


def announcement_text(page: Any, *, now: dt.datetime) -> BipText:
    parts: list[Part] = list(_opening(page))
    for heading, of in ITEMS:
        if found := list(of(page)):
            parts += [Heading(str(heading)), *found]
    if body := list(further_text(page, now)):
        parts += [Heading(_("Further text")), *body]
    if contact := list(further.contact(page, now)):
        parts += [Heading(_("Contact")), *contact]
    title = _("Foretold open competition of offers") if page.is_foretold else _("Announcement of an open competition")
    return BipText(f"{title}: {page.title}", tuple(parts), tuple(_missing(page, now)))


def _missing(page: Any, now: dt.datetime) -> Iterator[str]:
    """What stops it as an announcement; what became of the competition is told in texts of its own.

    What only the portal asks the unit, about its other calls, is no part of an announcement.
    """
    for lack in page.lacks(now=now):
        if lack.hard and isinstance(lack, Lack) and lack.rule != OVERLAP.key:
            yield strip_tags(str(lack.message))


def _opening(page: Any) -> Iterator[Part]:
    """A unit is no organ: where none is chosen its place stays open, and is seen to."""
    organ, basis = page.organ_name or _("[the announcing organ is missing]"), unabbreviated(page.legal_basis)
    words = {"organ": organ, "title": page.title, "basis": basis}
    if page.is_foretold:
        day = {"day": full_day(page.planned_announcement_on)}
        yield Paragraph(_("This is not an announcement. The competition is to be announced on %(day)s.") % day)
        yield Paragraph(_("To be announced by: %(organ)s.") % words)
        if basis:
            yield Paragraph(_("Mode and legal basis: %(basis)s.") % {"basis": basis.rstrip(".")})
    elif basis:
        text = _("%(organ)s, by %(basis)s, announces an open competition for the public task “%(title)s”.")
        yield Paragraph(text % words)
    else:
        yield Paragraph(_("%(organ)s announces an open competition for the public task “%(title)s”.") % words)


ITEMS = (
    (gettext_lazy("1. Kind of task"), items.task),
    (gettext_lazy("2. Amount of public money"), items.amount),
    (gettext_lazy("3. Rules of awarding grants"), items.awarding),
    (gettext_lazy("4. Dates and conditions of realisation"), items.realisation),
    (gettext_lazy("5. Deadline of offers"), items.offers),
    (gettext_lazy("6. Mode and criteria of choice, day of choice"), items.choice),
    (gettext_lazy("7. Tasks of the same kind and their cost"), items.tasks_of_the_same_kind),
    (gettext_lazy("Call for members of the competition committee"), further.committee),
    (gettext_lazy("Places of announcement"), further.places),
    (gettext_lazy("Attachments"), further.files),
)
"""The first seven as art. 13 ust. 2 counts them."""
