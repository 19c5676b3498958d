"""Who may decide about an agreed item on which day: the pure rule, as a table (DESIGN.md section 3)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from coordination.calendar import WorkingCalendar
from coordination.standing import Post
from coordination.states import PortalOffice
from publishing.coverage import Seat
from publishing.duty import Agreed, Officer, days_of, duty_day, gaps, step_of

CALENDAR = WorkingCalendar()
MON, TUE, WED, THU, FRI, SAT, SUN = (dt.date(2026, 11, 23) + dt.timedelta(days=n) for n in range(7))
NEXT_MON = dt.date(2026, 11, 30)
KD, SP = 1, 2


def officer(
    number: int = 1, away: tuple[tuple[dt.date, dt.date], ...] = (), until: dt.date | None = None, **scope: Any
) -> Officer:
    values = {name: frozenset(held) for name, held in scope.items()}
    seat = Seat(number, Post(PortalOffice.EDITOR, **values), dt.date(2026, 1, 1), until)
    return Officer(number, (seat,), away)


def item(due: dt.date = WED, **values: Any) -> Agreed:
    return Agreed(**{"unit_id": KD, "kind": "news", "site_id": 7, "due_on": due, "approved": True, **values})


@pytest.mark.par(4, ust=1, pkt=2)
@pytest.mark.parametrize(
    ("one", "approvers", "today", "missing"),
    [
        (item(), [officer()], MON, []),
        (item(), [], MON, [WED]),
        (item(), [officer(away=((WED, WED),))], MON, [WED]),
        (item(), [officer(away=((MON, TUE),))], MON, []),  # approved: only the day itself counts
        (item(), [officer(away=((WED, FRI),)), officer(2)], MON, []),
        (item(), [officer(kinds=["event"])], MON, [WED]),
        (item(), [officer(kinds=["news"], units=[KD], portals=[7])], MON, []),
        (item(), [officer(units=[SP])], MON, [WED]),
        (item(), [officer(portals=[8])], MON, [WED]),
        (item(site_id=None), [officer(portals=[8])], MON, []),  # not written yet: no portal narrows it
        (item(), [officer(until=TUE)], MON, [WED]),  # the office has ended by then
        (item(author_ids=frozenset({1})), [officer()], MON, [WED]),  # four eyes
        (item(author_ids=frozenset({1})), [officer(), officer(2)], MON, []),
        (item(named=frozenset({2})), [officer()], MON, [WED]),
        (item(named=frozenset({2})), [officer(), officer(2)], MON, []),
        # not approved yet: somebody has to be there from today on
        (item(approved=False), [officer(away=((MON, TUE),))], MON, [MON, TUE]),
        (item(approved=False), [officer(away=((TUE, TUE),)), officer(2, away=((MON, MON), (WED, WED)))], MON, []),
        (item(approved=False), [officer(away=((TUE, TUE),))], WED, []),
        (item(FRI, approved=False), [officer(kinds=["event"]), officer(2, until=WED)], MON, [THU, FRI]),
        # days off belong to the working day before
        (item(SAT), [officer(away=((SAT, SUN),))], THU, []),
        (item(SUN), [officer(away=((FRI, FRI),))], THU, [FRI]),
        (item(SUN), [], SAT, []),  # that day has passed, nobody can be found for it any more
        (item(NEXT_MON, approved=False), [], FRI, [FRI, NEXT_MON]),
    ],
)
def test_the_days_on_which_nobody_may_decide(
    one: Agreed, approvers: list[Officer], today: dt.date, missing: list[dt.date]
) -> None:
    assert gaps(one, approvers, today, CALENDAR) == missing


@pytest.mark.parametrize(
    ("due", "today", "step"), [(WED, MON, 2), (WED, TUE, 1), (WED, WED, 0), (SAT, THU, 1), (NEXT_MON, FRI, 1)]
)
def test_steps_are_working_days_that_are_left(due: dt.date, today: dt.date, step: int) -> None:
    assert step_of(item(due), today, CALENDAR) == step


@pytest.mark.parametrize(("material", "days"), [(MON, [TUE, WED]), (WED, [WED]), (SUN, [WED])])
def test_before_the_day_of_the_material_nobody_is_needed(material: dt.date, days: list[dt.date]) -> None:
    one = item(WED, approved=False, material_on=material)
    assert days_of(one, TUE, CALENDAR) == days


def test_a_feast_is_looked_after_the_day_before() -> None:
    christmas = dt.date(2026, 12, 25)
    assert duty_day(christmas, CALENDAR) == dt.date(2026, 12, 23), "24 December is a day off"
    assert days_of(item(christmas), dt.date(2026, 12, 22), CALENDAR) == [dt.date(2026, 12, 23)]
