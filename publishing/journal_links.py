"""Where a line of the book leads this reader: to the thing itself, while it exists and opens for them.

A few queries for each kind of thing on a page, whatever the number of lines.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.urls import NoReverseMatch, get_script_prefix, resolve, reverse
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page

from coordination import journal
from coordination.admin.inquiry_shelves import readable
from coordination.admin.mail import readable as readable_mail
from coordination.models import Absence, AuditEntry, IncomingMail, Inquiry, Person
from coordination.numbers import number
from coordination.standing import Standing, standing_of

from . import facts, failures
from .gate import may_pass
from .models import Handoff, HandoffSet
from .subjects import PAGE

Found = Iterator[tuple[int, str]]
AHEAD: dict[Any, str] = {Absence: "person__designations", Person: "designations"}
"""What is judged on the rows of these is read for all of them at once."""


def links_for(user: Any) -> journal.Links:
    """The links of the reader."""
    return partial(links, user=user)


def links(entries: Iterable[AuditEntry], *, user: Any) -> dict[int, str]:
    """Addresses by the number of the entry; nothing for what is gone, has no screen, or would be refused."""
    wanted: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for entry in entries:
        label, _colon, key = entry.about.partition(":")
        pk = number(key)
        if pk is not None:
            wanted[label][pk].append(entry.pk)
    found: dict[int, str] = {}
    for label, keys in wanted.items():
        for pk, url in _addresses(label, list(keys), user):
            found.update(dict.fromkeys(keys[pk], url))
    standing = standing_of(user)
    return {pk: url for pk, url in found.items() if url and may_pass(standing, _view_of(url), "GET")}


def _view_of(url: str) -> str:
    """The name of the address; a host may stand below a path of its own."""
    return resolve(f"/{url.removeprefix(get_script_prefix())}").view_name


def _addresses(label: str, keys: list[int], user: Any) -> Found:
    model = _model(label)
    if model is None:
        return iter(())
    if issubclass(model, Page):
        return _pages(keys, user)
    if model is Handoff:
        return _handoffs(keys, standing_of(user))
    if model is HandoffSet:
        return _sets(keys, standing_of(user))
    if model is Inquiry:
        numbers = readable(standing_of(user)).filter(pk__in=keys).values_list("pk", "number")
        return ((pk, _at("coordination_inquiries:detail", number)) for pk, number in numbers)
    if model is IncomingMail:
        keys_of_mail = readable_mail(standing_of(user)).filter(pk__in=keys).values_list("pk", flat=True)
        return ((pk, _at("coordination_mail:detail", pk)) for pk in keys_of_mail)
    if model is get_user_model():
        return _accounts(keys, user)
    return _records(model, keys, user)


def _pages(keys: list[int], user: Any) -> Found:
    pages: Any = facts.listed(Page.objects.filter(pk__in=keys))
    for page in pages.specific(defer=True):
        if page.permissions_for_user(user).can_edit():
            yield page.pk, reverse("wagtailadmin_pages:edit", args=[page.pk])


def _handoffs(keys: list[int], standing: Standing) -> Found:
    reads_all = standing.is_portal_officer or standing.watches_city
    for row in facts.marked(Handoff.objects.filter(pk__in=keys), standing):
        if not row.is_shut and (reads_all or standing.reads_for(row.unit_id)):
            yield row.pk, reverse("publishing:handoff", args=[row.pk])


def _sets(keys: list[int], standing: Standing) -> Found:
    reads_all = standing.is_portal_officer or standing.watches_city
    for pk, unit_id in HandoffSet.objects.filter(pk__in=keys).values_list("pk", "unit_id"):
        if reads_all or standing.reads_for(unit_id):
            yield pk, reverse("publishing:handoff_set", args=[pk])


def _accounts(keys: list[int], user: Any) -> Found:
    """Accounts of operations open for operations only."""
    found = get_user_model()._default_manager.filter(pk__in=keys)
    shown = found if user.is_superuser else found.filter(is_superuser=False)
    return ((pk, _at("wagtailusers_users:edit", pk)) for pk in shown.values_list("pk", flat=True))


def _records(model: Any, keys: list[int], user: Any) -> Found:
    finder, rows = AdminURLFinder(user), model._default_manager.filter(pk__in=keys)
    if model in AHEAD:
        rows = rows.prefetch_related(AHEAD[model])
    return ((row.pk, finder.get_edit_url(row) or "") for row in rows)


def _model(label: str) -> Any:
    try:
        return Page if label == PAGE else apps.get_model(label)
    except (LookupError, ValueError):
        return None


def _at(name: str, key: Any) -> str:
    try:
        return reverse(name, args=[key])
    except NoReverseMatch:  # a host without this screen
        return ""


journal.words_of_note("handoff.fail", lambda entry: str(failures.words(entry.note)))
