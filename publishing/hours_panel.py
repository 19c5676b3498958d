"""The editor's panel of the two instants of a page; who sees which field the form decides (publishing.forms)."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

PUBLISH_AT = _(
    "Kraków time, as in 2026-12-01 9:00. «Publish» then means: the page goes public by itself at this hour. "
    "Empty: at once."
)
END = _(
    "Kraków time, as in 2026-12-01 9:00. At this hour the page vanishes from the portal by itself; if its next version "
    "is approved for later, it stays until then. Empty: it stays."
)


def hours_panel() -> MultiFieldPanel:
    return MultiFieldPanel(
        [
            FieldPanel("go_live_at", heading=_("Publish at"), help_text=PUBLISH_AT),
            FieldPanel("expire_at", heading=_("End of publication"), help_text=END),
        ],
        heading=_("When the page is public"),
    )
