"""Who wrote what waits, for the rule of four eyes: read for many handoffs at once, in a fixed number of queries.

A reviewer's correction is none of the writing: somebody of the unit accepts it, and is its writer then, or it is
off the table (docs/decisions/0023).
"""

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, Revision

from .models import Correction, Handoff
from .states import CorrectionState, Side


class Version(NamedTuple):
    """A saved version, as far as it matters who wrote it."""

    pk: int
    user_id: int
    created_at: Any


def writers_of(page: Any) -> frozenset[int]:
    """Accounts that wrote the text since the page last went public. Two queries.

    A version newer than the public one counts whenever it was saved.
    """
    return writers_of_pages([page])[page.pk] if page is not None else frozenset()


def writers_of_pages(pages: Collection[Any]) -> dict[int, frozenset[int]]:
    """The same for many pages, still in two queries."""
    versions, corrections = _versions(pages), _corrections(pages)
    return {page.pk: _writers(page, versions.get(page.pk, []), corrections.get(page.pk, [])) for page in pages}


def authors_of(rows: Collection[Handoff]) -> dict[int, frozenset[int]]:
    """Accounts that wrote or handed over each handoff; page and version were read with the rows. Three queries."""
    writers = writers_of_pages([row.page for row in rows if row.page])
    accepted = set(_accepted().filter(handoff__in=[row.pk for row in rows]).values_list("revision_id", flat=True))
    return {row.pk: _authors(row, writers.get(row.page_id or 0, frozenset()), accepted) for row in rows}


def last_editor(handoff: Handoff) -> int | None:
    """Who saved the version; of a reviewer's correction that the unit accepted, nobody."""
    if handoff.revision is None or _accepted().filter(revision_id=handoff.revision_id).exists():
        return None
    return handoff.revision.user_id


def _authors(row: Handoff, writers: frozenset[int], accepted: Collection[int | None]) -> frozenset[int]:
    saved = row.revision.user_id if row.revision and row.revision_id not in accepted else None
    return frozenset({row.submitted_by_id or 0, saved or 0, *writers}) - {0}


def _accepted() -> Any:
    return Correction.objects.filter(side=Side.PORTAL, state=CorrectionState.ACCEPTED)


def _versions(pages: Iterable[Any]) -> dict[int, list[Version]]:
    """One query."""
    of_pages = ContentType.objects.get_for_model(Page, for_concrete_model=False)
    rows = Revision.objects.filter(base_content_type=of_pages, object_id__in=[str(page.pk) for page in pages])
    found: dict[int, list[Version]] = {}
    for page, *version in rows.filter(user__isnull=False).values_list("object_id", "pk", "user_id", "created_at"):
        found.setdefault(int(page), []).append(Version(*version))
    return found


def _corrections(pages: Iterable[Any]) -> dict[int, list[Correction]]:
    """The reviewers' own, of all handoffs of the pages. One query."""
    rows = Correction.objects.filter(side=Side.PORTAL, handoff__page__in=[page.pk for page in pages])
    found: dict[int, list[Correction]] = {}
    for row in rows.select_related("handoff"):
        found.setdefault(row.handoff.page_id or 0, []).append(row)
    return found


def _writers(page: Any, versions: list[Version], corrections: list[Correction]) -> frozenset[int]:
    """While a correction is open nobody approves, so whoever writes it is no author yet."""
    public_at = page.last_published_at
    if public_at:
        versions = [one for one in versions if one.created_at > public_at or one.pk > (page.live_revision_id or 0)]
        corrections = [row for row in corrections if row.begun_at > public_at]
    wrote = {one.user_id for one in versions if not any(_is_of(row, one, page) for row in corrections)}
    took = {row.answered_by_id for row in corrections if row.state == CorrectionState.ACCEPTED and row.answered_by_id}
    return frozenset(wrote | took)


def _is_of(row: Correction, version: Version, page: Any) -> bool:
    """Whether the reviewer saved the version as this correction."""
    last = row.revision_id or (page.latest_revision_id if row.is_open else 0) or 0
    return version.user_id == row.by_id and (row.base_id or 0) < version.pk <= last
