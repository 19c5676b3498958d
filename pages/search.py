"""Search: pages go into rows when they become public and leave them when they stop; queries meet the same stems."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, IntegerField, Q, Value, When
from django.utils.html import strip_tags
from wagtail.models import Page

from coordination.text import stem_line, stems
from publishing import kinds
from publishing.models import Stewardship

from .models import SearchRow
from .models.base import PublicPage

PAGE = "page"
MOST_WORDS = 8
"""Further words of a question are left out."""


def is_searchable(page: Any) -> bool:
    return isinstance(page, PublicPage) and page.live and page.in_public_lists


def put(page: Any) -> SearchRow | None:
    """Write the row of a public page, or take it away when the page is not for everybody."""
    if not is_searchable(page):
        forget(page.pk)
        return None
    unit_id, archived_at = Stewardship.objects.filter(page_id=page.pk).values_list(
        "unit_id", "archived_at"
    ).first() or (
        None,
        None,
    )
    if archived_at is not None:
        forget(page.pk)
        return None
    values = row_of(page) | {"unit_id": unit_id, "page_id": page.pk}
    row, _created = SearchRow.objects.update_or_create(source=PAGE, key=str(page.pk), defaults=values)
    return row


def row_of(page: Any) -> dict[str, Any]:
    """What the row says, without its keys. Bulk builders use it too."""
    summary = plain(page.summary_text())
    words = " ".join((page.title, summary, plain(page.search_description), plain(page.search_text())))
    return {
        "kind": page.kind,
        "kind_label": str(kinds.label(page.kind)),
        "title": page.title,
        "summary": summary,
        "url": page.get_url() or "",
        "title_stems": stem_line(page.title),
        "stems": stem_line(words) + topic_stems(page),
        "changed_at": page.last_published_at,
    }


def topic_stems(page: Any) -> str:
    """Stems of the page's topics with their synonyms, so that «dzieci» finds what is tagged so."""
    chosen = page.page_topics.all() if page.pk and hasattr(page, "topics") else ()
    topics = [item.tag for item in chosen]
    subject = getattr(page, "subject", None)
    if subject is not None:
        topics += [item.tag for item in subject.topic_items.select_related("tag")]
    return "".join(topic.stems for topic in topics)


def plain(markup: str) -> str:
    """Words without tags; a tag parts words, it never joins them."""
    return " ".join(strip_tags(markup.replace("<", " <")).split())


def forget(page_id: int) -> None:
    SearchRow.objects.filter(source=PAGE, key=str(page_id)).delete()


def rebuild() -> int:
    """Write every row anew; returns how many there are."""
    live = Page.objects.live().order_by("pk")
    SearchRow.objects.filter(source=PAGE).exclude(page__in=live).delete()
    return sum(put(page) is not None for page in live.specific().iterator(chunk_size=200))


@dataclass(frozen=True)
class Found:
    """Rows that hold all the words; when none does, those that hold some (`is_wider`)."""

    rows: Any
    words: Sequence[str]
    is_wider: bool = False


def find(question: str, kind: str = "") -> Found:
    """Rows for the words people type, best first: words in the title, then the newest."""
    words = list(dict.fromkeys(stems(question)))[:MOST_WORDS]
    rows = SearchRow.objects.visible().select_related("unit")
    if kind:
        rows = rows.filter(kind=kind)
    if not words:
        return Found(rows.none(), words)
    exact = rows
    for word in words:
        exact = exact.filter(stems__contains=f" {word}")
    if len(words) == 1 or exact.exists():
        return Found(ranked(exact, words), words)
    some = Q()
    for word in words:
        some |= Q(stems__contains=f" {word}")
    return Found(ranked(rows.filter(some), words), words, is_wider=True)


def ranked(rows: Any, words: Sequence[str]) -> Any:
    """Whole words count more than beginnings, the title more than the text."""
    score: Any = Value(0)
    for word in words:
        score = score + _worth("title_stems", f" {word} ", 6) + _worth("title_stems", f" {word}", 2)
        score = score + _worth("stems", f" {word} ", 2) + _worth("stems", f" {word}", 1)
    return rows.annotate(score=score).order_by("-score", F("changed_at").desc(nulls_last=True), "pk")


def _worth(field: str, piece: str, points: int) -> Case:
    return Case(
        When(**{f"{field}__contains": piece}, then=Value(points)), default=Value(0), output_field=IntegerField()
    )
