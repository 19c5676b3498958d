"""The import contracts hold, and a planted violation fails them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
LINT_IMPORTS = Path(sys.executable).parent / "lint-imports"
ROOMS = ("portal", "pages", "publishing", "coordination")


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the rooms and their contracts."""
    for room in ROOMS:
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__", "static", "*.html"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def lint(house: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(LINT_IMPORTS)], cwd=house, capture_output=True, text=True, check=False)


def test_contracts_hold(house: Path) -> None:
    done = lint(house)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        ("coordination/planted.py", "import publishing", "Imports point down"),
        ("publishing/planted.py", "from pages import models", "Imports point down"),
        ("pages/planted.py", "from portal import urls", "Imports point down"),
        ("coordination/planted.py", "from wagtail.models import Page", "The heart of coordination knows no Wagtail"),
        ("coordination/verdict.py", "from coordination import models", "Shelves of coordination"),
        ("publishing/states.py", "from publishing import models", "Shelves of publishing"),
    ],
)
def test_a_planted_import_breaks_them(house: Path, file: str, line: str, contract: str) -> None:
    with (house / file).open("a") as source:
        source.write(f"\n{line}\n")
    done = lint(house)
    assert done.returncode != 0
    assert f"{contract} BROKEN" in done.stdout
