"""M: holes around moderation."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from .families import Family
from .helpers import again, api, bulk, is_live, status, two_versions
from .side import Side

MODERATION = Family()


@MODERATION.deed("M1", "swap the text while the portal team reads it: what goes public is not what was read")
def swap_by_revert(side: Side) -> tuple[bool, str]:
    page, bad = two_versions(side)
    side.hand_in(page)
    read = again(page).latest_revision_id
    answer = api(side.client("coordinator"), page, "revert_to_page_revision", {"revision_id": bad.pk})
    side.approve(page, read)
    public = again(page)
    return public.live and public.lead == "Złe słowa", status(answer)


@MODERATION.deed("M2", "a reviewer's half-typed autosave becomes what another reviewer approves")
def swap_by_autosave(side: Side) -> tuple[bool, str]:
    page, _bad = two_versions(side)
    side.hand_in(page)
    read = again(page).latest_revision_id
    data = side.form(again(page), lead="Pół zdania bez")
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    answer = side.client("administrator").post(address, data, headers={"accept": "application/json"})
    side.approve(page, read)
    public = again(page)
    return public.live and public.lead == "Pół zdania bez", status(answer)


@MODERATION.deed("M3", "decide about another page than the one in the address")
def task_of_another_page(side: Side) -> tuple[bool, str]:
    return side.decide_elsewhere()


@MODERATION.deed("M5", "one person of the portal team publishes a unit's page that waits, without the agreed date")
def publish_over_the_queue(side: Side) -> tuple[bool, str]:
    answer = bulk(side.client("administrator"), "publish", side.own.waiting)
    return is_live(side.own.waiting), status(answer)


@MODERATION.deed("M6", "the portal team deletes what waits, and nobody is told")
def delete_over_the_queue(side: Side) -> tuple[bool, str]:
    answer = bulk(side.client("administrator"), "delete", side.own.waiting)
    return not Page.objects.filter(pk=side.own.waiting.pk).exists(), status(answer)


@MODERATION.deed("M7", "hand in with a date already past: approval means «at once»")
def hand_in_late(side: Side) -> tuple[bool, str]:
    return side.hand_in_for(timezone.now() - dt.timedelta(days=1))


@MODERATION.deed("M10", "the author approves the own text")
def approve_ones_own(side: Side) -> tuple[bool, str]:
    return side.author_approves()
