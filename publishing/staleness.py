"""How fresh a public page is on a day (§ 3 pkt 2). Pure."""

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Freshness(models.TextChoices):
    """Aktualność. The values stand in addresses, so they are Polish; every page is in exactly one state."""

    OVERDUE = "przeterminowane", pgettext_lazy("page", "overdue")
    IN_DATE = "w-terminie", _("in date")
    NEVER = "nigdy", _("never confirmed")


def freshness(review_by: dt.date | None, confirmed_at: dt.datetime | None, on: dt.date) -> Freshness:
    """The review day itself still counts as in date; overdue from the day after."""
    if review_by is not None and review_by < on:
        return Freshness.OVERDUE
    return Freshness.IN_DATE if confirmed_at is not None else Freshness.NEVER
