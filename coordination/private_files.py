"""A storage that no public address leads to: what lies there goes out through a door that judges first."""

from __future__ import annotations

import os

from django.core.files.storage import FileSystemStorage

from . import conf


class PrivateStorage(FileSystemStorage):
    """Below `conf.files_root()`, readable for the portal's own account only."""

    def __init__(self) -> None:
        super().__init__(file_permissions_mode=0o600, directory_permissions_mode=0o700)

    @property
    def base_location(self) -> str:
        return conf.files_root()

    @property
    def location(self) -> str:
        return os.path.abspath(self.base_location)

    def url(self, name: str | None) -> str:
        raise ValueError("Private files have no address.")


def private_storage() -> PrivateStorage:
    """For a field: a callable, so that no migration remembers where files lie."""
    return PrivateStorage()
