"""A trend over months as a drawing: points, lines, labels. Pure; a month that nobody measured is a gap, not a zero."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

WIDTH, HEIGHT = 720, 260
LEFT, RIGHT, TOP, BOTTOM = 48, 16, 24, 40
TICKS = 4
MARKS = ("circle", "square", "triangle")
"""Series differ by their marks and the pattern of their lines, not by colour alone."""


class Series(NamedTuple):
    """A line: its name and the value of each month that was measured."""

    label: Any
    values: Mapping[dt.date, int]


class Spot(NamedTuple):
    month: dt.date
    value: int
    x: int
    y: int

    @property
    def triangle(self) -> str:
        return f"{self.x},{self.y - 6} {self.x - 6},{self.y + 5} {self.x + 6},{self.y + 5}"

    @property
    def corner(self) -> tuple[int, int]:
        """Upper left of a square of ten."""
        return self.x - 5, self.y - 5


@dataclass(frozen=True)
class Line:
    """One series as drawn: unbroken runs of months, and every spot."""

    label: Any
    mark: str
    runs: tuple[str, ...]
    spots: tuple[Spot, ...]


class Tick(NamedTuple):
    value: int
    y: int


class Place(NamedTuple):
    month: dt.date
    x: int


@dataclass(frozen=True)
class Drawing:
    lines: tuple[Line, ...]
    ticks: tuple[Tick, ...]
    places: tuple[Place, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    base: int = HEIGHT - BOTTOM


def months_back(last: dt.date, count: int) -> list[dt.date]:
    """The first days of `count` months up to that of `last`, the oldest first."""
    number = last.year * 12 + last.month - 1
    return [dt.date(n // 12, n % 12 + 1, 1) for n in range(number - count + 1, number + 1)]


def step_of(top: int) -> int:
    """A round distance of ticks, so that about TICKS of them reach the top."""
    size = 1
    while True:
        for factor in (1, 2, 5):
            if factor * size * TICKS >= top:
                return factor * size
        size *= 10


def draw(series: Sequence[Series], months: Sequence[dt.date]) -> Drawing:
    """Lines over the months; the scale begins at zero and ends at a round number."""
    top = max((value for one in series for value in one.values.values()), default=0)
    step = step_of(max(top, 1))
    ceiling = step * TICKS
    room = HEIGHT - TOP - BOTTOM

    def y_of(value: int) -> int:
        return round(HEIGHT - BOTTOM - room * value / ceiling)

    width = WIDTH - LEFT - RIGHT
    gap = width / max(len(months) - 1, 1)
    places = tuple(Place(month, round(LEFT + gap * number)) for number, month in enumerate(months))
    return Drawing(
        lines=tuple(_line(one, MARKS[number % len(MARKS)], places, y_of) for number, one in enumerate(series)),
        ticks=tuple(Tick(step * number, y_of(step * number)) for number in range(TICKS + 1)),
        places=places,
    )


def _line(series: Series, mark: str, places: Sequence[Place], y_of: Any) -> Line:
    runs: list[list[Spot]] = [[]]
    for place in places:
        if place.month in series.values:
            value = series.values[place.month]
            runs[-1].append(Spot(place.month, value, place.x, y_of(value)))
        elif runs[-1]:
            runs.append([])
    spots = tuple(spot for run in runs for spot in run)
    drawn = tuple(" ".join(f"{spot.x},{spot.y}" for spot in run) for run in runs if len(run) > 1)
    return Line(series.label, mark, drawn, spots)
