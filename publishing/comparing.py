"""What differs between two versions of a page, field by field, in the words of its editor."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.admin.compare import StreamFieldComparison
from wagtail.models import Revision

from .models import Correction, Handoff, Review
from .states import CorrectionState, Decision, Stage


@dataclass(frozen=True)
class Comparison:
    """One pair of versions: what it is called, where it stands on the screen, the fields that differ."""

    anchor: str
    title: str
    fields: list[Any]


def of_handoff(handoff: Handoff, request: HttpRequest) -> list[Comparison]:
    """What the unit corrected since the last return, and what changes for readers; what does not apply is left out."""
    if handoff.revision is None or handoff.page is None or handoff.keeps_text:
        return []
    found, returned = [], returned_version(handoff)
    page = handoff.page.specific
    after = handoff.revision.as_object()
    if returned is not None:
        fields = differing(returned.as_object(), after, request)
        found.append(Comparison("zwrocona", _("What the unit corrected since the return"), fields))
    if page.live:
        found.append(Comparison("publiczna", _("What changes on the public page"), differing(page, after, request)))
    return found


def returned_version(handoff: Handoff) -> Revision | None:
    """The version that was returned last; None where none was, or where that one is being read."""
    returned = Review.objects.filter(handoff=handoff, decision=Decision.RETURNED).select_related("revision")
    last = returned.order_by("-at", "-pk").first()
    found = last.revision if last else None
    return None if found is None or found.pk == handoff.revision_id else found


VOLATILE = frozenset(
    {"latest_revision_created_at", "latest_revision", "has_unpublished_changes", "wagtail_admin_comments"}
)
"""What every save writes into a version, whoever touched the text or not; and what was said beside it."""


def reads_as_returned(handoff: Handoff) -> bool:
    """Whether the newest version reads like the one that was returned. No query at other stages."""
    if handoff.stage != Stage.RETURNED or handoff.keeps_text or handoff.page is None:
        return False
    last = Review.objects.filter(handoff=handoff).select_related("revision").order_by("-at", "-pk").first()
    if last is None or last.decision != Decision.RETURNED or last.revision is None:
        return False
    newest = handoff.page.latest_revision
    return newest is not None and (newest.pk == last.revision_id or _text(newest) == _text(last.revision))


def _text(revision: Revision) -> dict[str, Any]:
    return {name: value for name, value in revision.content.items() if name not in VOLATILE}


def since(read_revision_id: int | None, handoff: Handoff, request: HttpRequest) -> Comparison | None:
    """The version that somebody read beside the newest one; None where the page has no such version (scenario 8)."""
    page = handoff.page.specific if handoff.page else None
    read = page.revisions.filter(pk=read_revision_id).first() if page else None
    newest = page.latest_revision if page else None
    if read is None or newest is None or read == newest:
        return None
    fields = differing(read.as_object(), newest.as_object(), request)
    return Comparison("nowsza", _("What has changed since you read it"), fields)


def of_correction(correction: Correction, request: HttpRequest) -> Comparison:
    """The version it began from beside the corrected one; beside the newest saved one while it is being written."""
    page = correction.handoff.page
    writing = correction.state == CorrectionState.WRITING and page is not None
    after = page.latest_revision if writing and page is not None else correction.revision
    title = _("What the correction changes")
    if after is None:
        return Comparison("poprawka", title, [])
    corrected = after.as_object()
    if correction.base is None:  # a new page made for a commission: all of it is new
        return Comparison(
            "poprawka", _("The text made from the commission"), differing(type(corrected)(), corrected, request)
        )
    return Comparison("poprawka", title, differing(correction.base.as_object(), corrected, request))


def differing(before: Any, after: Any, request: HttpRequest) -> list[Any]:
    """Wagtail's comparisons of the fields that differ for a reader, in the order of the editor."""
    panel = after.get_edit_handler().get_bound_panel(instance=after, request=request, form=None)
    compared = (comparison(before, after) for comparison in panel.get_comparison())
    return [field for field in compared if field.has_changed() and _shows(field)]


def _shows(field: Any) -> bool:
    """Whether there is something to see: saving in the editor also rewrites the markup of rich text."""
    if not field.is_field or (isinstance(field, StreamFieldComparison) and _order(field.val_a) != _order(field.val_b)):
        return True
    return any(mark in field.htmldiff() for mark in ("addition", "deletion"))


def _order(blocks: Any) -> list[Any]:
    return [block.id for block in blocks or ()]
