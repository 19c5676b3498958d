"""Offers of pages from and to a unit that ends."""

from __future__ import annotations

from django.db.models import Q

from coordination.belongings import Found, Succession, Thing, found
from coordination.models import Unit

from ..models import Transfer
from ..states import Offer


def offers(unit: Unit) -> Found:
    rows = Transfer.objects.waiting().filter(Q(giving=unit) | Q(receiving=unit)).order_by("at", "pk")
    return found(rows, lambda row: Thing(row.title, note=f"{row.giving_name} → {row.receiving_name}"))


def move_offers(succession: Succession) -> int:
    """The successor gives or answers in its place; an offer to oneself, or to nobody, ends."""
    unit, heir = succession.unit, succession.heir
    rows = Transfer.objects.waiting().filter(Q(giving=unit) | Q(receiving=unit))
    number = rows.count()
    if heir is not None:
        Transfer.objects.waiting().filter(giving=unit).exclude(receiving=heir).update(giving=heir)
        Transfer.objects.waiting().filter(receiving=unit).exclude(giving=heir).update(receiving=heir)
    ended = Transfer.objects.waiting().filter(Q(giving=unit) | Q(receiving=unit))
    ended.update(answer=Offer.WITHDRAWN, answered_at=succession.now, answered_by_name=succession.by_name)
    return number
