"""Links to other sites: broken late, outages apart, one request at a time, robots obeyed, no private network."""

from __future__ import annotations

import datetime as dt
import socket
import time
from collections.abc import Iterator
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import pytest

from coordination import clock as beats
from publishing import jobs, link_addresses, link_asking, link_checking
from publishing.link_addresses import is_public, normal
from publishing.link_asking import Asker, Manners
from publishing.link_checking import Limits, Turns
from publishing.link_verdicts import Answer, Course, Sign, after, of_status
from publishing.outward import ExternalLink
from publishing.signals_seen import Finding
from publishing.sorts import Sort
from publishing.states import LinkState
from tests.publishing.city import NOW
from tests.signals.conftest import DAY, look, sorts, text_page
from tests.signals.sites import Site, serving

KIND = Manners("PortalNGO-linki/1.0 (+http://testserver/)", timeout=0.5, pause=0.0, private_allowed=True)
STRICT = Manners("PortalNGO-linki/1.0", timeout=0.5, pause=0.0)
MANY = Limits(50, 20.0)


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """Every name ending in «.site» is this machine; «gone.site» has no name, «shy.site» no name server."""

    def resolved(host: str, port: int) -> list[str]:
        if host == "gone.site":
            raise socket.gaierror(socket.EAI_NONAME, "unknown")
        if host == "shy.site":
            raise socket.gaierror(socket.EAI_AGAIN, "later")
        return ["127.0.0.1"] if host.endswith(".site") else ["10.0.0.7"]

    monkeypatch.setattr(link_asking, "resolved", resolved)
    monkeypatch.setattr(link_checking, "resolved", resolved)
    with serving() as made:
        made.answers |= {(host, "/robots.txt"): 404 for host in ("a.site", "b.site", "c.site")}
        yield made


# -- pure ------------------------------------------------------------------------------------------------------------


def course_of(*steps: tuple[float, Answer]) -> list[str]:
    """States after answers, each on its day."""
    course, states = Course(), []
    for day, answer in steps:
        course = after(course, answer, NOW + day * DAY)
        states.append(course.state)
    return states


GONE, TIMEOUT, GOOD = of_status(404), Answer(Sign.TROUBLE, "timeout"), of_status(200)


@pytest.mark.parametrize(
    ("steps", "last"),
    [
        ([(0, GONE), (1, GONE), (3, GONE)], LinkState.BROKEN),
        ([(0, GONE), (1, GONE), (2.99, GONE)], LinkState.FAILING),
        ([(0, GONE), (9, GONE)], LinkState.FAILING),
        ([(0, GONE), (1, GONE), (2, GOOD), (3, GONE)], LinkState.FAILING),
        ([(0, GONE), (1, GONE), (2, TIMEOUT), (3, GONE)], LinkState.BROKEN),
        ([(0, TIMEOUT), (1, TIMEOUT), (9, TIMEOUT), (20, TIMEOUT)], LinkState.OUTAGE),
        ([(0, GONE), (1, GONE), (3, GONE), (4, TIMEOUT)], LinkState.BROKEN),
        ([(0, GONE), (1, GONE), (3, GONE), (4, GOOD)], LinkState.WORKS),
        ([(0, of_status(410)), (1, of_status(503)), (2, of_status(403))], LinkState.OUTAGE),
        ([(0, Answer(Sign.BARRED, "robots.txt"))], LinkState.BARRED),
    ],
)
def test_broken_is_three_times_gone_over_at_least_three_days(steps: list[Any], last: str) -> None:
    assert course_of(*steps)[-1] == last


