"""Files as readers see them: title, format, size."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Attachment:
    """`size` in octets, None where the file is gone; `format` is the suffix in capitals."""

    url: str
    title: str
    format: str
    size: int | None

    @classmethod
    def of(cls, document: Any, title: str = "") -> "Attachment":
        return cls(document.url, title or document.title, document.file_extension.upper(), _size(document))


def _size(document: Any) -> int | None:
    """Kept by Wagtail at upload; asked of the storage only for older rows."""
    if document.file_size is not None:
        return document.file_size
    try:
        return document.file.size
    except OSError:
        return None
