"""Reads the public text of a page from its fields, blocks and inline rows. Knows Wagtail's blocks and no page type.

What only a page type or a block knows it tells: `GovernedPage.describes`, `unread`; `heading_of` of a block.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.db import models
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page

from coordination.models import Designation, Unit

from .content import Contact, Content, File, Link, Picture, Place, Words, plain, read_rich_text

OF_PAGE = ("title", "search_description")
"""Of the fields that every page of Wagtail has, those that readers see."""


def content_of(page: Any) -> Content:
    """The public text of a governed page, as it stands in the database. A query for each kind of inline rows."""
    found = Content(anchors=set(page.anchors))
    for name in OF_PAGE:
        _words(Place(name, _label(page._meta.get_field(name))), getattr(page, name), found)
    own = [field for field in page._meta.concrete_fields if field.model not in _stock(page)]
    for field in own:
        if field.name not in page.unread:
            _read_field(page, field, "", found, page)
    for relation in get_all_child_relations(page):
        name = relation.get_accessor_name()
        for row in getattr(page, name).all():
            for field in row._meta.concrete_fields:
                _read_field(row, field, f"{name}.{row.pk}.", found, page)
    return found


def _stock(page: Any) -> tuple[Any, ...]:
    return (Page, *(parent for parent in Page._meta.get_parent_list()))


def _read_field(row: Any, field: Any, prefix: str, found: Content, page: Any) -> None:
    place = Place(f"{prefix}{field.name}", _label(field))
    value = field.value_from_object(row)
    if not field.editable or value in (None, ""):
        return
    if isinstance(field, StreamField):
        for number, child in enumerate(getattr(row, field.name).raw_data):
            _read_child(child, number, field.stream_block, place, found)
    elif isinstance(field, RichTextField):
        read_rich_text(value, place, found)
    elif isinstance(field, models.URLField):
        found.links.append(Link(place, url=value))
    elif isinstance(field, models.ForeignKey):
        _read_key(field.related_model, str(value), place, found, page, field.name)
    elif isinstance(field, (models.CharField, models.TextField)) and not field.choices:
        _words(place, value, found)


def _read_key(model: Any, key: str, place: Place, found: Content, page: Any, name: str) -> None:
    if issubclass(model, get_image_model()):
        found.pictures.append(Picture(place, key, page.describes(name)))
    elif issubclass(model, get_document_model()):
        found.files.append(File(place, key))
    elif model is Designation:
        found.contacts.append(Contact(place, designation=key))
    elif issubclass(model, Page) and name not in ("page", "page_ptr"):
        found.links.append(Link(place, page=key))


def _words(place: Place, value: Any, found: Content) -> None:
    if text := plain(value):
        found.words.append(Words(place, text))


def _label(field: Any) -> str:
    text = str(field.verbose_name)
    return text[:1].upper() + text[1:]


# -- blocks ----------------------------------------------------------------------------------------------------------


def _read_child(child: Mapping[str, Any], number: int, block: Any, place: Place, found: Content) -> None:
    """One block of a stream, as it is stored; a block that the stream no longer knows is not shown to anybody."""
    inner = block.child_blocks.get(child.get("type"))
    if inner is not None:
        at = Place(f"{place.path}.{child.get('id') or number}", f"{place.label}: {inner.label}")
        _read_block(inner, child.get("value"), at, found)


def _read_block(block: Any, value: Any, place: Place, found: Content) -> None:
    if value in (None, "", [], {}):
        return
    heading = getattr(block, "heading_of", None)
    if heading is not None:
        found.headings.append(heading(value, place))
    reader = next((read for kind, read in READERS if isinstance(block, kind)), None)
    if reader is not None:
        reader(block, value, place, found)


def _read_stream(block: Any, value: Any, place: Place, found: Content) -> None:
    for number, child in enumerate(value):
        _read_child(child, number, block, place, found)


def _read_struct(block: Any, value: Any, place: Place, found: Content) -> None:
    for name, inner in block.child_blocks.items():
        _read_block(inner, value.get(name), Place(f"{place.path}.{name}", place.label), found)


def _read_list(block: Any, value: Any, place: Place, found: Content) -> None:
    for number, item in enumerate(value):
        kept = isinstance(item, Mapping) and item.get("type") == "item"
        path = f"{place.path}.{(item.get('id') if kept else None) or number}"
        _read_block(block.child_block, item["value"] if kept else item, Place(path, place.label), found)


def _read_picture(block: Any, value: Any, place: Place, found: Content) -> None:
    """Wagtail's picture with its own description; a bare key is an older value, without any."""
    kept = value if isinstance(value, Mapping) else {"image": value}
    if kept.get("image"):
        described = bool(kept.get("decorative") or str(kept.get("alt_text") or "").strip())
        found.pictures.append(Picture(place, str(kept["image"]), described))


def _read_table(block: Any, value: Any, place: Place, found: Content) -> None:
    _words(place, "\n".join(plain(cell) for cell in _cells(value)), found)


def _cells(value: Mapping[str, Any]) -> Iterator[Any]:
    yield value.get("caption")
    yield from (column.get("heading") for column in value.get("columns") or [])
    for row in value.get("rows") or []:
        yield " ".join(str(cell) for cell in row.get("values") or [] if cell not in (None, ""))


def _read_chosen(block: Any, value: Any, place: Place, found: Content) -> None:
    model = block.model_class
    if isinstance(model, type) and issubclass(model, get_document_model()):
        found.files.append(File(place, str(value)))
    elif isinstance(model, type) and issubclass(model, Page):
        found.links.append(Link(place, page=str(value)))
    elif model is Unit:
        found.contacts.append(Contact(place, unit=str(value)))
    elif model is Designation:
        found.contacts.append(Contact(place, designation=str(value)))


Reader = Callable[[Any, Any, Place, Content], None]
READERS: tuple[tuple[type, Reader], ...] = (
    (ImageBlock, _read_picture),
    (TypedTableBlock, _read_table),
    (blocks.BaseStreamBlock, _read_stream),
    (blocks.BaseStructBlock, _read_struct),
    (blocks.ListBlock, _read_list),
    (blocks.RichTextBlock, lambda block, value, place, found: read_rich_text(str(value), place, found)),
    (blocks.ChooserBlock, _read_chosen),
    (blocks.URLBlock, lambda block, value, place, found: found.links.append(Link(place, url=str(value)))),
    ((blocks.CharBlock, blocks.TextBlock), lambda block, value, place, found: _words(place, value, found)),  # type: ignore[arg-type]
)
"""The first that fits reads the block; choices and numbers are no text."""
