"""The map for machines: pages, and the plain views of the portal."""

from typing import Any

from django.contrib.sitemaps import Sitemap
from django.http import HttpRequest, HttpResponse
from wagtail.contrib.sitemaps import Sitemap as PageSitemap
from wagtail.contrib.sitemaps import views as page_views

PLAIN = ("/koordynatorzy/", "/zapytania/")
SECTION = "pages:sitemap_section"


class PagesSitemap(PageSitemap):
    limit = 5000

    def items(self) -> Any:
        """Without the archive, which machines are asked to leave out."""
        return super().items().exclude(stewardship__archived_at__isnull=False)


class PlainSitemap(Sitemap):
    """Screens that are no pages."""

    def items(self) -> list[str]:
        return list(PLAIN)

    def location(self, item: str) -> str:
        return item


SECTIONS: dict[str, Any] = {"strony": PagesSitemap, "narzedzia": PlainSitemap}


def index(request: HttpRequest) -> HttpResponse:
    return page_views.index(request, SECTIONS, sitemap_url_name=SECTION)


def section(request: HttpRequest, section: str) -> HttpResponse:
    return page_views.sitemap(request, SECTIONS, section=section)
