"""Facts after which pages are looked at again, or findings are settled at once."""

import datetime as dt
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from coordination.signals import designated, designation_ended, unit_closed, units_merged

from . import day_findings, looking, signals
from .going_public import when_public
from .governed import GovernedPage
from .models import Stewardship
from .sorts import Sort

OFFICES = (Sort.CONTACT, Sort.NOBODY)


@receiver(page_published, dispatch_uid="publishing.look.published")
@when_public
def look_at_the_new_text(instance: Any, **kwargs: Any) -> None:
    """Only asked for here: no fault of a look may stop a publication (decision «signals»)."""
    if isinstance(instance, GovernedPage):
        looking.want([instance.pk], now=timezone.now())


@receiver(page_unpublished, dispatch_uid="publishing.look.unpublished")
def forget_what_is_not_public(instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, GovernedPage):
        looking.forget(instance.pk)
        looking.want(leading_to(instance), now=timezone.now())


@receiver(signals.taken_down, dispatch_uid="publishing.look.taken_down")
def forget_what_is_archived(takedown: Any, now: dt.datetime, **kwargs: Any) -> None:
    looking.forget(takedown.page_id)
    looking.want(leading_to(takedown.page), now=now)


@receiver(signals.put_back, dispatch_uid="publishing.look.put_back")
def look_at_what_is_back(takedown: Any, now: dt.datetime, **kwargs: Any) -> None:
    looking.want([takedown.page_id, *leading_to(takedown.page)], now=now)


@receiver(page_slug_changed, dispatch_uid="publishing.look.slug")
@receiver(post_page_move, dispatch_uid="publishing.look.moved")
def look_at_what_moved(instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, GovernedPage) and instance.live:
        looking.want([instance.pk], now=timezone.now())


def leading_to(page: Any) -> list[int]:
    """Public pages whose text leads to the page, as Wagtail's index of references knows them."""
    rows = (
        ReferenceIndex.get_references_to(page)
        .filter(base_content_type=ContentType.objects.get_for_model(Page))
        .values_list("object_id", flat=True)
    )
    keys = {int(key) for key in rows}
    return list(Stewardship.objects.filter(page_id__in=keys, page__live=True).values_list("page_id", flat=True))


@receiver([signals.confirmed_current, signals.confirmation_undone], dispatch_uid="publishing.look.confirmed")
def the_review_day_moved(stewardship: Stewardship, now: dt.datetime, **kwargs: Any) -> None:
    day_findings.settle(now, sorts=[Sort.REVIEW], page_ids=[stewardship.page_id])


@receiver(signals.entrusted, dispatch_uid="publishing.look.entrusted")
def another_unit_answers(transfer: Any, now: dt.datetime, **kwargs: Any) -> None:
    if transfer.page_id:
        day_findings.settle(now, sorts=[Sort.NOBODY], page_ids=[transfer.page_id])


@receiver([designated, designation_ended], dispatch_uid="publishing.look.offices")
def offices_changed(designation: Any, **kwargs: Any) -> None:
    day_findings.settle(kwargs.get("now") or timezone.now(), sorts=OFFICES)


@receiver([unit_closed, units_merged], dispatch_uid="publishing.look.units")
def units_changed(change: Any, now: dt.datetime, **kwargs: Any) -> None:
    day_findings.settle(now, sorts=OFFICES)
