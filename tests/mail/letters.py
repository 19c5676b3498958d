"""Raw letters for tests, a line each."""

from __future__ import annotations

import itertools
from email.message import EmailMessage

_count = itertools.count(1)


def raw(
    text: str = "Tak.",
    *,
    sender: str = "ngo@organizacja.example",
    to: str = "odpowiedz@ngo.example",
    subject: str = "Re: zapytanie",
    message_id: str = "",
    files: tuple[tuple[str, bytes], ...] = (),
    **headers: str,
) -> bytes:
    """`Auto_Submitted="…"` becomes a header."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, subject
    message["Message-ID"] = message_id or f"<{next(_count)}@poczta.example>"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    for name, content in files:
        message.add_attachment(content, maintype="application", subtype="pdf", filename=name)
    return bytes(message)


def report(
    *, to: str, recipient: str, message_id: str = "", action: str = "failed", cause: str = "550 unknown"
) -> bytes:
    """A report of a mail server (RFC 3464) on the letter with the Message-ID."""
    returned = f"--g\nContent-Type: text/rfc822-headers\n\nMessage-ID: {message_id}\n\n" if message_id else ""
    return (
        f"From: MAILER-DAEMON@poczta.example\nTo: {to}\nSubject: Undelivered\nMessage-ID: <r{next(_count)}@p.example>\n"
        'MIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary="g"\n\n'
        "--g\nContent-Type: text/plain\n\nSorry.\n\n"
        "--g\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; poczta.example\n\n"
        f"Final-Recipient: rfc822; {recipient}\nAction: {action}\nStatus: 5.1.1\nDiagnostic-Code: smtp; {cause}\n\n"
        f"{returned}--g--\n"
    ).encode()
