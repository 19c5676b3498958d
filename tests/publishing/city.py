"""A small city for the tests of publishing: three units, the people of both sides, shelves and pages."""

from __future__ import annotations

import copy
import datetime as dt
import itertools
from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

from django.contrib.auth import get_user_model
from django.core.cache import cache
from wagtail.models import Page, Site
from wagtail.rich_text import RichText

from coordination.calendar import warsaw
from coordination.models import Designation, Person, PortalAssignment, ServiceStandard, Unit
from coordination.states import Office, PortalOffice
from pages.models import (
    CompetitionIndexPage,
    EventIndexPage,
    HomePage,
    NewsIndexPage,
    NewsPage,
    StandardPage,
    UnitIndexPage,
    UnitPage,
)
from publishing import actions
from publishing.governed import entrusting
from publishing.models import Handoff, HandoffSet, PublishingRight
from publishing.policies import Read
from publishing.states import Stage

TODAY = dt.date(2026, 11, 23)  # a Monday
NOW = warsaw(TODAY, dt.time(10))
TUESDAY = warsaw(dt.date(2026, 11, 24), dt.time(9))
WEDNESDAY = warsaw(dt.date(2026, 11, 25), dt.time(9))
FRIDAY = warsaw(dt.date(2026, 11, 27), dt.time(12))
PASSWORD = "demo"
_count = itertools.count(1)


def account(username: str, name: str, **values: Any) -> Any:
    first, _blank, last = name.partition(" ")
    return get_user_model().objects.create_user(
        username=username,
        password=PASSWORD,
        first_name=first,
        last_name=last,
        email=f"{username}@umk.example",
        **values,
    )


def officer(username: str, name: str, office: str, **scope: Any) -> Any:
    """An account with an office of the portal side: `officer(…, kinds=["news"], units=[kd], until_on=…)`."""
    made = account(username, name)
    assigned(made, office, **scope)
    return made


def assigned(to: Any, office: str, *, units: Iterable[Unit] = (), **values: Any) -> PortalAssignment:
    values = {"from_on": dt.date(2026, 1, 1), "basis": "polecenie Dyrektora SZ", "assigned_by": "Dyrektor SZ"} | values
    made = PortalAssignment.objects.create(account=to, office=office, **values)
    made.units.set(units)
    return made


def person(unit: Unit, office: str, username: str, name: str, until_on: dt.date | None = None) -> Any:
    """An account whose person holds the office in the unit."""
    made = account(username, name)
    who = Person.objects.create(
        user=made,
        first_name=made.first_name,
        last_name=made.last_name,
        function="specjalistka",
        phone="12 000 00 11",
        email=made.email,
    )
    Designation.objects.create(
        person=who, unit=unit, office=office, from_on=dt.date(2026, 1, 1), until_on=until_on, designated_by="kierujący"
    )
    return made


def own(built: SimpleNamespace | None) -> SimpleNamespace:
    """The city of one test: copies of what was built for the module, with nothing remembered in the cache."""
    cache.clear()
    return build() if built is None else copy.deepcopy(built)


def build() -> SimpleNamespace:
    """SZ keeps the structure; KD publishes its own unit page and hands over the rest; SP is another unit."""
    sz, kd, sp = (Unit.objects.get(symbol=symbol) for symbol in ("SZ", "KD", "SP"))
    city = SimpleNamespace(sz=sz, kd=kd, sp=sp)
    lead_time(0)  # most tests are about something else; scenario 18 asks for one
    _people(city)
    _shelves(city)
    for unit in (sz, kd, sp):
        PublishingRight.objects.create(
            unit=unit, kind="unit", from_on=dt.date(2026, 1, 1), basis="polecenie Dyrektora SZ", granted_by="SZ"
        )
    city.unit_page = unit_page(city, kd, "Kultura i Dziedzictwo Narodowe")
    city.other_page = unit_page(city, sp, "Sport w Krakowie")
    return city


def lead_time(days: int, *kinds: str) -> None:
    """What the service standard asks for, of the kinds or of all of them."""
    rows = ServiceStandard.objects.filter(key__in=[f"lead.{kind}" for kind in kinds] or LEADS)
    rows.update(value=days)


KINDS = ("news", "event", "competition", "aid", "unit", "standard", "answer", "small_grant")
LEADS = [f"lead.{kind}" for kind in KINDS]


def _people(city: SimpleNamespace) -> None:
    city.coordinator = person(city.kd, Office.COORDINATOR, "koordynator.kd", "Ewelina Brodacka")
    city.deputy = person(city.kd, Office.DEPUTY, "zastepca.kd", "Tomasz Zastępca")
    city.head = person(city.kd, Office.HEAD, "kierownik.kd", "Maria Kierująca")
    city.other = person(city.sp, Office.COORDINATOR, "koordynator.sp", "Radosław Toporek")
    city.administrator = officer("administrator", "Anna Administrator", PortalOffice.ADMINISTRATOR)
    city.editor = officer("redaktor", "Roman Redaktor", PortalOffice.EDITOR)
    city.operator = officer("operator", "Olga Operator", PortalOffice.OPERATOR)
    city.monitor = officer("sz", "Szymon Monitor", PortalOffice.MONITOR)
    city.director = officer("dyrektor", "Dorota Dyrektor", PortalOffice.DIRECTOR)
    city.root = account("root", "Robert Root", is_superuser=True, is_staff=True)
    city.nobody = account("nikt", "Nikt Ważny")


