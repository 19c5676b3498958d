"""What moves a page at the hour of its handoff, and what its old addresses answer from then on."""

from typing import Any

from django.apps import apps
from wagtail.actions.move_page import MovePageAction
from wagtail.models import Page, Site

from coordination import audit, order

from . import failures, public_lines
from .models import Handoff, Move
from .places import place_of

Old = tuple[Site, str, int]
"""An address that was public: the portal, the path, the number of the page."""


def carry_out(handoff: Handoff, by: Any) -> None:
    """Move the page to the place that was agreed. The handoff's row is held, and says when; `by` None: the clock.

    Raises failures.NoPlace and failures.AddressTaken where the place has changed meanwhile. Call in a transaction.
    """
    found = Move.objects.filter(handoff=handoff).first()
    if found is None or handoff.page_id is None or handoff.published_at is None:
        raise failures.VersionVanished("the page is gone")
    target = Page.objects.select_for_update().filter(pk=found.target_id or 0).first()
    page = Page.objects.select_for_update().get(pk=handoff.page_id).specific
    if target is None:
        raise failures.NoPlace("the place is gone")
    _still_fits(page, target.specific)
    addresses = list(_public_addresses(page))
    with audit.told_by_the_deed():
        MovePageAction(page, target.specific, pos="last-child", user=by).execute(skip_permission_checks=True)
    handoff.page = Page.objects.get(pk=page.pk)  # letters tell the new address
    _lead_on(addresses)
    found.done_at = handoff.published_at
    found.save(update_fields=["done_at"])
    public_lines.of_handoff(handoff, found.in_words, str(order.BEYOND_RIGHTS))


def _still_fits(page: Any, target: Any) -> None:
    place = place_of(page, target)
    if place.below or not (place.fits and place.public):
        raise failures.NoPlace("the place takes no such page")
    if place.taken:
        raise failures.AddressTaken("the address is taken at the new place")


def _public_addresses(page: Any) -> list[Old]:
    """Where readers may look for the page and for those below it, also for those taken off since."""
    pages = Page.objects.descendant_of(page, inclusive=True).filter(first_published_at__isnull=False)
    found = list(pages.values_list("pk", "url_path"))
    return [
        (site, f"/{path.removeprefix(site.root_page.url_path)}", pk)
        for site in Site.objects.select_related("root_page")
        for pk, path in found
        if path.startswith(site.root_page.url_path)
    ]


def _lead_on(addresses: list[Old]) -> None:
    """Every old address leads to its page for good.

    Wagtail does it for what is public now, but neither for a page below that was taken off, nor over a redirect
    somebody once made for the same address.
    """
    if not apps.is_installed("wagtail.contrib.redirects"):
        return
    from wagtail.contrib.redirects.models import Redirect

    for site, path, pk in addresses:
        leads = {"redirect_page_id": pk, "redirect_link": "", "is_permanent": True, "automatically_created": True}
        Redirect.objects.update_or_create(site=site, old_path=Redirect.normalise_path(path), defaults=leads)
