"""Where a line of the book leads: to the thing itself, while it exists. One query for each kind of thing on a page."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.urls import NoReverseMatch, reverse
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page

from coordination import journal
from coordination.models import AuditEntry, Inquiry

from . import failures
from .models import Handoff
from .subjects import PAGE


def links(entries: Iterable[AuditEntry]) -> dict[int, str]:
    """Addresses by the number of the entry; nothing for what is gone or has no screen."""
    wanted: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for entry in entries:
        label, colon, key = entry.about.partition(":")
        if colon and key.isascii() and key.isdigit() and len(key) < 18:
            wanted[label][key].append(entry.pk)
    found: dict[int, str] = {}
    for label, keys in wanted.items():
        for key, url in _addresses(label, list(keys)).items():
            found.update(dict.fromkeys(keys[key], url))
    return {pk: url for pk, url in found.items() if url}


def _addresses(label: str, keys: list[str]) -> dict[str, str]:
    model = _model(label)
    if model is None:
        return {}
    things = model._default_manager.filter(pk__in=[int(key) for key in keys])
    if issubclass(model, Page):
        pks = Page.objects.filter(pk__in=[int(key) for key in keys]).values_list("pk", flat=True)
        return {str(pk): reverse("wagtailadmin_pages:edit", args=[pk]) for pk in pks}
    if model is Handoff:
        return {str(pk): reverse("publishing:handoff", args=[pk]) for pk in things.values_list("pk", flat=True)}
    if model is Inquiry:
        return {
            str(pk): _at("coordination_inquiries:detail", number) for pk, number in things.values_list("pk", "number")
        }
    if model is get_user_model():
        return {str(pk): _at("wagtailusers_users:edit", pk) for pk in things.values_list("pk", flat=True)}
    finder = AdminURLFinder()
    return {str(thing.pk): finder.get_edit_url(thing) or "" for thing in things}


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
