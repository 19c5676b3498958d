"""What follows from facts of this room: letters, written in the transaction of the deed."""

from typing import Any

from django.dispatch import receiver

from . import notices, signals, unit_notices


@receiver(signals.inquiry_received)
def confirm_and_tell_the_unit(*, inquiry: Any, key: str, now: Any, **_kwargs: Any) -> None:
    notices.received(inquiry, key, now)


@receiver(signals.inquiry_answered)
def send_the_answer(*, inquiry: Any, message: Any, now: Any, **_kwargs: Any) -> None:
    notices.answered(inquiry, message, now)


@receiver(signals.clarification_asked)
def ask_the_asker(*, inquiry: Any, message: Any, now: Any, **_kwargs: Any) -> None:
    notices.clarification(inquiry, message, now)


@receiver(signals.inquiry_passed_on)
def tell_both_of_passing_on(*, inquiry: Any, message: Any, now: Any, **_kwargs: Any) -> None:
    notices.passed_on(inquiry, message, now)


@receiver(signals.inquiry_continued)
def tell_the_unit(*, inquiry: Any, message: Any, now: Any, **_kwargs: Any) -> None:
    notices.continued(inquiry, message, now)


@receiver(signals.inquiry_link_renewed)
def send_new_links(*, email: str, links: Any, now: Any, **_kwargs: Any) -> None:
    notices.links(email, links, now)


@receiver(signals.unit_change_planned)
def tell_what_is_to_come(*, change: Any, now: Any, **_kwargs: Any) -> None:
    unit_notices.planned(change, now)


@receiver(signals.unit_change_cancelled)
def tell_that_it_is_off(*, change: Any, now: Any, **_kwargs: Any) -> None:
    unit_notices.cancelled(change, now)


@receiver(signals.unit_renamed)
def tell_the_new_name(*, change: Any, now: Any, **_kwargs: Any) -> None:
    unit_notices.renamed(change, now)


@receiver(signals.unit_closed)
def tell_what_moved(*, change: Any, heir: Any, now: Any, **_kwargs: Any) -> None:
    unit_notices.closed(change, heir, now)
