"""Quiet drawings made in code: flat shapes in the portal's blues, drawn large and scaled down for smooth edges."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from django.core.files.images import ImageFile
from PIL import Image, ImageDraw
from wagtail.images import get_image_model

from coordination.models import Unit
from publishing.collections import collection_of

WIDTH, HEIGHT, SCALE = 1200, 675, 2
NAVY, BLUE, SKY, PALE, SUN, WHITE = "#0a2a5e", "#0b5cad", "#6aa9e0", "#dcebf8", "#f2b705", "#ffffff"
Pen = ImageDraw.ImageDraw


def picture(name: str, alt: str, unit: Unit) -> Any:
    """An image in the unit's own collection."""
    packed = io.BytesIO(drawn(DRAWINGS[name]))
    image = get_image_model()(title=alt.removeprefix("Rysunek: ").rstrip("."), collection=collection_of(unit))
    image.file = ImageFile(packed, name=f"demo-{name}.png")
    image.description = alt
    image.save()
    return image


def drawn(draw: Callable[[Pen], None]) -> bytes:
    canvas = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), PALE)
    pen = ImageDraw.Draw(canvas)
    _hills(pen)
    draw(pen)
    small = canvas.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    packed = io.BytesIO()
    small.quantize(64).save(packed, "PNG", optimize=True)
    return packed.getvalue()


def _at(*points: float) -> list[float]:
    return [point * SCALE for point in points]


def _hills(pen: Pen) -> None:
    """The same river bank under every picture."""
    pen.ellipse(_at(-300, 470, 800, 1200), fill="#c3dcf2")
    pen.ellipse(_at(500, 520, 1700, 1300), fill="#aacdec")


def _houses(pen: Pen) -> None:
    for left, top, colour in ((230, 300, SKY), (480, 210, BLUE), (760, 320, NAVY)):
        pen.rectangle(_at(left, top, left + 220, 600), fill=colour)
        pen.polygon(_at(left - 24, top, left + 110, top - 110, left + 244, top), fill=NAVY if colour != NAVY else BLUE)
        pen.rectangle(_at(left + 80, 470, left + 140, 600), fill=WHITE)
        window = SUN if colour == BLUE else WHITE
        pen.rectangle(_at(left + 36, top + 50, left + 90, top + 110), fill=window)
        pen.rectangle(_at(left + 130, top + 50, left + 184, top + 110), fill=WHITE)


def _voices(pen: Pen) -> None:
    for left, top, right, bottom, colour, tail in (
        (150, 120, 620, 340, BLUE, 240),
        (560, 250, 1030, 470, NAVY, 900),
        (260, 400, 640, 570, SKY, 340),
    ):
        pen.rounded_rectangle(_at(left, top, right, bottom), radius=46 * SCALE, fill=colour)
        pen.polygon(_at(tail, bottom - 8, tail + 70, bottom - 8, tail + 10, bottom + 60), fill=colour)
        for line in range(2):
            y = top + (bottom - top) * (0.36 + 0.26 * line)
            pen.rounded_rectangle(_at(left + 60, y, right - 60 - line * 90, y + 18), radius=9 * SCALE, fill=WHITE)


def _ballot(pen: Pen) -> None:
    pen.rounded_rectangle(_at(390, 90, 810, 600), radius=28 * SCALE, fill=WHITE)
    for row, ticked in enumerate((True, True, False)):
        top = 160 + row * 140
        pen.rounded_rectangle(_at(440, top, 530, top + 90), radius=16 * SCALE, outline=NAVY, width=8 * SCALE)
        if ticked:
            pen.line(_at(460, top + 46, 482, top + 68, 516, top + 22), fill=BLUE, width=14 * SCALE, joint="curve")
        pen.rounded_rectangle(_at(565, top + 18, 755, top + 36), radius=9 * SCALE, fill=SKY)
        pen.rounded_rectangle(_at(565, top + 54, 700, top + 72), radius=9 * SCALE, fill=PALE)


def _people(pen: Pen) -> None:
    for place in range(5):
        left, colour = 130 + place * 195, (BLUE, SKY, SUN, SKY, NAVY)[place]
        pen.pieslice(_at(left, 360, left + 160, 700), 180, 360, fill=colour)
        pen.ellipse(_at(left + 34, 230, left + 126, 322), fill=colour)
    pen.rectangle(_at(0, 530, WIDTH, HEIGHT), fill="#aacdec")


def _steps(pen: Pen) -> None:
    for place, colour in enumerate((SKY, SKY, BLUE, NAVY)):
        left, top = 240 + place * 190, 470 - place * 85
        pen.rounded_rectangle(_at(left, top, left + 140, 600), radius=14 * SCALE, fill=colour)
    pen.ellipse(_at(800, 70, 910, 180), fill=SUN)
    pen.ellipse(_at(824, 94, 886, 156), outline=WHITE, width=8 * SCALE)


def _clock(pen: Pen) -> None:
    pen.ellipse(_at(250, 110, 690, 550), fill=NAVY)
    pen.ellipse(_at(290, 150, 650, 510), fill=WHITE)
    pen.line(_at(470, 330, 470, 200), fill=NAVY, width=18 * SCALE)
    pen.line(_at(470, 330, 470, 440), fill=BLUE, width=18 * SCALE)
    pen.ellipse(_at(452, 312, 488, 348), fill=SUN)
    pen.ellipse(_at(760, 180, 940, 360), fill=BLUE)
    pen.ellipse(_at(812, 232, 888, 308), fill=PALE)
    pen.rectangle(_at(828, 350, 872, 570), fill=BLUE)
    for top in (460, 520):
        pen.rectangle(_at(872, top, 926, top + 30), fill=BLUE)


def _snow(pen: Pen) -> None:
    pen.ellipse(_at(-200, 430, 900, 1200), fill=WHITE)
    pen.ellipse(_at(450, 480, 1600, 1300), fill="#f2f8fd")
    for left, top in ((160, 120), (330, 230), (860, 60), (760, 200), (980, 110), (1090, 280), (440, 330)):
        pen.ellipse(_at(left, top, left + 26, top + 26), fill=WHITE)
    for left, top, size in ((490, 390, 220), (520, 250, 160), (545, 145, 110)):
        pen.ellipse(_at(left, top, left + size, top + size), fill=WHITE, outline=SKY, width=6 * SCALE)
    pen.rounded_rectangle(_at(530, 148, 670, 166), radius=8 * SCALE, fill=NAVY)
    pen.rectangle(_at(560, 78, 640, 152), fill=NAVY)
    pen.rounded_rectangle(_at(540, 238, 660, 262), radius=12 * SCALE, fill=BLUE)
    pen.polygon(_at(600, 198, 600, 214, 668, 210), fill=SUN)
    for left, top in ((574, 184), (614, 184), (592, 300), (592, 345), (592, 460)):
        pen.ellipse(_at(left, top, left + 14, top + 14), fill=NAVY)


DRAWINGS: dict[str, Callable[[Pen], None]] = {
    "houses": _houses,
    "voices": _voices,
    "ballot": _ballot,
    "people": _people,
    "steps": _steps,
    "clock": _clock,
    "snow": _snow,
}
