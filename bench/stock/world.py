"""Two units in stock Wagtail, each with drafts, files, a card and a page in moderation, with words nobody can guess.

The kindest setting that groups allow: a unit's group has rights on its own section and its own collection only, and
Django's permissions on cards, because snippets know no others. Shape: tests/doors/walker.World. Units are «a» and «b».
"""

from __future__ import annotations

import secrets
from collections.abc import Container, Mapping
from types import SimpleNamespace
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Comment, Page, Site, Task, Workflow, WorkflowContentType
from wagtail.rich_text import RichText

from bench.stock import fill
from bench.stock.twin.models import Card, CompetitionPage, NewsPage, UnitPage
from tests.doors.routes import Route
from tests.doors.walker import Role, rows_of

LURE = "Wabik"
UNWATCHED = {
    "wagtailcore.referenceindex",
    "wagtailsearch.indexentry",
    "wagtailsearch.sqliteftsindexentry",
    "sessions.session",
    "wagtailimages.rendition",
}
PUBLIC = ("live", "title", "slug", "url_path", "expired", "live_revision_id")


class StockWorld:
    """See tests/doors/walker.World."""

    lure = LURE

    def __init__(self) -> None:
        self.city = SimpleNamespace()
        fill.vocabulary()
        fill.shelves(self.city)
        self.portal = fill.portal_team()
        for user in User.objects.filter(username__in=["redaktor", "administrator"]):
            user.groups.add(Group.objects.get(name="Moderators"))
        WorkflowContentType.objects.create(
            content_type=ContentType.objects.get_for_model(Card), workflow=Workflow.objects.get()
        )
        User.objects.create_superuser("root", "root@ngo.example", "demo")
        fill.account("nikt")
        self.marks: dict[str, list[str]] = {"a": [], "b": []}
        self.own: dict[str, SimpleNamespace] = {}
        self.objects: dict[str, dict[str, list[Any]]] = {}
        for key in self.marks:
            self.own[key] = self._unit(key)
            self.objects[key] = self._furnish(key, self.own[key])
        self.roles = {role.name: role for role in self._roles()}
        self.watched = [m for m in apps.get_models() if m._meta.label_lower not in UNWATCHED and m._meta.managed]

    # -- people ----------------------------------------------------------------------------------------------------

    def _roles(self) -> list[Role]:
        return [
            Role("coordinator of the own unit", opener("koordynator.a"), own="a", foreign=("b",)),
            Role("coordinator of another unit", opener("koordynator.b"), own="b", foreign=("a",)),
            Role("account without an office", opener("nikt"), foreign=("a", "b")),
            Role("anonymous", opener(""), foreign=("a", "b")),
            Role("redaktor", opener("redaktor"), may_write=True),
            Role("administrator", opener("administrator"), may_write=True),
            Role("superuser", opener("root"), may_write=True),
        ]

    def _unit(self, key: str) -> SimpleNamespace:
        section = self.city.units.add_child(instance=UnitPage(title=f"Unit {key}", slug=f"unit-{key}", lead="x"))
        section.save_revision().publish()
        collection = Collection.get_first_root_node().add_child(name=f"Unit {key}")
        group = Group.objects.create(name=f"Unit {key}")
        group.permissions.add(fill.entry(), *Permission.objects.filter(content_type__model="card"))
        fill._may(group, section, fill.SECTION)
        fill._keeps(group, collection)
        who = fill.account(f"koordynator.{key}", group)
        return SimpleNamespace(key=key, section=section, collection=collection, group=group, who=who)

    # -- things ----------------------------------------------------------------------------------------------------

    def mark(self, key: str, lure: bool = True) -> str:
        word = f"z{secrets.token_hex(6)}"
        self.marks[key].append(word)
        return f"{LURE} {word}" if lure else word

    def _furnish(self, key: str, own: SimpleNamespace) -> dict[str, list[Any]]:
        self._files(key, own)
        self._pages(key, own)
        own.card = self._card(key, own)
        own.comment = Comment.objects.create(page=own.draft, user=own.who, text=self.mark(key), contentpath="lead")
        session = EditingSession.objects.create(user=own.who, content_object=own.draft, last_seen_at=timezone.now())
        pages = [own.draft, own.waiting, own.live, own.competition, own.section]
        return {
            "wagtailcore.page": pages,
            "wagtailcore.revision": [page.latest_revision for page in pages],
            "wagtailcore.comment": [own.comment],
            "wagtailimages.image": [own.image],
            "wagtaildocs.document": [own.document],
            "wagtailcore.collection": [own.collection],
            "wagtailadmin.editingsession": [session],
            "wagtailredirects.redirect": [Redirect.objects.create(old_path=f"/stare-{key}", redirect_page=own.live)],
            "wagtailcore.site": list(Site.objects.all()),
            "wagtailcore.workflow": list(Workflow.objects.all()),
            "wagtailcore.task": list(Task.objects.all()),
            "twin.card": [own.card],
            "auth.user": [own.who],
            "auth.group": [own.group],
        }

    def _files(self, key: str, own: SimpleNamespace) -> None:
        name = self.mark(key, lure=False)
        own.image = Image.objects.create(
            title=self.mark(key),
            file=get_test_image_file(f"{name}.png"),
            collection=own.collection,
            uploaded_by_user=own.who,
        )
        own.image.tags.add(f"{LURE}-{self.mark(key, lure=False)}")
        own.document = Document.objects.create(
            title=self.mark(key),
            file=ContentFile(f"{self.mark(key)}\n".encode(), name=f"{self.mark(key, lure=False)}.txt"),
            collection=own.collection,
            uploaded_by_user=own.who,
        )

    def _pages(self, key: str, own: SimpleNamespace) -> None:
        """A draft, one in moderation, a public one with a newer draft and an alias, a competition."""
        link = f'<p>{self.mark(key)} <a linktype="document" id="{own.document.pk}">plik</a></p>'
        own.draft = self._child(key, own, NewsPage, image=own.image, body=[("paragraph", RichText(link))])
        own.waiting = self._child(key, own, NewsPage, lead=self.mark(key))
        own.waiting.get_workflow().start(own.waiting, own.who)
        own.live = own.section.add_child(instance=NewsPage(title="Public", slug=f"public-{key}", lead="x"))
        own.live.save_revision(user=own.who).publish()
        newer = NewsPage.objects.get(pk=own.live.pk)
        newer.title, newer.lead = self.mark(key), self.mark(key)
        newer.save_revision(user=own.who)
        own.competition = self._child(key, own, CompetitionPage)
        for name in ("draft", "waiting", "live", "competition", "section"):
            setattr(own, name, Page.objects.get(pk=getattr(own, name).pk).specific)

    def _child(self, key: str, own: SimpleNamespace, model: Any, **values: Any) -> Any:
        named = {"title": self.mark(key), "slug": self.mark(key, lure=False), "live": False, "owner": own.who}
        if model is NewsPage:
            values.setdefault("lead", "x")
        page = own.section.add_child(instance=model(**named, **values))
        page.save_revision(user=own.who)
        return page

    def _card(self, key: str, own: SimpleNamespace) -> Any:
        """A public card with a newer draft, which waits for moderation."""
        card = Card.objects.create(unit=f"Unit {key}", person="Public Person", phone="12")
        card.save_revision(user=own.who).publish()
        card.refresh_from_db()
        card.person, card.phone = self.mark(key), self.mark(key, lure=False)
        card.save_revision(user=own.who)
        card.get_workflow().start(card, own.who)
        return Card.objects.get(pk=card.pk)

    # -- what the engine asks --------------------------------------------------------------------------------------

    def arguments(self, route: Route, name: str, unit: str) -> list[Any] | None:
        things = self.objects[unit]
        if route.name == "wagtaildocs_serve":
            document = things["wagtaildocs.document"][0]
            return [document.pk if name == "0" else document.filename]
        if route.name == "wagtail_serve":
            home = self.city.home.url_path
            return [page.url_path.removeprefix(home) for page in things["wagtailcore.page"]]
        if name == "path" and not route.name.startswith("wagtail"):
            image, document = things["wagtailimages.image"][0], things["wagtaildocs.document"][0]
            return [image.get_rendition("width-100").file.name, image.file.name, document.file.name]
        if "twin_card" in route.name or "snippets" in route.name:
            return [things["twin.card"][0].pk] if name in {"pk", "instance_pk"} else self._of_the_card(name, unit)
        if name in {"task_pk", "task_id", "pk"} and "workflows" in route.name:
            return [one.pk for one in things["wagtailcore.task" if "task" in route.name else "wagtailcore.workflow"]]
        return self._of_moderation(name, unit)

    def _of_the_card(self, name: str, unit: str) -> list[Any] | None:
        card = self.objects[unit]["twin.card"][0]
        return {
            "revision_id": [card.latest_revision_id],
            "revision_id_a": ["earliest"],
            "revision_id_b": ["latest"],
            "task_state_id": [card.current_workflow_task_state.pk],
            "workflow_state_id": [card.current_workflow_state.pk],
            "workflow_state_pk": [card.current_workflow_state.pk],
            "task_id": [card.current_workflow_task.pk],
            "task_pk": [card.current_workflow_task.pk],
            "action_name": ["approve"],
        }.get(name)

    def _of_moderation(self, name: str, unit: str) -> list[Any] | None:
        page = self.own[unit].waiting
        return {
            "task_state_id": [page.current_workflow_task_state.pk],
            "workflow_state_id": [page.current_workflow_state.pk],
        }.get(name)

    def snapshot(self, unit: str, tables: Container[str] | None = None) -> Mapping[Any, Any]:
        shared = {"wagtailcore.site", "wagtailcore.workflow", "wagtailcore.task"}
        things = {label: found for label, found in self.objects[unit].items() if label not in shared}
        return rows_of(self.watched, self.marks[unit], things, tables)

    def public(self, rows: Mapping[Any, Any]) -> Mapping[Any, Any]:
        pages = {key: row for key, row in rows.items() if key.startswith("wagtailcore.page:")}
        return {key: {name: row[name] for name in PUBLIC} for key, row in pages.items() if row["live"]}

    def typed(self, route: Route, unit: str) -> list[dict[str, Any]]:
        """Whole forms, as the unit's own people would send them."""
        if "twin_card" in route.name and route.name.endswith((":edit", ":add", ":copy")):
            return [{"unit": "Unit a", "person": "Przejęte", "phone": "1", "action-publish": "1"}]
        return []


def opener(username: str) -> Any:
    def opened() -> Client:
        client = Client(raise_request_exception=False)
        if username:
            client.force_login(User.objects.get(username=username))
        return client

    return opened


def build() -> StockWorld:
    """In an empty migrated database."""
    return StockWorld()
