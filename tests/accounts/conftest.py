"""The small city, for the tests of accounts."""

from tests.publishing.conftest import as_, city, clock

__all__ = ["as_", "city", "clock"]
