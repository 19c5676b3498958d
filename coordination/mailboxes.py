"""Mailboxes that mail is read from: a folder of this machine, or IMAP over TLS.

Nothing is removed from them: what was taken is marked as read, so that the files of a letter stay where they came.
"""

from __future__ import annotations

import imaplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import SplitResult, unquote, urlsplit

IMAPS = 993
TIMEOUT = 20
"""Seconds that the clock waits for a mail server."""
TAKEN = "PortalTaken"
"""Keyword on a letter of an IMAP folder; one that was merely read by a person is still taken."""


NO_KEYWORDS = (
    "The mail server keeps no keywords in this folder (PERMANENTFLAGS), so letters that were taken could not be told"
    " from new ones. Have it deliver them into a folder of this machine (maildir), see docs/deployment-mail.md."
)


class UnknownMailbox(ValueError):
    """The setting names no mailbox that can be read; the password is not repeated."""


class NotMarked(RuntimeError):
    """The mail server did not keep the mark on a letter that was stored; the pass ends, the next one tries again."""


class Mailbox(Protocol):
    def fresh(self, limit: int) -> Iterator[tuple[str, bytes]]:
        """Keys and raw letters that were not taken yet, the oldest first."""

    def mark(self, key: str) -> None:
        """The letter is stored; it is not given again. Raises NotMarked."""


class Maildir:
    """`maildir:///path`: new letters lie in `new/`, those taken in `cur/` with the mark S."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("new", "cur", "tmp"):
            (folder / name).mkdir(parents=True, exist_ok=True)

    def fresh(self, limit: int) -> Iterator[tuple[str, bytes]]:
        for file in sorted((self.folder / "new").iterdir())[:limit]:
            with suppress(FileNotFoundError):  # another clock was quicker
                yield file.name, file.read_bytes()

    def mark(self, key: str) -> None:
        with suppress(FileNotFoundError):
            (self.folder / "new" / key).rename(self.folder / "cur" / f"{key.partition(':')[0]}:2,S")


class Imap:
    """`imaps://user:password@host/folder`: letters without our keyword."""

    def __init__(self, client: Any) -> None:
        self.client = client

    def fresh(self, limit: int) -> Iterator[tuple[str, bytes]]:
        _said, found = self.client.uid("SEARCH", "UNDELETED", "UNKEYWORD", TAKEN)
        for uid in (found[0] or b"").split()[:limit]:
            _said, parts = self.client.uid("FETCH", uid.decode(), "(BODY.PEEK[])")
            for part in parts:
                if isinstance(part, tuple):
                    yield uid.decode(), part[1]

    def mark(self, key: str) -> None:
        said, told = self.client.uid("STORE", key, "+FLAGS", rf"(\Seen {TAKEN})")
        if said != "OK":
            raise NotMarked(str(told))


@contextmanager
def opened(url: str, connect: Callable[..., Any] = imaplib.IMAP4_SSL) -> Iterator[Mailbox]:
    """The mailbox of the address. Raises UnknownMailbox, and what the network raises."""
    where = urlsplit(url)
    if where.scheme == "maildir" and where.path:
        yield Maildir(Path(unquote(where.path)))
    elif where.scheme == "imaps" and where.hostname and where.username:
        with _signed_in(where, connect) as client:
            yield Imap(client)
    else:
        raise UnknownMailbox(f"{where.scheme}://…")


@contextmanager
def _signed_in(where: SplitResult, connect: Callable[..., Any]) -> Iterator[Any]:
    client = connect(
        where.hostname,
        where.port or IMAPS,
        ssl_context=ssl.create_default_context(),
        timeout=TIMEOUT,
    )
    try:
        client.login(unquote(where.username or ""), unquote(where.password or ""))
        said, told = client.select(f'"{unquote(where.path.lstrip("/")) or "INBOX"}"')
        if said != "OK":
            raise UnknownMailbox(str(told))
        if not _keeps_keywords(client):
            raise UnknownMailbox(NO_KEYWORDS)
        yield client
    finally:
        with suppress(OSError, imaplib.IMAP4.error):
            client.logout()


def _keeps_keywords(client: Any) -> bool:
    """What the server said of the folder it opened; one that says nothing keeps all of them (RFC 3501, 6.3.1)."""
    _code, told = client.response("PERMANENTFLAGS")
    flags = b" ".join(line for line in told if line).decode("ascii", "replace").strip("()").casefold().split()
    return not any(told) or r"\*" in flags or TAKEN.casefold() in flags
