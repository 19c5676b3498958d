"""A portal of so many units, pages and accounts for counting: the two units of the smallest city, then bulk rows."""

from __future__ import annotations

import datetime as dt
import sys
import uuid
from types import SimpleNamespace
from typing import Any

from django.core.management import call_command
from django.utils import timezone


def build(units: int, pages: int, users: int) -> SimpleNamespace:
    """Fill an empty migrated database; returns the accounts and the pages that the screens are opened for."""
    from coordination.models import OfficeHours, Unit, UnitTopic
    from coordination.states import Office
    from publishing.models import PublishingRight
    from tests.publishing import city as building

    UnitTopic.objects.all().delete()
    Unit.objects.update(parent=None, served_by=None, successor=None)
    Unit.objects.exclude(symbol__in=["SZ", "KD"]).delete()
    city = SimpleNamespace(sz=Unit.objects.get(symbol="SZ"), kd=Unit.objects.get(symbol="KD"))
    for unit in (city.sz, city.kd):
        for office, name in (
            (Office.COORDINATOR, "koordynator"),
            (Office.DEPUTY, "zastepca"),
            (Office.HEAD, "kierownik"),
        ):
            building.person(unit, office, f"{name}.{unit.key}", f"{name.title()} {unit.symbol}")
        for weekday in range(5):
            OfficeHours.objects.create(unit=unit, weekday=weekday, opens=dt.time(8), closes=dt.time(15))
        PublishingRight.objects.create(
            unit=unit, kind="unit", from_on=dt.date(2026, 1, 1), basis="skala", granted_by="skala"
        )
    for username in ("administrator", "redaktor", "operator"):
        building.officer(username, f"{username.title()} Portalu", username)
    building.officer("sz", "Monitor SZ", "sz-monitor")
    building._shelves(city)
    for unit in (city.sz, city.kd):
        building.unit_page(city, unit, unit.name)
    call_command("populate", units=units, pages=pages, users=users, verbosity=0, stdout=sys.stderr)
    _write_by_hand(city)
    return city


def _write_by_hand(city: Any) -> None:
    """The pages that are opened in the editor have versions as the editor saves them."""
    from pages.models import CompetitionPage, NewsPage, UnitPage
    from publishing.models import Stewardship

    own = Stewardship.objects.filter(unit=city.kd).values("page_id")
    city.unit_page = UnitPage.objects.get(pk__in=own)
    city.live_news = NewsPage.objects.filter(pk__in=own, live=True).order_by("pk").first()
    city.competition = CompetitionPage.objects.filter(pk__in=own, live=True).order_by("pk").first()
    city.draft = NewsPage.objects.filter(pk__in=own, live=False, handoffs__stage="prepared").order_by("pk").first()
    edited = (city.unit_page, city.live_news, city.competition, city.draft)
    for page in edited:
        page.save_revision(clean=False)
    _log(edited)


def _log(pages: Any) -> None:
    """The newest lines of the site's history tell of the same kinds of pages whatever the size."""
    from wagtail.models import PageLogEntry

    now = timezone.now()
    for number in range(60):
        page = pages[number % len(pages)]
        PageLogEntry.objects.log_action(page, "wagtail.edit", uuid=uuid.uuid4(), timestamp=now, content_changed=True)
