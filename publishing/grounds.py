"""What judgement of handoffs stands on, read for many of them at once: so many queries, whatever their number."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Count, Q
from wagtail.models import Revision

from coordination import standards
from coordination.calendar import WorkingCalendar
from coordination.deadlines import office_calendar

from .holding import CLAIM, CLAIM_MINUTES, lapses_at
from .models import Commission, Confinement, Correction, DateProposal, Handoff, SealedThing
from .policies import CorrectionFacts
from .states import Answer, CorrectionState, Side, Stage

NOBODY: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Limit:
    """A confinement in force as judgement needs it: the named accounts, whom to ask."""

    to: frozenset[int]
    by: str


def limits_on(**pages: Any) -> dict[int, Limit]:
    """Limits in force, by page. One query; they are few by nature."""
    people: dict[int, set[int]] = {}
    names: dict[int, str] = {}
    rows = Confinement.objects.in_force().filter(**pages)
    for page_id, by, account in rows.values_list("page_id", "begun_by_name", "people__account_id"):
        people.setdefault(page_id, set()).add(account or 0)  # an account that is gone opens nothing
        names[page_id] = by
    return {page_id: Limit(frozenset(found - {0}), names[page_id]) for page_id, found in people.items()}


def correction_facts(row: Correction) -> CorrectionFacts:
    return CorrectionFacts(row.side, row.state, row.by_id, row.revision_id)


class Ground:
    """What is read beside the rows of some handoffs; each part when it is first asked for, in one or two queries."""

    def __init__(self, rows: Sequence[Handoff]) -> None:
        self._ids = [row.pk for row in rows]
        self._versions = [row.revision_id for row in rows if row.revision_id]
        self._sets = {row.together_id for row in rows if row.together_id}
        self._pages = [row.page for row in rows if row.page]

    @cached_property
    def waiting(self) -> dict[int, str]:
        """The side whose proposal waits for an answer, by handoff."""
        return {row.handoff_id: row.side for row in self._proposals}

    def asks_sooner(self, handoff: Handoff) -> bool:
        """Whether the unit's waiting dates leave less than the lead time; of a set, anywhere in it."""
        return handoff.pk in self._short or handoff.together_id in self._short_sets

    @cached_property
    def corrections(self) -> dict[int, CorrectionFacts]:
        """Open corrections, by handoff."""
        rows = Correction.objects.open().filter(handoff_id__in=self._ids)
        return {row.handoff_id: correction_facts(row) for row in rows}

    @cached_property
    def commissioned(self) -> frozenset[int]:
        """Those that began as a brief."""
        return frozenset(Commission.objects.filter(handoff_id__in=self._ids).values_list("handoff_id", flat=True))

    @cached_property
    def writers(self) -> dict[int, frozenset[int]]:
        return written(self._pages)

    @cached_property
    def binding(self) -> frozenset[int]:
        """Sets in which more than one handoff is not public yet. No query where there is no set."""
        if not self._sets:
            return NOBODY
        rows = Handoff.objects.filter(together_id__in=self._sets).exclude(stage=Stage.PUBLISHED).order_by()
        counted = rows.values("together_id").annotate(number=Count("pk"))
        return frozenset(row["together_id"] for row in counted if row["number"] > 1)

    def limit_of(self, handoff: Handoff) -> Limit | None:
        return self._limits.get(handoff.page_id) if handoff.page_id else _sealed(handoff)

    def last_editor_of(self, handoff: Handoff) -> int | None:
        """Who saved the version; of a reviewer's correction that the unit accepted, nobody: see `written`."""
        if handoff.revision is None or handoff.revision_id in self._accepted:
            return None
        return handoff.revision.user_id

    def held_until(self, handoff: Handoff) -> dt.datetime | None:
        """No query where nobody has anything in hand."""
        if handoff.held_by_id is None or handoff.held_since is None:
            return None
        minutes, calendar = self._standard
        return lapses_at(handoff.held_since, minutes, calendar)

    @cached_property
    def hours(self) -> dict[int, dt.datetime]:
        """The proposed hours that wait for an answer, by handoff."""
        return {row.handoff_id: row.publish_at for row in self._proposals}

    @cached_property
    def _proposals(self) -> list[DateProposal]:
        """Those that wait for an answer."""
        return list(DateProposal.objects.filter(handoff_id__in=self._ids, answer=Answer.WAITING).order_by())

    @cached_property
    def _short(self) -> frozenset[int]:
        return frozenset(row.handoff_id for row in self._proposals if row.asks_sooner)

    @cached_property
    def _short_sets(self) -> frozenset[int | None]:
        """No query where there is no set."""
        if not self._sets:
            return NOBODY
        rows = DateProposal.objects.filter(handoff__together_id__in=self._sets, answer=Answer.WAITING).order_by()
        return frozenset(row.handoff.together_id for row in rows.select_related("handoff") if row.asks_sooner)

    @cached_property
    def _limits(self) -> dict[int, Limit]:
        return limits_on(page_id__in=[page.pk for page in self._pages])

    @cached_property
    def _accepted(self) -> frozenset[int | None]:
        """Versions that are reviewers' corrections the unit has accepted."""
        rows = Correction.objects.filter(side=Side.PORTAL, state=CorrectionState.ACCEPTED)
        return frozenset(rows.filter(revision_id__in=self._versions).values_list("revision_id", flat=True))

    @cached_property
    def _standard(self) -> tuple[int, WorkingCalendar]:
        return standards.value(CLAIM, CLAIM_MINUTES), office_calendar()


