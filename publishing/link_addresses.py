"""Addresses on the web: one writing for each, and which of them may be asked at all. Pure, but for names of hosts."""

import ipaddress
import socket
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

LONGEST = 2000
PORTS = {"http": 80, "https": 443}
WEB_PORTS = frozenset({80, 443, 8080, 8443})
"""Where sites stand: no link and no redirect makes the portal knock at another door."""
SAFE = "/:?#[]@!$&'()*+,;=%~-._"


@dataclass(frozen=True)
class Address:
    """An address in its one writing: lower-case ASCII host, no fragment, no usual port."""

    url: str
    scheme: str
    host: str
    port: int

    @property
    def digest(self) -> str:
        return sha256(self.url.encode()).hexdigest()

    @property
    def site(self) -> str:
        """What is asked one request at a time."""
        return f"{self.host}:{self.port}"


def normal(text: str) -> Address | None:
    """The address of a link; None for what is none on the web, or carries a name and a password."""
    try:
        parts = urlsplit(text.strip())
        host = (parts.hostname or "").encode("idna").decode().lower().rstrip(".")
        usual = PORTS[parts.scheme]
        port = parts.port or usual
    except (KeyError, UnicodeError, ValueError):
        return None
    if not host or parts.username or parts.password or any(char in text for char in "\r\n\x00"):
        return None
    shown = f"[{host}]" if ":" in host else host
    netloc = shown if port == usual else f"{shown}:{port}"
    url = urlunsplit((parts.scheme, netloc, quote(parts.path or "/", safe=SAFE), quote(parts.query, safe=SAFE), ""))
    return Address(url, parts.scheme, host, port) if len(url) <= LONGEST else None


def led_to(base: Address, location: str) -> Address | None:
    """Where a redirect leads; None where that is no address on the web."""
    try:
        return normal(urljoin(base.url, location))
    except ValueError:
        return None


def resolved(host: str, port: int) -> list[str]:
    """The IP addresses of a host. Raises OSError where the name is unknown or nobody answers for names."""
    rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(row[4][0]) for row in rows))


def is_public(ip: str) -> bool:
    """Whether the address is one of the open network: not private, loopback, link-local, reserved or for groups."""
    try:
        found = ipaddress.ip_address(ip.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo or (None, None))[1]
        if inner is not None:
            return inner.is_global and not inner.is_multicast
        if found in _NAT64:
            return is_public(str(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)))
        if found not in _UNICAST:
            return False
    return found.is_global and not found.is_multicast


_NAT64, _UNICAST = ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("2000::/3")
"""RFC 6052, and all that is given out as open addresses (RFC 4291): what embeds an address of IPv4 lies outside."""


def barred(ips: Iterable[str], *, private_allowed: bool) -> Iterator[str]:
    """Those of the addresses that may not be asked."""
    return (ip for ip in ips if not private_allowed and not is_public(ip))
