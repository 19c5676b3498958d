"""The items of art. 13 ust. 2 and the places of ust. 3, each with its article. Pure."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coordination.law import Article

from ..vocabularies import Place
from . import articles
from .facts import Announcement
from .rule import Rule, Weight

PLACES = {
    Place.BIP: gettext_lazy("Give the day, also a planned one, of the announcement in the BIP"),
    Place.BOARD: gettext_lazy(
        "Give the day, also a planned one, of the announcement on the notice board of the office"
    ),
    Place.SITE: gettext_lazy("Give the day, also a planned one, of the announcement on the website of the organ"),
}


def names_no_amount(of: Announcement) -> bool:
    """A total, or rows where the announcement gives none; zero is no public money."""
    if of.total is not None:
        return of.total <= 0
    return sum(part.amount or 0 for part in of.parts) <= 0


def tells_nothing_of_the_same_kind(of: Announcement) -> bool:
    """One figure for both years suffices, else each year has its own. Zero is a figure."""
    if of.same_kind_together is not None:
        return False
    return of.same_kind_this_year is None or of.same_kind_previous_year is None


def _text_of_same_kind(of: Announcement) -> str:
    if of.same_kind_this_year is not None:
        return _("Give the cost of tasks of the same kind in the year before, 0 where there was none")
    if of.same_kind_previous_year is not None:
        return _("Give the cost of tasks of the same kind in the year of the announcement, 0 where there was none")
    return _("Give the cost of tasks of the same kind this year and the year before, 0 where there was none")


def _item(key: str, field: str, article: Article, text: Any, broken: Callable[[Announcement], Any]) -> Rule:
    return Rule(key, field, article, Weight.ACT, text, broken)


def _place_is_missing(place: str, of: Announcement) -> bool:
    return place not in of.places


ITEMS: tuple[Rule, ...] = (
    Rule(
        "organ",
        "organ",
        articles.ORGAN,
        Weight.ALWAYS,
        gettext_lazy("Name the organ that announces the competition"),
        lambda of: not of.organ and not of.organ_is_another,
    ),
    Rule(
        "organ.name",
        "organ_other",
        articles.ORGAN,
        Weight.ALWAYS,
        gettext_lazy("Write the name of the other organ that announces the competition"),
        lambda of: not of.organ and of.organ_is_another,
    ),
    _item(
        "spheres",
        "spheres",
        articles.TASK,
        gettext_lazy("Choose at least one sphere of public tasks"),
        lambda of: not of.spheres,
    ),
    _item(
        "form",
        "form",
        articles.TASK,
        gettext_lazy("Say whether the task is entrusted or supported"),
        lambda of: not of.form,
    ),
    _item(
        "amount",
        "total_amount",
        articles.AMOUNT,
        gettext_lazy("Give the amount of public money"),
        names_no_amount,
    ),
    _item(
        "award_rules",
        "award_rules",
        articles.AWARDING,
        gettext_lazy("Give the rules of awarding grants"),
        lambda of: not of.award_rules,
    ),
    _item(
        "realised_until",
        "realised_until",
        articles.REALISATION,
        gettext_lazy("Give the day until which the task is realised"),
        lambda of: of.realised_until is None,
    ),
    _item(
        "conditions",
        "conditions",
        articles.REALISATION,
        gettext_lazy("Give the conditions of realisation"),
        lambda of: not of.conditions,
    ),
    Rule(
        "deadline",
        "deadline",
        articles.DEADLINE,
        Weight.ALWAYS,
        gettext_lazy("Give the day and hour until which offers are taken"),
        lambda of: of.deadline is None,
    ),
    _item(
        "choice_mode",
        "choice_mode",
        articles.CHOICE,
        gettext_lazy("Describe the mode of choice of offers"),
        lambda of: not of.choice_mode,
    ),
    _item(
        "criteria",
        "criteria",
        articles.CHOICE,
        gettext_lazy("Give at least one criterion of choice"),
        lambda of: not of.criteria,
    ),
    _item(
        "choice_on",
        "choice_on",
        articles.CHOICE,
        gettext_lazy("Give the day by which offers are chosen"),
        lambda of: of.choice_on is None,
    ),
    _item(
        "same_kind",
        "same_kind_this_year",
        articles.SAME_KIND,
        _text_of_same_kind,
        tells_nothing_of_the_same_kind,
    ),
    *(
        _item(f"place.{place}", "publications", articles.PLACES, text, partial(_place_is_missing, place))
        for place, text in PLACES.items()
    ),
)
