"""Old inquiries lose whoever asked and what was said; numbers, dates, unit, topic and matter stay (RODO art. 5)."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from .. import audit, order
from ..models import DutyTask, Inquiry, InquiryFile, OutboxMessage
from ..states import Correspondent, InquiryState, LetterState, MailState, Voice
from .deed import deed
from .inquiries import DUTY, subject_key
from .numbering import digest, new_key

PERSONAL = ("asker_name", "asker_email", "organisation", "legal_form", "asker_function", "source", "helped_words")


@deed("inquiry.anonymise")
def anonymise(inquiry: Inquiry, *, before: dt.datetime, now: dt.datetime) -> bool:
    """Take the asker's data, texts and files out, and shut the link for good; False where somebody wrote meanwhile.

    Call for what `worked_through(before)` finds; it is asked again under the lock, so that two clocks do it once. The
    texts of letters about it go too, those that came in and those that name it beside others, and its words on the list
    of tasks. The book keeps its lines.
    """
    found = Inquiry.everything.select_for_update(of=("self",)).select_related("unit").get(pk=inquiry.pk)
    if not Inquiry.everything.worked_through(before).filter(pk=found.pk).exists():
        return False
    gone = _("Removed after the time of keeping.")
    found.messages.update(text=gone, passed_why="")
    found.messages.filter(voice=Voice.ASKER).update(author_name="")
    InquiryFile.objects.filter(message__inquiry=found).delete()
    _empty(_letters(found), found.asker_email, gone)
    _empty_mail(found, now)
    title = _("Answer inquiry %(number)s") % {"number": found.number}
    DutyTask.objects.filter(duty__key=DUTY, subject=subject_key(found)).update(title=title)
    for field in PERSONAL:
        setattr(found, field, "")
    found.subject, found.key_digest = gone, digest(new_key())
    found.state, found.reopen_until, found.anonymised_at = InquiryState.CLOSED, None, now
    found.save(update_fields=[*PERSONAL, "subject", "key_digest", "state", "reopen_until", "anonymised_at"])
    audit.write("inquiry.anonymise", now=now, about=found, unit=found.unit, right=str(order.ANSWER_INQUIRIES))
    return True


ENDED = (LetterState.SENT, LetterState.BOUNCED, LetterState.GIVEN_UP, LetterState.GATHERED)


def _letters(inquiry: Inquiry) -> QuerySet[OutboxMessage]:
    """Letters about it, and letters that name it beside others (links, reminders); none of them waits to be sent.

    Letters about another inquiry stay: what it says of an earlier number is its own.
    """
    beside = Q(kind="inquiry.link") | ~Q(about__startswith=audit.reference(inquiry).removesuffix(str(inquiry.pk)))
    named = Q(created_at__gte=inquiry.received_at, text__contains=inquiry.number) & beside
    return OutboxMessage.objects.in_states(*ENDED).filter(Q(about=audit.reference(inquiry)) | named)


def _empty(letters: QuerySet[OutboxMessage], address: str, gone: str) -> None:
    """Whom the letters to the asker went to goes, too, whatever the address was then."""
    keys = list(letters.values_list("pk", flat=True))
    letters = OutboxMessage.objects.filter(pk__in=keys)
    to_asker = Q(to__iexact=address) | Q(reply_by=Correspondent.ASKER) | Q(kind="inquiry.link")
    letters.filter(to_asker).update(to="", to_name="")
    letters.update(subject=gone, text=gone, html="", last_error="", bounce_cause="")


def _empty_mail(inquiry: Inquiry, now: dt.datetime) -> None:
    """What came in about it. A letter that has waited for a person since before needs nobody any more."""
    inquiry.mail.waiting().update(state=MailState.ASIDE, settled_at=now)
    inquiry.mail.filter(emptied_at__isnull=True).empty(now)
