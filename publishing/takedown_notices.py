"""A letter to the unit whose page somebody else has put back."""

import datetime as dt

from django.urls import reverse

from coordination import outbox
from coordination.calendar import warsaw_date
from coordination.routing import recipients_of
from coordination.standing import Standing

from .models import Stewardship, Takedown


def put_back(takedown: Takedown, by: Standing, now: dt.datetime) -> None:
    """Inside the deed's transaction; a unit that did it itself gets none."""
    unit = Stewardship.objects.select_related("unit").get(page_id=takedown.page_id).unit
    if by.acts_for(unit.pk):
        return
    link = reverse("publishing:take_off", args=[takedown.page_id])
    outbox.write(
        "page.put_back",
        to=recipients_of(unit, warsaw_date(now)),
        template="publishing/emails/put_back",
        context={"takedown": takedown, "by": by, "link": link},
        about=takedown,
        link=link,
        now=now,
    )
