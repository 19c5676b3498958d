"""Pages in bulk: rows straight into the tables with computed tree paths, one version each, lines in the log."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from wagtail.models import Locale, Page

from coordination.calendar import warsaw, warsaw_date
from coordination.models import Sphere, Topic, Unit
from coordination.text import stem_line
from pages.competition_amount import AmountKind
from pages.models import (
    CompetitionIndexPage,
    CompetitionPage,
    EventIndexPage,
    EventPage,
    NewsIndexPage,
    NewsPage,
    PageTopic,
    Publication,
    SearchRow,
    UnitIndexPage,
    UnitPage,
)
from publishing import kinds
from publishing.models import Stewardship

from . import scale_history

BATCH = 1000
DRAFT = "szkic-skala-"
SUBJECTS = (
    "Zajęcia dla seniorów",
    "Warsztaty ekologiczne",
    "Turniej piłki nożnej",
    "Dyżur dla organizacji",
    "Spacer po parku",
    "Czytanie w bibliotece",
    "Pomoc sąsiedzka",
    "Szkolenie z rozliczeń",
    "Koncert w dzielnicy",
    "Ogród społeczny",
)
LEAD = "Treść zmyślona, wpisana tylko po to, żeby sprawdzić portal w dużej skali."


class NoShelf(Exception):
    """The portal has no indexes yet: the demo comes first."""


@dataclass(frozen=True)
class Branch:
    """One kind of page: its share of every twenty pages, its shelf, and its own fields."""

    model: type[Page]
    shelf: type[Page]
    share: int
    fields: Callable[[int, dt.datetime], dict[str, Any]]


def _news(number: int, now: dt.datetime) -> dict[str, Any]:
    return {"lead": LEAD, "body": "[]", "image_alt": ""}


def _event(number: int, now: dt.datetime) -> dict[str, Any]:
    starts = now + dt.timedelta(days=number % 400 - 200, hours=number % 7)
    return {"lead": LEAD, "body": "[]", "starts_at": starts, "ends_at": starts + dt.timedelta(hours=2), "place": "Sala"}


def _competition(number: int, now: dt.datetime) -> dict[str, Any]:
    today = warsaw_date(now)
    announced = today + dt.timedelta(days=number % 300 - 270)
    deadline = announced + dt.timedelta(days=25)
    amount = 10_000 + number % 90 * 1000
    return {
        "summary": LEAD,
        "organ": "prezydent",
        "number": f"SKALA-{number}",
        "form": "wsparcie",
        "total_amount": amount,
        "amount_known": amount,
        "amount_kind": AmountKind.EXACT,
        "announced_on": announced,
        "deadline": warsaw(deadline, dt.time(15)),
        "choice_on": deadline + dt.timedelta(days=20),
        "results_on": deadline + dt.timedelta(days=40) if deadline + dt.timedelta(days=40) <= today else None,
        "body": "[]",
    }


BRANCHES = (
    Branch(NewsPage, NewsIndexPage, 14, _news),
    Branch(CompetitionPage, CompetitionIndexPage, 3, _competition),
    Branch(EventPage, EventIndexPage, 3, _event),
)


def add_unit_pages(units: Sequence[Unit], now: dt.datetime) -> None:
    shelf = _shelf(UnitIndexPage)
    numbers = iter(units)

    def fields(_number: int, _now: dt.datetime) -> dict[str, Any]:
        return {"lead": LEAD, "scope": "[]", "subject": next(numbers)}

    branch = Branch(UnitPage, UnitIndexPage, 0, fields)
    titles = [unit.name for unit in units]
    _write(branch, shelf, titles, [unit.slug for unit in units], units, now, first=0)


def _shelf(model: type[Page]) -> Page:
    found = model._default_manager.first()
    if found is None:
        raise NoShelf
    return found


def add_pages(branch: Branch, count: int, units: Sequence[Unit], now: dt.datetime) -> None:
    shelf = _shelf(branch.shelf)
    first = Page.objects.child_of(shelf).filter(slug__startswith="skala-").count()
    for start in range(first, first + count, BATCH):
        numbers = range(start, min(start + BATCH, first + count))
        titles = [f"{SUBJECTS[n % len(SUBJECTS)]} nr {n + 1}" for n in numbers]
        slugs = [f"skala-{n + 1}" for n in numbers]
        _write(branch, shelf, titles, slugs, [units[n % len(units)] for n in numbers], now, first=start)


def add_drafts(units: Sequence[Unit], each: int, now: dt.datetime) -> list[tuple[Any, Unit]]:
    """News that nobody has seen yet, so many for each unit."""
    seats = [(unit, number) for unit in units for number in range(each)]
    titles = [f"Szkic {SUBJECTS[number % len(SUBJECTS)].lower()} {unit.pk}" for unit, number in seats]
    slugs = [f"{DRAFT}{unit.pk}-{number}" for unit, number in seats]
    shelf = _shelf(NewsIndexPage)
    keepers = [unit for unit, _number in seats]
    made: list[Any] = []
    for start in range(0, len(seats), BATCH):
        part = slice(start, start + BATCH)
        made += _write(BRANCHES[0], shelf, titles[part], slugs[part], keepers[part], now, first=start, live=False)
    return list(zip(made, keepers, strict=True))


def _write(
    branch: Branch,
    shelf: Page,
    titles: Sequence[str],
    slugs: Sequence[str],
    units: Sequence[Unit],
    now: dt.datetime,
    *,
    first: int,
    live: bool = True,
) -> list[Any]:
    """One batch: the tree's rows, the type's rows, stewardships, topics, search rows, versions, log."""
    pages = [
        _page(branch, shelf, path, title, slug, first + place, now, live)
        for place, (path, title, slug) in enumerate(zip(_paths(shelf, len(titles)), titles, slugs, strict=True))
    ]
    bare = [Page(**{f.attname: getattr(page, f.attname) for f in Page._meta.local_concrete_fields}) for page in pages]
    Page.objects.bulk_create(bare, batch_size=BATCH)
    Page.objects.filter(pk=shelf.pk).update(numchild=shelf.numchild + len(pages))
    shelf.numchild += len(pages)
    ids = dict(Page.objects.filter(path__in=[page.path for page in bare]).values_list("path", "pk"))
    for page in pages:
        page.pk = page.id = page.page_ptr_id = ids[page.path]
    _own_rows(branch.model, pages)
    _stewardships(branch.model, pages, units, first, now)
    topics = _topics(branch.model, pages, first)
    if live:
        _search_rows(branch.model, pages, units, topics)
    if branch.model is CompetitionPage:
        _competition_rows(pages, first)
    scale_history.write(pages, units, now)
    return pages


def _paths(shelf: Page, count: int) -> Iterator[str]:
    last = Page.objects.child_of(shelf).order_by("path").last()
    step = Page._str2int(last.path[-Page.steplen :]) if last else 0
    for number in range(step + 1, step + 1 + count):
        yield Page._get_path(shelf.path, shelf.depth + 1, number)


def _page(
    branch: Branch, shelf: Page, path: str, title: str, slug: str, number: int, now: dt.datetime, live: bool
) -> Any:
    at = now - dt.timedelta(days=1 + number % 700, minutes=number % 1000)
    page: Any = branch.model(
        title=title,
        draft_title=title,
        slug=slug,
        path=path,
        depth=shelf.depth + 1,
        numchild=0,
        url_path=f"{shelf.url_path}{slug}/",
        live=live,
        has_unpublished_changes=not live,
        content_type=ContentType.objects.get_for_model(branch.model),
        locale=_locale(),
        translation_key=uuid.uuid4(),
        search_description=LEAD,
        first_published_at=at if live else None,
        last_published_at=at if live else None,
        **branch.fields(number, now),
    )
    return page


@lru_cache(maxsize=1)
def _locale() -> Locale:
    return Locale.get_default()


def _own_rows(model: type[Page], pages: Sequence[Any]) -> None:
    """The rows of the type's own table; Django's bulk_create knows single tables only, its inner half does not mind."""
    limit = connection.ops.bulk_batch_size(list(model._meta.local_concrete_fields), list(pages))
    model._base_manager.all()._batched_insert(  # type: ignore[attr-defined]
        pages, fields=list(model._meta.local_concrete_fields), batch_size=min(BATCH, limit)
    )


def _stewardships(model: Any, pages: Sequence[Any], units: Sequence[Unit], first: int, now: dt.datetime) -> None:
    today = warsaw_date(now)
    Stewardship.objects.bulk_create(
        (
            Stewardship(
                page_id=page.pk,
                unit=unit,
                kind=model.kind,
                review_by=today + dt.timedelta(days=(first + place) % 365 - 40),
                updated_at=page.last_published_at,
            )
            for place, (page, unit) in enumerate(zip(pages, units, strict=True))
        ),
        batch_size=BATCH,
    )


def _topics(model: type[Page], pages: Sequence[Any], first: int) -> list[Topic | None]:
    """One topic a news item, in turn."""
    if model is not NewsPage:
        return [None] * len(pages)
    known = list(Topic.objects.order_by("pk"))
    chosen = [known[(first + place) % len(known)] for place in range(len(pages))]
    PageTopic.objects.bulk_create(
        (PageTopic(tag=tag, content_object_id=page.pk) for tag, page in zip(chosen, pages, strict=True)),
        batch_size=BATCH,
    )
    return list(chosen)


@lru_cache(maxsize=4096)
def _stems(text: str) -> str:
    return stem_line(text)


def _search_rows(model: Any, pages: Sequence[Any], units: Sequence[Unit], topics: Sequence[Topic | None]) -> None:
    label = str(kinds.label(model.kind))
    SearchRow.objects.bulk_create(
        (
            SearchRow(
                source="page",
                key=str(page.pk),
                kind=model.kind,
                kind_label=label,
                page_id=page.pk,
                unit=unit,
                title=page.title,
                summary=LEAD,
                url=f"/{page.url_path.split('/', 2)[2]}",
                title_stems=_title_stems(page.title),
                stems=f"{_title_stems(page.title)}{_stems(LEAD)}{tag.stems if tag else ''}",
                changed_at=page.last_published_at,
            )
            for page, unit, tag in zip(pages, units, topics, strict=True)
        ),
        batch_size=BATCH,
    )


def _title_stems(title: str) -> str:
    words, _space, number = title.rpartition(" ")
    return f"{_stems(words)}{_stems(number)}" if len(number) < 3 else f"{_stems(words)} {number} "


def _competition_rows(pages: Sequence[Any], first: int) -> None:
    """A sphere and one place of announcement each."""
    spheres = list(Sphere.objects.order_by("order"))
    through = CompetitionPage.spheres.through
    through._default_manager.bulk_create(
        (
            through(competitionpage_id=page.pk, sphere_id=spheres[(first + place) % len(spheres)].pk)
            for place, page in enumerate(pages)
        ),
        batch_size=BATCH,
    )
    Publication.objects.bulk_create(
        (Publication(page_id=page.pk, place="bip", on=page.announced_on, sort_order=0) for page in pages),
        batch_size=BATCH,
    )
