"""What is known of the asker and of the office, and what a place of a text is."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class What(models.TextChoices):
    """What a place of the text tells of somebody."""

    NAME = "name", _("first or last name")
    ORGANISATION = "organisation", _("name of the organisation")
    FUNCTION = "function", _("function in the organisation")
    EMAIL = "email", _("e-mail address")
    WEBSITE = "website", _("the organisation's website")
    PHONE = "phone", _("phone number")
    PESEL = "pesel", _("PESEL number")
    NUMBER = "number", _("identification number")
    ADDRESS = "address", _("street address")


@dataclass(frozen=True)
class Asker:
    """Who asked, as far as it is known; empty once the inquiry has been anonymised."""

    name: str = ""
    organisation: str = ""
    function: str = ""
    email: str = ""


@dataclass(frozen=True)
class Office:
    """What the office gives to everybody. E-mails and domains in lower case, phones as «+48126167811»."""

    emails: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    """A place in the text. `sure`: nobody could take it for anything else."""

    start: int
    end: int
    what: What
    sure: bool = True

    @property
    def length(self) -> int:
        return self.end - self.start


NOBODY, NO_OFFICE = Asker(), Office()
