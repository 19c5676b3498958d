"""Service standards: numbers the city sets for itself, read with a default."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .models import ServiceStandard

_keepers: dict[str, Callable[[str], str]] = {}


def value(key: str, default: int) -> int:
    """The register's number, or the default while nobody has set one."""
    found = ServiceStandard.objects.filter(key=key).values_list("value", flat=True).first()
    return default if found is None else found


def values(defaults: Mapping[str, int]) -> dict[str, int]:
    """The same of several keys at once, each with its default. One query."""
    found = ServiceStandard.objects.filter(key__in=defaults).values_list("key", "value")
    return {**defaults, **dict(found)}


def keep(prefix: str, address: Callable[[str], str]) -> None:
    """A room above changes the standards whose keys begin so by a deed of its own, on the screen at `address(key)`."""
    _keepers[prefix] = address


def kept_at(key: str) -> str:
    """Where the standard is changed instead of in the plain register; empty for most."""
    return next((address(key) for prefix, address in _keepers.items() if key.startswith(prefix)), "")
