"""What a zapowiedź needs: it is no announcement, so the act asks nothing of it; readers need task and days. Pure."""

from django.utils.translation import gettext_lazy

from . import articles
from .advice import SIMILAR
from .consistency import DATES_AND_SUMS
from .rule import Rule, Weight

ORDER_OF_DAYS = ("sum", "negative", "realisation.order", "choice.order")

FORETOLD: tuple[Rule, ...] = (
    Rule(
        "foretold.task",
        "summary",
        None,
        Weight.ALWAYS,
        gettext_lazy("Say in short what the announced task will be"),
        lambda of: not of.summary,
    ),
    Rule(
        "foretold.spheres",
        "spheres",
        articles.TASK,
        Weight.ALWAYS,
        gettext_lazy("Choose at least one sphere of public tasks"),
        lambda of: not of.spheres,
    ),
    Rule(
        "foretold.deadline",
        "deadline",
        None,
        Weight.ALWAYS,
        gettext_lazy("Give the planned day until which offers will be taken"),
        lambda of: of.deadline is None,
    ),
    Rule(
        "foretold.order",
        "deadline",
        None,
        Weight.ALWAYS,
        gettext_lazy("Offers end before the competition is announced"),
        lambda of: of.planned_on and of.last_day and of.last_day < of.planned_on,
    ),
    *(rule for rule in DATES_AND_SUMS if rule.key in ORDER_OF_DAYS),
    SIMILAR,
)
