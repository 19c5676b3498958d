"""Wagtail's bulk actions without the drafts limited to others: their confirmation would name what it leaves out."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from wagtail.admin.views.pages import bulk_actions as stock

from coordination.standing import standing_of

from .models import Confinement


class Discreet:
    """Drops what is shut to the person from both lists, so «all on this shelf» works and tells nothing."""

    request: Any

    def get_actionable_objects(self) -> tuple[list[Any], dict[str, list[Any]]]:
        objects, rest = super().get_actionable_objects()  # type: ignore[misc]
        shut = set(
            Confinement.objects.shut_to(standing_of(self.request.user).user_id).values_list("page_id", flat=True)
        )
        return _without(objects, shut), {name: _without(pages, shut) for name, pages in rest.items()}


def _without(rows: list[Any], shut: set[int]) -> list[Any]:
    """Rows are pages, or what Wagtail says of one: {"item": page, …}."""
    return [row for row in rows if (row["item"] if isinstance(row, dict) else row).pk not in shut]


class Delete(Discreet, stock.DeleteBulkAction):
    pass


class Move(Discreet, stock.MoveBulkAction):
    pass


class Publish(Discreet, stock.PublishBulkAction):
    pass


class Unpublish(Discreet, stock.UnpublishBulkAction):
    pass


ACTIONS = (Delete, Move, Publish, Unpublish)


def with_words(action: type[Any]) -> type[Any]:
    """Tags of several files: the browser would refuse an empty field that nobody sees, without a word."""
    form = type("TagForm", (action.form_class,), {"use_required_attribute": False})
    return type(action.__name__, (action,), {"form_class": form})


def of_files() -> Iterator[type[Any]]:
    if apps.is_installed("wagtail.images"):
        from wagtail.images.views.bulk_actions import AddTagsBulkAction

        yield with_words(AddTagsBulkAction)
    if apps.is_installed("wagtail.documents"):
        from wagtail.documents.views.bulk_actions import AddTagsBulkAction as AddTagsToDocuments

        yield with_words(AddTagsToDocuments)
