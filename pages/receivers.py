"""Facts of Wagtail and of the units that the search index follows."""

from typing import Any

from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from coordination.routing import coordinating_unit
from coordination.signals import unit_closed, unit_renamed, units_merged
from publishing.going_public import when_public
from publishing.signals import entrusted, put_back, taken_down


@receiver(unit_renamed, dispatch_uid="pages.unit.renamed")
def follow_the_new_name(change: Any, **kwargs: Any) -> None:
    from . import heirs

    heirs.retitle(change.unit, heirs.name_of(change), change.name)
    heirs.index_page_of(change.unit)


@receiver(units_merged, dispatch_uid="pages.unit.merged")
def follow_the_successor(change: Any, heir: Any, **kwargs: Any) -> None:
    from . import heirs

    heirs.rows_follow(change.unit, heir)


@receiver(unit_closed, dispatch_uid="pages.unit.closed")
def follow_the_caretaker(change: Any, **kwargs: Any) -> None:
    """Without a successor SZ answers for what was left; its pages are found under its name."""
    from . import heirs

    if any("keeper" in row for row in change.report):
        heirs.rows_follow(change.unit, coordinating_unit())


@receiver(entrusted, dispatch_uid="pages.page.entrusted")
def follow_the_new_unit(transfer: Any, **kwargs: Any) -> None:
    from .models import SearchRow

    SearchRow.objects.filter(page_id=transfer.page_id).update(unit=transfer.receiving)


@receiver(page_published, dispatch_uid="pages.search.published")
@when_public
def index_published(instance: Any, **kwargs: Any) -> None:
    from . import search

    search.put(instance)


@receiver(page_published, dispatch_uid="pages.deadlines.published")
@when_public
def keep_the_deadline(instance: Any, **kwargs: Any) -> None:
    from .models import CompetitionPage
    from .telling import tell

    if isinstance(instance, CompetitionPage):
        tell(instance, now=timezone.now())


@receiver(page_unpublished, dispatch_uid="pages.search.unpublished")
def forget_unpublished(instance: Any, **kwargs: Any) -> None:
    from . import search

    search.forget(instance.pk)


@receiver(taken_down, dispatch_uid="pages.search.taken_down")
def forget_archived(takedown: Any, **kwargs: Any) -> None:
    from . import search

    search.forget(takedown.page_id)


@receiver(put_back, dispatch_uid="pages.search.put_back")
def index_put_back(takedown: Any, **kwargs: Any) -> None:
    from . import search

    search.put(takedown.page.specific)


@receiver(page_slug_changed, dispatch_uid="pages.search.slug")
@receiver(post_page_move, dispatch_uid="pages.search.moved")
def index_moved(instance: Any, **kwargs: Any) -> None:
    """Addresses below change as well. Deletion needs no word: rows go with their pages."""
    from . import search

    below = Page.objects.descendant_of(instance, inclusive=True).live()
    for page in below.specific().iterator(chunk_size=200):
        search.put(page)
