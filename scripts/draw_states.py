"""Draw the tables of states into docs/states/. With --check: fail when a drawing is not what the table says."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
TARGET = ROOT / "docs" / "states" / "handoff.md"
HEAD = """# Handoff

Drawn from `publishing/states.py` by `scripts/draw_states.py`; do not edit here. Agreement (proposed, agreed, reopened)
and lateness are computed, they are not stages.

"""

CORRECTIONS = """# Correction

What one side corrects in what was handed over, until the other side has answered. The stage of the handoff stays and
says who corrects: {who}.

"""


def drawing() -> str:
    from publishing.states import CORRECTION_STEPS, CORRECTS, HOLDING, OPEN, STEPS, Stage

    lines = ["stateDiagram-v2", "    [*] --> prepared: reserve, hand over"]
    for step in STEPS:
        lines += [f"    {before} --> {step.after}: {step.deed}" for before in sorted(step.before)]
    lines += [f"    {stage} --> [*]" for stage in Stage if stage not in OPEN]
    corrections = ["stateDiagram-v2", "    [*] --> writing: begin"]
    for step in CORRECTION_STEPS:
        corrections += [f"    {before} --> {step.after}: {step.deed}" for before in sorted(step.before)]
    held = ", ".join(f"`{stage}`" for stage in Stage if stage in HOLDING)
    return (
        HEAD
        + "```mermaid\n"
        + "\n".join(lines)
        + f"\n```\n\nThe page is locked in: {held}.\n\n"
        + CORRECTIONS.format(who=", ".join(f"`{stage}` the {side}" for stage, side in CORRECTS.items()))
        + "```mermaid\n"
        + "\n".join(corrections)
        + "\n```\n"
    )


def main() -> int:
    import django

    django.setup()
    fresh = drawing()
    if "--check" in sys.argv:
        if TARGET.exists() and TARGET.read_text() == fresh:
            return 0
        print(f"{TARGET.relative_to(ROOT)} is not what the table says: run scripts/draw_states.py")
        return 1
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(fresh)
    return 0


if __name__ == "__main__":
    sys.exit(main())
