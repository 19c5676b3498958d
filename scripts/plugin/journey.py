"""A handoff in a foreign portal, over HTTP: two people at their screens, the clock, a reader.

    journey.py <address of the portal> <its manage.py>

A small browser of the standard library: cookies, forms as they stand in the page, redirects.
"""

import datetime as dt
import http.cookiejar
import re
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

WARSAW = ZoneInfo("Europe/Warsaw")
TITLE = "Warsztaty dla wolontariuszy"
TEXT = "Zapraszamy w środę o 17:00, ul. Przykładowa 1."
SKIPPED = {"submit", "button", "image", "file", "reset"}


class Form:
    """One form: where it goes and what it would send untouched."""

    def __init__(self, action: str) -> None:
        self.action = action
        self.fields: list[tuple[str, str]] = []

    def with_values(self, **values: str) -> list[tuple[str, str]]:
        """What it sends after somebody filled these fields in («__» stands for «-»)."""
        typed = {name.replace("__", "-"): value for name, value in values.items()}
        return [(name, value) for name, value in self.fields if name not in typed] + list(typed.items())


class Forms(HTMLParser):
    """All forms of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[Form] = []
        self.area: str | None = None
        self.choice: str | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.found.append(Form(given.get("action", "")))
        name = given.get("name")
        if not self.found or (not name and tag != "option"):
            return
        kind = given.get("type", "text")
        if tag == "input" and kind not in SKIPPED and (kind not in {"checkbox", "radio"} or "checked" in given):
            self.found[-1].fields.append((str(name), given.get("value", "on" if kind == "checkbox" else "")))
        elif tag == "textarea":
            self.area = name
            self.found[-1].fields.append((str(name), ""))
        elif tag == "select":
            self.choice = name
        elif tag == "option" and self.choice and "selected" in given:
            self.found[-1].fields.append((self.choice, given.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        self.area = None if tag == "textarea" else self.area
        self.choice = None if tag == "select" else self.choice

    def handle_data(self, data: str) -> None:
        if self.area and self.found:
            name, value = self.found[-1].fields[-1]
            self.found[-1].fields[-1] = (name, (value + data).removeprefix("\n"))


class Screen:
    """What somebody looks at."""

    def __init__(self, address: str, status: int, html: str) -> None:
        self.address, self.status, self.html = address, status, html
        self.forms = Forms(html).found

    def form(self, ending: str) -> Form:
        """The form whose address ends like this; empty means the page's own."""
        found = [form for form in self.forms if form.action.endswith(ending)] if ending else self.forms[-1:]
        if not found:
            raise AssertionError(f"{self.address}: no form «{ending}».\n{words(self.html)[:2000]}")
        return found[0]


class Somebody:
    """A person with a browser of their own."""

    def __init__(self, home: str, username: str = "") -> None:
        self.home = home
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(cookies)
        if username:
            login = self.look("/admin/login/").form("/login/")
            screen = self.send("/admin/login/", login.with_values(username=username, password="demo"))  # noqa: S106
            expect("/login/" not in screen.address, f"{username} cannot sign in", screen)

    def look(self, path: str) -> Screen:
        address = urllib.parse.urljoin(self.home, urllib.parse.quote(path, safe="/?=&:"))
        return self.open(urllib.request.Request(address))  # noqa: S310

    def send(self, path: str, fields: list[tuple[str, str]]) -> Screen:
        address = urllib.parse.urljoin(self.home, path)
        body = urllib.parse.urlencode(fields).encode()
        return self.open(urllib.request.Request(address, body, {"Referer": address, "Origin": self.home}))  # noqa: S310

    def open(self, request: urllib.request.Request) -> Screen:
        try:
            answer = self.opener.open(request, timeout=60)
        except urllib.error.HTTPError as refused:
            answer = refused
        with answer:
            return Screen(answer.geturl(), answer.status, answer.read().decode())


def words(html: str) -> str:
    """The words of a page, for a message about what went wrong."""
    bare = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", html, flags=re.S)
    return re.sub(r"\s+", " ", bare)


def expect(fact: object, otherwise: str, screen: Screen) -> None:
    if not fact:
        raise AssertionError(f"{otherwise} ({screen.status} {screen.address})\n{words(screen.html)[:3000]}")


def says(screen: Screen, text: str) -> None:
    expect(screen.status == 200 and text in words(screen.html), f"«{text}» is not there", screen)


