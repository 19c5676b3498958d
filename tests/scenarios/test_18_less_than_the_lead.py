"""Less than the lead time: a warning names the earliest day, an exception takes two reasons (scenario 18)."""

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

from coordination.calendar import warsaw
from coordination.models import AuditEntry, PortalAssignment
from coordination.states import PortalOffice
from coordination.verdict import Refused
from publishing import actions
from publishing.actions import Dates
from publishing.models import DateProposal, Handoff
from publishing.states import Answer, Stage
from tests.publishing import city as building
from tests.publishing.city import (
    FRIDAY,
    NOW,
    TUESDAY,
    WEDNESDAY,
    as_read,
    as_read_of,
    fresh,
    handed_over,
    lead_time,
    news,
    read_fields,
    standard,
    ticked,
)
from tests.scenarios.travel import dates, press, queue, row_of, screen

EARLIEST = "środa 25 listopada 2026"
WHY, TAKEN = "Nabór kończy się we wtorek.", "Termin naboru jest ustawowy."
SOON = dates("2026-11-24", "09:00")
SOON_IN_SET = {**dates("2026-11-24", "09:00", "propose-"), "propose-reason": "Zmiana.", "propose-sooner": WHY}
As = Callable[[Any], Client]


@pytest.fixture
def city(city: SimpleNamespace) -> SimpleNamespace:
    lead_time(2)
    return city


def asked(city: SimpleNamespace, page: Any = None) -> Handoff:
    """The unit asks for tomorrow, and says why."""
    return actions.hand_over(page or news(city), by=fresh(city.coordinator), publish_at=TUESDAY, now=NOW, sooner=WHY)


def doors(city: SimpleNamespace) -> dict[str, tuple[Any, str, dict[str, Any], str]]:
    """Every door where a unit proposes an hour: who, the address, a complete form, the prefix of its fields."""
    public, waiting = news(city, live=True), handed_over(city, at=FRIDAY)
    pair = [str(handed_over(city, at=FRIDAY).pk) for _one in "ab"]
    moved = standard(city, "Zespół", standard(city, "O nas"))
    brief = {"title": "Spotkanie", "text": "Zapraszamy.", "kind": "news", "unit": str(city.kd.pk)}
    take_off = {"purpose": "take_off", "ground": "outdated", "words": "Koniec."}
    reserve = {"title": "Spotkanie", "kind": "news", "unit": str(city.kd.pk), "deliver_by": "2026-11-24"}
    return {
        "hand over": (city.coordinator, reverse("publishing:hand_over", args=[news(city).pk]), {"note": "Uwaga."}, ""),
        "reserve": (city.coordinator, reverse("publishing:reserve"), reserve, ""),
        "take off": (city.coordinator, reverse("publishing:take_off", args=[public.pk]), take_off, ""),
        "archive": (
            city.coordinator,
            reverse("publishing:take_off", args=[news(city, live=True).pk]),
            take_off | {"purpose": "archive"},
            "",
        ),
        "commission": (city.coordinator, reverse("publishing:commission"), brief, ""),
        "move": (city.coordinator, reverse("publishing:move", args=[moved.pk]), {"target": str(city.home.pk)}, ""),
        "make a set": (city.coordinator, reverse("publishing:new_set"), {"title": "Nabór", "handoffs": pair}, ""),
        "propose": (
            city.coordinator,
            reverse("publishing:propose", args=[waiting.pk]),
            {"propose-reason": "Zmiana."},
            "propose-",
        ),
        "the portal side proposes": (
            city.editor,
            reverse("publishing:propose", args=[waiting.pk]),
            {"propose-reason": "Zmiana."},
            "propose-",
        ),
    }


