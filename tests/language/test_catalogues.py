"""Every text of the packages we stand on has Polish: theirs, or ours in portal/locale; scripts included."""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.apps import apps
from django.conf import settings
from django.test import RequestFactory
from django.utils import translation
from django.utils.translation import trans_real
from django.views.i18n import JavaScriptCatalog

from tests.language.recorder import without_polish

OURS = Path(settings.BASE_DIR) / "portal" / "locale" / "pl" / "LC_MESSAGES"
ROOMS = {"portal", "pages", "publishing", "coordination"}
WORDS = Path(settings.BASE_DIR) / "locale" / "pl" / "LC_MESSAGES" / "django.po"
DOMAINS = ("django", "djangojs")


def read(path: Path, locale: str) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=locale)


def upstream(domain: str) -> Iterator[tuple[str, Message]]:
    """What each installed package itself says can be translated."""
    for app in apps.get_app_configs():
        template = Path(app.path) / "locale" / "en" / "LC_MESSAGES" / f"{domain}.po"
        if app.name not in ROOMS and template.exists():
            yield from ((app.name, message) for message in read(template, "en") if message.id)


def polish_upstream() -> Iterator[Path]:
    for app in apps.get_app_configs():
        found = Path(app.path) / "locale" / "pl" / "LC_MESSAGES" / "django.po"
        if app.name == "portal" or (app.name not in ROOMS and found.exists()):
            yield found


def keys(message: Message) -> list[str | tuple[str, int]]:
    context = f"{message.context}\x04" if message.context else ""
    if isinstance(message.id, str):
        return [context + message.id]
    return [(context + message.id[0], form) for form in range(4)]


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_package_speaks_polish(domain: str) -> None:
    catalogue = trans_real.DjangoTranslation("pl", domain=domain)._catalog
    missing = [
        f"{app}: {message.id!r}"
        for app, message in upstream(domain)
        if any(not catalogue.get(k) for k in keys(message))
    ]
    assert missing == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_our_additions_are_whole_and_compiled(domain: str) -> None:
    catalogue = read(OURS / f"{domain}.po", "pl")
    with (OURS / f"{domain}.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    messages = [message for message in catalogue if message.id]
    assert catalogue.num_plurals == 4
    assert [message.id for message in messages if message.fuzzy or message.check(catalogue)] == []
    for message in messages:
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        assert [compiled.get(key) for key in keys(message)] == list(forms), f"{message.id!r}: compile portal/locale"


# Words that mean the same to the editor and to us, said our way on both sides.
SHARED = {
    "All",
    "Breadcrumbs",
    "Cancelled",
    "Friday",
    "Home",
    "Keyboard shortcuts",
    "Monday",
    "Next",
    "Page not found",
    "Previous",
    "Recovery codes",
    "Text",
    "Thursday",
    "Tuesday",
    "Updated",
    "Wednesday",
    "created at",
    "finished at",
    "image",
    "(optional)",
    "scheduled",
    "started at",
    "today",
}


def test_our_words_do_not_cover_those_of_the_editor() -> None:
    """A text of ours with the same English would change Wagtail's screens; a context keeps them apart."""
    theirs = {
        message.id: message.string for path in polish_upstream() for message in read(path, "pl") if message.string
    }
    covered = {
        message.id: (message.string, theirs[message.id])
        for message in read(WORDS, "pl")
        if message.id and not message.context and theirs.get(message.id, message.string) != message.string
    }
    assert {text: words for text, words in covered.items() if text not in SHARED} == {}


def test_the_scripts_of_the_editor_get_our_polish() -> None:
    """The catalogue that the browser gets, as the address of Wagtail's scripts builds it."""
    catalogue = JavaScriptCatalog(packages=["wagtail.admin"])
    with translation.override("pl"):
        catalogue.get(RequestFactory().get("/"))
    assert catalogue.get_catalog()["Autosave in progress…"] == "Trwa samoczynny zapis…"


def test_a_text_without_polish_is_heard() -> None:
    """The recorder itself: silence is noted, Polish and repeated Polish are not."""
    with translation.override("pl"), without_polish() as asked:
        assert translation.gettext("Never was there such a text") == "Never was there such a text"
        translation.pgettext("somewhere", "Nor this one")
        translation.ngettext("%(n)s such thing", "%(n)s such things", 5)
        translation.gettext(translation.gettext("Save"))
        translation.gettext("URL")
    assert list(asked) == ["Never was there such a text", "Nor this one", "%(n)s such thing"]
