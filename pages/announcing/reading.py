"""Reads from a page, and from the registers, what the rules need. About ten queries; the clock is given."""

import datetime as dt
from dataclasses import replace
from typing import Any

from django.utils.html import strip_tags

from coordination.calendar import warsaw_date
from coordination.deadlines import office_calendar
from coordination.models import Designation, OutdatedReference
from coordination.outdated import mentions
from coordination.states import Office
from publishing.content import plain
from publishing.content_reading import content_of

from ..competition_filing import says_how
from ..competition_law import CONTRACT, OFFERS, row_on
from ..competition_life import PublicOutcome
from ..vocabularies import Organ
from .facts import Announcement, Around, Part
from .overlap import address_of, is_handed_over, same_number, similar_to
from .places import rows_of
from .readable import without_text

IN_WORDS = "słownie"


def announcement_of(page: Any, *, now: dt.datetime, publish_at: dt.datetime | None = None) -> Announcement:
    """The page as it is at hand, saved or not. `publish_at`: when it would go public, where that is known."""
    shown_on = warsaw_date(publish_at) if publish_at and not _is_announced(page) else None
    on = warsaw_date(max(now, publish_at) if publish_at else now)
    told_on = page.last_day_of_announcing() or on if page.outside_act else None
    said = replace(said_by(page), around=Around(shown_on=shown_on, told_on=told_on))
    similar = similar_to(page, said)
    around = Around(
        window=row_on(OFFERS, said.last_announced),
        contract=row_on(CONTRACT, said.contract_from),
        calendar=office_calendar(),
        shown_on=shown_on,
        told_on=told_on,
        contact_is_active=_is_active(page.contact_id, on),
        own_url=address_of(page),
        similar=similar,
        same_number=same_number(page),
        overlap_is_asked=bool(similar) and not _is_announced(page) and not is_handed_over(page),
        outdated=_outdated(page, on),
        without_text=without_text(page),
    )
    return replace(said, around=around)


def said_by(page: Any) -> Announcement:
    """What stands on the page, with nothing of the world around it."""
    places: dict[str, dt.date] = {}
    for row in rows_of(page):
        if row.on:
            places[row.place] = max(row.on, places.get(row.place, row.on))
    return Announcement(
        title=page.title,
        summary=page.summary.strip(),
        organ=page.organ_name,
        organ_is_another=page.organ == Organ.OTHER,
        form=page.form,
        legal_basis=page.legal_basis.strip(),
        outside_act=page.outside_act,
        spheres=len(page.spheres.all()),
        place=page.place.strip(),
        total=page.total_amount,
        total_is_about=page.amount_is_about,
        parts=tuple(Part(row.amount, row.year, row.is_about) for row in page.amounts.all()),
        max_grant=page.max_grant,
        award_rules=_words(page.award_rules),
        realised_from=page.realised_from,
        realised_until=page.realised_until,
        conditions=_words(page.conditions),
        offers_from=page.offers_from,
        deadline=page.deadline,
        choice_mode=_words(page.choice_mode),
        criteria=len(page.criteria.all()),
        choice_on=page.choice_on,
        same_kind_this_year=page.same_kind_this_year,
        same_kind_previous_year=page.same_kind_previous_year,
        same_kind_together=page.same_kind_together,
        places=places,
        planned_on=page.planned_announcement_on if page.is_foretold else None,
        committee_call=page.committee_call,
        committee_until=page.committee_until,
        questions_until=page.questions_until,
        overlap_is_meant=page.overlap_is_meant,
        says_how_to_file=says_how(page),
        amount_in_words=any(IN_WORDS in text.lower() for text in _texts(page)),
    )


def _texts(page: Any) -> tuple[str, ...]:
    rich = (page.award_rules, page.conditions, page.choice_mode, str(page.body))
    return page.summary, page.amount_note, *map(_words, rich)


def _words(markup: str) -> str:
    """What is left of rich text without its tags: an untouched field holds an empty paragraph."""
    return plain(strip_tags(markup))


def is_over(page: Any, now: dt.datetime) -> bool:
    """The public version took offers until an instant that has passed: the announcement itself is history."""
    return page.pk is not None and _public(page).filter(deadline__lte=now, announced_on__isnull=False).exists()


def public_outcome(page: Any) -> PublicOutcome:
    """One query; nothing is told of a page that was never saved or is not public."""
    row = _public(page).values_list("results_on", "annulled_on").first() if page.pk else None
    return PublicOutcome(*(day is not None for day in row)) if row else PublicOutcome()


def _is_announced(page: Any) -> bool:
    """The public version is an announcement already, not a zapowiedź: the day of the portal is a fact."""
    return page.pk is not None and _public(page).filter(announced_on__isnull=False).exists()


def _public(page: Any) -> Any:
    """The row of a public page holds its public version; a draft is only in its revisions."""
    return type(page)._default_manager.filter(pk=page.pk, live=True)


def _is_active(designation_id: int | None, on: dt.date) -> bool:
    """None chosen means whoever answers for the unit on the day."""
    if designation_id is None:
        return True
    held = Designation.objects.in_force(on).filter(office__in=(Office.COORDINATOR, Office.DEPUTY))
    return bool(held.filter(pk=designation_id).exists())


def _outdated(page: Any, on: dt.date) -> tuple[Any, ...]:
    rows = [row.as_row() for row in OutdatedReference.objects.all()]
    found = [
        mention for words in content_of(page).words for mention in mentions(words.text, rows, on, about=page.title)
    ]
    return tuple({mention.row.key: mention for mention in found}.values())
