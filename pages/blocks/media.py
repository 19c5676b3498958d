"""Images and files."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from ..attachments import Attachment


class FigureBlock(blocks.StructBlock):
    """Ilustracja: alternative text is required unless the picture is marked as decorative (Wagtail's ImageBlock)."""

    image = ImageBlock(label=_("image"))
    caption = blocks.CharBlock(label=_("caption"), max_length=240, required=False)
    credit = blocks.CharBlock(
        label=_("author of the picture"), max_length=120, required=False, help_text=_("Shown as «Photo: …».")
    )

    class Meta:
        icon = "image"
        label = _("image")
        template = "pages/blocks/figure.html"


class FileBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("file"))
    title = blocks.CharBlock(
        label=_("title"),
        max_length=160,
        required=False,
        help_text=_("What is in the file. Format and size are added by themselves."),
    )

    class Meta:
        icon = "doc-full"
        label = _("file")


class FilesBlock(blocks.StructBlock):
    """Załączniki: the reader sees format and size before downloading."""

    title = blocks.CharBlock(label=_("heading"), max_length=120, required=False)
    files = blocks.ListBlock(FileBlock(), label=_("files"), min_num=1)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        found = [Attachment.of(file["document"], file["title"]) for file in value["files"] if file["document"]]
        return context | {"files": found}

    class Meta:
        icon = "download"
        label = _("attachments")
        template = "pages/blocks/files.html"
