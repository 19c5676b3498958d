"""Two page types of the host: a shelf that the portal side keeps, and what units write."""

from collections.abc import Iterator

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from publishing.governed import GovernedPage, Issue, StructuralPage


class BlogIndexPage(StructuralPage):
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["blog.BlogPage"]
    content_panels = [*Page.content_panels, *StructuralPage.governance_panels]


class BlogPage(GovernedPage):
    kind = "blog"
    parent_page_types = ["blog.BlogIndexPage"]
    subpage_types: list[str] = []

    text = models.TextField("treść", blank=True)
    content_panels = [*Page.content_panels, FieldPanel("text"), *GovernedPage.governance_panels]

    def requirements(self) -> Iterator[Issue]:
        """What publishing asks before the page may go public."""
        if not self.text:
            yield Issue("text", "Wpis nie ma treści.")
