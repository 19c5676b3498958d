"""Doors that Wagtail offers. Wagtail imports this package by its name; each file registers its own hooks.

`offers` brings Wagtail's own buttons, so it comes first: ours stand after them.
"""

from .. import offers
from . import buttons, editor, guards, listings, menu, registration

__all__ = ["buttons", "editor", "guards", "listings", "menu", "offers", "registration"]
