"""Asks other sites, politely and safely: HEAD, then GET with a bounded read; no private network, no odd port.

A name is resolved once and the connection goes to what was judged, so that no second answer of the name server leads
elsewhere; each step of a redirect is judged anew. A watchdog ends what takes too long, whatever trickles in.
"""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Any
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import certifi
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from .link_addresses import WEB_PORTS, Address, barred, led_to, normal, resolved
from .link_verdicts import Answer, Sign, of_status

STEPS = 5
READ = 64 * 1024
ROBOTS_READ = 512 * 1024
"""Octets of a robots.txt that are read (RFC 9309 section 2.5 asks for 500 KiB at least)."""
REDIRECTS = frozenset({301, 302, 303, 307, 308})
NO_HEAD = frozenset({400, 401, 403, 404, 405, 406, 410, 500, 501, 502, 503})
"""Answers to HEAD that some sites give although the page is there: asked once more with GET."""


@dataclass(frozen=True)
class Manners:
    """How to ask. Times in seconds; `agent` begins with the name that robots.txt may use.

    `private_allowed` is for tests: networks that are not open, and ports where no site stands.
    """

    agent: str
    timeout: float = 10.0
    pause: float = 2.0
    private_allowed: bool = False

    @property
    def product(self) -> str:
        return self.agent.partition("/")[0]


@dataclass(frozen=True)
class Reply:
    """What one request brought."""

    status: int
    location: str = ""
    body: bytes = b""


class Trouble(Exception):
    """No reply; `answer` says why."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.words)
        self.answer = answer


@dataclass
class Asker:
    """One pass over many links. `turn` waits until the site may be asked again; what it raises passes through."""

    manners: Manners
    turn: Callable[[Address], None] = lambda address: None
    robots: dict[str, RobotFileParser] = field(default_factory=dict)

    def check(self, url: str) -> Answer:
        """What the address answers today, along its redirects; no fault of the other site raises anything."""
        try:
            address = normal(url)
            for _step in range(STEPS + 1):
                if address is None:
                    return Answer(Sign.TROUBLE, "redirect")
                reply = self._reply(address)
                if reply.status not in REDIRECTS or not reply.location:
                    return of_status(reply.status)
                address = led_to(address, reply.location)
            return Answer(Sign.TROUBLE, "redirects")
        except Trouble as trouble:
            return trouble.answer

    def _reply(self, address: Address) -> Reply:
        if not self._allows(address):
            raise Trouble(Answer(Sign.BARRED, "robots.txt"))
        reply = self._ask("HEAD", address)
        return self._ask("GET", address) if reply.status in NO_HEAD else reply

    def _ask(self, method: str, address: Address, limit: int = READ) -> Reply:
        if address.port not in WEB_PORTS and not self.manners.private_allowed:
            raise Trouble(Answer(Sign.BARRED, "port"))
        ips = self._ips(address)
        self.turn(address)
        return request(method, address, ips[0], self.manners, limit)

    def _ips(self, address: Address) -> list[str]:
        """Where the host is. All of its addresses have to be open ones: a mixed answer is a trap."""
        try:
            ips = resolved(address.host, address.port)
        except socket.gaierror as error:
            gone = error.errno in (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))
            raise Trouble(Answer(Sign.GONE if gone else Sign.TROUBLE, "DNS")) from error
        except (OSError, UnicodeError) as error:
            raise Trouble(Answer(Sign.TROUBLE, "DNS")) from error
        if not ips or any(barred(ips, private_allowed=self.manners.private_allowed)):
            raise Trouble(Answer(Sign.BARRED, "private"))
        return ips

    # -- robots.txt ----------------------------------------------------------------------------------------------

    def _allows(self, address: Address) -> bool:
        key = f"{address.scheme}://{address.site}"
        if key not in self.robots:
            self.robots[key] = self._read_robots(address)
        return self.robots[key].can_fetch(self.manners.product, address.url)

    def _read_robots(self, address: Address) -> RobotFileParser:
        """As RFC 9309 has it: none there allows all, a site in trouble is left alone until it is well."""
        rules = RobotFileParser()
        reply = self._robots_reply(address)
        if reply.status in (401, 403):
            rules.parse(["User-agent: *", "Disallow: /"])
        elif reply.status >= 500 or reply.status == 429:
            raise Trouble(Answer(Sign.TROUBLE, f"robots.txt {reply.status}", reply.status))
        elif reply.status >= 300:
            rules.parse([])
        else:
            rules.parse(reply.body.decode("utf-8", "replace").splitlines())
        rules.modified()
        return rules

    def _robots_reply(self, address: Address) -> Reply:
        at = led_to(address, "/robots.txt")
        for _step in range(STEPS):
            if at is None:
                break
            reply = self._ask("GET", at, ROBOTS_READ)
            if reply.status not in REDIRECTS or not reply.location:
                return reply
            at = led_to(at, reply.location)
        return Reply(404)


# -- one request -----------------------------------------------------------------------------------------------------


def request(method: str, address: Address, ip: str, manners: Manners, limit: int) -> Reply:
    """One request to the IP address that was judged. Raises Trouble."""
    connection = _connection(address, ip, manners)
    try:
        with _watched(connection, manners.timeout):
            connection.request(method, _path(address), headers=_headers(address, manners), preload_content=False)
            response = connection.getresponse()
            body = b"" if method == "HEAD" else response.read(limit, decode_content=False)
            return Reply(response.status, response.headers.get("Location", ""), body)
    except ssl.SSLError as error:
        raise Trouble(Answer(Sign.TROUBLE, "TLS")) from error
    except TimeoutError as error:
        raise Trouble(Answer(Sign.TROUBLE, "timeout")) from error
    except (HTTPError, HTTPException, OSError, ValueError) as error:
        raise Trouble(Answer(Sign.TROUBLE, type(error).__name__)) from error
    finally:
        connection.close()


def _connection(address: Address, ip: str, manners: Manners) -> HTTPConnection:
    if address.scheme == "http":
        return HTTPConnection(ip, address.port, timeout=manners.timeout)
    return HTTPSConnection(
        ip,
        address.port,
        timeout=manners.timeout,
        server_hostname=address.host,
        assert_hostname=address.host,
        cert_reqs="CERT_REQUIRED",
        ca_certs=certifi.where(),
    )


@contextmanager
def _watched(connection: HTTPConnection, seconds: float) -> Iterator[None]:
    """Ends the connection after so long altogether: a timeout alone begins anew with every octet that trickles in."""
    late = threading.Event()

    def cut() -> None:
        late.set()
        if connection.sock is not None:
            try:
                connection.sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                return

    watchdog = threading.Timer(seconds * 2, cut)
    watchdog.daemon = True
    watchdog.start()
    try:
        yield
    except Exception as error:
        if late.is_set():
            raise TimeoutError from error
        raise
    finally:
        watchdog.cancel()


def _path(address: Address) -> str:
    parts = urlsplit(address.url)
    return f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"


def _headers(address: Address, manners: Manners) -> dict[str, Any]:
    return {"Host": urlsplit(address.url).netloc, "User-Agent": manners.agent, "Accept": "*/*", "Connection": "close"}
