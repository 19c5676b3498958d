"""Days and sums that have to agree with each other, first of all the twenty-one days. Pure."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coordination.calendar import warsaw_date
from coordination.law import Measure, in_words
from coordination.wording import full_day

from . import articles
from .facts import Announcement
from .rule import LONGEST_VALUE, Rule, Weight, naming


def offers_end_too_soon(of: Announcement) -> bool:
    """The length comes from the register of statutory limits; of other acts nothing is known."""
    earliest, last = of.earliest_last_day, of.last_day
    return not of.outside_act and earliest is not None and last is not None and last < earliest


def _window_text(of: Announcement) -> str:
    assert of.earliest_last_day  # noqa: S101 - else nothing was broken
    assert of.last_announced  # noqa: S101 - nor then
    words = {
        "window": of.around.window,
        "last": full_day(of.last_announced),
        "earliest": full_day(of.earliest_last_day),
        "source": of.around.window.source_words if of.around.window else "",
    }
    told = _(
        "Offers must be taken at least %(window)s from the last announcement (%(last)s), "
        "so until %(earliest)s at the earliest; source: %(source)s"
    )
    return told % words


def limit_is_unknown(of: Announcement) -> bool:
    """A row that counts no days says as little as none; one without a number says that there is no limit."""
    if of.outside_act or of.last_announced is None:
        return False
    window = of.around.window
    return window is None or (window.value is not None and of.earliest_last_day is None)


def ends_before_it_is_announced(of: Announcement) -> bool:
    """Under another act the length is not known, the order of days is."""
    return bool(of.outside_act and of.last_announced and of.last_day and of.last_day < of.last_announced)


def years_differ_from_total(of: Announcement) -> bool:
    """Only where both are given exactly."""
    if of.total is None or of.total_is_about or of.years_sum is None:
        return False
    return of.years_sum != of.total


def _sum_text(of: Announcement) -> str:
    words = {"sum": in_words(of.years_sum, Measure.PLN), "total": in_words(of.total, Measure.PLN)}
    return _("The years make %(sum)s together, the total is %(total)s: correct one of them") % words


def chosen_before_offers_end(of: Announcement) -> bool:
    """The day of choice comes after the day of the deadline."""
    return bool(of.choice_on and of.deadline and of.choice_on <= warsaw_date(of.deadline))


def amounts_below_zero(of: Announcement) -> str:
    """As many of them as the record of an exception holds."""
    return "/".join(f"{amount:.2f}" for amount in of.money if amount < 0)[:LONGEST_VALUE]


DATES_AND_SUMS: tuple[Rule, ...] = (
    Rule(
        "window",
        "deadline",
        articles.WINDOW,
        Weight.ACT,
        _window_text,
        offers_end_too_soon,
        naming("last_announced", "last_day"),
    ),
    Rule(
        "window.unknown",
        "publications",
        articles.WINDOW,
        Weight.ACT,
        gettext_lazy(
            "The register holds no length of the time for offers on the day of announcement; "
            "correct the day, or mark the page as an old announcement"
        ),
        limit_is_unknown,
        naming("last_announced"),
    ),
    Rule(
        "deadline.order",
        "deadline",
        None,
        Weight.ALWAYS,
        gettext_lazy("Offers end before the competition is announced"),
        ends_before_it_is_announced,
        naming("last_announced", "last_day"),
    ),
    Rule(
        "offers.order",
        "offers_from",
        articles.DEADLINE,
        Weight.ALWAYS,
        gettext_lazy("Offers cannot begin after their deadline"),
        lambda of: of.offers_from and of.last_day and of.offers_from > of.last_day,
        naming("offers_from", "last_day"),
    ),
    Rule(
        "sum",
        "total_amount",
        articles.AMOUNT,
        Weight.ALWAYS,
        _sum_text,
        years_differ_from_total,
        naming("total", "years_sum"),
    ),
    Rule(
        "negative",
        "total_amount",
        articles.AMOUNT,
        Weight.ALWAYS,
        gettext_lazy("No amount may be below zero"),
        lambda of: any(amount < 0 for amount in of.money),
        amounts_below_zero,
    ),
    Rule(
        "realisation.order",
        "realised_from",
        articles.REALISATION,
        Weight.ALWAYS,
        gettext_lazy("The realisation cannot end before it begins"),
        lambda of: of.realised_from and of.realised_until and of.realised_until < of.realised_from,
        naming("realised_from", "realised_until"),
    ),
    Rule(
        "choice.order",
        "choice_on",
        articles.CHOICE,
        Weight.ALWAYS,
        gettext_lazy("The day of choice must come after the day of the deadline"),
        chosen_before_offers_end,
        naming("choice_on", "deadline"),
    ),
)
