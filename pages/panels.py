"""The editor's tabs, the same on every page type."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface

from publishing.commission_panel import CommissionPanel
from publishing.finding_panel import FindingsPanel
from publishing.governed import GovernedPage
from publishing.hours_panel import hours_panel


def text_of_blocks(name: str) -> FieldPanel:
    """A field of blocks: a remark may stand at the whole of it too, not at its blocks only (publishing.remarks)."""
    return FieldPanel(name, disable_comments=False)


def public_tab() -> ObjectList:
    """What the portal needs to show and find the page: its hours, history, address, search engines."""
    about = [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description"), FieldPanel("show_in_menus")]
    return ObjectList(
        [
            hours_panel(),
            *GovernedPage.governance_panels,
            MultiFieldPanel(about, heading=_("Address and search engines")),
        ],
        heading=_("Dates, history, address"),
    )


def tabs(*content: ObjectList | Any, first: Any = None) -> TabbedInterface:
    """Tabs of content (plain panels make one tab), then the one all pages share.

    What was commissioned stands first of all, then what has to be corrected.
    """
    lists = [panel for panel in content if isinstance(panel, ObjectList)]
    plain = [panel for panel in content if not isinstance(panel, ObjectList)]
    opening = [ObjectList(plain, heading=first or _("Content"))] if plain else []
    found = [*opening, *lists]
    found[0].children = [CommissionPanel(), FindingsPanel(), *found[0].children]
    return TabbedInterface([*found, public_tab()])
