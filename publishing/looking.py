"""Deeds: looks at public pages, one transaction a page. They write findings and what is needed to work them out later.

A look never touches the text, its dates or its review day. Looking twice changes nothing; a page that cannot be read is
tried again and never stops the others.
"""

import datetime as dt
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction
from wagtail.models import Page

from coordination.calendar import warsaw_date
from coordination.models import OutdatedReference
from coordination.outdated import Outdated

from . import day_findings
from .broken import Portal, broken_files, broken_links, titles_of_pictures
from .content import Content, Place, digest
from .content_reading import content_of
from .found import Day, Found, days, headings, outdated, undescribed
from .governed import GovernedPage
from .link_addresses import normal
from .mentions import ContactUse, DatedMention, WantedLook
from .models import Stewardship
from .outward import ExternalLink, LinkUse
from .signals_seen import BROUGHT_BACK, PLACE_LENGTH, Finding
from .sorts import Sort

logger = logging.getLogger(__name__)

OF_THE_TEXT = (Sort.LAW, Sort.INTERNAL, Sort.FILE, Sort.ALT, Sort.HEADINGS)
"""Sorts worked out from the text alone; the others come from day_findings."""
Key = tuple[str, str]  # place, digest


@dataclass
class Eyes:
    """What many looks share: the portal's own addresses, the register of outdated law, read once."""

    on: dt.date
    portal: Portal = field(default_factory=Portal)
    law: list[Outdated] = field(default_factory=lambda: [row.as_row() for row in OutdatedReference.objects.all()])


def want(page_ids: Iterable[int], *, now: dt.datetime) -> None:
    """Ask for a look at the pages; asking twice is asking once."""
    rows = [WantedLook(page_id=pk, asked_at=now) for pk in dict.fromkeys(page_ids)]
    updated = ["asked_at", "tries", "error"]
    WantedLook.objects.bulk_create(rows, update_conflicts=True, unique_fields=["page"], update_fields=updated)


def look_at(page_id: int, *, now: dt.datetime, eyes: Eyes | None = None) -> None:
    """Read the page as the public does and bring its findings up to date; of what is not public none stay."""
    with transaction.atomic():
        found = Page.objects.select_for_update(of=("self",)).filter(pk=page_id).first()
        page = found.specific if found else None
        if not isinstance(page, GovernedPage) or not page.live or _is_archived(page_id):
            forget(page_id)
        else:
            _look(page, now, eyes or Eyes(warsaw_date(now)))
        WantedLook.objects.filter(page_id=page_id).delete()


def forget(page_id: int) -> None:
    """The page is not public: nothing on it misleads anybody."""
    for model in (Finding, DatedMention, ContactUse, LinkUse):
        model._default_manager.filter(page_id=page_id).delete()


def wake(on: dt.date) -> int:
    """What was set aside until a day comes back the day after."""
    return Finding.objects.filter(dismissed_until__lt=on).update(**BROUGHT_BACK)


def _is_archived(page_id: int) -> bool:
    return Stewardship.objects.filter(page_id=page_id, archived_at__isnull=False).exists()


# -- one page --------------------------------------------------------------------------------------------------------


def _look(page: Any, now: dt.datetime, eyes: Eyes) -> None:
    content = content_of(page)
    _keep_findings(page.pk, list(_of_the_text(content, page, eyes)), now)
    facts = {
        Sort.DATE: _keep(DatedMention, page.pk, _mentions(content, page)),
        Sort.CONTACT: _keep(ContactUse, page.pk, _contacts(content, page.pk)),
        Sort.EXTERNAL: _keep(LinkUse, page.pk, _uses(content, page.pk, eyes.portal, now)),
    }
    day_findings.settle(now, page_ids=[page.pk])
    _reword(page.pk, facts)


def _of_the_text(content: Content, page: Any, eyes: Eyes) -> Iterator[Found]:
    yield from outdated(content, page.title, eyes.law, eyes.on)
    yield from broken_links(content, page, eyes.portal)
    yield from broken_files(content)
    yield from undescribed(content, titles_of_pictures(content))
    yield from headings(content)


def _keep_findings(page_id: int, found: list[Found], now: dt.datetime) -> None:
    """New ones begin now, the others stay with their `since`; what was set aside comes back where its text changed."""
    wanted = {one.key: one for one in found if len(one.place.path) <= PLACE_LENGTH}
    rows = Finding.objects.filter(page_id=page_id, sort__in=OF_THE_TEXT)
    known = {(row.sort, row.place, row.digest): row for row in rows}
    gone = [row.pk for key, row in known.items() if key not in wanted]
    if gone:
        Finding.objects.filter(pk__in=gone).delete()
    Finding.objects.bulk_create(
        Finding(
            page_id=page_id,
            sort=one.sort,
            place=one.place.path,
            digest=one.digest,
            wording=one.wording,
            detail=one.facts,
            since=now,
            seen_at=now,
        )
        for key, one in wanted.items()
        if key not in known
    )
    seen = [row for key, row in known.items() if key in wanted]
    for row in seen:
        one = wanted[row.sort, row.place, row.digest]
        _put_back_where_reworded(row, one.wording)
        row.detail, row.seen_at = one.facts, now
    Finding.objects.bulk_update(seen, ["detail", "wording", "seen_at", *BROUGHT_BACK])