def test_checks_come_at_growing_pauses() -> None:
    course, pauses = Course(), []
    for _number in range(5):
        course = after(course, GOOD, NOW)
        pauses.append((course.next_check_at - NOW).days)
    assert pauses == [7, 14, 21, 28, 28]
    first = after(Course(), GONE, NOW)
    second = after(first, GONE, first.next_check_at)
    assert (first.next_check_at, second.next_check_at) == (NOW + DAY, NOW + 3 * DAY)
    assert after(Course(), of_status(429), NOW).next_check_at == NOW + DAY


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("HTTPS://Żółw.Example:443/a b?c=d e#f", "https://xn--w-uga1v8h.example/a%20b?c=d%20e"),
        ("http://example.org", "http://example.org/"),
        ("http://example.org:8080/%7Ea", "http://example.org:8080/%7Ea"),
        ("http://user:secret@example.org/", None),
        ("ftp://example.org/", None),
        ("ftp://example.org:21/", None),
        ("app://x:1/", None),
        ("http://[::1/", None),
        ("http://example.org:99999/", None),
        ("http://example.org/\r\nHost: x", None),
        ("//example.org", None),
    ],
)
def test_one_address_has_one_writing(typed: str, kept: str | None) -> None:
    found = normal(typed)
    assert (found.url if found else None) == kept


