"""The small city on Monday 23 November 2026, 10:00, with one inquiry of an organisation."""

from tests.publishing.conftest import as_, city, clock

__all__ = ["as_", "city", "clock"]
