"""The screens of findings: who reads what, setting aside and its undoing, the editor, the journey of the old limit."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coordination.models import AuditEntry, Unit
from pages.models import StandardPage
from publishing import look_rounds
from publishing.mentions import WantedLook
from publishing.models import PublishingRight
from publishing.outward import ExternalLink
from publishing.signals_seen import Finding
from publishing.sorts import SORTS, Severity, Sort
from tests.publishing.city import NOW, TODAY, person
from tests.signals.conftest import DAY, found, look, night, on, rewrite, text_page

OLD = ("paragraph", "<p>Mały grant (art. 19a) to najwyżej 10 000 zł.</p>")
NEW = ("paragraph", "<p>Mały grant (art. 19a) to najwyżej 20 000 zł.</p>")
LIST = "/admin/raporty/ustalenia/"


@pytest.fixture
def old(city: SimpleNamespace) -> Any:
    made = text_page(city, OLD, ("heading", {"text": "Podsekcja", "level": "3"}), title="Małe granty")
    look(made)
    return made


def law(page: Any) -> Finding:
    return Finding.objects.get(page=page, sort=Sort.LAW)


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.mark.par(3, pkt=2)
def test_sz_finds_the_old_limit_the_unit_corrects_and_publishes_and_the_finding_is_gone(
    city: SimpleNamespace, as_: Any, time_machine: Any
) -> None:
    PublishingRight.objects.create(
        unit=city.kd, kind="standard", from_on=dt.date(2026, 1, 1), basis="polecenie", granted_by="SZ"
    )
    page = text_page(city, OLD, title="Małe granty")
    page.save_revision(user=city.coordinator).publish()
    look_rounds.run_once(NOW)
    seen = text(as_(city.monitor).get(f"{LIST}?ustalenie=prawo"))
    assert "Małe granty" in seen
    assert "20 000 zł na jedno zadanie" in seen
    unit = as_(city.coordinator)
    row = law(page)
    assert row.fix_url in text(unit.get(LIST))
    editor = text(unit.get(row.fix_url.partition("#")[0]))
    assert "Co tu trzeba poprawić" in editor
    assert f'data-ngo-field="{row.place}"' in editor
    form = {
        "title": "Małe granty",
        "slug": page.slug,
        "lead": "",
        "seo_title": "",
        "search_description": "",
        "change_note": "Nowy limit",
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "paragraph",
        "body-0-id": "b0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "body-0-value": '{"blocks":[{"key":"a","text":"Mały grant (art. 19a) to najwyżej 20 000 zł.","type":"unstyled",'
        '"depth":0,"inlineStyleRanges":[],"entityRanges":[]}],"entityMap":{}}',
        "action-publish": "1",
    }
    time_machine.move_to(NOW + dt.timedelta(minutes=5), tick=False)
    assert unit.post(f"/admin/pages/{page.pk}/edit/", form).status_code == 302
    assert "20 000" in str(StandardPage.objects.get(pk=page.pk).body)
    assert WantedLook.objects.filter(page_id=page.pk).exists()
    look_rounds.run_once(NOW + dt.timedelta(minutes=6))
    assert found(page) == []
    assert "Małe granty" not in text(as_(city.monitor).get(f"{LIST}?ustalenie=prawo"))
    assert "Co tu trzeba poprawić" not in text(unit.get(f"/admin/pages/{page.pk}/edit/"))


@pytest.mark.par(3, pkt=2)
def test_units_read_their_own_sz_and_administrators_the_city_others_nothing(
    city: SimpleNamespace, as_: Any, old: Any
) -> None:
    address = reverse("publishing:finding", args=[law(old).pk])
    for who, reads in ((city.coordinator, True), (city.head, True), (city.monitor, True), (city.administrator, True)):
        desk = as_(who)
        assert ("Małe granty" in text(desk.get(LIST))) is reads
        assert desk.get(address).status_code == 200
    other = as_(city.other)
    assert "Małe granty" not in text(other.get(LIST))
    assert other.get(address).status_code == other.get(f"{LIST}999999/").status_code == 403
    for who in (city.editor, city.operator, city.nobody):
        assert as_(who).get(LIST).status_code in (302, 403)
    assert "This" not in text(as_(city.monitor).get(address))
    assert 'name="reason"' not in text(as_(city.monitor).get(address))


@pytest.mark.par(3, pkt=2)
def test_filters_stand_in_the_address_and_nonsense_in_it_is_no_error(city: SimpleNamespace, as_: Any, old: Any) -> None:
    desk = as_(city.administrator)
    foreign = text_page(city, OLD, title="Sportowe granty", unit=city.sp)
    look(foreign)
    both = "Małe granty", "Sportowe granty"
    cases = {
        "": both,
        f"?komorka={city.sp.pk}": ("Sportowe granty",),
        "?ustalenie=srodtytuly": ("Małe granty",),
        "?waga=myli": both,
        "?waga=utrudnia": ("Małe granty",),
        "?rodzaj=news": (),
        "?rodzaj=standard": both,
        "?q=SPORTOWE": ("Sportowe granty",),
        "?stan=odlozone": (),
        "?komorka=x&ustalenie=%00&waga=9&stan=&q=%00&strona=-1": both,
    }
    for query, titles in cases.items():
        shown = text(desk.get(LIST + query))
        assert [title in shown for title in both] == [title in titles for title in both], query
    assert "wprowadza w błąd <b>2</b>" in text(desk.get(LIST)).replace("\n", "")


@pytest.mark.par(3, pkt=2)
def test_what_is_no_error_is_set_aside_with_a_reason_undone_and_back_when_the_text_changes(
    city: SimpleNamespace, as_: Any, old: Any
) -> None:
    row, desk = law(old), as_(city.deputy)
    address = reverse("publishing:finding", args=[row.pk])
    until = TODAY + 10 * DAY
    bad = (
        {"reason": "", "until": until},
        {"reason": "x", "until": "31.02.2027"},
        {"reason": "x", "until": TODAY - DAY},
        {"reason": "x", "until": TODAY + 400 * DAY},
        {"reason": "powód zostaje\x00", "until": until},
    )
    for data in bad:
        answer = desk.post(address, data)
        assert answer.status_code == 422
        assert "handoff-field--error" in text(answer)
    assert desk.post(address, {"reason": "Cytat z archiwum", "until": until.isoformat(), "next": LIST}).url == LIST
    assert "Małe granty" in text(desk.get(f"{LIST}?stan=odlozone"))
    assert [line.sort for line in Finding.objects.open()] == [Sort.HEADINGS]
    line = AuditEntry.objects.get(verb="finding.set_aside")
    assert (line.actor_role, "Cytat z archiwum" in line.note) == ("w zastępstwie", True)
    assert desk.post(address, {"reason": "znowu", "until": until.isoformat()}).status_code == 403

    back = reverse("publishing:finding_back", args=[row.pk])
    assert desk.get(back).status_code == 405
    desk.post(back)
    assert law(old).dismissed_reason == ""
    assert desk.post(back).status_code == 403

    desk.post(address, {"reason": "Cytat z archiwum", "until": until.isoformat()})
    look(old, NOW + DAY)
    assert law(old).is_set_aside
    rewrite(old, ("paragraph", f"{OLD[1]}<p>Nowe zdanie.</p>"))
    look(old, NOW + DAY)
    assert not law(old).is_set_aside


@pytest.mark.parametrize(("days", "aside"), [(-1, True), (0, True), (1, False)])
def test_it_comes_back_the_day_after_the_last(
    city: SimpleNamespace, as_: Any, old: Any, days: int, aside: bool
) -> None:
    until = TODAY + 10 * DAY
    as_(city.coordinator).post(
        reverse("publishing:finding", args=[law(old).pk]), {"reason": "Cytat", "until": until.isoformat()}
    )
    night(until + days * DAY)
    assert law(old).is_set_aside is aside


def test_facts_are_not_set_aside_and_other_units_judge_nothing(city: SimpleNamespace, as_: Any, old: Any) -> None:
    fact = Finding.objects.create(
        page=old, sort=Sort.REVIEW, digest="2026-11-01", detail={"day": "2026-11-01"}, since=NOW, seen_at=NOW
    )
    data = {"reason": "Cytat", "until": TODAY.isoformat()}
    answer = as_(city.coordinator).post(reverse("publishing:finding", args=[fact.pk]), data)
    assert answer.status_code == 403
    assert "potwierdź jej aktualność" in text(answer)
    for who in (city.other, city.head, city.monitor):
        assert as_(who).post(reverse("publishing:finding", args=[law(old).pk]), data).status_code == 403
    assert not Finding.objects.set_aside().exists()
    assert as_(city.administrator).post(reverse("publishing:finding", args=[law(old).pk]), data).status_code == 302


def test_the_history_of_a_page_shows_what_has_to_be_corrected(city: SimpleNamespace, as_: Any, old: Any) -> None:
    shown = text(as_(city.head).get(reverse("publishing:page_history", args=[old.pk])))
    assert "Co tu trzeba poprawić" in shown
    assert "najwyżej" in shown


def test_outages_are_for_administrators_only(city: SimpleNamespace, as_: Any) -> None:
    ExternalLink.objects.create(
        url="https://bip.example/a",
        digest="a",
        host="bip.example",
        state="niedostepny",
        answer="timeout",
        first_seen_at=NOW,
        next_check_at=NOW,
        last_checked_at=NOW,
    )
    address = reverse("publishing:links")
    shown = text(as_(city.administrator).get(f"{address}?stan=niedostepny"))
    assert "https://bip.example/a" in shown
    assert "bip.example" not in text(as_(city.administrator).get(f"{address}?stan=dziala"))
    for who in (city.monitor, city.coordinator, city.editor):
        assert as_(who).get(address).status_code == 403


def test_every_sort_has_words_and_every_severity_a_sort() -> None:
    assert list(SORTS) == [*dict.fromkeys(SORTS)]
    assert set(SORTS) == set(Sort.values)
    assert {words.severity for words in SORTS.values()} == set(Severity)
    for words in SORTS.values():
        assert str(words.to_do).endswith((".", ").")), words
        assert words.icon


def test_the_lists_and_the_editor_ask_as_much_of_two_units_as_of_sixty(
    city: SimpleNamespace, as_: Any, old: Any
) -> None:
    desks = {name: as_(getattr(city, name)) for name in ("administrator", "coordinator")}

    def asked(name: str, address: str) -> int:
        desks[name].get(address)
        with CaptureQueriesContext(connection) as queries:
            desks[name].get(address)
        return len(queries)

    def counted() -> list[int]:
        with CaptureQueriesContext(connection) as queries:
            list(Finding.objects.counts_by_unit())
        assert len(queries) == 1
        return [
            asked("administrator", LIST),
            asked("coordinator", LIST),
            asked("administrator", "/admin/raporty/linki/"),
        ]

    before = counted()
    rows = []
    for number in range(58):
        unit = Unit.objects.create(name=f"Wydział {number}", slug=f"w-{number}", kind=city.kd.kind)
        made = text_page(city, title=f"Strona {number}", unit=unit)
        rows += [
            Finding(page=made, sort=sort, place="body", digest=str(number), since=NOW, seen_at=NOW, detail={"day": ""})
            for sort in Sort
        ]
    person(Unit.objects.get(slug="w-0"), "coordinator", "koordynator.w0", "Ola Nowa")
    Finding.objects.bulk_create(rows)
    assert counted() == before
    assert before[0] < 25
    totals = {row.unit_id: row.count for row in Finding.objects.of_sort(Sort.ALT).counts_by_unit()}
    assert len(totals) == 58
    assert set(totals.values()) == {1}
    assert on(TODAY) == NOW
