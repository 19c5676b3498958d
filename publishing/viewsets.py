"""Wagtail's page views where ours differ: no autosave before a page exists, only types the person may create."""

from typing import Any

from wagtail.admin.views.pages.copy import CopyView
from wagtail.admin.views.pages.create import AddSubpageView, CreateView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from .governed import copying
from .models import Stewardship


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


class GovernedPageViewSet(PageViewSet):
    """For every page type: the registry falls back to Page."""

    model = Page
    add_view_class = QuietCreateView
    add_subpage_view_class = NarrowAddSubpageView
    copy_view_class = StewardedCopyView


governed_pages = GovernedPageViewSet("governed_pages")