DOORS = (
    "hand over",
    "reserve",
    "take off",
    "archive",
    "commission",
    "move",
    "make a set",
    "propose",
    "the portal side proposes",
)


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize("name", DOORS)
def test_the_form_warns_names_the_earliest_day_and_takes_it_with_a_reason(
    city: SimpleNamespace, as_: As, name: str
) -> None:
    who, address, form, prefix = doors(city)[name]
    client, known = as_(who), DateProposal.objects.count()
    soon = {**form, **dates("2026-11-24", "09:00", prefix)}
    warned = client.post(address, soon)
    text = warned.content.decode()
    assert warned.status_code == 422
    assert EARLIEST in text
    assert f'name="{prefix}sooner"' in text, "the question appears with the warning"
    assert 'value="2026-11-24"' in text, "what was typed stays"
    assert DateProposal.objects.count() == known
    blank = client.post(address, {**soon, f"{prefix}sooner": "  "})
    assert blank.status_code == 422
    taken = client.post(address, {**soon, f"{prefix}sooner": WHY})
    assert taken.status_code == 302
    made = DateProposal.objects.latest("pk")
    assert (made.publish_at, made.earliest_on, made.lead_reason) == (TUESDAY, WEDNESDAY.date(), WHY)


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize("name", DOORS)
def test_the_usual_day_asks_nothing_more(city: SimpleNamespace, as_: As, name: str) -> None:
    who, address, form, prefix = doors(city)[name]
    client = as_(who)
    usual = {**form, **dates("2026-11-25", "09:00", prefix)}
    assert f'name="{prefix}sooner"' not in client.get(address).content.decode()
    assert client.post(address, {**usual, f"{prefix}sooner": "Niepotrzebne."}).status_code == 302
    made = DateProposal.objects.latest("pk")
    assert (made.earliest_on, made.lead_reason) == (None, ""), "a reason nobody needs is forgotten"


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize(("day", "hour"), [("2026-11-20", "09:00"), ("2028-01-10", "09:00")])
def test_no_reason_opens_the_past_or_goes_beyond_the_horizon(
    city: SimpleNamespace, as_: As, day: str, hour: str
) -> None:
    address = reverse("publishing:hand_over", args=[news(city).pk])
    answer = as_(city.coordinator).post(address, {**dates(day, hour), "sooner": WHY})
    assert answer.status_code == 422
    assert WHY in answer.content.decode()
    assert not Handoff.objects.exists()


@pytest.mark.par(4, ust=2)
def test_an_urgent_correction_asks_for_no_lead_time(city: SimpleNamespace, as_: As) -> None:
    page = news(city, live=True)
    address = reverse("publishing:hand_over", args=[page.pk]) + "?pilne=1"
    assert as_(city.coordinator).post(address, {**SOON, "urgent_reason": "Zły adres.", "note": ""}).status_code == 302
    row = Handoff.objects.get()
    assert row.proposals.get().earliest_on is None
    assert press(as_(city.editor), "approve", row, **read_fields(row)).status_code == 302


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize(
    ("kind", "days", "earliest"),
    [("news", 1, "wtorek 24 listopada 2026"), ("news", 5, "poniedziałek 30 listopada 2026"), ("event", 5, "")],
)
def test_the_lead_is_that_of_the_kind_in_working_days(
    city: SimpleNamespace, as_: As, kind: str, days: int, earliest: str
) -> None:
    lead_time(0)
    lead_time(days, kind)
    at = NOW + dt.timedelta(hours=3)
    answer = as_(city.coordinator).post(
        reverse("publishing:hand_over", args=[news(city).pk]), dates(f"{at:%Y-%m-%d}", "13:00")
    )
    assert answer.status_code == (422 if earliest else 302)
    assert earliest in answer.content.decode()


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize("deed", ["approve", "accept"])
def test_the_portal_side_takes_it_only_with_a_reason_of_its_own(city: SimpleNamespace, as_: As, deed: str) -> None:
    row, team = asked(city), as_(city.editor)
    told = {**read_fields(row), "proposal": row.proposals.get().pk}
    shown = screen(team, row)
    assert WHY in shown
    assert f'name="{deed}-reason"' in shown
    refused = press(team, deed, row, **told)
    assert refused.status_code == 422
    assert row_of(row).proposals.get().answer == Answer.WAITING
    given = {"read": as_read(row)} if deed == "approve" else {"proposal_id": told["proposal"]}
    with pytest.raises(Refused):
        getattr(actions, deed)(row, by=fresh(city.editor), now=NOW, **given)
    assert press(team, deed, row, **told, **{f"{deed}-reason": TAKEN}).status_code == 302
    proposal = row_of(row).proposals.get()
    assert (proposal.answer, proposal.lead_answer, proposal.lead_reason) == (Answer.ACCEPTED, TAKEN, WHY)
    assert row_of(row).stage == (Stage.SCHEDULED if deed == "approve" else Stage.QUEUED)
    for client in (team, as_(city.coordinator)):
        text = screen(client, row)
        assert text.count(WHY) >= 2, "on the item and in its history"
        assert text.count(TAKEN) >= 2
    notes = dict(AuditEntry.objects.filter(verb__in=["handoff.deliver", "handoff.agree"]).values_list("verb", "note"))
    assert notes == {
        "handoff.deliver": f"krócej niż zwykle: {WHY}",
        "handoff.agree": f"krócej niż zwykle: {TAKEN}",
    }


