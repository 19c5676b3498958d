"""The demo: honest, whole, and true on awkward days (DESIGN.md section 12, ruling 10)."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import feedparser
import pytest
from dateutil.relativedelta import relativedelta
from django.apps import apps
from django.contrib.auth.hashers import check_password
from django.core.management import CommandError, call_command
from django.db import models, transaction
from django.test import override_settings
from django.utils.html import escape
from wagtail.models import Page, Revision

from coordination.answering import public_figure
from coordination.calendar import WorkingCalendar, warsaw, warsaw_date
from coordination.models import (
    Absence,
    AnswerTemplate,
    BlockedSender,
    Designation,
    DutyTask,
    IncomingMail,
    Inquiry,
    InquiryFile,
    OutboxMessage,
    Person,
    Topic,
    Unit,
    UnitChange,
)
from coordination.states import ClosedBecause, InquiryState, LetterState, MailReason, MailState, Matter, Voice
from pages.competition_states import State
from pages.models import CompetitionPage, EventPage, NewsPage, UnitPage
from portal.demo import build
from portal.demo.completeness import REWRITTEN
from portal.demo.people import EMPTY_CHAIRS
from portal.demo.shift import Shift, as_of
from portal.demo.stage import OFFICERS, Stage
from portal.demo.unit_changes import CLOSED_NAME, OLD_NAME, RENAMED
from portal.models import DemoMark, User
from publishing import completeness
from publishing.models import (
    AidDeclaration,
    DateProposal,
    Handoff,
    MeetingAttestation,
    MonthOfGaps,
    PublicChange,
    SavedView,
    Stewardship,
)
from publishing.reckoning import at_work, reckon
from publishing.signals_seen import Finding, Sort
from publishing.states import Answer, Side
from publishing.states import Stage as Life
from tests.house import database

DAYS = [dt.date(2026, 12, 24), dt.date(2027, 1, 1), dt.date(2028, 2, 29)]
CALENDAR = WorkingCalendar()
STATES = {
    "k1": State.OPEN,
    "k2": State.OPEN,
    "k3": State.FORETOLD,
    "k4": State.ASSESSMENT,
    "k5": State.SETTLED,
    "k6": State.ANNULLED,
}


@pytest.fixture(
    scope="module",
    params=[DAYS[0], *(pytest.param(day, marks=pytest.mark.soak) for day in DAYS[1:])],
    ids=str,
)
def demo(
    request: pytest.FixtureRequest,
    django_db_setup: None,
    django_db_blocker: Any,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Stage]:
    """The demo of one day, built once for the tests of this file and taken back afterwards."""
    media = str(tmp_path_factory.mktemp("media"))
    with django_db_blocker.unblock():
        database.restore()  # a transactional test before us may have flushed what migrations wrote
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media), transaction.atomic():
        yield build.build(request.param, warsaw(request.param, dt.time(10)))
        transaction.set_rollback(True)


def test_a_competition_stands_in_every_state(demo: Stage) -> None:
    found = {key: demo.pages[key].specific.state_on(demo.now) for key in STATES}
    assert found == STATES
    assert CompetitionPage.objects.filter(is_archival=True, live=True).count() == 3


def test_each_state_is_the_same_in_list_page_feed_data_and_search(demo: Stage, client: Any, time_machine: Any) -> None:
    """K1-K6 where organisations and programs meet them, at one instant (issue 6, item 9)."""
    time_machine.move_to(demo.now, tick=False)
    cards = client.get("/konkursy/").content.decode().split("<article")[1:]
    feed = {entry.id: entry.title for entry in feedparser.parse(client.get("/konkursy/atom/").content).entries}
    data = json.loads(client.get("/konkursy/eksport.json").getvalue())["konkursy"]
    told = {row["adres"].rstrip("/").rpartition("/")[2]: row["stan"] for row in data}
    calendar = client.get("/konkursy/kalendarz.ics").getvalue().decode()
    for key, state in STATES.items():
        page = demo.pages[key]
        (card,) = [card for card in cards if f"/konkursy/{page.slug}/" in card]
        found = client.get("/szukaj/", {"q": page.title, "rodzaj": "competition"}).content.decode()
        hit = next(hit for hit in found.split("<article")[1:] if f"/konkursy/{page.slug}/" in hit)
        label = escape(str(state.label))
        assert label in card.lower(), (key, "list")
        assert label in hit.lower(), (key, "search")
        assert f"Teraz: <b>{label}</b>" in client.get(page.url).content.decode(), (key, "page")
        assert feed[f"tag:ngo.krakow.pl,2026:page-{page.pk}"].endswith(f"({state.label})"), (key, "feed")
        assert told[page.slug] == state.value, (key, "data")
        assert (f"page-{page.pk}@" in calendar) is (state == State.OPEN), (key, "calendar")


def _life(page: Any) -> list[tuple[dt.datetime, State]]:
    """Told from the page's days by hand: the instants at which each state begins, the earliest first."""
    midnight = dt.time()
    if page.planned_announcement_on:
        return [(warsaw(page.planned_announcement_on, midnight), State.FORETOLD)]
    life = [
        (warsaw(page.announced_on, midnight), State.OPEN),
        (page.deadline, State.CLOSED),
        (warsaw(warsaw_date(page.deadline) + dt.timedelta(days=1), midnight), State.ASSESSMENT),
    ]
    ended, state = (page.annulled_on, State.ANNULLED) if page.annulled_on else (page.results_on, State.SETTLED)
    if ended:
        life.append((warsaw(ended, midnight), state))
        life.append((warsaw(ended + relativedelta(years=1) + dt.timedelta(days=1), midnight), State.ARCHIVED))
    return life


