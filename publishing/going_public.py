"""Wagtail announces a page as published, too, when it is only scheduled and nobody can read it yet."""

from collections.abc import Callable
from functools import wraps
from typing import Any


def when_public(receive: Callable[..., None]) -> Callable[..., None]:
    """A receiver of `page_published` that hears only of what readers can open from now on."""

    @wraps(receive)
    def told(sender: Any, instance: Any, **kwargs: Any) -> None:
        if instance.live:
            receive(sender=sender, instance=instance, **kwargs)

    return told