def authors_of(rows: Sequence[Handoff]) -> dict[int, frozenset[int]]:
    """Accounts that wrote or handed over each handoff; page and version were read with the rows. Three queries."""
    ground = Ground(rows)
    return {
        row.pk: ground.writers.get(row.page_id or 0, NOBODY)
        | (frozenset({row.submitted_by_id or 0, ground.last_editor_of(row) or 0}) - {0})
        for row in rows
    }


def writers_of(page: Any) -> frozenset[int]:
    return written([page])[page.pk] if page is not None else NOBODY


def written(pages: Iterable[Any]) -> dict[int, frozenset[int]]:
    """Accounts that wrote the text since the page last went public, by page. Two queries.

    A reviewer's correction is none of the writing: somebody of the unit accepts it, and is its writer then, or it is
    off the table (docs/decisions/0023). A version newer than the public one counts whenever it was saved.
    """
    pages = list(pages)
    corrected, accepted_by = _corrected(pages)
    wanted, found = Q(pk__in=[]), {page.pk: set(accepted_by.get(page.pk, ())) for page in pages}
    for page in pages:
        versions = Q(object_id=str(page.pk))
        if page.last_published_at:
            versions &= Q(created_at__gt=page.last_published_at) | Q(pk__gt=page.live_revision_id or 0)
        wanted |= versions & ~corrected.get(page.pk, Q(pk__in=[]))
    rows = Revision.page_revisions.filter(wanted, user__isnull=False) if pages else Revision.objects.none()
    for page_id, account in rows.values_list("object_id", "user_id"):
        found[int(page_id)].add(account)
    return {page_id: frozenset(accounts) for page_id, accounts in found.items()}


def _corrected(pages: list[Any]) -> tuple[dict[int, Q], dict[int, set[int]]]:
    """By page: the versions that reviewers saved as corrections, and who accepted them. One query.

    While one is open nobody approves, so whoever writes it is no author yet.
    """
    by_id = {page.pk: page for page in pages}
    rows = Correction.objects.filter(handoff__page__in=by_id, side=Side.PORTAL) if by_id else Correction.objects.none()
    versions: dict[int, Q] = {}
    accepted_by: dict[int, set[int]] = {}
    for row in rows.select_related("handoff"):
        page = by_id[row.handoff.page_id]
        if page.last_published_at and row.begun_at <= page.last_published_at:
            continue
        last = row.revision_id or (page.latest_revision_id if row.is_open else 0) or 0
        versions[page.pk] = versions.get(page.pk, Q(pk__in=[])) | Q(
            user_id=row.by_id, pk__gt=row.base_id or 0, pk__lte=last
        )
        if row.state == CorrectionState.ACCEPTED and row.answered_by_id:
            accepted_by.setdefault(page.pk, set()).add(row.answered_by_id)
    return versions, accepted_by


def _sealed(handoff: Handoff) -> Limit | None:
    """The limit of a draft that is deleted: its handoffs stay with the named persons."""
    found = SealedThing.objects.filter(about=f"{Handoff._meta.label_lower}:{handoff.pk}").first()
    return Limit(frozenset(found.named.values_list("pk", flat=True)), "") if found else None
