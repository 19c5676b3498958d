"""§ 4 ust. 1 pkt 2: offices of the portal side act within their scope, on every door; reading stays whole."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Site

from coordination.standing import Post, Standing
from coordination.states import PortalOffice
from publishing import actions
from publishing.actions import Dates
from publishing.policies import HandoffFacts, HandoffPolicy, PageFacts, PagePolicy
from publishing.policies.verdicts import OPERATORS_AGREE, OUT_OF_SCOPE
from publishing.rights import Granted
from publishing.states import Side, Stage
from tests.publishing.city import TUESDAY, WEDNESDAY, approved, fresh, handed_over, news, officer, read_fields
from tests.publishing.test_policies import HOUR, NOW, TODAY

SignIn = Callable[[Any], Client]
KD, SP, CITY, MUSEUM = 1, 2, 10, 20
NARROW = {
    "kind": {"kinds": frozenset({"event"})},
    "unit": {"units": frozenset({SP})},
    "portal": {"portals": frozenset({MUSEUM})},
}


def person(office: str, **scope: Any) -> Standing:
    return Standing(7, "Ktoś", TODAY, posts=(Post(office, **scope),))


def page(standing: Standing, **facts: Any) -> PagePolicy:
    given = {"unit_id": KD, "kind": "news", "site_id": CITY} | facts
    return PagePolicy(standing, Granted.of([], TODAY), PageFacts(**given))


def handoff(standing: Standing, stage: str = Stage.QUEUED) -> HandoffPolicy:
    facts = HandoffFacts(KD, stage, False, Side.UNIT, HOUR, 1, 1, 5, 5, kind="news", site_id=CITY)
    return HandoffPolicy(standing, facts)


def deeds(policy: HandoffPolicy) -> dict[str, Any]:
    scheduled = handoff(policy.standing, Stage.SCHEDULED)
    return {
        "accept": policy.may_accept(NOW),
        "propose": policy.may_propose(NOW),
        "send_back": policy.may_send_back(policy.handoff.newest),
        "schedule": policy.may_schedule(policy.handoff.newest, now=NOW),
        "unschedule": scheduled.may_unschedule(scheduled.handoff.newest),
    }


@pytest.mark.par(4, ust=1, pkt=2)
@pytest.mark.parametrize("office", [PortalOffice.EDITOR, PortalOffice.OPERATOR])
@pytest.mark.parametrize("part", NARROW)
def test_outside_the_scope_everything_is_refused_with_the_missing_part(office: str, part: str) -> None:
    policy = handoff(person(office, **NARROW[part]))
    assert policy.may_read()
    assert not any(deeds(policy).values())
    assert policy.may_propose(NOW) == OUT_OF_SCOPE[part]
    if office == PortalOffice.EDITOR:
        assert set(deeds(policy).values()) == {OUT_OF_SCOPE[part]}


@pytest.mark.parametrize("scope", [{}, {"kinds": frozenset({"news"}), "units": frozenset({KD})}])
def test_within_the_scope_an_editor_does_everything(scope: dict[str, Any]) -> None:
    assert all(deeds(handoff(person(PortalOffice.EDITOR, **scope))).values())


@pytest.mark.par(4, ust=1, pkt=2)
def test_an_operator_agrees_dates_and_decides_nothing() -> None:
    given = deeds(handoff(person(PortalOffice.OPERATOR)))
    assert {name for name, verdict in given.items() if verdict} == {"accept", "propose"}
    assert {given[name] for name in ("schedule", "send_back", "unschedule")} == {OPERATORS_AGREE}


@pytest.mark.parametrize("part", NARROW)
def test_drafts_outside_the_scope_are_read_and_not_kept(part: str) -> None:
    policy = page(person(PortalOffice.EDITOR, **NARROW[part]))
    assert policy.may_read()
    for verdict in (policy.may_edit(), policy.may_delete(), policy.may_move()):
        assert verdict == OUT_OF_SCOPE[part]


def test_structure_needs_the_kind_structure_in_the_scope() -> None:
    facts = {"kind": "structure", "structural": True}
    limited = page(person(PortalOffice.EDITOR, kinds=frozenset({"news"})), **facts)
    keeper = page(person(PortalOffice.EDITOR, kinds=frozenset({"structure"})), **facts)
    for verb in ("may_edit", "may_publish", "may_confirm", "may_move"):
        assert getattr(limited, verb)() == OUT_OF_SCOPE["kind"]
        assert getattr(keeper, verb)()
    assert page(person(PortalOffice.OPERATOR), **facts).may_edit()
    assert not page(person(PortalOffice.OPERATOR), **facts).may_publish()


def test_a_unit_keeps_its_own_page_whatever_the_scope_of_its_office() -> None:
    both = Standing(
        7, "Ktoś", TODAY, None, {KD: frozenset({"coordinator"})}, posts=(Post("redaktor", frozenset({SP})),)
    )
    assert page(both).may_edit()
    assert handoff(both).side == Side.UNIT


# -- at the doors ---------------------------------------------------------------------------------------------------


def posted(client: Client, deed: str, row: Any, **data: Any) -> Any:
    return client.post(reverse(f"publishing:{deed}", args=[row.pk]), data)


@pytest.mark.par(4, ust=1, pkt=2)
def test_an_editor_of_events_reads_news_and_cannot_decide_on_them(city: SimpleNamespace, as_: SignIn) -> None:
    limited = officer("redaktor.wydarzen", "Ela Wydarzenia", PortalOffice.EDITOR, kinds=["event"])
    row = handed_over(city)
    screen = as_(limited).get(reverse("publishing:handoff", args=[row.pk]))
    assert screen.status_code == 200
    assert "nie obejmuje tego rodzaju treści" in screen.content.decode()
    assert reverse("publishing:approve", args=[row.pk]) not in screen.content.decode()
    for deed, data in (
        ("approve", read_fields(row)),
        ("send_back", {**read_fields(row), "return-comment": "Popraw."}),
        ("propose", {"propose-publish_at_0": "2026-11-26", "propose-publish_at_1": "09:00"}),
    ):
        answer = posted(as_(limited), deed, row, **data)
        assert answer.status_code == 403
        assert "administratora portalu" in answer.content.decode()
    row.refresh_from_db()
    assert (row.stage, row.reviews.count(), row.proposals.count()) == (Stage.QUEUED, 0, 1)


def test_an_editor_of_another_unit_cannot_cancel_a_schedule(city: SimpleNamespace, as_: SignIn) -> None:
    limited = officer("redaktor.sp", "Sabina Sport", PortalOffice.EDITOR, units=[city.sp])
    row = approved(city)
    assert (
        posted(as_(limited), "unschedule", row, **read_fields(row), **{"unschedule-reason": "Bo tak."}).status_code
        == 403
    )
    row.refresh_from_db()
    assert row.stage == Stage.SCHEDULED


def test_an_editor_of_another_portal_decides_nothing_here(city: SimpleNamespace, as_: SignIn) -> None:
    other = Site.objects.create(hostname="muzeum.example", root_page=Page.objects.get(depth=1))
    here = Site.objects.get(hostname="testserver")
    row = handed_over(city)
    there = officer("redaktor.muzeum", "Maja Muzeum", PortalOffice.EDITOR, portals=[other.pk])
    own = officer("redaktor.portalu", "Paweł Portal", PortalOffice.EDITOR, portals=[here.pk])
    assert posted(as_(there), "approve", row, **read_fields(row)).status_code == 403
    assert posted(as_(own), "approve", row, **read_fields(row)).status_code == 302
    row.refresh_from_db()
    assert row.stage == Stage.SCHEDULED


@pytest.mark.par(4, ust=1, pkt=2)
def test_approving_is_absent_for_an_operator_and_refused_on_the_server(city: SimpleNamespace, as_: SignIn) -> None:
    """Scenario 38."""
    row = handed_over(city)
    operator = as_(city.operator)
    screen = operator.get(reverse("publishing:handoff", args=[row.pk])).content.decode()
    assert reverse("publishing:approve", args=[row.pk]) not in screen
    assert reverse("publishing:send_back", args=[row.pk]) not in screen
    assert reverse("publishing:propose", args=[row.pk]) in screen
    refused = posted(operator, "approve", row, **read_fields(row))
    assert refused.status_code == 403
    assert "zatwierdza redaktor albo administrator" in refused.content.decode()
    dates = {"propose-publish_at_0": f"{WEDNESDAY:%Y-%m-%d}", "propose-publish_at_1": "12:00", "propose-reason": "tłok"}
    assert posted(operator, "propose", row, **dates).status_code == 302
    row.refresh_from_db()
    assert (row.stage, row.reviews.count(), row.proposals.count()) == (Stage.QUEUED, 0, 2)


def test_a_draft_outside_the_scope_is_not_opened_for_editing(city: SimpleNamespace, as_: SignIn) -> None:
    limited = officer("redaktor.sp", "Sabina Sport", PortalOffice.EDITOR, units=[city.sp])
    draft = news(city)
    edit = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    before = draft.latest_revision_id
    assert as_(limited).get(edit).status_code in (302, 403)
    assert as_(limited).post(edit, {"title": "Inny tytuł", "slug": draft.slug}).status_code in (302, 403)
    draft.refresh_from_db()
    assert draft.latest_revision_id == before
    assert as_(city.editor).get(edit).status_code == 200


def test_an_editor_of_one_unit_writes_only_for_it(city: SimpleNamespace, as_: SignIn) -> None:
    limited = officer("redaktor.sp", "Sabina Sport", PortalOffice.EDITOR, units=[city.sp], kinds=["news"])
    add = reverse("wagtailadmin_pages:add", args=["pages", "newspage", city.news.pk])
    form = as_(limited).get(add)
    assert list(form.context["form"].fields["unit"].queryset) == [city.sp]
    of_another_kind = reverse("wagtailadmin_pages:add", args=["pages", "eventpage", city.events.pk])
    assert as_(limited).get(of_another_kind).status_code in (302, 403)


@pytest.mark.par(4, ust=1, pkt=2)
def test_an_office_that_ended_opens_nothing(city: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    row = handed_over(city)
    leaving = officer("redaktor.dawny", "Dawid Dawny", PortalOffice.EDITOR, until_on=row.created_at.date())
    assert as_(leaving).get(reverse("publishing:queue")).status_code == 200
    clock.move_to(TUESDAY, tick=False)
    assert as_(fresh(leaving)).get(reverse("publishing:queue")).status_code in (302, 403)
    assert posted(as_(fresh(leaving)), "approve", row, **read_fields(row)).status_code in (302, 403)
    row.refresh_from_db()
    assert row.stage == Stage.QUEUED


# -- whose move it is in the queue ----------------------------------------------------------------------------------

TOLD, OURS = "Redakcja czyta i podejmuje decyzję do", "Nasz ruch: przeczytać i zdecydować"


def queue_of(client: Client) -> Any:
    return client.get(reverse("publishing:queue"))


@pytest.mark.par(4, ust=1, pkt=2)
def test_an_operator_is_told_who_decides_and_answers_dates(city: SimpleNamespace, as_: SignIn) -> None:
    """Reading and deciding is no operator's move; the dates of a reservation are."""
    handed_over(city)
    dates = Dates(WEDNESDAY, TUESDAY.date())
    by = fresh(city.coordinator)
    booked = actions.reserve(title="Zapowiedź", unit=city.kd, kind="news", dates=dates, by=by, now=NOW, note="")
    shown = queue_of(as_(city.operator))
    assert [card.handoff.pk for card in shown.context["mine"]] == [booked.pk]
    assert TOLD in shown.content.decode()
    assert OURS not in shown.content.decode()
    assert "Nasz ruch: odpowiedzieć na terminy komórki" in shown.content.decode()
    home = as_(city.operator).get(reverse("wagtailadmin_home")).content.decode()
    assert TOLD in home
    assert OURS not in home
    assert OURS in queue_of(as_(city.editor)).content.decode()


@pytest.mark.par(4, ust=1, pkt=2)
@pytest.mark.parametrize("part", ["kind", "unit", "portal"])
def test_an_editor_of_another_scope_is_told_who_decides(city: SimpleNamespace, as_: SignIn, part: str) -> None:
    other = Site.objects.create(hostname="muzeum.example", root_page=Page.objects.get(depth=1))
    here = Site.objects.get(hostname="testserver")
    scope = {"kind": {"kinds": ["event"]}, "unit": {"units": [city.sp]}, "portal": {"portals": [other.pk]}}[part]
    limited = officer("redaktor.inny", "Iga Inna", PortalOffice.EDITOR, **scope)
    row = handed_over(city)
    shown = queue_of(as_(limited))
    assert shown.context["mine"] == []
    assert TOLD in shown.content.decode()
    assert OURS not in shown.content.decode()
    screen = as_(limited).get(reverse("publishing:handoff", args=[row.pk])).content.decode()
    assert TOLD in screen
    assert OURS not in screen
    own = officer("redaktor.tutaj", "Ula Tutaj", PortalOffice.EDITOR, portals=[here.pk])
    assert [card.handoff.pk for card in queue_of(as_(own)).context["mine"]] == [row.pk]
