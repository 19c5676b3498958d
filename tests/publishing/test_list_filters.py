"""Filters of the queue and of «nasze przekazania»: in the address, with counts that respect the other filters."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from publishing import actions
from publishing.actions import Dates
from publishing.models import Handoff
from tests.publishing.city import FRIDAY, NOW, TUESDAY, WEDNESDAY, approved, fresh, handed_over, news, standard

SignIn = Callable[[Any], Client]


@pytest.fixture
def rows(city: SimpleNamespace) -> SimpleNamespace:
    """On Wednesday: one waits and its hour has passed, one waits for Friday, one goes by itself, one owes material."""
    reserved = actions.reserve(
        title="Zarezerwowana",
        unit=city.kd,
        kind="event",
        dates=Dates(FRIDAY, TUESDAY.date()),
        by=fresh(city.coordinator),
        now=NOW,
    )
    actions.accept(reserved, by=fresh(city.editor), now=NOW, proposal_id=reserved.proposals.get().pk)
    return SimpleNamespace(
        late=handed_over(city, news(city, title="Spóźniona"), at=TUESDAY),
        waits=handed_over(city, news(city, title="Czekająca"), at=FRIDAY),
        by_itself=approved(city, standard(city, "Zaplanowana", live=False), at=FRIDAY),
        reserved=reserved,
    )


@pytest.fixture
def wednesday(rows: SimpleNamespace, clock: Any) -> SimpleNamespace:
    clock.move_to(WEDNESDAY, tick=False)
    return rows


def titles(client: Client, asked: str, screen: str = "queue") -> set[str]:
    shown = client.get(reverse(f"publishing:{screen}") + asked).content.decode()
    return {row.title for row in Handoff.objects.all() if f">{row.title}<" in shown}


def options(client: Client, name: str, asked: str = "", screen: str = "queue") -> list[str]:
    shown = client.get(reverse(f"publishing:{screen}") + asked).content.decode()
    field = re.search(rf'<select name="{name}".*?</select>', shown, re.DOTALL)
    assert field, f"no filter {name}"
    return re.findall(r"<option[^>]*>([^<]*)</option>", field[0])


@pytest.mark.par(4, ust=2)
def test_the_queue_shows_what_is_late(city: SimpleNamespace, as_: SignIn, wednesday: SimpleNamespace) -> None:
    """Late is the hour that passed without publication, and the material that has not come by its day."""
    assert titles(as_(city.editor), "?termin=po-terminie") == {"Spóźniona", "Zarezerwowana"}
    assert "opóźnione (2)" in options(as_(city.editor), "termin")


def test_the_queue_shows_what_waits_for_me(city: SimpleNamespace, as_: SignIn, wednesday: SimpleNamespace) -> None:
    team = as_(city.editor)
    assert titles(team, "?ruch=na-mnie") == {"Spóźniona", "Czekająca"}
    assert titles(team, "?ruch=na-komorke") == {"Zarezerwowana"}
    assert titles(team, "?ruch=samo") == {"Zaplanowana"}
    assert not any("czeka na mnie" in option for option in options(as_(city.monitor), "ruch")), "SZ only watches"


def test_of_two_scopes_each_sees_what_waits_for_them(
    city: SimpleNamespace, as_: SignIn, wednesday: SimpleNamespace
) -> None:
    from coordination.states import PortalOffice
    from tests.publishing.city import officer

    sports = officer("redaktor.sp", "Sławomira Sportowa", PortalOffice.EDITOR, units=[city.sp])
    assert titles(as_(sports), "?ruch=na-mnie") == set()
    assert titles(as_(sports), "?ruch=na-redakcje") == {"Spóźniona", "Czekająca"}


def test_counts_respect_the_other_filters(city: SimpleNamespace, as_: SignIn, wednesday: SimpleNamespace) -> None:
    team, kind = as_(city.editor), "?rodzaj=news"
    assert set(options(team, "rodzaj")) >= {"aktualności (2)", "wydarzenie (1)"}
    assert {"w kolejce (2)", "zaplanowane (1)"} <= set(options(team, "etap"))
    assert {"w kolejce (2)", "zaplanowane (0)"} <= set(options(team, "etap", kind))
    assert "opóźnione (1)" in options(team, "termin", kind)
    assert {"aktualności (2)", "wydarzenie (1)"} <= set(options(team, "rodzaj", kind)), (
        "a filter does not narrow itself"
    )
    assert any(option.startswith(str(city.kd)) and "(2)" in option for option in options(team, "komorka", kind))
    assert "niczyje (2)" in options(team, "trzyma", kind)
    assert titles(team, f"{kind}&termin=po-terminie") == {"Spóźniona"}


def test_a_unit_without_anything_open_is_named_and_the_way_back_is_there(
    city: SimpleNamespace, as_: SignIn, wednesday: SimpleNamespace
) -> None:
    address = f"?komorka={city.sp.pk}"
    assert any(
        option.startswith(str(city.sp)) and "(0)" in option for option in options(as_(city.editor), "komorka", address)
    )
    shown = as_(city.editor).get(reverse("publishing:queue") + address).content.decode()
    assert "Pokazano 0 z 4" in shown
    assert shown.count(f'href="{reverse("publishing:queue")}"') >= 2, "clear filters, and show the whole queue"


def test_an_own_number_is_mine_and_a_strangers_is_nonsense(
    city: SimpleNamespace, as_: SignIn, wednesday: SimpleNamespace
) -> None:
    actions.claim(wednesday.waits, by=fresh(city.editor), now=WEDNESDAY)
    assert titles(as_(city.editor), f"?trzyma={city.editor.pk}") == {"Czekająca"}
    assert titles(as_(city.editor), f"?trzyma={city.operator.pk}") == set()
    assert "Olga Operator (0)" in options(as_(city.editor), "trzyma", f"?trzyma={city.operator.pk}")
    assert len(titles(as_(city.editor), f"?trzyma={city.nobody.pk}")) == 4, "nobody of the portal side"


def test_the_unit_filters_its_own_list(city: SimpleNamespace, as_: SignIn, wednesday: SimpleNamespace) -> None:
    unit = as_(city.coordinator)
    assert titles(unit, "?ruch=na-mnie", "unit_list") == {"Zarezerwowana"}
    assert titles(unit, "?ruch=na-redakcje", "unit_list") == {"Spóźniona", "Czekająca"}
    assert titles(unit, "?termin=po-terminie&rodzaj=news", "unit_list") == {"Spóźniona"}
    assert "w kolejce (1)" in options(unit, "etap", "?termin=po-terminie", "unit_list")
    shown = unit.get(reverse("publishing:unit_list") + "?etap=returned").content.decode()
    assert "Pokaż wszystkie nasze przekazania" in shown
    assert 'name="komorka"' not in shown, "somebody of one unit is not asked which"


@pytest.mark.parametrize(
    ("who", "screen"), [("editor", "queue"), ("administrator", "queue"), ("coordinator", "unit_list")]
)
def test_filters_and_counts_ask_no_more_than_the_bare_list(
    city: SimpleNamespace, as_: SignIn, wednesday: SimpleNamespace, who: str, screen: str
) -> None:
    client, address = as_(getattr(city, who)), reverse(f"publishing:{screen}")

    def asked(query: str) -> int:
        client.get(address + query)
        with CaptureQueriesContext(connection) as queries:
            client.get(address + query)
        return len(queries)

    bare = asked("")
    assert asked("?rodzaj=news&termin=po-terminie&ruch=na-mnie&etap=queued&trzyma=niczyje") <= bare
    for number in range(6):
        handed_over(city, news(city), at=FRIDAY + dt.timedelta(hours=number), now=WEDNESDAY)
    assert asked("?rodzaj=news") <= bare
