"""No English on any screen (issue 1, must show; DESIGN.md ruling 11): the demo is walked through, public and staff."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.journeys.running import ROOT, Demo, environment_of
from tests.language.walk import OFFICES

ENOUGH = 15  # screens a person; fewer would mean that the walk lost its way


def test_everything_read_on_the_way_is_polish(demo: Demo, tmp_path: Path) -> None:
    """One process, so that the recorder hears every text; see tests/language/walk.py for where it goes."""
    here = demo.copy(tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "tests.language.walk"],
        cwd=ROOT,
        env=environment_of(here.database, here.media),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report["found"] == []
    assert [office for office in OFFICES if report["looked"][office or "public"] < ENOUGH] == []
