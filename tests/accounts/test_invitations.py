"""«Zaproś do portalu»: a designated person gets a one-time link, sets a password, and works from the first day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from coordination import actions, guard, notices, outbox
from coordination.actions.numbering import digest
from coordination.models import AuditEntry, Designation, Invitation, OutboxMessage, Person
from coordination.standing import standing_of
from coordination.states import Office
from coordination.verdict import Refused
from tests.publishing.city import NOW, TODAY, account, fresh

SignIn = Callable[[Any], Client]
PASSWORD = "kasztany-na-plantach"
WEEK = dt.timedelta(days=7)


def newcomer(city: SimpleNamespace, *, unit: Any = None, from_on: dt.date = TODAY, **person: Any) -> Designation:
    """A new deputy of KD, without an account."""
    who = Person.objects.create(
        **{
            "first_name": "Łucja",
            "last_name": "Żak-Wąsik",
            "function": "podinspektor",
            "phone": "12 000 00 12",
            "email": "lucja.zak@umk.example",
            **person,
        }
    )
    return actions.designate(
        person=who,
        unit=unit or city.kd,
        office=Office.DEPUTY,
        from_on=from_on,
        by=standing_of(fresh(city.head if unit is None else city.administrator)),
        now=NOW,
    )


def invited(city: SimpleNamespace, **values: Any) -> tuple[Designation, str]:
    row = newcomer(city, **values)
    return row, actions.invite(row, by=standing_of(fresh(city.head)), now=NOW).key


def link(key: str) -> str:
    return reverse("coordination:invitation", args=[key])


def set_password(client: Client, key: str, password: str = PASSWORD, **extra: Any) -> Any:
    from django.core import signing

    page = client.get(link(key))
    stamp = page.context["form"]["pieczec"].value() if page.context and "form" in page.context else signing.dumps("x")
    return client.post(
        link(key), {"new_password1": password, "new_password2": password, "pieczec": stamp, "strona_www": ""}, **extra
    )


@pytest.fixture(autouse=True)
def unhurried(settings: Any) -> None:
    settings.COORDINATION_FASTEST_FORM_SECONDS = 0
    cache.clear()  # the limits of the test before


@pytest.mark.par(2, pkt=1)
def test_the_head_designates_and_is_offered_the_invitation_at_once(city: SimpleNamespace, as_: SignIn) -> None:
    who = Person.objects.create(
        first_name="Jan", last_name="Nowy", function="inspektor", phone="12 000 00 13", email="jan.nowy@umk.example"
    )
    typed = {"person": who.pk, "unit": city.kd.pk, "office": "deputy", "from_on": "2026-12-01", "designated_by": "MK"}
    answer = as_(city.head).post(reverse("coordination_designations:add"), typed)
    row = Designation.objects.get(person=who)
    inspect = reverse("coordination_designations:inspect", args=[row.pk])
    assert answer["Location"] == f"{inspect}#konto"
    assert "Zaproś do portalu" in as_(city.head).get(inspect).text
    done = as_(city.head).post(reverse("coordination_accounts:invite", args=[row.pk]), follow=True)
    assert "7 grudnia 2026" in done.text, "fourteen days from 23 November"
    letter = OutboxMessage.objects.get(kind="account.invitation")
    assert letter.to == "jan.nowy@umk.example"
    for told in (
        "Maria Kierująca",
        str(city.kd),
        "zastępca koordynatora",
        "1 grudnia 2026",
        "7 grudnia 2026",
        "jan.nowy",
    ):
        assert told in letter.text
        assert told in letter.html or "@" in told
    assert AuditEntry.objects.filter(verb="account.invite", actor=city.head, unit_id=city.kd.pk).exists()


def test_of_the_key_only_a_digest_is_kept_and_sent_letters_forget_it(city: SimpleNamespace) -> None:
    row, key = invited(city)
    invitation = Invitation.objects.get(person=row.person)
    assert invitation.key_digest == digest(key)
    assert key in OutboxMessage.objects.get(kind="account.invitation").text
    while outbox.send_due(NOW):
        pass
    assert notices.forget_keys(NOW) == 1
    letter = OutboxMessage.objects.get(kind="account.invitation")
    assert key not in letter.text + letter.html
    assert notices.forget_keys(NOW) == 0


def test_the_account_name_is_folded_and_never_taken_twice(city: SimpleNamespace) -> None:
    first, _key = invited(city)
    second, _key = invited(city, email="inna.lucja@umk.example")
    names = [Person.objects.get(pk=row.person_id).user.username for row in (first, second)]
    assert names == ["lucja.zak-wasik", "lucja.zak-wasik2"]
    assert not any(get_user_model().objects.get(username=name).has_usable_password() for name in names)


MAY_INVITE = {"head", "administrator", "root"}
PEOPLE = sorted(MAY_INVITE | {"coordinator", "deputy", "other", "editor", "operator", "monitor", "director"})


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.par(2, pkt=1)
def test_whoever_may_designate_in_the_unit_may_invite(city: SimpleNamespace, as_: SignIn, who: str) -> None:
    row, may = newcomer(city), who in MAY_INVITE
    as_(getattr(city, who)).post(reverse("coordination_accounts:invite", args=[row.pk]))
    assert Invitation.objects.filter(person=row.person).exists() is may
    if not may:
        refusal = AuditEntry.objects.filter(verb="account.invite", outcome="refused").latest("pk")
        assert "(§ 2 pkt 1)" in refusal.note


def test_the_head_of_another_unit_neither_invites_nor_takes_back(city: SimpleNamespace) -> None:
    row, _key = invited(city, unit=city.kd)
    stranger = newcomer(city, unit=city.sp, email="obca@umk.example")
    with pytest.raises(Refused):
        actions.invite(stranger, by=standing_of(fresh(city.head)), now=NOW)
    Designation.objects.filter(pk=row.pk).update(unit=city.sp)
    row.refresh_from_db()
    with pytest.raises(Refused):
        actions.revoke_invitation(row, by=standing_of(fresh(city.head)), now=NOW)


def test_the_link_sets_a_password_signs_in_and_works_once(city: SimpleNamespace) -> None:
    row, key = invited(city)
    phone = Client()
    page = phone.get(link(key))
    assert page.status_code == 200
    assert "lucja.zak-wasik" in page.text
    assert page["Referrer-Policy"] == "no-referrer"
    assert "no-store" in page["Cache-Control"]
    assert "noindex" in page["X-Robots-Tag"]
    done = set_password(phone, key)
    assert done["Location"] == "/admin/"
    assert phone.get("/admin/").status_code == 200
    user = Person.objects.get(pk=row.person_id).user
    assert user.check_password(PASSWORD)
    assert AuditEntry.objects.filter(verb="account.accept", actor=user).exists()
    again = Client().get(link(key))
    assert again.status_code == 404
    assert "Poproś o nowe zaproszenie" in again.text
    assert set_password(Client(), key, "zupelnie-inne-haslo").status_code == 404
    assert not Client().login(username=user.username, password="zupelnie-inne-haslo")


def test_a_weak_password_is_refused_in_polish_and_the_link_still_works(city: SimpleNamespace) -> None:
    _row, key = invited(city)
    answer = set_password(Client(), key, "krótkie")
    assert answer.status_code == 422
    assert "za krótkie" in answer.text
    assert "too short" not in answer.text
    assert set_password(Client(), key, "lucja.zak-wasik").status_code == 422, "like the account's own name"
    assert set_password(Client(), key).status_code == 302


def dead_links(city: SimpleNamespace, clock: Any) -> dict[str, str]:
    """A link of each kind that no longer lets in, at the same moment."""
    keys = {"unknown": "nie-ma-takiego-klucza", "short": "x"}
    _used, keys["used"] = invited(city, email="a@umk.example")
    set_password(Client(), keys["used"])
    revoked, keys["revoked"] = invited(city, email="b@umk.example")
    actions.revoke_invitation(revoked, by=standing_of(fresh(city.head)), now=NOW)
    replaced, keys["replaced"] = invited(city, email="c@umk.example")
    actions.invite(replaced, by=standing_of(fresh(city.head)), now=NOW)
    ended, keys["ended"] = invited(city, email="d@umk.example")
    _old, keys["expired"] = invited(city, email="e@umk.example")
    clock.move_to(NOW + 2 * WEEK, tick=False)
    Designation.objects.filter(pk=ended.pk).update(until_on=TODAY + dt.timedelta(days=3))
    Invitation.objects.filter(person=ended.person).update(expires_at=NOW + 5 * WEEK)
    return keys


def test_used_expired_revoked_and_unknown_links_answer_alike(city: SimpleNamespace, clock: Any) -> None:
    answers = {name: Client().get(link(key)) for name, key in dead_links(city, clock).items()}
    texts = {re.sub(r'value="[^"]+"|nonce="[^"]+"', "", answer.text) for answer in answers.values()}
    assert len(texts) == 1, "nothing tells them apart"
    assert {answer.status_code for answer in answers.values()} == {404}
    assert {answer["Referrer-Policy"] for answer in answers.values()} == {"no-referrer"}
    posted = [set_password(Client(), key).status_code for key in answers]
    assert set(posted) == {404}


def test_a_link_works_to_its_last_minute_and_not_one_longer(city: SimpleNamespace, clock: Any) -> None:
    _row, key = invited(city)
    clock.move_to(NOW + 2 * WEEK - dt.timedelta(minutes=1), tick=False)
    assert Client().get(link(key)).status_code == 200
    clock.move_to(NOW + 2 * WEEK, tick=False)
    assert Client().get(link(key)).status_code == 404


@pytest.mark.parametrize("key", ["a" * 3000, "%00", "..%2F..", "ąę", "klucz spacja"])
def test_nonsense_in_the_address_is_never_a_fault(city: SimpleNamespace, key: str) -> None:
    assert Client().get(f"/konto/zaproszenie/{key}/").status_code == 404


@pytest.mark.parametrize("typed", ["\x00" * 12, "", "x" * 100_000])
def test_nonsense_in_the_field_is_said_at_the_field(city: SimpleNamespace, typed: str) -> None:
    _row, key = invited(city)
    answer = set_password(Client(), key, typed)
    assert answer.status_code in (302, 422)
    assert "Internal" not in answer.text


def test_another_site_cannot_sign_a_visitor_in(city: SimpleNamespace) -> None:
    _row, key = invited(city)
    answer = set_password(Client(), key, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 422
    assert Invitation.objects.get().used_at is None


def test_before_the_first_day_the_page_says_when_the_account_works(city: SimpleNamespace, clock: Any) -> None:
    _row, key = invited(city, from_on=dt.date(2026, 12, 1))
    early = Client()
    assert "Konto działa od 1 grudnia 2026" in early.get(link(key)).text
    set_password(early, key)
    waiting = early.get("/admin/")
    assert waiting.status_code == 403
    assert "Twoja funkcja zaczyna się 1 grudnia 2026" in waiting.text
    clock.move_to(dt.datetime(2026, 12, 1, 6, 0, tzinfo=dt.UTC), tick=False)
    assert early.get("/admin/").status_code == 200


def test_a_person_with_an_account_is_told_and_not_invited(city: SimpleNamespace, as_: SignIn) -> None:
    who = Person.objects.get(user=city.deputy)
    row = actions.designate(
        person=who,
        unit=city.sp,
        office=Office.DEPUTY,
        from_on=TODAY,
        by=standing_of(fresh(city.administrator)),
        now=NOW,
    )
    letter = OutboxMessage.objects.get(kind="account.designated")
    assert letter.to == who.email
    assert str(city.sp) in letter.text
    with pytest.raises(Refused, match="loguje"):
        actions.invite(row, by=standing_of(fresh(city.administrator)), now=NOW)
    assert not Invitation.objects.exists()


def test_a_new_link_can_be_asked_for_and_the_answer_never_tells(city: SimpleNamespace, clock: Any) -> None:
    _row, key = invited(city)
    clock.move_to(NOW + 3 * WEEK, tick=False)
    ask = reverse("coordination:invitation-again")
    said = []
    for email in ("LUCJA.zak@umk.example", "nikt@umk.example", city.deputy.email):
        visitor = Client()
        stamp = visitor.get(ask).context["form"]["pieczec"].value()
        answer = visitor.post(ask, {"email": email, "pieczec": stamp, "strona_www": ""}, follow=True)
        said.append([str(message) for message in answer.context["messages"]])
    assert said[0] == said[1] == said[2] != []
    letters = OutboxMessage.objects.filter(kind="account.invitation").order_by("pk")
    assert [letter.to for letter in letters] == ["lucja.zak@umk.example"] * 2
    again = re.search(r"/konto/zaproszenie/([\w-]+)/", letters[1].text)[1]
    assert Client().get(link(again)).status_code == 200
    assert Client().get(link(key)).status_code == 404


def test_what_was_taken_back_is_not_sent_again(city: SimpleNamespace) -> None:
    row, _key = invited(city)
    actions.revoke_invitation(row, by=standing_of(fresh(city.head)), now=NOW)
    assert actions.renew_invitation(row.person.email, now=NOW) is None


def test_new_links_are_limited_per_address_and_per_mailbox(city: SimpleNamespace) -> None:
    invited(city)
    ask = reverse("coordination:invitation-again")

    def go(visitor: str) -> int:
        client = Client(REMOTE_ADDR=visitor)
        stamp = client.get(ask).context["form"]["pieczec"].value()
        return client.post(ask, {"email": "lucja.zak@umk.example", "pieczec": stamp}).status_code

    answers = [go("192.0.2.1") for _ in range(guard.INVITATIONS.count + 1)]
    assert answers == [302] * guard.INVITATIONS.count + [429]
    for number in range(5):
        go(f"192.0.2.{number + 10}")
    letters = OutboxMessage.objects.filter(kind="account.invitation").count()
    assert letters == 1 + guard.INVITATIONS_TO_ONE_MAILBOX.count


def test_passwords_are_tried_a_limited_number_of_times(city: SimpleNamespace) -> None:
    _row, key = invited(city)
    answers = [set_password(Client(), key, "x").status_code for _ in range(guard.PASSWORDS.count + 1)]
    assert answers[-1] == 429


def test_the_list_shows_who_waits_to_the_head_and_to_administrators_only(city: SimpleNamespace, as_: SignIn) -> None:
    row, _key = invited(city)
    other = newcomer(city, unit=city.sp, last_name="Sportowa", email="s@umk.example")
    where = reverse("coordination_accounts:list")
    seen = as_(city.head).get(where).text
    assert row.person.full_name in seen
    assert "aproszenie działa do 7 grudnia 2026" in seen
    assert other.person.full_name not in seen
    assert other.person.full_name in as_(city.administrator).get(where).text
    assert as_(city.coordinator).get(where).status_code == 403


def test_the_lists_ask_the_same_number_of_queries_for_any_number_of_people(
    city: SimpleNamespace, as_: SignIn, django_assert_max_num_queries: Any
) -> None:
    head = as_(city.head)
    for number in range(12):
        invited(city, email=f"osoba{number}@umk.example")
    for name in ("coordination_accounts:list", "coordination_designations:list"):
        head.get(reverse(name))
        with django_assert_max_num_queries(26):
            assert head.get(reverse(name)).status_code == 200


@pytest.mark.parametrize(
    ("typed", "found"), [("ewel brod", True), ("koordynator.kd@", True), ("nikt taki", False), ("\x00", None)]
)
def test_a_person_is_chosen_by_any_part_of_the_name(
    city: SimpleNamespace, as_: SignIn, typed: str, found: bool | None
) -> None:
    answer = as_(city.head).get(reverse("coordination_people_chooser:choose_results"), {"q": typed})
    assert answer.status_code == 200
    assert found is None or ("Ewelina Brodacka" in answer.text) is found
    assert found is None or "Radosław Toporek" not in answer.text


def test_inviting_is_a_deed_by_post(city: SimpleNamespace, as_: SignIn) -> None:
    row = newcomer(city)
    for name in ("invite", "revoke", "restore"):
        assert as_(city.head).get(reverse(f"coordination_accounts:{name}", args=[row.pk])).status_code == 405


def test_an_account_shut_by_hand_is_not_opened_by_an_invitation(city: SimpleNamespace) -> None:
    user = account("zamkniety", "Zamknięty Ręcznie", is_active=False)
    row = newcomer(city, email="zamkniety@umk.example", user=user)
    with pytest.raises(Refused, match="administrator"):
        actions.invite(row, by=standing_of(fresh(city.head)), now=NOW)
    user.refresh_from_db()
    assert not user.is_active
