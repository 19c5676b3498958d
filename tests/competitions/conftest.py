"""The city of the publishing tests, and its people at their screens."""

from tests.publishing.conftest import as_, city, clock

__all__ = ["as_", "city", "clock"]
