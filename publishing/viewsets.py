"""Wagtail's page views where ours differ: no autosave before a page exists, only one's own types, bounded lists."""

from typing import Any

from django.utils.functional import cached_property
from wagtail.admin.views.pages.create import AddSubpageView, CreateView
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page


class QuietCreateView(CreateView):
    """Autosave would leave half-typed pages behind, with an owner and a place in the tree (wagtail-facts.md 10.8)."""

    autosave_interval = property(lambda view: 0, lambda view, value: None)
    autosave_enabled = property(lambda view: False, lambda view, value: None)


class NarrowAddSubpageView(AddSubpageView):
    """Offers the types that the person may create here."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        tester = self.parent_page.permissions_for_user(self.request.user)
        if hasattr(tester, "may_create"):
            context["page_types"] = [row for row in self.page_types if tester.may_create(_model(row))]
        return context


def _model(row: tuple[Any, ...]) -> Any:
    from django.apps import apps

    return apps.get_model(row[1], row[2])


DRAGGED = 200
"""Siblings beyond this number are shown page by page also in the order of the tree: nobody drags among thousands."""


class BoundedExplorer(ExplorableIndexView):
    """Wagtail shows all children at once to be dragged, also to those who may not drag, also thousands of them."""

    @cached_property
    def show_ordering_column(self) -> bool:
        draggable = self.parent_page.numchild <= DRAGGED and self.permissions.can_reorder_children()
        return bool(super().show_ordering_column and draggable)


class GovernedPageViewSet(PageViewSet):
    """For every page type: the registry falls back to Page."""

    model = Page
    add_view_class = QuietCreateView
    add_subpage_view_class = NarrowAddSubpageView
    index_view_class = BoundedExplorer


governed_pages = GovernedPageViewSet("governed_pages")