def _said(client: Any, page: Any, asked: set[State]) -> set[str]:
    """Which of the asked states the list has it in, and what page, file and feed tell; the feed leaves archives out."""
    listed = {state for state in asked if page.title in client.get(f"/konkursy/?stan={state}").content.decode()}
    rows = json.loads(client.get("/konkursy/eksport.json?stan=" + next(iter(listed), "")).getvalue())["konkursy"]
    filed = {row["stan"] for row in rows if row["tytul"] == page.title}
    feed = client.get("/konkursy/atom/").getvalue().decode()
    told = {state.value for state in State if f"{escape(page.title)} ({state.label})" in feed}
    return {*listed, *filed, *told, client.get(page.url).context["state"]}


@pytest.mark.parametrize("key", sorted(STATES))
def test_a_sample_enters_each_state_at_its_second_everywhere(
    demo: Stage, client: Any, time_machine: Any, key: str
) -> None:
    page = demo.pages[key].specific
    life = _life(page)
    assert len({state for _at, state in life}) == {"k3": 1, "k5": 5, "k6": 5}.get(key, 3)
    before = State.FORETOLD if page.planned_announcement_on else None
    for at, state in life:
        if before is not None:
            time_machine.move_to(at - dt.timedelta(seconds=1), tick=False)
            assert _said(client, page, {before, state}) == {before}
        time_machine.move_to(at, tick=False)
        assert _said(client, page, {before or state, state}) == {state}
        before = state


def test_offers_may_come_for_at_least_21_days(demo: Stage) -> None:
    for key in STATES:
        page = demo.pages[key].specific
        announced = page.announced_on or page.planned_announcement_on
        assert (warsaw_date(page.deadline) - announced).days >= 21, page.title


def test_parts_of_an_amount_make_the_whole(demo: Stage) -> None:
    for key in ("k1", "k2", "k3", "k4", "k5"):
        page = demo.pages[key].specific
        assert sum(part.amount for part in page.amounts.all()) == page.total_amount
        assert [part.year for part in page.amounts.all()][-1] == page.realised_until.year


def test_shifted_days_are_working_days(demo: Stage) -> None:
    days = [warsaw_date(page.starts_at) for page in EventPage.objects.all()]
    days += [warsaw_date(demo.pages[key].specific.deadline) for key in STATES]
    days += [warsaw_date(handoff.publish_at) for handoff in Handoff.objects.all()]
    assert [day for day in days if not CALENDAR.is_working_day(day)] == []


def test_statutory_dates_never_shift(demo: Stage) -> None:
    assert "Od 1 września w trybie art. 19a" in demo.pages["a1"].specific.lead
    assert "1 września 2026" in demo.pages["maly-grant"].specific.limits


def test_no_token_is_left_in_the_texts(demo: Stage) -> None:
    contents = [str(content) for content in Revision.objects.values_list("content", flat=True)]
    contents += list(Inquiry.objects.values_list("messages__text", flat=True))
    contents += list(DutyTask.objects.values_list("title", flat=True))
    assert [text for text in contents if "{d" in text or "{rok" in text] == []


