"""Wagtail's page views where ours differ: no autosave before a page exists, own types, own copies, bounded lists."""

from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView
from wagtail.admin.views.pages.copy import CopyView
from wagtail.admin.views.pages.create import AddSubpageView, CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.views.pages.preview import PreviewOnCreateView
from wagtail.admin.views.pages.search import SearchView
from wagtail.admin.views.pages.unpublish import UnpublishView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from coordination.numbers import number
from coordination.verdict import Refused

from . import comment_notices, kinds
from .facts import desk_of, takedown_policy
from .gate import refuse
from .governed import GovernedPage, copying
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

    def send_commenting_notifications(self, changes: Any) -> None:
        """Through the outbox like every letter; Wagtail would speak to the mail server itself."""
        comment_notices.commented(self.page, changes, by=self.request.user, now=timezone.now())


class PreviewOfTheUnborn(PreviewOnCreateView):
    """What does not exist yet has no stewardship: the preview names the unit that the form names, in memory only."""

    def validate_form(self, form: Any) -> bool:
        valid = bool(super().validate_form(form))
        page = form.instance
        if valid and isinstance(page, GovernedPage):
            Stewardship(page=page, unit_id=page.unit_at_birth(), kind=page.kind)  # the page keeps it as its own
        return valid


class NarrowAddSubpageView(AddSubpageView):
    """Offers the types that the person may create here."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        tester = self.parent_page.permissions_for_user(self.request.user)
        if hasattr(tester, "may_create"):
            context["page_types"] = [row for row in self.page_types if tester.may_create(_model(row))]
        return context


class CopyForTheSameUnit(CopyView):
    """A copy is a draft of the unit of its source; an alias would change in public with its source (A6)."""

    def dispatch(self, request: HttpRequest, page_id: int, *args: Any, **kwargs: Any) -> HttpResponse:
        page = get_object_or_404(Page, pk=page_id).specific_deferred
        verdict = desk_of(request.user).policy(page).may_copy() if isinstance(page, GovernedPage) else None
        if verdict is not None and not verdict:
            return refuse(request, Refused(verdict))
        return super().dispatch(request, page_id, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """A parent that no screen sends is said at the field."""
        kwargs = super().get_form_kwargs()
        if "data" in kwargs:
            kwargs["data"] = kwargs["data"].copy()
            asked = kwargs["data"].get("new_parent_page", "")
            if number(asked) is None:
                kwargs["data"]["new_parent_page"] = ""
        return kwargs

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        form.fields.pop("alias", None)
        return form

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """As any form; Wagtail's own step before it breaks on a parent that does not exist."""
        return FormView.post(self, request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        unit_id = Stewardship.objects.filter(page_id=self.page.pk).values_list("unit_id", flat=True).first()
        if unit_id is None:
            return super().form_valid(form)
        try:
            with copying(unit_id), transaction.atomic():
                return super().form_valid(form)
        except IntegrityError:  # the page of a unit, for one
            form.add_error(None, _("There is only one page of this kind, so it cannot be copied."))
            return self.form_invalid(form)


def _model(row: tuple[Any, ...]) -> Any:
    from django.apps import apps

    return apps.get_model(row[1], row[2])


DRAGGED = 200
"""Siblings beyond this number are shown page by page also in the order of the tree: nobody drags among thousands."""


def ticked_what_is_kept(columns: list[Any]) -> list[Any]:
    return [TickedWhatIsKept("bulk_actions") if column.name == "bulk_actions" else column for column in columns]


class NarrowIndexView(ExplorableIndexView):
    """The explorer: only own pages can be ticked; the side panel leads to references only those who may read them.

    Wagtail shows all children at once to be dragged, also to those who may not drag, also thousands of them.
    """

    base_columns = ticked_what_is_kept(ExplorableIndexView.base_columns)

    @cached_property
    def show_ordering_column(self) -> bool:
        draggable = self.parent_page.numchild <= DRAGGED and self.permissions.can_reorder_children()
        return bool(super().show_ordering_column and draggable)

    def get_side_panels(self) -> Any:
        panels = super().get_side_panels()
        if not self.permissions.can_edit():
            for panel in panels:
                panel.usage_url = None
        return panels


class UnpublishWithAGround(UnpublishView):
    """Wagtail's own screen knows no ground: readers would find an address that says nothing (scenario 74)."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Of content, the way to our screen, or why it is not the person's to take; of an empty shelf as ever."""
        page = self.object.specific_deferred
        if not isinstance(page, GovernedPage) or kinds.get(page.kind).structural:
            return super().dispatch(request, *args, **kwargs)
        policy = takedown_policy(request.user, page)
        if request.method == "GET" and (policy.may_take_down() or policy.may_ask()):
            return redirect("publishing:take_off", page.pk)
        return refuse(request, Refused(policy.page.may_unpublish()))


class NarrowSearchView(SearchView):
    base_columns = ticked_what_is_kept(SearchView.base_columns)


class GovernedPageViewSet(PageViewSet):
    """For every page type: the registry falls back to Page."""

    model = Page
    add_view_class = QuietCreateView
    preview_on_add_view_class = PreviewOfTheUnborn
    add_subpage_view_class = NarrowAddSubpageView
    edit_view_class = StillEditView
    index_view_class = NarrowIndexView
    search_view_class = NarrowSearchView
    copy_view_class = CopyForTheSameUnit
    unpublish_view_class = UnpublishWithAGround


governed_pages = GovernedPageViewSet("governed_pages")
