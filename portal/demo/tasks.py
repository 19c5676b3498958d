"""What is «do zrobienia»: duties asked of units, some late, one settled; reviews and confirmations of pages."""

from __future__ import annotations

from django.urls import reverse

from coordination import duties
from coordination.models import Unit
from publishing import freshness
from publishing.models import Stewardship

from .shift import as_of
from .stage import Stage

QUARTER = "Podaj, ile zostało na małe granty (art. 19a)"


def build(stage: Stage) -> None:
    _small_grant_funds(stage)
    _boards(stage)
    _confirmations(stage)
    _forgotten(stage)


def _small_grant_funds(stage: Stage) -> None:
    """Asked of the units with a pool: SZ has answered, KD is on time, SP is late."""
    opened = stage.shift.at(-20)
    for key, due in (("sz", -3), ("kd", 5), ("sp", -3), ("ws", 5), ("mops", 5)):
        task = duties.ask(
            "small-grant-funds",
            unit=stage.unit(key),
            subject=f"demo:{opened:%Y-%m}",
            title=QUARTER,
            now=opened,
            due_on=stage.shift.day(due),
            url=reverse("publishing:grant_figures", args=[stage.unit(key).pk]),
        )
        if key == "sz":
            evidence = duties.Evidence(kind="statement", label="Informacja przekazana pismem (dane demonstracyjne)")
            duties.settle(task, evidence=evidence, now=stage.shift.at(-5))


def _boards(stage: Stage) -> None:
    """Units without a coordinator or deputy are asked for one; a new coordinator's scope of work waits."""
    for unit in Unit.objects.incomplete(stage.today):
        duties.ask(
            "designation",
            unit=unit,
            subject="demo:brak",
            title="Wyznacz osobę na wolną funkcję koordynatora lub zastępcy",
            now=stage.shift.at(-11),
            due_on=stage.shift.day(4),
        )
    duties.ask(
        "contract-template",
        unit=stage.unit("kd"),
        subject="demo:wzor",
        title=stage.fill("Zgłoś uwagi do wzoru umowy na {rok:+58} rok"),
        now=stage.shift.at(-4),
        due_on=stage.shift.day(12),
    )
    duties.ask(
        "programme-districts",
        unit=stage.unit("ws"),
        subject="demo:program",
        title="Podaj zadania z uchwał rad dzielnic do programu współpracy",
        now=stage.shift.at(-9),
        due_on=stage.shift.day(-1),
    )


def _confirmations(stage: Stage) -> None:
    """R1 was confirmed by P1 three days ago, R2 and R3 by P2 earlier; the page of SZ by P1."""
    for key, author, days in (
        ("bezplatna-sala", "zastepca.sz", -49),
        ("pomoc-w-promocji", "zastepca.sz", -56),
        ("maly-grant", "koordynator.sz", -3),
        ("unit.sz", "koordynator.sz", -2),
    ):
        at = stage.shift.at(days)
        with as_of(at):
            freshness.confirm_current(stage.pages[key].pk, by=stage.user(author), now=at)


def _forgotten(stage: Stage) -> None:
    """Two pages that nobody looked at for long: their review days have passed."""
    for key, days in (("zasady-malych-grantow", -8), ("w0", -2)):
        Stewardship.objects.filter(page=stage.pages[key]).update(review_by=stage.shift.day(days))
