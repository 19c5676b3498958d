"""Filters in use as small links that take them away one by one."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import QueryDict
from django.utils.text import Truncator

from coordination.wording import full_day

from .lists import PAGE
from .money import money

LONGEST = 60


@dataclass(frozen=True)
class Chip:
    """`query` is the address without this filter, from «?» on."""

    name: str
    label: str
    text: str
    query: str


def chips(form: Any, asked: QueryDict) -> Iterator[Chip]:
    """One a filter in use, in the form's order. Other parts of the address stay, but for the page of results."""
    for name, value in form.in_use.items():
        field = form.fields[name]
        label = str(field.label).partition(" (")[0]  # the value says its unit
        yield Chip(name, label, in_words(field, value), without(asked, name))


def without(asked: QueryDict, *names: str) -> str:
    rest = asked.copy()
    for name in (*names, PAGE):
        rest.pop(name, None)
    return f"?{kept(rest)}"


def kept(asked: QueryDict) -> str:
    """The query of an address without what is empty."""
    full = QueryDict(mutable=True)
    for name, values in asked.lists():
        full.setlist(name, [value for value in values if value])
    return full.urlencode()


def in_words(field: Any, value: Any) -> str:
    if isinstance(value, dt.date):
        return full_day(value)
    if isinstance(value, Decimal):
        return money(value)
    labels = {} if hasattr(field, "queryset") else dict(getattr(field, "choices", ()))
    return Truncator(str(labels.get(value, value))).chars(LONGEST)
