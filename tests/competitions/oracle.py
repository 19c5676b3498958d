"""Is this announcement lawful? Told once more from the articles alone, in plain Python: nothing of the portal is used.

What is read: the act of 24 April 2003 on public benefit activity and volunteering, art. 11 and 13, and two customs
of the city (domain.md 4.5): the choice comes after the day of the deadline, the years make the total.
Values are those of a form: `said["deadline"]` is what clocks in Warsaw show, texts are HTML.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

Said = Mapping[str, Any]
THREE_PLACES = ("bip", "tablica", "strona")  # art. 13 ust. 3
DAYS = 21  # art. 13 ust. 1


def objections(said: Said) -> set[str]:
    """Why it may not be announced; empty for a lawful announcement."""
    return set(_whatever_the_act(said)) | (set() if said["other_act"] else set(_of_the_act(said)))


def _whatever_the_act(said: Said) -> Iterator[str]:
    if not said["organ"] or (said["organ"] == "inny" and not said["organ_name"].strip()):
        yield "who announces it"
    if said["deadline"] is None:
        yield "until when offers are taken"
    if said["other_act"] and (not said["basis"].strip() or "UoDPP" in said["basis"]):
        yield "which act"
    amounts = [said["total"], said["grant"], *said["costs"], *(row[1] for row in said["rows"])]
    if any(amount is not None and amount < 0 for amount in amounts):
        yield "an amount below zero"
    if said["begins"] and said["ends"] and said["ends"] < said["begins"]:
        yield "it ends before it begins"
    if said["deadline"] and said["chosen"] and not said["chosen"] > said["deadline"].date():
        yield "chosen while offers come"
    if not _years_agree(said):
        yield "the years are another sum"
    days = list(_days_for_offers(said))
    if said["deadline"] and said["offers_from"] and not any(day >= said["offers_from"] for day in days):
        yield "offers begin after their end"
    published = _published(said)
    if said["other_act"] and published and said["deadline"] and not any(day >= max(published) for day in days):
        yield "over before it is announced"


def _of_the_act(said: Said) -> Iterator[str]:
    if not said["spheres"] or not said["form"]:
        yield "art. 13 ust. 2 pkt 1"
    if not _public_money(said) > 0:
        yield "art. 13 ust. 2 pkt 2"
    if not _is_written(said["rules"]):
        yield "art. 13 ust. 2 pkt 3"
    if said["ends"] is None or not _is_written(said["conditions"]):
        yield "art. 13 ust. 2 pkt 4"
    if not _is_written(said["mode"]) or not said["criteria"] or said["chosen"] is None:
        yield "art. 13 ust. 2 pkt 6"
    this_year, year_before, together = said["costs"]
    if together is None and (this_year is None or year_before is None):
        yield "art. 13 ust. 2 pkt 7"
    if {place for place, day in said["places"] if day} != set(THREE_PLACES):
        yield "art. 13 ust. 3"
    published = _published(said)
    if published and said["deadline"]:
        after = [day for day in _days_for_offers(said) if day > max(published)]
        if len(after) < DAYS:
            yield "art. 13 ust. 1"


def _published(said: Said) -> list[dt.date]:
    """The days of the announcements; first shown later than it says, the website has the later day."""
    days = [day for _place, day in said["places"] if day]
    site = [day for place, day in said["places"] if day and place == "strona"]
    return [*days, said["shown"]] if site and said["shown"] and said["shown"] > max(site) else days


def _days_for_offers(said: Said) -> Iterator[dt.date]:
    """Days, from half a year before the deadline, on which an offer can still be filed at some moment."""
    if said["deadline"] is None:
        return
    day = said["deadline"].date() - dt.timedelta(days=183)
    while dt.datetime.combine(day, dt.time.min) < said["deadline"]:
        yield day
        day += dt.timedelta(days=1)


def _years_agree(said: Said) -> bool:
    """Nothing to compare where the total or a year is missing or said to be about."""
    of_years = [row for row in said["rows"] if row[0]]
    exact = all(amount is not None and not about for _year, amount, about in of_years)
    if said["total"] is None or said["about"] or not of_years or not exact:
        return True
    return sum(int(amount * 100) for _year, amount, _about in of_years) == int(said["total"] * 100)


def _public_money(said: Said) -> Decimal:
    if said["total"] is not None:
        return Decimal(said["total"])
    return sum((amount for _year, amount, _about in said["rows"] if amount is not None), Decimal())


def _is_written(html: str) -> bool:
    return bool(re.sub(r"<[^>]*>|&nbsp;|\s", "", html))
