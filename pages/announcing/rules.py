"""The one table of rules of an announcement (domain.md 4.5-4.10), and what it says of one. Pure."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy

from . import articles
from .advice import ADVICE, OVERLAP
from .consistency import DATES_AND_SUMS
from .facts import Announcement
from .foretelling import FORETOLD
from .rule import Lack, Rule, Weight
from .statutory import ITEMS

ANOTHER_ACT = Rule(
    "legal_basis",
    "legal_basis",
    articles.ORGAN,
    Weight.ALWAYS,
    gettext_lazy("Name the act by which the competition is run instead of the act on public benefit"),
    lambda of: of.outside_act and (not of.legal_basis or "UoDPP" in of.legal_basis),
)
ANNOUNCED: tuple[Rule, ...] = (ANOTHER_ACT, *ITEMS, *DATES_AND_SUMS, OVERLAP, *ADVICE)


def asked_of(of: Announcement) -> tuple[Rule, ...]:
    return FORETOLD if of.is_foretold else ANNOUNCED


def judge(of: Announcement) -> Iterator[Lack]:
    """Everything the announcement lacks, what stops it first; an empty answer is a lawful one."""
    found = [lack for rule in asked_of(of) if (lack := rule.judge(of)) is not None]
    yield from sorted(found, key=lambda lack: not lack.hard)
