"""Walks every address in every role and looks for two things: words that the role may not read, rows it may not change.

The engine knows Wagtail's names of arguments and nothing of this portal: `bench/doors.py` walks stock Wagtail with it.
Each request runs in its own savepoint and is undone, so every step starts from the same world.
"""

from __future__ import annotations

import io
import itertools
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import unquote

from django.apps import apps
from django.core.cache import cache
from django.db import connection, models, transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils.text import slugify

from tests.doors.menu import DrawnOnce, drawn_once
from tests.doors.routes import Route

Fill = dict[str, Any]
HARMLESS = (
    "django_session",
    "coordination_auditentry",
    "wagtailcore_referenceindex",
    "wagtailsearch",
    "django_content_type",
)
READS = ("GET", "HEAD", "OPTIONS")
WRITES = re.compile(r'\s*(?:INSERT\s.*?INTO|REPLACE\s+INTO|UPDATE|DELETE\s+FROM)\s+"?(?P<table>\w+)', re.I | re.S)


class World(Protocol):
    """Two units with things of their own, and people in every role."""

    roles: Mapping[str, Role]
    marks: Mapping[str, list[str]]
    """Unit → words that only its own people may read."""
    objects: Mapping[str, Mapping[str, list[Any]]]
    """Unit → label of a model («wagtailcore.page») → the unit's objects."""
    lure: str
    """A word that stands beside every mark: lists and searches are asked for it."""

    def arguments(self, route: Route, name: str, unit: str) -> list[Any] | None:
        """Values of an argument that only this project knows; None leaves it to the engine."""

    def snapshot(self, unit: str, tables: Container[str] | None = None) -> Mapping[Any, Any]:
        """The unit's rows as they are: key → values; only those of some tables where they are named."""

    def public(self, rows: Mapping[Any, Any]) -> Mapping[Any, Any]:
        """Of a snapshot, what readers see: nobody of the portal side makes a unit's text public in one request."""

    def typed(self, route: Route, unit: str) -> list[dict[str, Any]]:
        """What a stranger would send to this address beside the engine's own guesses."""


@dataclass(frozen=True)
class Role:
    """`foreign` names the units whose words and rows are nobody's business in this role; `own` the unit it serves.

    `walks` names the units it is walked about, `foreign` ones where nothing is said. With `may_write` the role also
    works on units' things, and only what becomes public is held against it, except at the addresses it `publishes` by.
    """

    name: str
    client: Callable[[], Client]
    own: str = ""
    foreign: tuple[str, ...] = ()
    may_write: bool = False
    walks: tuple[str, ...] = ()
    publishes: frozenset[str] = frozenset()

    @property
    def about(self) -> tuple[str, ...]:
        return self.walks or self.foreign

    def telling(self, unit: str, methods: Iterable[str]) -> tuple[str, ...]:
        """Where the role may read everything, no answer tells too much: only deeds are tried."""
        return tuple(method for method in methods if unit in self.foreign or method not in READS)


@dataclass
class Found:
    """What the walk met."""

    requests: int = 0
    answers: Counter[int] = field(default_factory=Counter)
    leaks: list[str] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    own_words: Counter[str] = field(default_factory=Counter)
    published: set[str] = field(default_factory=set)
    """Addresses at which the role made something public, as its office allows."""

    @property
    def all(self) -> list[str]:
        return [*self.leaks, *self.changes, *self.faults]


class Unfilled(Exception):
    """The engine does not know what to put into an argument: a new address has to be taught."""


# -- arguments ----------------------------------------------------------------------------------------------------

