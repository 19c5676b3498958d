"""A job that fails is no sign of life: administrators see it, `/healthz` names it, and calls where it is vital."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from coordination import clock as the_clock
from coordination.clock import Job
from coordination.models import ClockBeat
from tests.publishing.city import NOW

MINUTE = dt.timedelta(minutes=1)
As = Callable[[Any], Client]


@pytest.fixture
def jobs(monkeypatch: pytest.MonkeyPatch) -> dict[str, Job]:
    """Only these two are on the clock: one works, the other is broken."""
    found = {"links": job("links", lambda now: 3), "publish": job("publish", broken, vital=True)}
    monkeypatch.setattr(the_clock, "_jobs", found)
    return found


def job(name: str, work: Callable[[dt.datetime], object], *, vital: bool = False) -> Job:
    return Job(name, work, MINUTE, f"Zadanie {name}", vital)


def broken(now: dt.datetime) -> object:
    raise ValueError("tajny adres anna@umk.example")


def worked(name: str, at: dt.datetime, error: str = "") -> None:
    ClockBeat.objects.update_or_create(job=name, defaults={"started_at": at, "finished_at": at, "error": error})


def test_a_failed_try_keeps_when_the_job_last_did_its_work(city: SimpleNamespace, jobs: dict[str, Job]) -> None:
    worked("publish", NOW - MINUTE)
    the_clock.tick(NOW, force=True)
    beat = ClockBeat.objects.get(job="publish")
    assert (beat.started_at, beat.finished_at) == (NOW, NOW - MINUTE)
    assert "ValueError" in beat.error
    assert ClockBeat.objects.get(job="links").finished_at == NOW
    jobs["publish"] = job("publish", lambda now: 0, vital=True)
    the_clock.tick(NOW + MINUTE, force=True)
    assert ClockBeat.objects.get(job="publish").error == ""
    assert the_clock.health(NOW + MINUTE).failing == ()


def test_healthz_names_what_fails_and_calls_after_a_quarter_of_an_hour(
    city: SimpleNamespace, jobs: dict[str, Job], clock: Any
) -> None:
    worked("publish", NOW)
    for minutes, status, said in ((1, 200, "ok"), (16, 200, "ok"), (17, 503, "jobs failing")):
        clock.move_to(NOW + minutes * MINUTE, tick=False)
        beat(NOW + minutes * MINUTE)
        answer = Client().get("/healthz")
        assert (answer.status_code, answer.json()["status"]) == (status, said), minutes
        assert answer.json()["failing"] == ["publish"]
        assert "anna" not in answer.content.decode(), "no cause for the public"


def test_what_is_not_vital_is_named_and_calls_nobody(city: SimpleNamespace, jobs: dict[str, Job], clock: Any) -> None:
    jobs.update(links=job("links", broken), publish=job("publish", lambda now: 0, vital=True))
    clock.move_to(NOW, tick=False)
    beat(NOW)
    answer = Client().get("/healthz")
    assert (answer.status_code, answer.json()["failing"]) == (200, ["links"])


def test_a_clock_of_which_every_job_fails_is_silent(city: SimpleNamespace, jobs: dict[str, Job], clock: Any) -> None:
    jobs["links"] = job("links", broken)
    clock.move_to(NOW, tick=False)
    beat(NOW)
    answer = Client().get("/healthz")
    assert (answer.status_code, answer.json()["status"]) == (503, "clock silent")


def test_administrators_see_which_job_since_when_and_why(city: SimpleNamespace, jobs: dict[str, Job], as_: As) -> None:
    worked("publish", NOW - MINUTE, error="ValueError: za długo")
    home = reverse("wagtailadmin_home")
    shown = as_(city.administrator).get(home).content.decode()
    assert "1 zadanie zegara nie działa" in shown
    assert "Zadanie publish: ostatnio wykonane 23.11.2026, 9:59" in shown
    assert "ValueError: za długo" in shown
    for other in (city.editor, city.coordinator, city.monitor):
        assert "zadanie zegara" not in as_(other).get(home).content.decode()
    worked("publish", NOW)
    assert "zadanie zegara" not in as_(city.administrator).get(home).content.decode()


def test_every_job_has_a_name_for_people() -> None:
    named = {one.name: str(one.label) for one in the_clock.jobs()}
    assert len(set(named.values())) == len(named) > 20
    assert {one.name for one in the_clock.jobs() if one.vital} == {"publish", "outbox"}


def beat(now: dt.datetime) -> None:
    the_clock.tick(now, force=True)
