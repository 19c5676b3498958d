"""What goes public is exactly the version whose number the reviewer confirmed (scenario 8)."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Revision

from coordination.models import AuditEntry
from publishing import actions, scheduling
from publishing.models import Handoff
from publishing.states import Stage
from tests.publishing.city import NOW, TUESDAY, as_read, fresh, handed_over, news, read_fields
from tests.publishing.test_direct import edit, typed

SignIn = Callable[[Any], Client]


def address(name: str, row: Handoff) -> str:
    return reverse(f"publishing:{name}", args=[row.pk])


def approve(client: Client, row: Handoff, number: int) -> Any:
    return client.post(address("approve", row), read_fields(row, number))


def returned(city: SimpleNamespace, page: Any = None) -> Handoff:
    """Handed over and returned; the number of that version is what a reader left on a screen."""
    row = handed_over(city, page or news(city))
    return actions.send_back(row, read=as_read(row), by=fresh(city.editor), comment="Podaj godzinę.", now=NOW)


def corrected(city: SimpleNamespace, as_: SignIn, row: Handoff, **values: Any) -> Handoff:
    """The unit corrects the returned text in the editor and hands it over again."""
    client = as_(city.coordinator)
    assert edit(client, row.page.specific, **values).status_code == 302
    assert client.post(address("deliver", row)).status_code == 302
    return Handoff.objects.get(pk=row.pk)


@pytest.mark.par(4, ust=2)
def test_a_newer_handed_over_version_is_compared_and_not_approved(city: SimpleNamespace, as_: SignIn) -> None:
    row = returned(city)
    read = row.revision_id
    row = corrected(city, as_, row, lead="Spotkanie o 17:00.")
    answer = approve(as_(city.editor), row, read)
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Co zmieniło się od Twojego czytania" in shown
    assert "17:00" in shown
    assert "<del" in shown, "what went is said by an element, not by colour"
    assert f'name="revision" value="{row.revision_id}"' in shown, "the new number is there to be decided on"
    assert Handoff.objects.get(pk=row.pk).stage == Stage.QUEUED
    assert AuditEntry.objects.filter(verb="refuse", note__contains="Tekst zmienił się").count() == 1


@pytest.mark.par(4, ust=2)
def test_the_confirmed_number_is_what_goes_public(city: SimpleNamespace, as_: SignIn, clock: Any) -> None:
    row = corrected(city, as_, returned(city), lead="Spotkanie o 17:00.")
    assert approve(as_(city.editor), row, row.revision_id).status_code == 302
    late = row.page.specific
    late.lead = "Dopisane za plecami redakcji."
    late.save_revision(user=city.coordinator)  # past every door
    clock.move_to(TUESDAY)
    scheduling.run_once(TUESDAY)
    public = Client().get(row.page.url).content.decode()
    assert "Spotkanie o 17:00." in public
    assert "za plecami" not in public
    assert Handoff.objects.get(pk=row.pk).page.live_revision_id == row.revision_id


def test_a_version_saved_past_the_lock_stops_every_approval(city: SimpleNamespace, as_: SignIn) -> None:
    row = handed_over(city)
    page = row.page.specific
    page.lead = "Zapisane w tej samej chwili."
    newest = page.save_revision(user=city.coordinator)  # a save that began before the handoff and ended after it
    answer = approve(as_(city.editor), row, row.revision_id)
    assert answer.status_code == 409
    assert "Zapisane w tej samej chwili." in answer.content.decode()
    assert "nikt jej nie przekazał" in answer.content.decode()
    assert approve(as_(city.editor), row, newest.pk).status_code == 403, "nobody handed that one over"
    assert Handoff.objects.get(pk=row.pk).stage == Stage.QUEUED


def test_an_editor_left_open_never_rewrites_what_was_read(city: SimpleNamespace, as_: SignIn) -> None:
    """Autosave overwrites the version of its session, under the same number; not one that was handed over."""
    row = returned(city)
    read = row.revision_id
    page = row.page.specific
    saved = as_(city.coordinator).post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        {**typed(page, lead="Cicha podmiana."), "overwrite_revision_id": read},
        headers={"accept": "application/json"},
    )
    assert saved.status_code == 200, saved.content
    kept = Revision.objects.get(pk=read)
    assert kept.content["lead"] == "Nabór trwa do końca miesiąca."
    page.refresh_from_db()
    assert page.latest_revision_id != read
    assert page.latest_revision.content["lead"] == "Cicha podmiana."


@pytest.mark.par(4, ust=2)
def test_the_reviewer_sees_what_was_corrected_and_what_changes_for_readers(city: SimpleNamespace, as_: SignIn) -> None:
    page = news(city, live=True)
    page.lead = "Spotkanie w środę."
    page.save_revision(user=city.coordinator)
    row = corrected(city, as_, returned(city, page), lead="Spotkanie w środę o 17:00.")
    client = as_(city.editor)
    screen = client.get(address("handoff", row)).content.decode()
    assert f"{address('compare', row)}#zwrocona" in screen
    assert f"{address('compare', row)}#publiczna" in screen
    shown = client.get(address("compare", row))
    first, second = shown.context["comparisons"]
    assert [first.anchor, second.anchor] == ["zwrocona", "publiczna"]
    assert "17:00" in str(first.fields[0].htmldiff())
    assert "Nabór trwa" in str(second.fields[0].htmldiff())


def test_there_is_nothing_to_compare_at_first(city: SimpleNamespace, as_: SignIn) -> None:
    row = handed_over(city)
    client = as_(city.editor)
    assert address("compare", row) not in client.get(address("handoff", row)).content.decode()
    assert client.get(address("compare", row)).context["comparisons"] == []


@pytest.mark.parametrize("who", ["other", "nobody"])
def test_comparisons_are_for_readers_of_the_handoff(city: SimpleNamespace, as_: SignIn, who: str) -> None:
    row = handed_over(city)
    assert as_(getattr(city, who)).get(address("compare", row)).status_code in (302, 403)