PAGE_ARGUMENTS = {"page_id", "parent_page_id", "page_to_move_id", "page_pk", "destination_id"}
LABELS = {
    "image_id": "wagtailimages.image",
    "document_id": "wagtaildocs.document",
    "doc_id": "wagtaildocs.document",
    "redirect_id": "wagtailredirects.redirect",
    "collection_id": "wagtailcore.collection",
    "page_view_restriction_id": "wagtailcore.pageviewrestriction",
    "restriction_id": "wagtailcore.collectionviewrestriction",
    "session_id": "wagtailadmin.editingsession",
}
SPACES = {
    "wagtailadmin_api:pages": "wagtailcore.page",
    "wagtailadmin_api:images": "wagtailimages.image",
    "wagtailadmin_api:documents": "wagtaildocs.document",
    "wagtailadmin_pages": "wagtailcore.page",
    "wagtailadmin_collections": "wagtailcore.collection",
    "wagtailimages_chooser": "wagtailimages.image",
    "wagtaildocs_chooser": "wagtaildocs.document",
    "wagtailsites": "wagtailcore.site",
    "wagtailusers_users": "auth.user",
    "wagtailusers_groups": "auth.group",
    "wagtailadmin_workflows": "wagtailcore.workflow",
}
FIXED = {
    "task_state_id": ["1"],
    "task_id": ["1"],
    "workflow_state_id": ["1"],
    "workflow_pk": ["1"],
    "uploaded_file_id": ["1"],
    "action_name": ["approve"],
    "filter_spec": ["width-100"],
    "uidb64": ["MQ"],
    "token": ["abc-123"],
}


def fills(world: World, route: Route, unit: str) -> list[Fill]:
    """Every set of arguments that names something of the unit. Raises Unfilled for an argument nobody knows."""
    if not route.arguments:
        return [{}]
    paired = _paired(world, route, unit)
    if paired is not None:
        return paired
    columns = [[(name, value) for value in _values(world, route, name, unit)] for name in route.arguments]
    columns = [
        column if name != "destination_id" else column[:1]
        for name, column in zip(route.arguments, columns, strict=True)
    ]
    return [dict(row) for row in itertools.product(*columns)]


def _paired(world: World, route: Route, unit: str) -> list[Fill] | None:
    """Arguments that belong together: a page and its version, a type and its model, a bulk action and its model."""
    pages, given = world.objects[unit]["wagtailcore.page"], set(route.arguments)
    if "wagtailsettings" in route.name:
        return [{name: {"app_name": "wagtailcore", "model_name": "site"}.get(name, 1) for name in route.arguments}]
    if given == {"page_id", "revision_id"}:
        return [
            {"page_id": page.pk, "revision_id": page.latest_revision_id} for page in pages if page.latest_revision_id
        ]
    if "revision_id_a" in given:
        return [{"pk": page.pk, "revision_id_a": "earliest", "revision_id_b": "latest"} for page in pages]
    if "content_type_app_name" in given:
        types = {page.cached_content_type.natural_key() for page in pages}
        rest = [{"parent_page_id": page.get_parent().pk} for page in pages] if "parent_page_id" in given else [{}]
        return [
            {"content_type_app_name": a, "content_type_model_name": m, **more} for a, m in types for more in rest[:2]
        ]
    if given == {"app_label", "model_name", "action"}:
        return [dict(zip(("app_label", "model_name", "action"), row, strict=True)) for row in bulk_actions()]
    if given == {"app_label", "model_name"} or given == {"app_name", "model_name"}:
        label = "app_label" if "app_label" in given else "app_name"
        keys = {page.cached_content_type.natural_key() for page in pages} | {("taggit", "tag")}
        return [{label: a, "model_name": m} for a, m in keys]
    if {"object_id", "session_id"} <= given:
        page = pages[0]
        app, model = page.cached_content_type.natural_key()
        sessions = world.objects[unit].get("wagtailadmin.editingsession", [])
        number = sessions[0].pk if sessions else 1
        return [{"app_label": app, "model_name": model, "object_id": page.pk, "session_id": number}]
    if route.name.startswith("wagtailadmin_api:pages:action"):
        return [{"pk": page.pk, "action_name": action} for page in pages[:2] for action in api_actions()]
    return None