@pytest.mark.par(4, ust=2)
def test_once_taken_it_is_approved_in_one_click(city: SimpleNamespace, as_: As) -> None:
    row = asked(city)
    actions.accept(row, by=fresh(city.editor), proposal_id=row.proposals.get().pk, now=NOW, sooner=TAKEN)
    assert press(as_(city.editor), "approve", row, **read_fields(row)).status_code == 302


@pytest.mark.par(4, ust=2)
def test_the_unit_accepts_the_portal_sides_own_exception_without_a_reason(city: SimpleNamespace, as_: As) -> None:
    row = handed_over(city, at=FRIDAY)
    soon = {**dates("2026-11-24", "09:00", "propose-"), "propose-reason": "Tłok.", "propose-sooner": TAKEN}
    assert press(as_(city.editor), "propose", row, **soon).status_code == 302
    made = row.proposals.latest("pk")
    assert press(as_(city.coordinator), "accept", row, proposal=made.pk).status_code == 302
    assert row_of(row).is_agreed


@pytest.mark.par(4, ust=2)
def test_what_was_early_enough_is_no_exception_because_the_portal_side_was_slow(
    city: SimpleNamespace, as_: As, clock: Any
) -> None:
    row = handed_over(city, at=WEDNESDAY)
    clock.move_to(warsaw(TUESDAY.date(), dt.time(15)), tick=False)
    assert press(as_(city.editor), "approve", row, **read_fields(row)).status_code == 302


@pytest.mark.par(4, ust=2)
def test_the_queue_marks_it_with_both_reasons_and_filters(city: SimpleNamespace, as_: As) -> None:
    early = asked(city, news(city, title="Krótszy termin"))
    handed_over(city, news(city, title="Zwykły termin"), at=FRIDAY)
    shown = queue(as_(city.editor))
    assert shown.count("Krócej niż zwykle") == 1
    assert WHY in shown
    only = as_(city.editor).get(reverse("publishing:queue") + "?termin=krocej").content.decode()
    assert "Krótszy termin" in only
    assert "Zwykły termin" not in only
    actions.accept(early, by=fresh(city.editor), proposal_id=early.proposals.get().pk, now=NOW, sooner=TAKEN)
    assert TAKEN in queue(as_(city.operator))
    actions.propose(early, dates=actions.Dates(FRIDAY), by=fresh(city.coordinator), now=NOW, reason="Jednak później.")
    assert "Krócej niż zwykle" not in queue(as_(city.editor)), "the dates on the table are usual again"


@pytest.mark.par(4, ust=2)
def test_sz_reads_it_by_unit_and_month_and_takes_it_as_a_file(city: SimpleNamespace, as_: As, clock: Any) -> None:
    first = asked(city)
    actions.approve(first, by=fresh(city.editor), read=as_read(first), now=NOW, sooner=TAKEN)
    asked(city)  # not agreed, so nothing to report yet
    later = warsaw(dt.date(2026, 12, 1), dt.time(10))
    clock.move_to(later, tick=False)
    page = news(city, unit=city.sp, by=city.other)
    second = actions.hand_over(
        page, by=fresh(city.other), publish_at=later + dt.timedelta(hours=4), now=later, sooner="=SUM(A1)"
    )
    actions.approve(second, by=fresh(city.editor), read=as_read(second), now=later, sooner="Dobrze.")
    sz, address = as_(city.monitor), reverse("publishing:early")
    shown = sz.get(address)
    assert [(f"{row.month:%Y-%m}", row.unit, row.total) for row in shown.context["numbers"]] == [
        ("2026-12", city.sp.name, 1),
        ("2026-11", city.kd.name, 1),
    ]
    assert WHY in shown.content.decode()
    assert TAKEN in shown.content.decode()
    november = sz.get(address + "?miesiac=2026-11")
    assert [row.handoff_id for row in november.context["rows"]] == [first.pk]
    of_unit = sz.get(f"{address}?komorka={city.sp.pk}")
    assert [row.handoff_id for row in of_unit.context["rows"]] == [second.pk]
    nothing = sz.get(address + "?miesiac=2025-01")
    assert "Nic nie pasuje" in nothing.content.decode()
    assert sz.get(address + "?miesiac=2026-13&komorka=x").status_code == 200
    text = sz.get(reverse("publishing:early_export", args=["csv"])).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert [row[7] for row in rows[1:]] == ["'=SUM(A1)", WHY]
    sheet = load_workbook(
        io.BytesIO(sz.get(reverse("publishing:early_export", args=["xlsx"]) + "?miesiac=2026-11").content)
    ).active
    assert [sheet.cell(2, column).value for column in (8, 10)] == [WHY, TAKEN]


