"""What an announcement says beyond the seven items: committee, places, files, contact. Unknown is left out."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from coordination.wording import full_day

from ..announcing.places import rows_of
from ..contacts import contacts_of
from .parts import Bullets, Paragraph, Part


def committee(page: Any) -> Iterator[Part]:
    if not page.committee_call:
        return
    if page.committee_until:
        yield Paragraph(_("Candidates may be named until %(day)s.") % {"day": full_day(page.committee_until)})
    else:
        yield Paragraph(_("The announcement comes with a call for members of the competition committee."))
    for line in filter(None, map(str.strip, page.committee_text.splitlines())):
        yield Paragraph(line)


def places(page: Any) -> Iterator[Part]:
    if rows := [_place(row) for row in rows_of(page)]:
        yield Bullets(tuple(rows))
    if page.announced_year and not page.announced_on:
        yield Paragraph(_("Announced in the year %(year)s.") % {"year": page.announced_year})


def _place(row: Any) -> str:
    """A planned day stands as the day: the text appears on it."""
    where = ", ".join(filter(None, (row.get_place_display(), row.where)))
    told = f"{where}: {full_day(row.on)}" if row.on else where
    return f"{told} ({row.url})" if row.url else told


def files(page: Any) -> Iterator[Part]:
    names = [str(row) for row in page.attachments.all()]
    if names:
        yield Bullets(tuple(f"{number}. {name}" for number, name in enumerate(names, 1)), numbered=True)


def contact(page: Any, now: dt.datetime) -> Iterator[Part]:
    yield Paragraph(str(page.stewardship.unit))
    if card := contacts_of(page.stewardship.unit, now=now).card_for(page.contact_id):
        yield Paragraph(card_words(card))


def card_words(card: Any) -> str:
    known = (card.get("name"), card.get("function"), card.get("phone"), card.get("email"))
    return ", ".join(str(one) for one in known if one)
