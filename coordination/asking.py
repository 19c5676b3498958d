"""The same question is asked once in a pass of the clock, in which a thousand items may go out."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

_asked: ContextVar[dict[Any, Any] | None] = ContextVar("asked", default=None)


@contextmanager
def asked_once() -> Iterator[None]:
    """Inside, the same question gets the same answer; a change of people shows at the next pass."""
    token = _asked.set({})
    try:
        yield
    finally:
        _asked.reset(token)


def once(key: Any, ask: Callable[[], Any]) -> Any:
    """What `ask` answers, remembered under the key inside of `asked_once`."""
    known = _asked.get()
    if known is None:
        return ask()
    if key not in known:
        known[key] = ask()
    return known[key]