@pytest.mark.par(4, ust=2)
def test_the_report_is_for_sz_and_administrators(city: SimpleNamespace, as_: As) -> None:
    allowed = {"administrator", "monitor", "director"}
    for who in ("coordinator", "head", "editor", "operator", *sorted(allowed)):
        for address in (reverse("publishing:early"), reverse("publishing:early_export", args=["csv"])):
            assert as_(getattr(city, who)).get(address).status_code == (200 if who in allowed else 403), who


def test_reasons_of_a_draft_limited_to_others_stay_with_it(city: SimpleNamespace, as_: As) -> None:
    from publishing import confinement

    page = news(city)
    confinement.confine(page, people=[fresh(city.editor)], reason="Nabór", by=fresh(city.coordinator), now=NOW)
    row = asked(city, page)
    actions.approve(row, by=fresh(city.editor), read=as_read(row), now=NOW, sooner=TAKEN)
    for address in (reverse("publishing:early"), reverse("publishing:early_export", args=["csv"])):
        text = as_(city.monitor).get(address).content.decode()
        assert city.kd.name in text
        assert WHY not in text
        assert TAKEN not in text
    assert WHY not in queue(as_(city.administrator))


def test_an_operator_takes_the_dates_too(city: SimpleNamespace, as_: As) -> None:
    building.assigned(city.nobody, PortalOffice.OPERATOR)
    assert PortalAssignment.objects.filter(account=city.nobody).exists()
    row = asked(city)
    told = {"proposal": row.proposals.get().pk}
    assert press(as_(city.nobody), "accept", row, **told).status_code == 422
    assert press(as_(city.nobody), "accept", row, **told, **{"accept-reason": TAKEN}).status_code == 302


@pytest.mark.parametrize("rows", [1, 6])
def test_the_queue_and_the_report_read_a_fixed_number_of_times(
    city: SimpleNamespace, as_: As, rows: int, django_assert_max_num_queries: Any
) -> None:
    for _number in range(rows):
        row = asked(city)
        actions.approve(row, by=fresh(city.editor), read=as_read(row), now=NOW, sooner=TAKEN)
    client = as_(city.monitor)
    client.get(reverse("publishing:early"))
    with django_assert_max_num_queries(15):
        client.get(reverse("publishing:early"))
    with django_assert_max_num_queries(22):
        client.get(reverse("publishing:queue"))


@pytest.mark.par(4, ust=2)
def test_what_joins_a_set_that_goes_public_soon_says_why(city: SimpleNamespace, as_: As) -> None:
    rows, late = [asked(city), asked(city)], handed_over(city, at=FRIDAY)
    found = actions.make_set(rows, title="Nabór", dates=Dates(TUESDAY), by=fresh(city.coordinator), now=NOW)
    client, address = as_(city.coordinator), reverse("publishing:add_to_set", args=[found.pk])
    warned = client.post(address, {"add-handoffs": str(late.pk)})
    assert warned.status_code == 422
    assert EARLIEST in warned.content.decode()
    assert 'name="add-sooner"' in warned.content.decode()
    assert row_of(late).together is None
    assert client.post(address, {"add-handoffs": str(late.pk), "add-sooner": WHY}).status_code == 302
    assert (row_of(late).together, row_of(late).publish_at) == (found, TUESDAY)
    assert late.proposals.get(answer=Answer.WAITING).lead_reason == WHY


@pytest.mark.par(4, ust=2)
def test_a_set_is_taken_sooner_with_one_reason_for_all_of_it(city: SimpleNamespace, as_: As) -> None:
    rows = [handed_over(city, at=FRIDAY), asked(city)]
    found = actions.make_set(rows, title="Nabór", dates=Dates(FRIDAY), by=fresh(city.coordinator), now=NOW)
    press(as_(city.coordinator), "propose", rows[0], **SOON_IN_SET)
    assert {row_of(row).publish_at for row in rows} == {TUESDAY}
    editor, address = as_(city.editor), reverse("publishing:approve_set", args=[found.pk])
    read = ticked(rows)
    refused = editor.post(address, read)
    assert refused.status_code == 422
    assert "approve-reason" in refused.content.decode()
    assert {row_of(row).stage for row in rows} == {Stage.QUEUED}
    with pytest.raises(Refused, match="krótsze niż zwykle"):
        actions.approve_set(found, by=fresh(city.editor), read=as_read_of(found), now=NOW)
    assert editor.post(address, {**read, "approve-reason": TAKEN}).status_code == 302
    assert {row_of(row).stage for row in rows} == {Stage.SCHEDULED}
    answers = DateProposal.objects.filter(answer=Answer.ACCEPTED).values_list("lead_answer", flat=True)
    assert list(answers) == [TAKEN] * 2
