"""Three real announcements of the city, entered for the archive: facts of the city's bulletin, nothing else.

What the source does not say stays empty here; a range of spheres keeps its wording beside the codes; a sum that the
source does not give is not made.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

from coordination.calendar import warsaw
from coordination.models import Sphere, Unit
from pages.models import AmountPart, CompetitionIndexPage, CompetitionPage
from pages.spheres import expand
from publishing.governed import entrusting


def civic_centre() -> CompetitionPage:
    """Centrum Obywatelskie Centrum C 10 (2023)."""
    page = CompetitionPage(
        title="Centrum Obywatelskie Centrum C 10",
        slug="centrum-obywatelskie-centrum-c-10",
        form="powierzenie",
        legal_basis="",
        announced_year=2023,
        spheres_wording="art. 4 ust. 1 pkt 1-34",
        total_amount=Decimal(1_500_000),
        realised_from=dt.date(2024, 1, 1),
        realised_until=dt.date(2026, 6, 30),
        premises_area=Decimal("182.38"),
        same_kind_together=Decimal(1_890_000),
        same_kind_year=2023,
        committee_call=True,
        is_archival=True,
    )
    page.amounts = [
        AmountPart(year=2024, amount=Decimal(600_000)),
        AmountPart(year=2025, amount=Decimal(600_000)),
        AmountPart(year=2026, amount=Decimal(300_000)),
    ]
    page.spheres = Sphere.objects.filter(code__in=expand("1-34", Sphere.objects.all()))
    return page


def legal_aid() -> CompetitionPage:
    """Nieodpłatna pomoc prawna 2022."""
    page = CompetitionPage(
        title="Nieodpłatna pomoc prawna 2022",
        slug="nieodplatna-pomoc-prawna-2022",
        form="powierzenie",
        legal_basis="",
        total_amount=Decimal(1_022_340),
        offers_from=dt.date(2021, 10, 14),
        deadline=warsaw(dt.date(2021, 11, 5), dt.time(15, 0)),
        is_archival=True,
    )
    page.amounts = [
        AmountPart(purpose="poradnictwo", amount=Decimal(960_960), note="60\u00a0060\u00a0zł na punkt"),
        AmountPart(purpose="edukacja prawna", amount=Decimal(61_380)),
    ]
    return page


def festivals() -> CompetitionPage:
    """Festiwale i przeglądy (2018-2019)."""
    page = CompetitionPage(
        title="Festiwale i przeglądy 2018-2019",
        slug="festiwale-i-przeglady-2018-2019",
        form="wsparcie",
        legal_basis="",
        realised_from=dt.date(2018, 6, 20),
        realised_until=dt.date(2019, 12, 31),
        same_kind_together=Decimal(0),
        is_archival=True,
    )
    page.amounts = [
        AmountPart(year=2018, amount=Decimal(378_000), is_about=True),
        AmountPart(year=2019, amount=Decimal(650_000), is_about=True),
    ]
    return page


ANNOUNCEMENTS: tuple[tuple[str, Callable[[], CompetitionPage]], ...] = (
    ("SZ", civic_centre),
    ("SZ", legal_aid),
    ("KD", festivals),
)


def build(shelf: CompetitionIndexPage) -> list[CompetitionPage]:
    """Drafts under the shelf, each entrusted to the unit that ran it; publishing them is for the caller."""
    return [_draft(shelf, Unit.objects.get(symbol=symbol), make()) for symbol, make in ANNOUNCEMENTS]


def _draft(shelf: CompetitionIndexPage, unit: Unit, page: CompetitionPage) -> CompetitionPage:
    page.live = False
    with entrusting(unit):
        shelf.add_child(instance=page)
    page.save_revision(clean=False)
    return page
