"""What is new in a letter, whatever program wrote it: samples of Polish and English mail programs."""

from __future__ import annotations

import re
import time

import pytest

from coordination import mail_text
from coordination.mail_text import HEADING, LINE, new_text, words_of_html

OURS = LINE.format("Możesz odpowiedzieć na ten list. Pisz nad tą linią.")
LETTER = "Dzień dobry,\nmamy nowe zapytanie."
QUOTED = "\n".join(f"> {line}" for line in LETTER.splitlines())

SAMPLES = {
    "Gmail": ("Tak, pasuje.", f"wt., 24 lis 2026 o 10:15 Portal NGO <portal@ngo.example> napisał(a):\n\n{QUOTED}"),
    "Gmail, heading over two lines": (
        "Tak, pasuje.",
        f"wt., 24 lis 2026 o 10:15 Portal NGO Miasta Krakowa\n<portal@ngo.example> napisał(a):\n\n{QUOTED}",
    ),
    "Thunderbird": ("Tak.", f"W dniu 24.11.2026 o 10:15, Portal NGO pisze:\n{QUOTED}"),
    "Apple Mail": (
        "Tak.",
        "Wiadomość napisana przez Portal NGO <portal@ngo.example> w dniu 24 lis 2026, o godz. 10:15:\n\n" + QUOTED,
    ),
    "Outlook": (
        "Tak.\n\nZ poważaniem\nEwa",
        "Od: Portal NGO <portal@ngo.example>\nWysłano: wtorek, 24 listopada 2026 10:15\nDo: Ewa\nTemat: NGO-2026-17\n\n"
        + LETTER,
    ),
    "Outlook on the web": (
        "Tak.",
        "________________________________\nOd: Portal NGO <portal@ngo.example>\n"
        "Wysłane: wtorek, 24 listopada 2026 10:15\n"
        f"Do: Ewa <ewa@umk.example>\nTemat: NGO-2026-00017\n\n{LETTER}",
    ),
    "Outlook in bold": (
        "Tak.",
        f"*Od:* Portal NGO\n*Wysłano:* wtorek\n*Do:* Ewa\n*Temat:* NGO-2026-00017\n\n{LETTER}",
    ),
    "Outlook of long ago": ("Tak.", f"-----Original Message-----\nFrom: Portal\n\n{LETTER}"),
    "its Polish sister": ("Tak.", f"-----Wiadomość oryginalna-----\nOd: Portal\n\n{LETTER}"),
    "Gmail in English": ("Yes.", f"On Tue, Nov 24, 2026 at 10:15 AM Portal <p@ngo.example> wrote:\n{QUOTED}"),
    "Outlook in English": (
        "Yes.",
        f"From: Portal\nSent: Tuesday 10:15\nTo: Ewa\nSubject: x\n\n{LETTER}",
    ),
    "our line alone": ("Tak.", f"{OURS}\n\n{LETTER}"),
    "our line under a heading not quoted": (
        "Tak.",
        f"W dniu 24.11.2026 o 10:15, Portal NGO pisze:\n\n{OURS}\n\n{LETTER}",
    ),
    "our line under headers": ("Tak.", f"Od: Portal\nData: wtorek\nDo: Ewa\nTemat: x\n\n{OURS}\n{LETTER}"),
    "our line, quoted": ("Tak.", f"W dniu 24.11.2026 o 10:15, Portal NGO pisze:\n> {OURS}\n>\n{QUOTED}"),
    "a signature": ("Tak.", "-- \nEwa Brodacka\nWydział Kultury"),
    "a telephone": ("Tak.", "Wysłane z iPhone'a"),
    "another telephone": ("Tak.", "Wysłano z aplikacji Outlook dla systemu Android"),
}


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_only_the_new_text_stays(name: str, ending: str) -> None:
    new, rest = SAMPLES[name]
    assert new_text(f"{new}\n\n{rest}\n".replace("\n", ending)) == new


@pytest.mark.parametrize(
    "text",
    [
        "W dniu 24.11.2026 byliśmy u Państwa.\nOd: samego początku było dobrze.\nDo zobaczenia.",
        "Pan Jan napisał: proszę przyjść. Czy mamy przyjść?",
        "Termin: wtorek, 24 listopada 2026, 10:15.\n\nTemat: sala\nCzy jest wolna?",
        "Wysłane z opóźnieniem, przepraszam.",
        "Punkty:\n- sala\n- namioty\n----------\nRazem 2.",
        "Cena > 100 zł, a < 200 zł.",
    ],
)
def test_text_that_only_looks_like_a_quotation_stays_whole(text: str) -> None:
    assert new_text(text) == text


