"""«Dziennik», «Historia komórki», «Historia strony»: who reads what, filters, pages and files (scenario 72)."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from coordination import audit, journal
from coordination.models import AuditEntry
from coordination.standing import standing_of
from coordination.states import Outcome
from publishing import journal_views
from publishing.subjects import page_reference
from tests.publishing.city import NOW, approved, fresh, handed_over, news

SignIn = Callable[[Any], Client]
BOOK, UNIT = "publishing:journal", "publishing:unit_history"
MARK_KD, MARK_SP = "Znak-KD-7f3a", "Znak-SP-91c4"


def text_of(client: Client, name: str, query: str = "", *args: Any) -> str:
    answer = client.get(reverse(name, args=args) + query)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def csv_rows(client: Client, name: str, query: str = "") -> list[list[str]]:
    answer = client.get(reverse(f"{name}_export", args=["csv"]) + query)
    content = b"".join(answer.streaming_content)
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def sheet(client: Client, name: str, query: str = "") -> Any:
    answer = client.get(reverse(f"{name}_export", args=["xlsx"]) + query)
    return load_workbook(io.BytesIO(answer.content)).active


def written(city: SimpleNamespace, label: str, **values: Any) -> AuditEntry:
    given = {"verb": "page.edit", "now": NOW, "about": "wagtailcore.page:4711", "unit": city.kd} | values
    by = standing_of(fresh(given.pop("who", city.coordinator)))
    return audit.write(given.pop("verb"), label=label, by=by, **given)


# -- who reads ------------------------------------------------------------------------------------------------------


def test_only_those_who_watch_the_city_read_the_book(city: SimpleNamespace, as_: SignIn) -> None:
    addresses = [reverse(BOOK), reverse(f"{BOOK}_export", args=["csv"]), reverse(f"{BOOK}_export", args=["xlsx"])]
    may = {"administrator": 200, "root": 200, "monitor": 200, "director": 200}
    may_not = dict.fromkeys(("coordinator", "deputy", "head", "other", "editor", "operator"), 403)
    for who, status in (may | may_not).items():
        client = as_(getattr(city, who))
        assert [client.get(address).status_code for address in addresses] == [status] * 3, who
    for client, status in ((Client(), 302), (as_(city.nobody), 403)):
        assert [client.get(address).status_code for address in addresses] == [status] * 3


def test_a_unit_reads_its_own_lines_and_not_one_of_another(city: SimpleNamespace, as_: SignIn) -> None:
    written(city, MARK_KD)
    written(city, MARK_SP, unit=city.sp, who=city.other, note=f"{MARK_SP} uwaga")
    refusal = {"outcome": Outcome.REFUSED, "verb": "refuse"}
    written(city, MARK_SP, unit=city.sp, note=f"{MARK_SP} odmowa", **refusal)
    for who in (city.coordinator, city.deputy, city.head):
        client = as_(who)
        for query in ("", f"?q={MARK_SP}", f"?komorka={city.sp.pk}", "?rzecz=wagtailcore.page:4711", "?wynik=refused"):
            seen = text_of(client, UNIT, query) + str(csv_rows(client, UNIT, query))
            assert f">{MARK_SP}" not in seen, query
            assert f"{MARK_SP} " not in seen, query
        assert MARK_KD in text_of(client, UNIT)
    assert MARK_KD not in text_of(as_(city.other), UNIT)


def test_nobody_without_a_unit_has_a_history_of_one(city: SimpleNamespace, as_: SignIn) -> None:
    for who, status in ((city.monitor, 403), (city.editor, 403), (city.nobody, 403)):
        assert as_(who).get(reverse(UNIT)).status_code == status
    assert Client().get(reverse(UNIT)).status_code == 302


def test_a_unit_learns_who_was_refused_on_its_page_and_not_where_they_knocked(
    city: SimpleNamespace, as_: SignIn
) -> None:
    about, hidden = page_reference(city.unit_page.pk), "GET /admin/pages/9/edit/?tajne=1"
    refused = {"verb": "refuse", "outcome": Outcome.REFUSED, "about": about, "note": hidden, "who": city.other}
    written(city, city.unit_page.title, **refused)
    client = as_(city.coordinator)
    seen = text_of(client, UNIT, "?wynik=refused")
    assert "Radosław Toporek" in seen
    assert "odmowa" in seen
    assert "tajne" not in seen + str(csv_rows(client, UNIT, "?wynik=refused"))
    assert not client.get(reverse(UNIT) + "?q=tajne").context["lines"], "nor is it found by its words"
    assert hidden in str(csv_rows(as_(city.administrator), BOOK, "?wynik=refused"))


def test_the_history_of_a_page_is_for_those_who_may_read_it(city: SimpleNamespace, as_: SignIn) -> None:
    row = approved(city)
    address = reverse("publishing:page_history", args=[row.page_id])
    for who in (city.coordinator, city.head, city.editor, city.monitor, city.administrator):
        assert as_(who).get(address).status_code == 200
    for who in (city.other, city.nobody):
        assert as_(who).get(address).status_code in (302, 403)
    never = reverse("publishing:page_history", args=[999_999])
    others = [as_(city.other).get(url) for url in (address, never)]
    assert [answer.status_code for answer in others] == [403, 403], "what is not theirs and what is not there, alike"
    seen = text_of(as_(city.coordinator), "publishing:page_history", "", row.page_id)
    for words in ("Utworzenie strony", "Przekazanie materiału", "Zatwierdzenie", "Roman Redaktor (redaktor portalu)"):
        assert words.lower() in seen.lower()


def test_the_editor_and_the_handoff_lead_to_the_history_of_the_page(city: SimpleNamespace, as_: SignIn) -> None:
    row, client = handed_over(city), as_(city.coordinator)
    address = reverse("publishing:page_history", args=[row.page_id])
    assert address in text_of(client, "publishing:handoff", "", row.pk)
    assert address in client.get(reverse("wagtailadmin_pages:edit", args=[row.page_id])).content.decode()


def test_the_menu_offers_each_reader_their_own_list(city: SimpleNamespace, as_: SignIn) -> None:
    for who, book, unit in ((city.monitor, True, False), (city.coordinator, False, True), (city.editor, False, False)):
        home = as_(who).get(reverse("wagtailadmin_home")).content.decode()
        assert (reverse(BOOK) in home, reverse(UNIT) in home) == (book, unit)


# -- filters --------------------------------------------------------------------------------------------------------


def labels(client: Client, query: str) -> set[str]:
    return {row[5] for row in csv_rows(client, BOOK, query)[1:]}


def test_filters_live_in_the_address(city: SimpleNamespace, as_: SignIn) -> None:
    day = dt.timedelta(days=1)
    written(city, "Żółta łąka", now=NOW - 9 * day)
    written(city, "Biegi", unit=city.sp, who=city.other, verb="image.create", now=NOW - 5 * day)
    written(city, "Odmówiona", verb="refuse", outcome=Outcome.REFUSED, who=city.deputy, now=NOW - 3 * day)
    written(city, "Dzisiejsza", about="wagtailcore.page:12", now=NOW, note="uwaga Ćwiczenia")
    client = as_(city.monitor)
    asked = {
        "?q=żółta+ŁĄKA": {"Żółta łąka"},
        "?q=ćwiczenia": {"Dzisiejsza"},
        "?osoba=Toporek": {"Biegi"},
        "?osoba=tomasz+zastępca": {"Odmówiona"},
        f"?komorka={city.sp.pk}&rodzaj=files": {"Biegi"},
        "?rodzaj=doors": {"Odmówiona"},
        "?czyn=image.create": {"Biegi"},
        "?wynik=refused": {"Odmówiona"},
        "?rzecz=wagtailcore.page:12": {"Dzisiejsza"},
        "?od=2026-11-14&do=2026-11-14": {"Żółta łąka"},
        "?od=2026-11-18&do=2026-11-20": {"Biegi", "Odmówiona"},
        "?q=tego+nie+ma": set(),
    }
    every = {"Żółta łąka", "Biegi", "Odmówiona", "Dzisiejsza"}
    assert "Żaden wpis nie pasuje do tych filtrów." in text_of(client, BOOK, "?q=tego+nie+ma")
    for query, expected in asked.items():
        shown = client.get(reverse(BOOK) + query).context["lines"]
        assert {line.entry.label for line in shown} & every == expected, query
        assert labels(client, query) & every == expected, query


def test_a_day_is_a_warsaw_day(city: SimpleNamespace, as_: SignIn) -> None:
    written(city, "Tuż po północy", now=dt.datetime(2026, 11, 15, 23, 30, tzinfo=dt.UTC))
    client = as_(city.monitor)
    assert "Tuż po północy" in labels(client, "?od=2026-11-16&do=2026-11-16")
    assert "Tuż po północy" not in labels(client, "?od=2026-11-15&do=2026-11-15")


NONSENSE = (
    "?od=2026-99-99&do=x&komorka=9999999999999999999&rodzaj=zły&czyn=%00&wynik=;drop",
    "?od=0001-01-01&do=9999-12-31&starsze=9-9-9&nowsze=abc",
    "?starsze=99999999999999999-99999999999999999",
    "?nowsze=0-0&q=%00%27%22<b>x&osoba=%00<b>x&rzecz=%00<b>x",
    f"?q={'a' * 5000}",
    "?od=2026-11-30&do=2026-11-01",
)


@pytest.mark.parametrize("query", NONSENSE)
def test_nonsense_in_the_address_is_harmless(city: SimpleNamespace, as_: SignIn, query: str) -> None:
    client = as_(city.administrator)
    assert "<b>x" not in text_of(client, BOOK, query)
    assert csv_rows(client, BOOK, query)
    assert text_of(as_(city.coordinator), UNIT, query)


def test_every_line_tells_all_facts_and_leads_to_what_still_exists(city: SimpleNamespace, as_: SignIn) -> None:
    row = approved(city)
    gone = written(city, "Usunięta strona", about="wagtailcore.page:999999")
    seen = text_of(as_(city.administrator), BOOK)
    assert reverse("publishing:handoff", args=[row.pk]) in seen
    assert gone.label in seen
    assert reverse("wagtailadmin_pages:edit", args=[999_999]) not in seen
    for heading in ("Kiedy", "Kto", "Z której komórki", "Na jakiej podstawie", "Wersja", "Wynik"):
        assert f"<dt>{heading}</dt>" in seen
    assert "Wpisy przechowujemy przez 10 lat. To ustawienie portalu" in seen


# -- pages ----------------------------------------------------------------------------------------------------------


def test_pages_follow_each_other_without_loss_and_back(
    city: SimpleNamespace, as_: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(25):  # several at one instant: the number of the line decides
        written(city, f"w{number:02}", now=NOW - dt.timedelta(minutes=number // 5), about="x:1")
    client, query = as_(city.monitor), "?rzecz=x:1"
    monkeypatch.setattr(journal.sheet, "__defaults__", (10,))

    def look(address: str) -> tuple[list[str], Any]:
        answer = client.get(reverse(BOOK) + address)
        return [line.entry.label for line in answer.context["lines"]], answer.context

    first, context = look(query)
    second, later = look(context["older_url"])
    third, last = look(later["older_url"])
    assert (len(first), len(second), len(third), last["older_url"]) == (10, 10, 5, "")
    expected = list(AuditEntry.objects.filter(about="x:1").order_by("-at", "-pk").values_list("label", flat=True))
    assert first + second + third == expected
    again, middle = look(last["newer_url"])
    assert again == second
    assert look(middle["newer_url"])[0] == first
    assert context["newer_url"] == ""


# -- files ----------------------------------------------------------------------------------------------------------


def test_files_hold_the_rows_and_facts_of_the_screen(city: SimpleNamespace, as_: SignIn) -> None:
    entry = written(
        city,
        "Zażółć gęślą",
        now=dt.datetime(2026, 7, 1, 22, 30, tzinfo=dt.UTC),
        right="§ 4 ust. 1 pkt 1",
        version="17",
        who=city.deputy,
    )
    client = as_(city.monitor)
    head, row = csv_rows(client, BOOK, "?q=gęślą")
    assert head[:7] == ["Kiedy", "Kto", "W jakiej roli", "Z której komórki", "Czynność", "Czego dotyczy", "Komórka"]
    assert row == [
        "02.07.2026 0:30",
        "Tomasz Zastępca",
        "w zastępstwie",
        str(city.kd),
        "zapisanie wersji strony",
        "Zażółć gęślą",
        str(city.kd),
        "§ 4 ust. 1 pkt 1",
        "17",
        "wykonano",
        "1",
        "",
        entry.about,
    ]
    cells = [cell.value for cell in sheet(client, BOOK, "?q=gęślą")[2]]
    assert cells[0] == dt.datetime(2026, 7, 2, 0, 30)  # noqa: DTZ001  a sheet knows no zones
    assert cells[1:6] == row[1:6]
    seen = text_of(client, BOOK, "?q=gęślą")
    assert all(fact in seen for fact in row[1:10])


def test_formulas_are_neutralised(city: SimpleNamespace, as_: SignIn) -> None:
    for label in ("=cmd|' /C calc'!A0", "+48 12", "@SUM(A1)"):
        written(city, label, about="y:1", note=label)
    client = as_(city.monitor)
    rows = csv_rows(client, BOOK, "?rzecz=y:1")[1:]
    assert all(row[5].startswith("'") and row[11].startswith("'") for row in rows)
    for row in sheet(client, BOOK, "?rzecz=y:1").iter_rows(min_row=2):
        assert (row[5].data_type, row[5].quotePrefix) == ("s", True)


def test_downloading_the_book_stands_in_the_book_and_not_in_the_file(city: SimpleNamespace, as_: SignIn) -> None:
    written(city, MARK_KD)
    rows = csv_rows(as_(city.monitor), BOOK, "?q=Znak")
    assert len(rows) == 2
    line = AuditEntry.objects.get(verb="journal.export")
    assert (line.actor_name, line.label, line.note) == ("Szymon Monitor", "CSV", "q=Znak")


def test_a_list_too_long_for_a_workbook_is_told_so(
    city: SimpleNamespace, as_: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_views, "XLSX_ROWS", 3)
    for number in range(5):
        written(city, f"w{number}", about="z:1")
    client = as_(city.monitor)
    answer = client.get(reverse(f"{BOOK}_export", args=["xlsx"]) + "?rzecz=z:1", follow=True)
    assert answer.redirect_chain[0][0] == f"{reverse(BOOK)}?rzecz=z%3A1"
    assert "za długa na plik XLSX" in answer.content.decode()
    assert len(csv_rows(client, BOOK, "?rzecz=z:1")) == 6


def test_an_unknown_format_is_not_found(city: SimpleNamespace, as_: SignIn) -> None:
    assert as_(city.monitor).get(reverse(f"{BOOK}_export", args=["pdf"])).status_code == 404


def test_a_page_still_shows_what_was_handed_over_under_one_reference(city: SimpleNamespace) -> None:
    page = news(city)
    assert AuditEntry.objects.filter(about=page_reference(page.pk)).exists()