def _shelves(city: SimpleNamespace) -> None:
    home = HomePage(title="Portal NGO", slug="portal-ngo", lead="Tu znajdziesz pomoc.")
    with entrusting(city.sz):
        Page.objects.get(depth=1).add_child(instance=home)
        city.home = home
        city.units = home.add_child(instance=UnitIndexPage(title="Komórki", slug="komorki"))
        city.news = home.add_child(instance=NewsIndexPage(title="Aktualności", slug="aktualnosci"))
        city.competitions = home.add_child(instance=CompetitionIndexPage(title="Konkursy", slug="konkursy"))
        city.events = home.add_child(instance=EventIndexPage(title="Wydarzenia", slug="wydarzenia"))
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True, hostname="testserver")
    site.root_page = home
    site.hostname = "testserver"
    site.save()


def child(shelf: Any, page: Any, unit: Unit) -> Any:
    """Add the page on the shelf for the unit, a fresh node each time."""
    with entrusting(unit):
        type(shelf).objects.get(pk=shelf.pk).add_child(instance=page)
    return page


def unit_page(city: SimpleNamespace, unit: Unit, title: str) -> Any:
    page = child(
        city.units,
        UnitPage(title=title, slug=unit.key, live=False, subject=unit, lead="Jak działamy z organizacjami."),
        unit,
    )
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def news(city: SimpleNamespace, *, unit: Unit | None = None, by: Any = None, live: bool = False, **values: Any) -> Any:
    """A draft news item of KD, written by its coordinator."""
    title = values.pop("title", f"Nowe stypendia twórcze {next(_count)}")
    page = NewsPage(**{"title": title, "live": False, "lead": "Nabór trwa do końca miesiąca.", **values})
    child(city.news, page, unit or city.kd)
    revision = page.save_revision(user=by or city.coordinator, clean=False)
    if live:
        revision.publish()
    page.refresh_from_db()
    return page


def standard(
    city: SimpleNamespace, title: str, parent: Any = None, *, unit: Unit | None = None, live: bool = True
) -> Any:
    """A standard page of KD, public, below home or another page: the type that has several places to stand at."""
    slug = title.lower().replace(" ", "-")
    page = StandardPage(title=title, slug=slug, live=False, body=[("paragraph", RichText("<p>Treść.</p>"))])
    child(Page.objects.get(pk=(parent or city.home).pk).specific, page, unit or city.kd)
    revision = page.save_revision(user=city.coordinator, clean=False)
    if live:
        revision.publish()
    page.refresh_from_db()
    return page


def handed_over(
    city: SimpleNamespace, page: Any = None, *, at: dt.datetime = TUESDAY, now: dt.datetime = NOW
) -> Handoff:
    return actions.hand_over(page or news(city), by=fresh(city.coordinator), publish_at=at, now=now)


def approved(city: SimpleNamespace, page: Any = None, *, at: dt.datetime = TUESDAY, now: dt.datetime = NOW) -> Handoff:
    row = handed_over(city, page, at=at, now=now)
    return actions.approve(row, by=fresh(city.editor), read=Read.of(row), now=now)


def fresh(user: Any) -> Any:
    """The account as a new request would load it: nothing kept from before."""
    return get_user_model().objects.get(pk=user.pk)


def as_read(row: Handoff) -> Read:
    """What whoever opens the handoff now reads before deciding."""
    return Read.of(Handoff.objects.get(pk=row.pk))


def read_fields(row: Handoff, version: int | None = None) -> dict[str, str]:
    """The same as the screen writes it into every form that decides; `version` in place of the one that waits."""
    read = as_read(row)
    return {
        "revision": str(version or read.revision_id or ""),
        "delivered": read.delivered_at.isoformat() if read.delivered_at else "",
        "hour": read.publish_at.isoformat() if read.publish_at else "",
    }


def as_read_of(found: HandoffSet) -> dict[int, Read]:
    """What whoever opens the set now reads of all that belongs to it."""
    return {row.pk: Read.of(row) for row in found.members.all()}


def hour_read(found: HandoffSet) -> dt.datetime | None:
    """The hour of what is approved and not public yet, as the set's screen says it now."""
    waits = found.members.filter(stage__in=[Stage.SCHEDULED, Stage.FAILED]).order_by("pk").first()
    return waits.publish_at if waits else None


def hour_field(found: HandoffSet) -> dict[str, str]:
    """The same as the form writes it that cancels the schedule of the set."""
    hour = hour_read(found)
    return {"hour": hour.isoformat() if hour else ""}


def ticked(rows: Iterable[Handoff]) -> dict[str, Any]:
    """Every box of the set's screen as it is now, and the hour that stands there."""
    read = [(row.pk, read_fields(row)) for row in rows]
    boxes = [f"{pk}:{one['revision']}:{one['delivered']}" for pk, one in read]
    return {"przeczytane": boxes, "hour": read[0][1]["hour"]}
