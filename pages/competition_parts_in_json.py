"""Rows of a competition nested in its JSON: amounts, criteria, results. They come with the page, in its own query."""

from collections.abc import Iterable
from typing import Any

from publishing.exports import UNPRINTABLE

from .competition_states import is_settled
from .joined import rows_of
from .models import AmountPart, Criterion, Result
from .vocabularies import Outcome

Told = list[dict[str, Any]]


def with_parts(pages: Any) -> Any:
    return pages.annotate(
        amount_rows=rows_of(AmountPart, year="year", purpose="purpose", amount="amount", about="is_about", note="note"),
        criterion_rows=rows_of(Criterion, name="name", points="points"),
        result_rows=rows_of(
            Result, bidder="bidder", task="task", amount="amount", points="points", outcome="outcome", note="note"
        ),
    )


def parts_of(page: Any) -> dict[str, Told]:
    """What the page itself shows: results only once they are told. Unknown is None, zero is zero."""
    are_told = is_settled(page, page.state_now)
    return {
        "kwoty": [_amount(row) for row in _in_order(page.amount_rows)],
        "kryteria": [{"nazwa": _text(row["name"]), "punkty": row["points"]} for row in _in_order(page.criterion_rows)],
        "wyniki": [_result(row) for row in _in_order(page.result_rows)] if are_told else [],
    }


def _amount(row: dict[str, Any]) -> dict[str, Any]:
    words = {"cel": _text(row["purpose"]), "uwaga": _text(row["note"])}
    return {"rok": row["year"], "kwota": row["amount"], "okolo": bool(row["about"]), **words}


def _result(row: dict[str, Any]) -> dict[str, Any]:
    outcome = str(Outcome(row["outcome"]).label) if row["outcome"] else ""
    numbers = {"kwota": row["amount"], "punkty": row["points"]}
    words = {"wynik": row["outcome"], "wynik_nazwa": outcome, "uwaga": _text(row["note"])}
    return {"oferent": _text(row["bidder"]), "zadanie": _text(row["task"]), **numbers, **words}


def _in_order(rows: list[dict[str, Any]] | None) -> Iterable[dict[str, Any]]:
    return sorted(rows or [], key=lambda row: row["sort_order"] or 0)


def _text(value: str) -> str:
    return UNPRINTABLE.sub("", value)
