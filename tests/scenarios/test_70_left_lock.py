"""A lock left by somebody on leave is released by the clock or an administrator, with a line in the book (70)."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from coordination.models import AuditEntry, ServiceStandard
from coordination.states import PortalOffice
from publishing.subjects import page_reference
from tests.publishing.city import FRIDAY, NOW, handed_over, news, officer
from tests.publishing.test_direct import edit

SignIn = Callable[[Any], Client]


def locked(city: SimpleNamespace, as_: SignIn) -> Any:
    """A draft of KD that the editor has locked by hand."""
    page = news(city)
    as_(city.editor).post(reverse("wagtailadmin_pages:lock", args=[page.pk]))
    page.refresh_from_db()
    assert page.locked
    return page


def unlock(client: Client, page: Any) -> bool:
    client.post(reverse("wagtailadmin_pages:unlock", args=[page.pk]))
    page.refresh_from_db()
    return not page.locked


def test_the_lock_stops_the_unit(city: SimpleNamespace, as_: SignIn) -> None:
    page = locked(city, as_)
    edit(as_(city.coordinator), page, lead="Mimo blokady.")
    page.refresh_from_db()
    assert page.latest_revision.content["lead"] != "Mimo blokady."


@pytest.mark.parametrize("who", ["coordinator", "deputy", "operator", "monitor", "other"])
def test_it_is_not_for_everybody_to_release(city: SimpleNamespace, as_: SignIn, who: str) -> None:
    assert not unlock(as_(getattr(city, who)), locked(city, as_))


def test_another_editor_does_not_release_it(city: SimpleNamespace, as_: SignIn) -> None:
    second = officer("redaktor.2", "Renata Redaktorka", PortalOffice.EDITOR)
    assert not unlock(as_(second), locked(city, as_))


@pytest.mark.parametrize("who", ["editor", "administrator"])
def test_who_locked_it_or_an_administrator_releases_it(city: SimpleNamespace, as_: SignIn, who: str) -> None:
    page, user = locked(city, as_), getattr(city, who)
    assert unlock(as_(user), page)
    line = AuditEntry.objects.get(verb="page.unlock")
    assert line.actor_name == user.get_full_name()
    edit(as_(city.coordinator), page, lead="Po zdjęciu blokady.")
    page.refresh_from_db()
    assert page.latest_revision.content["lead"] == "Po zdjęciu blokady."


# -- by the clock -----------------------------------------------------------------------------------------------------

LOCKED_AT = NOW  # Monday, 10:00; sixteen hours of the office end on Wednesday, 10:00
FREE_AT = NOW + dt.timedelta(days=2)


def is_locked(page: Any) -> bool:
    page.refresh_from_db()
    return bool(page.locked)


def clock_passes(clock: Any, at: dt.datetime) -> None:
    clock.move_to(at, tick=False)
    call_command("clock", "--once", stdout=io.StringIO())


@pytest.mark.par(3, pkt=2)
def test_the_clock_releases_it_after_the_hours_of_the_office(city: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    page = locked(city, as_)
    clock_passes(clock, FREE_AT - dt.timedelta(minutes=11))
    assert is_locked(page)
    clock_passes(clock, FREE_AT)
    assert not is_locked(page)
    assert page.locked_by is None
    line = AuditEntry.objects.get(verb="page.unlock")
    assert (line.actor_name, line.unit_id, line.about) == ("system", city.kd.pk, page_reference(page.pk))
    assert "Roman Redaktor" in line.note
    assert "23.11.2026" in line.note
    edit(as_(city.coordinator), page, lead="Po powrocie.")
    page.refresh_from_db()
    assert page.latest_revision.content["lead"] == "Po powrocie."


def test_nights_and_weekends_do_not_count(city: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    friday = NOW + dt.timedelta(days=4)
    clock.move_to(friday, tick=False)
    page = locked(city, as_)
    clock_passes(clock, friday + dt.timedelta(days=3))
    assert is_locked(page), "on Monday the time is not over"
    clock_passes(clock, friday + dt.timedelta(days=4))
    assert not is_locked(page)


def test_the_hours_are_a_service_standard(city: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    assert ServiceStandard.objects.filter(key="page.lock").update(value=1) == 1
    page = locked(city, as_)
    clock_passes(clock, NOW + dt.timedelta(minutes=59))
    assert is_locked(page)
    clock_passes(clock, NOW + dt.timedelta(minutes=71))
    assert not is_locked(page)


def test_a_lock_set_anew_begins_anew(city: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    page = locked(city, as_)
    clock.move_to(FREE_AT - dt.timedelta(hours=1), tick=False)
    unlock(as_(city.editor), page)
    as_(city.editor).post(reverse("wagtailadmin_pages:lock", args=[page.pk]))
    clock_passes(clock, FREE_AT)
    assert is_locked(page)


def test_the_editor_says_until_when_and_afterwards_that_it_is_over(
    city: SimpleNamespace, as_: SignIn, clock: Any
) -> None:
    page = locked(city, as_)
    client, address = as_(city.coordinator), reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "Blokada zejdzie sama: środa 25 listopada 2026, godz. 10:00." in client.get(address).content.decode()
    clock_passes(clock, FREE_AT)
    notice = "Blokadę tej strony zdjęto 25.11.2026"
    shown = client.get(address).content.decode()
    assert notice in shown
    assert "Roman Redaktor" in shown
    edit(client, page, lead="Dalej piszemy.")
    assert notice not in client.get(address).content.decode(), "whoever saved has read it"


def test_the_editor_names_the_administrator_who_released_it(city: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    page = locked(city, as_)
    clock.move_to(NOW + dt.timedelta(hours=1), tick=False)
    unlock(as_(city.administrator), page)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "Anna Administrator" in as_(city.coordinator).get(address).content.decode()
    assert "Blokadę tej strony zdjęto" not in as_(city.administrator).get(address).content.decode()


def test_what_waits_for_publication_is_no_left_lock(city: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    row = handed_over(city, at=FRIDAY)
    clock_passes(clock, FREE_AT + dt.timedelta(hours=5))
    edit(as_(city.coordinator), row.page.specific, lead="Mimo kolejki.")
    row.page.refresh_from_db()
    assert row.page.latest_revision_id == row.revision_id
