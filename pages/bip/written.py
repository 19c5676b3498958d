"""Rich text of a page for BIP."""

from collections.abc import Iterator
from typing import Any

from wagtail.rich_text import expand_db_html

from .parts import Part, read_html


def home_of(page: Any) -> str:
    """The address of the portal itself, before links within it."""
    site = page.get_site()
    return site.root_url if site else ""


def written(page: Any, markup: str) -> Iterator[Part]:
    """Links to pages and files of the portal become addresses that lead here from elsewhere."""
    return read_html(expand_db_html(markup), home=home_of(page))
