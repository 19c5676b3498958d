"""What the page of one competition shows: rows only where they can exist, so that few queries are asked."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from coordination.calendar import warsaw_date

from .answers import shown as answers
from .competition_states import State
from .contacts import contacts_of
from .questions import shown as questions
from .results import rules

Shown = dict[str, Any]
REASONS_WITHIN = dt.timedelta(days=30)
"""Anyone may ask for the reasons of the choice within thirty days, art. 15 ust. 2i."""


def shown(page: Any, now: dt.datetime) -> Shown:
    state = page.state_on(now)
    publications = list(page.publications.all())
    contacts = contacts_of(page.stewardship.unit, now=now)
    return {
        "state": state.value,
        "state_label": state.label,
        "is_open": state == State.OPEN,
        "is_foretold": state == State.FORETOLD,
        "spheres": list(page.spheres.all()),
        "districts": list(page.districts.all()),
        "amounts": list(page.amounts.all()),
        "criteria": criteria_table(page),
        "publications": publications,
        "premises": list(page.premises.all()),
        "files": [row.as_file() for row in page.attachments.select_related("document")],
        "contact": None if page.is_archival else contacts.card_for(page.contact_id),
        "steps": steps(page, now),
        "answers": answers.about(page),
        **questions.of(page, now),
        "today": warsaw_date(now),
        "same_kind": same_kind(page),
        **outcome(page, state),
    }


def criteria_table(page: Any) -> Shown | None:
    rows = [[row.name, "" if row.points is None else row.points] for row in page.criteria.all()]
    columns = [{"label": _("Criterion")}, {"label": _("Points at most"), "numeric": True}]
    return {"columns": columns, "rows": rows} if rows else None


def outcome(page: Any, state: State) -> Shown:
    if page.results_on is None or state not in {State.SETTLED, State.ARCHIVED}:
        return {"results": [], "reasons_until": None}
    until = None if state == State.ARCHIVED else page.results_on + REASONS_WITHIN
    rows = list(page.results.all())
    lines = [rules.line_of(row) for row in rows]
    return {
        "results": rows,
        "grants": sum(line.is_granted for line in lines),
        "granted": rules.granted(lines),
        "reasons_until": until,
    }


def same_kind(page: Any) -> list[Shown]:
    """Zero is shown, unknown is not: null ≠ 0 (art. 13 ust. 2 pkt 7)."""
    year = page.same_kind_year
    rows = [
        (str(year) if year else _("the year of the announcement"), page.same_kind_this_year),
        (str(year - 1) if year else _("the year before"), page.same_kind_previous_year),
        (f"{year - 1}-{year}" if year else _("both years together"), page.same_kind_together),
    ]
    return [{"label": label, "amount": amount} for label, amount in rows if amount is not None]


def steps(page: Any, now: dt.datetime) -> list[Shown]:
    """The way of the competition in order of days; what has passed is done, the next one is marked."""
    known = [
        (page.announced_on, _("Announcement"))
        if page.announced_on
        else (page.planned_announcement_on, _("Announcement planned")),
        (page.offers_from, _("Offers from")),
        (page.committee_until, _("Candidates for the committee until")),
        (page.questions_until, _("Questions until")),
        (page.previous_deadline, _("Offers until (before the extension)")),
        (page.deadline, _("Offers until")),
        (page.formal_review_until, _("Formal review until")),
        (None if page.results_on or page.annulled_on else page.choice_on, _("Choice of offers by")),
        (page.results_on, _("Results")),
        (page.annulled_on, _("Annulment")),
        (page.realised_from, _("Realisation begins")),
        (page.realised_until, _("Realisation ends")),
    ]
    rows = [{"at": at, "title": title, "done": is_past(at, now)} for at, title in known if at]
    rows.sort(key=lambda row: day_of(row["at"]))
    coming = next((row for row in rows if not row["done"]), None)
    if coming is not None:
        coming["current"] = True
    return rows


def day_of(at: dt.date | dt.datetime) -> dt.date:
    return warsaw_date(at) if isinstance(at, dt.datetime) else at


def is_past(at: dt.date | dt.datetime, now: dt.datetime) -> bool:
    return at <= now if isinstance(at, dt.datetime) else at < warsaw_date(now)


def structured(page: Any, context: Shown) -> Shown:
    """schema.org Grant: the nearest type there is for a call for offers."""
    data: Shown = {
        "@context": "https://schema.org",
        "@type": "Grant",
        "name": page.title,
        "description": page.summary,
        "identifier": page.number,
        "url": context["canonical"],
        "funder": {"@type": "GovernmentOrganization", "name": page.organ_name or str(page.stewardship.unit)},
    }
    if page.deadline:
        data["potentialAction"] = {"@type": "ApplyAction", "endTime": page.deadline}
    return data
