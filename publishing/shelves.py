"""What publishing puts on the board «do zrobienia»: handoffs whose turn is the unit's, pages past their review day."""

from typing import Any

from django.db.models import Count, F, Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coordination import boards
from coordination.boards import Asked, Item, Shelf
from coordination.calendar import WorkingCalendar
from coordination.deadlines import office_calendar
from coordination.models import DutyTask

from . import desks, keeping, kinds
from .facts import marked
from .freshness import DUTY, edit_url, may_confirm
from .models import DateProposal, Handoff, Stewardship
from .next_steps import in_words, step
from .states import NEGOTIABLE, Answer, Side, Stage
from .upkeep import PAGES


def with_talks(rows: Any) -> Any:
    """Handoffs with what a card needs: unit, page, the proposal that waits."""
    waiting = DateProposal.objects.filter(answer=Answer.WAITING)
    return rows.select_related("unit", "page").prefetch_related(
        Prefetch("proposals", queryset=waiting, to_attr="waiting_proposals")
    )


PORTAL_ASKS = Q(answer=Answer.WAITING, side=Side.PORTAL)


def handoffs(asked: Asked) -> Shelf:
    """Handoffs in which the next step is the unit's: answer dates, deliver, correct, agree to a correction.

    Three queries.
    """
    calendar = office_calendar()
    mine = marked(with_talks(Handoff.objects.of_units(asked.unit_ids)), asked.standing).filter(is_shut=False)
    asked_to_move = Q(stage=Stage.SCHEDULED) & Q(pk__in=DateProposal.objects.filter(PORTAL_ASKS).values("handoff_id"))
    wanted = Q(stage__in=NEGOTIABLE) | Q(correcting__isnull=False) | asked_to_move
    rows = mine.filter(wanted).order_by("publish_at", "pk")
    items = [_handoff(row, asked, calendar) for row in rows if step(desks.situation(row))[0] == Side.UNIT]
    return Shelf(
        _("Handoffs that wait for us"),
        "mail",
        items[: asked.limit],
        total=len(items),
        late=sum(item.late for item in items),
        more_url=reverse("publishing:unit_list"),
    )


def _handoff(row: Any, asked: Asked, calendar: WorkingCalendar) -> Item:
    """`row` is a handoff with the marks of facts.marked."""
    return Item(
        title=row.page.draft_title if row.is_confined and row.page else row.title,
        url=reverse("publishing:correction" if row.correcting else "publishing:handoff", args=[row.pk]),
        unit=str(row.unit) if asked.several_units else "",
        place="§ 4 ust. 2",
        note=in_words(desks.situation(row), reader=Side.UNIT, today=asked.today, calendar=calendar),
        **desks.due_of(row, asked.today, calendar),
    )


def reviews(asked: Asked) -> Shelf:
    """Pages past their review day, the oldest first; one click confirms. Two queries."""
    rows = Stewardship.objects.stale(asked.today).of_units(asked.unit_ids).exclude(kind=kinds.STRUCTURE)
    found = rows.select_related("page", "unit").order_by(F("review_by"), "page_id")[: asked.limit]
    return Shelf(
        _("Pages to look through"),
        "history",
        [_review(row, asked) for row in found],
        more_url=reverse("publishing:stale"),
        **rows.order_by().aggregate(total=Count("pk"), late=Count("pk", filter=Q(review_by__lt=asked.today))),
    )


def _review(row: Stewardship, asked: Asked) -> Item:
    mine = bool(may_confirm(asked.standing, row))
    return Item(
        title=row.page.title,
        url=edit_url(row.page_id) if mine else (row.page.url or ""),
        unit=str(row.unit) if asked.several_units else "",
        place="§ 3 pkt 2",
        note=str(kinds.label(row.kind)),
        due_on=row.review_by,
        days=asked.days_to(row.review_by),
        post_url=reverse("publishing:confirm", args=[row.page_id]) if mine else "",
        post_label=_("I confirm it is current"),
    )


def kept(asked: Asked) -> Shelf:
    """Texts kept after somebody's office had ended (scenario 26), until a colleague has looked. Two queries."""
    rows = DutyTask.objects.open().of_units(asked.unit_ids).filter(KEPT)
    items = [_kept(row, asked) for row in rows.select_related("duty", "unit")[: asked.limit]]
    numbers = rows.order_by().aggregate(total=Count("pk"), late=Count("pk", filter=Q(due_on__lt=asked.today)))
    return Shelf(_("Texts kept for us"), "draft", items, **numbers)


def _kept(row: DutyTask, asked: Asked) -> Item:
    mine = asked.standing.acts_for(row.unit_id)
    page = row.subject.removeprefix(keeping.SUBJECT)
    post = reverse("publishing:kept_seen", args=[page]) if mine else ""
    return boards.task_item(row, asked, post_url=post, post_label=_("Looked through"))


KEPT = Q(duty__key=keeping.DUTY, subject__startswith=keeping.SUBJECT)
boards.register(boards.Source("kept", kept, order=25, claims=KEPT))
boards.register(boards.Source("handoffs", handoffs, order=20))
boards.register(boards.Source("reviews", reviews, order=30, claims=Q(duty__key=DUTY, subject__startswith=PAGES)))
