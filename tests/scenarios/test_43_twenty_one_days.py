"""Offers are taken at least 21 days from the last of the three announcements (scenario 43, art. 13 ust. 1)."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from coordination.calendar import warsaw
from coordination.models import DutyTask, LawLimit
from pages.models import CompetitionPage
from pages.vocabularies import Place
from publishing import actions
from publishing.models import Handoff, PublishingRight
from publishing.states import CorrectionState, Stage
from tests.competitions.calls import ANNOUNCED, DAY, SAME_DAY, call
from tests.publishing.city import NOW, TUESDAY, approved, fresh, handed_over, read_fields
from tests.scenarios.routes import by_the_publish_button, edit_url, form_at
from tests.scenarios.travel import beat, row_of

LATER = {**SAME_DAY, Place.BOARD: ANNOUNCED + 2 * DAY}
FIRST_LAWFUL = "15 grudnia 2026"


def until(days: int, hour: int = 15) -> dt.datetime:
    return warsaw(ANNOUNCED + days * DAY, dt.time(hour))


def hand_over(client: Client, page: Any, at: dt.datetime = TUESDAY, **fields: Any) -> Any:
    local = f"{at:%Y-%m-%d}", f"{at:%H:%M}"
    data = {"publish_at_0": local[0], "publish_at_1": local[1], **fields}
    return client.post(reverse("publishing:hand_over", args=[page.pk]), data)


def test_twenty_days_are_not_handed_over_and_the_first_lawful_day_is_named(city: SimpleNamespace, as_: Any) -> None:
    page, client = call(city, deadline=until(20)), as_(city.coordinator)
    answer = hand_over(client, page)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "art. 13 ust. 1 ustawy" in text
    assert FIRST_LAWFUL in text
    assert not Handoff.objects.exists()


def test_twenty_one_days_go_through_the_queue_and_public(city: SimpleNamespace, as_: Any, clock: Any) -> None:
    page = call(city)
    assert hand_over(as_(city.coordinator), page).status_code == 302
    row = Handoff.objects.get()
    answer = as_(city.editor).post(reverse("publishing:approve", args=[row.pk]), read_fields(row))
    assert (answer.status_code, row_of(row).stage) == (302, Stage.SCHEDULED)
    assert beat(clock, TUESDAY).startswith("published: 1, failed: 0")
    assert Client().get(page.url).status_code == 200


@pytest.mark.parametrize(("days", "public"), [(20, False), (21, True), (22, True)])
def test_publishing_in_ones_own_right_asks_the_same(
    city: SimpleNamespace, as_: Any, clock: Any, days: int, public: bool
) -> None:
    PublishingRight.objects.create(
        unit=city.kd, kind="competition", from_on=dt.date(2026, 1, 1), basis="x", granted_by="SZ"
    )
    page = call(city, deadline=until(days))
    clock.move_to(TUESDAY, tick=False)
    answer = by_the_publish_button(as_(city.coordinator), city, page)
    assert answer.status_code == (302 if public else 200)
    assert CompetitionPage.objects.get(pk=page.pk).live is public
    if not public:
        assert "art. 13 ust. 1 ustawy" in answer.content.decode()


def test_a_later_day_of_the_board_is_judged_again(city: SimpleNamespace, as_: Any, clock: Any) -> None:
    """The public announcement was lawful; with a later day on the board it no longer is, until the deadline moves."""
    row = approved(city, call(city))
    beat(clock, TUESDAY)
    page, client = row_of(row).page.specific, as_(city.coordinator)
    board = next(n for n, one in enumerate(page.publications.all()) if one.place == Place.BOARD)
    day = {f"publications-{board}-on": f"{ANNOUNCED + 2 * DAY}"}
    saved = client.post(edit_url(page), form_at(client, edit_url(page), CompetitionPage, **day))
    assert saved.status_code == 302, "a draft may be incomplete"
    told = client.get(reverse("publishing:hand_over", args=[page.pk])).content.decode()
    assert "17 grudnia 2026" in told
    assert hand_over(client, page, TUESDAY + DAY).status_code == 422
    extended = {"deadline": "2026-12-17 15:00", "extension_note": "Ogłoszenie na tablicy pojawiło się później."}
    client.post(edit_url(page), form_at(client, edit_url(page), CompetitionPage, **extended))
    assert hand_over(client, page, TUESDAY + DAY, change_note="Termin wydłużony.").status_code == 302


def test_an_hour_that_shows_it_later_is_neither_proposed_nor_agreed(city: SimpleNamespace, as_: Any) -> None:
    """The portal is the website of the organ: shown on Wednesday, the announcement leaves twenty days."""
    page, client = call(city), as_(city.coordinator)
    late = hand_over(client, page, TUESDAY + DAY)
    assert late.status_code == 422
    assert "16 grudnia 2026" in late.content.decode()
    row = handed_over(city, page)
    proposed = as_(city.editor).post(
        reverse("publishing:propose", args=[row.pk]),
        {"propose-publish_at_0": "2026-11-25", "propose-publish_at_1": "09:00", "propose-reason": "Kolejka."},
    )
    assert proposed.status_code == 403
    assert row_of(row).publish_at == TUESDAY
    assert row.proposals.count() == 1


@pytest.mark.par(4, ust=2)
def test_a_correction_is_judged_for_the_hour_agreed_since_it_was_sent(city: SimpleNamespace, as_: Any) -> None:
    """Lawful for Tuesday when it was sent; since then both sides have agreed to Wednesday, which leaves twenty days."""
    row = approved(city, call(city, deadline=until(30)))
    actions.begin_correction(row, by=fresh(city.coordinator), now=NOW)
    page = row_of(row).page.specific.get_latest_revision_as_object()
    page.deadline = until(21)
    page.save_revision(user=city.coordinator, clean=False)
    sent = actions.send_correction(row, by=fresh(city.coordinator), now=NOW)
    later = actions.Dates(TUESDAY + DAY)
    moved = actions.propose(row, dates=later, by=fresh(city.editor), now=NOW, reason="Kolejka.")
    actions.accept(row, by=fresh(city.deputy), now=NOW, proposal_id=moved.pk)
    form = {"revision": sent.revision_id}
    answer = as_(city.editor).post(reverse("publishing:accept_correction", args=[row.pk]), form)
    assert answer.status_code == 403
    assert "16 grudnia 2026" in answer.content.decode()
    found = row_of(row)
    assert (found.publish_at, found.revision_id) == (TUESDAY + DAY, row.revision_id), "the approved version stands"
    assert found.corrections.get().state == CorrectionState.WAITING


def test_a_limit_that_grew_before_the_approval_stops_it(city: SimpleNamespace, as_: Any) -> None:
    row = handed_over(city, call(city))
    LawLimit.objects.filter(key="competition.offer_window").update(value=30)
    answer = as_(city.editor).post(reverse("publishing:approve", args=[row.pk]), read_fields(row))
    assert answer.status_code == 403
    assert row_of(row).stage == Stage.QUEUED


def test_by_another_act_seven_days_suffice(city: SimpleNamespace, as_: Any) -> None:
    page = call(city, deadline=until(7), outside_act=True, legal_basis="art. 27 ust. 2 ustawy o sporcie")
    assert hand_over(as_(city.coordinator), page).status_code == 302


def test_once_offers_are_in_the_announcement_is_history(city: SimpleNamespace, as_: Any, clock: Any) -> None:
    """Results are published at once, whatever a stricter rule would say of the announcement (art. 15 ust. 2h)."""
    row = approved(city, call(city))
    beat(clock, TUESDAY)
    LawLimit.objects.filter(key="competition.offer_window").update(value=30)
    page = row_of(row).page.specific
    assert any(issue.hard for issue in page.requirements())
    clock.move_to(until(21) + dt.timedelta(seconds=1), tick=False)
    issues = list(page.requirements())
    assert "window" in {getattr(issue, "rule", "") for issue in issues}
    assert not any(issue.hard for issue in issues)


def test_planned_days_suffice(city: SimpleNamespace) -> None:
    assert all(row.planned for row in call(city).publications.all())
    assert [issue for issue in call(city).requirements_at(TUESDAY, now=NOW) if issue.hard] == []


@pytest.mark.par(4, ust=2)
def test_a_limit_that_grew_after_the_approval_stops_nothing_and_leaves_a_task(
    city: SimpleNamespace, clock: Any
) -> None:
    """Scenario 14 for an announcement: what was agreed goes public, and the unit is asked to correct it."""
    row = approved(city, call(city, title="Kluby"))
    LawLimit.objects.filter(key="competition.offer_window").update(value=30)
    assert beat(clock, TUESDAY).startswith("published: 1, failed: 0")
    assert Client().get(row.page.url).status_code == 200
    task = DutyTask.objects.open().get(unit=city.kd, subject=f"correct:{row.page_id}")
    assert "art. 13 ust. 1 ustawy" in task.title
