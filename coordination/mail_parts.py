"""A raw letter taken apart: who, to whom, what, whether a machine wrote it, what it says of a letter that came back.

Pure. Whatever strangers send, an answer comes back: what the library cannot read is left out, never an error.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from email.utils import getaddresses
from typing import Any

from .mail_text import words_of_html

ADDRESSED = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To")
LONGEST_TEXT, LONGEST_HEADERS, LONGEST_PAGE = 1_000_000, 50_000, 4_000_000
"""Characters kept of a letter, read of one in HTML; beyond that it is to be read in the mailbox."""
MOST_FILES = 100
_BULK = frozenset({"bulk", "junk", "auto_reply"})
_AWAY = re.compile(
    r"^\s*(automatyczna odpowied[źz]|autoodpowied[źz]|odpowied[źz] automatyczna|poza biurem|"
    r"automatic reply|auto(matic)?[- ]?reply|out of (the )?office)\b",
    re.IGNORECASE,
)
_MACHINES = frozenset({"mailer-daemon", "postmaster"})


@dataclass(frozen=True)
class Bounce:
    """What a report of the mail server says: the letter, the address, the cause; `failed` is final."""

    message_id: str
    recipient: str
    cause: str
    failed: bool


@dataclass(frozen=True)
class Attached:
    """A file: its name and its size in bytes."""

    name: str
    size: int


@dataclass(frozen=True)
class Letter:
    """What stands in a letter. `digest` tells two letters apart that bear the same Message-ID.

    `automatic`: no person wrote it; `listed`: a mailing list or a group mailbox passed it on, perhaps a person's words.
    `cut`: it goes on beyond what was read.
    """

    message_id: str
    digest: str
    sender: str = ""
    sender_name: str = ""
    to: tuple[str, ...] = ()
    subject: str = ""
    text: str = ""
    headers: str = ""
    attached: tuple[Attached, ...] = ()
    automatic: bool = False
    listed: bool = False
    cut: bool = False
    bounce: Bounce | None = None
    unreadable: bool = False


def read(raw: bytes) -> Letter:
    """Take a letter apart."""
    message = message_from_bytes(raw, policy=policy.default)
    sender_name, sender = next(iter(_addresses(message, ("From",))), ("", ""))
    subject, (text, cut) = _header(message, "Subject"), _text(message)
    digest = hashlib.sha256(f"{sender}\0{subject}\0{text}".encode()).hexdigest()
    given = re.sub(r"\s+", "", _header(message, "Message-ID"))
    bounce = _bounce(message)
    return Letter(
        message_id=given[:200] or f"sha256:{hashlib.sha256(raw).hexdigest()}",
        digest=digest,
        sender=sender[:254],
        sender_name=sender_name[:160],
        to=tuple(dict.fromkeys(address for _name, address in _addresses(message, ADDRESSED))),
        subject=" ".join(subject.split())[:255],
        text=text[:LONGEST_TEXT],
        headers=clean("\n".join(_raw(message)))[:LONGEST_HEADERS],
        attached=() if bounce else tuple(_attached(message)),
        automatic=bounce is None and _is_automatic(message, sender, subject),
        listed=_is_listed(message),
        cut=cut or len(text) > LONGEST_TEXT,
        bounce=bounce,
    )


def clean(text: str) -> str:
    """Without what no database takes: null characters and halves of characters."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")


def _or(ask: Callable[[], Any], otherwise: Any) -> Any:
    """The library raises many kinds of errors over letters that break the rules."""
    try:
        return ask()
    except Exception:
        return otherwise


def _raw(message: Message) -> list[str]:
    """The headers as they came."""
    return _or(lambda: [f"{name}: {value}" for name, value in message.raw_items()], [])


def _header(message: Message, name: str) -> str:
    return clean(_or(lambda: str(message.get(name, "") or ""), "")).strip()


def _all(message: Message, name: str) -> list[Any]:
    return _or(lambda: message.get_all(name, []), [])