def _values(world: World, route: Route, name: str, unit: str) -> list[Any]:
    told = world.arguments(route, name, unit)
    if told is not None:
        return told
    if name == "parent_page_id":
        pages = world.objects[unit]["wagtailcore.page"]
        return [page.pk for page in pages] + sorted({page.get_parent().pk for page in pages})
    if name in PAGE_ARGUMENTS or (name == "pk" and "page" in route.name.partition(":")[0]):
        return [page.pk for page in world.objects[unit]["wagtailcore.page"]]
    if name in FIXED:
        return FIXED[name]
    label = LABELS.get(name) or SPACES.get(route.name.rpartition(":")[0])
    if label is None and name in {"pk", "instance_pk"} and route.model is not None:
        label = route.model._meta.label_lower  # type: ignore[attr-defined]
    if label is None:
        raise Unfilled(f"{route}: {name}")
    found = world.objects[unit].get(label)
    return [one.pk for one in found] if found else [987654]


def bulk_actions() -> list[tuple[str, str, str]]:
    from wagtail.admin.views.bulk_action.registry import bulk_action_registry

    bulk_action_registry._scan_for_bulk_actions()
    return [
        (app, model, action)
        for app, kinds in bulk_action_registry.actions.items()
        for model, actions in kinds.items()
        for action in actions
    ]


def api_actions() -> list[str]:
    from wagtail.admin.api.views import PagesAdminAPIViewSet

    return list(PagesAdminAPIViewSet.actions)


def address(route: Route, fill: Fill) -> str:
    """The path. Unnamed addresses are written by hand, with something harmless in their holes."""
    if not route.name:
        return "/" + route.pattern.replace("^", "").replace(".*", "nie-ma").replace("$", "")
    if any(name.isdigit() for name in route.arguments):
        return reverse(route.name, args=[fill[name] for name in route.arguments])
    return reverse(route.name, kwargs=fill)


# -- what is sent --------------------------------------------------------------------------------------------------


def questions(world: World, unit: str) -> dict[str, Any]:
    """A query that names everything of the unit: lists, searches, choosers and bulk actions read parts of it."""
    things = world.objects[unit]
    ids = [
        one.pk
        for label in ("wagtailcore.page", "wagtailimages.image", "wagtaildocs.document")
        for one in things.get(label, [])
    ]
    return {"id": ids, "q": world.lure, "term": world.lure, "p": 1, "next": "/admin/", "fields": "*"}


def hostile(world: World, route: Route, fill: Fill, unit: str, own: str) -> dict[str, Any]:
    """What a stranger would type: every field that some form of Wagtail reads, with the unit's numbers in them."""
    page = world.objects[unit]["wagtailcore.page"][0]
    home = world.objects[own or unit]["wagtailcore.page"][0]
    return {
        "title": "Przejęte",
        "slug": slugify("przejete"),
        "action-publish": "1",
        "action-unpublish": "1",
        "next": "/admin/",
        "new_title": "Przejęte",
        "new_slug": "przejete",
        "new_parent_page": home.get_parent().pk,
        "copy_subpages": "on",
        "publish_copies": "on",
        "alias": "on",
        "chooser": home.get_parent().pk,
        "include_descendants": "on",
        "position": "0",
        "restriction_type": "none",
        "id": [page.pk],
        "revision": page.latest_revision_id,
        "revision_id": page.latest_revision_id,
        "destination_page_id": home.get_parent().pk,
        "confirm_cancel": "1",
        "comment": "Przejęte",
        "reason": "Przejęte",
        "tags": "przejete",
        "collection": "1",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "",
    }


LISTS = ("list", "index", "result", "explore", "choose", "chosen", "search", "bulk", "autocomplete", "usage", "find")


def _asks(route: Route) -> bool:
    """Whether the address reads its query: it has no object of its own, or it lists."""
    return not route.arguments or any(part in route.name for part in LISTS)


@dataclass(frozen=True)
class Step:
    """One request of the walk."""

    method: str
    path: str
    data: dict[str, Any]
    script: bool = False

    def __str__(self) -> str:
        asked = "?…" if self.method in READS and self.data else ""
        return f"{self.method} {self.path}{asked}{' (script)' if self.script else ''}"


