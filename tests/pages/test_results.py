"""Results: what a table must say, how it comes out of a spreadsheet; where a row is wrong nothing is written."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from coordination.calendar import warsaw
from coordination.models import AuditEntry
from pages.models import CompetitionPage, Criterion, Result
from pages.results import cells, views
from pages.results.reading import report
from pages.results.rules import Frame, Line, granted, issues, of_line, of_table
from pages.results.spreadsheets import MOST_ROWS, NotATable, rows_of
from publishing import actions
from tests.publishing.city import NOW, TUESDAY, fresh
from tests.publishing.conftest import as_, city, clock
from tests.scenarios.test_46_only_extended import moved, published

__all__ = ["as_", "city", "clock"]

SignIn = Callable[[Any], Client]
D = Decimal
DEADLINE = warsaw(dt.date(2026, 11, 10), dt.time(15))
HEAD = ["Oferent", "Zadanie", "Przyznano", "Punkty", "Rozstrzygnięcie", "Uwagi"]
GOOD = [
    ["Fundacja „Most Dorosłości”", "Mieszkania treningowe", "250 000 zł", "87", "", ""],
    ["Stowarzyszenie „Start z Pieczy”", "Pierwsza praca", "178500,50", "81,5", "przyznano", "z uwagą"],
    ["Koło Przyjaciół Nowej Huty", "Spacery", "", "40", "nie przyznano", "poniżej progu"],
]


# -- the rules ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "hard", "soft"),
    [
        (Line("A", "B", D(1)), [], []),
        (Line("A", "B"), [], []),
        (Line("", "B", D(1)), ["bidder"], []),
        (Line("A", "  ", D(1)), ["task"], []),
        (Line("A", "B", None, outcome="dotacja"), ["amount"], []),
        (Line("A", "B", D(0)), [], ["amount"]),
        (Line("A", "B", D(0), outcome="bez-dotacji"), [], []),
        (Line("A", "B", D(0), outcome="dotacja"), ["amount"], []),
        (Line("A", "B", D(-1)), ["amount"], []),
        (Line("A", "B", D(1), outcome="bez-dotacji"), ["amount"], []),
        (Line("A", "B", None, outcome="rezerwa"), [], []),
        (Line("A", "B", D("60000.00")), [], []),
        (Line("A", "B", D("60000.01")), [], ["amount"]),
        (Line("A", "B", D(1), D(60)), [], []),
        (Line("A", "B", D(1), D("59.99")), [], ["points"]),
        (Line("A", "B", None, D(12)), [], []),
        (Line("A", "B", D(1), D("100.01")), [], ["points"]),
        (Line("A", "B", D(1), D(-1)), ["points"], ["points"]),
    ],
)
def test_one_row(line: Line, hard: list[str], soft: list[str]) -> None:
    frame = Frame(max_grant=D(60_000), threshold=60, most_points=100)
    found = list(of_line(line, frame))
    assert [issue.field for issue in found if issue.hard] == hard
    assert [issue.field for issue in found if not issue.hard] == soft


@pytest.mark.parametrize(
    ("amounts", "frame", "warnings"),
    [
        ([D(60), D(40)], Frame(pool=D(100)), 0),
        ([D(60), D("40.01")], Frame(pool=D(100)), 1),
        ([D(60), D(41)], Frame(pool=D(100), pool_is_about=True), 0),
        ([D(60), D(41)], Frame(), 0),
        ([D(60), D(40)], Frame(one_offer_chosen=True), 1),
        ([D(60), None], Frame(one_offer_chosen=True), 0),
    ],
)
def test_the_table_warns(amounts: list[Decimal | None], frame: Frame, warnings: int) -> None:
    lines = [Line(f"Oferent {number}", "Zadanie", amount) for number, amount in enumerate(amounts)]
    found = list(of_table(lines, frame))
    assert len(found) == warnings
    assert not any(issue.hard for issue in found)


def test_one_offer_twice_is_warned_of() -> None:
    lines = [Line("Fundacja Łąka", "Zajęcia", D(1)), Line("FUNDACJA ŁĄKA", "zajęcia", D(1))]
    assert ["dwa razy" in str(issue.message) for issue in of_table(lines, Frame())] == [True]


@pytest.mark.parametrize(
    ("lines", "on", "hard"),
    [
        ([], None, []),
        ([], dt.date(2026, 11, 20), ["results_on"]),
        ([Line("A", "B", D(1))], dt.date(2026, 11, 9), ["results_on"]),
        ([Line("A", "B", D(1))], dt.date(2026, 11, 10), []),
        ([Line("A", "B", D(1))], None, []),
        ([Line("A", "", D(1))], dt.date(2026, 11, 20), ["results"]),
    ],
)
def test_the_day_and_the_table_belong_together(lines: list[Line], on: dt.date | None, hard: list[str]) -> None:
    assert [issue.field for issue in issues(lines, Frame(deadline=DEADLINE), on) if issue.hard] == hard


def test_only_grants_are_added_up() -> None:
    assert granted([Line("A", "B", D(5)), Line("A", "C"), Line("A", "D", None, outcome="rezerwa")]) == 5


# -- cells ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("250 000 zł", D(250_000)),
        ("250\u00a0000,50 zł", D("250000.50")),
        ("1.250.000", D(1_250_000)),
        ("1.250,5", D("1250.5")),
        ("87.5", D("87.5")),
        (87, D(87)),
        (0.1 + 0.2, D("0.30")),
        (178500.00000000003, D(178_500)),
        ("–", None),
        ("", None),
        (None, None),
    ],
)
def test_numbers_as_people_write_them(cell: Any, number: Decimal | None) -> None:
    assert cells.number(cell, "amount") == number


@pytest.mark.parametrize(
    "cell",
    [
        "ok. 5000",
        "5 tys.",
        "12 34",
        "1,250,000",
        "5000,123",
        0.005,
        True,
        float("nan"),
        float("inf"),
        10**12,
        "5e3",
        "٣",
    ],
)
def test_what_might_mean_two_things_is_not_guessed(cell: Any) -> None:
    with pytest.raises(cells.Unreadable):
        cells.number(cell, "amount")


def test_a_formula_of_our_own_file_comes_back_as_text() -> None:
    assert cells.text("'=HYPERLINK(1)", "note") == "=HYPERLINK(1)"


# -- files ----------------------------------------------------------------------------------------------------------


def csv_of(rows: list[list[str]], *, encoding: str = "utf-8-sig", delimiter: str = ";") -> SimpleUploadedFile:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return SimpleUploadedFile("wyniki.csv", text.getvalue().encode(encoding))


def xlsx_of(rows: list[list[Any]]) -> SimpleUploadedFile:
    book, target = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(target)
    return SimpleUploadedFile("wyniki.xlsx", target.getvalue())


@pytest.mark.parametrize(
    "file",
    [
        lambda: csv_of([HEAD, *GOOD]),
        lambda: csv_of([HEAD, *GOOD], encoding="cp1250"),
        lambda: csv_of([HEAD, *GOOD], delimiter="\t"),
        lambda: csv_of([HEAD, [], *GOOD, ["", ""]]),
        lambda: xlsx_of([HEAD, *GOOD]),
        lambda: xlsx_of([HEAD[::-1], *(row[::-1] for row in GOOD)]),
        lambda: xlsx_of([[word.upper() for word in HEAD], *GOOD]),
    ],
)
def test_the_same_table_from_any_file(file: Callable[[], SimpleUploadedFile]) -> None:
    found = report(rows_of(file()), Frame())
    assert found.may_be_taken
    assert found.lines == [
        Line("Fundacja „Most Dorosłości”", "Mieszkania treningowe", D(250_000), D(87)),
        Line("Stowarzyszenie „Start z Pieczy”", "Pierwsza praca", D("178500.50"), D("81.5"), "dotacja", "z uwagą"),
        Line("Koło Przyjaciół Nowej Huty", "Spacery", None, D(40), "bez-dotacji", "poniżej progu"),
    ]


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (lambda: SimpleUploadedFile("wyniki.pdf", b"%PDF-1.7"), "XLSX albo CSV"),
        (lambda: SimpleUploadedFile("wyniki.xlsx", b"Oferent;Zadanie"), "uszkodzony"),
        (lambda: SimpleUploadedFile("wyniki.xlsx", b"PK\x03\x04" + b"\0" * 50), "uszkodzony"),
        (lambda: SimpleUploadedFile("wyniki.csv", b"\0\1\2"), "CSV"),
        (lambda: SimpleUploadedFile("wyniki.csv", b"\n\n"), "żadnego wiersza"),
        (lambda: csv_of([HEAD]), "tylko nagłówki"),
        (lambda: csv_of([["Oferent", "Kwota"], ["A", "1"]]), "Brakuje: Zadanie"),
        (lambda: csv_of([[*HEAD, "Kwota"], *GOOD]), "dwa razy"),
        (lambda: csv_of([HEAD, *([GOOD[0]] * (MOST_ROWS + 1))]), "więcej niż 1000"),
        (lambda: SimpleUploadedFile("wyniki.csv", b"x" * (2 * 1024 * 1024 + 1)), "2 MB"),
    ],
)
def test_what_is_no_table_says_why(file: Callable[[], SimpleUploadedFile], said: str) -> None:
    with pytest.raises(NotATable, match=said):
        report(rows_of(file()), Frame())


# -- the screen -----------------------------------------------------------------------------------------------------


def settled(city: SimpleNamespace, **values: Any) -> Any:
    return published(city, deadline=DEADLINE, total_amount=400_000, threshold=60, **values)


def address(page: Any, name: str = "table") -> str:
    return reverse(f"competitions:results_{name}", args=[page.pk])


def sent(client: Client, page: Any, rows: list[list[str]], day: str = "2026-11-20") -> Any:
    return client.post(address(page), {"plik": csv_of([HEAD, *rows]), "dzien": day})


def draft_of(page: Any) -> Any:
    return CompetitionPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def test_preview_writes_nothing_confirmation_writes_a_draft(city: SimpleNamespace, as_: SignIn) -> None:
    page, client = settled(city), as_(city.coordinator)
    before = page.revisions.count()
    answer = sent(client, page, GOOD)
    assert answer.status_code == 200
    assert page.revisions.count() == before
    text = answer.content.decode()
    assert "Dotacje łącznie: 428\u00a0500,50\u00a0zł" in text
    assert "więcej niż ogłoszona kwota" in text
    answer = client.post(address(page, "confirm"), {"pokazane": answer.context["sealed"]})
    assert answer.url.endswith(views.OUTCOME_TAB)
    assert f'href="{views.OUTCOME_TAB}"' in client.get(answer.url.partition("#")[0]).content.decode()
    draft = draft_of(page)
    assert [(row.bidder, row.amount) for row in draft.results.all()] == [
        (row[0], amount) for row, amount in zip(GOOD, [D(250_000), D("178500.50"), None], strict=True)
    ]
    assert draft.results_on == dt.date(2026, 11, 20)
    assert not Result.objects.filter(page=page).exists(), "the public page is as it was"
    entry = AuditEntry.objects.get(verb="results.import")
    assert (entry.unit_id, entry.version) == (city.kd.pk, str(draft.latest_revision_id))


def test_while_offers_come_in_the_screen_says_that_results_wait(city: SimpleNamespace, as_: SignIn) -> None:
    client, words = as_(city.coordinator), "więc wyników nie da się jeszcze ogłosić"
    assert words in client.get(address(published(city))).content.decode()
    assert words not in client.get(address(settled(city))).content.decode()


def test_the_preview_shows_every_column_that_is_taken_over(city: SimpleNamespace, as_: SignIn) -> None:
    text = sent(as_(city.coordinator), settled(city), GOOD).content.decode()
    for heading in HEAD[4:]:
        assert f'<th scope="col">{heading}</th>' in text


def test_where_a_row_is_wrong_nothing_can_be_confirmed(city: SimpleNamespace, as_: SignIn) -> None:
    page, client = settled(city), as_(city.coordinator)
    before = page.revisions.count()
    wrong = [["Fundacja", "Zajęcia", "", "70", "przyznano", ""], ["", "Zajęcia", "ok. 5000", "", "", ""]]
    answer = sent(client, page, [GOOD[0], *wrong])
    assert answer.status_code == 422
    assert answer.context["sealed"] == ""
    assert [(row.number, [issue.field for issue in row.issues]) for row in answer.context["report"].wrong] == [
        (3, ["amount"]),
        (4, ["amount", "bidder"]),
    ]
    assert reverse("competitions:results_confirm", args=[page.pk]) not in answer.content.decode()
    assert page.revisions.count() == before


def test_only_what_was_shown_can_be_confirmed(city: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    page, other, client = settled(city), settled(city, title="Inny"), as_(city.coordinator)
    sealed = sent(client, page, GOOD).context["sealed"]
    before = page.revisions.count()
    for target, forged in ((page, sealed[:-2] + "xx"), (page, "x"), (page, ""), (other, sealed)):
        assert client.post(address(target, "confirm"), {"pokazane": forged}).status_code == 422
    clock.move_to(NOW + dt.timedelta(hours=13), tick=False)
    assert client.post(address(page, "confirm"), {"pokazane": sealed}).status_code == 422
    assert page.revisions.count() == before


def test_a_newer_version_is_not_overwritten(city: SimpleNamespace, as_: SignIn) -> None:
    page, client = settled(city), as_(city.coordinator)
    sealed = sent(client, page, GOOD).context["sealed"]
    moved(page, DEADLINE, summary="Nowsze słowa.")
    answer = client.post(address(page, "confirm"), {"pokazane": sealed})
    assert answer.status_code == 403
    assert "nowszą wersję" in answer.content.decode()
    assert draft_of(page).summary == "Nowsze słowa."
    assert draft_of(page).results.count() == 0


def test_other_unpublished_changes_stay(city: SimpleNamespace, as_: SignIn) -> None:
    page, client = moved(settled(city), DEADLINE, summary="Nowsze słowa."), as_(city.coordinator)
    client.post(address(page, "confirm"), {"pokazane": sent(client, page, GOOD, day="").context["sealed"]})
    draft = draft_of(page)
    assert (draft.summary, draft.results_on, draft.results.count()) == ("Nowsze słowa.", None, 3)


@pytest.mark.parametrize("who", ["other", "head", "monitor", "director", "nobody"])
def test_for_whoever_may_not_edit_there_is_no_door(city: SimpleNamespace, as_: SignIn, who: str) -> None:
    page, client = settled(city), as_(getattr(city, who))
    before = page.revisions.count()
    assert client.get(address(page)).status_code in {302, 403}
    assert sent(client, page, GOOD).status_code in {302, 403}
    assert client.get(f"/admin/konkursy/{page.pk}/wyniki/szablon.csv").status_code in {302, 403}
    sealed = sent(as_(city.coordinator), page, GOOD).context["sealed"]
    assert client.post(address(page, "confirm"), {"pokazane": sealed}).status_code in {302, 403}
    assert page.revisions.count() == before


def test_what_waits_in_the_queue_is_not_changed(city: SimpleNamespace, as_: SignIn) -> None:
    page = settled(city)
    actions.hand_over(page, by=fresh(city.coordinator), publish_at=TUESDAY, now=NOW)
    assert as_(city.coordinator).get(address(page)).status_code == 403


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_file_to_fill_in_comes_back_as_it_went(city: SimpleNamespace, as_: SignIn, form: str) -> None:
    page, client = settled(city), as_(city.coordinator)
    client.post(address(page, "confirm"), {"pokazane": sent(client, page, GOOD).context["sealed"]})
    file = client.get(f"/admin/konkursy/{page.pk}/wyniki/szablon.{form}")
    assert f'filename="wyniki-{page.slug}.{form}"' in file["Content-Disposition"]
    again = report(rows_of(SimpleUploadedFile(f"wyniki.{form}", file.content)), Frame())
    assert [line.bidder for line in again.lines] == [row[0] for row in GOOD]
    assert [line.amount for line in again.lines] == [D(250_000), D("178500.50"), None]
    assert again.may_be_taken


def test_the_page_tells_the_sum_and_until_when_reasons_can_be_asked(
    city: SimpleNamespace, client: Client, as_: SignIn
) -> None:
    page, staff = settled(city), as_(city.coordinator)
    staff.post(address(page, "confirm"), {"pokazane": sent(staff, page, GOOD).context["sealed"]})
    draft_of(page).get_latest_revision().publish()
    text = client.get(page.url).content.decode()
    assert "2 dotacje, razem 428\u00a0500,50\u00a0zł." in text
    assert "Do 20 grudnia 2026 każdy może zażądać uzasadnienia" in text
    assert "nie przyznano" in text


def test_points_of_all_criteria_are_the_most(city: SimpleNamespace, as_: SignIn) -> None:
    page = settled(city)
    draft = draft_of(page)
    draft.criteria = [Criterion(name="Koszty", points=40), Criterion(name="Kadra", points=40)]
    draft.save_revision(clean=False)
    found = sent(as_(city.coordinator), page, GOOD).context["report"]
    assert [[issue.field for issue in row.issues] for row in found.rows] == [["points"], ["points"], []]


def test_the_editor_leads_to_the_file(city: SimpleNamespace, as_: SignIn) -> None:
    page = settled(city)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert address(page) in as_(city.coordinator).get(edit).content.decode()


def test_a_workbook_with_a_bomb_of_rows_is_refused() -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(HEAD)
    for _ in range(MOST_ROWS + 2):
        sheet.append(["A", "B", 1])
    target = io.BytesIO()
    book.save(target)
    assert load_workbook(io.BytesIO(target.getvalue()))
    with pytest.raises(NotATable):
        rows_of(SimpleUploadedFile("wyniki.xlsx", target.getvalue()))


def test_a_damaged_workbook_is_told_in_words() -> None:
    """Every part of the file, one octet turned over: read, or said to be damaged, and nothing else."""
    book, file = Workbook(), io.BytesIO()
    for row in [HEAD, *GOOD]:
        book.active.append(row)
    book.save(file)
    whole, damaged = file.getvalue(), 0
    for place in range(0, len(whole), len(whole) // 120):
        content = whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :]
        try:
            rows_of(SimpleUploadedFile("wyniki.xlsx", content))
        except NotATable:
            damaged += 1
    assert damaged > 10
