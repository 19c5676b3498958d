"""Every address of a project: name, pattern, arguments. Knows nothing of this portal: stock Wagtail is walked too."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern, RoutePattern


@dataclass(frozen=True)
class Route:
    """One address. `arguments` are the names in the pattern; an unnamed group is called «0», «1», …"""

    name: str
    pattern: str
    arguments: tuple[str, ...]
    view: Callable[..., Any]
    model: type | None = None

    def __str__(self) -> str:
        return f"{self.name or '(no name)'} /{self.pattern}"

    @property
    def is_staff(self) -> bool:
        return self.pattern.startswith("admin/")


def all_routes() -> list[Route]:
    """The addresses of the project, in the order in which they are tried."""
    return list(_below(get_resolver(), "", (), ()))


def _below(resolver: URLResolver, path: str, spaces: tuple[str, ...], named: tuple[str, ...]) -> Iterator[Route]:
    for pattern in resolver.url_patterns:
        here, arguments = path + str(pattern.pattern), (*named, *_arguments(pattern.pattern))
        if isinstance(pattern, URLResolver):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from _below(pattern, here, inner, arguments)
        elif isinstance(pattern, URLPattern):
            name = ":".join((*spaces, pattern.name)) if pattern.name else ""
            yield Route(name, here, arguments, pattern.callback, _model(pattern.callback))


def _arguments(pattern: Any) -> tuple[str, ...]:
    if isinstance(pattern, RoutePattern):
        return tuple(pattern.converters)
    if isinstance(pattern, RegexPattern):
        named = pattern.regex.groupindex
        return tuple(named) or tuple(str(number) for number in range(pattern.regex.groups))
    return ()


def _model(view: Any) -> type | None:
    """The model that a generic view or a view of a viewset works on; a view of wagtail_modeladmin is its method."""
    given = getattr(view, "view_initkwargs", {}) or {}
    for holder in (
        getattr(view, "view_class", None),
        getattr(view, "cls", None),
        getattr(inspect.unwrap(view), "__self__", None),
    ):
        found = given.get("model") or getattr(holder, "model", None)
        if isinstance(found, type):
            return found
    return None


def addresses_of_viewsets() -> set[str]:
    """Names that registered viewsets bring; all of them have to be among the routes."""
    from wagtail.admin.viewsets import viewsets

    return {
        f"{viewset.url_namespace}:{pattern.name}"
        for viewset in viewsets.viewsets
        for pattern in viewset.get_urlpatterns() or []
    }
