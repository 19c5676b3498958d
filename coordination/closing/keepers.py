"""Keepers of texts: what a room does with a form that came after the office had ended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from ..models import Unit
from ..standing import Standing
from .seals import Opening


@dataclass(frozen=True)
class Late:
    """A form posted after the office had ended. `standing` is as it was when the form was opened, for this unit."""

    request: HttpRequest
    kwargs: Mapping[str, Any]
    opening: Opening
    unit: Unit
    standing: Standing
    now: dt.datetime


@dataclass(frozen=True)
class Keeper:
    """How the text of one kind of form is kept.

    `unit_of` names the unit the form is for, None when there is none; `keep` says in words what was kept, "" when it
    could not be. With `heads`, the head of the unit does this deed too.
    """

    subject: Callable[[Mapping[str, Any]], str]
    unit_of: Callable[[HttpRequest, Mapping[str, Any], Opening], int | None]
    keep: Callable[[Late], str]
    heads: bool = False


_keepers: dict[str, Keeper] = {}


def register(view_name: str, keeper: Keeper) -> None:
    """Rooms call this in ready(), with the name of the address that the form posts to."""
    _keepers[view_name] = keeper


def keeper_of(view_name: str) -> Keeper | None:
    """The keeper of the address, None when no room registered one."""
    return _keepers.get(view_name)
