"""Handoffs in every stage, through the deeds, each at its own moment in the days before the build."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

from wagtail.models import Page, Revision

from pages.models import NewsPage
from publishing import actions, drafts
from publishing.actions import Brief, Dates
from publishing.models import Handoff
from publishing.policies import Read

from . import files, pictures
from .shift import as_of
from .stage import Stage, text

SNOWMAN = "Rysunek: bałwan w kapeluszu na ośnieżonym pagórku."

SOONER = "Oferenci pytają codziennie, na jakim etapie jest ocena."


def build(stage: Stage) -> None:
    """Past ones first, so that the clock of the story always runs forward."""
    _failed(stage)
    _withdrawn(stage)
    _returned(stage)
    _scheduled(stage)
    _queued(stage)
    _queued_change(stage)
    _set(stage)
    _commissioned(stage)
    _move(stage)
    reserved = _reserved(stage)
    _counter_proposed(stage)
    _in_hand(stage, reserved)


def _news(stage: Stage, title: str, lead: str, *, unit: str, by: str, at: dt.datetime, slug: str = "") -> Any:
    page = NewsPage(title=stage.fill(title), slug=slug, lead=stage.fill(lead), body=text(stage, stage.fill(lead)))
    page.search_description = page.lead[:160]
    return stage.draft(page, unit=unit, by=by, at=at, shelf="aktualnosci")


def _ahead(stage: Stage, days: int, hour: int) -> dt.datetime:
    return stage.shift.working_days(days, dt.time(hour))


def _failed(stage: Stage) -> None:
    """Approved, then that version was removed from the history: the clock could not publish and shows why."""
    hour = _ahead(stage, -1, 9)
    page = _news(
        stage,
        "Ferie w mieście: pierwsze zapisy na zajęcia",
        "Organizacje z pięciu dzielnic otworzyły zapisy na zimowe zajęcia dla uczniów.",
        unit="ek",
        by="koordynator.ek",
        at=stage.before(hour, 4),
    )
    stage.rewrite(page, by="koordynator.ek", at=stage.before(hour, 3))
    kept = page.latest_revision.pk
    page.lead += " Miejsca są jeszcze w każdej z nich."
    stage.rewrite(page, by="koordynator.ek", at=stage.before(hour, 3))
    handoff = stage.hand_over(page, by="koordynator.ek", at=stage.before(hour, 2), publish_at=hour)
    stage.approve(handoff, at=stage.before(hour, 1))
    rival = NewsPage(
        title="Ferie w mieście",
        slug="ferie-w-miescie",
        lead="Spis zajęć zimowych dla dzieci i młodzieży uzupełniamy na bieżąco.",
        image=pictures.picture("snow", SNOWMAN, stage.unit("sz")),
        image_alt=SNOWMAN,
        image_credit="rysunek na potrzeby danych demonstracyjnych",
    )
    rival.search_description = rival.lead
    stage.put_out(rival, unit="sz", by="zastepca.sz", at=stage.before(hour, 1), shelf="aktualnosci")
    Revision.objects.filter(pk=handoff.revision_id).delete()
    Page.objects.filter(pk=page.pk).update(latest_revision=kept)
    stage.strike(hour)


def _withdrawn(stage: Stage) -> None:
    at = _ahead(stage, -6, 10)
    page = _news(
        stage,
        "Zaproszenie na spacer po nowym parku",
        "Spacer odbędzie się, gdy skończą się prace przy ścieżkach.",
        unit="zzm",
        by="zastepca.zzm",
        at=at,
    )
    handoff = stage.hand_over(page, by="zastepca.zzm", at=at, publish_at=_ahead(stage, 2, 12))
    later = _ahead(stage, -5, 9)
    with as_of(later):
        actions.withdraw(
            handoff,
            by=stage.user("zastepca.zzm"),
            read=Read.of(handoff),
            reason="Prace przy ścieżkach potrwają dłużej, wrócimy z nową datą.",
            now=later,
        )


def _returned(stage: Stage) -> None:
    at = _ahead(stage, -3, 9)
    page = _news(
        stage,
        "Nowe godziny otwarcia miejsca spotkań organizacji",
        "Od przyszłego tygodnia Dom Sąsiedzki Demo jest otwarty dłużej.",
        unit="mops",
        by="zastepca.mops",
        at=at,
    )
    handoff = stage.hand_over(page, by="zastepca.mops", at=at, publish_at=_ahead(stage, 3, 10))
    later = _ahead(stage, -2, 14)
    with as_of(later):
        actions.send_back(
            handoff,
            by=stage.user("redaktor"),
            read=Read.of(handoff),
            comment="Proszę dopisać dokładne godziny i powiedzieć, czy wejście od podwórza jest dostępne dla wózków.",
            remarks={"title": "Proszę podać nazwę miejsca.", "lead": "Od którego dnia? Proszę podać datę i godziny."},
            now=later,
        )


def _scheduled(stage: Stage) -> None:
    at = _ahead(stage, -2, 8)
    page = _news(
        stage,
        "Spotkanie o kulturze: ruszyły zapisy",
        "Do {dm:+8} można zapisać się na spotkanie branżowe organizacji kultury. Zostało jeszcze dwadzieścia miejsc.",
        unit="kd",
        by="zastepca.kd",
        at=at,
        slug="spotkanie-o-kulturze-zapisy",
    )
    handoff = stage.hand_over(page, by="zastepca.kd", at=at, publish_at=_ahead(stage, 1, 9))
    stage.approve(handoff, at=_ahead(stage, -1, 13), by="administrator")
    stage.pages["scheduled"] = page


def _queued(stage: Stage) -> None:
    at = _ahead(stage, -1, 14)
    page = _news(
        stage,
        "Jak opisać dostępność zajęć sportowych",
        "Przygotowaliśmy krótką listę pytań, które pomogą opisać ułatwienia w ofercie.",
        unit="sp",
        by="zastepca.sp",
        at=at,
    )
    stage.hand_over(
        page,
        by="zastepca.sp",
        at=at,
        publish_at=_ahead(stage, 2, 10),
        note="Prosimy o publikację przed końcem naboru.",
    )


def _queued_change(stage: Stage) -> None:
    """A change of a public page waits as well, sooner than usual: the difference is what the editor reads."""
    at = _ahead(stage, -1, 11)
    page = stage.pages["k4"]
    page.results_note = "Ocena merytoryczna trwa; komisja spotka się jeszcze raz."
    stage.rewrite(page, by="koordynator.ws", at=at, note="Dopisano, na jakim etapie jest ocena.")
    stage.hand_over(page, by="koordynator.ws", at=at, publish_at=_ahead(stage, 2, 11), sooner=SOONER)


def _set(stage: Stage) -> None:
    """Three that have to appear at one hour: the portal side approves them together or not at all."""
    at, hour = _ahead(stage, -1, 13), _ahead(stage, 4, 13)
    leads = {
        "Igrzyska dzielnic: ogłoszenie": "Drużyny sąsiedzkie zapraszamy do trzech dyscyplin na boiskach miasta.",
        "Igrzyska dzielnic: regulamin": "Kto może wystartować, jak liczymy punkty i co trzeba mieć ze sobą.",
        "Igrzyska dzielnic: zapisy": "Drużynę zgłasza organizacja; jedna może zgłosić najwyżej trzy.",
    }
    rows = [
        stage.hand_over(
            _news(stage, title, lead, unit="sp", by="zastepca.sp", at=at), by="zastepca.sp", at=at, publish_at=hour
        )
        for title, lead in leads.items()
    ]
    later = at + dt.timedelta(minutes=10)
    with as_of(later):
        actions.make_set(
            rows, title="Igrzyska dzielnic", dates=actions.Dates(hour), by=stage.user("zastepca.sp"), now=later
        )


def _commissioned(stage: Stage) -> None:
    """A brief with a file instead of a draft: an editor has to make the page."""
    at, unit = _ahead(stage, -1, 10), stage.unit("ws")
    text = (
        "Prosimy ogłosić, że poradnia dla organizacji prowadzących świetlice zmienia dni dyżurów: wtorki i czwartki. "
        "Godziny są w załączniku. Tekst może być krótki."
    )
    lines = ["wtorek: 9:00-12:00", "czwartek: 14:00-17:00"]
    with as_of(at):
        hours = files.attach("Godziny dyżurów poradni", "dyzury.docx", lines, unit)
        actions.commission(
            Brief("Nowe dni dyżurów poradni dla świetlic", text, [hours]),
            unit=unit,
            kind="news",
            publish_at=_ahead(stage, 3, 12),
            by=stage.user("koordynator.ws"),
            now=at,
        )


def _move(stage: Stage) -> None:
    """A public page that should stand below another one: the portal side has to decide."""
    at = _ahead(stage, -1, 10)
    with as_of(at):
        actions.ask_to_move(
            stage.pages["zasady-malych-grantow"],
            target=stage.pages["program-wspolpracy"],
            publish_at=_ahead(stage, 4, 8),
            by=stage.user("koordynator.sz"),
            now=at,
            note="Małe granty opisuje ten sam program, więc szukamy ich w jednym miejscu.",
        )


def _reserve(stage: Stage, title: str, unit: str, by: str, at: dt.datetime, dates: Dates) -> Handoff:
    with as_of(at):
        return actions.reserve(title=title, unit=stage.unit(unit), kind="news", dates=dates, by=stage.user(by), now=at)


def _reserved(stage: Stage) -> Handoff:
    """Both dates proposed, no text yet: the portal side has to answer."""
    at = _ahead(stage, -1, 12)
    dates = Dates(publish_at=_ahead(stage, 10, 9), deliver_by=_ahead(stage, 7, 9).date())
    handoff = _reserve(stage, "Wyniki konsultacji parków kieszonkowych", "zzm", "zastepca.zzm", at, dates)
    later = at + dt.timedelta(minutes=4)
    with as_of(later):
        author = stage.user("zastepca.zzm")
        actions.start_material(handoff, begin=partial(drafts.create, by=author), by=author, now=later)
    return handoff


def _in_hand(stage: Stage, handoff: Handoff) -> None:
    """The operator has just taken the reservation, to answer its dates."""
    with as_of(stage.now):
        actions.claim(handoff, by=stage.user("operator"), now=stage.now)


def _counter_proposed(stage: Stage) -> None:
    """The portal proposed other dates: the unit has to answer."""
    at = _ahead(stage, -2, 15)
    dates = Dates(publish_at=_ahead(stage, 6, 9), deliver_by=_ahead(stage, 4, 9).date())
    handoff = _reserve(stage, "Nowy katalog miejsc dla wolontariuszy", "mops", "koordynator.mops", at, dates)
    later = _ahead(stage, -1, 9)
    with as_of(later):
        actions.propose(
            handoff,
            dates=Dates(publish_at=_ahead(stage, 7, 11), deliver_by=_ahead(stage, 5, 9).date()),
            by=stage.user("operator"),
            now=later,
            reason="Na godzinę 9 tego dnia zaplanowaliśmy już dwie aktualności.",
        )
