"""A return with remarks at named fields: in the editor beside the field, in the letter, on the handoff's screen."""

from __future__ import annotations

import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from django.urls import reverse
from wagtail.models import Comment, PageSubscription
from wagtail.users.models import UserProfile

from coordination.models import AuditEntry, OutboxMessage
from publishing import confinement
from publishing.models import Handoff, Remark
from publishing.states import Stage
from tests.competitions.calls import call
from tests.publishing.city import NOW, fresh, handed_over, news, read_fields
from tests.scenarios.routes import edit_url, form_at
from tests.scenarios.travel import press, row_of, screen

SignIn = Callable[[Any], Client]
TITLE, LEAD = "Tytuł jest za długi.", "Brakuje godzin."
WORDS = {"return-comment": "Dwie rzeczy do poprawy.", "return-remark-title": TITLE, "return-remark-lead": LEAD}


def returned(city: SimpleNamespace, as_: SignIn, **words: str) -> Handoff:
    row = handed_over(city, news(city, title="Dni otwarte"))
    assert press(as_(city.editor), "send_back", row, **{**read_fields(row), **WORDS, **words}).status_code == 302
    return row_of(row)


def comments_in_the_editor(client: Client, page: Any) -> list[dict[str, Any]]:
    """What Wagtail's editor is given to show beside the fields."""
    html = client.get(edit_url(page)).content.decode()
    found = BeautifulSoup(html, "html.parser").find(id="comments-data")
    assert found is not None
    return json.loads(found.string)["comments"]


def with_comments(client: Client, page: Any, comments: list[Comment], **changes: Any) -> dict[str, Any]:
    """The editor's form as the browser sends it, with the threads."""
    data = form_at(client, edit_url(page), type(page))
    data |= {"comments-TOTAL_FORMS": str(len(comments)), "comments-INITIAL_FORMS": str(len(comments))}
    data |= {"comments-MIN_NUM_FORMS": "0", "comments-MAX_NUM_FORMS": ""}
    for number, comment in enumerate(comments):
        start = f"comments-{number}"
        data |= {
            f"{start}-id": str(comment.pk),
            f"{start}-text": comment.text,
            f"{start}-contentpath": comment.contentpath,
            f"{start}-position": "",
            f"{start}-replies-TOTAL_FORMS": "0",
            f"{start}-replies-INITIAL_FORMS": "0",
        }
    return {**data, **changes}


def resolve(client: Client, page: Any, comment: Comment) -> None:
    data = with_comments(client, page, [comment], **{"comments-0-resolved": "1"})
    assert client.post(edit_url(page), data).status_code == 302


@pytest.mark.par(4, ust=1, pkt=2)
def test_the_author_finds_each_remark_in_the_editor_at_its_field(city: SimpleNamespace, as_: SignIn) -> None:
    row = returned(city, as_)
    shown = comments_in_the_editor(as_(city.coordinator), row.page.specific)
    assert {(one["contentpath"], one["text"]) for one in shown} == {("title", TITLE), ("lead", LEAD)}
    assert {one["user"] for one in shown} == {city.editor.pk}
    assert not any(one["resolved"] for one in shown)


def test_the_letter_tells_comment_and_remarks_and_the_book_has_one_line(city: SimpleNamespace, as_: SignIn) -> None:
    row = returned(city, as_)
    letter = OutboxMessage.objects.get(kind="handoff.sent_back", to=city.coordinator.email)
    for words in ("Dwie rzeczy do poprawy.", f"- Tytuł: {TITLE}", f"- Lead: {LEAD}"):
        assert words in letter.text, letter.text
    assert LEAD in letter.html
    verbs = set(AuditEntry.objects.filter(at=NOW).values_list("verb", flat=True))
    assert "handoff.send_back" in verbs
    assert "page.comment" not in verbs, "one line a deed"
    assert not mail.outbox
    assert row.stage == Stage.RETURNED


def test_the_general_comment_is_still_compulsory_and_what_was_typed_stays(city: SimpleNamespace, as_: SignIn) -> None:
    row = handed_over(city)
    answer = press(as_(city.editor), "send_back", row, **{**read_fields(row), **WORDS, "return-comment": " "})
    assert answer.status_code == 422
    assert TITLE in answer.content.decode()
    assert not Comment.objects.exists()
    assert row_of(row).stage == Stage.QUEUED


def test_without_remarks_a_return_is_as_it_was(city: SimpleNamespace, as_: SignIn) -> None:
    row = returned(city, as_, **{"return-remark-title": "", "return-remark-lead": "  "})
    assert not Comment.objects.exists()
    assert "Uwagi przy polach" not in OutboxMessage.objects.filter(kind="handoff.sent_back").first().text
    assert "nierozwiązana" not in screen(as_(city.coordinator), row)


def test_a_field_that_is_none_is_passed_by(city: SimpleNamespace, as_: SignIn) -> None:
    returned(city, as_, **{"return-remark-path": "x", "return-remark-owner": "x", "return-remark-nie_ma": "x"})
    assert set(Comment.objects.values_list("contentpath", flat=True)) == {"title", "lead"}


def test_every_field_of_the_editor_is_offered_by_its_name(city: SimpleNamespace, as_: SignIn) -> None:
    row = handed_over(city)
    html = screen(as_(city.editor), row)
    for name in ("title", "lead", "body", "slug", "search_description"):
        assert f'name="return-remark-{name}"' in html
    for name in ("show_in_menus", "minor_edit"):
        assert f'name="return-remark-{name}"' not in html