def step(line: str) -> None:
    print(f"plugin: {line}", flush=True)


def working_day(ahead: int) -> dt.date:
    """A Wednesday at least so many days ahead that is no holiday we know of."""
    day = dt.datetime.now(WARSAW).date() + dt.timedelta(days=ahead)
    return day + dt.timedelta(days=(2 - day.weekday()) % 7)


def dates(prefix: str, day: dt.date, hour: str) -> dict[str, str]:
    delivered = day - dt.timedelta(days=1)
    return {
        f"{prefix}deliver_by": delivered.isoformat(),
        f"{prefix}publish_at_0": day.isoformat(),
        f"{prefix}publish_at_1": hour,
    }


def journey(home: str, manage: str) -> None:
    coordinator = Somebody(home, "koordynator")
    administrator = Somebody(home, "administrator")
    reader = Somebody(home)
    step("coordinator and administrator are signed in")

    blank = coordinator.look("/admin/przekazania/rezerwacja/")
    says(blank, "wpis na blogu")
    asked = dates("", working_day(7), "09:00")
    handoff = coordinator.send(blank.address, blank.form("").with_values(title=TITLE, kind="blog", note="", **asked))
    expect(re.search(r"/przekazania/\d+/$", handoff.address), "the reservation failed", handoff)
    path = urllib.parse.urlparse(handoff.address).path
    step(f"reserved with both dates: {asked['publish_at_0']} 9:00")

    seen = administrator.look(path)
    other = working_day(14)
    answer = dates("propose-", other, "11:30") | {"propose-reason": "W tym dniu ukazuje się już inny wpis."}
    says(administrator.send(f"{path}termin/", seen.form("/termin/").with_values(**answer)), "11:30")
    step(f"administrator proposes another day: {other} 11:30")

    seen = coordinator.look(path)
    accepted = coordinator.send(f"{path}przyjmij/", seen.form("/przyjmij/").with_values())
    expect(accepted.status == 200 and "/przyjmij/" not in accepted.address, "not accepted", accepted)
    step("coordinator accepts")

    editor = coordinator.send(f"{path}szkic/", accepted.form("/szkic/").with_values())
    expect("/edit/" in editor.address, "no draft was made", editor)
    form = next(form for form in editor.forms if any(name == "text" for name, _value in form.fields))
    saved = coordinator.send(editor.address, form.with_values(text=TEXT, slug="warsztaty"))
    expect(saved.status == 200 and "warsztaty" in saved.html, "the draft was not saved", saved)
    ready = coordinator.look(path)
    delivered = coordinator.send(f"{path}dostarcz/", ready.form("/dostarcz/").with_values())
    expect(delivered.status == 200 and "/dostarcz/" not in delivered.address, "not delivered", delivered)
    step("coordinator writes the text in the editor and delivers it")

    expect(reader.look("/blog/warsztaty/").status == 404, "public too early", reader.look("/blog/warsztaty/"))
    read = administrator.look(path)
    says(administrator.look(f"{path}material/"), TEXT)
    approved = administrator.send(f"{path}zatwierdz/", read.form("/zatwierdz/").with_values())
    expect(approved.status == 200 and "/zatwierdz/" not in approved.address, "not approved", approved)
    step("administrator reads exactly that version and approves it")

    hour = dt.datetime.combine(other, dt.time(11, 30), WARSAW)
    early = clock(manage, hour - dt.timedelta(minutes=1))
    expect(reader.look("/blog/warsztaty/").status == 404, f"public before the hour: {early}", approved)
    done = clock(manage, hour)
    public = reader.look("/blog/warsztaty/")
    says(public, TEXT)
    for name in ("Wydział Próbny", "Karol Kowalski", "Alicja Adamska"):
        says(public, name)
    step(f"the clock publishes at the hour ({done}); the page names unit, author and publisher")

    says(reader.look("/koordynatorzy/?q=Próbny"), "Karol Kowalski")
    says(reader.look("/zapytania/?komorka=wydzial-probny"), "Wydział Próbny")
    step("the directory and the inquiry form stand in the host's own skin")


def clock(manage: str, now: dt.datetime) -> str:
    """One pass of publish_scheduled at this instant."""
    command = [sys.executable, manage, "publish_scheduled", "--now", now.isoformat()]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


if __name__ == "__main__":
    journey(sys.argv[1], sys.argv[2])
    print("plugin: ok")
