"""The small city and its people."""

from tests.publishing.conftest import as_, city, clock

__all__ = ["as_", "city", "clock"]
