"""What follows from facts of this room: letters, written in the transaction of the deed."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from . import account_notices, matter_notices, notices, signals, unit_notices
from .accounts import state_of
from .models import InquiryFile
from .states import AccountState, AccountStep


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


@receiver(signals.inquiry_closed)
def tell_the_asker_of_closing(*, inquiry: Any, message: Any, now: Any, **_kwargs: Any) -> None:
    notices.closed(inquiry, message, now)


@receiver(signals.inquiry_reopened)
def tell_the_asker_of_reopening(*, inquiry: Any, message: Any, now: Any, **_kwargs: Any) -> None:
    notices.reopened(inquiry, message, now)


@receiver(post_delete, sender=InquiryFile)
def take_the_file_off_the_disk(*, instance: InquiryFile, **_kwargs: Any) -> None:
    """Whatever deletes the row, the content goes with it, once that is certain."""
    storage, name = instance.content.storage, str(instance.content.name)
    transaction.on_commit(lambda: storage.delete(name), robust=True)


@receiver(signals.inquiry_reply_kept)
def tell_the_unit_of_a_kept_reply(*, inquiry: Any, message: Any, now: Any, **_kwargs: Any) -> None:
    notices.kept(inquiry, message, now)


@receiver(signals.inquiry_released)
def tell_the_unit_of_a_released_question(*, inquiry: Any, now: Any, **_kwargs: Any) -> None:
    notices.released(inquiry, now)


@receiver(signals.letter_bounced)
def tell_the_unit_that_a_letter_came_back(*, letter: Any, inquiry: Any, now: Any, **_kwargs: Any) -> None:
    notices.bounced(letter, inquiry, now)


@receiver(signals.inquiry_link_renewed)
def send_new_links(*, email: str, links: Any, now: Any, **_kwargs: Any) -> None:
    notices.links(email, links, now)


@receiver(signals.inquiry_classified)
def tell_the_asker_what_it_is(*, inquiry: Any, message: Any, former: Any, now: Any, **_kwargs: Any) -> None:
    matter_notices.classified(inquiry, former, now)


@receiver(signals.inquiry_extended)
def tell_the_asker_of_the_longer_period(*, inquiry: Any, reason: str, now: Any, **_kwargs: Any) -> None:
    matter_notices.extended(inquiry, reason, now)


@receiver(signals.inquiries_recounted)
def tell_the_unit_of_new_days(*, unit: Any, rows: Any, now: Any, **_kwargs: Any) -> None:
    matter_notices.recounted(unit, rows, now)


@receiver(signals.invited)
def send_the_invitation(*, invitation: Any, key: str, now: Any, **_kwargs: Any) -> None:
    account_notices.invitation(invitation, key, now)


@receiver(signals.designated)
def tell_whoever_signs_in_already(*, designation: Any, now: Any, **_kwargs: Any) -> None:
    if state_of(designation.person, now) == AccountState.WORKS:
        account_notices.designated(designation, now)


@receiver(signals.account_dormant)
def warn_before_shutting(*, user: Any, shut_on: Any, now: Any, **_kwargs: Any) -> None:
    account_notices.warning(user, shut_on, now)


@receiver(signals.account_suspended)
def tell_of_a_dormant_account(*, user: Any, step: str, now: Any, **_kwargs: Any) -> None:
    """Still in office, so the mailbox is theirs; whose office ended gets no more letters (scenario 27)."""
    if step == AccountStep.DORMANT:
        account_notices.dormant(user, now)


@receiver(signals.account_restored)
def tell_of_the_open_account(*, user: Any, now: Any, **_kwargs: Any) -> None:
    account_notices.restored(user, now)


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
