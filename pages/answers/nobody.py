"""No public answer names who asked, or leads to a private person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from coordination.anonymity import Asker, Taken, What, traces
from coordination.models import Inquiry
from publishing.governed import Issue

from .office import office_on
from .places import places_of

LIKE_THE_OFFICES = (What.EMAIL, What.PHONE)


def asker_of(inquiry: Inquiry) -> Asker:
    """What the inquiry still knows of the asker; an anonymised one knows nothing."""
    return Asker(inquiry.asker_name, inquiry.organisation, inquiry.asker_function, inquiry.asker_email)


def issues(page: Any) -> Iterator[Issue]:
    """One hard issue for everything that would name somebody, with its place and words."""
    for field, label, taken in met(page):
        words = {"field": label, "what": taken.what.label, "words": taken.words, "around": taken.around}
        yield Issue(field, _("%(field)s: take out «%(words)s» (%(what)s), which stands in “%(around)s”.") % words)


def met(page: Any) -> list[tuple[str, str, Taken]]:
    """Field, place in words and what stands there. One query; two more where a mailbox or phone may be the office's."""
    from ..models import PublishedAnswer

    link = PublishedAnswer.objects.filter(page_id=page.pk).select_related("inquiry").first() if page.pk else None
    asker = asker_of(link.inquiry) if link else Asker()
    places = list(places_of(page))
    found = [(place, taken) for place in places for taken in traces(place.text, asker)]
    if any(taken.what in LIKE_THE_OFFICES for _place, taken in found):
        office = office_on(timezone.localdate())
        found = [(place, taken) for place in places for taken in traces(place.text, asker, office)]
    return [(place.field, place.label, taken) for place, taken in found]
