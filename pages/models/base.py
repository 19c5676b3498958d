"""What every page of the portal shows beside its own fields."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.html import linebreaks
from wagtail.models import Page, PageViewRestriction
from wagtail.rich_text import RichText
from wagtail.url_routing import RouteResult

from publishing.governed import GovernedPage, StructuralPage

from ..competition_timing import asked_along
from ..contacts import asking, unit_url
from ..querysets import restricted

TOP = 3
"""Depth of the pages right below home."""


class Presented:
    """Adds the clock, the metryczka, the address and structured data to a page's context."""

    hours_in_tab = True

    def get_context(self: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)  # type: ignore[misc]
        now = getattr(self, "read_at", None) or timezone.now()
        context |= {
            "now": now,
            "steward_url": unit_url(context["metryczka"].unit) if context.get("metryczka") else "",
            "crumbs": self.crumbs(request),
            "canonical": self.get_full_url(request),
            "title": self.seo_title or self.title,
            "description": self.search_description or self.summary_text(),
        }
        context |= self.shown(request, now)
        context |= asking(context, self.get_url(request) or "")
        return context | {"structured": self.structured_data(context)}

    def get_view_restrictions(self: Any) -> Any:
        """One query where nothing is restricted, none where the shelf has looked; else Wagtail's way up the tree."""
        if self.__dict__.get("is_restricted") is False or not PageViewRestriction.objects.exists():
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()  # type: ignore[misc]

    def shown(self, request: HttpRequest, now: dt.datetime) -> dict[str, Any]:
        """What this page type reads for its template."""
        return {}

    def crumbs(self: Any, request: HttpRequest) -> list[dict[str, str]]:
        """The way from home down to the parent; asks the database only for pages deeper than a shelf's."""
        if self.depth <= TOP:
            return []
        parents = [self.get_parent()] if self.depth == TOP + 1 else self.get_ancestors().filter(depth__gte=TOP)
        return [{"url": parent.get_url(request), "title": parent.title} for parent in parents]

    def summary_text(self) -> str:
        """One or two sentences for search engines and lists."""
        return ""

    def search_text(self) -> str:
        """Words to be found by, beside title and summary; may hold markup."""
        return ""

    def structured_data(self, context: dict[str, Any]) -> dict[str, Any] | None:
        """schema.org data for machines."""
        return None


class PublicPage(Presented, GovernedPage):
    """A page that a unit writes."""

    class Meta:
        abstract = True

    def has_room_for_text(self) -> bool:
        body = getattr(self, "body", None)
        return body is not None and len(body) == 0

    def take_text(self, text: str) -> None:
        self.body = [("paragraph", RichText(linebreaks(text, autoescape=True)))]

    @property
    def in_public_lists(self) -> bool:
        """Whether lists, search and the sitemap show it once it is live."""
        return True

    def get_sitemap_urls(self, request: Any = None) -> list[dict[str, Any]]:
        return super().get_sitemap_urls(request) if self.in_public_lists else []


class ShelfPage(Presented, StructuralPage):
    """An index: a list with filters in the address, and the direct way to the pages below it."""

    class Meta:
        abstract = True

    def on_shelf(self) -> QuerySet[Any]:
        """Pages of the shelf with all that their templates read."""
        raise NotImplementedError

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find a page below in one query, with what it will show and the city's numbers. A hidden shelf hides all."""
        if not self.live:  # type: ignore[attr-defined]
            raise Http404
        if len(path_components) != 1:
            return super().route(request, path_components)
        found = self.on_shelf().child_of(self).filter(slug=path_components[0], live=True)  # type: ignore[attr-defined]
        page = asked_along(found.annotate(is_restricted=restricted())).first()
        if page is None:
            if Page.objects.child_of(self).filter(slug=path_components[0]).exists():
                return super().route(request, path_components)
            raise Http404
        page._cached_parent_obj = self
        return page.route(request, [])
