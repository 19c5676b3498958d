"""requirements.lock pins everything by hash and names no index, so that any mirror serves it (DESIGN.md ruling 7)."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent.parent
LOCK = (ROOT / "requirements.lock").read_text()
ENTRY = re.compile(
    r"^(?P<requirement>[a-z0-9][^\\\n]*?) \\\n(?P<hashes>(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.M
)


def locked() -> dict[str, str]:
    """Name → version."""
    requirements = [Requirement(entry["requirement"]) for entry in ENTRY.finditer(LOCK)]
    return {requirement.name: str(requirement.specifier).removeprefix("==") for requirement in requirements}


def test_it_consists_of_pinned_hashed_requirements_and_nothing_else() -> None:
    assert ENTRY.sub("", LOCK).strip() == ""
    assert len(locked()) > 60


def test_it_names_no_address_and_no_path() -> None:
    assert not re.search(r"://|--(?:index|extra-index|find)|(?:^|\s)(?:-i|-f)\s|@ |/", LOCK)


def test_it_holds_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    asked = [
        *project["project"]["dependencies"],
        *(r for group in project["dependency-groups"].values() for r in group),
    ]
    for requirement in map(Requirement, asked):
        name = re.sub(r"[-_.]+", "-", requirement.name).lower()
        assert name in locked(), f"{requirement}: run `make lock`"
        assert requirement.specifier.contains(locked()[name]), f"{requirement}: run `make lock`"


def test_it_is_the_only_lock_file() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split()
    names = {Path(path).name for path in listed}
    assert not names & {"uv.lock", "poetry.lock", "Pipfile.lock", "package-lock.json", "yarn.lock"}
