"""A real portal for one journey: gunicorn, an own copy of the demo, a mail server that keeps what it gets."""

from __future__ import annotations

import contextlib
import datetime as dt
import email
import email.policy
import fcntl
import hashlib
import logging
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller

ROOT = Path(__file__).resolve().parent.parent.parent
BIN = Path(sys.executable).parent
ROOMS = ("portal", "pages", "publishing", "coordination")
SHELF = ROOT / "var" / "testdemo"
START_SECONDS = 120
PRIVATE = "private"
"""The folder of private files, beside the media folder (coordination.conf.files_root)."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def copy_database(source: Path, target: Path) -> None:
    """A copy that is whole even while the source has a write-ahead log."""
    with contextlib.closing(sqlite3.connect(source)) as old, contextlib.closing(sqlite3.connect(target)) as new:
        old.backup(new)


def run_command(environment: dict[str, str], *arguments: str) -> str:
    """Run a management command; its output, or an AssertionError that shows what it said."""
    done = subprocess.run(
        [str(BIN / "python"), "manage.py", *arguments],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"manage.py {' '.join(arguments)}:\n{done.stdout}\n{done.stderr}"
    return done.stdout


def environment_of(database: Path, media: Path, **more: str) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        "DATABASE_URL": f"sqlite:///{database}",
        "MEDIA_ROOT": str(media),
        "CACHE_URL": "locmemcache://",
        **more,
    }


def fingerprint() -> str:
    """What the demo depends on: the code of the rooms, the packages, and the day."""
    seen = hashlib.sha256(f"{dt.datetime.now(tz=dt.UTC):%F}".encode() + (ROOT / "requirements.lock").read_bytes())
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            seen.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return seen.hexdigest()[:16]


@dataclass
class Demo:
    """The demo as `manage.py demo` builds it: once a run, copied for every journey."""

    database: Path
    media: Path

    @classmethod
    def build(cls, folder: Path, migrated: Path | None) -> Demo:
        """`migrated` is a database that has run all migrations, to start from; None runs them here."""
        demo = cls(folder / "demo.sqlite3", folder / "media")
        demo.media.mkdir(parents=True)
        if migrated:
            copy_database(migrated, demo.database)
        environment = environment_of(demo.database, demo.media)
        run_command(environment, "migrate", "--verbosity", "0")
        run_command(environment, "demo")
        return demo

    @classmethod
    def kept(cls, migrated: Path | None) -> Demo:
        """Today's demo of exactly this code, kept under var/: built where there is none yet."""
        place = SHELF / fingerprint()
        SHELF.mkdir(parents=True, exist_ok=True)
        with (SHELF / "turn").open("w") as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)  # of several workers one builds, the others wait for it
            if not place.exists():
                cls._build_kept(place, migrated)
        return cls(place / "demo.sqlite3", place / "media")

    @classmethod
    def _build_kept(cls, place: Path, migrated: Path | None) -> None:
        for old in SHELF.glob("*/"):
            if time.time() - old.stat().st_mtime > 3600:  # younger ones may be in use by another run
                shutil.rmtree(old, ignore_errors=True)
        draft = place.with_suffix(f".{os.getpid()}")
        cls.build(draft, migrated)
        draft.rename(place)

    def copy(self, folder: Path) -> Demo:
        copied = Demo(folder / "portal.sqlite3", folder / "media")
        copy_database(self.database, copied.database)
        shutil.copytree(self.media, copied.media)
        if (beside := self.media.parent / PRIVATE).exists():
            shutil.copytree(beside, folder / PRIVATE)
        return copied


class MailSink:
    """A mail server in this process; `mails` are the messages it accepted, in order."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.port = free_port()
        logging.getLogger("mail.log").setLevel(logging.WARNING)
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        self.mails.append(message)
        return "250 OK"


@dataclass
class Portal:
    """The running portal of one test."""

    url: str
    database: Path
    media: Path
    sink: MailSink
    environment: dict[str, str]
    faults: list[str] = field(default_factory=list)

    @property
    def mails(self) -> list[EmailMessage]:
        return self.sink.mails

    def mails_to(self, address: str) -> list[EmailMessage]:
        return [mail for mail in self.mails if address.lower() in str(mail["To"]).lower()]

    def manage(self, *arguments: str) -> str:
        """`portal.manage("publish_scheduled", "--now", instant.isoformat())` on this portal's database."""
        return run_command(self.environment, *arguments)


def wait_until_it_answers(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Any answer will do: /healthz says 503 as long as no clock has beaten."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        assert server.poll() is None, f"the server ended:\n{log.read_text()}"
        with contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError):
            try:
                urllib.request.urlopen(f"{url}/healthz", timeout=10).close()
            except urllib.error.HTTPError as answer:
                answer.close()
            return
        time.sleep(0.1)
    raise AssertionError(f"no answer in {START_SECONDS} s:\n{log.read_text()}")


@contextlib.contextmanager
def running(demo: Demo, folder: Path, begins: dt.datetime | None = None) -> Iterator[Portal]:
    """Start web server and mail server over this copy of the demo; stop both at the end.

    The clock of the portal begins to tick at the aware instant `begins`, by default now.
    """
    port, sink, log = free_port(), MailSink(), folder / "server.log"
    url = f"http://127.0.0.1:{port}"
    environment = environment_of(demo.database, demo.media, PORTAL_URL=url, EMAIL_URL=f"smtp://127.0.0.1:{sink.port}")
    application = "portal.wsgi:application"
    if begins:
        environment["JOURNEY_BEGINS"], application = begins.isoformat(), "tests.journeys.set_clock:application"
    gunicorn = [str(BIN / "gunicorn"), application, "--bind", f"127.0.0.1:{port}"]
    threads = ["--worker-class", "gthread", "--workers", "1", "--threads", "8", "--no-control-socket"]
    sink.controller.start()
    with log.open("wb") as out:
        server = subprocess.Popen([*gunicorn, *threads], cwd=ROOT, env=environment, stdout=out, stderr=out)
        try:
            wait_until_it_answers(url, server, log)
            yield Portal(url, demo.database, demo.media, sink, environment)
        finally:
            server.terminate()
            server.wait(timeout=20)
            sink.controller.stop()
