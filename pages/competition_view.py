"""What the page of one competition shows: rows only where they can exist, so that few queries are asked."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from coordination import standards
from coordination.calendar import warsaw_date

from .announcing.places import rows_of
from .answers import shown as answers
from .competition_amount import AmountKind, KnownAmount
from .competition_filing import filing_words
from .competition_law import REASONS, REPORT, days_of
from .competition_life import Told
from .competition_preparing import tasks
from .competition_states import State, is_annulled, is_settled, takes_offers
from .competition_timeline import timeline
from .competition_words import annulled_words, draft_budget_words, realisation_words
from .contacts import contacts_of
from .questions import shown as questions
from .results import rules

Shown = dict[str, Any]
TOOL_ACCOUNT_HOURS = ("tool.account_hours", 24)
"""How long before the deadline the tool wants an account; the register of standards may say otherwise."""


def shown(page: Any, request: HttpRequest, now: dt.datetime) -> Shown:
    state = page.state_on(now)
    may_offer = takes_offers(state, page.offers_from, warsaw_date(now))
    publications = rows_of(page)
    files = [row.as_file() for row in page.attachments.select_related("document")]
    amounts, criteria = list(page.amounts.all()), list(page.criteria.all())
    contacts = contacts_of(page.stewardship.unit, now=now)
    days = days_of(page, REASONS, REPORT)
    reasons = days.get(REASONS)
    return {
        "state": state.value,
        "state_label": state.label,
        "takes_offers": may_offer,
        "is_foretold": state == State.FORETOLD,
        "filing": filing_words(page) if may_offer and not page.tool_url else (),
        "spheres": list(page.spheres.all()),
        "districts": list(page.districts.all()),
        "known": page.known_amount(amounts),
        "amounts": amounts,
        "criteria": criteria_table(criteria),
        "publications": publications,
        "premises": list(page.premises.all()),
        "files": files,
        "tasks": tasks(page, state, files=files, criteria=criteria, account_hours=account_hours(page)),
        "contact": None if page.is_archival else contacts.card_for(page.contact_id),
        "steps": timeline(page, state, now, reasons=reasons, report=days.get(REPORT)),
        "calendar_url": calendar_url(page, state),
        "site": request.build_absolute_uri("/").rstrip("/"),
        "answers": answers.about(page),
        **questions.of(page, state, now),
        "former_deadlines": former_deadlines(page),
        "today": warsaw_date(now),
        "same_kind": same_kind(page),
        **outcome(page, state),
        "annulled_words": annulled_words(page) if is_annulled(page, state) else "",
        "draft_budget_words": draft_budget_words(page),
        "realisation_words": realisation_words(page.realised_from, page.realised_until),
        "reasons": reasons,
    }


def account_hours(page: Any) -> int | None:
    return standards.value(*TOOL_ACCOUNT_HOURS) if page.tool_url else None


def former_deadlines(page: Any) -> list[Told]:
    """What stood before the last extension; one former deadline is told in the sentence on it. At most one query."""
    former = page.moved().former if page.previous_deadline else []
    return former if len(former) > 1 else []


def calendar_url(page: Any, state: State) -> str:
    """«Zapisz do kalendarza»: while the deadline is ahead."""
    if page.deadline is None or state not in {State.OPEN, State.FORETOLD}:
        return ""
    return reverse("pages:competition_calendar", args=[page.slug])


def criteria_table(criteria: Sequence[Any]) -> Shown | None:
    rows = [[row.name, "" if row.points is None else row.points] for row in criteria]
    columns = [{"label": _("Criterion")}, {"label": _("Points at most"), "numeric": True}]
    return {"columns": columns, "rows": rows} if rows else None


def outcome(page: Any, state: State) -> Shown:
    if not is_settled(page, state):
        return {"results": [], "results_note": ""}
    rows = list(page.results.all())
    lines = [rules.line_of(row) for row in rows]
    return {
        "results": rows,
        "results_note": page.results_note,
        "grants": sum(line.is_granted for line in lines),
        "granted": rules.granted(lines),
    }


def year_of(page: Any) -> int | None:
    """The year of the announcement as far as the page says it: the act counts from it."""
    day = page.announced_on or page.planned_announcement_on
    return day.year if day else page.announced_year


def same_kind(page: Any) -> list[Shown]:
    """Zero is shown, unknown is not: null ≠ 0 (art. 13 ust. 2 pkt 7)."""
    year = page.same_kind_year or year_of(page)
    rows = [
        (str(year) if year else _("the year of the announcement"), page.same_kind_this_year),
        (str(year - 1) if year else _("the year before"), page.same_kind_previous_year),
        (f"{year - 1}-{year}" if year else _("both years together"), page.same_kind_together),
    ]
    return [{"label": label, "amount": amount} for label, amount in rows if amount is not None]


def monetary(known: KnownAmount) -> Shown:
    """An amount that is not the whole or only about is told in words: a number alone would be read as exact."""
    told = {"value": known.amount} if AmountKind(known.kind).is_whole else {"description": known.in_words}
    return {"@type": "MonetaryAmount", "currency": "PLN", **told}


def structured(page: Any, context: Shown) -> Shown:
    """schema.org Grant: the nearest type there is for a call for offers; an action only while it takes them."""
    data: Shown = {
        "@context": "https://schema.org",
        "@type": "Grant",
        "name": page.title,
        "description": page.summary,
        "identifier": page.number,
        "url": context["canonical"],
        "funder": {"@type": "GovernmentOrganization", "name": page.organ_name or str(page.stewardship.unit)},
    }
    if context["known"].amount is not None:
        data["amount"] = monetary(context["known"])
    if context["state"] == State.OPEN and page.deadline:
        action: Shown = {"@type": "ApplyAction", "endTime": page.deadline}
        if page.offers_from or page.announced_on:
            action["startTime"] = page.offers_from or page.announced_on
        if page.tool_url and context["takes_offers"]:
            action["target"] = page.tool_url
        data["potentialAction"] = action
    return data
