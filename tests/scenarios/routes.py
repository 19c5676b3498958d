"""Every route by which a page could go public, and the forms of the editor as a browser would send them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail.fields import StreamField
from wagtail.models import Page, Revision, get_page_models
from wagtail.rich_text import RichText
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, rich_text, streamfield

from coordination.models import Unit
from pages.models import (
    AccessibilityPage,
    AidIndexPage,
    AidPage,
    AnswerIndexPage,
    AnswerPage,
    CompetitionPage,
    EventPage,
    NewsPage,
    SmallGrantCallPage,
    SmallGrantIndexPage,
    StandardPage,
    UnitPage,
)
from publishing.governed import GovernedPage, entrusting
from tests.publishing.city import NOW, child, news, read_fields

Route = Callable[[Client, SimpleNamespace, Any], Any]
LATER = NOW + dt.timedelta(days=1)
CONTENT = [model for model in get_page_models() if issubclass(model, GovernedPage) and model.kind != "structure"]
KINDS = sorted({model.kind for model in CONTENT})

VALUES: dict[Any, dict[str, Any]] = {
    NewsPage: {"lead": "Nabór trwa."},
    CompetitionPage: {"deadline": NOW + dt.timedelta(days=40), "summary": "W skrócie."},
    EventPage: {
        "starts_at": NOW + dt.timedelta(days=5),
        "ends_at": NOW + dt.timedelta(days=5, hours=2),
        "lead": "Spotkajmy się.",
        "place": "Dom Sąsiedzki Demo",
    },
    AidPage: {"for_whom": "organizacje działające w Krakowie"},
    AnswerPage: {
        "question": "Czy można?",
        "short_answer": "Można.",
        "body": [("paragraph", RichText("<p>Można.</p>"))],
        "answered_on": NOW.date(),
    },
    StandardPage: {"body": [("paragraph", RichText("<p>Treść strony.</p>"))]},
    AccessibilityPage: {
        "entity": "Urząd Miasta Krakowa",
        "site_name": "Portal",
        "site_url": "https://portal.example/",
        "site_published_on": dt.date(2026, 1, 1),
        "site_updated_on": dt.date(2026, 1, 1),
        "prepared_on": dt.date(2026, 1, 1),
        "method": "samoocena",
        "procedure": "<p>Opis.</p>",
        "architecture": "<p>Opis.</p>",
    },
    UnitPage: {"lead": "Jak działamy."},
    SmallGrantCallPage: {"summary": "Zajęcia dla dzieci.", "year": 2026, "opens_on": dt.date(2026, 3, 2)},
}


LATE_SHELVES: list[tuple[Any, str, Callable[[], Any]]] = [
    (AidPage, "aid", lambda: AidIndexPage(title="Pomoc", slug="pomoc")),
    (AnswerPage, "answers", lambda: AnswerIndexPage(title="Pytania i odpowiedzi", slug="pytania")),
    (SmallGrantCallPage, "grants", lambda: SmallGrantIndexPage(title="Małe granty", slug="male-granty")),
]
"""Shelves that only some tests need."""


def shelf_of(city: SimpleNamespace, model: Any) -> Any:
    """The shelf where pages of the type stand."""
    for page, name, shelf in LATE_SHELVES:
        if model is page and not hasattr(city, name):
            with entrusting(city.sz):
                home = type(city.home).objects.get(pk=city.home.pk)
                setattr(city, name, home.add_child(instance=shelf()))
    shelves = {
        NewsPage: "news",
        CompetitionPage: "competitions",
        EventPage: "events",
        AidPage: "aid",
        AnswerPage: "answers",
        SmallGrantCallPage: "grants",
        UnitPage: "units",
    }
    return getattr(city, shelves.get(model, "home"))


def draft_of(city: SimpleNamespace, model: Any, *, unit: Unit | None = None, by: Any = None, **values: Any) -> Any:
    """A draft of any content type, written by the coordinator of KD."""
    if model is NewsPage:
        return news(city, unit=unit, by=by, **values)
    given = {"title": f"Szkic {model.__name__}", "live": False, **VALUES.get(model, {}), **values}
    if model is UnitPage:
        given.setdefault("subject", Unit.objects.exclude(symbol__in=["KD", "SP", "SZ"]).first())
    page = child(shelf_of(city, model), model(**given), unit or city.kd)
    page.save_revision(user=by or city.coordinator, clean=False)
    page.refresh_from_db()
    return page


def form_at(client: Client, address: str, model: Any, **changes: Any) -> dict[str, Any]:
    """The fields of the editor at the address as they stand there, blocks emptied, with changes."""
    shown = client.get(address)
    assert shown.status_code == 200, f"{address} {shown.status_code} {getattr(shown, 'url', '')}"
    data = dict(querydict_from_html(shown.content.decode(), "page-edit-form").lists())
    for field in model._meta.get_fields():
        if isinstance(field, StreamField):
            parts = (
                [("paragraph", rich_text("<p>Treść.</p>"))] if "paragraph" in field.stream_block.child_blocks else []
            )
            data |= nested_form_data({field.name: streamfield(parts)})
    for key in [key for key in data if key.startswith("action-")]:
        del data[key]
    return {**data, **changes}


def edit_url(page: Any) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def add_url(city: SimpleNamespace, model: Any) -> str:
    return reverse("wagtailadmin_pages:add", args=["pages", model._meta.model_name, shelf_of(city, model).pk])


def api(client: Client, page: Any, action: str, **data: Any) -> Any:
    address = f"/admin/api/main/pages/{page.pk}/action/{action}/"
    return client.post(address, data, content_type="application/json")


def bulk(client: Client, page: Any, action: str, **data: Any) -> Any:
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    return client.post(f"{address}?id={page.pk}&next=/admin/", data)


def scheduled_fields() -> dict[str, Any]:
    return {"go_live_at": f"{LATER:%Y-%m-%d} 09:00", "action-publish": "1"}


def schedule(page: Any, by: Any) -> Revision:
    """The page scheduled by a person who may publish it now, as the editor does."""
    found = type(page).objects.get(pk=page.pk)
    found.go_live_at = LATER
    revision = found.save_revision(user=by)
    revision.publish(user=by)
    revision.refresh_from_db()
    assert revision.approved_go_live_at == LATER
    return revision


def by_the_publish_button(client: Client, city: SimpleNamespace, page: Any) -> Any:
    return client.post(edit_url(page), form_at(client, edit_url(page), type(page), **{"action-publish": "1"}))


def by_schedule(client: Client, city: SimpleNamespace, page: Any) -> Any:
    return client.post(edit_url(page), form_at(client, edit_url(page), type(page), **scheduled_fields()))


def by_autosave(client: Client, city: SimpleNamespace, page: Any) -> Any:
    data = form_at(client, edit_url(page), type(page), **scheduled_fields())
    return client.post(edit_url(page), data, headers={"accept": "application/json"})


def by_autosave_now(client: Client, city: SimpleNamespace, page: Any) -> Any:
    data = form_at(client, edit_url(page), type(page), **{"action-publish": "1"})
    return client.post(edit_url(page), data, headers={"accept": "application/json"})


def by_creating(client: Client, city: SimpleNamespace, page: Any) -> Any:
    address = add_url(city, type(page))
    changes = {
        "title": "Od razu publiczna",
        "slug": "od-razu",
        "lead": "Co się zmienia.",
        "unit": str(city.kd.pk),
        "action-publish": "1",
    }
    return client.post(address, _form_or_bare(client, address, type(page), changes))


def by_creating_scheduled(client: Client, city: SimpleNamespace, page: Any) -> Any:
    address = add_url(city, type(page))
    changes = {
        "title": "Za chwilę publiczna",
        "slug": "za-chwile",
        "lead": "Co się zmienia.",
        "unit": str(city.kd.pk),
        **scheduled_fields(),
    }
    return client.post(address, _form_or_bare(client, address, type(page), changes))


def _form_or_bare(client: Client, address: str, model: Any, changes: dict[str, Any]) -> dict[str, Any]:
    """The form; where none is offered, because there may be one such page only, what somebody would type past it."""
    return form_at(client, address, model, **changes) if client.get(address).status_code == 200 else changes


def by_bulk(client: Client, city: SimpleNamespace, page: Any) -> Any:
    return bulk(client, page, "publish", include_descendants="on")


def by_api(client: Client, city: SimpleNamespace, page: Any) -> Any:
    return api(client, page, "publish")


def by_api_copy(client: Client, city: SimpleNamespace, page: Any) -> Any:
    return api(client, page, "copy", destination_page_id=page.get_parent().pk, keep_live=True, slug="kopia-api")


def by_api_alias(client: Client, city: SimpleNamespace, page: Any) -> Any:
    return api(client, page, "create_alias", destination_page_id=page.get_parent().pk, update_slug="alias-api")


def _copy(client: Client, page: Any, **changes: Any) -> Any:
    data = {"new_title": "Kopia", "new_slug": "kopia", "new_parent_page": page.get_parent().pk, **changes}
    return client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data)


def by_copy(client: Client, city: SimpleNamespace, page: Any) -> Any:
    return _copy(client, page, publish_copies="on", copy_subpages="on")


def by_alias(client: Client, city: SimpleNamespace, page: Any) -> Any:
    return _copy(client, page, alias="on", publish_copies="on")


def by_reverting(client: Client, city: SimpleNamespace, page: Any) -> Any:
    """An old version made the newest, with the publish button pressed in the same form."""
    first = page.revisions.order_by("pk").first()
    address = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, first.pk])
    data = form_at(client, address, type(page), revision=str(first.pk), **{"action-publish": "1"})
    client.post(address, data)
    return client.post(edit_url(page), data)


def by_approving(client: Client, city: SimpleNamespace, page: Any) -> Any:
    """Hand it over, then decide oneself."""
    sent = client.post(
        reverse("publishing:hand_over", args=[page.pk]), {"publish_at_0": f"{LATER:%Y-%m-%d}", "publish_at_1": "09:00"}
    )
    row = page.handoffs.first()
    if row is None:
        return sent
    return client.post(reverse("publishing:approve", args=[row.pk]), read_fields(row))


def by_wagtails_workflow(client: Client, city: SimpleNamespace, page: Any) -> Any:
    data = form_at(client, edit_url(page), type(page), **{"action-submit": "1", "action-workflow-action": "1"})
    return client.post(edit_url(page), data)


ROUTES: dict[str, Route] = {
    route.__name__.removeprefix("by_"): route
    for route in (
        by_the_publish_button,
        by_schedule,
        by_autosave,
        by_autosave_now,
        by_creating,
        by_creating_scheduled,
        by_bulk,
        by_api,
        by_api_copy,
        by_api_alias,
        by_copy,
        by_alias,
        by_reverting,
        by_approving,
        by_wagtails_workflow,
    )
}


def public(model: Any) -> set[int]:
    """Live pages of the type."""
    return set(model.objects.filter(live=True).values_list("pk", flat=True))


def promised() -> Iterator[int]:
    """Versions that the clock would publish by itself, and handoffs it would."""
    from publishing.models import Handoff
    from publishing.states import Stage

    yield from Revision.objects.filter(approved_go_live_at__isnull=False).values_list("pk", flat=True)
    yield from Handoff.objects.filter(stage=Stage.SCHEDULED).values_list("pk", flat=True)


def live(page: Any) -> bool:
    return bool(Page.objects.get(pk=page.pk).live)
