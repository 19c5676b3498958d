"""What the text of a page refers to: pictures, files, other pages."""

from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError, StreamValue
from wagtail.documents import get_document_model
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex

Reference = tuple[Any, str]  # model, primary key


def references_in(page: Any) -> Iterator[tuple[Reference, str]]:
    """Every reference with the name of the field it stands in, of a stored or an unsaved version."""
    # Wagtail's own walk through keys, rich text, blocks and inline rows; it has no public name for unsaved objects.
    for type_id, key, _model_path, content_path in ReferenceIndex._extract_references_from_object(page):
        model = ContentType.objects.get_for_id(type_id).model_class()
        if model in (Page, get_image_model(), get_document_model()):
            yield (model, key), content_path.partition(".")[0]


def files_in(page: Any) -> set[Reference]:
    """Pictures and files of a version."""
    return {reference for reference, _name in references_in(page) if reference[0] is not Page}


def unfinished_in(page: Any) -> Iterator[tuple[StreamField, list[str]]]:
    """Fields of blocks with what is wrong in them: a draft may leave open what a public page may not."""
    for field in page._meta.fields:
        if isinstance(field, StreamField):
            value = getattr(page, field.name)
            try:
                value.stream_block.clean(value)
            except ValidationError as error:
                yield field, list(_names_of_blocks(value, error))


def _names_of_blocks(value: StreamValue, error: ValidationError) -> Iterator[str]:
    """The blocks in fault by number and name, as the editor shows them; else the fault in its own words."""
    if not isinstance(error, StreamBlockValidationError):
        yield from error.messages
        return
    for index in sorted(error.block_errors):
        yield f"{index + 1}. {value[index].block.label}"
    yield from error.non_block_errors
