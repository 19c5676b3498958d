"""How money and other amounts are said."""

from decimal import Decimal
from typing import Any

NBSP = "\u00a0"


def money(value: Any) -> str:
    """«480 000 zł», grosze only when there are any."""
    amount = Decimal(value)
    decimals = 0 if amount == amount.to_integral_value() else 2
    return f"{amount:,.{decimals}f}".replace(",", NBSP).replace(".", ",") + f"{NBSP}zł"


def number(value: Any) -> str:
    """«1 250», «182,38»: decimals only when there are any."""
    whole, _point, part = f"{Decimal(value):,f}".partition(".")
    digits = part.rstrip("0")
    return whole.replace(",", NBSP) + (f",{digits}" if digits else "")
