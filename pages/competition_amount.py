"""The public money of a competition as one value: the total, or the sum of its parts where only those are given. Pure.

Amounts in złoty. Rows of years are the whole money, told once more by purpose where both stand: never added together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .money import money


class AmountKind(models.TextChoices):
    """Skąd kwota."""

    EXACT = "dokladna", gettext_lazy("as announced")
    ABOUT = "okolo", gettext_lazy("as announced, about")
    SUM = "suma", gettext_lazy("sum of the parts")
    SUM_ABOUT = "suma_okolo", gettext_lazy("sum of the parts, about")
    LEAST = "co_najmniej", gettext_lazy("sum of the parts that are known, at least")

    @property
    def is_whole(self) -> bool:
        """Grants may be measured against it."""
        return self in {AmountKind.EXACT, AmountKind.SUM}

    @property
    def is_about(self) -> bool:
        return self in {AmountKind.ABOUT, AmountKind.SUM_ABOUT}


class Part(Protocol):
    """A row of amounts; a year where it is one of a year."""

    @property
    def year(self) -> int | None: ...

    @property
    def amount(self) -> Decimal | None: ...

    @property
    def is_about(self) -> bool: ...


@dataclass(frozen=True)
class KnownAmount:
    """`amount` None: nobody knows, and `kind` is empty."""

    amount: Decimal | None = None
    kind: str = ""

    @property
    def in_words(self) -> str:
        """«480 000 zł», «około 480 000 zł», «480 000 zł (suma części)»; empty where nobody knows."""
        if self.amount is None:
            return ""
        words = {
            AmountKind.ABOUT: _("about %(amount)s"),
            AmountKind.SUM: _("%(amount)s (sum of the parts)"),
            AmountKind.SUM_ABOUT: _("about %(amount)s (sum of the parts)"),
            AmountKind.LEAST: _("at least %(amount)s (sum of the parts that are known)"),
        }
        return words.get(AmountKind(self.kind), "%(amount)s") % {"amount": money(self.amount)}


def known_amount(total: Decimal | None, is_about: bool, parts: Sequence[Part]) -> KnownAmount:
    if total is not None:
        return KnownAmount(total, AmountKind.ABOUT if is_about else AmountKind.EXACT)
    rows = _whole_money(parts)
    given = [row.amount for row in rows if row.amount is not None]
    if not given:
        return KnownAmount()
    if len(given) < len(rows):
        kind = AmountKind.LEAST
    else:
        kind = AmountKind.SUM_ABOUT if any(row.is_about for row in rows) else AmountKind.SUM
    return KnownAmount(sum(given, Decimal()), kind)


def _whole_money(parts: Sequence[Part]) -> Sequence[Part]:
    """The rows that make up the money: those of years where one of them says an amount, else the rest."""
    years = [row for row in parts if row.year]
    if any(row.amount is not None for row in years):
        return years
    return [row for row in parts if not row.year]
