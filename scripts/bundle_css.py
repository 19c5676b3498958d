"""Join the portal's stylesheets into the one file that pages load: static/css/portal.css.

Run it after every change of a source file (`python scripts/bundle_css.py`); with --check it only compares
and answers 1 when the bundle is old. Vendored component files go into the layers they were written for,
so that the portal's own rules, which stand in no layer, always win.
"""

import re
import sys
from pathlib import Path

CSS = Path(__file__).resolve().parent.parent / "static" / "css"
VENDOR = CSS.parent / "vendor" / "designsystemet"
BUNDLE = CSS / "portal.css"

BASE = ("base",)
COMPONENTS = (
    "button",
    "input",
    "label",
    "link",
    "alert",
    "tag",
    "error-summary",
    "validation-message",
    "fieldset",
    "table",
)
OWN = (
    "fonts",
    "tokens",
    "base",
    "layout",
    *(f"components/{p.stem}" for p in sorted(CSS.glob("components/*.css"))),
    "print",
)


def squeezed(css: str) -> str:
    """Without comments, indentation and empty lines."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return "\n".join(line for raw in css.splitlines() if (line := raw.strip()))


def layer(name: str, files: tuple[str, ...]) -> str:
    body = "\n".join((VENDOR / f"{file}.css").read_text("utf-8") for file in files)
    return f"@layer {name} {{\n{squeezed(body)}\n}}"


def bundle() -> str:
    """The whole stylesheet, in the order of the layers."""
    theme = squeezed((CSS / "theme.css").read_text("utf-8"))
    own = "\n".join(squeezed((CSS / f"{file}.css").read_text("utf-8")) for file in OWN)
    return "\n".join(
        (
            "/* Made by scripts/bundle_css.py: edit the source files. Parts: see static/vendor/VENDORED.md. */",
            "@layer ds.theme, ds.base, ds.components;",
            theme,
            layer("ds.base", BASE),
            layer("ds.components", COMPONENTS),
            own,
            "",
        )
    )


def main() -> int:
    if "--check" in sys.argv:
        return int(not BUNDLE.exists() or BUNDLE.read_text("utf-8") != bundle())
    BUNDLE.write_text(bundle(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
