"""Kinds of content: every page type declares one, and rights are given by kind (§ 4 ust. 1)."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Kind:
    """A kind of content. `review_months` and `lead_days` (working days) are defaults of service standards.

    `begun_as` names the deed of beginning one on the desk of a unit; kinds that have none are begun among the pages.
    A structural kind (home, indexes) belongs to the portal side: its officers publish it, units never do.
    """

    code: str
    label: Any
    review_months: int = 12
    lead_days: int = 2
    structural: bool = False
    begun_as: Any = ""

    def __str__(self) -> str:
        return self.code


STRUCTURE = "structure"
_kinds: dict[str, Kind] = {STRUCTURE: Kind(STRUCTURE, _("structure of the portal"), structural=True)}


def register(kind: Kind) -> None:
    """Rooms above declare their kinds in ready(); registering the same code again replaces it."""
    _kinds[kind.code] = kind


def get(code: str) -> Kind:
    """The declared kind; KeyError for one nobody declared."""
    return _kinds[code]


def known(code: str) -> bool:
    return code in _kinds


def editorial() -> list[Kind]:
    """Kinds that units write, in order of declaration."""
    return [kind for kind in _kinds.values() if not kind.structural]


def choices() -> list[tuple[str, Any]]:
    return [(kind.code, kind.label) for kind in editorial()]


def label(code: str) -> Any:
    return _kinds[code].label if code in _kinds else code
