"""A published deadline can only be extended, with a public note; the old date stays to be read (scenario 46)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from importlib import import_module
from pkgutil import iter_modules
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.utils import translation

from coordination.calendar import warsaw
from coordination.verdict import Refused
from pages import migrations
from pages.bip.announcement import announcement_text
from pages.bip.parts import Paragraph
from pages.competition_life import Moved, Told, extension
from pages.models import CompetitionPage, ToldDeadline
from pages.vocabularies import Place
from publishing import actions
from publishing.models import PublishingRight
from tests.competitions.calls import call
from tests.pages.editing import save
from tests.publishing.city import NOW, TUESDAY, as_read, fresh
from tests.scenarios.travel import beat

SignIn = Callable[[Any], Client]
DAY = dt.timedelta(days=1)
TOLD = warsaw(dt.date(2026, 12, 11), dt.time(15))
LATER, EARLIER = TOLD + 7 * DAY, TOLD - dt.timedelta(minutes=1)
NBSP = "\N{NO-BREAK SPACE}"
WHY = "Na prośbę organizacji."


def announcement(city: SimpleNamespace, **values: Any) -> Any:
    """A whole announcement of KD as a draft."""
    places = dict.fromkeys(Place.values, dt.date(2026, 11, 16))
    page = call(city, **{"title": "Kluby sąsiedzkie", "places": places, "planned": False, "deadline": TOLD, **values})
    return CompetitionPage.objects.get(pk=page.pk)


def published(city: SimpleNamespace, **values: Any) -> Any:
    page = announcement(city, **values)
    page.get_latest_revision().publish()
    return CompetitionPage.objects.get(pk=page.pk)


def moved(page: Any, deadline: dt.datetime | None, note: str = WHY, **values: Any) -> Any:
    """A newer draft with the deadline moved past the form, as a restored version or an import would."""
    draft = page.get_latest_revision_as_object()
    draft.deadline, draft.extension_note = deadline, note
    for name, value in values.items():
        setattr(draft, name, value)
    draft.save_revision(clean=False)
    return CompetitionPage.objects.get(pk=page.pk)


def lacking(page: Any) -> dict[str, str]:
    found = draft_of(page).requirements()
    return {issue.field: str(issue.message) for issue in found if issue.hard}


def draft_of(page: Any) -> Any:
    return CompetitionPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def extended_fields(at: dt.datetime, note: str = WHY) -> dict[str, str]:
    return {"deadline": at.strftime("%Y-%m-%d %H:%M"), "extension_note": note}


def test_the_editor_refuses_an_earlier_deadline_at_the_field_even_in_a_draft(
    city: SimpleNamespace, as_: SignIn
) -> None:
    page = published(city)
    answer = save(as_(city.coordinator), page, **extended_fields(EARLIER))
    assert answer.status_code == 200
    said = answer.context["form"].errors["deadline"]
    assert said == ["Ogłoszono składanie ofert do 11 grudnia 2026, 15:00. Ogłoszony termin można tylko przedłużyć."]
    assert page.revisions.count() == 1


def test_an_extension_keeps_the_old_date_by_itself(city: SimpleNamespace, as_: SignIn, client: Client) -> None:
    page = published(city)
    assert save(as_(city.coordinator), page, **extended_fields(LATER)).status_code == 302
    draft = draft_of(page)
    assert (draft.deadline, draft.previous_deadline) == (LATER, TOLD)
    draft.get_latest_revision().publish()
    shown = client.get(page.url).content.decode()
    assert "Termin przedłużono; poprzedni to 11 grudnia 2026" in shown
    assert "18 grudnia 2026" in shown
    assert WHY in shown


def test_what_the_editor_types_as_the_old_date_does_not_count(city: SimpleNamespace, as_: SignIn) -> None:
    page = published(city)
    forged = {**extended_fields(LATER), "previous_deadline": "2026-11-01 12:00"}
    save(as_(city.coordinator), page, **forged)
    assert draft_of(page).previous_deadline == TOLD


def test_the_second_extension_needs_words_of_its_own(city: SimpleNamespace) -> None:
    page = published(city)
    moved(page, LATER).get_latest_revision().publish()
    again = moved(page, LATER + DAY)
    assert lacking(again) == {"extension_note": "Napisz publicznie, dlaczego termin jest teraz przedłużany."}
    moved(page, LATER + DAY, "Awaria Generatora.").get_latest_revision().publish()
    assert CompetitionPage.objects.get(pk=page.pk).previous_deadline == LATER
    assert [row.deadline for row in ToldDeadline.objects.of(page.pk)] == [TOLD, LATER, LATER + DAY]


def test_the_public_page_tells_every_deadline_there_was(city: SimpleNamespace, client: Client) -> None:
    page = published(city)
    moved(page, LATER).get_latest_revision().publish()
    assert "Wszystkie ogłoszone terminy" not in client.get(page.url).content.decode()
    moved(page, LATER + DAY, "Awaria Generatora.").get_latest_revision().publish()
    shown = " ".join(client.get(page.url).content.decode().replace(NBSP, " ").split())
    _, _, told = shown.partition("Wszystkie ogłoszone terminy")
    first, second = "<s>11 grudnia 2026, godz. 15:00</s>", "<s>18 grudnia 2026, godz. 15:00</s>"
    assert told.index(first) < told.index(WHY) < told.index(second) < told.index("Awaria Generatora.")
    now = CompetitionPage.objects.get(pk=page.pk)
    with translation.override("pl"):
        text = announcement_text(now, now=NOW)
    paragraphs = [part.text for part in text.parts if isinstance(part, Paragraph)]
    said = [text for text in paragraphs if text.startswith("Termin został przedłużony")]
    assert len(said) == 2
    assert paragraphs.index(WHY) < paragraphs.index("Awaria Generatora.")


@pytest.mark.parametrize("deadline", [EARLIER, None])
def test_no_door_publishes_an_earlier_deadline(city: SimpleNamespace, deadline: dt.datetime | None) -> None:
    page = moved(published(city), deadline)
    with pytest.raises(Refused, match="można tylko przedłużyć"):
        actions.hand_over(page, by=fresh(city.coordinator), publish_at=TUESDAY, now=NOW)


def test_nor_does_the_unit_by_its_own_right(city: SimpleNamespace, as_: SignIn) -> None:
    PublishingRight.objects.create(
        unit=city.kd, kind="competition", from_on=dt.date(2026, 1, 1), basis="polecenie nr 7", granted_by="SZ"
    )
    page = published(city)
    answer = save(as_(city.coordinator), page, publish=True, **extended_fields(EARLIER))
    assert answer.status_code == 200
    answer = save(as_(city.coordinator), page, publish=True, **extended_fields(LATER, ""))
    assert "extension_note" in answer.context["form"].errors
    assert CompetitionPage.objects.get(pk=page.pk).deadline == TOLD
    save(as_(city.coordinator), page, publish=True, **extended_fields(LATER))
    assert CompetitionPage.objects.get(pk=page.pk).deadline == LATER


def test_the_clock_carries_an_agreed_extension_out(city: SimpleNamespace, clock: Any) -> None:
    page = moved(published(city), LATER)
    row = actions.hand_over(page, by=fresh(city.coordinator), publish_at=TUESDAY, now=NOW)
    actions.approve(row, by=fresh(city.editor), read=as_read(row), now=NOW)
    assert CompetitionPage.objects.get(pk=page.pk).deadline == TOLD
    assert beat(clock, TUESDAY).startswith("published: 1, failed: 0")
    page = CompetitionPage.objects.get(pk=page.pk)
    assert (page.deadline, page.previous_deadline) == (LATER, TOLD)


def test_taking_a_page_off_does_not_let_its_deadline_go(city: SimpleNamespace) -> None:
    page = published(city)
    page.unpublish()
    page = CompetitionPage.objects.get(pk=page.pk)
    page.deadline = EARLIER
    page.save()
    page.save_revision(clean=False)
    assert "deadline" in lacking(page)


def test_an_announcement_foretold_promises_nothing_yet(city: SimpleNamespace) -> None:
    page = announcement(city, planned_announcement_on=dt.date(2026, 12, 7), publications=[])
    draft = page.get_latest_revision_as_object()
    draft.publications = []
    draft.save_revision(clean=False).publish()
    assert not ToldDeadline.objects.exists()
    assert "deadline" not in lacking(moved(page, EARLIER))


def test_an_old_announcement_is_not_measured(city: SimpleNamespace) -> None:
    page = published(city, is_archival=True)
    assert lacking(moved(page, EARLIER)) == {}


def test_a_copy_begins_without_an_outcome(city: SimpleNamespace) -> None:
    page = published(city, number="KD-1/2027", external_id="7", tool_url="https://generator.example/7")
    moved(page, LATER, results_on=dt.date(2026, 12, 30)).get_latest_revision().publish()
    source = CompetitionPage.objects.get(pk=page.pk)
    copied = source.copy(update_attrs={"title": "Kolejny", "slug": "kolejny"}, copy_revisions=False, keep_live=False)
    assert (copied.previous_deadline, copied.extension_note, copied.results_on) == (None, "", None)
    assert (copied.number, copied.external_id, copied.tool_url) == ("", "", "")
    assert copied.get_latest_revision_as_object().number == ""
    assert not ToldDeadline.objects.of(copied.pk).exists()


def test_deadlines_that_were_public_before_count_as_published(city: SimpleNamespace) -> None:
    """The migration: what stands on public pages, without old announcements and those only foretold."""
    [name] = [one.name for one in iter_modules(migrations.__path__) if one.name.endswith("deadlines_published_so_far")]
    page = published(city)
    published(city, title="Dawny", is_archival=True)
    announcement(city, title="Szkic")
    ToldDeadline.objects.all().delete()
    import_module(f"pages.migrations.{name}").tell(apps, SimpleNamespace(connection=connection))
    assert list(ToldDeadline.objects.values_list("page_id", "deadline")) == [(page.pk, TOLD)]


# -- the rule alone -------------------------------------------------------------------------------------------------

SECOND = dt.timedelta(seconds=1)


@pytest.mark.parametrize(
    ("deadline", "note", "told", "fields"),
    [
        (TOLD, "", [], []),
        (None, "", [], []),
        (TOLD, "", [Told(TOLD)], []),
        (TOLD - SECOND, WHY, [Told(TOLD)], ["deadline"]),
        (None, WHY, [Told(TOLD)], ["deadline"]),
        (TOLD + SECOND, WHY, [Told(TOLD)], []),
        (TOLD + SECOND, "  ", [Told(TOLD)], ["extension_note"]),
        (LATER, WHY, [Told(EARLIER), Told(TOLD, WHY)], ["extension_note"]),
        (LATER, "Inny powód.", [Told(EARLIER), Told(TOLD, WHY)], []),
        (EARLIER, WHY, [Told(EARLIER), Told(TOLD, WHY)], ["deadline"]),
    ],
)
def test_rule(deadline: dt.datetime | None, note: str, told: list[Told], fields: list[str]) -> None:
    issues = list(extension(Moved(deadline, note, told), NOW))
    assert [issue.field for issue in issues if issue.hard] == fields


@pytest.mark.parametrize(("now", "warned"), [(TOLD - SECOND, False), (TOLD, True), (TOLD + SECOND, True)])
def test_opening_again_what_is_closed_is_warned_of(now: dt.datetime, warned: bool) -> None:
    issues = list(extension(Moved(LATER, WHY, [Told(TOLD)]), now))
    assert [(issue.field, issue.hard) for issue in issues] == ([("deadline", False)] if warned else [])
