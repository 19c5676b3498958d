"""A walk over the demo's screens in one process; prints what was not Polish. Run by tests/journeys/test_polish.py.

Goes where links lead, a few pages of every kind, as the public and as each office. Two ears: the recorder hears texts
that have no Polish, the eye looks for words that only English has.
"""

from __future__ import annotations

import json
import logging
import re
import sys
from collections import Counter, deque
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import django

MOST = {"": 60, "administrator": 90, "koordynator.kd": 50, "redaktor": 30, "sz": 30}
FEW = 20
OFFICES = (
    "",
    "administrator",
    "redaktor",
    "operator",
    "sz",
    "dyrektor",
    "koordynator.kd",
    "zastepca.kd",
    "kierownik.kd",
)
OF_A_KIND = 2
NO_SCREENS = re.compile(
    r"/(logout|static|media)/|\.(ics|vcf|svg|css|js|png|jpg|webp)$|^/dokumenty/|[?&](export|format)="
)
# Words that Polish does not have in any form.
ENGLISH_WORDS = """
    the and with your this that have been you from page pages edit delete save search view select choose please new
    title settings home back next previous sorry cannot must which their its for is an of required should would could
    there these those what when where because between before after every other another only also yes add remove
    update upload download close open loading failed success warning
"""
ENGLISH = frozenset(ENGLISH_WORDS.split())
SHOWN = ("title", "aria-label", "placeholder", "alt", "aria-description")


class Words(HTMLParser):
    """What eyes and ears get of a page, and where its links lead."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.links: list[str] = []
        self.hidden: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in {"script", "style", "code", "svg"} or given.get("lang", "pl") != "pl":
            self.hidden.append(tag)
        if tag == "a" and given.get("href"):
            self.links.append(given["href"])
        self.texts += [given[name] for name in SHOWN if given.get(name)]
        if tag == "input" and given.get("type") in {"submit", "button"}:
            self.texts.append(given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if self.hidden and self.hidden[-1] == tag:
            self.hidden.pop()

    def handle_data(self, data: str) -> None:
        if not self.hidden and data.strip():
            self.texts.append(data.strip())


def english(texts: list[str]) -> list[str]:
    """Texts with a word that only English has; addresses and quoted code are no sentences."""
    bare = [re.sub(r"\S*[@/_.=]\S*|\{[^}]*\}", " ", text) for text in texts]
    return [text for text in bare if ENGLISH & set(re.findall(r"[a-zżźćńółęąś]+", text.lower()))]


def kind_of(address: str) -> str:
    """Addresses of one kind lead to the same view: numbers and names of things do not count."""
    from django.urls import Resolver404, resolve

    parts = urlsplit(address)
    asked = "?" + "&".join(sorted(re.findall(r"[?&]?(\w+)=", parts.query))) if parts.query else ""
    try:
        match = resolve(parts.path)
    except Resolver404:
        return address
    if match.view_name == "wagtail_serve":
        first, *rest = parts.path.strip("/").split("/")
        return f"page {first} {len(rest)}{asked}"
    named = [str(value) for value in match.kwargs.values() if not str(value).isdigit()]
    return " ".join([match.view_name, *named]) + asked


class Walk:
    """One person's way: the start page, then where its links lead."""

    def __init__(self, office: str, asked: dict[str, None]) -> None:
        from django.contrib.auth import get_user_model
        from django.test import Client

        self.office, self.asked = office, asked
        self.client = Client(raise_request_exception=False)
        self.found: list[str] = []
        self.seen: set[str] = set()
        self.kinds: Counter[str] = Counter()
        if office:
            account = get_user_model().objects.get(username=office)
            self.client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")

    def go(self) -> int:
        """How many screens were looked at."""
        waiting = deque(
            ["/admin/"]
            if self.office
            else ["/", "/zapytania/", "/szukaj/?q=senior", "/konto/logowanie/", "/nie-ma-mnie/"]
        )
        most = MOST.get(self.office, FEW)
        looked = 0
        while waiting and looked < most:
            address = waiting.popleft()
            if not self._is_new(address):
                continue
            looked += 1
            waiting.extend(self.look(address))
        return looked

    def _is_new(self, address: str) -> bool:
        if address in self.seen or NO_SCREENS.search(address):
            return False
        self.seen.add(address)
        self.kinds[kind_of(address)] += 1
        return self.kinds[kind_of(address)] <= OF_A_KIND

    def look(self, address: str) -> list[str]:
        """Look at one screen, note what is not Polish, tell where its links lead."""
        self.asked.clear()
        answer: Any = self.client.get(address, follow=True)
        who = self.office or "public"
        self.found += [f"{who} {address}: no Polish for {text!r}" for text in self.asked]
        if answer.status_code >= 500:
            self.found.append(f"{who} {address}: answers {answer.status_code}")
        if not answer.get("Content-Type", "").startswith("text/html") or answer.streaming:
            return []
        words = Words(answer.content.decode())
        self.found += [f"{who} {address}: reads «{text[:160]}»" for text in english(words.texts)]
        here = answer.request["PATH_INFO"]
        menu = re.findall(r'"url": "(/admin/[^"]*)"', answer.content.decode())  # Wagtail's menu comes as data
        links = [urldefrag(urljoin(here, link)).url for link in [*menu, *words.links]]
        area = "/admin/" if self.office else "/"
        return [link for link in links if link.startswith(area) and (self.office or not link.startswith("/admin/"))]


def main() -> None:
    django.setup()
    logging.disable(logging.CRITICAL)
    from django.utils import translation

    from tests.language.recorder import without_polish

    translation.activate("pl")
    report: dict[str, Any] = {"looked": {}, "found": []}
    with without_polish() as asked:
        for office in OFFICES:
            walk = Walk(office, asked)
            report["looked"][office or "public"] = walk.go()
            report["found"] += walk.found
    json.dump(report, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
