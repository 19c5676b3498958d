"""Mail that came in: an answer by mail, a bounce, two letters for a person, an automatic reply, a blocked sender."""

from __future__ import annotations

import datetime as dt
import tempfile
from email.message import EmailMessage
from pathlib import Path

from coordination import audit, mail_in, mail_tokens
from coordination.actions import Question, ask, block_sender
from coordination.models import Inquiry, OutboxMessage

from .shift import as_of
from .stage import Stage

REPORT = """\
MIME-Version: 1.0
From: MAILER-DAEMON@poczta.example
To: {back}
Subject: Undelivered Mail Returned to Sender
Message-ID: <zwrot-1@poczta.example>
Auto-Submitted: auto-replied
Content-Type: multipart/report; report-type=delivery-status; boundary="granica"

--granica
Content-Type: text/plain; charset=utf-8

The mail system could not deliver your message.

--granica
Content-Type: message/delivery-status

Reporting-MTA: dns; poczta.example

Final-Recipient: rfc822; {to}
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 User unknown

--granica
Content-Type: text/rfc822-headers

Message-ID: {message_id}

--granica--
"""


def build(stage: Stage) -> None:
    tents, walks = _asked(stage)
    at = stage.shift.working_days(-1, dt.time(20, 15))
    with tempfile.TemporaryDirectory() as folder:
        box = Path(folder) / "new"
        box.mkdir()
        for number, raw in enumerate((*_replies(tents), *_strangers(tents), _report(walks))):
            (box / f"{number}").write_bytes(raw)
        with as_of(at):
            mail_in.read_mailbox(f"maildir://{folder}", now=at)
            mail_in.judge_taken(at)
    _blocked(stage)


def _asked(stage: Stage) -> tuple[Inquiry, Inquiry]:
    at = stage.shift.working_days(-2, dt.time(17, 30))
    tents = Question(
        subject="Wypożyczenie namiotów na festyn",
        text="Czy miasto wypożycza organizacjom namioty i ławki na festyn sąsiedzki? Potrzebujemy ich na jeden dzień.",
        email="festyn@dobre-zablocie.example",
        name="Jan Przykładowy",
        organisation="Stowarzyszenie Dobre Zabłocie",
        legal_form="association",
    )
    walks = Question(
        subject="Spacery dla seniorów",
        text="Kto pomaga w organizacji spacerów z przewodnikiem dla seniorów?",
        email="biuro@spacery-seniorow.example",
        organisation="Fundacja Spacery Seniorów",
        legal_form="foundation",
    )
    with as_of(at):
        return ask(tents, now=at, unit=stage.unit("kd")).inquiry, ask(walks, now=at, unit=stage.unit("mops")).inquiry


def _letter(inquiry: Inquiry, kind: str) -> OutboxMessage:
    return OutboxMessage.objects.filter(kind=kind, about=audit.reference(inquiry)).order_by("pk")[0]


def _raw(sender: str, to: str, subject: str, text: str, name: str, **headers: str) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, subject
    message["Message-ID"] = f"<{name}@demo.example>"
    for header, value in headers.items():
        message[header.replace("_", "-")] = value
    message.set_content(text)
    return bytes(message)


def _replies(tents: Inquiry) -> tuple[bytes, bytes]:
    """The unit answers by mail; the asker's program says that he is away."""
    told, confirmed = _letter(tents, "inquiry.arrived"), _letter(tents, "inquiry.confirmed")
    answer = (
        "Dzień dobry,\nnamioty wypożyczają domy kultury; proszę zadzwonić do najbliższego dwa tygodnie wcześniej.\n\n"
        "W dniu 1.06.2026 o 17:30 Portal NGO pisze:\n> Czy miasto wypożycza organizacjom namioty?\n"
    )
    away = "Jestem na urlopie do końca tygodnia."
    subject = f"Re: {told.subject}"
    return (
        _raw(told.to, mail_tokens.address_of(told), subject, answer, "odpowiedz"),
        _raw(
            confirmed.to,
            mail_tokens.address_of(confirmed),
            "Automatyczna odpowiedź",
            away,
            "urlop",
            Auto_Submitted="auto-replied",
        ),
    )


def _strangers(tents: Inquiry) -> tuple[bytes, bytes]:
    """One writes to the mailbox itself; one answers from another address than we wrote to."""
    confirmed = _letter(tents, "inquiry.confirmed")
    return (
        _raw(
            "Koło Seniora Demo <kolo@senior-demo.example>",
            "odpowiedz@ngo.example",
            "Sala na spotkania",
            "Szukamy sali na comiesięczne spotkania koła, 20 osób. Do kogo się zwrócić?",
            "nowa-sprawa",
        ),
        _raw(
            "Jan Przykładowy <jan@poczta-prywatna.example>",
            mail_tokens.address_of(confirmed),
            f"Re: {confirmed.subject}",
            "Piszę z prywatnej skrzynki: termin festynu to druga sobota czerwca.",
            "inny-adres",
        ),
    )


def _report(walks: Inquiry) -> bytes:
    letter = _letter(walks, "inquiry.confirmed")
    back = mail_tokens.address_of(letter)
    return REPORT.format(back=back, to=letter.to, message_id=letter.message_id).encode()


def _blocked(stage: Stage) -> None:
    """A shop that used the form for advertisements, and its next «question»."""
    at = stage.shift.working_days(-6, dt.time(9, 0))
    with as_of(at):
        block_sender(
            "tanie-krzesla.example",
            reason="Reklamy zamiast pytań (dane demonstracyjne).",
            by=stage.standing("administrator", at),
            now=at,
        )
    later = stage.shift.working_days(-1, dt.time(12, 0))
    advertisement = Question(
        subject="Oferta krzeseł", text="Mamy krzesła w dobrej cenie.", email="biuro@tanie-krzesla.example"
    )
    with as_of(later):
        ask(advertisement, now=later)
