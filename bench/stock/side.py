"""How the deeds of bench/deeds/ are done on stock Wagtail, over its own screens."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import time_machine
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupApprovalTask, GroupPagePermission, Page, Workflow, WorkflowPage, WorkflowTask
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from bench.deeds.helpers import again, is_live, status
from bench.deeds.side import TAKEN
from bench.stock import fill
from bench.stock.twin.models import Card, NewsPage
from bench.stock.world import StockWorld, opener

ACCOUNTS = {
    "coordinator": "koordynator.a",
    "other": "koordynator.b",
    "editor": "redaktor",
    "administrator": "administrator",
    "anonymous": "",
}


class StockSide:
    """See bench.deeds.side.Side."""

    name = "stock Wagtail, a group for each unit"

    def __init__(self, world: StockWorld) -> None:
        self.world = world
        self.lure = world.lure
        self.own, self.foreign = world.own["a"], world.own["b"]
        self.words = world.marks["b"]
        for side in (self.own, self.foreign):
            side.public_news = side.scheduled = side.live

    def client(self, role: str) -> Client:
        return opener(ACCOUNTS[role])()

    def form(self, page: Any = None, **values: Any) -> dict[str, Any]:
        given = {
            "title": page.title if page else "Nowa",
            "slug": page.slug if page else "nowa",
            "lead": "Dobre słowa",
            "image": "",
            "image_alt": "",
            "body": streamfield([]),
            "topics": "",
            "comments": inline_formset([]),
        }
        return nested_form_data({**given, **values})

    def body(self, *, page: Any = None, document: Any = None) -> Any:
        if page:
            return streamfield([("action", {"text": "x", "page": str(page.pk), "url": ""})])
        return streamfield([("paragraph", rich_text(f'<p><a linktype="document" id="{document.pk}">x</a></p>'))])

    def add_address(self, below: Any) -> str:
        return reverse("wagtailadmin_pages:add", args=["twin", "newspage", below.pk])

    def shelf(self) -> Any:
        return again(self.world.city.news)

    def shared_with_a_foreign_draft(self) -> Any:
        shelf = again(self.world.city.news)
        for unit in (self.own, self.foreign):
            fill._may(unit.group, shelf, ["add_page"])
        shelf.add_child(
            instance=NewsPage(title=self.words[0], slug="szkic", lead="x", live=False, owner=self.foreign.who)
        )
        return shelf

    # -- records ---------------------------------------------------------------------------------------------------

    def takeover(self, client: Client) -> Callable[[], bool]:
        card = self.foreign.card
        card.current_workflow_state.cancel()
        data = {"unit": "Unit a", "person": TAKEN, "phone": "1", "action-publish": "1"}
        client.post(reverse("wagtailsnippets_twin_card:edit", args=[card.pk]), data)
        return lambda: Card.objects.get(pk=card.pk).person == TAKEN

    def erase(self, client: Client) -> Callable[[], bool]:
        address = reverse("wagtail_bulk_action", args=["twin", "card", "delete"])
        client.post(f"{address}?id={self.foreign.card.pk}&next=/admin/", {})
        return lambda: not Card.objects.filter(pk=self.foreign.card.pk).exists()

    def register_addresses(self) -> list[str]:
        views = ("edit", "history", "inspect", "usage", "delete", "copy")
        return [reverse(f"wagtailsnippets_twin_card:{view}", args=[self.foreign.card.pk]) for view in views]

    # -- moderation ------------------------------------------------------------------------------------------------

    def hand_in(self, page: Any) -> None:
        _may_no_longer_publish(self.own.group)
        page.get_workflow().start(page, self.own.who)

    def approve(self, page: Any, read: int) -> None:
        self._decide(self.client("editor"), page, again(page).current_workflow_task_state)

    def _decide(self, client: Client, page: Any, state: Any) -> Any:
        address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
        return client.post(address, {"comment": ""})

    def lose_office(self) -> None:
        self.own.who.groups.clear()

    def run_the_clock(self, at: dt.datetime) -> None:
        with time_machine.travel(at, tick=False):
            call_command("publish_scheduled", verbosity=0)

    def decide_elsewhere(self) -> tuple[bool, str]:
        """The unit's people review in their own section; they name a task that belongs to the foreign one."""
        task = GroupApprovalTask.objects.create(name="Own review")
        task.groups.add(self.own.group)
        flow = Workflow.objects.create(name="Own")
        WorkflowTask.objects.create(workflow=flow, task=task, sort_order=0)
        WorkflowPage.objects.create(workflow=flow, page=self.own.section)
        page = again(self.own.draft)
        page.get_workflow().start(page, self.foreign.who)
        state = again(self.foreign.waiting).current_workflow_task_state
        answer = self._decide(self.client("coordinator"), page, state)
        state.refresh_from_db()
        return state.status != "in_progress", status(answer)

    def hand_in_for(self, at: dt.datetime) -> tuple[bool, str]:
        page = again(self.own.draft)
        page.go_live_at = at
        page.save_revision(user=self.own.who, clean=False)
        page = again(page)
        self.hand_in(page)
        self.approve(page, page.latest_revision_id)
        return is_live(page), "approved by the editor"

    def author_approves(self) -> tuple[bool, str]:
        page = again(self.own.draft)
        self.own.who.groups.add(Group.objects.get(name="Moderators"))
        page.get_workflow().start(page, self.own.who)
        answer = self._decide(
            self.client("coordinator"), page, Page.objects.get(pk=page.pk).current_workflow_task_state
        )
        return is_live(page), status(answer)


def _may_no_longer_publish(group: Any) -> None:
    """A unit that has to hand in: its group keeps add and change."""
    GroupPagePermission.objects.filter(group=group, permission__codename="publish_page").delete()
