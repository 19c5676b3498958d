"""Wagtail's bulk actions: without the drafts limited to others, whose titles their confirmation would tell; and what
they leave out is refused with its reason, in the book too.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from wagtail.admin.views.pages import bulk_actions as stock
from wagtail.models import Page

from coordination.standing import standing_of
from coordination.verdict import YES, Refused, Verdict

from .denials import record_page
from .facts import desk_of
from .governed import GovernedPage
from .models import Confinement
from .refusals import refuse

NAMED = 5
"""So many of the pages left out are named above the list; the book has them all."""


class Discreet:
    """Drops what is shut to the person from both lists, so «all on this shelf» works and tells nothing."""

    request: Any
    asked = ""
    """The question of the page policy that stands behind the deed."""

    def get_actionable_objects(self) -> tuple[list[Any], dict[str, list[Any]]]:
        objects, rest = super().get_actionable_objects()  # type: ignore[misc]
        shut = set(
            Confinement.objects.shut_to(standing_of(self.request.user).user_id).values_list("page_id", flat=True)
        )
        return _without(objects, shut), {name: _without(pages, shut) for name, pages in rest.items()}

    def prepare_action(self, objects: list[Any], rest: dict[str, list[Any]]) -> HttpResponse | None:
        """Nothing left to do is a refusal like any other; of several pages those left out are named with the reason."""
        refused = list(self._refused(rest["items_with_no_access"]))
        if refused and not objects:
            for page, verdict in refused[1:]:
                record_page(self.request, page, verdict)
            return refuse(self.request, Refused(refused[0][1]))
        for page, verdict in refused:
            record_page(self.request, page, verdict)
        _name(self.request, refused)
        return super().prepare_action(objects, rest)  # type: ignore[misc,no-any-return]

    def _refused(self, pages: list[Page]) -> Iterator[tuple[Any, Verdict]]:
        """Those that a policy refuses; a page with others below it, for one, is Wagtail's own matter."""
        for page in pages:
            specific = page.specific_deferred
            governed = isinstance(specific, GovernedPage)
            verdict = getattr(desk_of(self.request.user).policy(specific), self.asked)() if governed else YES
            if not verdict:
                yield specific, verdict


def _name(request: HttpRequest, refused: list[tuple[Any, Verdict]]) -> None:
    for page, verdict in refused[:NAMED]:
        messages.warning(request, f"{page.get_admin_display_title()}: {verdict}")


def _without(rows: list[Any], shut: set[int]) -> list[Any]:
    """Rows are pages, or what Wagtail says of one: {"item": page, …}."""
    return [row for row in rows if (row["item"] if isinstance(row, dict) else row).pk not in shut]


class Delete(Discreet, stock.DeleteBulkAction):
    asked = "may_delete"


class Move(Discreet, stock.MoveBulkAction):
    asked = "may_move"


class Publish(Discreet, stock.PublishBulkAction):
    asked = "may_publish"


class Unpublish(Discreet, stock.UnpublishBulkAction):
    asked = "may_unpublish"


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
