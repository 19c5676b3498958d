"""Every deed tried on one side, each undone before the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tests.doors.walker import undone

from . import controls, moderation, pages, registers
from .side import Side


@dataclass(frozen=True)
class Outcome:
    code: str
    title: str
    open: bool
    told: str


def try_all(side: Side) -> Iterator[Outcome]:
    for one in (*controls.CONTROLS, *pages.PAGES, *registers.REGISTERS, *moderation.MODERATION):
        with undone():
            is_open, told = one.run(side)
        yield Outcome(one.code, one.title, is_open, told)
