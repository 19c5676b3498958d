"""Wagtail's page views where ours differ: no autosave before a page exists, only types the person may create."""

from typing import Any

from wagtail.admin.views.pages.copy import CopyView
from wagtail.admin.views.pages.create import AddSubpageView, CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.views.pages.search import SearchView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from .governed import copying
from .models import Stewardship
from .offers import TickedWhatIsKept


class QuietCreateView(CreateView):
    """Autosave would leave half-typed pages behind, with an owner and a place in the tree (wagtail-facts.md 10.8)."""

    autosave_interval = property(lambda view: 0, lambda view, value: None)
    autosave_enabled = property(lambda view: False, lambda view, value: None)


class StillEditView(EditView):
    """What waits for publication is not saved of its own accord: every such attempt would be refused."""

    @property
    def autosave_enabled(self) -> bool:
        return self._autosave_enabled and not self.locked_for_user

    @autosave_enabled.setter
    def autosave_enabled(self, value: bool) -> None:
        self._autosave_enabled = value


class NarrowAddSubpageView(AddSubpageView):
    """Offers the types that the person may create here."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        tester = self.parent_page.permissions_for_user(self.request.user)
        if hasattr(tester, "may_create"):
            context["page_types"] = [row for row in self.page_types if tester.may_create(_model(row))]
        return context


class StewardedCopyView(CopyView):
    """A copy belongs to the unit of its source; Wagtail's copying does not ask the page itself."""

    def form_valid(self, form: Any) -> Any:
        steward = Stewardship.objects.filter(page_id=self.page.pk).first()
        if steward is None:
            return super().form_valid(form)
        with copying(steward.unit_id):
            return super().form_valid(form)


def _model(row: tuple[Any, ...]) -> Any:
    from django.apps import apps

    return apps.get_model(row[1], row[2])


def ticked_what_is_kept(columns: list[Any]) -> list[Any]:
    return [TickedWhatIsKept("bulk_actions") if column.name == "bulk_actions" else column for column in columns]


class NarrowIndexView(ExplorableIndexView):
    """The explorer: only own pages can be ticked; the side panel leads to references only those who may read them."""

    base_columns = ticked_what_is_kept(ExplorableIndexView.base_columns)

    def get_side_panels(self) -> Any:
        panels = super().get_side_panels()
        if not self.permissions.can_edit():
            for panel in panels:
                panel.usage_url = None
        return panels


class NarrowSearchView(SearchView):
    base_columns = ticked_what_is_kept(SearchView.base_columns)


class GovernedPageViewSet(PageViewSet):
    """For every page type: the registry falls back to Page."""

    model = Page
    add_view_class = QuietCreateView
    add_subpage_view_class = NarrowAddSubpageView
    copy_view_class = StewardedCopyView
    edit_view_class = StillEditView
    index_view_class = NarrowIndexView
    search_view_class = NarrowSearchView


governed_pages = GovernedPageViewSet("governed_pages")
