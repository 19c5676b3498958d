"""How the deeds of bench/deeds/ are done on the portal, over the same screens and, for moderation, over its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import rich_text, streamfield

from bench.deeds.helpers import again, is_live, status
from bench.deeds.side import TAKEN
from coordination.models import Designation, Person
from coordination.states import PortalOffice
from coordination.verdict import Refused
from publishing import scheduling
from publishing.models import Handoff
from publishing.states import Stage
from tests.doors.world import CityWorld
from tests.publishing import city as building
from tests.publishing.city import NOW, TUESDAY, read_fields
from tests.publishing.test_direct import typed

REGISTERS = ("coordination_people", "coordination_designations", "coordination_absences", "publishing_rights")


class PortalSide:
    """See bench.deeds.side.Side."""

    name = "the portal"

    def __init__(self, world: CityWorld) -> None:
        self.world, self.city, self.lure = world, world.city, world.lure
        self.own, self.foreign = self._things("kd"), self._things("sp")
        self.words = world.marks["sp"]

    def _things(self, key: str) -> SimpleNamespace:
        things, city = self.world.objects[key], self.city
        draft, waiting, unit_page, _competition = things["wagtailcore.page"]
        who = self.world.coordinators[key]
        return SimpleNamespace(
            draft=draft,
            waiting=waiting,
            live=unit_page,
            scheduled=unit_page,
            public_news=building.news(city, unit=getattr(city, key), by=who, live=True),
            section=city.news if key == "kd" else city.events,
            image=things["wagtailimages.image"][0],
            document=things["wagtaildocs.document"][0],
            who=who,
        )

    def client(self, role: str) -> Client:
        city = self.city
        people = {
            "coordinator": city.coordinator,
            "other": city.other,
            "editor": city.editor,
            "administrator": city.administrator,
            "anonymous": AnonymousUser(),
        }
        return self.world._browser(people[role])()

    def form(self, page: Any = None, **values: Any) -> dict[str, Any]:
        return typed(page, **values)

    def body(self, *, page: Any = None, document: Any = None) -> Any:
        if page:
            return streamfield([("action", {"text": "x", "page": str(page.pk), "url": "", "note": ""})])
        return streamfield([("paragraph", rich_text(f'<p><a linktype="document" id="{document.pk}">x</a></p>'))])

    def add_address(self, below: Any) -> str:
        return reverse("wagtailadmin_pages:add", args=["pages", "newspage", below.pk])

    def shelf(self) -> Any:
        return again(self.city.home)

    def shared_with_a_foreign_draft(self) -> Any:
        return self.city.news

    # -- records ---------------------------------------------------------------------------------------------------

    def takeover(self, client: Client) -> Callable[[], bool]:
        """The contacts of a unit are its people; their register is the card."""
        person = self.world.objects["sp"]["coordination.person"][0]
        data = {name: getattr(person, name) for name in ("first_name", "function", "phone", "extension", "email")}
        client.post(reverse("coordination_people:edit", args=[person.pk]), {**data, "last_name": TAKEN, "user": ""})
        return lambda: Person.objects.get(pk=person.pk).last_name == TAKEN

    def erase(self, client: Client) -> Callable[[], bool]:
        rows = self.world.objects["sp"]["coordination.officehours"]
        address = reverse("wagtail_bulk_action", args=["coordination", "officehours", "delete"])
        client.post(f"{address}?id={rows[0].pk}&next=/admin/", {})
        return lambda: not type(rows[0]).objects.filter(pk=rows[0].pk).exists()

    def register_addresses(self) -> list[str]:
        labels = (
            "coordination.person",
            "coordination.designation",
            "coordination.absence",
            "publishing.publishingright",
        )
        found = [
            reverse(f"{space}:{view}", args=[self.world.objects["sp"][label][0].pk])
            for space, label in zip(REGISTERS, labels, strict=True)
            for view in ("edit", "history", "inspect", "usage", "delete")
        ]
        inquiry = self.world.objects["sp"]["coordination.inquiry"][0]
        return [*found, reverse("coordination_inquiries:detail", args=[inquiry.number])]

    # -- handoffs --------------------------------------------------------------------------------------------------

    def _complete(self) -> Any:
        """The own draft with all that a handoff asks for."""
        page = again(self.own.draft)
        page.image_alt = "Rysunek"
        page.save_revision(user=self.own.who, clean=False)
        return again(page)

    def hand_in(self, page: Any) -> None:
        building.handed_over(self.city, again(page))

    def approve(self, page: Any, read: int) -> None:
        row = Handoff.objects.open().filter(page_id=page.pk).first()
        if row:
            self.client("editor").post(reverse("publishing:approve", args=[row.pk]), read_fields(row, read))
        self.run_the_clock(TUESDAY + dt.timedelta(minutes=1))

    def lose_office(self) -> None:
        Designation.objects.filter(person__user=self.own.who).update(until_on=dt.date(2026, 1, 2))

    def run_the_clock(self, at: dt.datetime) -> None:
        scheduling.run_once(at)

    def decide_elsewhere(self) -> tuple[bool, str]:
        """The editor approves one handoff and names the version of another."""
        own, foreign = (Handoff.objects.get(page_id=side.waiting.pk) for side in (self.own, self.foreign))
        data = read_fields(foreign)
        answer = self.client("editor").post(reverse("publishing:approve", args=[own.pk]), data)
        rows = Handoff.objects.filter(pk__in=[own.pk, foreign.pk])
        return rows.exclude(stage=Stage.QUEUED).exists(), status(answer)

    def hand_in_for(self, at: dt.datetime) -> tuple[bool, str]:
        page = self._complete()
        try:
            row = building.handed_over(self.city, page, at=at, now=NOW)
        except (Refused, ValueError) as refused:
            return False, f"refused: {refused}"
        self.client("editor").post(reverse("publishing:approve", args=[row.pk]), read_fields(row))
        self.run_the_clock(NOW)
        return is_live(page), "approved by the editor"

    def author_approves(self) -> tuple[bool, str]:
        building.assigned(self.own.who, PortalOffice.EDITOR)
        row = building.handed_over(self.city, page := self._complete())
        answer = self.client("coordinator").post(reverse("publishing:approve", args=[row.pk]), read_fields(row))
        self.run_the_clock(TUESDAY + dt.timedelta(minutes=1))
        return is_live(page), status(answer)
