"""The skin as files: one fresh stylesheet, few bytes, nothing inline, nothing from elsewhere."""

import gzip
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "static"
# Mail has no stylesheet and carries its own styles.
SCREENS = [path for path in sorted((ROOT / "templates").glob("**/*.html")) if "emails" not in path.parts]
FIRST_VISIT = ("css/portal.css", "js/menu.js", "js/filters.js", "js/errors.js")
FONTS = ("fonts/inter-latin.woff2", "fonts/inter-polish.woff2")


def packed(name: str) -> int:
    return len(gzip.compress((STATIC / name).read_bytes(), 9))


def test_the_stylesheet_is_made_from_its_sources() -> None:
    script = ROOT / "scripts" / "bundle_css.py"
    assert subprocess.run([sys.executable, str(script), "--check"]).returncode == 0, "run scripts/bundle_css.py"


def test_styles_scripts_and_fonts_of_a_first_visit_are_small() -> None:
    octets = sum(map(packed, FIRST_VISIT)) + sum((STATIC / font).stat().st_size for font in FONTS)
    assert octets <= 70_000  # of 100 kB with the page itself (DESIGN.md section 10)


def test_every_address_in_the_stylesheet_leads_to_a_file() -> None:
    css = (STATIC / "css" / "portal.css").read_text("utf-8")
    for address in re.findall(r"url\(\"?(?!\"?data:)([^\")]+)", css):
        assert (STATIC / "css" / address).resolve().is_file(), address
    assert "sourceMappingURL" not in css


@pytest.mark.parametrize("template", SCREENS, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_templates_carry_no_inline_style_or_script_and_nothing_from_elsewhere(template: Path) -> None:
    source = re.sub(r"{% comment %}.*?{% endcomment %}", "", template.read_text("utf-8"), flags=re.DOTALL)
    assert not re.search(r"\sstyle=|\son[a-z]+=\"|<style", source)
    assert not re.search(r"<script(?![^>]*(\ssrc=|application/ld\+json))", source)
    assert not re.search(r"<(?:script|img|link|iframe)[^>]*(?:src|href)=\"(?:https?:)?//", source)
