"""Statutory limits, each with the days it holds, its source and how sure we are.

«Known from» is the day from which the wording was examined, not the day the limit began. The amending act
Dz.U. 2026 poz. 1040 (in force 1.09.2026) was not readable in full: what it may have touched is not marked as certain,
and screens say «do potwierdzenia przez SZ» beside it until an administrator marks the row as confirmed.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from coordination.law import Limit, Measure
from coordination.states import Confidence

KNOWN_FROM = dt.date(2024, 1, 1)
AMENDED_FROM = dt.date(2026, 9, 1)
LAST_BEFORE = AMENDED_FROM - dt.timedelta(days=1)

ACT = "ustawy o działalności pożytku publicznego i o wolontariacie"
BEFORE = "t.j. Dz.U. 2025 poz. 1338"
AFTER = "zm. Dz.U. 2026 poz. 1040"
TO_CONFIRM = "do potwierdzenia przez SZ"


def _amended(key: str, place: str, measure: Measure, before: int, after: int | None) -> tuple[Limit, Limit]:
    """Certain before 1.09.2026, from a secondary source after."""
    new = None if after is None else Decimal(after)
    old_source, new_source = f"{place} {ACT} ({BEFORE})", f"{place} {ACT} ({AFTER})"
    return (
        Limit(key, Decimal(before), measure, KNOWN_FROM, LAST_BEFORE, old_source, Confidence.HIGH),
        Limit(key, new, measure, AMENDED_FROM, None, new_source, Confidence.MEDIUM),
    )


def _same(key: str, place: str, measure: Measure, value: int) -> tuple[Limit, Limit]:
    """The same number on both sides of the amendment, whose full text is still to be read."""
    return _amended(key, place, measure, value, value)


def _lasting(key: str, source: str, measure: Measure, value: int) -> Limit:
    return Limit(key, Decimal(value), measure, KNOWN_FROM, None, source, Confidence.HIGH)


LIMITS: tuple[Limit, ...] = (
    # open competitions
    *_same("competition.offer_window", "art. 13 ust. 1", Measure.DAYS, 21),
    *_same("competition.reasons_window", "art. 15 ust. 2i", Measure.DAYS, 30),
    *_same("competition.contract_length", "art. 16", Measure.MONTHS, 60),
    *_same("competition.report_after_end", "art. 18 ust. 1", Measure.DAYS, 30),
    # the yearly programme; 1130 is 30 November
    *_same("programme.adopted_by", "art. 5a ust. 1", Measure.DAY_OF_YEAR, 1130),
    *_same("programme.reported_by", "art. 5a ust. 3", Measure.DAY_OF_YEAR, 531),
    # small grants: the day the offer was filed chooses
    *_amended("small_grant.per_task", "art. 19a ust. 1 pkt 1", Measure.PLN, 10_000, 20_000),
    *_amended("small_grant.duration", "art. 19a ust. 1 pkt 2", Measure.DAYS, 90, None),
    *_amended("small_grant.per_organisation_year", "art. 19a ust. 6", Measure.PLN, 20_000, 40_000),
    *_amended("small_grant.pool_share", "art. 19a ust. 7", Measure.PERCENT, 20, 30),
    *_same("small_grant.publish_within", "art. 19a ust. 3", Measure.WORKING_DAYS, 7),
    *_same("small_grant.display", "art. 19a ust. 3", Measure.DAYS, 7),
    *_same("small_grant.remarks_window", "art. 19a ust. 4", Measure.DAYS, 7),
    # replies
    *_same("reply.own_proposal", "art. 12", Measure.MONTHS, 1),
    _lasting("reply.public_information", "art. 13 ust. 1 ustawy o dostępie do informacji publicznej", Measure.DAYS, 14),
    _lasting(
        "reply.public_information_extended",
        "art. 13 ust. 2 ustawy o dostępie do informacji publicznej",
        Measure.MONTHS,
        2,
    ),
    _lasting(
        "reply.complaint", "art. 237 § 1 i art. 244 § 1 Kodeksu postępowania administracyjnego", Measure.MONTHS, 1
    ),
    _lasting("reply.forward", "art. 231 § 1 i art. 243 Kodeksu postępowania administracyjnego", Measure.DAYS, 7),
    _lasting("reply.administrative", "art. 35 § 3 Kodeksu postępowania administracyjnego", Measure.MONTHS, 1),
    _lasting("reply.administrative_complex", "art. 35 § 3 Kodeksu postępowania administracyjnego", Measure.MONTHS, 2),
    _lasting("reply.petition", "art. 10 ust. 1 ustawy o petycjach", Measure.MONTHS, 3),
    _lasting("reply.accessibility", "art. 18 ustawy o dostępności cyfrowej", Measure.DAYS, 7),
    _lasting("reply.accessibility_extended", "art. 18 ustawy o dostępności cyfrowej", Measure.MONTHS, 2),
)
