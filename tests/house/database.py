"""The migrated test database, kept between runs, so that a single test does not wait for every migration.

SQLite in memory only; on PostgreSQL everything goes pytest-django's own way. The copy is named by what went into it:
the migrations and the versions of the packages. It also gives every transactional test what migrations wrote (groups,
root page, law rows), because the flush after the one before took it away.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from django.db import connection

ROOT = Path(__file__).resolve().parent.parent.parent
SHELF = ROOT / "var" / "testdb"
MEMORY = "file:memorydb_default?mode=memory&cache=shared"  # the name Django gives its in-memory test database

_turn: list[IO[str]] = []


def kept_path() -> Path:
    seen = hashlib.sha256((ROOT / "requirements.lock").read_bytes())
    for migration in sorted(ROOT.glob("*/migrations/*.py")):
        seen.update(str(migration.relative_to(ROOT)).encode() + migration.read_bytes())
    return SHELF / f"{seen.hexdigest()[:16]}.sqlite3"


def in_memory() -> bool:
    return connection.vendor == "sqlite" and not connection.settings_dict.get("TEST", {}).get("NAME")


@contextlib.contextmanager
def offered() -> Iterator[None]:
    """While this lasts, the in-memory database that Django will open already has tables and rows."""
    with contextlib.closing(sqlite3.connect(MEMORY, uri=True)) as memory:
        if in_memory():
            wait_for_turn()
        if in_memory() and kept_path().exists():
            with contextlib.closing(sqlite3.connect(kept_path())) as kept:
                kept.backup(memory)
        yield
    end_turn()


def wait_for_turn() -> None:
    """Of several workers that find no copy one migrates; the others wait for its copy."""
    if kept_path().exists():
        return
    SHELF.mkdir(parents=True, exist_ok=True)
    turn = (SHELF / "turn").open("w")
    fcntl.flock(turn, fcntl.LOCK_EX)
    _turn.append(turn)
    if kept_path().exists():
        end_turn()


def end_turn() -> None:
    """A turn ends with the copy, with the tests or with the process, whichever comes first."""
    while _turn:
        _turn.pop().close()


def keep() -> None:
    """After migrations ran: write the copy, where there is none of these migrations yet.

    A database is made only where a test asks for one by its mark; else the portal's own would be read and emptied.
    """
    if in_memory() and not connection.is_in_memory_db():
        raise RuntimeError("No test of this run is marked django_db, so there is no test database.")
    if in_memory() and not kept_path().exists():
        _write_copy()
    end_turn()


def _write_copy() -> None:
    for old in SHELF.glob("*.sqlite3"):
        old.unlink(missing_ok=True)
    connection.ensure_connection()
    draft = kept_path().with_suffix(f".{os.getpid()}")
    with contextlib.closing(sqlite3.connect(draft)) as target:
        connection.connection.backup(target)
    draft.replace(kept_path())


def restore() -> None:
    """Put the database back to the moment after migrations."""
    if in_memory() and kept_path().exists():
        connection.ensure_connection()
        with contextlib.closing(sqlite3.connect(kept_path())) as kept:
            kept.backup(connection.connection)
