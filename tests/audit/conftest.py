"""The small city of publishing, for the book of deeds."""

from tests.publishing.conftest import as_, city, clock

__all__ = ["as_", "city", "clock"]
