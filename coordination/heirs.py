"""What of this room goes to a successor: inquiries, tasks, served units, the profile; and what ends with the unit."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import audit, belongings, duties
from .actions.inquiries import staff_url
from .belongings import Belonging, Found, Succession, Thing, found
from .calendar import warsaw_date
from .models import Designation, DutyTask, Inquiry, InquiryMessage, OfficeHours, PortalAssignment, Unit, UnitTopic
from .routing import coordinating_unit
from .signals import designation_ended
from .states import InquiryState, Voice

DESIGNATION_DUTY = "designation"


# -- inquiries ------------------------------------------------------------------------------------------------------


def open_inquiries(unit: Unit) -> Found:
    rows = Inquiry.objects.of(unit).open().order_by("answer_by", "pk")
    return found(rows, _inquiry)


def _inquiry(row: Inquiry) -> Thing:
    return Thing(str(row), staff_url(row), row.get_state_display())


def move_open_inquiries(succession: Succession) -> int:
    """Number, day of receipt and promised day stay; nobody in particular is asked any more."""
    return _move_inquiries(succession, Inquiry.objects.of(succession.unit).open(), succession.heir)


def settled_inquiries(unit: Unit) -> Found:
    return found(Inquiry.objects.of(unit).exclude(pk__in=Inquiry.objects.open()).order_by("-received_at"), _inquiry)


def move_settled_inquiries(succession: Succession) -> int:
    """Whoever asked may write again, so somebody has to be there: the successor, else SZ."""
    return _move_inquiries(succession, Inquiry.objects.of(succession.unit), succession.heir or coordinating_unit())


def _move_inquiries(succession: Succession, rows: QuerySet, heir: Unit | None) -> int:
    if heir is None:
        return 0
    said = _("%(unit)s has been joined to: %(heir)s, which answers from now on. Basis: %(basis)s.") % {
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


# -- tasks ----------------------------------------------------------------------------------------------------------


def open_tasks(unit: Unit) -> Found:
    """Without the tasks about the unit's own offices, which end with it."""
    rows = DutyTask.objects.open().filter(unit=unit).exclude(duty__key=DESIGNATION_DUTY).select_related("duty")
    return found(rows, lambda row: Thing(row.title, row.url, row.duty.place))


def move_tasks(succession: Succession) -> int:
    """Open tasks change hands; what the successor is asked already, or what was about the old unit, is settled."""
    heir = succession.heir
    rows = DutyTask.objects.select_for_update(of=("self",)).open().filter(unit=succession.unit).select_related("duty")
    asked = set(DutyTask.objects.filter(unit=heir).values_list("duty_id", "subject")) if heir else set()
    moved = list(rows)
    for task in moved:
        if heir is None or task.duty.key == DESIGNATION_DUTY or (task.duty_id, task.subject) in asked:
            label = _("The unit is closed: %(basis)s") % {"basis": succession.basis}
            evidence = duties.Evidence("unit-closed", audit.reference(succession.unit), label)
            duties.settle(task, evidence=evidence, now=succession.now)
        else:
            task.unit = heir
            task.save(update_fields=["unit"])
    return len(moved)


# -- units around it ------------------------------------------------------------------------------------------------


def served_units(unit: Unit) -> Found:
    return found(Unit.objects.filter(served_by=unit).order_by("name"), lambda row: Thing(str(row)))


def move_served_units(succession: Succession) -> int:
    """Schools of a merged service centre are served by its successor; the successor itself serves itself."""
    heir = succession.heir
    if heir is None:
        return 0
    own = Unit.objects.filter(served_by=succession.unit, pk=heir.pk).update(served_by=None)
    return own + Unit.objects.filter(served_by=succession.unit).update(served_by=heir)


def subordinate_units(unit: Unit) -> Found:
    return found(Unit.objects.filter(parent=unit).order_by("name"), lambda row: Thing(str(row)))


def move_subordinate_units(succession: Succession) -> int:
    """Below the successor; the successor itself, and units of one without successor, rise to the unit above."""
    below, above = Unit.objects.filter(parent=succession.unit), succession.unit.parent
    if succession.heir is None:
        return below.update(parent=above)
    if above is not None and above.pk == succession.heir.pk:
        above = None
    risen = below.filter(pk=succession.heir.pk).update(parent=above)
    return risen + below.update(parent=succession.heir)


# -- people ---------------------------------------------------------------------------------------------------------


def holders(unit: Unit) -> Found:
    rows = Designation.objects.of(unit).filter(until_on__isnull=True).select_related("person").order_by("office", "pk")
    return found(rows, lambda row: Thing(row.person.full_name, note=row.get_office_display()))


def end_designations(succession: Succession) -> int:
    """With the last day of the unit. What would begin later never begins: the unit is closed then."""
    last = succession.last_on
    rows = Designation.objects.of(succession.unit).filter(Q(until_on__isnull=True) | Q(until_on__gt=last))
    ended = [row for row in rows.select_related("person", "unit") if row.until_on != row.from_on]
    for row in ended:
        row.until_on = max(last, row.from_on)
        row.save(update_fields=["until_on"])
        audit.write(
            "designation.end",
            now=succession.now,
            about=row,
            by=succession.by,
            unit=succession.unit,
            right=succession.basis,
            note=row.until_on.isoformat(),
        )
        designation_ended.send(Designation, designation=row, now=succession.now)
    return len(ended)