def test_handoffs_stand_in_every_stage(demo: Stage) -> None:
    assert set(Handoff.objects.values_list("stage", flat=True)) == set(Life.values)
    failed = Handoff.objects.get(stage=Life.FAILED)
    assert failed.failure.startswith("VersionVanished")
    assert "nie istnieje" in str(failed.failure_words)
    assert set(Handoff.objects.filter(stage=Life.PUBLISHED).values_list("late_minutes", flat=True)) == {0}
    brief = Handoff.objects.get(commission__isnull=False)
    assert (brief.stage, brief.revision, brief.commission.files.count()) == (Life.QUEUED, None, 1)
    waiting = Handoff.objects.filter(stage=Life.PREPARED, proposals__answer=Answer.WAITING)
    assert set(waiting.values_list("proposals__side", flat=True)) == {Side.UNIT, Side.PORTAL}


def test_dates_sooner_than_usual_and_a_gap_in_the_roster_are_shown(demo: Stage) -> None:
    """One exception waits in the queue, few were taken with both reasons; an editor is going to be away."""
    early = DateProposal.objects.filter(earliest_on__isnull=False)
    assert early.filter(answer=Answer.WAITING).exclude(lead_reason="").count() == 1
    assert 1 <= early.filter(answer=Answer.ACCEPTED).exclude(lead_reason="").exclude(lead_answer="").count() <= 5
    assert not early.filter(lead_reason="").exists()
    assert Absence.objects.of_officers().filter(from_on__gt=demo.now.date()).count() == 1


def test_the_story_of_a_handoff_runs_forward(demo: Stage) -> None:
    for handoff in Handoff.objects.all():
        steps = (handoff.created_at, handoff.delivered_at, *handoff.reviews.values_list("at", flat=True))
        told = [at for at in (*steps, handoff.published_at) if at is not None]
        assert all(earlier <= later for earlier, later in pairwise(told)), handoff.title
        assert max(told) <= demo.now, handoff.title


def test_every_active_unit_has_a_page_and_its_accounts(demo: Stage) -> None:
    active = Unit.objects.active(demo.today)
    shown = set(UnitPage.objects.live().values_list("subject_id", flat=True))
    assert set(active.values_list("pk", flat=True)) - shown == {demo.unit(REWRITTEN).pk}
    assert shown <= set(active.values_list("pk", flat=True))
    names = set(User.objects.values_list("username", flat=True))
    expected = {f"kierownik.{unit.key}" for unit in active}
    for unit in active.filter(served_by__isnull=True):
        expected |= {f"koordynator.{unit.key}", f"zastepca.{unit.key}"}
    assert expected | set(OFFICERS) <= names
    assert check_password("demo", User.objects.get(username="koordynator.kd").password)


def test_nobody_but_the_eight_has_a_name_of_flesh_and_blood(demo: Stage) -> None:
    others = [str(person) for person in Person.objects.exclude(last_name__startswith="Demo")]
    assert len(others) == 8
    assert "Hanna Wilczyńska" in others


def test_addresses_lead_nowhere(demo: Stage) -> None:
    found = {str(value) for model in apps.get_models() for field in _emails(model) for value in _values(model, field)}
    assert found
    assert [address for address in found if not address.endswith(".example")] == []


def _emails(model: type[models.Model]) -> list[str]:
    return [field.name for field in model._meta.local_fields if isinstance(field, models.EmailField)]


def _values(model: type[models.Model], field: str) -> list[Any]:
    return list(model._base_manager.exclude(**{field: ""}).values_list(field, flat=True))


def test_the_deputy_answers_for_the_absent_coordinator_of_sport(demo: Stage) -> None:
    sport = Topic.objects.get(slug="sport")
    first = Designation.objects.answering(demo.today, unit=demo.unit("sp"), topic=sport).first()
    assert first is not None
    assert first.person.user.username == "zastepca.sp"


def test_boards_show_the_empty_chairs(demo: Stage) -> None:
    incomplete = {unit.key for unit in Unit.objects.incomplete(demo.today)}
    assert incomplete == {key for _office, key in EMPTY_CHAIRS}


def test_some_pages_are_stale_and_some_were_confirmed(demo: Stage) -> None:
    stale = Stewardship.objects.stale(demo.today).count()
    assert 3 <= stale <= 20
    grant = Stewardship.objects.get(page=demo.pages["maly-grant"])
    assert grant.confirmed_by == "Hanna Wilczyńska"
    assert grant.review_by > demo.today


