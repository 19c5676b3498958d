"""The body of a page: as many blocks, with as many choosers, as the portal's."""

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock


class Heading(blocks.StructBlock):
    text = blocks.CharBlock()
    level = blocks.ChoiceBlock(choices=[("2", "section"), ("3", "subsection")], default="2", required=False)


class Figure(blocks.StructBlock):
    image = ImageChooserBlock()
    alt = blocks.CharBlock(required=False)


class File(blocks.StructBlock):
    document = DocumentChooserBlock()
    title = blocks.CharBlock(required=False)


class Action(blocks.StructBlock):
    text = blocks.CharBlock()
    page = blocks.PageChooserBlock(required=False)
    url = blocks.URLBlock(required=False)


class Body(blocks.StreamBlock):
    heading = Heading()
    paragraph = blocks.RichTextBlock()
    image = Figure()
    files = blocks.ListBlock(File())
    table = TypedTableBlock([("text", blocks.CharBlock(required=False))])
    quote = blocks.StructBlock([("text", blocks.TextBlock()), ("author", blocks.CharBlock(required=False))])
    action = Action()
    contact = SnippetChooserBlock("twin.Card")
