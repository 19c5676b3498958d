"""The small city of publishing, with something of everything hanging on KD."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model

from coordination import duties
from coordination.actions import Question, add_template, answer, ask
from coordination.models import DutyTask, OfficeHours, Unit, UnitKind
from coordination.standing import standing_of
from publishing import actions, transfers
from publishing.actions import Dates
from publishing.collections import collection_of
from publishing.models import PublishingRight
from tests.publishing.city import FRIDAY, NOW, TODAY, WEDNESDAY, approved, as_read, fresh, handed_over, news
from tests.publishing.conftest import as_, city, clock

__all__ = ["as_", "city", "clock"]

BASIS = "zarządzenie nr 400/2026 z 20 listopada 2026 r."


def school(served_by: Unit) -> Unit:
    kind = UnitKind.objects.first()
    return Unit.objects.create(name="Szkoła nr 7", slug="szkola-7", kind=kind, served_by=served_by, parent=served_by)


@pytest.fixture
def laden(city: SimpleNamespace) -> SimpleNamespace:
    """KD with a draft, a public page, handoffs in every open stage, inquiries, tasks, files, a served school."""
    kd = city.kd
    city.draft = news(city, title="Szkic o teatrach")
    city.public = news(city, title="Publiczna o muzeach", live=True)
    city.queued = handed_over(city, news(city, title="W kolejce"))
    city.scheduled = approved(city, news(city, title="Zaplanowana"), at=WEDNESDAY)
    dates = Dates(FRIDAY, dt.date(2026, 11, 26))
    by = fresh(city.coordinator)
    city.reserved = actions.reserve(title="Rezerwacja", unit=kd, kind="news", dates=dates, by=by, now=NOW)
    actions.make_set([city.queued, city.reserved], title="Nabór", dates=actions.Dates(FRIDAY), by=fresh(by), now=NOW)
    past = handed_over(city, news(city, title="Dawna"))
    city.past = actions.withdraw(past, by=fresh(by), read=as_read(past), reason="nie", now=NOW)
    city.asked = ask(Question("Sala prób", "Czy jest wolna?", "ngo@fundacja.example"), unit=kd, now=NOW).inquiry
    city.answered = ask(Question("Stary wniosek", "Kiedy?", "ngo@fundacja.example"), unit=kd, now=NOW).inquiry
    answer(city.answered, text="Jutro.", by=standing_of(fresh(city.coordinator)), now=NOW)
    add_template(unit=kd, title="Sale", text="Sale: {numer}", by=standing_of(fresh(city.coordinator)), now=NOW)
    city.task = duties.ask("reporting", unit=kd, subject="2026", title="Sprawozdanie", now=NOW)
    duties.ask("designation", unit=kd, subject="office:deputy", title="Wyznacz zastępcę", now=NOW)
    OfficeHours.objects.create(unit=kd, weekday=0, opens=dt.time(8), closes=dt.time(15))
    PublishingRight.objects.create(unit=kd, kind="competition", from_on=dt.date(2026, 1, 1), basis="b", granted_by="SZ")
    city.file = get_document_model().objects.create(
        title="Wzór", file=ContentFile(b"x", name="wzor.pdf"), collection=collection_of(kd)
    )
    city.school = school(kd)
    city.offered = transfers.offer(
        news(city, title="Proponowana"), to=city.sz, by=fresh(city.coordinator), now=NOW, reason="to sprawy SZ"
    )
    city.met = actions.attest_meeting(kd, on=TODAY, place="Bracka 10", by=standing_of(fresh(by)), now=NOW)
    city.no_aid = actions.declare_no_aid(kd, reason="Same rejestry.", by=standing_of(fresh(by)), now=NOW)
    assert DutyTask.objects.open().filter(unit=kd).count() == 3
    return city


@pytest.fixture
def admin(city: SimpleNamespace) -> Any:
    return standing_of(fresh(city.administrator))