def _put_back_where_reworded(row: Finding, wording: str) -> None:
    if row.wording != wording:
        row.wording = wording
        for name, value in BROUGHT_BACK.items():
            setattr(row, name, value)


def _reword(page_id: int, facts: dict[Sort, dict[Key, Any]]) -> None:
    """The same for findings that day_findings keeps."""
    rows = list(Finding.objects.filter(page_id=page_id, sort__in=facts))
    for row in rows:
        fact = facts[Sort(row.sort)].get((row.place, row.digest))
        if fact is not None:
            _put_back_where_reworded(row, fact.wording)
            row.detail = {**row.detail, **fact.detail}
    Finding.objects.bulk_update(rows, ["detail", "wording", *BROUGHT_BACK])


# -- what is kept to be judged later ---------------------------------------------------------------------------------


def _keep(model: type[models.Model], page_id: int, wanted: dict[Key, Any]) -> dict[Key, Any]:
    """Bring the rows of one page up to what its text says; rows that stay keep their key. Returns what is wanted."""
    manager: Any = model._default_manager
    known = {(row.place, row.digest): row for row in manager.filter(page_id=page_id)}
    gone = [row.pk for key, row in known.items() if key not in wanted]
    if gone:
        manager.filter(pk__in=gone).delete()
    manager.bulk_create([row for key, row in wanted.items() if key not in known])
    for key, row in wanted.items():
        if key in known:
            row.pk = known[key].pk
    names = [one.name for one in model._meta.concrete_fields if not one.primary_key]
    manager.bulk_update([row for key, row in wanted.items() if key in known], names)
    return wanted


def _mentions(content: Content, page: Any) -> dict[Key, Any]:
    over = page.over_from()
    told = days(content, shown_by_itself=page.shown_as_past(), moot_from=over)
    named = {name: page._meta.get_field(name).verbose_name for name, _day in page.promised_days()}
    promised = (Day(Place(name, str(named[name])), day, "", digest(day), None) for name, day in page.promised_days())
    return {
        (day.place.path, day.digest): DatedMention(
            page_id=page.pk,
            place=day.place.path,
            digest=day.digest,
            wording=day.wording,
            on=day.on,
            moot_from=day.moot_from,
            detail=day.facts,
        )
        for day in (*told, *promised)
        if _can_mislead(day) and len(day.place.path) <= PLACE_LENGTH
    }


def _can_mislead(day: Day) -> bool:
    """Whether any day comes after it on which the page does not tell so itself."""
    return day.moot_from is None or day.moot_from - day.on > dt.timedelta(days=1)


def _contacts(content: Content, page_id: int) -> dict[Key, Any]:
    rows = {}
    for contact in content.contacts:
        key = contact.designation or contact.unit
        if key.isascii() and key.isdigit() and len(contact.place.path) <= PLACE_LENGTH:
            what = digest("designation" if contact.designation else "unit", key)
            rows[contact.place.path, what] = ContactUse(
                page_id=page_id,
                place=contact.place.path,
                digest=what,
                wording=what,
                designation=int(key) if contact.designation else None,
                unit=int(key) if contact.unit else None,
                detail={"field": contact.place.label},
            )
    return rows


def _uses(content: Content, page_id: int, portal: Portal, now: dt.datetime) -> dict[Key, Any]:
    outside = [(link, normal(link.url)) for link in content.links if link.url and portal.is_outside(link.url)]
    named = {address.digest: address for _link, address in outside if address is not None}
    if not named:
        return {}
    fresh = [
        ExternalLink(url=one.url, digest=one.digest, host=one.host, first_seen_at=now, next_check_at=now)
        for one in named.values()
    ]
    ExternalLink.objects.bulk_create(fresh, ignore_conflicts=True)
    keys = dict(ExternalLink.objects.filter(digest__in=named).values_list("digest", "pk"))
    return {
        (link.place.path, address.digest[:16]): LinkUse(
            page_id=page_id,
            link_id=keys[address.digest],
            place=link.place.path,
            digest=address.digest[:16],
            wording=content.wording(link.place.path) or address.digest[:16],
            detail={"field": link.place.label, "text": link.text},
        )
        for link, address in outside
        if address is not None and len(link.place.path) <= PLACE_LENGTH
    }
