"""What follows for limited drafts and preview links from what happens to a page."""

import datetime as dt
from typing import Any

from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.utils import timezone
from wagtail.signals import page_published, page_unpublished

from coordination import audit
from coordination.standing import Standing

from . import confinement, notices, previews, signals
from .going_public import when_public
from .governed import GovernedPage
from .models import ConfinedPerson, Confinement, Handoff, SealedThing, Transfer
from .states import LinkEnd
from .subjects import page_reference


@receiver(page_published, dispatch_uid="publishing.discreet.published")
@when_public
def open_what_is_public(instance: Any, **kwargs: Any) -> None:
    """Publication lifts a limit by itself, and ends the previews: there is a page to read."""
    if isinstance(instance, GovernedPage):
        now = timezone.now()
        confinement.lift_at_publication(instance, now=now)
        previews.end_all(instance.pk, LinkEnd.PUBLISHED, now=now)


@receiver(page_unpublished, dispatch_uid="publishing.discreet.unpublished")
def shut_previews_of_what_was_taken_off(instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, GovernedPage):
        previews.end_all(instance.pk, LinkEnd.UNPUBLISHED, now=timezone.now())


@receiver(signals.withdrawn, dispatch_uid="publishing.discreet.withdrawn")
def shut_previews_of_what_was_withdrawn(handoff: Handoff, now: dt.datetime, by: Standing, **kwargs: Any) -> None:
    if handoff.page_id:
        previews.end_all(handoff.page_id, LinkEnd.WITHDRAWN, now=now, by=by)


@receiver(signals.entrusted, dispatch_uid="publishing.discreet.entrusted")
def shut_previews_of_the_former_unit(transfer: Transfer, now: dt.datetime, **kwargs: Any) -> None:
    """What the unit showed around is not its own any more; should the page come back, the links stay shut."""
    if transfer.page_id:
        previews.end_all(transfer.page_id, LinkEnd.ENTRUSTED, now=now)


@receiver(pre_delete, sender=Confinement, dispatch_uid="publishing.discreet.deleted")
def seal_what_is_deleted(instance: Confinement, **kwargs: Any) -> None:
    """A limited draft is deleted: what the book says of it stays with the named persons."""
    if instance.lifted_at is not None:
        return
    named = instance.people.filter(account__isnull=False).values_list("account_id", flat=True)
    handoffs = map(audit.reference, Handoff.objects.filter(page_id=instance.page_id))
    for about in (page_reference(instance.page_id), audit.reference(instance.page.specific_deferred), *handoffs):
        SealedThing.objects.get_or_create(about=about)[0].named.set(named)


@receiver(signals.confined, dispatch_uid="publishing.discreet.confined")
def shut_previews_and_tell_the_named(
    confinement: Confinement, people: list[ConfinedPerson], by: Standing, now: dt.datetime, **kwargs: Any
) -> None:
    previews.end_all(confinement.page_id, LinkEnd.CONFINED, now=now, by=by)
    notices.to_named("named", confinement, people, now=now, by=by)


@receiver(signals.confinement_lifted, dispatch_uid="publishing.discreet.lifted")
def tell_the_named_of_lifting(confinement: Confinement, by: Standing | None, now: dt.datetime, **kwargs: Any) -> None:
    """A publication has letters of its own."""
    if by is not None:
        people = list(confinement.people.select_related("account"))
        notices.to_named("limit_lifted", confinement, people, now=now, by=by)
