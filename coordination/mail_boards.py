"""Letters that wait for the people of a unit, on «do zrobienia»: above all those that came back."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .boards import Asked, Item, Shelf, Source, register
from .models import IncomingMail


def mail(asked: Asked) -> Shelf:
    """What concerns inquiries of the units, the oldest first. Two queries."""
    rows = IncomingMail.objects.waiting().of_units(asked.unit_ids)
    total: int = rows.aggregate(total=Count("pk"))["total"]
    found = rows.select_related("inquiry__unit").defer("text", "headers", "facts").order_by("received_at", "pk")
    return Shelf(
        gettext_lazy("Letters to decide on"), "mail", [_item(row, asked) for row in found[: asked.limit]], total
    )


def _item(row: Any, asked: Asked) -> Item:
    number = row.inquiry.number
    return Item(
        title=_("Not delivered in %(number)s: phone or correct the address") % {"number": number}
        if row.is_bounce
        else row.title,
        url=_url(row.pk),
        unit=str(row.inquiry.unit) if asked.several_units else "",
        place="§ 5 pkt 2",
        note=number,
    )


def _url(pk: int) -> str:
    try:
        return reverse("coordination_mail:detail", args=[pk])
    except NoReverseMatch:
        return ""


register(Source("mail", mail, order=15))
