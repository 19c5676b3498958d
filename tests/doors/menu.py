"""The menu beside every screen, drawn once a walk.

It hangs on the person and on the rows alone, and every step of the walk starts from the same rows; drawn for each
screen anew, with its dozens of questions about rights, it took a seventh of the time. A step that has written
something by then gets a menu of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.admin.menu import admin_menu


class DrawnOnce:
    """Stands in for the drawing of Wagtail's main menu; `writes` are the tables the step has written to so far."""

    def __init__(self) -> None:
        self.writes: Collection[str] = ()
        self._draw = admin_menu.render_component
        self._kept: dict[tuple[Any, str | None], Any] = {}

    def __call__(self, request: HttpRequest) -> Any:
        if self.writes:
            return self._draw(request)
        whose = request.user.pk, get_language()
        if whose not in self._kept:
            self._kept[whose] = self._draw(request)
        return self._kept[whose]


@contextmanager
def drawn_once() -> Iterator[DrawnOnce]:
    menu = DrawnOnce()
    with mock.patch.object(admin_menu, "render_component", menu):
        yield menu