def test_every_sort_of_finding_stands_on_some_page(demo: Stage) -> None:
    assert set(Finding.objects.values_list("sort", flat=True)) == set(Sort.values)
    assert Finding.objects.set_aside().count() == 1
    invented = {"Poradnik: pierwszy mały grant", "Wolontariat w organizacji", "Wystawy jubileuszowe"}
    rows = Finding.objects.exclude(sort=Sort.REVIEW).values_list("page__title", flat=True)
    assert set(rows) == invented  # the other texts of the demo, real announcements among them, give no false alarm


def test_every_public_page_tells_its_history(demo: Stage) -> None:
    told = set(PublicChange.objects.filter(first=True).values_list("page_id", flat=True))
    public = set(Page.objects.live().filter(depth__gt=1).values_list("pk", flat=True))
    assert told - public == {UnitPage.objects.get(subject=demo.unit(REWRITTEN)).pk}
    assert public <= told
    assert PublicChange.objects.filter(minor=True).exists()
    assert not PublicChange.objects.filter(at__gt=demo.now).exists()


def test_public_pages_lack_nothing_required(demo: Stage) -> None:
    with as_of(demo.now):
        lacking = [
            (page.title, issue.field)
            for page in Page.objects.live().filter(depth__gt=1).specific()
            for issue in page.requirements()
            if issue.hard
        ]
    assert lacking == []


def test_inquiries_meet_every_fate(demo: Stage) -> None:
    states = set(Inquiry.objects.values_list("state", flat=True))
    assert states == set(InquiryState)
    kept = Inquiry.objects.filter(anonymised_at__isnull=True)
    closed = kept.filter(state=InquiryState.CLOSED).values_list("closed_because", flat=True)
    assert sorted(closed) == sorted(ClosedBecause)
    assert set(Inquiry.objects.values_list("helped", flat=True)) == {True, False, None}
    assert {file.kind for file in InquiryFile.objects.all() if file.content.size == file.size} == {"pdf", "docx"}
    assert set(AnswerTemplate.objects.values_list("unit", flat=True)) == {demo.unit("kd").pk, demo.unit("sz").pk}
    assert Inquiry.objects.overdue(demo.today).count() == 1
    garden = Inquiry.objects.get(subject="Ogród społeczny na skwerze")
    assert garden.unit == demo.unit("ws")
    kinds = set(Inquiry.objects.values_list("matter", flat=True))
    assert kinds == set(Matter)
    assert Inquiry.objects.filter(extended_at__isnull=False, answer_by__gt=demo.today, case_sign="").count() == 1
    assert Inquiry.objects.exclude(case_sign="").count() == 2
    forgotten = Inquiry.everything.get(anonymised_at__isnull=False)
    assert (forgotten.asker_email, forgotten.organisation) == ("", "")
    figure = public_figure(demo.now)
    assert figure is not None
    assert figure.answered > 5


def test_mail_came_in_and_every_fate_of_it_is_shown(demo: Stage) -> None:
    """An answer by mail, an automatic reply, a bounce, two for a person, the question of a blocked sender."""
    rows = IncomingMail.objects.values_list("state", "why").order_by("state", "why")
    assert sorted(rows) == sorted(
        [
            (MailState.ADDED, ""),
            (MailState.AUTOMATIC, MailReason.AUTOMATIC),
            (MailState.HELD, MailReason.BOUNCED),
            (MailState.HELD, MailReason.UNMARKED),
            (MailState.HELD, MailReason.OTHER_ADDRESS),
            (MailState.HELD, MailReason.BLOCKED),
        ]
    )
    answered = IncomingMail.objects.get(state=MailState.ADDED).inquiry
    assert answered is not None
    assert answered.messages.get(voice=Voice.ANSWER).text.endswith("dwa tygodnie wcześniej.")
    assert OutboxMessage.objects.in_state(LetterState.BOUNCED).count() == BlockedSender.objects.count() == 1


def test_no_letter_waits(demo: Stage) -> None:
    assert OutboxMessage.objects.exists()
    assert not OutboxMessage.objects.undelivered().exists()


