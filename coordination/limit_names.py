"""What each limit of law is called on screen, and by which date its row is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from .law import Measure

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Text: TypeAlias = str | _StrPromise


class ChosenBy(TextChoices):
    """The date that the statute names: the row in force on it holds."""

    ANNOUNCED = "announced", _("the day of the announcement")
    RESULTS = "results", _("the day the results were published")
    CONTRACT = "contract", _("the day of the contract")
    ENDED = "ended", _("the last day of the task")
    FILED = "filed", _("the day the offer was filed")
    DISPLAYED = "displayed", _("the day the offer was published")
    BUDGET_YEAR = "budget_year", _("the first day of the budget year")
    PROGRAMME_YEAR = "programme_year", _("the first day of the year of the programme")
    RECEIVED = "received", _("the day of receipt")


PERIOD = (Measure.DAYS, Measure.WORKING_DAYS, Measure.MONTHS)
MONEY = (Measure.PLN,)


@dataclass(frozen=True, slots=True)
class LimitName:
    label: Text
    chosen_by: ChosenBy
    measures: tuple[Measure, ...] = PERIOD


NAMES: dict[str, LimitName] = {
    "competition.offer_window": LimitName(_("shortest time for offers in a competition"), ChosenBy.ANNOUNCED),
    "competition.reasons_window": LimitName(_("time to ask for the reasons of the choice"), ChosenBy.RESULTS),
    "competition.contract_length": LimitName(_("longest contract for a public task"), ChosenBy.CONTRACT),
    "competition.report_after_end": LimitName(_("time for the final report"), ChosenBy.ENDED),
    "programme.adopted_by": LimitName(
        _("yearly programme adopted by, the year before"), ChosenBy.PROGRAMME_YEAR, (Measure.DAY_OF_YEAR,)
    ),
    "programme.reported_by": LimitName(
        _("report on the programme published by"), ChosenBy.PROGRAMME_YEAR, (Measure.DAY_OF_YEAR,)
    ),
    "small_grant.per_task": LimitName(_("largest small grant for one task"), ChosenBy.FILED, MONEY),
    "small_grant.duration": LimitName(_("longest task of a small grant"), ChosenBy.FILED, (Measure.DAYS,)),
    "small_grant.per_organisation_year": LimitName(
        _("small grants of one organisation in a calendar year"), ChosenBy.FILED, MONEY
    ),
    "small_grant.pool_share": LimitName(
        _("share of small grants in the grants of the year"), ChosenBy.BUDGET_YEAR, (Measure.PERCENT,)
    ),
    "small_grant.publish_within": LimitName(_("time to publish a small grant's offer"), ChosenBy.FILED),
    "small_grant.display": LimitName(_("how long a small grant's offer is on display"), ChosenBy.DISPLAYED),
    "small_grant.remarks_window": LimitName(_("time for remarks on a small grant's offer"), ChosenBy.DISPLAYED),
    "reply.own_proposal": LimitName(_("answer to a proposal of a public task"), ChosenBy.RECEIVED),
    "reply.public_information": LimitName(_("answer to a request for public information"), ChosenBy.RECEIVED),
    "reply.public_information_extended": LimitName(
        _("answer to a request for public information, put off"), ChosenBy.RECEIVED
    ),
    "reply.complaint": LimitName(_("answer to a complaint or a motion"), ChosenBy.RECEIVED),
    "reply.forward": LimitName(_("passing a complaint or a motion on to another authority"), ChosenBy.RECEIVED),
    "reply.administrative": LimitName(_("administrative matter"), ChosenBy.RECEIVED),
    "reply.administrative_complex": LimitName(_("administrative matter, a complex one"), ChosenBy.RECEIVED),
    "reply.petition": LimitName(_("answer to a petition"), ChosenBy.RECEIVED),
    "reply.accessibility": LimitName(_("answer to a request for digital accessibility"), ChosenBy.RECEIVED),
    "reply.accessibility_extended": LimitName(
        _("answer to a request for digital accessibility, put off"), ChosenBy.RECEIVED
    ),
}


def label_of(key: str) -> Text:
    """The Polish name; a key that nothing in the portal asks for yet is shown as it is."""
    return NAMES[key].label if key in NAMES else key


def chosen_by(key: str) -> Text:
    return NAMES[key].chosen_by.label if key in NAMES else ""


def measures_of(key: str) -> tuple[Measure, ...]:
    """What a row of the key may count; of a key that nothing asks for yet, anything."""
    return NAMES[key].measures if key in NAMES else tuple(Measure)
