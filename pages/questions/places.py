"""Which public page a path of the portal leads to."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page, Site

from ..querysets import restricted


def pages_at(path: str, *models: Any) -> Any:
    """Pages of the types that everybody may read, at most one; query and case of an empty path are no page."""
    path = path.partition("?")[0]
    if not path.strip("/"):
        return Page.objects.none()
    paths = [f"{root.root_path.rstrip('/')}{path.rstrip('/')}/" for root in Site.get_site_root_paths()]
    return Page.objects.live().type(*models).filter(~restricted(), url_path__in=paths)[:1]
