"""Inquiries of a unit that ends: the successor answers them."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import audit
from ..actions.inquiries import staff_url
from ..belongings import Found, Succession, Thing, found
from ..calendar import warsaw_date
from ..models import Designation, Inquiry, InquiryMessage, Unit
from ..states import InquiryState, Voice


def open_inquiries(unit: Unit) -> Found:
    rows = Inquiry.objects.of(unit).open().order_by("answer_by", "pk")
    return found(rows, _inquiry)


def _inquiry(row: Inquiry) -> Thing:
    return Thing(str(row), staff_url(row), row.get_state_display())


def move_open_inquiries(succession: Succession) -> int:
    """Number, day of receipt and promised day stay; nobody in particular is asked any more."""
    return _move_inquiries(succession, Inquiry.everything.of(succession.unit).open(), succession.heir)


def settled_inquiries(unit: Unit) -> Found:
    return found(Inquiry.objects.of(unit).exclude(pk__in=Inquiry.objects.open()).order_by("-received_at"), _inquiry)


def move_settled_inquiries(succession: Succession) -> int:
    """Whoever asked may write again, so somebody has to be there: the successor, else SZ.

    First answers count for the successor from then on, wherever the inquiry lies; SZ only keeps them.
    """
    if succession.heir is not None and succession.heir != succession.caretaker:
        Inquiry.everything.filter(first_answer_unit=succession.unit).update(first_answer_unit=succession.heir)
    return _move_inquiries(succession, Inquiry.everything.of(succession.unit), succession.heir)


def _move_inquiries(succession: Succession, rows: QuerySet, heir: Unit | None) -> int:
    if heir is None:
        return 0
    joined = _("%(unit)s has been joined to: %(heir)s, which answers from now on. Basis: %(basis)s.")
    closed = _("%(unit)s does not exist any more. %(heir)s answers from now on. Basis: %(basis)s.")
    said = (closed if heir == succession.caretaker else joined) % {
        "unit": succession.unit,
        "heir": heir,
        "basis": succession.basis,
    }
    moved = list(rows.select_for_update(of=("self",)))
    for inquiry in moved:
        InquiryMessage.objects.create(
            inquiry=inquiry,
            voice=Voice.PASSED,
            at=succession.now,
            text=said,
            author_name=succession.by_name,
            author_role=str(succession.unit)[:200],
            passed_from=str(succession.unit)[:250],
            passed_to=str(heir)[:250],
            passed_why=said,
        )
        audit.write(
            "inquiry.inherit",
            now=succession.now,
            about=inquiry,
            by=succession.by,
            unit=succession.unit,
            right=succession.basis,
            note=said,
        )
        inquiry.unit = heir
        if inquiry.state in (InquiryState.OPEN, InquiryState.CLARIFY):
            inquiry.person = None
        inquiry.save(update_fields=["unit", "person"])
    return len(moved)


def lacking_people(unit: Unit, heir: Unit | None) -> list[str]:
    """A successor without a coordinator today is worth a word before the inquiries arrive."""
    if heir is None:
        return []
    held = Designation.objects.in_force(warsaw_date(timezone.now())).of(heir).contacts()
    if held.exists():
        return []
    return [_("%(heir)s has no coordinator and no deputy yet (§ 2 pkt 1).") % {"heir": heir}]
