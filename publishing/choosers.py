"""Choosers: rows with what Wagtail asks of each, read once for all; «edit» beside what is chosen for whom it opens."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.widgets import chooser
from wagtail.models import Page

from .governed import reader_of_screen


def chosen_from(pages: QuerySet[Any]) -> QuerySet[Any]:
    """The same pages; two queries fewer for each row (stock Wagtail has no bound but the length of the list)."""
    found = pages.annotate_approved_schedule()  # type: ignore[attr-defined]
    found._iterable_class = _family(found._iterable_class)
    return found


def _family(rows: Any) -> Any:
    class WithParents(rows):
        """Reads the parents of all rows in one query and leaves them where `get_parent()` looks first."""

        def __iter__(self) -> Iterator[Any]:
            pages = list(super().__iter__())
            if pages and isinstance(pages[0], Page):
                _meet_parents(pages)
            yield from pages

    return WithParents


def _meet_parents(pages: list[Any]) -> None:
    paths = {page.path[: -page.steplen] for page in pages if page.depth > 1}
    parents = {parent.path: parent for parent in Page.objects.filter(path__in=paths)}
    for page in pages:
        if page.depth > 1:
            page._cached_parent_obj = parents[page.path[: -page.steplen]]


# -- what is chosen -----------------------------------------------------------------------------------------------


def finder_for_the_reader(user: Any = None) -> AdminURLFinder:
    """Addresses of forms that open for whoever looks at the screen; for a job, which is nobody, all of them."""
    return AdminURLFinder(user or reader_of_screen())


def install() -> None:
    """Wagtail's widget looks for the form of what is chosen without asking for whom, and offers no other way to say."""
    chooser.AdminURLFinder = finder_for_the_reader
