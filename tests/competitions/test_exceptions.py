"""An exception from a hard rule: an administrator's, with a reason, for the very breach (domain.md 4.10)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coordination.calendar import warsaw
from coordination.models import AuditEntry
from pages.announcing.facts import Part
from pages.announcing.rules import judge
from pages.models import CompetitionPage, RuleException
from publishing import confinement
from publishing.models import Handoff
from tests.competitions.calls import ANNOUNCED, DAY, call
from tests.competitions.samples import announcement
from tests.publishing.city import NOW, fresh
from tests.scenarios.test_43_twenty_one_days import hand_over, until

REASON = "Środki wygasają 15 grudnia; zgoda Dyrektora SZ z 20 listopada."
VALUE = f"{ANNOUNCED}/{ANNOUNCED + 20 * DAY}"


def let_pass(client: Any, page: Any, *, rule: str = "window", value: str = VALUE, reason: str = REASON) -> Any:
    data = {"rule": rule, "value": value, "reason": reason}
    return client.post(reverse("competitions:except_rule", args=[page.pk]), data)


@pytest.fixture
def short(city: SimpleNamespace) -> CompetitionPage:
    return call(city, deadline=until(20))


def test_with_it_the_page_is_handed_over_and_reviewers_see_why(short: CompetitionPage, city: Any, as_: Any) -> None:
    assert hand_over(as_(city.coordinator), short).status_code == 422
    administrator = as_(city.administrator)
    shown = administrator.get(reverse("competitions:announcement", args=[short.pk])).content.decode()
    assert f'value="{VALUE}"' in shown
    assert let_pass(administrator, short).status_code == 302
    assert hand_over(as_(city.coordinator), short).status_code == 302
    row = Handoff.objects.get()
    for who in (city.editor, city.monitor):
        told = as_(who).get(reverse("publishing:handoff", args=[row.pk])).content.decode()
        assert REASON in told
        assert "art. 13 ust. 1 ustawy" in told
        assert "Anna Administrator" in told
    entry = AuditEntry.objects.get(verb="competition.except", outcome="done")
    assert REASON in entry.note
    assert entry.unit_id == city.kd.pk


def test_it_holds_for_the_very_days_only(short: CompetitionPage, city: Any, as_: Any) -> None:
    let_pass(as_(city.administrator), short)
    draft = short.get_latest_revision_as_object()
    draft.deadline = until(19)
    draft.save_revision(user=city.coordinator)
    assert hand_over(as_(city.coordinator), short).status_code == 422
    draft.deadline = warsaw(ANNOUNCED + 20 * DAY, dt.time(12))
    draft.save_revision(user=city.coordinator)
    assert hand_over(as_(city.coordinator), short).status_code == 302, "another hour of the same day is the same breach"


def test_it_lets_nothing_else_pass(city: SimpleNamespace, as_: Any) -> None:
    page = call(city, deadline=until(20), award_rules="")
    let_pass(as_(city.administrator), page)
    screen = as_(city.coordinator).get(reverse("publishing:hand_over", args=[page.pk])).content.decode()
    assert hand_over(as_(city.coordinator), page).status_code == 422
    assert "art. 13 ust. 2 pkt 3 ustawy" in screen
    assert REASON in screen


@pytest.mark.parametrize(
    ("who", "change", "status"),
    [
        ("coordinator", {}, 403),
        ("head", {}, 403),
        ("editor", {}, 403),
        ("director", {}, 403),
        ("other", {}, 403),
        ("administrator", {"reason": "  "}, 422),
        ("administrator", {"rule": "sum", "value": ""}, 422),
        ("administrator", {"value": "2026-11-24/2026-12-13"}, 422),
        ("administrator", {}, 302),
    ],
)
def test_who_lets_pass_what(
    short: CompetitionPage, city: Any, as_: Any, who: str, change: dict[str, str], status: int
) -> None:
    assert let_pass(as_(getattr(city, who)), short, **change).status_code == status
    assert RuleException.objects.exists() is (status == 302)


def test_only_an_administrator_is_offered_the_form(short: CompetitionPage, city: Any, as_: Any) -> None:
    address = reverse("competitions:announcement", args=[short.pk])
    assert "Dopuść wyjątek" in as_(city.administrator).get(address).content.decode()
    assert "Dopuść wyjątek" not in as_(city.coordinator).get(address).content.decode()


def test_another_type_of_page_has_no_such_screen(city: SimpleNamespace, as_: Any) -> None:
    address = reverse("competitions:announcement", args=[city.unit_page.pk])
    assert as_(city.administrator).get(address).status_code == 403


def test_one_amount_below_zero_let_pass_lets_no_other_pass(city: SimpleNamespace, as_: Any) -> None:
    page = call(city, max_grant=Decimal(-1))
    assert let_pass(as_(city.administrator), page, rule="negative", value="-1.00").status_code == 302
    assert hand_over(as_(city.coordinator), page).status_code == 302
    other = call(city, max_grant=Decimal(-1))
    let_pass(as_(city.administrator), other, rule="negative", value="-1.00")
    draft = other.get_latest_revision_as_object()
    draft.max_grant = Decimal(-2)
    draft.save_revision(user=city.coordinator, clean=False)
    assert hand_over(as_(city.coordinator), other).status_code == 422


def test_many_amounts_below_zero_still_fit_the_record() -> None:
    parts = tuple(Part(Decimal(-(10**9) - number)) for number in range(30))
    (lack,) = [lack for lack in judge(announcement(parts=parts)) if lack.rule == "negative"]
    assert lack.value.startswith("-1000000000.00/-1000000001.00")
    assert len(lack.value) == RuleException._meta.get_field("value").max_length


# -- the list of all ------------------------------------------------------------------------------------------------

LIST = "competitions:exceptions"


def test_sz_reads_every_exception_and_follows_it(short: CompetitionPage, city: Any, as_: Any) -> None:
    let_pass(as_(city.administrator), short)
    assert hand_over(as_(city.coordinator), short).status_code == 302
    for reader in (city.monitor, city.administrator):
        client = as_(reader)
        shown = client.get(reverse(LIST))
        assert shown.status_code == 200
        told = shown.content.decode()
        assert short.title in told
        assert REASON in told
        assert "art. 13 ust. 1 ustawy" in told
        link = reverse("publishing:handoff", args=[Handoff.objects.get().pk])
        assert f'href="{link}"' in told
        assert client.get(link).status_code == 200


def test_the_list_is_narrowed_and_taken_as_a_file(short: CompetitionPage, city: Any, as_: Any) -> None:
    let_pass(as_(city.administrator), short)
    sz = as_(city.monitor)
    address = reverse(LIST)
    year = short.rule_exceptions.get().at.year
    for query, found in (
        (f"?komorka={city.kd.pk}&rok={year}", True),
        (f"?komorka={city.sp.pk}", False),
        (f"?rok={year - 1}", False),
    ):
        assert (short.title in sz.get(address + query).content.decode()) is found
    assert "Nic nie pasuje" in sz.get(f"{address}?rok={year - 1}").content.decode()
    for nonsense in ("99999", "0", "-1", "²", "9" * 17, "rok"):
        assert short.title in sz.get(f"{address}?rok={nonsense}").content.decode()
    text = sz.get(reverse(f"{LIST}_export", args=["csv"])).content.decode("utf-8-sig")
    assert REASON in text
    assert sz.get(reverse(f"{LIST}_export", args=["xlsx"])).status_code == 200
    assert sz.get(reverse(f"{LIST}_export", args=["pdf"])).status_code == 404


def test_units_and_editors_have_no_such_list(short: CompetitionPage, city: Any, as_: Any) -> None:
    for who in (city.coordinator, city.editor):
        assert as_(who).get(reverse(LIST)).status_code == 403
        assert as_(who).get(reverse(f"{LIST}_export", args=["csv"])).status_code == 403


def test_an_exception_of_a_limited_draft_is_told_only_to_those_it_names(
    short: CompetitionPage, city: Any, as_: Any
) -> None:
    let_pass(as_(city.administrator), short)
    confinement.confine(short, people=[city.editor], reason="Wyniki.", by=fresh(city.coordinator), now=NOW)
    assert short.title not in as_(city.monitor).get(reverse(LIST)).content.decode()


def test_the_list_asks_as_many_questions_for_many(short: CompetitionPage, city: Any, as_: Any) -> None:
    sz = as_(city.monitor)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert sz.get(reverse(LIST)).status_code == 200
        return len(queries)

    values = {"rule": "window", "breach": "b", "reason": "r", "by_name": "A", "at": NOW}
    RuleException.objects.create(page=short, value="0", **values)
    asked()
    one = asked()
    for n in range(1, 30):
        RuleException.objects.create(page=short, value=str(n), **values)
    assert asked() == one <= 20
