"""Links that lead nowhere within the portal, and files that are gone: asked of database, storage and urls."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import Resolver404, resolve
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from coordination.numbers import number

from .content import Content, Link, digest
from .found import Found
from .sorts import EMPTY_FILE, GONE, NO_FILE, NO_PLACE, NO_TARGET, NOT_PUBLIC, Sort
from .takedown import in_force_on, public_target

WEB = ("http", "https")


class Portal:
    """The portal's own addresses, read once for many pages: its hosts and the roots of its sites."""

    @cached_property
    def sites(self) -> list[Site]:
        return list(Site.objects.select_related("root_page"))

    @cached_property
    def hosts(self) -> frozenset[str]:
        named = {site.hostname.lower() for site in self.sites}
        return frozenset(named | {urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or ""}) - {""}

    @cached_property
    def root(self) -> Any:
        site = next((site for site in self.sites if site.is_default_site), None) or next(iter(self.sites), None)
        return site.root_page.specific if site else None

    def is_outside(self, url: str) -> bool:
        """An address on the web that is not the portal's own."""
        try:
            parts = urlsplit(url.strip())
        except ValueError:
            return False
        return parts.scheme in WEB and (parts.hostname or "").lower() not in self.hosts

    def path_of(self, url: str, base: str) -> str | None:
        """The path within the portal; None for another site, a mailbox, a telephone. ValueError: no address at all."""
        parts = urlsplit(urljoin(base, url.strip()))
        if parts.scheme and parts.scheme not in WEB:
            return None
        if parts.hostname and parts.hostname.lower() not in self.hosts:
            return None
        return unquote(parts.path) or "/"

    def why_not(self, path: str) -> str:
        """Why nobody reaches the path; empty where somebody does."""
        if path.startswith((settings.STATIC_URL, settings.MEDIA_URL)):
            return ""
        try:
            match = resolve(path)
        except Resolver404:
            return "" if self._is_redirected(path) else GONE
        if match.url_name == "wagtaildocs_serve":
            known = get_document_model().objects.filter(pk=match.kwargs["document_id"]).exists()
            return "" if known else NO_FILE
        if match.url_name != "wagtail_serve" or self.root is None:
            return ""
        return "" if self._routes(path) or self._is_redirected(path) else GONE

    def _routes(self, path: str) -> bool:
        try:
            found = self.root.route(HttpRequest(), [part for part in path.split("/") if part])
        except Http404:
            return False
        takedown = (found.kwargs if hasattr(found, "kwargs") else found[2]).get("taken_off")
        return takedown is None or public_target(takedown) is not None

    @staticmethod
    def _is_redirected(path: str) -> bool:
        return Redirect.objects.filter(old_path=Redirect.normalise_path(path)).exists()


def broken_links(content: Content, page: Any, portal: Portal) -> Iterator[Found]:
    """Links to pages that are gone or not public, to addresses nobody serves, to places the page does not have."""
    keys = {key for link in content.links if (key := number(link.page)) is not None}
    pages = {str(pk): (title, live) for pk, title, live in _pages(keys)}
    base = page.full_url or "/"
    for link in content.links:
        target, why = _judge(link, pages, content, portal, base)
        if why:
            detail = {"text": link.text, "target": target, "why": why}
            what = f"{link.page or link.url} {link.text}"
            yield Found(Sort.INTERNAL, link.place, what, content.wording(link.place.path) or digest(what), detail)


def _pages(keys: set[int]) -> Any:
    return Page.objects.filter(pk__in=keys).values_list("pk", "title", "live") if keys else ()


def _judge(link: Link, pages: dict[str, tuple[str, bool]], content: Content, portal: Portal, base: str) -> Any:
    """What the link leads to as it is called, and why it does not get there."""
    if link.page:
        title, live = pages.get(link.page, ("", False))
        if not title:
            return "", GONE
        return title, "" if live or _leads_on(link.page) else NOT_PUBLIC
    if not link.url:
        return "", ""
    if link.url.startswith("#"):
        return link.url, "" if link.url[1:] in content.anchors | {"", "top"} else NO_PLACE
    try:
        path = portal.path_of(link.url, base)
    except ValueError:
        return link.url, NO_TARGET
    return link.url, "" if path is None else portal.why_not(path)


def _leads_on(page_id: str) -> bool:
    """A page that was replaced sends readers to the one that came after it."""
    takedown = in_force_on(int(page_id))
    return takedown is not None and public_target(takedown) is not None


# -- files -----------------------------------------------------------------------------------------------------------


def broken_files(content: Content) -> Iterator[Found]:
    """Files that a page offers and nobody gets: the row is gone, the file is gone, or nothing is in it."""
    links = [(link.place, link.document, link.text) for link in content.links if link.document]
    offered = [(file.place, file.key, file.title) for file in content.files] + links
    keys = {key for _place, text, _title in offered if (key := number(text)) is not None}
    known = {str(row.pk): row for row in get_document_model().objects.filter(pk__in=keys)} if keys else {}
    for place, key, title in offered:
        document = known.get(key)
        why = NO_FILE if document is None else _fault_of(document)
        if why:
            named = title or (document.title if document else "")
            yield Found(Sort.FILE, place, key, digest(key, why), {"title": named, "why": why})


def _fault_of(document: Any) -> str:
    try:
        return "" if document.file.size else EMPTY_FILE
    except (OSError, ValueError):  # ValueError: the row names no file at all
        return NO_FILE


def titles_of_pictures(content: Content) -> dict[str, str]:
    """Titles by key of those pictures that have no words yet."""
    keys = [key for one in content.pictures if not one.described and (key := number(one.key)) is not None]
    rows = get_image_model().objects.filter(pk__in=keys).values_list("pk", "title") if keys else ()
    return {str(pk): title for pk, title in rows}