def test_the_home_page_has_fresh_news_and_the_internal_meeting_stays_inside(demo: Stage) -> None:
    assert NewsPage.objects.current(demo.today).newest_first()[0].slug == "przerwa-techniczna"
    assert EventPage.objects.filter(event_type="wewnetrzne").exists()
    assert not EventPage.objects.public_ones().filter(event_type="wewnetrzne").exists()


# -- the command --------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_mark_makes_the_second_run_do_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    DemoMark.objects.create(built_at=warsaw(DAYS[0], dt.time(10)), day=DAYS[0])
    call_command("demo")
    assert "już tu są" in capsys.readouterr().out
    assert not Person.objects.exists()


@pytest.mark.django_db
def test_a_real_installation_is_left_alone_unless_asked(settings: Any) -> None:
    settings.PORTAL_DEMO = settings.DEBUG = False
    with pytest.raises(CommandError, match="--yes-invented-data"):
        call_command("demo")


@pytest.mark.django_db
def test_content_that_the_demo_did_not_make_is_left_alone() -> None:
    Person.objects.create(first_name="Ktoś", last_name="Prawdziwy", function="", phone="", email="k@p.example")
    with pytest.raises(CommandError, match="nie pochodzą z danych demonstracyjnych"):
        call_command("demo")
    with pytest.raises(CommandError, match="nie pochodzą z danych demonstracyjnych"):
        call_command("demo", "--fresh")
    assert Person.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.soak
def test_fresh_builds_the_same_portal_anew(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = str(tmp_path)
    User.objects.create_superuser("operacje", "operacje@portal.example", "x")
    call_command("demo", "--today", "2026-11-23")
    before = _counts()
    call_command("demo", "--fresh", "--today", "2026-11-23")
    assert _counts() == before
    assert User.objects.filter(username="operacje").exists()
    assert len(list(tmp_path.glob("documents/*"))) == 6


def _counts() -> dict[str, int]:
    rooms = {"portal", "pages", "publishing", "coordination", "wagtailcore"}
    return {m._meta.label: m._base_manager.count() for m in apps.get_models() if m._meta.app_label in rooms}


# -- dates --------------------------------------------------------------------------------------------------------


def test_past_days_snap_backwards_and_coming_ones_forwards() -> None:
    christmas = Shift(dt.date(2026, 12, 24))
    assert christmas.day(0) == dt.date(2026, 12, 23)
    assert christmas.day(3) == dt.date(2026, 12, 28)
    assert Shift(dt.date(2027, 1, 1)).day(-5) == dt.date(2026, 12, 23)


def test_tokens_become_polish_words() -> None:
    monday = Shift(dt.date(2026, 11, 23))
    assert monday.fill("składamy {do:+3}, {w:+3}") == "składamy do czwartku, w czwartek"
    assert monday.fill("do {d:+18}, na {rok:+58} rok") == "do 11 grudnia 2026, na 2027 rok"
    assert monday.fill("480 000 zł") == "480\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}zł"
    assert monday.saturday() == dt.date(2026, 11, 28)
    assert Shift(dt.date(2026, 11, 28)).saturday() == dt.date(2026, 12, 5)


def test_one_unit_bears_a_new_name_and_one_was_joined_to_sz(demo: Stage) -> None:
    renamed, joined = UnitChange.objects.order_by("on")
    assert (renamed.unit.key, str(renamed.unit.former_names.get())) == (RENAMED, OLD_NAME)
    assert (joined.unit_name, joined.successor.symbol, joined.waits) == (CLOSED_NAME, "SZ", False)
    page = Page.objects.get(title="Gdzie w mieście potrzebni są wolontariusze")
    assert (page.stewardship.unit.symbol, page.public_changes.get().unit_name) == ("SZ", CLOSED_NAME)
    assert not Designation.objects.filter(unit=joined.unit, until_on__isnull=True).exists()


def test_units_lack_something_of_every_item_and_the_report_is_alive(demo: Stage) -> None:
    found = reckon(at_work(demo.today), demo.now)
    asked = {item.code for item in completeness.OWN_ITEMS}
    assert asked <= {code for row in found.rows for code in row.lacking}
    assert AidDeclaration.objects.in_force().count() == 1
    assert MeetingAttestation.objects.in_force().count() == 1
    assert set(SavedView.objects.values_list("account__username", flat=True)) == {"sz"}
    months = set(MonthOfGaps.objects.values_list("month", flat=True))
    assert len(months) == 6, "seven months, one of which no clock measured"
    assert demo.today.replace(day=1) in months
