"""What an editor may put into the body of a page."""

from wagtail import blocks

from .contact import ContactBlock
from .media import FigureBlock, FilesBlock
from .tables import TableBlock
from .text import CallToActionBlock, HeadingBlock, ParagraphBlock, QuoteBlock


class BodyBlock(blocks.StreamBlock):
    """Treść strony."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock()
    image = FigureBlock()
    files = FilesBlock()
    table = TableBlock()
    quote = QuoteBlock()
    action = CallToActionBlock()
    contact = ContactBlock()


__all__ = ["BodyBlock"]
