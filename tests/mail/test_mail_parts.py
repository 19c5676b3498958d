"""Letters taken apart: whatever strangers send, facts come back and never an error."""

from __future__ import annotations

import random

import pytest

from coordination.mail_parts import LONGEST_PAGE, Attached, Bounce, read
from tests.mail.letters import raw, report


def test_who_to_whom_what_with_which_files() -> None:
    letter = read(
        raw(
            "Zażółć gęślą jaźń",
            sender="Łukasz Ósmy <LUKASZ@Org.example>",
            subject="Pytanie o salę",
            message_id="<a@b>",
            files=(("statut ą.pdf", b"%PDF" * 10),),
            Cc="inny@org.example",
            Delivered_To="odpowiedz+1-x@ngo.example",
        )
    )
    assert (letter.sender, letter.sender_name, letter.message_id) == ("lukasz@org.example", "Łukasz Ósmy", "<a@b>")
    assert letter.to == ("odpowiedz@ngo.example", "inny@org.example", "odpowiedz+1-x@ngo.example")
    assert (letter.subject, letter.text.strip()) == ("Pytanie o salę", "Zażółć gęślą jaźń")
    assert letter.attached == (Attached("statut ą.pdf", 40),)
    assert not letter.automatic
    assert letter.bounce is None


def test_an_address_in_the_name_is_not_the_sender() -> None:
    assert read(raw(sender='"asker@org.example" <thief@zlo.example>')).sender == "thief@zlo.example"


@pytest.mark.parametrize(
    ("headers", "subject", "automatic", "listed"),
    [
        ({"Auto_Submitted": "auto-replied"}, "x", True, False),
        ({"Auto_Submitted": "no"}, "x", False, False),
        ({"Precedence": "bulk"}, "x", True, False),
        ({"Precedence": "List"}, "x", False, True),
        ({"List_Id": "<lista.example>"}, "x", False, True),
        ({"List_Unsubscribe": "<mailto:x@lista.example>"}, "x", False, True),
        ({}, "Automatyczna odpowiedź: urlop", True, False),
        ({}, "Out of Office: Re", True, False),
        ({}, "Odpowiedź", False, False),
    ],
)
def test_machines_and_lists_are_told_from_people(
    headers: dict[str, str], subject: str, automatic: bool, listed: bool
) -> None:
    letter = read(raw(subject=subject, **headers))
    assert (letter.automatic, letter.listed) == (automatic, listed)


def test_what_goes_on_beyond_what_is_read_says_so() -> None:
    head = b"From: a@b.example\nContent-Type: text/html\n\n"
    whole, cut = read(head + b"<p>a</p>"), read(head + b"<p>a</p>" + b"<br>" * (LONGEST_PAGE // 4))
    assert (whole.text, whole.cut, cut.text, cut.cut) == ("a", False, "a", True)


def test_a_report_names_letter_address_and_cause() -> None:
    found = read(report(to="x@ngo.example", recipient="Zly@org.example", message_id="<nasz@ngo>")).bounce
    assert found == Bounce("<nasz@ngo>", "zly@org.example", "550 unknown", failed=True)
    delayed = read(report(to="x@ngo.example", recipient="a@b.example", action="delayed")).bounce
    assert delayed is not None
    assert not delayed.failed


def test_a_letter_in_html_gives_its_words() -> None:
    head = b"From: a@b.example\nContent-Type: text/html; charset=iso-8859-2\n\n"
    page = head + b"<p>Za\xbf\xf3\xb3\xe6</p><script>x()</script>"
    assert read(page).text.strip() == "Zażółć"


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"\x00\xff\xfe",
        b"From: =?utf-8?b?!!!?= <a\nSubject: =?x?q?=00?=\n\n\x00",
        b"Content-Type: text/plain; charset=nie-ma-takiego\nContent-Transfer-Encoding: base64\n\n!!!",
        b"From: a@b.example\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: multipart/mixed\n\n--x",
        b"Content-Type: multipart/report; boundary=x\n\n--x\nContent-Type: message/delivery-status\n\n",
        b"Message-ID: <" + b"a" * 5000 + b">\nFrom: " + b"b" * 5000 + b"@c.example\n\nx",
        "From: ąę <ź@ć.example>\nSubject: ł\ud800\n\n".encode("utf-8", "surrogatepass"),
    ],
)
def test_broken_letters_are_read_all_the_same(broken: bytes) -> None:
    letter = read(broken)
    assert letter.message_id
    assert "\x00" not in f"{letter.subject}{letter.text}{letter.headers}{letter.sender}"
    f"{letter}".encode()
    assert len(letter.message_id) <= 200
    assert len(letter.sender) <= 254


def test_mutilated_letters_are_read_all_the_same() -> None:
    """A few hundred letters with bytes changed at random."""
    chance = random.Random(351)
    whole = raw("Tak.", files=(("a.pdf", b"x" * 50),)) + report(to="a@b.example", recipient="c@d.example")
    for _turn in range(300):
        bad = bytearray(whole)
        for _change in range(chance.randint(1, 12)):
            bad[chance.randrange(len(bad))] = chance.randrange(256)
        assert read(bytes(bad)).digest
