"""A database of each engine for the crowd; PostgreSQL from DATABASE_URL_POSTGRES, else from scripts/postgres.sh."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.house import database
from tests.journeys.running import ROOT, copy_database, run_command

Tell = Callable[[str], dict[str, Any]]
MISSING = "PostgreSQL is needed: as root in Debian `apt-get install postgresql`, or name one in DATABASE_URL_POSTGRES."


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a server where databases may be made; the test fails and says why when there is none."""
    given = os.environ.get("DATABASE_URL_POSTGRES")
    if given:
        yield given
        return
    started = subprocess.run(["scripts/postgres.sh", "start"], cwd=ROOT, capture_output=True, text=True, check=False)
    if started.returncode:
        pytest.fail(f"{MISSING}\n{started.stderr}")
    yield started.stdout.strip()
    subprocess.run(["scripts/postgres.sh", "stop"], cwd=ROOT, capture_output=True, check=False)


def migrated_template(link: psycopg.Connection[Any], server: str) -> str:
    """The database that has run today's migrations, made once for all workers and runs; others copy it."""
    name = f"ngo_migrated_{database.kept_path().stem}"
    link.execute("SELECT pg_advisory_lock(351)")
    try:
        kept = [row[0] for row in link.execute("SELECT datname FROM pg_database WHERE datname LIKE 'ngo_migrated_%'")]
        if name not in kept:
            for old in kept:
                link.execute(f'DROP DATABASE IF EXISTS "{old}" WITH (FORCE)')
            link.execute(f"CREATE DATABASE \"{name}_made\" TEMPLATE template0 ENCODING 'UTF8'")
            address = f"{server.rpartition('/')[0]}/{name}_made"
            settings = {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "portal.settings.test"}
            run_command({**os.environ, **settings}, "migrate", "--verbosity", "0")
            link.execute(f'ALTER DATABASE "{name}_made" RENAME TO "{name}"')
    finally:
        link.execute("SELECT pg_advisory_unlock(351)")
    return name


@contextlib.contextmanager
def empty_postgres(server: str) -> Iterator[str]:
    """A migrated database of our own on the server, gone afterwards."""
    name = f"ngo_crowd_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as link:
        template = migrated_template(link, server)
        link.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        link.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        try:
            yield server.rpartition("/")[0] + "/" + name
        finally:
            link.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextlib.contextmanager
def empty_sqlite(folder: Path) -> Iterator[str]:
    file = folder / "crowd.sqlite3"
    if database.kept_path().exists():
        copy_database(database.kept_path(), file)
    yield f"sqlite:///{file}"


ENGINES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


@pytest.fixture(scope="module", params=ENGINES)
def crowded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Tell:
    """`crowded("small")`: what came of every story of the crowd on this engine; told once a module."""
    return _teller("crowd", request, tmp_path_factory.mktemp(request.param))


@pytest.fixture(scope="module", params=ENGINES)
def faulted(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Tell:
    """`faulted("small")`: what came of every fault on this engine; told once a module."""
    return _teller("faults", request, tmp_path_factory.mktemp(request.param))


@pytest.fixture(scope="module", params=ENGINES)
def posted(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Tell:
    """`posted("small")`: what came of mail coming in and going out on this engine; told once a module."""
    return _teller("mail_faults", request, tmp_path_factory.mktemp(request.param))


@pytest.fixture(scope="module", params=ENGINES)
def raced(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Tell:
    """`raced("small")`: what came of two deeds at once on sets on this engine; told once a module."""
    return _teller("set_races", request, tmp_path_factory.mktemp(request.param))


@pytest.fixture(scope="module", params=ENGINES)
def answered(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Tell:
    """`answered("small")`: what came of two answers at once on this engine; told once a module."""
    return _teller("answer_races", request, tmp_path_factory.mktemp(request.param))


@pytest.fixture(scope="module", params=ENGINES)
def listed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Tell:
    """`listed("small")`: what the list of competitions and its files tell on this engine; told once a module."""
    return _teller("lists", request, tmp_path_factory.mktemp(request.param))


@pytest.fixture(scope="module", params=ENGINES)
def stepped(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Tell:
    """`stepped("small")`: what came of every step on this engine; told once a module."""
    return _teller("steps", request, tmp_path_factory.mktemp(request.param))


def _teller(stories: str, request: pytest.FixtureRequest, folder: Path) -> Tell:
    told: dict[str, dict[str, Any]] = {}

    def tell(size: str) -> dict[str, Any]:
        if size not in told:
            server = request.getfixturevalue("postgres") if request.param == "postgresql" else ""
            with empty_postgres(server) if server else empty_sqlite(folder) as url:
                told[size] = played(stories, url, folder / size, size)
        assert told[size]["engine"] == request.param
        return told[size]

    return tell


def played(stories: str, url: str, folder: Path, size: str) -> dict[str, Any]:
    folder.mkdir()
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        "EMAIL_URL": f"filemail:///{folder / 'mail'}",
    }
    run_command(environment, "migrate", "--verbosity", "0")
    command = [sys.executable, "-m", f"tests.both_engines.{stories}", size]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-6000:]
    return json.loads(done.stdout)
