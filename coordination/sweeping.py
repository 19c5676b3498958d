"""Private files that no row names, a job of the clock: a deed undone after its files were written leaves them behind.

A file is written before its row is certain, so a young one may belong to a deed that still goes on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import suppress

from .models import InquiryFile
from .models.files import FOLDER
from .private_files import PrivateStorage, private_storage

YOUNG = dt.timedelta(days=1)
AT_ONCE = 500


def run_once(now: dt.datetime) -> int:
    """Take files off the disk that are older than a day and nobody's. Returns how many."""
    storage = private_storage()
    names = list(_old(storage, now - YOUNG))
    return sum(_sweep(storage, names[start : start + AT_ONCE]) for start in range(0, len(names), AT_ONCE))


def _old(storage: PrivateStorage, border: dt.datetime) -> Iterator[str]:
    if not storage.exists(FOLDER):
        return
    for file in storage.listdir(FOLDER)[1]:
        name = f"{FOLDER}/{file}"
        with suppress(FileNotFoundError):  # its row was deleted meanwhile
            if storage.get_modified_time(name) < border:
                yield name


def _sweep(storage: PrivateStorage, names: list[str]) -> int:
    nobodys = set(names) - set(InquiryFile.objects.filter(content__in=names).values_list("content", flat=True))
    for name in nobodys:
        storage.delete(name)
    return len(nobodys)
