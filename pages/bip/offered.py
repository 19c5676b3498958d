"""Which texts of a competition there are, by the word in the address."""

import datetime as dt
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from .announcement import announcement_text
from .outcome import annulment_text, results_text
from .parts import BipText


class Kind(models.TextChoices):
    """Tekst do BIP. The values stand in addresses, so they are Polish."""

    ANNOUNCEMENT = "ogloszenie", _("announcement")
    RESULTS = "wyniki", _("results")
    ANNULMENT = "uniewaznienie", _("annulment")


def offered(page: Any) -> list[Kind]:
    """Results and an annulment only once their day is given."""
    found = [Kind.ANNOUNCEMENT]
    if page.results_on:
        found.append(Kind.RESULTS)
    if page.annulled_on:
        found.append(Kind.ANNULMENT)
    return found


def text_of(page: Any, kind: str, *, now: dt.datetime) -> BipText:
    """The text of one of those that `offered` names."""
    if kind == Kind.RESULTS:
        return results_text(page)
    return annulment_text(page) if kind == Kind.ANNULMENT else announcement_text(page, now=now)
