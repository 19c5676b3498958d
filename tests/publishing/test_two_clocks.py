"""Two processes of the clock over one database: alone in this file, for what it commits stays."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.publishing.city import TUESDAY, approved, build

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.django_db(transaction=True)
def test_two_clocks_publish_once(clock: Any, tmp_path: Path) -> None:
    """Two processes over one SQLite file, started together."""
    if connection.vendor != "sqlite":
        pytest.skip("the file is SQLite's")
    city = build()
    for _number in range(6):
        approved(city)
    file = tmp_path / "clocks.sqlite3"
    connection.ensure_connection()
    with contextlib.closing(sqlite3.connect(file)) as copy:
        connection.connection.backup(copy)
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{file}", "DJANGO_SETTINGS_MODULE": "portal.settings.test"}
    command = [sys.executable, "manage.py", "publish_scheduled", "--now", TUESDAY.isoformat()]
    clocks = [
        subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _clock in range(2)
    ]
    said = [process.communicate(timeout=120) for process in clocks]
    assert [process.returncode for process in clocks] == [0, 0], "\n".join(
        text[-3000:] for pair in said for text in pair
    )
    with contextlib.closing(sqlite3.connect(file)) as after:
        published = after.execute("select count(*) from publishing_handoff where stage = 'published'").fetchone()[0]
        changes = after.execute("select count(*) from publishing_publicchange where publisher_name = 'Roman Redaktor'")
        letters = after.execute("select count(*) from coordination_outboxmessage where kind = 'handoff.published'")
        assert published == 6
        assert changes.fetchone()[0] == 6
        assert letters.fetchone()[0] == 6 * 4
    shutil.rmtree(tmp_path, ignore_errors=True)
