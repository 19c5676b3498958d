"""The static files, listed once a run.

Every browser of a test builds the middleware anew, and each time it would look up every file of Wagtail and Django
again: 30 ms, several times a test.
"""

from __future__ import annotations

from typing import Any

from django.core.signals import setting_changed
from whitenoise.middleware import WhiteNoiseMiddleware

Listed = dict[str, Any]


def list_once() -> None:
    """From now on a middleware takes over what the first one found, until a setting of static files changes."""
    find = WhiteNoiseMiddleware.add_files_from_finders
    kept: Listed = {}

    def taken_over(self: WhiteNoiseMiddleware) -> None:
        if not kept:
            find(self)
            kept.update(self.files)
        self.files.update(kept)

    def forget(setting: str, **_sent: Any) -> None:
        if setting.startswith(("STATIC", "WHITENOISE")):
            kept.clear()

    WhiteNoiseMiddleware.add_files_from_finders = taken_over
    setting_changed.connect(forget, weak=False)
