"""What an exception does to a breach: it no longer stops, and says who let it pass and why."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from coordination.calendar import warsaw_date
from coordination.wording import full_day

from .rule import Lack


def forgiven(lacks: Iterable[Lack], exceptions: Iterable[Any]) -> Iterator[Lack]:
    """Only the very rule and value: a deadline moved after the exception is judged anew."""
    known = {(one.rule, one.value): one for one in exceptions}
    for lack in lacks:
        made = known.get((lack.rule, lack.value)) if lack.hard else None
        yield replace(lack, hard=False, message=f"{lack.message} {in_words(made)}") if made else lack


def in_words(made: Any) -> str:
    words = {"name": made.by_name, "day": full_day(warsaw_date(made.at)), "reason": made.reason}
    return _("Exception let pass by %(name)s on %(day)s: %(reason)s") % words
