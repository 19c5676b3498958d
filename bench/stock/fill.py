"""The same tree in bulk: units, pages, accounts, versions, log, files; a group for each unit, one for the portal team.

A unit's group may add, change and publish in its section (the page of the unit), add below the shared shelves, and keep
its own collection and all cards: the nearest that groups come to what the order asks.
"""

from __future__ import annotations

import datetime as dt
import io
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.utils import timezone
from modelcluster.models import get_serializable_data_for_fields
from PIL import Image as Picture
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    PageLogEntry,
    Revision,
    Site,
)

from bench.stock.twin import models

BATCH = 1000
OFFICES = ("koordynator", "zastepca", "kierownik")
SECTION = ("add_page", "change_page", "publish_page")
EVERYTHING = (*SECTION, "bulk_delete_page", "lock_page", "unlock_page")
FILES = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")


@dataclass(frozen=True)
class Home:
    """One unit: its group, section, collection, people."""

    group: Group
    section: Page
    collection: Collection
    people: tuple[User, ...]


@transaction.atomic
def build(units: int, pages: int, users: int) -> SimpleNamespace:
    """Fill a freshly migrated database."""
    city = SimpleNamespace()
    vocabulary()
    shelves(city)
    city.portal = portal_team()
    city.homes = homes(city, units)
    _more_people(city.homes, users)
    _content(city, pages)
    _drafts(city)
    _files(city.homes)
    _write_by_hand(city)
    return city


def vocabulary() -> None:
    models.Sphere.objects.bulk_create(models.Sphere(name=f"Sphere {number}") for number in range(39))
    models.District.objects.bulk_create(models.District(name=f"District {number}") for number in range(18))
    models.Topic.objects.bulk_create(
        models.Topic(name=f"Topic {number}", slug=f"topic-{number}") for number in range(20)
    )


def shelves(city: Any) -> None:
    Page.objects.filter(depth=2).delete()
    root = Page.objects.get(depth=1)
    city.home = root.add_child(instance=models.ShelfPage(title="Portal", slug="portal"))
    for name, slug in (
        ("units", "komorki"),
        ("news", "aktualnosci"),
        ("contests", "konkursy"),
        ("events", "wydarzenia"),
    ):
        setattr(city, name, city.home.add_child(instance=models.ShelfPage(title=slug.title(), slug=slug)))
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=city.home, is_default_site=True)


def entry() -> Permission:
    return Permission.objects.get(codename="access_admin", content_type__app_label="wagtailadmin")


def portal_team() -> Group:
    """Administrators and editors: everything by rights, nothing by superuser."""
    group = Group.objects.create(name="Portal")
    apps = ("twin", "wagtailimages", "wagtaildocs", "wagtailredirects", "auth", "wagtailcore")
    group.permissions.add(entry(), *Permission.objects.filter(content_type__app_label__in=apps))
    _may(group, Page.objects.get(depth=1), EVERYTHING)
    _keeps(group, Collection.get_first_root_node())
    for name in ("redaktor", "administrator"):
        account(name, group)
    return group


def account(name: str, *groups: Group) -> User:
    user = User.objects.create(username=name, first_name=name, last_name="Demo", password=make_password("demo"))
    user.groups.add(*groups)
    return user


def _may(group: Group, page: Page, codenames: Sequence[str]) -> None:
    rights = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=codenames)
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=group, page=page, permission=right) for right in rights
    )


def _keeps(group: Group, collection: Collection) -> None:
    rights = Permission.objects.filter(codename__in=FILES)
    GroupCollectionPermission.objects.bulk_create(
        GroupCollectionPermission(group=group, collection=collection, permission=right) for right in rights
    )


def homes(city: Any, count: int) -> list[Home]:
    made = []
    rights = [entry(), *Permission.objects.filter(content_type=ContentType.objects.get_for_model(models.Card))]
    cards = [models.Card.objects.create(unit=f"Unit {n}", person=f"Person {n}", phone="12") for n in range(count)]
    titles, slugs = [f"Unit {n}" for n in range(count)], [f"unit-{n}" for n in range(count)]
    sections = _write(
        models.UnitPage, city.units, titles, slugs, [None] * count, lambda n: {"lead": "x", "scope": "[]"}
    )
    collections = _collections(count)
    shared = (city.news, city.contests, city.events)
    for number, (section, collection, card) in enumerate(zip(sections, collections, cards, strict=True)):
        models.UnitPage.objects.filter(pk=section.pk).update(subject=card)
        group = Group.objects.create(name=f"Unit {number}")
        group.permissions.add(*rights)
        _may(group, section, SECTION)
        for shelf in shared:
            _may(group, shelf, ["add_page"])
        _keeps(group, collection)
        people = tuple(account(f"{office}.{number}", group) for office in OFFICES)
        made.append(Home(group, section, collection, people))
    return made