FEW = 2


def steps(
    world: World, route: Route, unit: str, role: Role, methods: Iterable[str], most: int | None = None
) -> Iterator[Step]:
    """The requests to one address about one unit's things, at most so many where they are told apart by number only."""
    numbered = set(route.arguments) <= PAGE_ARGUMENTS | {"pk", "handoff_id"}
    for fill in fills(world, route, unit)[: most if numbered else None]:
        try:
            path = address(route, fill)
        except NoReverseMatch:
            continue  # the pattern admits other values, which no object of the unit has
        for method in methods:
            if method in READS:
                yield Step(method, path, {})
                if method == "GET" and _asks(route):
                    yield Step(method, path, questions(world, unit), script="api" in route.name)
            else:
                asked = f"?id={questions(world, unit)['id'][0]}" if "bulk" in route.name else ""
                yield Step(method, path + asked, hostile(world, route, fill, unit, role.own))
                if method == "POST":
                    yield from (Step(method, path, data) for data in world.typed(route, unit))
                    yield from (Step(method, path, data, script=True) for data in world.typed(route, unit)[:1])


# -- the walk ------------------------------------------------------------------------------------------------------


def walk(
    world: World,
    role: Role,
    routes: Iterable[Route],
    methods: Iterable[str] = ("GET", "POST"),
    *,
    own: bool = True,
    brief: bool = False,
) -> Found:
    """One role at every address, about foreign units' things; then, reading only, about its own (a control).

    A `brief` walk meets two things of each unit at an address, and does not read what the role may read anyway.
    """
    found, client, methods = Found(), role.client(), tuple(methods)
    before = {unit: world.snapshot(unit) for unit in world.objects}
    with drawn_once() as menu:
        for route, step in _way(world, role, routes, methods, own, brief):
            _take(world, role, client, route, step, before, found, menu)
    return found


def _way(
    world: World, role: Role, routes: Iterable[Route], methods: tuple[str, ...], own: bool, brief: bool
) -> Iterator[tuple[Route, Step]]:
    """Every step once: lists are asked about every unit, and one answer holds the words of all."""
    reading = tuple(method for method in methods if method in READS)
    met: set[str] = set()
    for route in routes:
        for unit in role.about:
            tried = role.telling(unit, methods) if brief else methods
            for step in _new(steps(world, route, unit, role, tried, FEW if brief else None), met):
                yield route, step
        for step in _new(steps(world, route, role.own, role, reading), met) if role.own and own else ():
            yield route, step


def _new(ways: Iterable[Step], met: set[str]) -> Iterator[Step]:
    """What was not sent before to the letter."""
    for step in ways:
        told = repr(step)
        if told not in met:
            met.add(told)
            yield step


def _take(
    world: World,
    role: Role,
    client: Client,
    route: Route,
    step: Step,
    before: dict[str, Any],
    found: Found,
    menu: DrawnOnce,
) -> None:
    """One request in a savepoint of its own; what it told and what it changed is noted, then undone."""
    cookies, here = deepcopy(client.cookies), f"{role.name}: {step} [{route.name}]"
    with undone() as writes:
        menu.writes = writes
        text, status = _ask(client, step)
        found.requests += 1
        found.answers[status] += 1
        if status >= 500 and route.name != "healthz":  # it says how the clock is
            found.faults.append(f"{here} answers {status}")
        secret = [mark for unit in role.foreign for mark in world.marks[unit]]
        found.leaks += [f"{here} tells {mark}" for mark in secret if mark in text]
        found.own_words.update(mark for mark in world.marks.get(role.own, ()) if mark in text)
        if writes:
            _judge(world, role, route, before, frozenset(writes), found, here)
    client.cookies = cookies
    cache.clear()


def _judge(
    world: World,
    role: Role,
    route: Route,
    before: Mapping[str, Mapping[Any, Any]],
    tables: Container[str],
    found: Found,
    here: str,
) -> None:
    told = dict(changed(world, role, before, tables))
    if route.name in role.publishes:
        found.published |= {route.name for unit in told if unit not in role.foreign}
        told = {unit: words for unit, words in told.items() if unit in role.foreign}
    found.changes += [f"{here} changes {words}" for words in told.values()]


