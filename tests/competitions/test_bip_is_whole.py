"""BIP, the board and the portal say the same (art. 13 ust. 3): every field that a reader sees is in the text for BIP.

The fields come from the model, so one that is added later fails here until it is told or its absence has a reason.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.base import ContentFile
from modelcluster.models import get_all_child_relations
from wagtail.documents.models import Document
from wagtail.rich_text import RichText

from coordination.calendar import warsaw
from coordination.models import Designation, District, Sphere
from pages.bip.announcement import announcement_text
from pages.bip.body import READERS
from pages.bip.offered import Kind, text_of
from pages.blocks import BodyBlock
from pages.models import (
    AmountPart,
    CompetitionAttachment,
    CompetitionPage,
    Criterion,
    Premise,
    Publication,
    Result,
    ToldDeadline,
)
from tests.competitions.calls import ANNOUNCED, call
from tests.competitions.test_bip import words
from tests.publishing.city import NOW

OUTCOME = "stands in the text of the results or of the annulment"
LEFT_OUT = {
    "page_ptr": "the key of the row",
    "change_note": "the history of the page on the portal",
    "minor_edit": "the history of the page on the portal",
    "outside_act": "decides which articles are cited; the act is named by `legal_basis`",
    "overlap_is_meant": "what the unit answers to the portal",
    "is_archival": "an old announcement is not put into BIP again",
    "offers_received": OUTCOME,
    "offers_after_formal_review": OUTCOME,
    "results_on": OUTCOME,
    "results_note": OUTCOME,
    "annulled_on": OUTCOME,
    "annulment_reason": OUTCOME,
    "annulment_text": OUTCOME,
    "announced_on": "the last day of the places, each of which is told",
    "amount_known": "kept from the total or its parts, each of which is told",
    "amount_kind": "says where the amount above comes from",
    "organ": "told by its name; beside another organ the name that was typed",
    "committee_call": "tells whether the two below apply",
}
ROWS_LEFT_OUT = {
    "publications.planned": "the text appears on the planned day",
    "attachments.document": "BIP takes files beside the text; its title is told where none was typed",
    "results": OUTCOME,
    "page_topics": "how the portal groups its pages",
    "wagtail_admin_comments": "remarks in the editor",
}
EMPTY: dict[str, Any] = {"organ_other": "", "body": [], "joint_offers": None, "one_offer_chosen": None}
OTHER_FACTS = {
    "planned_announcement_on": {"publications": []},
    "announced_year": {"publications": [], "planned_announcement_on": None},
    "same_kind_year": {"same_kind_year": 2024},
}
"""Fields that are told only where others say nothing, or something else."""


def full(city: SimpleNamespace) -> Any:
    """Everything that an editor can fill in."""
    page = call(
        city,
        organ="inny",
        organ_other="Dyrektor ZBK",
        number="KD-1",
        spheres_wording="pkt 1-34",
        amount_is_about=True,
        amount_note="z rezerwy",
        based_on_draft_budget=True,
        max_grant=Decimal(60_000),
        own_contribution="co najmniej 10%",
        max_offers="najwyżej dwie",
        joint_offers=True,
        one_offer_chosen=True,
        same_kind_together=Decimal(865_000),
        same_kind_year=2026,
        same_kind_note="razem z 2025",
        announced_year=2021,
        planned_announcement_on=dt.date(2026, 11, 20),
        offers_from=dt.date(2026, 11, 25),
        previous_deadline=warsaw(dt.date(2026, 12, 11), dt.time(13, 7)),
        extension_note="Awaria generatora.",
        formal_review_until=dt.date(2027, 1, 11),
        premises_area=Decimal("182.5"),
        threshold=61,
        questions_until=dt.date(2026, 12, 3),
        committee_call=True,
        committee_until=dt.date(2026, 12, 4),
        committee_text="Zapraszamy do komisji.",
        tool_url="https://generator.example/1",
        external_id="GEN-77",
    )
    page.districts = District.objects.filter(number__in=[1, 3])
    page.amounts = [AmountPart(year=2027, purpose="zajęcia", amount=Decimal(7), is_about=True, note="za punkt")]
    page.criteria = [Criterion(name="potrzeby", points=57)]
    page.premises = [Premise(name="Sala A", area=Decimal("41.25"), note="parter")]
    page.publications = [
        Publication(place="tablica", on=ANNOUNCED, where="ul. Dekerta 24", url="https://bip.example/7", planned=True)
    ]
    file = Document.objects.create(title="Wzór", file=ContentFile(b"x", name="wzor.docx"))
    page.attachments = [CompetitionAttachment(document=file, title="Wzór oferty")]
    page.body = [("paragraph", RichText("<p>Dalszy tekst.</p>"))]
    page.contact = Designation.objects.get(unit=city.kd, office="deputy")
    return page


def told(page: Any) -> str:
    return words(announcement_text(page, now=NOW))


def fields_of(model: Any, left_out: Any) -> list[str]:
    own = {field.name for field in [*model._meta.local_fields, *model._meta.local_many_to_many]}
    return sorted(own - {"id", "page", "sort_order"} - set(left_out))


def blank(field: Any) -> Any:
    return None if field.null else "" if field.get_internal_type() != "BooleanField" else False


def test_what_is_left_out_is_a_field_and_has_a_reason() -> None:
    fields = {field.name for field in [*CompetitionPage._meta.local_fields, *CompetitionPage._meta.local_many_to_many]}
    relations = {relation.get_accessor_name(): relation for relation in get_all_child_relations(CompetitionPage)}
    assert set(LEFT_OUT) <= fields
    for name in ROWS_LEFT_OUT:
        rows, _dot, field = name.partition(".")
        assert not field or field in {one.name for one in relations[rows].related_model._meta.local_fields}


@pytest.mark.parametrize("name", fields_of(CompetitionPage, LEFT_OUT))
def test_every_field_that_a_reader_sees_is_in_the_text(city: SimpleNamespace, name: str) -> None:
    page = full(city)
    for other, value in OTHER_FACTS.get(name, {}).items():
        setattr(page, other, value)
    if name == "extension_note":
        page.previous_deadline = warsaw(dt.date(2026, 12, 11), dt.time(13, 7))
    before = told(page)
    field = CompetitionPage._meta.get_field(name)
    empty = [] if field.many_to_many or name in ("body",) else EMPTY.get(name, blank(field))
    setattr(page, name, empty)
    assert told(page) != before


@pytest.mark.parametrize(
    "path",
    [
        f"{relation.get_accessor_name()}.{field}"
        for relation in get_all_child_relations(CompetitionPage)
        if relation.get_accessor_name() not in ROWS_LEFT_OUT  # whole tables
        for field in fields_of(relation.related_model, [])
        if f"{relation.get_accessor_name()}.{field}" not in ROWS_LEFT_OUT
    ],
)
def test_every_field_of_a_row_that_a_reader_sees_is_in_the_text(city: SimpleNamespace, path: str) -> None:
    page = full(city)
    before = told(page)
    rows, _dot, name = path.partition(".")
    (row,) = getattr(page, rows).all()
    setattr(row, name, {"place": "bip"}.get(name, blank(row._meta.get_field(name))))
    setattr(page, rows, [row])
    assert told(page) != before


def test_every_block_of_the_body_has_words(city: SimpleNamespace) -> None:
    assert set(READERS) == set(BodyBlock().child_blocks)
    page = full(city)
    table = {"columns": [{"type": "text", "heading": "Klub"}], "rows": [{"values": ["Most"]}], "caption": "Kluby"}
    document = Document.objects.get(title="Wzór")
    page.body = CompetitionPage._meta.get_field("body").to_python(
        [
            {"type": "heading", "value": {"text": "Dla kogo", "level": "2"}},
            {"type": "paragraph", "value": '<p>Zob. <a href="https://a.example/x">tu</a>.</p>'},
            {"type": "files", "value": {"title": "Do druku", "files": [{"document": document.pk, "title": "Karta"}]}},
            {"type": "table", "value": table},
            {"type": "quote", "value": {"text": "Warto", "author": "Ewa"}},
            {"type": "action", "value": {"text": "Zapisz się", "url": "https://b.example/", "note": "Do piątku."}},
            {"type": "contact", "value": {"unit": city.kd.pk, "office": "contacts", "title": "Zapytaj"}},
        ]
    )
    text = told(page)
    for said in (
        "Dalszy tekst\n",
        "Dla kogo",
        "tu (https://a.example/x)",
        "Do druku",
        f"Karta (http://testserver{document.url})",
        "Kluby\nKlub\nMost",
        "„Warto” – Ewa",
        "Do piątku.\nZapisz się (https://b.example/)",
        "Zapytaj",
        city.coordinator.email,
    ):
        assert said in text, said


def test_former_deadlines_have_their_hour_and_the_beginning_of_the_task_stands_alone(city: SimpleNamespace) -> None:
    page = full(city)
    ToldDeadline.objects.create(page=page, deadline=warsaw(dt.date(2026, 12, 10), dt.time(13, 30)), told_at=NOW)
    page.realised_until = None
    assert "10 grudnia 2026, godz. 13:30" in told(page)
    assert "od 8 lutego 2027" in told(page)


def test_results_tell_points_notes_and_numbers_of_offers(city: SimpleNamespace) -> None:
    page = call(city, results_on=ANNOUNCED, offers_received=5, offers_after_formal_review=4)
    page.results = [
        Result(bidder="A", task="B", amount=Decimal(100), points=Decimal("81.5"), note="z uwagą"),
        Result(bidder="C", task="D", outcome="rezerwa"),
    ]
    text = words(text_of(page, Kind.RESULTS, now=NOW))
    for said in ("100 zł (z uwagą)", "81,5", "lista rezerwowa", "Wpłynęło ofert: 5", "Po ocenie formalnej: 4"):
        assert said in text, said


def test_a_foretold_call_names_who_will_announce_it(city: SimpleNamespace) -> None:
    page = call(city, places={}, planned_announcement_on=ANNOUNCED)
    assert "Prezydent Miasta Krakowa" in told(page)
    assert "art. 11 ust. 2" in told(page)


def test_spheres_are_named(city: SimpleNamespace) -> None:
    page = full(city)
    assert all(sphere.name in told(page) for sphere in Sphere.objects.filter(code="16"))