def test_answers_between_quoted_lines_stay_and_the_quoted_lines_go() -> None:
    heading = "W dniu 24.11.2026 o 10:15, Portal NGO pisze:"
    assert new_text(f"{heading}\n> Kiedy?\n\nJutro.\n\n> Gdzie?\nU nas.\n") == "Jutro.\n\nU nas."
    assert new_text(f"{heading}\n{QUOTED}\n\nOdpowiedź pod spodem.") == "Odpowiedź pod spodem."


@pytest.mark.parametrize("text", ["", "  \n\n", QUOTED, f"{OURS}\n{LETTER}", "-- \nEwa"])
def test_nothing_new_is_nothing(text: str) -> None:
    assert new_text(text) == ""


HOSTILE = {
    "a rule of blanks": "-" + " " * 20_000 + "x",
    "a heading without an end": "<" + "@" * 80_000 + " wrote:\n> x",
    "a heading that begins again and again": "Wiadomość napisana przez " * 8_000 + "x\n>",
    "a heading of blanks": "wiadomość napisana przez" + " " * 80_000 + "x\n> x",
    "quoted lines between new ones": "a\n>\n" * 60_000,
    "quoted lines and empty ones under long ones": ("W dniu <" + "@" * 490 + "\n") * 3 + ">\n\n" * 60_000,
    "rules": "----------\n" * 60_000 + f"{OURS}\n",
    "telephones": "Sent from my x\n" * 60_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_strangers_send_keeps_nobody_waiting(name: str) -> None:
    """Quadratic time would be minutes; in seconds of the processor, so that a busy machine makes no difference."""
    began = time.process_time()
    new_text(HOSTILE[name])
    assert time.process_time() - began < 3


def test_a_pattern_meets_the_beginning_of_a_line_only(monkeypatch: pytest.MonkeyPatch) -> None:
    met: list[int] = []

    class Recorder:
        def __init__(self, pattern: re.Pattern[str]) -> None:
            self.pattern = pattern

        def match(self, text: str) -> object:
            met.append(len(text))
            return self.pattern.match(text)

        def search(self, text: str) -> object:
            met.append(len(text))
            return self.pattern.search(text)

    for name in ("LINE", "WROTE", "BEGINS", "DATED", "FORWARDED", "FROM", "HEADER", "RULE", "PHONE"):
        monkeypatch.setattr(mail_text, f"_{name}", Recorder(getattr(mail_text, f"_{name}")))
    long = "a" * 5_000
    assert new_text(f"Od: {long}\n{long} <{long}@b.example> wrote:\n> x\n{long}") == (
        f"Od: {long}\n{long} <{long}@b.example> wrote:\n\n{long}"
    )
    assert HEADING < max(met) <= 3 * (HEADING + 2)


@pytest.mark.parametrize(
    "piece", ["<a", "<!--", '<a x="', "</", "<!", "<?", "<![", "<script", "<b>x</b>", "<blockquote>", "&#", "< "]
)
def test_pages_of_strangers_keep_nobody_waiting(piece: str) -> None:
    began = time.process_time()
    words_of_html(piece * (200_000 // len(piece)))
    assert time.process_time() - began < 3


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("a < b, c > d", "a < b, c > d"),
        ("a<!-- <p>b -->c<!-- d", "a c"),
        ("<STYLE>p {}</STYLE\n>a<script>if (a</b) x()</script >b", "a b"),
        ("a<script>b", "a"),
        ("<img\nalt='x'>a&nbsp;&amp;&#322;<o:p></o:p><br/>b", "a\xa0&ł\nb"),
        (f"a &#{'9' * 5000}; b", f"a &#{'9' * 5000}; b"),
        ("<blockquote>a</blockquote></blockquote>b", "> a\n\nb"),
    ],
)
def test_pages_that_break_the_rules_give_their_words(page: str, words: str) -> None:
    assert words_of_html(page) == words


def test_of_html_only_the_words_are_left() -> None:
    page = (
        "<html><head><title>t</title><style>p {color: red}</style></head><body><p>Tak,&nbsp;<b>jutro</b> o 10.</p>"
        "<script>alert(1)</script><div>Ewa</div><div>W dniu 24.11.2026 o 10:15, Portal NGO pisze:</div>"
        "<blockquote><p>Kiedy?</p><p>Gdzie?</p></blockquote></body></html>"
    )
    text = words_of_html(page)
    assert not any(word in text for word in ("alert", "red", "<"))
    assert new_text(text) == "Tak, jutro o 10.\n\nEwa"
