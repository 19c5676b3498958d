"""Why a publication failed, in words for people. What the machine said is kept beside them as the cause."""

from typing import Any

from django.utils.translation import gettext_lazy as _


class VersionVanished(Exception):
    """The page or the approved version is gone: nothing can be published in its place."""


class NotPublic(Exception):
    """The page to be taken off or archived is not public any more."""


ADDRESS = _("The address «%(slug)s» is taken. Change the address of the page and approve again.")
CONTENT = _("The content no longer keeps the rules of its form. Cancel the schedule and return it for correction.")
VANISHED = _("The approved version no longer exists. Cancel the schedule and ask the unit to hand the material over.")
NOT_PUBLIC = _("The page is not public any more, so nothing can be taken off. Ask the unit to withdraw the handoff.")
TECHNICAL = _("The publication failed for a technical reason. The portal tries again by itself.")


def cause(error: Exception) -> str:
    """What is kept: the class of the error and its text."""
    return f"{type(error).__name__}: {error}"[:2000]


def words(failure: str, slug: str = "") -> Any:
    """A plain sentence for a kept cause: what happened, what to do. Empty when there was no failure."""
    if not failure:
        return ""
    name, _colon, said = failure.partition(": ")
    if name == VersionVanished.__name__:
        return VANISHED
    if name == NotPublic.__name__:
        return NOT_PUBLIC
    if name == "ValidationError":
        return ADDRESS % {"slug": slug} if slug and "'slug'" in said else CONTENT
    return TECHNICAL