def phone_hours(unit: Unit) -> Found:
    return Found(OfficeHours.objects.filter(unit=unit).count())


def end_phone_hours(succession: Succession) -> int:
    return OfficeHours.objects.filter(unit=succession.unit).delete()[0]


# -- what the unit answers for --------------------------------------------------------------------------------------


def profile(unit: Unit) -> Found:
    return found(
        UnitTopic.objects.filter(content_object=unit).select_related("tag").order_by("tag__name"),
        lambda row: Thing(row.tag.name),
    )


def hand_on_profile(succession: Succession) -> int:
    """Topics, spheres and districts are added to the successor's; the closed unit keeps its own as they were.

    No district means the whole city, on either side, and stays so.
    """
    unit, heir = succession.unit, succession.heir
    if heir is None:
        return 0
    had = set(heir.topics.values_list("pk", flat=True))
    new = [topic for topic in unit.topics.all() if topic.pk not in had]
    if new:
        heir.topics.add(*new)
    heir.spheres.add(*unit.spheres.all())
    districts = list(unit.districts.all())
    if districts and heir.districts.exists():
        heir.districts.add(*districts)
    elif heir.districts.exists():
        heir.districts.clear()
    return len(new)


def lacking_people(unit: Unit, heir: Unit | None) -> list[str]:
    """A successor without a coordinator today is worth a word before the inquiries arrive."""
    if heir is None:
        return []
    from django.utils import timezone

    held = Designation.objects.in_force(warsaw_date(timezone.now())).of(heir).contacts()
    if held.exists():
        return []
    return [_("%(heir)s has no coordinator and no deputy yet (§ 2 pkt 1).") % {"heir": heir}]


# -- offices of the portal side narrowed to units -------------------------------------------------------------------


def narrowed_offices(unit: Unit) -> Found:
    return found(PortalAssignment.objects.filter(units=unit).order_by("name", "pk"), lambda row: Thing(str(row)))


def widen_offices(succession: Succession) -> int:
    """Who works for the portal on this unit goes on with the successor; the unit stays in the scope as history."""
    if succession.heir is None:
        return 0
    rows = PortalAssignment.objects.filter(units=succession.unit).exclude(units=succession.heir)
    for row in rows:
        row.units.add(succession.heir)
        audit.write(
            "office.change", now=succession.now, about=row, by=succession.by, right=row.basis, note=succession.basis
        )
    return len(rows)


belongings.register(
    Belonging(
        "inquiries",
        gettext_lazy("Open inquiries"),
        gettext_lazy("The successor answers; number, day of receipt and the promised day stay. Askers get a letter."),
        10,
        open_inquiries,
        move_open_inquiries,
        needs_heir=True,
        advice=gettext_lazy("Answer them, or pass them on to another unit."),
        warn=lacking_people,
    )
)
belongings.register(
    Belonging(
        "answered",
        gettext_lazy("Answered and closed inquiries"),
        gettext_lazy(
            "They stay readable in the successor; without one, in SZ. The old name stands in the conversation."
        ),
        15,
        settled_inquiries,
        move_settled_inquiries,
    )
)
belongings.register(
    Belonging(
        "tasks",
        gettext_lazy("Open tasks"),
        gettext_lazy("The successor does them, with the same days. Tasks about the unit's own offices end."),
        20,
        open_tasks,
        move_tasks,
        needs_heir=True,
        advice=gettext_lazy("See to them first; each opens the screen where it is settled."),
    )
)
belongings.register(
    Belonging(
        "served",
        gettext_lazy("Units it serves"),
        gettext_lazy("The successor serves them."),
        70,
        served_units,
        move_served_units,
        needs_heir=True,
        advice=gettext_lazy("Name another serving unit in each of them."),
    )
)
belongings.register(
    Belonging(
        "children",
        gettext_lazy("Subordinate units"),
        gettext_lazy("They stand below the successor; without one, below the unit above."),
        75,
        subordinate_units,
        move_subordinate_units,
    )
)
belongings.register(
    Belonging(
        "designations",
        gettext_lazy("Designated people"),
        gettext_lazy(
            "Designations end with the last day of the unit and stay in the history. The head of the successor "
            "designates anew (§ 2 pkt 1). Everybody gets a letter."
        ),
        80,
        holders,
        end_designations,
    )
)
belongings.register(
    Belonging(
        "hours",
        gettext_lazy("Phone hours"),
        gettext_lazy("They end with the unit."),
        85,
        phone_hours,
        end_phone_hours,
    )
)
belongings.register(
    Belonging(
        "topics",
        gettext_lazy("Topics, spheres and districts"),
        gettext_lazy("They are added to those of the successor, so organisations find it by them."),
        90,
        profile,
        hand_on_profile,
    )
)
belongings.register(
    Belonging(
        "offices",
        gettext_lazy("People of the portal who work on this unit"),
        gettext_lazy("The successor is added to the scope of their offices."),
        95,
        narrowed_offices,
        widen_offices,
    )
)