def _collections(count: int) -> list[Collection]:
    root = Collection.get_first_root_node()
    Collection.objects.bulk_create(
        Collection(name=f"Unit {number}", depth=2, path=Collection._get_path(root.path, 2, number + 1))
        for number in range(count)
    )
    Collection.objects.filter(pk=root.pk).update(numchild=count)
    return list(Collection.objects.filter(depth=2).order_by("path"))


def _more_people(found: Sequence[Home], users: int) -> None:
    for number in range(max(0, users - User.objects.count())):
        account(f"zastepca.skala.{number}", found[number % len(found)].group)


# -- pages ---------------------------------------------------------------------------------------------------------


def _news(number: int) -> dict[str, Any]:
    return {"lead": "x", "body": "[]"}


def _event(number: int) -> dict[str, Any]:
    starts = timezone.now() + dt.timedelta(days=number % 400 - 200)
    return {"lead": "x", "body": "[]", "starts_at": starts, "ends_at": starts}


def _contest(number: int) -> dict[str, Any]:
    day = timezone.localdate()
    return {"summary": "x", "body": "[]", "number": f"S-{number}", "total_amount": 10_000, "announced_on": day}


def _content(city: Any, pages: int) -> None:
    """Fourteen news items, three competitions, three events of every twenty, the units in turn."""
    branches = (
        (models.NewsPage, city.news, 14, _news),
        (models.CompetitionPage, city.contests, 3, _contest),
        (models.EventPage, city.events, 3, _event),
    )
    for model, shelf, share, fields in branches:
        count = pages * share // 20
        for start in range(0, count, BATCH):
            numbers = range(start, min(start + BATCH, count))
            owners = [city.homes[number % len(city.homes)].people[0] for number in numbers]
            titles = [f"Pomoc nr {number}" for number in numbers]
            made = _write(model, shelf, titles, [f"skala-{number}" for number in numbers], owners, fields)
            _rows_of(model, made)


def _rows_of(model: Any, pages: Sequence[Any]) -> None:
    if model is models.NewsPage:
        topics = list(models.Topic.objects.all())
        models.PageTopic.objects.bulk_create(
            models.PageTopic(tag=topics[page.pk % len(topics)], content_object_id=page.pk) for page in pages
        )
    if model is models.CompetitionPage:
        spheres = list(models.Sphere.objects.all())
        through = model.spheres.through
        through.objects.bulk_create(
            through(competitionpage_id=page.pk, sphere=spheres[page.pk % len(spheres)]) for page in pages
        )
        models.Publication.objects.bulk_create(
            models.Publication(page_id=page.pk, name="bip", on=page.announced_on, sort_order=0) for page in pages
        )


def _drafts(city: Any) -> None:
    seats = [(home, number) for home in city.homes for number in range(3)]
    owners = [home.people[0] for home, _number in seats]
    slugs = [f"szkic-{place}" for place in range(len(seats))]
    _write(models.NewsPage, city.news, [f"Szkic {slug}" for slug in slugs], slugs, owners, _news, live=False)


def _write(
    model: Any,
    shelf: Page,
    titles: Sequence[str],
    slugs: Sequence[str],
    owners: Sequence[User | None],
    fields: Any,
    *,
    live: bool = True,
) -> list[Any]:
    now, locale = timezone.now(), Locale.get_default()
    kind = ContentType.objects.get_for_model(model)
    made = [
        model(
            title=title,
            draft_title=title,
            slug=slug,
            path=path,
            depth=shelf.depth + 1,
            url_path=f"{shelf.url_path}{slug}/",
            live=live,
            has_unpublished_changes=not live,
            content_type=kind,
            locale=locale,
            translation_key=uuid.uuid4(),
            owner=owner,
            first_published_at=now if live else None,
            last_published_at=now if live else None,
            latest_revision_created_at=now,
            **fields(number),
        )
        for number, (title, slug, owner, path) in enumerate(
            zip(titles, slugs, owners, _paths(shelf, len(titles)), strict=True)
        )
    ]
    bare = [Page(**{f.attname: getattr(page, f.attname) for f in Page._meta.local_concrete_fields}) for page in made]
    Page.objects.bulk_create(bare, batch_size=BATCH)
    shelf.numchild += len(made)
    Page.objects.filter(pk=shelf.pk).update(numchild=shelf.numchild)
    ids = dict(Page.objects.child_of(shelf).filter(path__gte=made[0].path).values_list("path", "pk"))
    for page in made:
        page.pk = page.id = page.page_ptr_id = ids[page.path]
    own = list(model._meta.local_concrete_fields)
    limit = connection.ops.bulk_batch_size(own, made)
    model._base_manager.all()._batched_insert(made, fields=own, batch_size=min(BATCH, limit))
    _history(made, owners)
    return made


