"""The deed on results: a file becomes a draft of the page. Publication is the ordinary way of every governed page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from coordination import audit, order
from coordination.actions.deed import deed
from coordination.standing import Standing
from coordination.verdict import Refused, Verdict
from publishing import steps
from publishing.facts import desk_of

from ..models import CompetitionPage, Result
from .rules import Line

NEWER = Verdict(
    _("Somebody has saved a newer version of the page meanwhile. Read the file once more."),
    order.CURRENT_CONTENT,
    steps.EDIT,
)


@deed("results.import")
def take_over_results(
    page: Any,
    *,
    lines: Sequence[Line],
    results_on: dt.date | None,
    read_revision: int | None,
    by: Standing,
    now: dt.datetime,
) -> Any:
    """A new draft of the page in which the table of results is these lines; other unpublished changes stay.

    `results_on` is a Warsaw date; None keeps the one there is. Raises Refused for whoever may not
    edit the page, and where a newer version than `read_revision` (its number) was saved meanwhile.
    """
    page = CompetitionPage.objects.select_for_update(of=("self",)).get(pk=page.pk)
    account = get_user_model()._default_manager.get(pk=by.user_id)
    desk_of(account).policy(page).may_edit().enforce()
    if page.latest_revision_id != read_revision:
        raise Refused(NEWER)
    draft = page.get_latest_revision_as_object()
    draft.results = [_row(line) for line in lines]
    draft.results_on = results_on or draft.results_on
    with audit.told_by_the_deed():
        revision = draft.save_revision(user=account, clean=False)
    unit = page.stewardship.unit
    right = str(order.CURRENT_CONTENT)
    audit.write("results.import", now=now, about=page, by=by, unit=unit, right=right, version=str(revision.pk))
    return revision


def _row(line: Line) -> Result:
    return Result(
        bidder=line.bidder,
        task=line.task,
        amount=line.amount,
        points=line.points,
        outcome=line.outcome,
        note=line.note,
    )
