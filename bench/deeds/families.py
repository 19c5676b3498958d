"""A deed, and the family it stands in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .side import Side


@dataclass(frozen=True)
class Deed:
    code: str
    title: str
    run: Callable[[Side], tuple[bool, str]]


class Family(list[Deed]):
    """Deeds of one kind, in the order of their file."""

    def deed(self, code: str, title: str) -> Callable[[Any], Any]:
        def noted(run: Any) -> Any:
            self.append(Deed(code, title, run))
            return run

        return noted