def test_rows_of_a_table_are_remarked_on_too(city: SimpleNamespace, as_: SignIn) -> None:
    """Their remark is read above the form and on the handoff; Wagtail has no place for a comment beside them."""
    row = handed_over(city, call(city))
    words = {"return-comment": "Kryteria.", "return-remark-criteria-FORMS": "Wagi nie dają stu punktów."}
    assert press(as_(city.editor), "send_back", row, **{**read_fields(row), **words}).status_code == 302
    remark = Remark.objects.get()
    assert (remark.label, remark.comment, remark.is_open) == ("Kryteria", None, False)
    shown = as_(city.coordinator).get(edit_url(row.page)).content.decode()
    assert 'href="#id_criteria-FORMS"' in shown
    assert 'id="id_criteria-FORMS"' in shown
    assert "usunięta z edytora" not in screen(as_(city.coordinator), row)


@pytest.mark.par(4, ust=2)
def test_what_is_resolved_is_marked_and_the_rest_warns_without_refusing(city: SimpleNamespace, as_: SignIn) -> None:
    row = returned(city, as_)
    client, page = as_(city.coordinator), row.page.specific
    assert "2 uwagi redakcji portalu nie są jeszcze rozwiązane. Mimo to można przekazać materiał." in screen(
        client, row
    )
    resolve(client, page, Comment.objects.get(contentpath="title"))
    shown = screen(client, row)
    assert "rozwiązana: Ewelina Brodacka, 23.11.2026" in shown
    assert "jeszcze nierozwiązana" in shown
    assert "1 uwaga redakcji portalu nie jest jeszcze rozwiązana." in shown
    answer = client.post(reverse("publishing:deliver", args=[row.pk]), follow=True)
    assert "1 uwaga redakcji portalu nie jest jeszcze rozwiązana." in answer.content.decode()
    assert row_of(row).stage == Stage.QUEUED
    seen = screen(as_(city.editor), row)
    assert "rozwiązana: Ewelina Brodacka" in seen
    assert "jeszcze nierozwiązana" in seen


def test_a_remark_stays_readable_after_its_comment_was_deleted(city: SimpleNamespace, as_: SignIn) -> None:
    row = returned(city, as_)
    Comment.objects.all().delete()
    shown = screen(as_(city.editor), row)
    assert LEAD in shown
    assert "usunięta z edytora" in shown
    assert "nie są jeszcze rozwiązane" not in screen(as_(city.coordinator), row)


def test_nobody_of_another_unit_reads_or_resolves_them(city: SimpleNamespace, as_: SignIn) -> None:
    row = returned(city, as_)
    page = row.page.specific
    data = with_comments(as_(city.coordinator), page, list(Comment.objects.all()), **{"comments-0-resolved": "1"})
    for who in (city.other, city.head, city.monitor):
        answer = as_(who).post(edit_url(page), data)
        assert answer.status_code == 403
        assert LEAD not in answer.content.decode()
    assert not Comment.objects.filter(resolved_at__isnull=False).exists()


def test_the_reviewers_words_stay_the_reviewers(city: SimpleNamespace, as_: SignIn) -> None:
    """The unit resolves a remark; nobody else rewrites it."""
    row = returned(city, as_)
    client, page, comment = as_(city.coordinator), row.page.specific, Comment.objects.get(contentpath="lead")
    data = with_comments(client, page, [comment], **{"comments-0-text": "Wszystko dobrze."})
    client.post(edit_url(page), data)
    comment.refresh_from_db()
    assert comment.text == LEAD


def test_the_way_back_and_publication_lose_no_thread(city: SimpleNamespace, as_: SignIn) -> None:
    row = returned(city, as_)
    client = as_(city.coordinator)
    client.post(reverse("publishing:deliver", args=[row.pk]))
    row = row_of(row)
    press(as_(city.editor), "approve", row, **read_fields(row))
    row_of(row).revision.publish(skip_permission_checks=True)
    assert Remark.objects.count() == Comment.objects.count() == 2


def test_letters_about_comments_go_through_the_outbox_to_those_who_may_read(city: SimpleNamespace, as_: SignIn) -> None:
    row = returned(city, as_)
    page = row.page.specific
    for user in (city.deputy, city.other, city.nobody):
        PageSubscription.objects.create(user=user, page=page, comment_notifications=True)
    resolve(as_(city.coordinator), page, Comment.objects.get(contentpath="title"))
    assert not mail.outbox, "Wagtail would have spoken to the mail server itself"
    told = OutboxMessage.objects.filter(kind="page.commented")
    assert set(told.values_list("to", flat=True)) == {"zastepca.kd@umk.example", "redaktor@umk.example"}
    assert TITLE not in told.first().text, "no words of a comment leave the portal"
    assert "rozwiązane: 1" in told.first().text


def test_whoever_wants_no_such_letters_gets_none(city: SimpleNamespace, as_: SignIn) -> None:
    row = returned(city, as_)
    UserProfile.objects.update_or_create(user=city.editor, defaults={"updated_comments_notifications": False})
    resolve(as_(city.coordinator), row.page.specific, Comment.objects.get(contentpath="title"))
    assert not OutboxMessage.objects.filter(kind="page.commented").exists()


def test_of_a_limited_draft_only_the_named_hear(city: SimpleNamespace, as_: SignIn) -> None:
    row = returned(city, as_)
    page = row.page.specific
    PageSubscription.objects.create(user=city.deputy, page=page, comment_notifications=True)
    confinement.confine(page, people=[fresh(city.editor)], reason="Wynik", by=fresh(city.coordinator), now=NOW)
    PageSubscription.objects.filter(page=page).update(comment_notifications=True)
    resolve(as_(city.coordinator), page, Comment.objects.get(contentpath="title"))
    told = OutboxMessage.objects.filter(kind="page.commented")
    assert set(told.values_list("to", flat=True)) == {"redaktor@umk.example"}
    assert "Dni otwarte" not in told.get().text + told.get().subject