def _addresses(message: Message, names: Iterable[str]) -> list[tuple[str, str]]:
    """Names and addresses in lower case; a part of the name is never taken for an address."""
    written = [str(value) for name in names for value in _all(message, name)]
    pairs = _or(lambda: getaddresses(written), [])
    return [(clean(name).strip(), clean(address).strip().lower()) for name, address in pairs if "@" in address]


def _is_automatic(message: Message, sender: str, subject: str) -> bool:
    """RFC 3834, and what programs write instead. Reports of mail servers that nobody can parse go to a person."""
    if sender.partition("@")[0] in _MACHINES:
        return False
    said = _header(message, "Auto-Submitted").lower()
    return (
        (said != "" and not said.startswith("no"))
        or _header(message, "Precedence").lower() in _BULK
        or any(_header(message, name) for name in ("X-Autoreply", "X-Autorespond"))
        or bool(_AWAY.match(subject))
    )


def _is_listed(message: Message) -> bool:
    """RFC 2919, RFC 2369: a list passed it on; the mailbox that several people of an organisation share is one, too."""
    return _header(message, "Precedence").lower() == "list" or any(
        _header(message, name) for name in ("List-Id", "List-Unsubscribe")
    )


# -- text and files ---------------------------------------------------------------------------------------------------


def _text(message: EmailMessage) -> tuple[str, bool]:
    """The plain text, of a letter in HTML only its words; and whether there is more of it than is read."""
    plain = _or(lambda: message.get_body(("plain",)), None)
    html = None if plain else _or(lambda: message.get_body(("html",)), None)
    if plain is not None:
        return clean(_content(plain)), False
    page = clean(_content(html)) if html is not None else ""
    return words_of_html(page[:LONGEST_PAGE]), len(page) > LONGEST_PAGE


def _content(part: Any) -> str:
    """Decoded as it says; else as the characters allow."""
    decoded = _or(part.get_content, None)
    return decoded if isinstance(decoded, str) else _bytes(part).decode("utf-8", "replace")


def _attached(message: EmailMessage) -> Iterable[Attached]:
    """Files, without pictures that belong to a signature."""
    for part in _or(lambda: list(message.iter_attachments()), [])[:MOST_FILES]:
        if part.get_content_maintype() == "image" and part.get("Content-ID") and not part.is_attachment():
            continue
        yield Attached(_name(part), len(_bytes(part)))


def _name(part: Any) -> str:
    return " ".join(clean(_or(part.get_filename, "") or "").split())[:200] or part.get_content_type()


def _bytes(part: Any) -> bytes:
    payload = _or(lambda: part.get_payload(decode=True), b"")
    return payload if isinstance(payload, bytes) else b""


# -- reports of mail servers ------------------------------------------------------------------------------------------


def _bounce(message: EmailMessage) -> Bounce | None:
    """A report on delivery (RFC 3464); None for anything else."""
    if message.get_content_type() != "multipart/report":
        return None
    parts = _or(lambda: list(message.walk()), [])
    status = next((part for part in parts if part.get_content_type() == "message/delivery-status"), None)
    if status is None:
        return None
    blocks = [block for block in _or(status.get_payload, []) if isinstance(block, Message)]
    told = next((block for block in blocks if block.get("Action")), None)
    if told is None:
        return None
    cause = _header(told, "Diagnostic-Code").partition(";")[2] or _header(told, "Status")
    return Bounce(
        message_id=_returned(parts),
        recipient=_header(told, "Final-Recipient").partition(";")[2].strip().lower()[:254],
        cause=" ".join(cause.split())[:255],
        failed=_header(told, "Action").lower() == "failed",
    )


def _returned(parts: list[Any]) -> str:
    """Message-ID of our letter, from the copy or the headers that came back with the report."""
    for part in parts:
        kind, payload = part.get_content_type(), _or(part.get_payload, "")
        if kind == "message/rfc822" and isinstance(payload, list) and payload:
            return _header(payload[0], "Message-ID")
        if kind == "text/rfc822-headers" and isinstance(payload, str):
            return _header(message_from_bytes(payload.encode("utf-8", "replace"), policy=policy.default), "Message-ID")
    return ""