def _paths(shelf: Page, count: int) -> Iterator[str]:
    last = Page.objects.child_of(shelf).order_by("path").last()
    step = Page._str2int(last.path[-Page.steplen :]) if last else 0
    return (Page._get_path(shelf.path, shelf.depth + 1, number) for number in range(step + 1, step + 1 + count))


def _history(pages: Sequence[Any], owners: Sequence[User | None]) -> None:
    base = ContentType.objects.get_for_model(Page)
    made = Revision.objects.bulk_create(
        (
            Revision(
                content_type_id=page.content_type_id,
                base_content_type=base,
                object_id=str(page.pk),
                created_at=page.latest_revision_created_at,
                user=owner,
                object_str=page.title,
                content=get_serializable_data_for_fields(page),
            )
            for page, owner in zip(pages, owners, strict=True)
        ),
        batch_size=BATCH,
    )
    by_page = {int(revision.object_id): revision.pk for revision in made}
    for part in _parts(pages, 200):
        changed = [Page(pk=page.pk, latest_revision_id=by_page[page.pk]) for page in part]
        for row, page in zip(changed, part, strict=True):
            row.live_revision_id = row.latest_revision_id if page.live else None
        Page.objects.bulk_update(changed, ["latest_revision", "live_revision"])
    PageLogEntry.objects.bulk_create(
        (
            PageLogEntry(
                page_id=page.pk,
                content_type_id=page.content_type_id,
                label=page.title,
                action=action,
                timestamp=page.latest_revision_created_at,
                user=owner,
                uuid=uuid.uuid4(),
                revision_id=by_page[page.pk] if action == "wagtail.publish" else None,
                content_changed=True,
            )
            for page, owner in zip(pages, owners, strict=True)
            for action in (("wagtail.create", "wagtail.publish") if page.live else ("wagtail.create",))
        ),
        batch_size=BATCH,
    )


def _parts(rows: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    return (rows[start : start + size] for start in range(0, len(rows), size))


# -- files ---------------------------------------------------------------------------------------------------------


def _files(found: Sequence[Home]) -> None:
    if not default_storage.exists("skala.png"):
        drawn = io.BytesIO()
        Picture.new("RGB", (1200, 675), "#6aa9e0").save(drawn, "PNG")
        default_storage.save("skala.png", ContentFile(drawn.getvalue()))
        default_storage.save("skala.txt", ContentFile(b"x"))
    seats = [(home, number) for home in found for number in range(2)]
    Image.objects.bulk_create(
        Image(title=f"Rysunek {n}", file="skala.png", width=1200, height=675, file_size=9, collection=home.collection)
        for n, (home, _number) in enumerate(seats)
    )
    Document.objects.bulk_create(
        Document(title=f"Opis {n}", file="skala.txt", file_size=1, collection=home.collection)
        for n, (home, _number) in enumerate(seats)
    )


def _write_by_hand(city: Any) -> None:
    """The pages that are opened in the editor have versions as the editor saves them."""
    who = city.homes[0].people[0]
    city.unit_page = models.UnitPage.objects.get(pk=city.homes[0].section.pk)
    city.live_news = models.NewsPage.objects.filter(owner=who, live=True).order_by("pk").first()
    city.competition = models.CompetitionPage.objects.filter(owner=who).order_by("pk").first()
    city.draft = models.NewsPage.objects.filter(owner=who, live=False).order_by("pk").first()
    for page in (city.unit_page, city.live_news, city.competition, city.draft):
        page.save_revision(clean=False)