@pytest.mark.parametrize(
    ("ip", "public"),
    [
        ("8.8.8.8", True),
        ("2001:4860:4860::8888", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("192.168.0.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),  # noqa: S104
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("64:ff9b::808:808", True),
        ("64:ff9b:1::808:808", False),
        ("::127.0.0.1", False),
        ("::8.8.8.8", False),
        ("::ffff:0:127.0.0.1", False),
        ("nothing", False),
    ],
)
def test_only_the_open_network_is_asked(ip: str, public: bool) -> None:
    assert is_public(ip) is public


# -- asking ----------------------------------------------------------------------------------------------------------


def test_head_then_get_and_what_the_answers_mean(site: Site) -> None:
    site.answers |= {
        ("a.site", "/dobra"): 200,
        ("a.site", "/bez-head"): lambda method: (405 if method == "HEAD" else 200, {}, b"x"),
        ("a.site", "/dalej"): (301, {"Location": "/dobra"}, b""),
        ("a.site", "/kolo"): (302, {"Location": "/kolo"}, b""),
        ("a.site", "/drzwi"): 403,
        ("a.site", "/zepsuta"): 500,
        ("a.site", "/cisza"): "silence",
        ("a.site", "/wielka"): (200, {}, b"x" * 3_000_000),
    }
    asker = Asker(KIND)
    signs = {
        path: asker.check(site.url("a.site", path)).sign
        for path in ("/dobra", "/bez-head", "/dalej", "/nie-ma", "/kolo", "/drzwi", "/zepsuta", "/cisza", "/wielka")
    }
    assert signs == {
        "/dobra": Sign.GOOD,
        "/bez-head": Sign.GOOD,
        "/dalej": Sign.GOOD,
        "/nie-ma": Sign.GONE,
        "/kolo": Sign.TROUBLE,
        "/drzwi": Sign.TROUBLE,
        "/zepsuta": Sign.TROUBLE,
        "/cisza": Sign.TROUBLE,
        "/wielka": Sign.GOOD,
    }
    assert site.requests("a.site")[:3] == [("GET", "/robots.txt"), ("HEAD", "/dobra"), ("HEAD", "/bez-head")]
    assert site.requests("a.site").count(("GET", "/robots.txt")) == 1
    assert {agent for *_rest, agent in site.asked} == {KIND.agent}
    assert asker.check("http://gone.site/").sign == Sign.GONE
    assert asker.check("http://shy.site/").sign == Sign.TROUBLE
    assert asker.check(f"https://a.site:{site.port}/").sign == Sign.TROUBLE


def test_robots_are_obeyed(site: Site) -> None:
    rules = b"User-agent: PortalNGO-linki\nDisallow: /tajne\n\nUser-agent: *\nDisallow: /\n"
    site.answers |= {
        ("a.site", "/robots.txt"): (200, {}, rules),
        ("a.site", "/jawne"): 200,
        ("b.site", "/robots.txt"): 503,
        ("c.site", "/robots.txt"): 403,
    }
    asker = Asker(KIND)
    assert asker.check(site.url("a.site", "/jawne")).sign == Sign.GOOD
    assert asker.check(site.url("a.site", "/tajne/x")) == Answer(Sign.BARRED, "robots.txt")
    assert asker.check(site.url("b.site", "/x")).sign == Sign.TROUBLE
    assert asker.check(site.url("c.site", "/x")).sign == Sign.BARRED
    assert ("HEAD", "/tajne/x") not in site.requests("a.site")
    assert site.requests("b.site") == [("GET", "/robots.txt")]


def test_private_networks_are_never_asked_not_even_by_a_redirect(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    assert Asker(STRICT).check(site.url("a.site")).sign == Sign.BARRED
    assert Asker(STRICT).check(f"http://127.0.0.1:{site.port}/").sign == Sign.BARRED
    assert site.asked == []
    site.answers |= {("a.site", "/pulapka"): (302, {"Location": "http://inside.example/admin"}, b"")}
    monkeypatch.setattr(link_asking, "WEB_PORTS", {80, site.port})
    monkeypatch.setattr(link_asking, "barred", lambda ips, private_allowed: (ip for ip in ips if ip == "10.0.0.7"))
    assert Asker(STRICT).check(site.url("a.site", "/pulapka")) == Answer(Sign.BARRED, "private")
    assert list(link_addresses.barred(["8.8.8.8", "10.0.0.7"], private_allowed=False)) == ["10.0.0.7"]


@pytest.mark.parametrize(
    ("location", "answer"),
    [
        ("http://b.site:5432/", Answer(Sign.BARRED, "port")),
        ("https://b.site:22/", Answer(Sign.BARRED, "port")),
        ("ftp://b.site:21/", Answer(Sign.TROUBLE, "redirect")),
        ("http://[b.site/", Answer(Sign.TROUBLE, "redirect")),
    ],
)
def test_a_redirect_leads_to_no_door_but_that_of_a_site(
    site: Site, monkeypatch: pytest.MonkeyPatch, location: str, answer: Answer
) -> None:
    site.answers |= {("a.site", "/pulapka"): (302, {"Location": location}, b"")}
    monkeypatch.setattr(link_asking, "WEB_PORTS", link_addresses.WEB_PORTS | {site.port})
    monkeypatch.setattr(link_asking, "barred", lambda ips, private_allowed: iter(()))
    assert Asker(STRICT).check(site.url("a.site", "/pulapka")) == answer
    assert Asker(STRICT).check("http://a.site:2222/") == Answer(Sign.BARRED, "port")
    assert site.requests("b.site") == []


def test_what_trickles_in_is_ended(site: Site) -> None:
    def drip(method: str) -> Any:
        time.sleep(1.5)
        return 200, {}, b"x"

    site.answers |= {("a.site", "/kapie"): drip}
    began = time.monotonic()
    assert Asker(KIND).check(site.url("a.site", "/kapie")).sign == Sign.TROUBLE
    assert time.monotonic() - began < 3


# -- the job ---------------------------------------------------------------------------------------------------------


def page_with(city: SimpleNamespace, *urls: str) -> Any:
    links = "".join(f'<a href="{url}">link</a> ' for url in urls)
    made = text_page(city, ("paragraph", f"<p>{links}</p>"))
    look(made)
    return made


def run(now: dt.datetime, **more: Any) -> int:
    return link_checking.check(now, manners=more.pop("manners", KIND), limits=more.pop("limits", MANY), **more)


@pytest.mark.par(3, pkt=2)
def test_a_dead_address_becomes_a_finding_after_three_days_and_an_outage_never(
    city: SimpleNamespace, site: Site, settings: Any
) -> None:
    settings.PUBLISHING_CHECK_LINKS, settings.PUBLISHING_LINKS_PRIVATE = True, True
    settings.PUBLISHING_LINK_PAUSE, settings.PUBLISHING_LINK_TIMEOUT = 0, 0.5
    site.answers |= {("b.site", "*"): 503}
    made = page_with(city, site.url("a.site", "/znikla"), site.url("b.site", "/chora"))
    for day in (0, 1, 2):
        link_checking.run_once(NOW + day * DAY)
        assert sorts(made) == []
    link_checking.run_once(NOW + 3 * DAY)
    row = Finding.objects.get(page=made)
    assert (row.sort, row.place) == (Sort.EXTERNAL, "body.b0")
    assert "23 listopada 2026 (404)" in row.what
    assert ExternalLink.objects.get(host="b.site").state == LinkState.OUTAGE
    site.answers |= {("a.site", "/znikla"): 200}
    link_checking.run_once(NOW + 10 * DAY)
    assert sorts(made) == []


def test_one_request_at_a_time_for_each_site_with_a_pause_and_an_end(city: SimpleNamespace, site: Site) -> None:
    hosts = [f"h{number}.site" for number in range(4)]
    site.answers |= {(host, "*"): 200 for host in hosts} | {(host, "/robots.txt"): 404 for host in hosts}
    page_with(city, *(site.url(host, f"/{number}") for host in hosts for number in range(2)))
    slow = Manners(KIND.agent, 0.5, 0.15, True)
    began = time.monotonic()
    assert run(NOW, manners=slow) == 8
    assert time.monotonic() - began < 5
    for host in hosts:
        times = site.times(host)
        assert len(times) == 3
        assert all(later - sooner > 0.1 for sooner, later in pairwise(times))
    assert run(NOW, manners=slow) == 0


def test_a_pass_stops_at_its_portion_and_its_time_and_the_next_goes_on(city: SimpleNamespace, site: Site) -> None:
    site.answers |= {("a.site", "*"): 200}
    page_with(city, *(site.url("a.site", f"/{number}") for number in range(6)))
    assert run(NOW, limits=Limits(2, 20.0)) == 2
    ticks = iter(range(1000))
    turns = Turns(pause=0.0, until=30.0, clock=lambda: float(next(ticks)), sleep=lambda seconds: None)
    done = run(NOW, turns=turns)
    assert 0 < done < 4
    assert run(NOW) == 4 - done
    assert set(ExternalLink.objects.values_list("state", flat=True)) == {LinkState.WORKS}


def test_a_killed_pass_loses_nothing(city: SimpleNamespace, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.answers |= {("a.site", "*"): 200}
    page_with(city, *(site.url("a.site", f"/{number}") for number in range(4)))
    real, calls = Asker.check, []

    def killed(asker: Asker, url: str) -> Answer:
        calls.append(url)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return real(asker, url)

    monkeypatch.setattr(Asker, "check", killed)
    with pytest.raises(KeyboardInterrupt):
        run(NOW)
    assert ExternalLink.objects.filter(state=LinkState.WORKS).count() == 2
    assert run(NOW) == 1
    assert run(NOW + link_checking.CLAIM) == 1
    assert ExternalLink.objects.filter(state=LinkState.WORKS).count() == 4


def test_when_our_own_name_server_is_out_no_site_is_called_gone(city: SimpleNamespace, site: Site) -> None:
    page_with(city, "http://gone.site/a")
    run(NOW)
    assert ExternalLink.objects.get().state == LinkState.FAILING
    ExternalLink.objects.create(
        url="http://other.site/",
        digest="o",
        host="gone.site",
        state=LinkState.WORKS,
        first_seen_at=NOW,
        next_check_at=NOW + 99 * DAY,
        last_checked_at=NOW,
    )
    ExternalLink.objects.filter(url="http://gone.site/a").update(failures=0, failing_since=None)
    run(NOW + DAY)
    assert ExternalLink.objects.get(url="http://gone.site/a").state == LinkState.OUTAGE


def test_addresses_no_page_uses_are_not_asked_and_forgotten_after_a_while(city: SimpleNamespace, site: Site) -> None:
    made = page_with(city, site.url("a.site", "/x"))
    made.unpublish()
    assert run(NOW) == 0
    link_checking.forget_unused(NOW + 29 * DAY)
    assert ExternalLink.objects.exists()
    link_checking.forget_unused(NOW + 31 * DAY)
    assert not ExternalLink.objects.exists()


def test_the_checker_is_off_unless_it_is_asked_for(city: SimpleNamespace, site: Site) -> None:
    page_with(city, site.url("a.site", "/x"))
    assert link_checking.run_once(NOW) == {}
    assert site.asked == []
    assert {"findings", "findings-days", "links"} <= {job.name for job in beats.jobs()}
    assert jobs
