"""Words: headings, paragraphs, quotes, calls to action."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from publishing.content import Heading, Place, plain

FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]
"""All a paragraph may hold. What Word and Outlook bring beyond it is dropped on pasting and on saving."""


class HeadingBlock(blocks.StructBlock):
    """Śródtytuł. The page's own title is the only first-level heading."""

    text = blocks.CharBlock(label=_("text"), max_length=160)
    level = blocks.ChoiceBlock(
        label=_("level"), choices=[("2", _("section")), ("3", _("subsection"))], default="2", required=False
    )

    def heading_of(self, value: Mapping[str, Any], place: Place) -> Heading:
        """For looks at the text: level and words of a stored heading."""
        return Heading(place, 3 if value.get("level") == "3" else 2, plain(value.get("text")))

    class Meta:
        icon = "title"
        label = _("heading")
        template = "pages/blocks/heading.html"


class ParagraphBlock(blocks.RichTextBlock):
    def __init__(self, **kwargs: object) -> None:
        super().__init__(**{"features": FEATURES, "label": _("paragraph"), **kwargs})

    class Meta:
        icon = "pilcrow"
        template = "pages/blocks/paragraph.html"


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("quoted words"), max_length=1200)
    author = blocks.CharBlock(label=_("who said it"), max_length=160, required=False)

    class Meta:
        icon = "openquote"
        label = _("quote")
        template = "pages/blocks/quote.html"


class CallToActionBlock(blocks.StructBlock):
    """Wezwanie do działania: one button, to a page of the portal or to another address."""

    text = blocks.CharBlock(
        label=_("button"), max_length=80, help_text=_("Begin with a verb: «Sign up for the workshop».")
    )
    page = blocks.PageChooserBlock(label=_("page of the portal"), required=False)
    url = blocks.URLBlock(label=_("or another address"), required=False)
    note = blocks.CharBlock(label=_("sentence beside the button"), max_length=240, required=False)

    def clean(self, value: object) -> object:
        cleaned = super().clean(value)
        if bool(cleaned["page"]) == bool(cleaned["url"]):
            problem = ValidationError(_("Choose a page or give an address: exactly one of the two."))
            raise blocks.StructBlockValidationError(block_errors={"url": problem})
        return cleaned

    class Meta:
        icon = "arrow-right"
        label = _("call to action")
        template = "pages/blocks/call_to_action.html"
