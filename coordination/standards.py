"""Service standards: numbers the city sets for itself, read with a default."""

from .models import ServiceStandard


def value(key: str, default: int) -> int:
    """The register's number, or the default while nobody has set one."""
    found = ServiceStandard.objects.filter(key=key).values_list("value", flat=True).first()
    return default if found is None else found
