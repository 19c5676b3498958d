"""The one text for BIP: the preview and the file say the same, in the order of art. 13 ust. 2, and invent nothing."""

from __future__ import annotations

import datetime as dt
import io
import subprocess
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document

from pages.bip.document import docx_of
from pages.bip.offered import Kind, offered, text_of
from pages.bip.parts import BipText, Bullets, Heading, Paragraph, Table, read_html
from pages.models import CompetitionPage, Result
from tests.competitions.calls import ANNOUNCED, call
from tests.publishing.city import NOW

SCRIPT = str(Path(__file__).resolve().parents[2] / "scripts" / "libreoffice.sh")
ITEMS = [f"{number}. " for number in range(1, 8)]


def words(text: Any) -> str:
    """Everything the text says, in order."""
    found = [text.title]
    for part in text.parts:
        if isinstance(part, (Heading, Paragraph)):
            found.append(part.text)
        elif isinstance(part, Bullets):
            found += part.items
        elif isinstance(part, Table):
            found += [part.caption, *part.columns, *(cell for row in part.rows for cell in row)]
    return "\n".join(found).replace("\u00a0", " ")


def words_of_file(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    found = []
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            found += [cell.text for row in block.rows for cell in row.cells]
        else:
            found.append(block.text)
    return "\n".join(found).replace("\u00a0", " ")


def settled(city: SimpleNamespace, **changes: Any) -> CompetitionPage:
    page = call(city, title="Kluby", **changes)
    page.results_on = dt.date(2027, 1, 20)
    page.results = [
        Result(bidder="Fundacja „Most”", task="Klub w dzielnicy III", amount=Decimal(250_000), points=87),
        Result(bidder="Stowarzyszenie „Start”", task="Klub w dzielnicy XV", outcome="", note="poniżej progu"),
    ]
    page.save_revision(clean=False)
    return page


def test_the_announcement_says_the_seven_items_in_order(city: SimpleNamespace) -> None:
    text = text_of(call(city, title="Kluby sąsiedzkie"), Kind.ANNOUNCEMENT, now=NOW)
    headings = [part.text for part in text.parts if isinstance(part, Heading)]
    assert [heading[:3] for heading in headings[:7]] == ITEMS
    told = words(text)
    for said in (
        "Prezydent Miasta Krakowa",
        "„Kluby sąsiedzkie”",
        "ustawy z dnia 24 kwietnia 2003 r. o działalności pożytku publicznego i o wolontariacie",
        "480 000 zł",
        "Dotacja pokrywa koszty zajęć.",
        "8 lutego 2027",
        "15 grudnia 2026, godz. 15:00",
        "zgodność z potrzebami",
        "22 stycznia 2027",
        "455 000 zł",
        "24 listopada 2026",
    ):
        assert said in told, said
    assert "UoDPP" not in told, "BIP explains its abbreviations"


def test_without_an_organ_nobody_announces_and_the_text_says_that_it_is_incomplete(
    city: SimpleNamespace, client: Client
) -> None:
    page = call(city, organ="", total_amount=None)
    text = text_of(page, Kind.ANNOUNCEMENT, now=NOW)
    assert f"{page.stewardship.unit} ogłasza" not in words(text)
    assert "[brak organu ogłaszającego]" in words(text)
    assert any("organ" in lack for lack in text.missing)
    first = Document(io.BytesIO(docx_of(text))).paragraphs[0].text
    assert first.startswith("Niekompletne, nie do publikacji. Brakuje: ")
    assert all(lack.rstrip(".") in first for lack in text.missing)
    client.force_login(city.coordinator)
    shown = client.get(reverse("competitions:bip", args=[page.pk, "ogloszenie"])).content.decode()
    assert shown.index("Niekompletne, nie do publikacji") < shown.index('id="bip-title"')


def test_a_whole_text_carries_no_mark(city: SimpleNamespace) -> None:
    text = text_of(call(city), Kind.ANNOUNCEMENT, now=NOW)
    assert text.missing == ()
    assert "Niekompletne" not in Document(io.BytesIO(docx_of(text))).paragraphs[0].text


def test_where_nothing_says_how_to_file_the_text_leads_to_the_contact(city: SimpleNamespace) -> None:
    told = "Gdzie i jak złożyć ofertę, powiedzą osoby wymienione w części „Kontakt”."
    assert told in words(text_of(call(city), Kind.ANNOUNCEMENT, now=NOW))
    said = call(city, choice_mode="<p>Oferty składa się w Generatorze ofert.</p>")
    assert told not in words(text_of(said, Kind.ANNOUNCEMENT, now=NOW))


def test_what_is_unknown_is_left_out(city: SimpleNamespace) -> None:
    bare = call(city, is_archival=True, **dict.fromkeys(("total_amount", "deadline", "choice_on"), None), places={})
    text = text_of(bare, Kind.ANNOUNCEMENT, now=NOW)
    headings = [part.text[:2] for part in text.parts if isinstance(part, Heading)]
    assert "2." not in headings
    assert "5." not in headings
    assert "None" not in words(text)


def test_a_foretold_call_says_that_it_is_no_announcement(city: SimpleNamespace) -> None:
    page = call(city, places={}, planned_announcement_on=ANNOUNCED)
    assert "To nie jest ogłoszenie" in words(text_of(page, Kind.ANNOUNCEMENT, now=NOW))


def test_results_name_bidder_task_and_amount(city: SimpleNamespace) -> None:
    told = words(text_of(settled(city), Kind.RESULTS, now=NOW))
    for said in ("Fundacja „Most”", "Klub w dzielnicy III", "250 000 zł", "19 lutego 2027", "20 stycznia 2027"):
        assert said in told, said


def test_an_annulment_names_its_reason(city: SimpleNamespace) -> None:
    page = call(city, annulled_on=ANNOUNCED, annulment_reason="brak-ofert", annulment_text="Ogłosimy ponownie.")
    told = words(text_of(page, Kind.ANNULMENT, now=NOW))
    assert "nie złożono żadnej oferty" in told
    assert "art. 18a" in told
    assert "Ogłosimy ponownie." in told


def test_only_texts_of_what_has_happened_are_offered(city: SimpleNamespace) -> None:
    assert offered(call(city)) == [Kind.ANNOUNCEMENT]
    assert offered(settled(city)) == [Kind.ANNOUNCEMENT, Kind.RESULTS]
    assert offered(call(city, annulled_on=ANNOUNCED)) == [Kind.ANNOUNCEMENT, Kind.ANNULMENT]


@pytest.mark.parametrize(
    ("markup", "parts"),
    [
        ("<p>Jeden.</p><ul><li>a</li><li><b>b</b> c</li></ul>", [Paragraph("Jeden."), Bullets(("a", "b c"))]),
        ("Bez znaczników", [Paragraph("Bez znaczników")]),
        ("<p></p><p>&nbsp;</p>", []),
        ("<h3>Tytuł</h3><ol><li>x</li></ol>", [Paragraph("Tytuł"), Bullets(("1. x",), numbered=True)]),
        (
            "<ul><li>A<ul><li>B</li><li>C</li></ul></li><li>D</li></ul>",
            [Bullets(("A",)), Bullets(("B", "C"), depth=2), Bullets(("D",))],
        ),
        (
            "<ol><li>A<ul><li>B</li></ul></li><li>C, <b>c</b>.</li></ol>",
            [Bullets(("1. A",), True), Bullets(("B",), depth=2), Bullets(("2. C, c.",), True)],
        ),
        ('<ol start="4"><li><p>A</p></li></ol>', [Bullets(("4. A",), True)]),
        ("<p>Jeden<br/>dwa</p>", [Paragraph("Jeden dwa")]),
        (
            '<p>Zobacz <a href="https://ngo.example/wzor">wzór</a>.</p>',
            [Paragraph("Zobacz wzór (https://ngo.example/wzor).")],
        ),
        ('<p><a href="https://ngo.example/">ngo.example</a></p>', [Paragraph("ngo.example")]),
        (
            '<ul><li><a href="mailto:kd@umk.example">kd@umk.example</a></li></ul>',
            [Bullets(("kd@umk.example",))],
        ),
    ],
)
def test_rich_text_becomes_paragraphs_and_lists(markup: str, parts: list[Any]) -> None:
    assert list(read_html(markup)) == parts


def test_a_link_within_the_portal_leads_there_from_bip(city: SimpleNamespace) -> None:
    rules = f'<p>Zasady są <a linktype="page" id="{city.unit_page.pk}">u nas</a>.</p>'
    told = words(text_of(call(city, award_rules=rules), Kind.ANNOUNCEMENT, now=NOW))
    assert f"Zasady są u nas (http://testserver{city.unit_page.url})." in told


def test_the_file_keeps_numbers_and_steps() -> None:
    parts = tuple(read_html("<ol><li>A<ul><li>B</li></ul></li><li>C</li></ol>"))
    document = Document(io.BytesIO(docx_of(BipText("Tytuł", parts))))
    listed = [(row.text, row.style.name) for row in document.paragraphs[1:]]
    assert listed == [("1. A", "List"), ("B", "List Bullet 2"), ("2. C", "List")]


@pytest.mark.parametrize("kind", list(Kind))
def test_the_file_says_what_the_text_says(city: SimpleNamespace, kind: str) -> None:
    text = text_of(settled(city, annulled_on=ANNOUNCED, annulment_reason="wymogi"), kind, now=NOW)
    assert words_of_file(docx_of(text)) == words(text)


def test_the_file_is_polish_has_headings_and_a_ribbon(city: SimpleNamespace) -> None:
    text = text_of(call(city), Kind.ANNOUNCEMENT, now=NOW)
    document = Document(io.BytesIO(docx_of(text, ribbon="Dane przykładowe")))
    assert document.core_properties.language == "pl-PL"
    assert document.sections[0].header.paragraphs[0].text == "Dane przykładowe"
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    assert styles[0] == "Heading 1"
    assert styles.count("Heading 2") == sum(isinstance(part, Heading) for part in text.parts)
    assert "w:tblHeader" in document.tables[0].rows[0]._tr.xml


@pytest.mark.parametrize(
    ("who", "status"), [("coordinator", 200), ("deputy", 200), ("editor", 200), ("head", 403), ("other", 403)]
)
def test_who_reads_the_drafts_previews_and_downloads(
    city: SimpleNamespace, as_: Any, settings: Any, who: str, status: int
) -> None:
    settings.PORTAL_DEMO = True
    page, client = call(city, title="Kluby sąsiedzkie"), as_(getattr(city, who))
    shown = client.get(reverse("competitions:bip", args=[page.pk, "ogloszenie"]))
    file = client.get(reverse("competitions:bip_file", args=[page.pk, "ogloszenie"]))
    assert (shown.status_code, file.status_code) == (status, status)
    if status == 200:
        assert "7. Zadania tego samego rodzaju" in shown.content.decode()
        assert file["Content-Disposition"] == f'attachment; filename="ogloszenie-{page.slug}.docx"'
        header = Document(io.BytesIO(file.content)).sections[0].header.paragraphs[0].text
        assert "Dane przykładowe" in header


@pytest.mark.parametrize("what", ["wyniki", "uniewaznienie", "inne"])
def test_a_text_that_there_is_not_yet_is_not_found(city: SimpleNamespace, as_: Any, what: str) -> None:
    page = call(city)
    assert as_(city.coordinator).get(reverse("competitions:bip", args=[page.pk, what])).status_code == 404


def test_long_titles_and_signs_from_word_make_a_file_all_the_same(city: SimpleNamespace) -> None:
    page = settled(city, summary="Dotacja\x0bna klub\x01.")
    page.title = "Kluby " * 42
    content = docx_of(text_of(page, Kind.ANNOUNCEMENT, now=NOW), ribbon="Pokaz\x02")
    assert "Dotacja na klub ." in words_of_file(content)


@pytest.mark.soak
@pytest.mark.parametrize("kind", list(Kind))
def test_a_word_processor_opens_the_file(city: SimpleNamespace, tmp_path: Path, kind: str) -> None:
    """LibreOffice reads every sentence; a broken file would give it nothing to read."""
    text = text_of(settled(city, annulled_on=ANNOUNCED, annulment_reason="wymogi"), kind, now=NOW)
    (tmp_path / "bip.docx").write_bytes(docx_of(text, ribbon="Dane przykładowe"))
    done = subprocess.run(
        [SCRIPT, "text", str(tmp_path / "bip.docx")], capture_output=True, check=True, text=True, timeout=600
    )
    read = " ".join(done.stdout.replace("\u00a0", " ").split())
    for line in words(text).splitlines():
        assert " ".join(line.split()) in read


def test_a_tick_of_the_portal_is_no_part_of_the_announcement(city: SimpleNamespace) -> None:
    call(city, live=True)
    page = call(city)
    assert "similar.meant" in {getattr(lack, "rule", "") for lack in page.lacks(now=NOW)}
    assert text_of(page, Kind.ANNOUNCEMENT, now=NOW).missing == ()
