"""Emergency publication: a written reason, the mark, a different person who confirms it afterwards (scenario 10)."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from coordination.models import AuditEntry, OutboxMessage
from coordination.states import PortalOffice
from publishing import actions, scheduling
from publishing.models import Emergency, Handoff, PublicChange
from publishing.states import Stage
from tests.publishing.city import FRIDAY, NOW, TUESDAY, as_read, fresh, handed_over, news, officer, read_fields
from tests.scenarios.test_09_four_eyes import both_sides

SignIn = Callable[[Any], Client]
WHY = "Woda w kranach jest skażona: organizacje muszą to wiedzieć teraz."
MARK = "bez drugiej kontroli"


def rushes(client: Client, row: Handoff, reason: str = WHY, **values: Any) -> Any:
    given = {"emergency-reason": reason, **read_fields(row), **values}
    return client.post(reverse("publishing:publish_unchecked", args=[row.pk]), given)


def checks(client: Client, row: Handoff, remark: str = "") -> Any:
    return client.post(reverse("publishing:check_afterwards", args=[row.pk]), {"check-remark": remark})


def own(city: SimpleNamespace, who: str = "administrator") -> Handoff:
    """What the administrator wrote and handed over as a deputy of the unit: four eyes would stop it."""
    boss = both_sides(city, who)
    return actions.hand_over(news(city, by=boss), by=boss, publish_at=TUESDAY, now=NOW)


def queued(row: Handoff) -> None:
    row.refresh_from_db()
    assert row.stage == Stage.QUEUED
    assert not row.page.specific.live
    assert not Emergency.objects.exists()


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize("reason", ["", "   ", "\n\t"])
def test_without_a_written_reason_it_is_refused_at_the_field(city: SimpleNamespace, as_: SignIn, reason: str) -> None:
    row = own(city)
    answer = rushes(as_(city.administrator), row, reason)
    assert answer.status_code == 422
    assert answer.context["emergency_form"].errors["reason"]
    queued(row)


def test_a_reason_too_long_is_kept_as_it_was_typed(city: SimpleNamespace, as_: SignIn) -> None:
    row = handed_over(city)
    typed = "Bo pali się. " * 400
    answer = rushes(as_(city.administrator), row, typed)
    assert answer.status_code == 422
    assert "Bo pali się. Bo pali się." in answer.content.decode()
    queued(row)


def test_the_deed_itself_asks_for_the_reason(city: SimpleNamespace) -> None:
    row = handed_over(city)
    with pytest.raises(Exception, match="Napisz, dlaczego"):
        actions.publish_unchecked(row, by=fresh(city.administrator), read=as_read(row), reason=" ", now=NOW)
    queued(row)


@pytest.mark.par(4, ust=2)
def test_with_a_reason_it_is_public_at_once_though_four_eyes_would_stop_it(city: SimpleNamespace, as_: SignIn) -> None:
    row = own(city)
    client = as_(city.administrator)
    usual = client.post(reverse("publishing:approve", args=[row.pk]), read_fields(row))
    assert usual.status_code == 403
    screen = client.get(reverse("publishing:handoff", args=[row.pk])).content.decode()
    assert reverse("publishing:publish_unchecked", args=[row.pk]) in screen
    assert rushes(client, row).status_code == 302
    row.refresh_from_db()
    assert (row.stage, row.published_at) == (Stage.PUBLISHED, NOW)
    assert row.page.specific.live
    assert row.page.specific.live_revision_id == row.revision_id


def test_missing_agreement_does_not_stop_it(city: SimpleNamespace, as_: SignIn) -> None:
    row = handed_over(city)
    actions.propose(row, dates=actions.Dates(FRIDAY), by=fresh(city.editor), now=NOW, reason="Tłok.")
    assert rushes(as_(city.administrator), row).status_code == 302
    row.refresh_from_db()
    assert row.page.specific.live
    scheduling.run_once(FRIDAY)
    assert PublicChange.objects.filter(page_id=row.page_id).count() == 1


def test_the_record_and_the_public_trace_say_so(city: SimpleNamespace, as_: SignIn) -> None:
    row = handed_over(city)
    rushes(as_(city.administrator), row)
    line = AuditEntry.objects.get(verb="handoff.publish_unchecked")
    assert MARK in line.right
    assert line.note == WHY
    assert line.actor_name == "Anna Administrator"
    assert MARK in as_(city.coordinator).get(reverse("publishing:handoff", args=[row.pk])).content.decode()
    page = row.page.specific
    page.refresh_from_db()
    public = Client().get(page.url).content.decode()
    assert MARK in public
    assert WHY not in public


def test_an_ordinary_publication_carries_no_mark(city: SimpleNamespace, as_: SignIn) -> None:
    row = handed_over(city)
    actions.approve(row, by=fresh(city.editor), read=as_read(row), now=NOW)
    scheduling.run_once(TUESDAY)
    page = Handoff.objects.get(pk=row.pk).page.specific
    assert page.live
    assert MARK not in Client().get(page.url).content.decode()


def test_the_unit_and_sz_are_told(city: SimpleNamespace, as_: SignIn) -> None:
    rushes(as_(city.administrator), handed_over(city))
    letters = OutboxMessage.objects.filter(kind="handoff.unchecked")
    told = {letter.to for letter in letters}
    assert {city.coordinator.email, city.deputy.email, city.monitor.email, city.director.email} <= told
    assert city.other.email not in told
    assert all(WHY in letter.text for letter in letters)


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize(
    "who", ["coordinator", "deputy", "head", "other", "operator", "editor", "monitor", "director", "nobody"]
)
def test_nobody_but_an_administrator_does_it(city: SimpleNamespace, as_: SignIn, who: str) -> None:
    row = handed_over(city)
    assert rushes(as_(getattr(city, who)), row).status_code in (302, 403)
    queued(row)


def test_an_administrator_does_it_within_the_scope_of_the_office(city: SimpleNamespace, as_: SignIn) -> None:
    row = handed_over(city)
    narrow = officer("adm.konkursy", "Nina Wąska", PortalOffice.ADMINISTRATOR, kinds=["competition"])
    assert rushes(as_(narrow), row).status_code == 403
    queued(row)


def test_only_the_version_that_was_read(city: SimpleNamespace, as_: SignIn) -> None:
    row = handed_over(city)
    assert rushes(as_(city.administrator), row, revision=row.revision_id + 1).status_code == 403
    queued(row)


@pytest.mark.parametrize("stage", [Stage.PREPARED, Stage.RETURNED, Stage.SCHEDULED, Stage.WITHDRAWN])
def test_only_what_is_queued(city: SimpleNamespace, as_: SignIn, stage: str) -> None:
    row = handed_over(city)
    Handoff.objects.filter(pk=row.pk).update(stage=stage)
    assert rushes(as_(city.administrator), row).status_code == 403
    assert not row.page.specific.live


def test_a_publication_that_breaks_changes_nothing_and_keeps_the_words(
    city: SimpleNamespace, as_: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = handed_over(city)

    def breaks(*args: Any, **kwargs: Any) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(scheduling, "_make_public", breaks)
    answer = rushes(as_(city.administrator), row)
    assert answer.status_code == 422
    assert "skażona" in answer.content.decode()
    queued(row)


# -- the second pair of eyes ------------------------------------------------------------------------------------------


def listed(client: Client) -> list[int]:
    found = client.get(reverse("publishing:emergencies"))
    assert found.status_code == 200
    return [row.handoff_id for row, _verdict in found.context["waiting"]]


@pytest.mark.parametrize("who", ["monitor", "director", "administrator", "editor"])
def test_it_is_listed_until_somebody_else_confirms_it(city: SimpleNamespace, as_: SignIn, who: str) -> None:
    row = handed_over(city)
    rushes(as_(city.administrator), row)
    client = as_(getattr(city, who))
    assert listed(client) == [row.pk]
    assert row.title in client.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("publishing:emergencies") in client.get(reverse("publishing:queue")).content.decode()
    assert checks(as_(city.monitor), row, "Przeczytane, zgadza się.").status_code == 302
    assert listed(client) == []
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    assert 'data-panel-name="emergencies"' not in home


@pytest.mark.parametrize("who", ["monitor", "director", "editor", "root"])
def test_another_approver_or_sz_confirms_and_the_public_trace_names_them(
    city: SimpleNamespace, as_: SignIn, who: str
) -> None:
    row = handed_over(city)
    rushes(as_(city.administrator), row)
    checker = getattr(city, who)
    assert checks(as_(checker), row, "Przeczytane.").status_code == 302
    done = Emergency.objects.get()
    assert (done.checked_by, done.remark) == (checker, "Przeczytane.")
    public = Client().get(Handoff.objects.get().page.specific.url).content.decode()
    assert MARK in public
    assert str(checker) in public
    assert AuditEntry.objects.filter(verb="handoff.check_afterwards", note="Przeczytane.").exists()
    assert OutboxMessage.objects.filter(kind="handoff.checked", to=city.coordinator.email).exists()


@pytest.mark.parametrize("who", ["administrator", "root"])
def test_the_publisher_never_confirms_it(city: SimpleNamespace, as_: SignIn, who: str) -> None:
    row = handed_over(city)
    boss = getattr(city, who)
    rushes(as_(boss), row)
    answer = checks(as_(boss), row)
    assert answer.status_code == 403
    assert "Nie potwierdza tego osoba" in answer.content.decode()
    assert not Emergency.objects.checked().exists()


def test_neither_the_submitter_nor_whoever_wrote_it(city: SimpleNamespace, as_: SignIn) -> None:
    submitter = both_sides(city, "editor")
    page = news(city, by=city.root)
    page.save_revision(user=city.monitor)
    row = actions.hand_over(page, by=submitter, publish_at=TUESDAY, now=NOW)
    rushes(as_(city.administrator), row)
    for who in (city.editor, city.root, city.monitor):
        assert checks(as_(who), row).status_code == 403
    assert checks(as_(city.director), row).status_code == 302


@pytest.mark.parametrize("who", ["coordinator", "deputy", "head", "operator", "other"])
def test_others_do_not_confirm(city: SimpleNamespace, as_: SignIn, who: str) -> None:
    row = handed_over(city)
    rushes(as_(city.administrator), row)
    assert checks(as_(getattr(city, who)), row).status_code == 403
    assert not Emergency.objects.checked().exists()


def test_it_is_confirmed_once(city: SimpleNamespace, as_: SignIn) -> None:
    row = handed_over(city)
    rushes(as_(city.administrator), row)
    checks(as_(city.monitor), row)
    assert checks(as_(city.director), row).status_code == 403
    assert Emergency.objects.get().checked_by == city.monitor


@pytest.mark.parametrize("who", ["coordinator", "head", "other"])
def test_the_list_is_for_the_portal_side(city: SimpleNamespace, as_: SignIn, who: str) -> None:
    assert as_(getattr(city, who)).get(reverse("publishing:emergencies")).status_code == 403
