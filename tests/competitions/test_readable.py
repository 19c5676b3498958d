"""Attached scans and amounts in words are pointed out, and stop nothing (domain.md 4.10)."""

from __future__ import annotations

import io
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.base import ContentFile
from pypdf import PdfWriter
from wagtail.documents.models import Document

from pages.models import CompetitionAttachment
from portal.demo.files import pdf
from tests.competitions.calls import call


def scan() -> bytes:
    """A page without a word, as a scanner makes it."""
    writer, file = PdfWriter(), io.BytesIO()
    writer.add_blank_page(width=595, height=842)
    writer.write(file)
    return file.getvalue()


def attached(city: SimpleNamespace, name: str, content: bytes) -> Any:
    page = call(city)
    document = Document.objects.create(title="Wzór umowy", file=ContentFile(content, name=name))
    page.attachments = [CompetitionAttachment(document=document)]
    return page


def advice(page: Any) -> dict[str, tuple[str, bool]]:
    found = {getattr(issue, "rule", ""): (str(issue.message), issue.hard) for issue in page.requirements()}
    return {name: found[name] for name in ("attachments.text", "amount.words") if name in found}


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("skan.pdf", scan(), True),
        ("zepsuty.pdf", b"%PDF-1.7 nic", True),
        ("tekst.pdf", pdf("Wzór umowy", ["§ 1. Strony"]), False),
        ("arkusz.xlsx", b"x", False),
    ],
)
def test_a_scan_is_pointed_out_and_stops_nothing(city: SimpleNamespace, name: str, content: bytes, told: bool) -> None:
    found = advice(attached(city, name, content))
    assert set(found) == ({"attachments.text"} if told else set())
    if told:
        words, hard = found["attachments.text"]
        assert "Wzór umowy" in words
        assert not hard


def test_the_same_file_is_looked_at_once(city: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    page = attached(city, "raz.pdf", pdf("Raz", ["tekst"]))
    assert advice(page) == {}
    monkeypatch.setattr("pages.announcing.readable.PdfReader", None)
    assert advice(page) == {}


@pytest.mark.parametrize(
    ("rules", "told"),
    [("<p>Dotacja: 60 000 zł (słownie: sześćdziesiąt tysięcy).</p>", True), ("<p>Dotacja: 60 000 zł.</p>", False)],
)
def test_an_amount_in_words_is_to_be_compared(city: SimpleNamespace, rules: str, told: bool) -> None:
    assert set(advice(call(city, award_rules=rules))) == ({"amount.words"} if told else set())
