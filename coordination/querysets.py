"""The room's own adjectives. Time is always an argument."""

import datetime as dt
from collections.abc import Iterable
from typing import Self

from django.db import models
from django.db.models import Exists, Max, OuterRef, Q, Value
from django.db.models.functions import Cast, Coalesce, Concat

from .standing import Post
from .states import ClosedBecause, InquiryState, LetterState, MailState, Matter, Office


def on_day(on: dt.date, start: str = "from_on", end: str = "until_on") -> Q:
    """Rows in force on a Warsaw date; both ends inclusive, an empty end means «still»."""
    return Q(**{f"{start}__lte": on}) & (Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gte": on}))


class UnitQuerySet(models.QuerySet):
    def active(self, on: dt.date) -> Self:
        """Units that exist on the day."""
        return self.filter(
            Q(active_from__isnull=True) | Q(active_from__lte=on), Q(active_until__isnull=True) | Q(active_until__gte=on)
        )

    def closed(self, on: dt.date) -> Self:
        """Units whose last day has passed."""
        return self.filter(active_until__lt=on)

    def with_offices(self, on: dt.date) -> Self:
        """Annotates `has_coordinator` and `has_deputy` on the day (§ 2 pkt 1)."""
        return self.annotate(has_coordinator=_held(Office.COORDINATOR, on), has_deputy=_held(Office.DEPUTY, on))

    def incomplete(self, on: dt.date) -> Self:
        """Active units without a coordinator or without a deputy; those served by another unit do not count."""
        return (
            self.active(on)
            .filter(served_by__isnull=True)
            .with_offices(on)
            .exclude(has_coordinator=True, has_deputy=True)
        )


def _held(office: Office, on: dt.date) -> Exists:
    from .models import Designation

    return Exists(Designation.objects.filter(on_day(on), unit=OuterRef("pk"), office=office))


class UnitChangeQuerySet(models.QuerySet):
    def waiting(self) -> Self:
        """Decided, not carried out, not cancelled."""
        return self.filter(done_at__isnull=True, cancelled_at__isnull=True)

    def due(self, on: dt.date) -> Self:
        """What the calendar asks for, in the order of the days."""
        return self.waiting().filter(on__lte=on).order_by("on", "pk")


class DesignationQuerySet(models.QuerySet):
    def in_force(self, on: dt.date) -> Self:
        """Offices on the day. In a unit that is closed nobody holds any, whatever the clock has done so far."""
        return self.filter(on_day(on), Q(unit__active_until__isnull=True) | Q(unit__active_until__gte=on))

    def of(self, unit: object) -> Self:
        return self.filter(unit=unit)

    def reachable(self) -> Self:
        """Without people whose account was shut: nothing goes to that mailbox (scenario 27)."""
        return self.exclude(person__user__is_active=False)

    def contacts(self) -> Self:
        """Coordinators and deputies: the people NGOs and SZ talk to."""
        return self.filter(office__in=[Office.COORDINATOR, Office.DEPUTY])

    def scoped(self, *, topic: object = None, sphere: object = None) -> Self:
        """Those whose scope holds the topic or sphere; an empty scope holds everything of the unit."""
        found = self
        if topic is not None:
            found = found.filter(Q(topics=topic) | Q(topics__isnull=True))
        if sphere is not None:
            found = found.filter(Q(spheres=sphere) | Q(spheres__isnull=True))
        return found.distinct()

    def with_absence(self, on: dt.date) -> Self:
        """Annotates `is_absent` on the day; the reason is nobody's business."""
        from .models import Absence

        away = Absence.objects.filter(on_day(on), person=OuterRef("person_id"))
        return self.annotate(is_absent=Exists(away))

    def answering(self, on: dt.date, *, topic: object = None, unit: object = None, sphere: object = None) -> Self:
        """Who answers on the day, in one query: people in scope, the present before the absent, coordinators first.

        «Who on 15 January, for sport?» With a topic alone, units that carry the topic are searched.
        """
        found = self.in_force(on).contacts().with_absence(on)
        if unit is not None:
            found = found.filter(unit=unit)
        elif topic is not None:
            found = found.filter(Q(unit__topic_items__tag=topic) | Q(topics=topic))
        rank = models.Case(models.When(office=Office.COORDINATOR, then=0), default=1)
        narrow = models.Case(models.When(topics=topic, then=0), default=1) if topic is not None else models.Value(0)
        return (
            found.scoped(topic=topic, sphere=sphere)
            .annotate(rank=rank, narrow=narrow)
            .select_related("person", "unit")
            .order_by("is_absent", "narrow", "rank", "unit__name", "pk")
        )


class AbsenceQuerySet(models.QuerySet):
    def of_units(self) -> Self:
        """Absences of people who hold offices in units."""
        return self.filter(person__isnull=False)

    def of_officers(self) -> Self:
        """Absences on the duty roster of the portal side."""
        return self.filter(account__isnull=False)

    def within(self, first: dt.date, last: dt.date) -> Self:
        """Those that touch the days, both inclusive."""
        return self.filter(from_on__lte=last, until_on__gte=first)

    def days_of(self, account_ids: Iterable[int]) -> dict[int, list[tuple[dt.date, dt.date]]]:
        """First and last days by account, whichever way they were entered. One query."""
        ids = list(account_ids)
        rows = self.filter(Q(account__in=ids) | Q(person__user__in=ids)).order_by("from_on", "pk")
        found: dict[int, list[tuple[dt.date, dt.date]]] = {}
        for account, person, first, last in rows.values_list("account_id", "person__user_id", "from_on", "until_on"):
            found.setdefault(account or person, []).append((first, last))
        return found


class PortalAssignmentQuerySet(models.QuerySet):
    def in_force(self, on: dt.date) -> Self:
        return self.filter(on_day(on))

    def within(self, first: dt.date, last: dt.date) -> Self:
        """Those in force on at least one of the days, both inclusive."""
        return self.filter(Q(until_on__isnull=True) | Q(until_on__gte=first), from_on__lte=last)

    def of_offices(self, offices: Iterable[str]) -> Self:
        return self.filter(office__in=list(offices))

    def posts_of(self, account_id: int) -> tuple[Post, ...]:
        """The account's offices with their scope. One query: a row for each unit of a narrowed one."""
        held: dict[int, Post] = {}
        rows = self.filter(account_id=account_id).order_by("pk")
        for pk, office, kinds, portals, unit in rows.values_list("pk", "office", "kinds", "portals", "units"):
            units = (held[pk].units if pk in held else frozenset()) | ({unit} if unit else set())
            held[pk] = Post(office, units, frozenset(kinds), frozenset(portals))
        return tuple(held.values())


class InquiryQuerySet(models.QuerySet):
    def open(self) -> Self:
        return self.filter(state__in=[InquiryState.OPEN, InquiryState.CLARIFY])

    def of(self, unit: object) -> Self:
        return self.filter(unit=unit)

    def of_units(self, unit_ids: object) -> Self:
        return self.filter(unit_id__in=unit_ids)

    def overdue(self, on: dt.date) -> Self:
        """Late from the day after the promised one, and only while we are the ones awaited."""
        return self.filter(state=InquiryState.OPEN, answer_by__lt=on)

    def fair(self) -> Self:
        """What statistics count: without spam and what was taken back, and what was closed and never answered."""
        left_out = Q(closed_because__in=[ClosedBecause.SPAM, ClosedBecause.WITHDRAWN])
        return self.exclude(left_out | Q(state=InquiryState.CLOSED, first_answered_at__isnull=True))

    def unregistered(self) -> Self:
        """Matters with a period of law that have no case sign yet."""
        return self.exclude(matter=Matter.INQUIRY).filter(case_sign="", anonymised_at__isnull=True)

    def worked_through(self, before: dt.datetime) -> Self:
        """Answered or closed, the last word said before the instant, not anonymised, no letter still to be sent.

        A letter that came in since and waits for a person is a word, too.
        """
        from .models import IncomingMail, OutboxMessage

        waiting = OutboxMessage.objects.in_states(LetterState.WAITING, LetterState.DAILY)
        about = Concat(Value("coordination.inquiry:"), Cast("pk", models.CharField()))
        done = self.filter(state__in=[InquiryState.ANSWERED, InquiryState.CLOSED], anonymised_at__isnull=True)
        last = Coalesce(Max("messages__at"), "received_at")
        return done.annotate(last_word_at=last, ref=about).filter(
            ~Exists(waiting.filter(about=OuterRef("ref"))),
            ~Exists(IncomingMail.objects.unsettled().filter(inquiry=OuterRef("pk"), received_at__gte=before)),
            last_word_at__lt=before,
        )


class DutyTaskQuerySet(models.QuerySet):
    def open(self) -> Self:
        return self.filter(settled_at__isnull=True)

    def of_units(self, unit_ids: object) -> Self:
        return self.filter(unit_id__in=unit_ids)

    def late(self, on: dt.date) -> Self:
        return self.open().filter(due_on__lt=on)


_OPEN = Q(sent_at__isnull=True, given_up_at__isnull=True)
LETTER_STATES = {
    LetterState.SENT: Q(sent_at__isnull=False, bounced_at__isnull=True),
    LetterState.BOUNCED: Q(sent_at__isnull=False, bounced_at__isnull=False),
    LetterState.GIVEN_UP: Q(sent_at__isnull=True, given_up_at__isnull=False),
    LetterState.GATHERED: _OPEN & Q(gathered_in__isnull=False),
    LetterState.DAILY: _OPEN & Q(gathered_in__isnull=True, gather_for__isnull=False),
    LetterState.WAITING: _OPEN & Q(gathered_in__isnull=True, gather_for__isnull=True),
}


class OutboxQuerySet(models.QuerySet):
    def due(self, now: dt.datetime) -> Self:
        """Messages to send or to try again, oldest first."""
        return self.in_state(LetterState.WAITING).filter(next_try_at__lte=now).order_by("created_at")

    def to_gather(self, before: dt.datetime) -> Self:
        """Messages for the daily letters, written before the hour; those of a shut account stay until it is open."""
        rows = self.in_state(LetterState.DAILY).filter(created_at__lt=before, gather_for__is_active=True)
        return rows.order_by("created_at", "pk")

    def undelivered(self) -> Self:
        return self.filter(sent_at__isnull=True)

    def in_state(self, state: str) -> Self:
        """The same words as OutboxMessage.state, for a list."""
        return self.filter(LETTER_STATES[LetterState(state)])

    def in_states(self, *states: str) -> Self:
        found = Q()
        for state in states:
            found |= LETTER_STATES[LetterState(state)]
        return self.filter(found)


class InvitationQuerySet(models.QuerySet):
    def open(self) -> Self:
        """Neither used nor taken back; they may have expired."""
        return self.filter(used_at__isnull=True, revoked_at__isnull=True)

    def working(self, now: dt.datetime) -> Self:
        """Those whose link still lets in."""
        return self.open().filter(expires_at__gt=now)


class AuditQuerySet(models.QuerySet):
    """The book of deeds, the newest line first."""

    def of_units(self, unit_ids: object) -> Self:
        """Lines about things that the units answer for."""
        return self.filter(unit_id__in=unit_ids)

    def on_things(self, references: object) -> Self:
        return self.filter(about__in=references)


class MailQuerySet(models.QuerySet):
    def waiting(self) -> Self:
        """What a person has to look at."""
        return self.filter(state=MailState.HELD)

    def unsettled(self) -> Self:
        """What waits for the clock or for a person."""
        return self.filter(state__in=[MailState.TAKEN, MailState.HELD])

    def settled(self) -> Self:
        return self.exclude(state__in=[MailState.TAKEN, MailState.HELD])

    def empty(self, now: dt.datetime) -> int:
        """Let go whoever wrote and what was said; the rows stay."""
        words = dict.fromkeys(("sender", "sender_name", "to", "subject", "text", "headers", "said", "note"), "")
        return self.update(**words, attachments=[], facts={}, emptied_at=now)

    def of_units(self, unit_ids: object) -> Self:
        """What concerns inquiries of the units."""
        return self.filter(inquiry__unit__in=unit_ids, inquiry__held_at__isnull=True)


class BlockedSenderQuerySet(models.QuerySet):
    def in_force(self, on: dt.date) -> Self:
        return self.filter(Q(until_on__isnull=True) | Q(until_on__gte=on), lifted_at__isnull=True)

    def of(self, address: str) -> Self:
        """Rows that hold the address, or its domain, or one above it."""
        local, _at, domain = address.strip().lower().rpartition("@")
        parts = domain.split(".")
        domains = [".".join(parts[number:]) for number in range(len(parts) - 1)]
        return self.filter(pattern__in=[f"{local}@{domain}", *domains])


class BeatQuerySet(models.QuerySet):
    def newest(self) -> dt.datetime | None:
        """When any job last did its work; None before the first. One query."""
        return self.aggregate(last=Max("finished_at"))["last"]
