"""§ 4 ust. 1 pkt 2: the administrator names the people of the portal; no change leaves content without anybody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from coordination.models import AuditEntry, OutboxMessage, PortalAssignment
from coordination.signals import account_shutting
from coordination.standing import Post, standing_of
from coordination.states import PortalOffice
from coordination.verdict import Refused
from publishing import actions, seats
from publishing.coverage import Seat, Whole, judge_change, judge_last, turning_days, uncovered
from publishing.models import Handoff
from publishing.states import Stage
from tests.publishing.city import NOW, TODAY, account, approved, as_read, assigned, fresh, handed_over, officer

SignIn = Callable[[Any], Client]
DAY = dt.timedelta(days=1)
ADD = "publishing_offices:add"
WHOLE = Whole(("news", "event"), frozenset({1, 2}), frozenset({10, 20}))


def seat(account: int = 1, from_on: dt.date = TODAY, until_on: dt.date | None = None, **scope: Any) -> Seat:
    return Seat(
        account, Post("redaktor", **{name: frozenset(value) for name, value in scope.items()}), from_on, until_on
    )


# -- judgement ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seats_", "missing"),
    [
        ([], ["news", "event"]),
        ([seat()], []),
        ([seat(kinds={"news"})], ["event"]),
        ([seat(units={1})], ["news", "event"]),
        ([seat(units={1}), seat(units={2})], []),
        ([seat(portals={10})], ["news", "event"]),
        ([seat(portals={10}), seat(portals={20}, kinds={"event"})], ["news"]),
        ([seat(from_on=TODAY + DAY)], ["news", "event"]),
        ([seat(until_on=TODAY)], []),
    ],
)
def test_a_kind_is_covered_for_every_unit_in_every_portal(seats_: list[Seat], missing: list[str]) -> None:
    assert uncovered(seats_, WHOLE, TODAY) == missing


def test_days_on_which_something_changes() -> None:
    rows = [seat(from_on=TODAY - 9 * DAY, until_on=TODAY + DAY), seat(from_on=TODAY + 5 * DAY)]
    assert turning_days(rows, TODAY) == [TODAY, TODAY + 2 * DAY, TODAY + 5 * DAY]


def test_a_gap_to_come_is_refused_and_an_old_gap_is_not() -> None:
    open_ended, ending = [seat()], [seat(until_on=TODAY + 30 * DAY)]
    assert not judge_change(open_ended, ending, WHOLE, [], TODAY)
    assert judge_change(ending, ending, WHOLE, [], TODAY)
    assert judge_change([], [seat(kinds={"news"})], WHOLE, [], TODAY)


def test_a_successor_may_follow_the_day_after() -> None:
    last = TODAY + 30 * DAY
    handed_on = [seat(until_on=last), seat(2, from_on=last + DAY)]
    gap = [seat(until_on=last), seat(2, from_on=last + 2 * DAY)]
    assert judge_change([seat()], handed_on, WHOLE, [], TODAY)
    assert not judge_change([seat()], gap, WHOLE, [], TODAY)
    assert judge_last([seat()], handed_on, TODAY)
    assert not judge_last([seat()], gap, TODAY)


# -- deeds ----------------------------------------------------------------------------------------------------------


def assign(city: SimpleNamespace, to: Any, by: Any = None, **values: Any) -> PortalAssignment:
    given = {"office": PortalOffice.EDITOR, "from_on": TODAY, "basis": "pismo OR-7"} | values
    return actions.assign_office(to, by=standing_of(fresh(by or city.administrator)), now=NOW, **given)


def change(city: SimpleNamespace, row: PortalAssignment, by: Any = None, **values: Any) -> PortalAssignment:
    given = {"until_on": row.until_on, "basis": row.basis, "kinds": row.kinds, "portals": row.portals} | values
    given.setdefault("units", list(row.units.all()))
    return actions.change_office(row, by=standing_of(fresh(by or city.administrator)), now=NOW, **given)


def row_of(user: Any) -> PortalAssignment:
    return PortalAssignment.objects.get(account=user)


@pytest.mark.par(4, ust=1, pkt=2)
def test_only_an_administrator_or_a_superuser_names_people(city: SimpleNamespace) -> None:
    for by in (city.editor, city.operator, city.monitor, city.director, city.coordinator, city.nobody):
        for office in PortalOffice:
            with pytest.raises(Refused):
                assign(city, city.nobody, by, office=office)
    assert not PortalAssignment.objects.filter(account=city.nobody).exists()
    refused = AuditEntry.objects.filter(verb="office.assign", outcome="refused")
    assert len(set(refused.values_list("actor_name", flat=True))) == 6  # repeated within a minute they are counted
    for by in (city.administrator, city.root):
        made = assign(city, city.nobody, by, office=PortalOffice.ADMINISTRATOR)
        assert made.assigned_by == str(by)


def test_a_superuser_names_the_first_administrator(city: SimpleNamespace) -> None:
    PortalAssignment.objects.all().delete()
    assign(city, city.nobody, city.root, office=PortalOffice.ADMINISTRATOR)
    assert standing_of(fresh(city.nobody)).is_administrator


@pytest.mark.parametrize(
    "values",
    [
        {"from_on": TODAY - DAY},
        {"until_on": TODAY - DAY},
        {"office": PortalOffice.ADMINISTRATOR, "kinds": ["news"]},
    ],
)
def test_days_and_scope_that_do_not_fit_are_refused(city: SimpleNamespace, values: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        assign(city, city.nobody, **values)


def test_a_new_scope_begins_today_and_the_old_one_stays_in_the_register(city: SimpleNamespace) -> None:
    second = officer("redaktor2", "Renata Redaktor", PortalOffice.EDITOR)
    changed = change(city, row_of(second), kinds=["news"], units=[city.kd])
    old = PortalAssignment.objects.exclude(pk=changed.pk).get(account=second)
    assert (old.until_on, old.kinds) == (TODAY - DAY, [])
    assert (changed.from_on, changed.kinds, list(changed.units.all())) == (TODAY, ["news"], [city.kd])
    verbs = AuditEntry.objects.filter(verb__startswith="office.").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["office.end", "office.change"]


def test_what_has_ended_is_not_changed_any_more(city: SimpleNamespace) -> None:
    gone = account("dawny", "Dawid Dawny")
    row = assigned(gone, PortalOffice.EDITOR, until_on=TODAY - DAY)
    with pytest.raises(Refused):
        change(city, row, until_on=None)
    with pytest.raises(ValidationError):
        change(city, row_of(city.operator), until_on=TODAY - 2 * DAY)


def test_the_last_administrator_stays_until_there_is_another(city: SimpleNamespace) -> None:
    with pytest.raises(Refused, match="ostatni administrator"):
        change(city, row_of(city.administrator), until_on=TODAY)
    with pytest.raises(Refused, match="ostatni administrator"):
        change(city, row_of(city.administrator), until_on=TODAY, by=city.root)
    assert row_of(city.administrator).until_on is None
    assign(city, city.nobody, office=PortalOffice.ADMINISTRATOR)
    assert change(city, row_of(city.administrator), until_on=TODAY).until_on == TODAY


@pytest.mark.par(4, ust=1, pkt=2)
def test_no_kind_is_left_without_an_editor(city: SimpleNamespace) -> None:
    """Scenario 30: saving such a configuration is refused, with the list of kinds."""
    for values in ({"until_on": TODAY + 9 * DAY}, {"kinds": ["news"]}, {"units": [city.kd]}):
        with pytest.raises(Refused) as refusal:
            change(city, row_of(city.editor), **values)
        assert "Bez redaktora" in str(refusal.value)
        assert "wydarzenie" in str(refusal.value)
    assert (row_of(city.editor).until_on, row_of(city.editor).kinds) == (None, [])
    assert seats.may_shut(city.operator, TODAY)
    second = officer("redaktor2", "Renata Redaktor", PortalOffice.EDITOR)
    assert change(city, row_of(city.editor), until_on=TODAY).until_on == TODAY
    assert seats.kinds_without_editor(TODAY + DAY) == []
    assert seats.may_shut(second, TODAY).place is not None


def test_an_office_that_open_items_need_is_not_ended(city: SimpleNamespace) -> None:
    """Scenario 31: refused with the list of items; what is scheduled already needs nobody."""
    officer("redaktor2", "Renata Redaktor", PortalOffice.EDITOR, kinds=["event", "aid", "unit"])
    waiting, done = handed_over(city), approved(city)
    verdict = seats.may_shut(city.editor, TODAY)
    assert waiting.title in str(verdict)
    assert done.title not in str(verdict)
    with pytest.raises(Refused, match=waiting.title):
        change(city, row_of(city.editor), until_on=TODAY)
    with pytest.raises(Refused, match=waiting.title):
        account_shutting.send(None, account=city.editor, now=NOW)


def test_whoever_wrote_an_item_is_no_second_pair_of_eyes_for_it(city: SimpleNamespace) -> None:
    row = handed_over(city)
    writer = officer("redaktor2", "Renata Redaktor", PortalOffice.EDITOR)
    Handoff.objects.filter(pk=row.pk).update(submitted_by=writer)
    assert row.title in str(seats.may_shut(city.editor, TODAY))
    assert "Bez redaktora" not in str(seats.may_shut(city.editor, TODAY))


# -- when it arises by itself ---------------------------------------------------------------------------------------


def letters(kind: str) -> set[str]:
    return set(OutboxMessage.objects.filter(kind=f"handoff.{kind}").values_list("to", flat=True))


def test_what_no_editor_covers_goes_to_administrators_and_sz_is_alerted_once(city: SimpleNamespace) -> None:
    PortalAssignment.objects.filter(account=city.editor).update(kinds=["event"])
    row = handed_over(city)
    assert letters("handed_over") == {city.administrator.email}
    assert letters("no_editor") == {city.monitor.email, city.director.email}
    actions.send_back(row, read=as_read(row), by=fresh(city.administrator), comment="Popraw.", now=NOW)
    actions.deliver(row, by=fresh(city.coordinator), now=NOW, unchanged="Tak ma być.")
    assert OutboxMessage.objects.filter(kind="handoff.no_editor").count() == 2
    text = OutboxMessage.objects.filter(kind="handoff.no_editor").latest("pk")
    assert row.title in text.text
    assert "Redakcja portalu" in text.text


def test_an_editor_in_scope_gets_the_letter_and_sz_none(city: SimpleNamespace) -> None:
    officer("redaktor.wydarzen", "Ela Wydarzenia", PortalOffice.EDITOR, kinds=["event"])
    handed_over(city)
    assert letters("handed_over") == {city.administrator.email, city.editor.email}
    assert letters("no_editor") == set()


def test_the_staff_home_of_sz_and_administrators_says_what_nobody_edits(city: SimpleNamespace, as_: SignIn) -> None:
    title = "Tych rodzajów treści nikt dziś nie redaguje"
    home = reverse("wagtailadmin_home")
    assert title not in as_(city.monitor).get(home).content.decode()
    PortalAssignment.objects.filter(account=city.editor).update(kinds=["event"], until_on=TODAY)
    for user in (city.monitor, city.administrator):
        assert title in as_(user).get(home).content.decode()
    assert title not in as_(city.coordinator).get(home).content.decode()


# -- the screen -----------------------------------------------------------------------------------------------------


def typed(user: Any, **more: Any) -> dict[str, Any]:
    given = {"account": str(user.pk), "office": "redaktor", "from_on": f"{TODAY:%Y-%m-%d}", "until_on": ""}
    return given | {"basis": "pismo OR-7"} | more


@pytest.mark.par(4, ust=1, pkt=2)
def test_an_administrator_names_an_editor_on_the_screen(city: SimpleNamespace, as_: SignIn) -> None:
    answer = as_(city.administrator).post(
        reverse(ADD), typed(city.nobody, kinds=["news", "event"], units=[str(city.kd.pk)], until_on="2027-06-30")
    )
    assert answer.status_code == 302
    row = row_of(city.nobody)
    assert (row.kinds, list(row.units.all()), row.until_on) == (["event", "news"], [city.kd], dt.date(2027, 6, 30))
    assert (row.name, row.assigned_by, row.basis) == ("Nikt Ważny", "Anna Administrator", "pismo OR-7")
    assert AuditEntry.objects.filter(verb="office.assign", actor=city.administrator, outcome="done").exists()
    assert standing_of(fresh(city.nobody)).approves(city.kd.pk, "news")
    listed = as_(city.administrator).get(reverse("publishing_offices:list")).content.decode()
    assert "Nikt Ważny" in listed
    assert "obowiązuje" in listed


def test_the_screen_says_at_the_form_why_an_office_cannot_end(city: SimpleNamespace, as_: SignIn) -> None:
    row = row_of(city.editor)
    edit = reverse("publishing_offices:edit", args=[row.pk])
    answer = as_(city.administrator).post(edit, {"until_on": f"{TODAY:%Y-%m-%d}", "basis": "rezygnacja"})
    assert answer.status_code == 200
    assert "Bez redaktora" in answer.content.decode()
    assert "rezygnacja" in answer.content.decode()
    row.refresh_from_db()
    assert (row.until_on, row.basis) == (None, "polecenie Dyrektora SZ")
    assert AuditEntry.objects.filter(verb="office.change", outcome="refused").exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("account", "0"),
        ("account", "9" * 30),
        ("office", "cesarz"),
        ("kinds", "nic"),
        ("portals", "x"),
        ("units", "9" * 30),
        ("from_on", "30.02.2027"),
        ("basis", ""),
        ("basis", "a\x00b"),
    ],
)
def test_bad_input_is_said_at_the_field(city: SimpleNamespace, as_: SignIn, field: str, value: str) -> None:
    answer = as_(city.administrator).post(reverse(ADD), typed(city.nobody, **{field: value}))
    assert answer.status_code == 200
    assert answer.context["form"].errors[field]
    assert not PortalAssignment.objects.filter(account=city.nobody).exists()


def test_nobody_else_reaches_the_screen_and_nothing_is_deleted(city: SimpleNamespace, as_: SignIn) -> None:
    row = row_of(city.operator)
    for user in (city.editor, city.operator, city.monitor, city.director, city.coordinator):
        assert as_(user).post(reverse(ADD), typed(city.nobody)).status_code in (302, 403)
    assert not PortalAssignment.objects.filter(account=city.nobody).exists()
    gone = as_(city.administrator).post(reverse("publishing_offices:delete", args=[row.pk]))
    assert gone.status_code in (302, 403)
    assert PortalAssignment.objects.filter(pk=row.pk).exists()


def test_an_account_that_is_needed_is_not_shut_on_the_stock_screen(city: SimpleNamespace, as_: SignIn) -> None:
    edit = reverse("wagtailusers_users:edit", args=[city.editor.pk])
    form = {"username": "redaktor", "first_name": "Roman", "last_name": "Redaktor", "email": city.editor.email}
    for box in ({}, {"is_active": "false"}, {"is_active": "False"}):
        answer = as_(city.root).post(edit, form | box)
        assert answer.status_code == 403
    assert "Bez redaktora" in answer.content.decode()
    assert as_(city.root).post(reverse("wagtailusers_users:delete", args=[city.editor.pk])).status_code == 403
    city.editor.refresh_from_db()
    assert city.editor.is_active
    assert Handoff.objects.filter(stage=Stage.QUEUED).count() == 0


def test_the_only_administrator_changes_the_own_account(city: SimpleNamespace, as_: SignIn) -> None:
    """Their form has no box to shut it."""
    who = city.administrator
    form = {"username": who.username, "first_name": "Inna", "last_name": "Osoba", "email": who.email}
    assert as_(who).post(reverse("wagtailusers_users:edit", args=[who.pk]), form).status_code == 302
    who.refresh_from_db()
    assert (who.first_name, who.is_active) == ("Inna", True)
