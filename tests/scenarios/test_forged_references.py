"""No field and no block takes another unit's picture, file or draft by its number (A10).

The page types and their blocks are walked: whoever adds a block with a chooser of a new sort fails here first.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import models
from django.test import Client
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Comment, Page, get_page_models

from publishing import confinement
from publishing.collections import collection_of
from publishing.contents import references_in
from publishing.forms.editor import GovernedPageForm
from publishing.governed import GovernedPage
from publishing.references import ForeignReference, fields_with_foreign
from tests.publishing.city import NOW, fresh, news
from tests.publishing.test_direct import typed
from tests.scenarios.routes import VALUES, add_url, edit_url, form_at

SignIn = Callable[[Any], Client]
GOVERNED = [model for model in get_page_models() if issubclass(model, GovernedPage)]
REGISTERS = {"coordination.unit", "coordination.designation", "coordination.topic"}
"""What every page may name: the public registers of the city."""
ROW = "00000000-0000-4000-8000-000000000000"
"""Rows of a list are known by their id; without one Wagtail takes them for something else."""
RICH = {
    "document": '<p><a linktype="document" id="{key}">plik</a></p>',
    "page": '<p><a linktype="page" id="{key}">strona</a></p>',
    "image": '<embed embedtype="image" id="{key}" format="left" alt="opis"/>',
}


@pytest.fixture
def shut(city: SimpleNamespace, settings: Any, tmp_path: Any) -> SimpleNamespace:
    """A picture, a file and a draft of KD, by the name of their sort."""
    settings.MEDIA_ROOT = str(tmp_path)
    cache.clear()
    own = collection_of(city.kd)
    document = get_document_model().objects.create(title="x", file=ContentFile(b"x", name="x.txt"), collection=own)
    image = get_image_model().objects.create(title="x", file=get_test_image_file("x.png"), collection=own)
    city.keys = {"document": document.pk, "image": image.pk, "page": news(city).pk}
    return city


# -- the walk -------------------------------------------------------------------------------------------------------

Place = tuple[str, str, Callable[[Any, int], None]]  # what it is called, sort of the thing, puts the thing there


def sort_of(model: Any) -> str:
    """«image», «document», «page»; empty for what every page may name."""
    known = {get_image_model(): "image", get_document_model(): "document", Page: "page"}
    if model in known:
        return known[model]
    assert model._meta.label_lower in REGISTERS, f"{model} may be chosen: say here how a foreign one is refused"
    return ""


def samples(block: Any) -> Iterator[tuple[str, str, Callable[[int], Any]]]:
    """Every chooser inside the block: a label, the sort, and the raw value of the block that names a thing there."""
    if isinstance(block, ImageBlock):
        yield "image", "image", lambda key: {"image": key, "alt_text": "x", "decorative": False}
    elif isinstance(block, blocks.RichTextBlock):
        for sort, markup in RICH.items():
            yield f"rich {sort}", sort, markup_maker(markup)
    elif isinstance(block, (ImageChooserBlock, DocumentChooserBlock, blocks.PageChooserBlock, blocks.ChooserBlock)):
        sort = sort_of(block.model_class)
        if sort:
            yield sort, sort, lambda key: key
    elif isinstance(block, blocks.StreamBlock):
        for name, part in block.child_blocks.items():
            yield from inside(name, part, lambda name, raw: [{"type": name, "value": raw}])
    elif isinstance(block, blocks.StructBlock):
        for name, part in block.child_blocks.items():
            yield from inside(name, part, lambda name, raw: {name: raw})
    elif isinstance(block, blocks.ListBlock):
        yield from inside("item", block.child_block, lambda name, raw: [{"type": "item", "value": raw, "id": ROW}])
    elif isinstance(block, TypedTableBlock):
        for name, part in block.child_blocks.items():
            yield from inside(
                name,
                part,
                lambda name, raw: {
                    "columns": [{"type": name, "heading": "x"}],
                    "rows": [{"values": [raw]}],
                    "caption": "x",
                },
            )
    else:
        knows = type(block).extract_references is blocks.Block.extract_references
        assert knows, f"{type(block).__name__} refers to something: teach this walk how"


def markup_maker(markup: str) -> Callable[[int], str]:
    return lambda key: markup.format(key=key)


def inside(name: str, part: Any, wrap: Callable[[str, Any], Any]) -> Iterator[tuple[str, str, Callable[[int], Any]]]:
    for label, sort, raw in samples(part):
        yield f"{name}.{label}", sort, wrapped(name, raw, wrap)


def wrapped(name: str, raw: Callable[[int], Any], wrap: Callable[[str, Any], Any]) -> Callable[[int], Any]:
    return lambda key: wrap(name, raw(key))


def places(model: Any) -> Iterator[Place]:
    """Every place of a page or of its rows that may name a picture, a file or a page."""
    yield from of_fields(model, editable_names(model), lambda page: page)
    for relation in get_all_child_relations(model):
        name, row_model = relation.get_accessor_name(), relation.related_model
        if row_model is Comment:  # its form names nobody and nothing (test_drafts_stay_inside.py)
            continue
        if name in edited_relations(model):
            names = {field.name for field in row_model._meta.get_fields()}
            for label, sort, put in of_fields(row_model, names, row_of(name)):
                yield f"{name}.{label}", sort, put


def row_of(name: str) -> Callable[[Any], Any]:
    """Adds one unsaved row to the page."""

    def add(page: Any) -> Any:
        rows = getattr(page, name)
        row = rows.model()
        rows.add(row)
        return row

    return add


def of_fields(model: Any, names: set[str], target: Callable[[Any], Any]) -> Iterator[Place]:
    for field in model._meta.get_fields():
        if field.name not in names or isinstance(field, ParentalKey):
            continue
        if isinstance(field, StreamField):
            for label, sort, raw in samples(field.stream_block):
                yield f"{field.name}.{label}", sort, put_stream(field.name, raw, target)
        elif isinstance(field, RichTextField):
            for sort, markup in RICH.items():
                yield f"{field.name}.{sort}", sort, put_value(field.name, markup_maker(markup), target)
        elif isinstance(field, models.ForeignKey):
            sort = sort_of(field.related_model)
            if sort:
                yield field.name, sort, put_value(field.attname, lambda key: key, target)


def put_value(name: str, value: Callable[[int], Any], target: Callable[[Any], Any]) -> Callable[[Any, int], None]:
    return lambda page, key: setattr(target(page), name, value(key))


def put_stream(name: str, raw: Callable[[int], Any], target: Callable[[Any], Any]) -> Callable[[Any, int], None]:
    return lambda page, key: setattr(target(page), name, json.dumps(raw(key)))


def form_class(model: Any) -> Any:
    return model.get_edit_handler().get_form_class()


def editable_names(model: Any) -> set[str]:
    return set(form_class(model).base_fields)


def edited_relations(model: Any) -> set[str]:
    return set(form_class(model)._meta.formsets or {})


ALL = [(model, label, sort, put) for model in GOVERNED for label, sort, put in places(model)]


def held(city: SimpleNamespace) -> dict[str, Any]:
    return {"document": city.keys["document"], "title": ""}


def unsaved(model: Any) -> Any:
    return model(title="Podebrane", slug="podebrane", **VALUES.get(model, {}))


# -- the tests ------------------------------------------------------------------------------------------------------


def test_the_walk_meets_every_sort_and_the_blocks_people_use() -> None:
    labels = {f"{model.__name__} {label}" for model, label, _sort, _put in ALL}
    assert {sort for _model, _label, sort, _put in ALL} == {"image", "document", "page"}
    for wanted in ("NewsPage image", "NewsPage body.action.page.page"):
        assert wanted in labels
    assert any(label.startswith("NewsPage body.") and label.endswith(".image") for label in labels)
    assert any("files" in label for label in labels)
    assert any("attachments" in label for label in labels)
    assert any("table" in label or "rich document" in label for label in labels)


@pytest.mark.parametrize("model", GOVERNED, ids=lambda model: model.__name__)
def test_a_foreign_thing_is_refused_everywhere_in(shut: SimpleNamespace, model: Any) -> None:
    other, own = fresh(shut.other), fresh(shut.coordinator)
    for label, sort, put in places(model):
        page = unsaved(model)
        put(page, shut.keys[sort])
        with pytest.raises(ForeignReference):
            fields_with_foreign(references_in(page), page, other)
        assert fields_with_foreign(references_in(page), page, own) == [], f"{label}: the unit's own is welcome"


@pytest.mark.parametrize("sort", ["image", "document", "page"])
def test_what_a_limited_draft_holds_is_foreign_to_everybody_else(shut: SimpleNamespace, sort: str) -> None:
    body = json.dumps([{"type": "files", "value": {"files": [{"type": "item", "value": held(shut), "id": ROW}]}}])
    limited = news(shut, image_id=shut.keys["image"], body=body)
    shut.keys["page"] = limited.pk
    confinement.confine(limited, people=[], reason="x", by=fresh(shut.coordinator), now=NOW)
    model, _label, _sort, put = next(row for row in ALL if row[2] == sort)
    page = unsaved(model)
    put(page, shut.keys[sort])
    for who in ("deputy", "administrator", "editor", "root"):
        with pytest.raises(ForeignReference):
            fields_with_foreign(references_in(page), page, fresh(getattr(shut, who)))
    assert fields_with_foreign(references_in(page), page, fresh(shut.coordinator)) == []


def test_every_governed_form_asks() -> None:
    for model in GOVERNED:
        assert issubclass(form_class(model), GovernedPageForm), model
        for name in ("_refuse_what_is_foreign", "_refers_to_its_own", "full_clean", "is_valid"):
            assert getattr(form_class(model), name) is getattr(GovernedPageForm, name), f"{model} {name}"


@pytest.mark.parametrize("verb", ["create", "edit", "autosave"])
def test_the_editor_refuses_it_in_words(shut: SimpleNamespace, as_: SignIn, verb: str) -> None:
    from pages.models import NewsPage

    client = as_(shut.other)
    own = news(shut, unit=shut.sp, by=shut.other)
    address = add_url(shut, NewsPage) if verb == "create" else edit_url(own)
    data = form_at(client, address, NewsPage, title="Podebrane", image=str(shut.keys["image"]), image_alt="opis")
    data["unit"] = str(shut.sp.pk)
    headers = {"accept": "application/json"} if verb == "autosave" else {}
    answer = client.post(address, data, headers=headers)
    assert answer.status_code == 403, getattr(answer, "url", "")
    assert "należy do innej komórki" in str(answer.json() if verb == "autosave" else answer.content.decode())
    assert not Page.objects.filter(title="Podebrane").exists()
    assert not Page.objects.filter(draft_title="Podebrane").exists()


@pytest.mark.parametrize("written", ["²", "٣", "9" * 5000, "-1", "1e3"])
def test_what_is_no_number_is_no_reference_and_no_fault(shut: SimpleNamespace, as_: SignIn, written: str) -> None:
    """Digits to Python, not to a database: the form comes back with what was typed."""
    answer = as_(shut.coordinator).post(edit_url(news(shut)), typed(title="Zostaje w polu", image=written))
    assert answer.status_code == 200
    assert "Zostaje w polu" in answer.content.decode()
