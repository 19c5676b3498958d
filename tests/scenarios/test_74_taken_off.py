"""A page taken off or archived: by the unit's right, through the queue, at the hour, and put back (scenario 74)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page

from coordination.models import AuditEntry, OutboxMessage
from coordination.states import PortalOffice
from pages.models import CompetitionPage, SearchRow
from publishing import actions, confinement, scheduling, upkeep
from publishing.actions import Plan
from publishing.models import Handoff, PublicChange, PublishingRight, Stewardship, Takedown
from publishing.states import Ground, Purpose, Stage
from publishing.subjects import page_reference
from tests.publishing.city import FRIDAY, NOW, TODAY, TUESDAY, child, fresh, handed_over, news, officer, read_fields
from tests.scenarios.routes import bulk

SignIn = Callable[[Any], Client]
BOTH = [Purpose.TAKE_OFF, Purpose.ARCHIVE]
WORDS = "Nabór rozstrzygnięto w październiku."


def give_right(city: SimpleNamespace, kind: str = "news") -> None:
    PublishingRight.objects.create(
        unit=city.kd, kind=kind, from_on=dt.date(2026, 1, 1), basis="polecenie nr 7", granted_by="SZ"
    )


def form(purpose: str = Purpose.TAKE_OFF, **values: Any) -> dict[str, Any]:
    return {"purpose": purpose, "ground": Ground.OUTDATED, "words": WORDS, "target": "", **values}


def dated(purpose: str = Purpose.TAKE_OFF, **values: Any) -> dict[str, Any]:
    return {**form(purpose, **values), "publish_at_0": "2026-11-24", "publish_at_1": "09:00", "note": ""}


def screen_of(page: Any) -> str:
    return reverse("publishing:take_off", args=[page.pk])


def take(client: Client, page: Any, **values: Any) -> Any:
    return client.post(screen_of(page), {**form(), **values})


def ask(client: Client, page: Any, **values: Any) -> Handoff:
    answer = client.post(screen_of(page), {**dated(), **values})
    assert answer.status_code == 302, answer.content.decode()
    return Handoff.objects.get(page_id=page.pk, stage=Stage.QUEUED)


def approve(client: Client, row: Handoff) -> Any:
    return client.post(reverse("publishing:approve", args=[row.pk]), read_fields(row))


def put_back(client: Client, page: Any) -> Any:
    return client.post(reverse("publishing:put_back", args=[page.pk]))


def public(page: Any) -> Any:
    return Client().get(page.url)


def is_live(page: Any) -> bool:
    return Page.objects.get(pk=page.pk).live


def at_the_hour(clock: Any, now: dt.datetime = TUESDAY) -> dict[str, int]:
    clock.move_to(now, tick=False)
    return scheduling.run_once(now)


# -- by the unit's own right ------------------------------------------------------------------------------------------


@pytest.mark.par(4, ust=1, pkt=1)
def test_a_unit_with_the_right_takes_its_page_off_at_once_and_the_address_says_why(
    city: SimpleNamespace, as_: SignIn, settings: Any
) -> None:
    settings.PORTAL_DEMO = False
    give_right(city)
    page = news(city, live=True, title="Stary nabór")
    assert public(page).status_code == 200
    assert take(as_(city.coordinator), page).status_code == 302
    answer = public(page)
    assert answer.status_code == 410
    text = answer.content.decode()
    assert "Stronę „Stary nabór” zdjęto z portalu 23 listopada 2026." in text
    assert "Powód: treść jest nieaktualna." in text
    assert WORDS in text
    assert 'content="noindex' in text
    assert str(city.kd) in text
    assert not Handoff.objects.exists()
    assert not is_live(page)


def test_the_record_and_the_book_say_who_why_and_under_which_right(city: SimpleNamespace, as_: SignIn) -> None:
    give_right(city)
    page = news(city, live=True)
    take(as_(city.coordinator), page)
    record = Takedown.objects.get()
    assert (record.page_id, record.purpose, record.ground, record.words) == (page.pk, "take_off", "outdated", WORDS)
    assert (record.asked_by, record.asked_by_name, record.in_force_at) == (city.coordinator, "Ewelina Brodacka", NOW)
    [line] = AuditEntry.objects.filter(about=page_reference(page.pk), verb__in=["page.take_off", "page.unpublish"])
    assert (line.verb, line.unit_id, line.at) == ("page.take_off", city.kd.pk, NOW)
    assert "polecenie nr 7" in line.right
    assert WORDS in line.note


@pytest.mark.parametrize("given", ["/komorki/sp/", "http://testserver/komorki/sp/?x=1", "komorki/sp"])
def test_the_address_leads_for_good_to_the_page_that_replaces_it(
    city: SimpleNamespace, as_: SignIn, given: str
) -> None:
    give_right(city)
    page = news(city, live=True)
    assert take(as_(city.coordinator), page, ground=Ground.REPLACED, target=given).status_code == 302
    answer = public(page)
    assert (answer.status_code, answer.url) == (301, city.other_page.url)


def test_once_the_target_is_gone_too_the_address_says_so_and_never_goes_round(
    city: SimpleNamespace, as_: SignIn
) -> None:
    give_right(city)
    first, second, third = (news(city, live=True, title=f"Nabór {n}") for n in range(3))
    client = as_(city.coordinator)
    take(client, first, ground=Ground.REPLACED, target=second.url)
    take(client, second, ground=Ground.REPLACED, target=third.url)
    assert public(first).url == third.url
    put_back(client, first)
    take(client, third, ground=Ground.REPLACED, target=first.url)
    take(client, first, ground=Ground.REPLACED, target=city.unit_page.url)
    assert public(third).url == city.unit_page.url
    Takedown.objects.in_force().filter(page_id=first.pk).update(target=second)
    for page in (first, second, third):
        assert public(page).status_code == 410


@pytest.mark.par(4, ust=1, pkt=1)
def test_an_archived_page_stays_readable_with_the_notice_and_the_day(
    city: SimpleNamespace, as_: SignIn, settings: Any
) -> None:
    settings.PORTAL_DEMO = False
    give_right(city)
    page = news(city, live=True, title="Nabór na rok 2025", lead="Treść sprzed roku.")
    before = public(page).content.decode()
    assert "w archiwum" not in before
    assert 'name="robots"' not in before
    answer = take(as_(city.coordinator), page, purpose=Purpose.ARCHIVE, target=city.unit_page.url)
    assert answer.status_code == 302
    shown = public(page)
    assert shown.status_code == 200
    text = shown.content.decode()
    assert "Ta strona jest w archiwum" in text
    assert "Przeniesiono ją 23 listopada 2026." in text
    assert WORDS in text
    assert "Treść sprzed roku." in text
    assert 'content="noindex' in text
    assert f'href="{city.unit_page.url}">{city.unit_page.title}' in text
    assert AuditEntry.objects.filter(verb="page.archive", about=page_reference(page.pk)).exists()


@pytest.mark.parametrize("purpose", BOTH)
def test_no_list_no_search_no_map_has_it(city: SimpleNamespace, as_: SignIn, purpose: str) -> None:
    give_right(city)
    page = news(city, live=True, title="Zdejmowalna wiadomość")
    places = ("/aktualnosci/", "/", "/komorki/kd/", "/szukaj/?q=zdejmowalna", "/sitemap-strony.xml")

    def found() -> dict[str, bool]:
        return {place: page.slug in Client().get(place).content.decode() for place in places}

    assert all(found().values()), found()
    take(as_(city.coordinator), page, purpose=purpose)
    assert not any(found().values()), found()
    from pages import search

    search.rebuild()
    assert not SearchRow.objects.filter(page=page).exists()
    put_back(as_(city.coordinator), page)
    assert all(found().values()), found()


@pytest.mark.parametrize("purpose", BOTH)
def test_no_feed_and_no_calendar_has_it(city: SimpleNamespace, as_: SignIn, purpose: str) -> None:
    give_right(city, "competition")
    page = CompetitionPage(title="Konkurs znikający", slug="znikajacy", summary="Skrót.", deadline=FRIDAY, live=False)
    child(city.competitions, page, city.kd)
    page.announced_on = TODAY
    page.save_revision(clean=False).publish()
    page.refresh_from_db()
    files = ("/konkursy/eksport.csv", "/konkursy/eksport.json")
    feeds = ("/konkursy/atom/", "/konkursy/kalendarz.ics", "/konkursy/", *files)
    calendar = reverse("publishing:calendar")
    client = as_(city.coordinator)

    def found() -> list[bool]:
        public_ones = [page.slug in Client().get(address).getvalue().decode() for address in feeds]
        return [*public_ones, page.title in client.get(calendar).content.decode()]

    assert all(found()), found()
    take(client, page, purpose=purpose)
    assert not any(found()), found()


def test_nobody_is_asked_to_look_through_the_archive(city: SimpleNamespace, as_: SignIn) -> None:
    give_right(city)
    page, other = news(city, live=True), news(city, live=True)
    Stewardship.objects.filter(page__in=[page.pk, other.pk]).update(review_by=TODAY - dt.timedelta(days=1))
    take(as_(city.coordinator), page, purpose=Purpose.ARCHIVE)
    upkeep.run_once(NOW)
    opened = set(AuditEntry.objects.filter(verb="task.open").values_list("about", flat=True))
    assert page_reference(other.pk) in opened
    assert page_reference(page.pk) not in opened
    assert page.title not in as_(city.coordinator).get(reverse("publishing:stale")).content.decode()
    put_back(as_(city.coordinator), page)
    assert Stewardship.objects.get(page=page).review_by > TODAY


def test_an_archived_page_may_still_be_taken_off(city: SimpleNamespace, as_: SignIn) -> None:
    give_right(city)
    page = news(city, live=True)
    client = as_(city.coordinator)
    take(client, page, purpose=Purpose.ARCHIVE)
    again = take(client, page, purpose=Purpose.ARCHIVE)
    assert again.status_code == 422
    assert take(client, page).status_code == 302
    assert public(page).status_code == 410
    assert Takedown.objects.in_force().get().purpose == Purpose.TAKE_OFF
    assert Takedown.objects.count() == 2
    assert Stewardship.objects.get(page=page).archived_at is None


def test_an_archived_page_that_expires_leaves_the_archive(city: SimpleNamespace, as_: SignIn) -> None:
    give_right(city)
    page = news(city, live=True)
    take(as_(city.coordinator), page, purpose=Purpose.ARCHIVE)
    Page.objects.filter(pk=page.pk).update(expire_at=NOW - dt.timedelta(minutes=1))
    scheduling.run_once(NOW)
    assert public(page).status_code == 404
    assert not Takedown.objects.in_force().exists()


# -- the form ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "values", "said"),
    [
        ("ground", {"ground": ""}, "To pole jest wymagane"),
        ("purpose", {"purpose": "new"}, "Wybierz poprawną wartość"),
        ("words", {"ground": Ground.LEGAL, "words": " "}, "Napisz w jednym zdaniu"),
        ("words", {"ground": Ground.OTHER, "words": ""}, "Napisz w jednym zdaniu"),
        ("target", {"ground": Ground.REPLACED}, "Podaj adres strony"),
        ("target", {"target": "/nie-ma-takiej/"}, "nie ma publicznej strony"),
        ("target", {"target": "https://inny.example/komorki/sp/"}, "nie ma publicznej strony"),
        ("target", {"target": "http://[::1"}, "nie ma publicznej strony"),
        ("ground", {"purpose": Purpose.ARCHIVE, "ground": Ground.MISTAKE}, "zdejmij ją z portalu"),
    ],
)
def test_an_error_stands_at_its_field_and_what_was_typed_stays(
    city: SimpleNamespace, as_: SignIn, field: str, values: dict[str, str], said: str
) -> None:
    give_right(city)
    page = news(city, live=True)
    answer = take(as_(city.coordinator), page, **{"words": "Zażółć gęślą", **values})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    text = answer.content.decode()
    assert said in text
    if field != "words":
        assert "Zażółć gęślą" in text
    assert public(page).status_code == 200
    assert not Takedown.objects.exists()


def test_neither_itself_nor_a_draft_stands_in_its_place(city: SimpleNamespace, as_: SignIn) -> None:
    give_right(city)
    page, draft = news(city, live=True), news(city)
    client = as_(city.coordinator)
    for other in (page, draft):
        answer = take(client, page, ground=Ground.REPLACED, target=f"/aktualnosci/{other.slug}/")
        assert "target" in answer.context["form"].errors
    assert public(page).status_code == 200


def test_the_ordinary_button_of_the_platform_leads_to_the_screen_that_asks_why(
    city: SimpleNamespace, as_: SignIn
) -> None:
    client = as_(city.coordinator)
    answer = client.get(reverse("wagtailadmin_pages:unpublish", args=[city.unit_page.pk]))
    assert (answer.status_code, answer.url) == (302, screen_of(city.unit_page))
    editor = client.get(reverse("wagtailadmin_pages:edit", args=[city.unit_page.pk])).content.decode()
    assert f'href="{screen_of(city.unit_page)}"' in editor
    shown = client.get(screen_of(city.unit_page))
    assert shown.status_code == 200
    assert "publish_at" not in shown.context["form"].fields


@pytest.mark.par(3, pkt=2)
@pytest.mark.parametrize("who", ["coordinator", "administrator", "root"])
@pytest.mark.parametrize("door", ["one", "bulk"])
def test_no_door_of_the_platform_takes_content_off_without_a_ground(
    city: SimpleNamespace, as_: SignIn, who: str, door: str
) -> None:
    """The address would answer «not found» and nobody would know why."""
    give_right(city)
    page = news(city, live=True)
    client = as_(getattr(city, who))
    one = reverse("wagtailadmin_pages:unpublish", args=[page.pk])
    answer = client.post(one) if door == "one" else bulk(client, page, "unpublish")
    shown = answer.content.decode()
    assert answer.status_code == 403
    assert public(page).status_code == 200
    line = AuditEntry.objects.get(verb="refuse")
    assert (line.about, line.unit_id) == (page_reference(page.pk), city.kd.pk)
    if who == "coordinator":
        assert "Stronę zdejmuje się z podaniem powodu" in shown
        assert f'href="{screen_of(page)}"' in shown


def test_of_several_ticked_pages_what_is_left_out_is_named_and_booked(city: SimpleNamespace, as_: SignIn) -> None:
    free, held = news(city, title="Wolna"), handed_over(city).page
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    answer = as_(city.coordinator).post(f"{address}?id={free.pk}&id={held.pk}&next=/admin/", follow=True)
    assert not Page.objects.filter(pk=free.pk).exists()
    assert Page.objects.filter(pk=held.pk).exists()
    assert "Najpierw trzeba wycofać przekazanie" in answer.content.decode()
    line = AuditEntry.objects.get(verb="refuse")
    assert (line.about, line.outcome) == (page_reference(held.pk), "refused")


def test_an_empty_shelf_is_hidden_as_ever(city: SimpleNamespace, as_: SignIn) -> None:
    answer = as_(city.editor).post(reverse("wagtailadmin_pages:unpublish", args=[city.events.pk]))
    assert answer.status_code == 302
    assert not is_live(city.events)


# -- through the queue ------------------------------------------------------------------------------------------------


@pytest.mark.par(4, ust=1, pkt=2)
@pytest.mark.parametrize(
    ("purpose", "status", "verb"),
    [(Purpose.TAKE_OFF, 410, "handoff.take_off"), (Purpose.ARCHIVE, 200, "handoff.archive")],
)
def test_a_unit_without_the_right_hands_it_over_and_the_clock_carries_it_out_at_the_hour(
    city: SimpleNamespace, as_: SignIn, clock: Any, purpose: str, status: int, verb: str
) -> None:
    page = news(city, live=True, title="Do zdjęcia")
    row = ask(as_(city.coordinator), page, purpose=purpose)
    assert (row.purpose, row.title, row.publish_at, row.agreed_at) == (purpose, "Do zdjęcia", TUESDAY, None)
    assert Takedown.objects.get().in_force_at is None
    editor = as_(city.editor)
    assert row.title in editor.get(reverse("publishing:queue")).content.decode()
    shown = editor.get(reverse("publishing:handoff", args=[row.pk])).content.decode()
    assert WORDS in shown
    assert "treść jest nieaktualna" in shown
    assert approve(editor, row).status_code == 302
    assert at_the_hour(clock, TUESDAY - dt.timedelta(minutes=1))["published"] == 0
    assert "w archiwum" not in public(page).content.decode()
    assert public(page).status_code == 200
    assert at_the_hour(clock)["published"] == 1
    row.refresh_from_db()
    assert (row.stage, row.published_at, row.late_minutes) == (Stage.PUBLISHED, TUESDAY, 0)
    answer = public(page)
    assert answer.status_code == status
    assert "24 listopada 2026" in answer.content.decode()
    line = AuditEntry.objects.get(verb=verb)
    assert "Roman Redaktor" in line.right
    assert line.note == f"treść jest nieaktualna; {WORDS}"
    assert AuditEntry.objects.get(verb="handoff.deliver").note == line.note
    assert not AuditEntry.objects.filter(verb__in=["handoff.publish", "page.unpublish"]).exists()
    assert PublicChange.objects.filter(page_id=page.pk, moved=False).count() == 1, "nothing new was published"


def test_both_sides_get_the_letters_of_any_publication(city: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    page = news(city, live=True, title="Do zdjęcia")
    approve(as_(city.editor), ask(as_(city.coordinator), page))
    at_the_hour(clock)
    letters = OutboxMessage.objects.filter(kind="handoff.taken_down")
    assert {city.coordinator.email, city.deputy.email, city.editor.email} <= {letter.to for letter in letters}
    assert all("Zdjęto z portalu: „Do zdjęcia”" in letter.subject for letter in letters)
    assert all("jest publiczna" not in letter.text for letter in letters)
    approval = OutboxMessage.objects.filter(kind="handoff.scheduled").first()
    assert "zdjęcie z portalu" in approval.text
    handed = OutboxMessage.objects.filter(kind="handoff.handed_over").first()
    assert "Czego dotyczy: zdjęcie z portalu" in handed.text
    assert not OutboxMessage.objects.filter(kind="handoff.published").exists()


def test_the_public_version_is_what_counts_not_the_next_draft(city: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    page = news(city, live=True, title="Publiczny tytuł")
    seen = page.live_revision_id
    page.title = "Tytuł szkicu"
    page.save_revision(user=city.coordinator)
    row = ask(as_(city.coordinator), page)
    assert (row.title, row.revision_id) == ("Publiczny tytuł", seen)
    assert approve(as_(city.editor), row).status_code == 302
    at_the_hour(clock)
    text = public(page).content.decode()
    assert "Publiczny tytuł" in text
    assert "Tytuł szkicu" not in text
    assert put_back(as_(city.editor), page).status_code == 302
    assert "Tytuł szkicu" not in public(page).content.decode()
    assert Page.objects.get(pk=page.pk).draft_title == "Tytuł szkicu"


@pytest.mark.par(4, ust=2)
def test_whoever_hands_it_over_does_not_approve_it(city: SimpleNamespace, as_: SignIn) -> None:
    from tests.scenarios.test_09_four_eyes import both_sides

    page = news(city, live=True)
    boss = both_sides(city, "editor")
    row = ask(as_(boss), page)
    assert approve(as_(boss), row).status_code == 403
    assert approve(as_(city.administrator), row).status_code == 302


def test_a_failure_is_a_stage_with_its_cause_and_the_next_try_does_it(
    city: SimpleNamespace, as_: SignIn, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = news(city, live=True)
    row = ask(as_(city.coordinator), page)
    approve(as_(city.editor), row)

    def breaks(*args: Any, **kwargs: Any) -> None:
        raise OSError("no space left")

    with monkeypatch.context() as broken:
        broken.setattr(UnpublishPageAction, "execute", breaks)
        assert at_the_hour(clock)["failed"] == 1
    row.refresh_from_db()
    assert (row.stage, row.attempts) == (Stage.FAILED, 1)
    assert "no space left" in row.failure
    assert public(page).status_code == 200
    assert Takedown.objects.get().in_force_at is None
    assert OutboxMessage.objects.filter(kind="handoff.failed").exists()
    later = TUESDAY + dt.timedelta(minutes=2)
    assert at_the_hour(clock, later)["published"] == 1
    assert public(page).status_code == 410
    row.refresh_from_db()
    assert row.late_minutes == 2


def test_a_page_that_went_dark_meanwhile_fails_in_plain_words(city: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    page = news(city, live=True)
    row = ask(as_(city.coordinator), page, purpose=Purpose.ARCHIVE)
    approve(as_(city.editor), row)
    Page.objects.filter(pk=page.pk).update(live=False)
    assert at_the_hour(clock)["failed"] == 1
    shown = as_(city.editor).get(reverse("publishing:handoff", args=[row.pk])).content.decode()
    assert "Strona nie jest już publiczna" in shown


def test_what_is_returned_is_corrected_on_the_same_screen_and_the_dates_stay(
    city: SimpleNamespace, as_: SignIn, clock: Any
) -> None:
    page = news(city, live=True)
    client, editor = as_(city.coordinator), as_(city.editor)
    row = ask(client, page)
    editor.post(
        reverse("publishing:send_back", args=[row.pk]), {**read_fields(row), "return-comment": "Lepiej archiwum."}
    )
    at_hand = client.get(reverse("publishing:handoff", args=[row.pk])).content.decode()
    assert screen_of(page) in at_hand
    shown = client.get(screen_of(page))
    assert "publish_at" not in shown.context["form"].fields
    assert WORDS in shown.content.decode()
    again = client.post(screen_of(page), form(Purpose.ARCHIVE, words="Nowe słowa."))
    assert again.status_code == 302
    row.refresh_from_db()
    assert (row.stage, row.purpose, row.publish_at) == (Stage.QUEUED, Purpose.ARCHIVE, TUESDAY)
    assert approve(editor, row).status_code == 302
    at_the_hour(clock)
    assert "Nowe słowa." in public(page).content.decode()
    assert Takedown.objects.count() == 1


def test_withdrawn_it_leaves_the_page_as_it_was(city: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    page = news(city, live=True)
    client = as_(city.coordinator)
    row = ask(client, page)
    approve(as_(city.editor), row)
    client.post(
        reverse("publishing:withdraw", args=[row.pk]), {**read_fields(row), "withdraw-reason": "Jednak zostaje."}
    )
    assert at_the_hour(clock)["published"] == 0
    assert public(page).status_code == 200
    assert not Takedown.objects.in_force().exists()
    assert ask(client, page, publish_at_0="2026-11-25").pk != row.pk, "it may be asked for again"


@pytest.mark.par(4, ust=2)
def test_in_an_emergency_an_administrator_takes_it_off_at_once(city: SimpleNamespace, as_: SignIn) -> None:
    page = news(city, live=True)
    row = ask(as_(city.coordinator), page, ground=Ground.LEGAL, words="Dane osobowe.")
    given = {"emergency-reason": "Wyciek danych.", **read_fields(row)}
    assert as_(city.administrator).post(
        reverse("publishing:publish_unchecked", args=[row.pk]), given
    ).status_code == 302  # fmt: skip
    answer = public(page)
    assert answer.status_code == 410
    assert "Wyciek danych." not in answer.content.decode()


# -- who may not, and when not ----------------------------------------------------------------------------------------


@pytest.mark.par(4, ust=1, pkt=1)
@pytest.mark.parametrize("who", ["other", "head", "monitor", "director", "operator", "editor", "administrator", "root"])
def test_nobody_else_takes_it_off_or_hands_it_over(city: SimpleNamespace, as_: SignIn, who: str) -> None:
    give_right(city)
    page = news(city, live=True)
    client = as_(getattr(city, who))
    for answer in (client.get(screen_of(page)), take(client, page), client.post(screen_of(page), dated())):
        assert answer.status_code == 403
        assert "§" in answer.content.decode()
    assert public(page).status_code == 200
    assert not Takedown.objects.exists()


def test_another_unit_reads_the_same_refusal_as_for_a_page_that_does_not_exist(
    city: SimpleNamespace, as_: SignIn
) -> None:
    page = news(city, live=True, title="Cudza")
    client = as_(city.other)
    texts = [client.get(reverse("publishing:take_off", args=[pk])).content.decode() for pk in (page.pk, 987654)]
    assert all("Cudza" not in text for text in texts)
    assert all("należy do innej komórki" in text for text in texts)


FIRST = {
    Stage.PREPARED: "albo najpierw wycofać rezerwację",
    Stage.RETURNED: "przekazać ponownie albo wycofać przekazanie",
}


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize("stage", [Stage.PREPARED, Stage.QUEUED, Stage.RETURNED, Stage.SCHEDULED, Stage.FAILED])
def test_while_a_handoff_of_the_page_is_open_it_is_withdrawn_first(
    city: SimpleNamespace, as_: SignIn, stage: Stage
) -> None:
    give_right(city)
    page = news(city, live=True)
    page.lead = "Zmiana."
    page.save_revision(user=city.coordinator)
    Handoff.objects.filter(pk=handed_over(city, page).pk).update(stage=stage)
    client = as_(city.coordinator)
    for answer in (client.get(screen_of(page)), take(client, page), client.post(screen_of(page), dated())):
        assert answer.status_code == 403
        assert "§ 4 ust. 2" in answer.content.decode()
        assert FIRST.get(stage, "Najpierw trzeba wycofać przekazanie") in answer.content.decode()
    assert public(page).status_code == 200
    assert Handoff.objects.get().stage == stage


@pytest.mark.par(4, ust=2)
def test_while_it_waits_to_be_taken_off_the_page_is_held_like_any_other(city: SimpleNamespace, as_: SignIn) -> None:
    page = news(city, live=True)
    client = as_(city.coordinator)
    ask(client, page)
    for name in ("delete", "unpublish", "edit"):
        client.post(reverse(f"wagtailadmin_pages:{name}", args=[page.pk]), {"title": "Inny"})
        assert (Page.objects.get(pk=page.pk).draft_title, is_live(page)) == (page.title, True), name
    assert client.get(reverse("publishing:hand_over", args=[page.pk])).status_code == 403


def test_a_returned_one_is_never_delivered_as_a_text(city: SimpleNamespace, as_: SignIn) -> None:
    page = news(city, live=True)
    client = as_(city.coordinator)
    row = ask(client, page)
    as_(city.editor).post(
        reverse("publishing:send_back", args=[row.pk]), {**read_fields(row), "return-comment": "Nie."}
    )
    with pytest.raises(Exception, match="Najpierw wycofaj tamto przekazanie"):
        actions.hand_over(page, by=fresh(city.coordinator), publish_at=FRIDAY, now=NOW)
    assert client.post(reverse("publishing:deliver", args=[row.pk])).status_code == 302
    row.refresh_from_db()
    assert (row.stage, row.purpose) == (Stage.QUEUED, Purpose.TAKE_OFF)


def test_a_draft_a_shelf_and_a_limited_page_are_refused_with_the_reason(city: SimpleNamespace, as_: SignIn) -> None:
    client = as_(city.coordinator)
    draft = client.get(screen_of(news(city)))
    assert (draft.status_code, "nie ma czego zdjąć" in draft.content.decode()) == (403, True)
    assert client.get(screen_of(city.news)).status_code == 403
    shelf = as_(city.administrator).get(screen_of(city.news))
    assert (shelf.status_code, "redaktor najpierw je opróżnia" in shelf.content.decode()) == (403, True)
    limited = news(city, live=True)
    confinement.confine(limited, people=[], reason="x", by=fresh(city.coordinator), now=NOW)
    answer = client.post(screen_of(limited), dated())
    assert (answer.status_code, "Najpierw znieś ograniczenie" in answer.content.decode()) == (403, True)
    assert not Takedown.objects.exists()


# -- and back again ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("purpose", BOTH)
@pytest.mark.parametrize("who", ["coordinator", "deputy", "editor", "administrator"])
def test_the_unit_or_the_portal_team_puts_it_back_as_readers_had_it(
    city: SimpleNamespace, as_: SignIn, who: str, purpose: str
) -> None:
    give_right(city)
    page = news(city, live=True, lead="To czytano.")
    take(as_(city.coordinator), page, purpose=purpose)
    client = as_(getattr(city, who))
    assert reverse("publishing:put_back", args=[page.pk]) in client.get(screen_of(page)).content.decode()
    assert put_back(client, page).status_code == 302
    answer = public(page)
    assert answer.status_code == 200
    assert "To czytano." in answer.content.decode()
    assert "w archiwum" not in answer.content.decode()
    ended = Takedown.objects.get()
    assert (ended.ended_at, ended.ended_by_name) == (NOW, getattr(city, who).get_full_name())
    assert AuditEntry.objects.get(verb="page.put_back").actor_id == getattr(city, who).pk
    told = set(OutboxMessage.objects.filter(kind="page.put_back").values_list("to", flat=True))
    assert (city.coordinator.email in told) is (who in ("editor", "administrator"))
    assert put_back(client, page).status_code == 403, "once"


@pytest.mark.parametrize("who", ["other", "head", "operator", "monitor", "nobody"])
def test_others_do_not_put_it_back(city: SimpleNamespace, as_: SignIn, who: str) -> None:
    give_right(city)
    page = news(city, live=True)
    take(as_(city.coordinator), page)
    assert put_back(as_(getattr(city, who)), page).status_code in (302, 403)
    assert public(page).status_code == 410


def test_an_editor_puts_it_back_within_the_scope_of_the_office(city: SimpleNamespace, as_: SignIn) -> None:
    give_right(city)
    page = news(city, live=True)
    take(as_(city.coordinator), page)
    narrow = officer("red.konkursy", "Nina Wąska", PortalOffice.EDITOR, kinds=["competition"])
    assert put_back(as_(narrow), page).status_code == 403
    assert public(page).status_code == 410


@pytest.mark.par(4, ust=1, pkt=2)
def test_a_unit_without_the_right_hands_the_page_over_and_publication_ends_the_takedown(
    city: SimpleNamespace, as_: SignIn, clock: Any
) -> None:
    page = news(city, live=True)
    client, editor = as_(city.coordinator), as_(city.editor)
    approve(editor, ask(client, page))
    at_the_hour(clock)
    refused = put_back(client, page)
    assert refused.status_code == 403
    assert reverse("publishing:hand_over", args=[page.pk]) in client.get(screen_of(page)).content.decode()
    client.post(
        reverse("publishing:hand_over", args=[page.pk]), {"publish_at_0": "2026-11-27", "publish_at_1": "12:00"}
    )
    approve(editor, Handoff.objects.get(page_id=page.pk, stage=Stage.QUEUED))
    assert public(page).status_code == 410
    at_the_hour(clock, FRIDAY)
    assert public(page).status_code == 200
    assert Takedown.objects.get().ended_at == FRIDAY
    latest = PublicChange.objects.filter(page_id=page.pk).first()
    assert (latest.at, latest.publisher_name) == (FRIDAY, "Roman Redaktor")


def test_publishing_an_archived_page_again_takes_it_out_of_the_archive(city: SimpleNamespace, as_: SignIn) -> None:
    give_right(city)
    page = news(city, live=True)
    take(as_(city.coordinator), page, purpose=Purpose.ARCHIVE)
    Page.objects.get(pk=page.pk).specific.save_revision(user=city.coordinator).publish(user=city.coordinator)
    assert "w archiwum" not in public(page).content.decode()
    assert page.slug in Client().get("/aktualnosci/").content.decode()
    assert not Takedown.objects.in_force().exists()
    assert SearchRow.objects.filter(page=page).exists()


def test_a_version_put_back_is_a_public_change_of_its_own_day(city: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    give_right(city)
    row = handed_over(city)
    approve(as_(city.editor), row)
    at_the_hour(clock)
    page = Page.objects.get(pk=row.page_id).specific
    clock.move_to(FRIDAY, tick=False)
    take(as_(city.coordinator), page)
    put_back(as_(city.coordinator), page)
    changes = list(PublicChange.objects.filter(page_id=page.pk))
    assert [change.at for change in changes] == [FRIDAY, TUESDAY]
    assert "Ewelina Brodacka" in changes[0].publisher_name


def test_the_deed_itself_refuses_like_the_screen(city: SimpleNamespace) -> None:
    page = news(city, live=True)
    plan = Plan(Purpose.TAKE_OFF, Ground.OUTDATED)
    with pytest.raises(Exception, match="do publikacji"):
        actions.take_down(page, plan=plan, by=fresh(city.coordinator), now=NOW)
    assert is_live(page)