def changed(
    world: World, role: Role, before: Mapping[str, Mapping[Any, Any]], tables: Container[str]
) -> Iterator[tuple[str, str]]:
    """By unit: rows of foreign units that changed; for roles that may write, what became public of any unit.

    Only the tables that were written to are read again.
    """
    for unit in role.about:
        after: Mapping[Any, Any] = world.snapshot(unit, tables)
        was: Mapping[Any, Any] = of_tables(before[unit], tables)
        if role.may_write and unit not in role.foreign:
            after, was = world.public(after), world.public(was)
        if after != was:
            yield unit, _difference(was, after)


def _ask(client: Client, step: Step) -> tuple[str, int]:
    headers = {"accept": "application/json"} if step.script else {}
    send = getattr(client, step.method.lower())
    answer = (
        send(step.path, step.data, headers=headers)
        if step.method in ("GET", "HEAD", "POST")
        else send(step.path, headers=headers)
    )
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    told = _unzipped(body) if body[:2] == b"PK" else body.decode(errors="replace")
    return unquote(f"{dict(answer.headers)}\n{told}"), answer.status_code


def _unzipped(body: bytes) -> str:
    """A spreadsheet is a zip: its words are inside."""
    with zipfile.ZipFile(io.BytesIO(body)) as parts:
        return "\n".join(parts.read(name).decode(errors="replace") for name in parts.namelist())


@contextmanager
def undone() -> Iterator[set[str]]:
    """A savepoint that is rolled back; yields the tables written to, harmless ones apart."""
    written: set[str] = set()

    def listen(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        said = WRITES.match(sql)
        if said and not said["table"].startswith(HARMLESS):
            written.add(said["table"])
        return execute(sql, params, many, context)

    with transaction.atomic(), connection.execute_wrapper(listen):
        yield written
        transaction.set_rollback(True)


def _difference(before: Mapping[Any, Any], after: Mapping[Any, Any]) -> str:
    gone = [str(key) for key in before if key not in after]
    new = [str(key) for key in after if key not in before]
    changed = [
        f"{key}: {_fields(before[key], after[key])}" for key in before if key in after and before[key] != after[key]
    ]
    return "; ".join([*(f"gone {key}" for key in gone), *(f"new {key}" for key in new), *changed])[:300]


def _fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    return ", ".join(name for name in before if before[name] != after.get(name))


def rows_of(
    watched: Iterable[type[models.Model]],
    marks: list[str],
    objects: Mapping[str, list[Any]],
    tables: Container[str] | None = None,
) -> dict[Any, Any]:
    """All rows of the models that are the unit's: its objects, rows that point at them, rows with its words."""
    keys = {label: {one.pk for one in found} for label, found in objects.items()}
    found: dict[Any, Any] = {}
    for model in watched:
        if tables is not None and model._meta.db_table not in tables:
            continue
        label = model._meta.label_lower
        links = {
            field.attname: keys.get(field.related_model._meta.label_lower, set())
            for field in model._meta.concrete_fields
            if field.is_relation and isinstance(field.related_model, type)
        }
        for row in model._base_manager.order_by("pk").values():
            key = row[model._meta.pk.attname]
            mine = key in keys.get(label, ()) or any(row[name] in pks for name, pks in links.items())
            if mine or any(mark in str(value) for value in row.values() for mark in marks):
                found[f"{label}:{key}"] = row
    return found


def of_tables(rows: Mapping[Any, Any], tables: Container[str]) -> dict[Any, Any]:
    """Of a snapshot, the rows of some tables."""
    kept = {
        model._meta.label_lower
        for model in apps.get_models(include_auto_created=True)
        if model._meta.db_table in tables
    }
    return {key: row for key, row in rows.items() if key.partition(":")[0] in kept}
