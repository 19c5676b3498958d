"""Why a publication failed, in words for people. What the machine said is kept beside them as the cause."""

from typing import Any

from django.utils.translation import gettext_lazy as _


class VersionVanished(Exception):
    """The page or the approved version is gone: nothing can be published in its place."""


class NotPublic(Exception):
    """The page to be taken off or archived is not public any more."""


class NoPlace(Exception):
    """The place a page was to move to is gone, dark, or takes no such page any more."""


class AddressTaken(Exception):
    """Another page took the same address at the place a page was to move to."""


ADDRESS = _("The address «%(slug)s» is taken. Change the address of the page and approve again.")
CONTENT = _("The content no longer keeps the rules of its form. Cancel the schedule and return it for correction.")
VANISHED = _("The approved version no longer exists. Cancel the schedule and ask the unit to hand the material over.")
NOT_PUBLIC = _("The page is not public any more, so nothing can be taken off. Ask the unit to withdraw the handoff.")
NO_PLACE = _(
    "The place the page was to move to does not exist any more, is not public or takes no such page. Cancel the "
    "schedule and return it: the unit chooses another place."
)
ADDRESS_THERE = _(
    "At the new place another page has taken the same address. Cancel the schedule and return it: the unit changes the "
    "address or chooses another place."
)
TECHNICAL = _("The publication failed for a technical reason. The portal tries again by itself.")

OF_OURS = {
    VersionVanished.__name__: VANISHED,
    NotPublic.__name__: NOT_PUBLIC,
    NoPlace.__name__: NO_PLACE,
    AddressTaken.__name__: ADDRESS_THERE,
}
"""By the class of the error: what happened and what to do."""
FINAL = f"{VersionVanished.__name__}:"
"""How a kept cause begins after which nothing is tried again by itself."""


def is_final(failure: str) -> bool:
    """Whether no try can help: what was approved is gone."""
    return failure.startswith(FINAL)


def is_plain(error: Exception) -> bool:
    """Whether there are words for it that say more than «a technical reason»."""
    return type(error).__name__ in {*OF_OURS, "ValidationError"}


def cause(error: Exception) -> str:
    """What is kept: the class of the error and its text."""
    return f"{type(error).__name__}: {error}"[:2000]


def words(failure: str, slug: str = "") -> Any:
    """A plain sentence for a kept cause: what happened, what to do. Empty when there was no failure."""
    if not failure:
        return ""
    name, _colon, said = failure.partition(": ")
    if name in OF_OURS:
        return OF_OURS[name]
    if name == "ValidationError":
        return ADDRESS % {"slug": slug} if slug and "'slug'" in said else CONTENT
    return TECHNICAL
