"""Blocks: what comes from Word goes out clean; tables, images and calls ask for what readers need."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.blocks import StructBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError as StructError
from wagtail.contrib.typed_table_block.blocks import TypedTable
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.rich_text import expand_db_html

from pages.blocks import BodyBlock
from pages.blocks.contact import ContactBlock
from pages.blocks.media import FigureBlock, FilesBlock
from pages.blocks.tables import TableBlock
from pages.blocks.text import FEATURES, CallToActionBlock

WORD = """
<p class="MsoNormal" style="margin-bottom:8pt"><span style="font-family:Calibri;color:red">Nabór <b>trwa</b></span>
<o:p></o:p></p><h1 style="font-size:20pt">Tytuł z Worda</h1>
<p class="MsoListParagraph"><font size="3">kursywa <i>tu</i></font></p>
<table border="1"><tr><td>komórka</td></tr></table><img src="cid:image001.png"><script>alert(1)</script>
<p><a href="javascript:alert(1)">klik</a> <a href="https://ngo.example/">dobry</a></p>
"""


def cleaned(html: str) -> str:
    converter = ContentstateConverter(FEATURES)
    return expand_db_html(converter.to_database_format(converter.from_database_format(html)))


def test_text_from_word_comes_out_clean() -> None:
    html = cleaned(WORD)
    for dirt in ("style=", "class=", "Mso", "<span", "<font", "<h1", "<table", "<img", "<script", "javascript:", "o:p"):
        assert dirt not in html, dirt
    for kept in ("Nabór", "<b>trwa</b>", "Tytuł z Worda", "<i>tu</i>", "komórka", "https://ngo.example/"):
        assert kept in html, kept


def test_the_feature_list_is_strict() -> None:
    assert {"h1", "h2", "image", "embed", "hr"}.isdisjoint(FEATURES)


def table(caption: str, *headings: str) -> TypedTable:
    block = TableBlock().child_blocks["text"]
    columns = [{"block": block, "heading": heading} for heading in headings]
    return TypedTable(columns, [{"values": ["a"] * len(headings)}], caption)


def test_a_table_needs_caption_and_headings() -> None:
    with pytest.raises(ValidationError):
        TableBlock().clean(table("", "Rok"))
    with pytest.raises(ValidationError):
        TableBlock().clean(table("Kwoty", ""))
    html = TableBlock().render(table("Kwoty w latach", "Rok", "Kwota"))
    assert "<caption>Kwoty w latach</caption>" in html
    assert html.count('<th scope="col"') == 2


@pytest.mark.django_db
def test_an_image_needs_words_or_says_that_it_decorates() -> None:
    image = Image.objects.create(title="Planty", file=get_test_image_file())
    block = FigureBlock()

    def value(alt: str, decorative: bool) -> Any:
        image.contextual_alt_text, image.decorative = alt, decorative
        return block.normalize({"image": image, "caption": "", "credit": "Jan Demo"})

    with pytest.raises((StructBlockValidationError, StructError)):
        block.clean(value("", False))
    block.clean(value("", True))
    html = block.render(block.clean(value("Jesień na Plantach", False)))
    assert 'alt="Jesień na Plantach"' in html
    assert "Jan Demo" in html


@pytest.mark.django_db
def test_files_tell_format_and_size() -> None:
    file = SimpleUploadedFile("wzor-oferty.docx", b"x" * 49152)
    document = Document.objects.create(title="Wzór oferty", file=file)
    block = FilesBlock()
    html = block.render(block.normalize({"title": "", "files": [{"document": document, "title": ""}]}))
    assert "Wzór oferty" in html
    assert "DOCX, 48\u00a0KB" in html


def test_a_call_to_action_leads_to_exactly_one_place() -> None:
    block = CallToActionBlock()
    for url in ("", None):
        with pytest.raises(StructBlockValidationError):
            block.clean(block.normalize({"text": "Zapisz się", "page": None, "url": url, "note": ""}))
    fine = block.clean(block.normalize({"text": "Zapisz się", "page": None, "url": "https://x.example/", "note": ""}))
    assert 'href="https://x.example/"' in block.render(fine)


def test_a_contact_card_reads_designations(house: SimpleNamespace) -> None:
    block = ContactBlock()
    html = block.render(block.normalize({"unit": house.sz, "office": "contacts", "title": "Pytania"}))
    assert "Hanna Wilczyńska" in html
    assert "Pytania" in html


def test_a_card_of_a_closed_unit_is_complete_when_it_has_a_successor(house: SimpleNamespace) -> None:
    block = ContactBlock()
    house.kd.active_until = dt.date(2020, 1, 1)
    house.kd.save()
    card = block.normalize({"unit": house.kd, "office": "contacts", "title": ""})
    with pytest.raises(StructError):
        block.clean(card)
    house.kd.successor = house.sz
    house.kd.save()
    assert block.clean(card)["unit"] == house.sz


def test_all_blocks_have_names_and_icons() -> None:
    for name, block in BodyBlock().child_blocks.items():
        assert block.meta.icon != "placeholder", name
        assert str(block.label) != name, name
