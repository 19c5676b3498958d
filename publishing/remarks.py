"""Which fields of a page can be remarked on, and what of the remarks is still open."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.text import capfirst
from wagtail.admin.panels import FieldPanel, InlinePanel, PanelGroup
from wagtail.models import Comment

from .models import Handoff, Remark, Review
from .remark import ROWS

WITHOUT_WORDS = frozenset({"show_in_menus", "minor_edit"})
"""Boxes to tick: there is nothing to write about them."""


def fields_of(page: Any) -> list[tuple[str, str]]:
    """Name and label of every field that the editor shows, in its order. No query."""
    return [(name, label) for name, label in _fields_below(page.get_edit_handler()) if name not in WITHOUT_WORDS]


def _fields_below(panel: Any) -> Iterator[tuple[str, str]]:
    if isinstance(panel, FieldPanel):
        yield panel.field_name, str(capfirst(panel.heading or panel.db_field.verbose_name))
    elif isinstance(panel, InlinePanel):
        yield f"{panel.relation_name}{ROWS}", str(capfirst(panel.heading))
    elif isinstance(panel, PanelGroup):
        for inner in panel.children:
            yield from _fields_below(inner)


def remarkable(handoff: Handoff) -> list[tuple[str, str]]:
    """The fields of what was handed over; none where it is about the page as it is."""
    if handoff.keeps_text or handoff.page is None or handoff.revision is None:
        return []
    return fields_of(handoff.page.specific_deferred)


def put_down(review: Review, texts: Mapping[str, str], *, by: AbstractBaseUser) -> None:
    """A remark for every field that has words, and a comment beside it in the editor. Whoever calls has judged.

    Rows of a table have no place for Wagtail's comments: their remark stands above the form with the others.
    """
    labels = dict(remarkable(review.handoff))
    for field, text in texts.items():
        if field in labels and text.strip():
            comment = None if field.endswith(ROWS) else _in_editor(review, field, text.strip(), by)
            Remark.objects.create(review=review, field=field, label=labels[field], text=text.strip(), comment=comment)


def _in_editor(review: Review, field: str, text: str, by: AbstractBaseUser) -> Comment:
    return Comment.objects.create(page_id=review.handoff.page_id, user=by, text=text, contentpath=field)


def open_of(handoff: Handoff) -> int:
    """How many remarks of all its returns nobody has resolved. One query."""
    return Remark.objects.filter(
        review__handoff=handoff, comment__isnull=False, comment__resolved_at__isnull=True
    ).count()
