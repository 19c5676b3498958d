"""«Pilna poprawka»: a change of a public page without lead time, first in the queue (§ 4 ust. 2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Revision

from coordination.calendar import warsaw
from coordination.models import AuditEntry, OutboxMessage
from coordination.verdict import Refused
from publishing import actions, scheduling
from publishing.models import Handoff
from publishing.states import Stage
from tests.publishing.city import NOW, TUESDAY, fresh, handed_over, news, read_fields
from tests.publishing.test_direct import edit

SignIn = Callable[[Any], Client]
FRIDAY_AFTERNOON = warsaw(dt.date(2026, 11, 27), dt.time(15))
SATURDAY = FRIDAY_AFTERNOON + dt.timedelta(hours=22)


def changed(city: SimpleNamespace) -> Any:
    page = news(city, live=True, title="Godziny dyżuru")
    page.lead = "Dyżur we wtorki, nie w środy."
    page.save_revision(user=city.coordinator)
    return page


def hand_over(client: Client, page: Any, query: str = "?pilne=1", **more: Any) -> Any:
    typed = {"urgent_reason": "Ludzie przychodzą na darmo."}
    return client.post(reverse("publishing:hand_over", args=[page.pk]) + query, {**typed, **more})


def screen(client: Client, row: Handoff) -> str:
    return client.get(reverse("publishing:handoff", args=[row.pk])).content.decode()


def approve(client: Client, row: Handoff, **more: str) -> Any:
    given = {**read_fields(row), **more}
    return client.post(reverse("publishing:approve", args=[row.pk]), given, follow=True)


def asked(city: SimpleNamespace, as_: SignIn) -> Handoff:
    page = changed(city)
    assert hand_over(as_(city.coordinator), page).status_code == 302
    return Handoff.objects.get(page_id=page.pk)


@pytest.mark.par(4, ust=2)
def test_on_a_friday_afternoon_it_is_public_within_the_hour(city: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    """No date is asked for: the page that misleads does not stay for the weekend."""
    handed_over(city, at=TUESDAY)  # waits, too
    clock.move_to(FRIDAY_AFTERNOON, tick=False)
    page, unit, team = changed(city), as_(city.coordinator), as_(city.editor)
    address = reverse("publishing:hand_over", args=[page.pk])
    assert "?pilne=1" in unit.get(address).content.decode()
    offered = unit.get(f"{address}?pilne=1")
    assert "publish_at" not in offered.context["form"].fields
    assert "publish_at" not in offered.content.decode()
    assert hand_over(unit, page).status_code == 302
    row = Handoff.objects.get(page_id=page.pk)
    assert (row.stage, row.urgent_reason, row.at_once) == (Stage.QUEUED, "Ludzie przychodzą na darmo.", True)
    assert "Ludzie przychodzą" in AuditEntry.objects.get(verb="handoff.deliver", about__endswith=f":{row.pk}").note
    letter = OutboxMessage.objects.filter(kind="handoff.handed_over", about__endswith=f":{row.pk}").first()
    assert letter.subject.startswith("Pilne")
    assert "Ludzie przychodzą na darmo." in letter.text
    assert "zaraz po zatwierdzeniu" in letter.text

    clock.move_to(FRIDAY_AFTERNOON + dt.timedelta(minutes=40), tick=False)
    queue = team.get(reverse("publishing:queue"))
    card = next(iter(queue.context["mine"]))
    assert (card.handoff.pk, card.late) == (row.pk, False), "first, and nothing of it is late"
    assert "Pilna poprawka" in queue.content.decode()
    shown = screen(team, row)
    assert "Co zmieni się na stronie publicznej" in shown, "the difference stands beside the decision"
    assert "Zatwierdź i opublikuj teraz" in shown
    assert "z opóźnieniem" not in shown
    assert "Przyjmij same terminy" not in shown, "there is no hour to accept without the text"
    answer = approve(team, row)
    done = Handoff.objects.get(pk=row.pk)
    now = FRIDAY_AFTERNOON + dt.timedelta(minutes=40)
    assert "Zatwierdzone i gotowe" in answer.content.decode()
    assert (done.stage, done.publish_at, done.published_at, done.late_minutes) == (Stage.PUBLISHED, now, now, 0)
    assert (done.agreed_at, done.proposals.get().answer, done.proposals.get().publish_at) == (now, "accepted", now)
    assert "Dyżur we wtorki" in Client().get(page.url).content.decode()
    told = OutboxMessage.objects.filter(about__endswith=f":{row.pk}", to=city.deputy.email).values_list(
        "kind", flat=True
    )
    assert [kind for kind in told if kind != "handoff.handed_over"] == ["handoff.published"], "one letter of it"


@pytest.mark.par(4, ust=2)
def test_the_clock_never_publishes_it_before_somebody_has_read_it(
    city: SimpleNamespace, as_: SignIn, clock: Any
) -> None:
    row = asked(city, as_)
    clock.move_to(SATURDAY, tick=False)
    assert scheduling.run_once(SATURDAY)["published"] == 0
    assert Handoff.objects.get(pk=row.pk).stage == Stage.QUEUED
    assert not Handoff.objects.overdue(SATURDAY).exists()
    approve(as_(city.editor), row)
    assert Handoff.objects.get(pk=row.pk).published_at == SATURDAY, "on a Saturday, too"


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize("who", ["coordinator", "operator", "root"])
def test_who_may_approve_stays_as_it_is(city: SimpleNamespace, as_: SignIn, who: str) -> None:
    page = changed(city)
    if who == "root":  # the superuser has written it
        page.save_revision(user=city.root)
    hand_over(as_(city.coordinator), page)
    row = Handoff.objects.get(page_id=page.pk)
    assert approve(as_(getattr(city, who)), row).status_code == 403
    assert Handoff.objects.get(pk=row.pk).stage == Stage.QUEUED


@pytest.mark.par(4, ust=2)
def test_whoever_names_an_hour_agrees_it_as_usual(city: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    row, team = asked(city, as_), as_(city.editor)
    read = read_fields(row)
    hour = {"propose-publish_at_0": "2026-11-24", "propose-publish_at_1": "09:00", "propose-reason": "Po sesji."}
    assert team.post(reverse("publishing:propose", args=[row.pk]), hour).status_code == 302
    assert not Handoff.objects.get(pk=row.pk).at_once
    assert team.post(reverse("publishing:approve", args=[row.pk]), read).status_code == 409, "the hour is another"
    proposal = row.proposals.get(answer="waiting").pk
    as_(city.deputy).post(reverse("publishing:accept", args=[row.pk]), {"proposal": proposal})
    approve(team, row)
    left = Handoff.objects.get(pk=row.pk)
    assert (left.stage, left.publish_at) == (Stage.SCHEDULED, TUESDAY)


@pytest.mark.par(4, ust=2)
def test_returned_and_handed_over_again_it_is_urgent_still(city: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    row = asked(city, as_)
    given = {**read_fields(row), "return-comment": "Które wtorki?"}
    as_(city.editor).post(reverse("publishing:send_back", args=[row.pk]), given)
    clock.move_to(SATURDAY, tick=False)
    assert "z opóźnieniem" not in screen(as_(city.coordinator), row)
    edit(as_(city.coordinator), row.page.specific, lead="Dyżur w każdy wtorek.")
    as_(city.coordinator).post(reverse("publishing:deliver", args=[row.pk]))
    approve(as_(city.editor), row)
    done = Handoff.objects.get(pk=row.pk)
    assert (done.stage, done.published_at, done.late_minutes) == (Stage.PUBLISHED, SATURDAY, 0)


def test_an_urgent_correction_says_why(city: SimpleNamespace, as_: SignIn) -> None:
    answer = hand_over(as_(city.coordinator), changed(city), urgent_reason=" ")
    assert answer.status_code == 422
    assert answer.context["form"].errors["urgent_reason"]
    assert not Handoff.objects.exists()


@pytest.mark.par(4, ust=2)
def test_only_a_public_page_is_corrected_urgently(city: SimpleNamespace, as_: SignIn) -> None:
    page, unit = news(city), as_(city.coordinator)
    assert "?pilne=1" not in unit.get(reverse("publishing:hand_over", args=[page.pk])).content.decode()
    assert hand_over(unit, page).status_code == 403
    with pytest.raises(Refused):
        actions.hand_over(page, by=fresh(city.coordinator), publish_at=TUESDAY, now=NOW, urgent="Bo tak.")
    assert not Handoff.objects.exists()


def test_the_usual_form_knows_no_urgency(city: SimpleNamespace, as_: SignIn) -> None:
    hour = {"publish_at_0": "2026-11-27", "publish_at_1": "11:00"}
    assert hand_over(as_(city.coordinator), changed(city), query="", **hour).status_code == 302
    assert not Handoff.objects.get().is_urgent


def test_the_usual_form_asks_for_a_date(city: SimpleNamespace, as_: SignIn) -> None:
    answer = hand_over(as_(city.coordinator), changed(city), query="")
    assert answer.status_code == 422
    assert answer.context["form"].errors["publish_at"]


# -- no hour is named: nothing tells the minute of handing over as one -----------------------------------------------


def home(client: Client) -> str:
    return client.get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.par(4, ust=2)
def test_no_screen_reckons_days_from_the_minute_of_handing_over(city: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    row = asked(city, as_)
    clock.move_to(NOW + dt.timedelta(days=2), tick=False)
    team, unit = as_(city.editor), as_(city.coordinator)
    for shown in (screen(team, row), home(team), team.get(reverse("publishing:queue")).content.decode()):
        assert "przeczytać teraz i zdecydować" in shown
        assert "Ten dzień minął" not in shown
        assert "do 23 listopada" not in shown
    assert "opóźnieni" not in home(team)
    calendar = unit.get(reverse("publishing:calendar") + "?dzien=2026-11-23")
    assert row.title not in calendar.content.decode()
    given = {**read_fields(row), "return-comment": "Które wtorki?"}
    team.post(reverse("publishing:send_back", args=[row.pk]), given)
    todo = unit.get(reverse("coordination_todo")).content.decode()
    assert "poprawić teraz tekst" in todo
    assert "opóźnieni" not in todo
    handed_over(city, at=FRIDAY_AFTERNOON)
    made = unit.get(reverse("publishing:new_set"))
    assert "zaraz po zatwierdzeniu" in made.content.decode()


@pytest.mark.par(4, ust=2)
def test_withdrawn_it_never_had_an_hour(city: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    row, unit = asked(city, as_), as_(city.coordinator)
    given = {**read_fields(row), "withdraw-reason": "Nieaktualne."}
    assert unit.post(reverse("publishing:withdraw", args=[row.pk]), given).status_code == 302
    letter = OutboxMessage.objects.get(kind="handoff.withdrawn", to=city.editor.email)
    for told in (
        letter.text,
        letter.html,
        screen(unit, row),
        unit.get(reverse("publishing:unit_list")).content.decode(),
    ):
        assert "nie podano godziny" in told
    assert "10:00" not in letter.text
    assert "10:00" not in unit.get(reverse("publishing:unit_list")).content.decode()


@pytest.mark.par(4, ust=2)
def test_what_failed_is_cancelled_and_approved_anew_without_an_hour(
    city: SimpleNamespace, as_: SignIn, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    row, team = asked(city, as_), as_(city.editor)
    with monkeypatch.context() as patch:
        patch.setattr(Revision, "publish", lambda *_given, **_named: 1 / 0)
        approve(team, row)
    failed = Handoff.objects.get(pk=row.pk)
    assert failed.stage == Stage.FAILED
    given = {**read_fields(failed), "unschedule-reason": "Dysk."}
    team.post(reverse("publishing:unschedule", args=[row.pk]), given)
    back = Handoff.objects.get(pk=row.pk)
    assert (back.stage, back.at_once) == (Stage.QUEUED, True)
    assert "Zatwierdź i opublikuj teraz" in screen(team, back)
    clock.move_to(NOW + dt.timedelta(hours=3), tick=False)
    approve(team, back)
    done = Handoff.objects.get(pk=row.pk)
    assert (done.stage, done.publish_at, done.late_minutes) == (Stage.PUBLISHED, NOW + dt.timedelta(hours=3), 0)


@pytest.mark.par(4, ust=2)
def test_a_cancelled_hour_that_both_had_agreed_is_not_taken_for_none(
    city: SimpleNamespace, as_: SignIn, clock: Any
) -> None:
    row, team = asked(city, as_), as_(city.editor)
    hour = {"propose-publish_at_0": "2026-11-24", "propose-publish_at_1": "09:00", "propose-reason": "Po sesji."}
    team.post(reverse("publishing:propose", args=[row.pk]), hour)
    proposal = row.proposals.get(answer="waiting").pk
    as_(city.deputy).post(reverse("publishing:accept", args=[row.pk]), {"proposal": proposal})
    approve(team, row)
    given = {**read_fields(Handoff.objects.get(pk=row.pk)), "unschedule-reason": "Nie teraz."}
    team.post(reverse("publishing:unschedule", args=[row.pk]), given)
    back = Handoff.objects.get(pk=row.pk)
    assert (back.stage, back.at_once, back.publish_at) == (Stage.QUEUED, False, TUESDAY)
