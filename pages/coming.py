"""What page types put into the calendar of what is coming: ends of the time for offers."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from coordination.calendar import warsaw_date
from publishing import coming, kinds
from publishing.coming import SHOWN, Asked, Entry, Sort

from .content_kinds import COMPETITION
from .models import CompetitionPage
from .querysets import come

OFFERS = "nabor"


def offers_end(asked: Asked) -> Iterator[Entry]:
    """Public competitions by the hour until which offers are taken. One query."""
    if asked.kind and asked.kind != COMPETITION:
        return
    rows = (
        CompetitionPage.objects.live()
        .outside_the_archive()
        .filter(deadline__gte=asked.start, deadline__lt=asked.end, is_archival=False)
        .exclude(come("annulled_on", asked.standing.on))
    )
    rows = asked.narrow(rows, unit="stewardship__unit_id", kind="").with_unit().order_by("deadline", "pk")
    for page in rows[: SHOWN + 1]:
        yield Entry(
            OFFERS,
            warsaw_date(page.deadline),
            page.title,
            page.deadline,
            url=page.url or "",
            unit=str(page.stewardship.unit),
            kind=kinds.label(COMPETITION),
        )


coming.register(offers_end, Sort(OFFERS, _("ends of the time for offers"), "group"))
