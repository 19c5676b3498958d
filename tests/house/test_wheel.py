"""The plugin's wheel holds three rooms with all they need, and nothing of this portal (DESIGN.md ruling 13)."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
ROOMS = ("coordination", "publishing", "pages")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        return wheel.namelist()


def of_repository(folder: str, pattern: str) -> set[str]:
    return {
        path.relative_to(ROOT / folder).as_posix()
        for path in (ROOT / folder).rglob(pattern)
        if path.is_file() and "__pycache__" not in path.parts
    }


def of_wheel(files: list[str], folder: str) -> set[str]:
    return {name.removeprefix(f"{folder}/") for name in files if name.startswith(f"{folder}/")}


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_travels_whole(files: list[str], room: str) -> None:
    assert of_repository(room, "*.py") <= of_wheel(files, room)
    assert of_repository(f"templates/{room}", "*") == of_wheel(files, f"{room}/templates/{room}")
    assert of_repository(f"static/{room}", "*") == of_wheel(files, f"{room}/static/{room}")


def test_the_small_parts_of_the_skin_travel_with_coordination(files: list[str]) -> None:
    assert of_repository("templates/components", "*") == of_wheel(files, "coordination/templates/components")
    for folder in ("css", "fonts", "img", "js", "vendor"):
        assert of_repository(f"static/{folder}", "*") == of_wheel(files, f"coordination/static/{folder}")


def test_polish_travels(files: list[str]) -> None:
    assert "coordination/locale/pl/LC_MESSAGES/django.mo" in files
    assert {"django.mo", "djangojs.mo"} <= of_wheel(files, "publishing/locale/pl/LC_MESSAGES")


def test_the_portal_stays_at_home(files: list[str]) -> None:
    """Nor its tests, nor its base template and login screen, which would cover the host's own."""
    folders = {name.partition("/")[0] for name in files}
    assert {folder for folder in folders if not folder.endswith(".dist-info")} == set(ROOMS)
    templates = {"/".join(name.split("/")[:3]) for name in files if "/templates/" in name}
    own = {f"{room}/templates/{room}" for room in ROOMS}
    assert templates == own | {"coordination/templates/components", "publishing/templates/wagtailadmin"}
    assert sorted(name for name in files if "/templates/wagtailadmin/" in name) == [
        "publishing/templates/wagtailadmin/bulk_actions/footer.html",
        "publishing/templates/wagtailadmin/pages/listing/_page_status_cell.html",
        "publishing/templates/wagtailadmin/pages/listing/_privacy_indicator.html",
        "publishing/templates/wagtailadmin/shared/header.html",
    ]


def test_nothing_is_in_it_twice(files: list[str]) -> None:
    assert [name for name, times in Counter(files).items() if times > 1] == []
