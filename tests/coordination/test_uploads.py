"""Files of inquiries: what is taken, what is not, and what they are called afterwards."""

from __future__ import annotations

from typing import Any

import pytest

from coordination.uploads import Unfit, checked, safe_name
from tests.coordination.samples import GOOD, package, picture, sent

MACROS = package(Content=b"", word__document_xml=b"<x/>", word__vbaProject_bin=b"x")


@pytest.mark.parametrize("kind", GOOD)
def test_each_kind_is_known_by_its_content(kind: str) -> None:
    taken = checked(sent(f"Załącznik nr 1.{kind.upper()}", GOOD[kind]))
    assert (taken.name, taken.kind, taken.size) == (f"Załącznik nr 1.{kind}", kind, len(GOOD[kind]))
    assert taken.content.read() == GOOD[kind]


def test_a_jpeg_may_be_called_so_and_windows_letters_are_words_too() -> None:
    assert checked(sent("zdjęcie.jpeg", GOOD["jpg"])).name == "zdjęcie.jpg"
    assert checked(sent("list.txt", "Zażółć".encode("cp1250"))).kind == "txt"


BAD = {
    "empty": ("a.pdf", b""),
    "another kind": ("a.pdf", GOOD["png"]),
    "a program called a document": ("a.docx", b"MZ\x90\x00" + b"\x00" * 60),
    "a page called a text": ("a.html", b"<script>alert(1)</script>"),
    "a picture with a script": ("a.svg", b"<svg onload='alert(1)'/>"),
    "no suffix": ("plik", b"abc"),
    "only a suffix more": ("statut.pdf.exe", GOOD["pdf"]),
    "any package": ("a.docx", package(a_txt=b"x")),
    "macros": ("a.docx", MACROS),
    "a table called a text": ("a.docx", GOOD["xlsx"]),
    "half a package": ("a.docx", GOOD["docx"][:200]),
    "half a picture": ("a.png", picture()[:20]),
    "signs that are no words": ("a.txt", b"abc\x00def"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_not_what_it_says_is_not_taken(name: str) -> None:
    with pytest.raises(Unfit):
        checked(sent(*BAD[name]))


def test_the_largest_size_is_a_setting(settings: Any) -> None:
    settings.COORDINATION_FILE_MEGABYTES = 1
    assert checked(sent("a.txt", b"a" * 1024 * 1024)).kind == "txt"
    with pytest.raises(Unfit, match="1 MB"):
        checked(sent("a.txt", b"a" * (1024 * 1024 + 1)))


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\Ewa\\umowa.pdf", "umowa.pdf"),
        ("umowa\u202efdp.exe.pdf", "umowafdp.exe.pdf"),
        ('"; filename=zły.html.pdf', "filename=zły.html.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie x.pdf"),
        ("....pdf", "plik.pdf"),
        (" .pdf", "plik.pdf"),
        ("ą" * 300 + ".pdf", "ą" * 100 + ".pdf"),
    ],
)
def test_a_name_is_only_a_name(raw: str, name: str) -> None:
    assert safe_name(raw, "pdf") == name
