"""`make plugin`: the rooms in a fresh Wagtail portal with accounts and page types of its own (DESIGN.md ruling 13)."""

from __future__ import annotations

import subprocess

import pytest

from tests.journeys.running import ROOT


@pytest.mark.soak
def test_a_handoff_goes_its_way_in_another_portal() -> None:
    done = subprocess.run([ROOT / "scripts" / "plugin.sh"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    assert done.stdout.endswith("plugin: ok\n")
