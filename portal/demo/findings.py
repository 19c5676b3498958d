"""What is quietly wrong on a few public pages: at least one finding of each sort, and what somebody set aside.

No site is asked: the states of links to other sites are written, and all of them are invented.
"""

from __future__ import annotations

import datetime as dt

from wagtail.rich_text import RichText

from coordination.models import Designation, Unit
from pages.models import AidPage, NewsPage
from publishing import actions, day_findings, look_rounds
from publishing.models import Stewardship
from publishing.outward import ExternalLink
from publishing.signals_seen import Finding
from publishing.sorts import Sort
from publishing.states import LinkState

from .pictures import picture
from .shift import as_of
from .stage import Stage, html
from .unit_changes import CLOSED

NO_SUCH_FILE = 987654
PATIENCE = 600.0
"""Seconds for the looks of the build: no publication waits behind them."""
SITES = {
    "https://stary-poradnik.example/male-granty": (LinkState.BROKEN, "404", 404),
    "https://przerwa.example/wzory-ofert": (LinkState.OUTAGE, "timeout", None),
    "https://dziala.example/podstawy-ksiegowosci": (LinkState.WORKS, "200", 200),
    "https://nie-zyczy-sobie.example/baza": (LinkState.BARRED, "robots.txt", None),
}
NO_HEIR = "Biuro Demo ds. Jubileuszu"


def build(stage: Stage) -> None:
    _old_guide(stage)
    _former_contact(stage)
    _of_nobody(stage)
    while any(look_rounds.run_once(stage.now, seconds=PATIENCE).values()):
        continue
    _links(stage)
    look_rounds.days_once(stage.now)
    _set_aside(stage)


def _old_guide(stage: Stage) -> None:
    """A guide of last spring that nobody corrected: limits, dates, links, a file, a picture, headings."""
    draft = next(page for page in stage.pages.values() if page.pk and not page.live)
    drawing = picture("steps", "Rysunek: słupki rosnące od lewej do prawej.", stage.unit("kd"))
    links = "".join(f'<li><a href="{url}">{url.split("/")[2]}</a></li>' for url in SITES)
    body = [
        ("heading", {"text": "Zanim zaczniesz pisać", "level": "3"}),
        ("paragraph", RichText(html(stage.fill("Mały grant z art. 19a to najwyżej 10 000 zł i 90 dni na zadanie.")))),
        (
            "paragraph",
            RichText(
                html(
                    stage.fill(
                        "Na pytania o wzór oferty odpowiadamy do {d:-20} r. pod numerem wydziału, zapisy trwają."
                    )
                )
            ),
        ),
        (
            "paragraph",
            RichText(
                f'<p><a linktype="page" id="{draft.pk}">Przykładowa oferta</a> i '
                f'<a linktype="document" id="{NO_SUCH_FILE}">wzór oferty w pliku</a>.</p>'
            ),
        ),
        (
            "paragraph",
            RichText(
                f'<p>Kroki są na rysunku.</p><embed embedtype="image" id="{drawing.pk}" format="fullwidth" alt=""/>'
            ),
        ),
        ("paragraph", RichText(f"<p>Więcej w innych serwisach (adresy zmyślone):</p><ul>{links}</ul>")),
    ]
    lead = "Krok po kroku: od pomysłu do podpisanej umowy. Poradnik przygotowany wiosną."
    page = NewsPage(title="Poradnik: pierwszy mały grant", slug="poradnik-maly-grant", lead=lead, body=body)
    page.search_description = lead
    hour = stage.shift.at(-16, dt.time(14))
    stage.draft(page, unit="kd", by="koordynator.kd", at=stage.before(hour, 4), shelf="aktualnosci")
    stage.through_queue(page, by="koordynator.kd", publish_at=hour)
    stage.pages["old-guide"] = page


def _former_contact(stage: Stage) -> None:
    """A card that names the coordinator of the unit that was joined to SZ."""
    former = Designation.objects.filter(unit__slug=CLOSED, until_on__lt=stage.today).order_by("pk").first()
    lead = "Podpowiadamy, jak szukać wolontariuszek i wolontariuszy i jak o nich dbać."
    page = AidPage(
        title="Wolontariat w organizacji",
        slug="wolontariat-w-organizacji",
        aid_kind="pozafinansowa",
        lead=lead,
        for_whom="Organizacje, które zaczynają pracę z wolontariuszami.",
        contact=former,
        search_description=lead,
    )
    stage.put_out(page, unit="sz", by="koordynator.sz", at=stage.shift.at(-80), shelf="pomoc")


def _of_nobody(stage: Stage) -> None:
    """A page whose unit ended without a successor before the portal kept such things."""
    last_on = stage.shift.day(-40)
    gone = Unit.objects.create(
        name=NO_HEIR, slug="biuro-demo-ds-jubileuszu", kind=stage.unit("sz").kind, active_until=last_on
    )
    lead = "Jubileusz się skończył, ślady zostały: spis wystaw przygotowanych razem z organizacjami."
    page = NewsPage(title="Wystawy jubileuszowe", slug="wystawy-jubileuszowe", lead=lead, search_description=lead)
    stage.put_out(page, unit="sz", by="zastepca.sz", at=stage.shift.at(-100), shelf="aktualnosci")
    Stewardship.objects.filter(page=page).update(unit=gone)


def _links(stage: Stage) -> None:
    """As a checker would have left them."""
    since = stage.shift.at(-8)
    for url, (state, answer, status) in SITES.items():
        broken = state == LinkState.BROKEN
        ExternalLink.objects.filter(url=url).update(
            state=state,
            answer=answer,
            status=status,
            last_checked_at=stage.shift.at(-1),
            next_check_at=stage.now + dt.timedelta(days=7),
            failures=3 if broken else 0,
            failing_since=since if broken else None,
        )
    day_findings.settle(stage.now, sorts=[Sort.EXTERNAL])


def _set_aside(stage: Stage) -> None:
    """The unit says of one finding that it is no error."""
    row = Finding.objects.filter(page=stage.pages["old-guide"], sort=Sort.ALT).first()
    if row is not None:
        with as_of(stage.now):
            actions.set_aside(
                row.pk,
                reason="Rysunek powtarza treść akapitu obok, opis nic by nie dodał.",
                until=stage.today + dt.timedelta(days=60),
                by=stage.user("zastepca.kd"),
                now=stage.now,
            )
