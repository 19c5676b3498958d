"""Old inquiries lose whoever asked and what was said; numbers, dates, unit, topic and matter stay (RODO art. 5)."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from .. import audit, order
from ..models import DutyTask, Inquiry, InquiryFile, OutboxMessage
from ..signals import inquiry_anonymised
from ..states import InquiryState, LetterState, Voice
from .deed import deed
from .inquiries import DUTY, subject_key
from .numbering import digest, new_key

PERSONAL = ("asker_name", "asker_email", "organisation", "legal_form", "asker_function", "source", "helped_words")


@deed("inquiry.anonymise")
def anonymise(inquiry: Inquiry, *, before: dt.datetime, now: dt.datetime) -> bool:
    """Take the asker's data, texts and files out, and shut the link for good; False where somebody wrote meanwhile.

    Call for what `worked_through(before)` finds; it is asked again under the lock, so that two clocks do it once. The
    texts of letters about it go too, and its words on the list of tasks. The book keeps its lines.
    """
    found = Inquiry.everything.select_for_update(of=("self",)).select_related("unit").get(pk=inquiry.pk)
    if not Inquiry.everything.worked_through(before).filter(pk=found.pk).exists():
        return False
    gone, address = _("Removed after the time of keeping."), found.asker_email
    found.messages.update(text=gone, passed_why="")
    found.messages.filter(voice=Voice.ASKER).update(author_name="")
    InquiryFile.objects.filter(message__inquiry=found).delete()
    _empty(_letters(found), address, gone)
    title = _("Answer inquiry %(number)s") % {"number": found.number}
    DutyTask.objects.filter(duty__key=DUTY, subject=subject_key(found)).update(title=title)
    for field in PERSONAL:
        setattr(found, field, "")
    found.subject, found.key_digest = gone, digest(new_key())
    found.state, found.reopen_until, found.anonymised_at = InquiryState.CLOSED, None, now
    found.save(update_fields=[*PERSONAL, "subject", "key_digest", "state", "reopen_until", "anonymised_at"])
    audit.write("inquiry.anonymise", now=now, about=found, unit=found.unit, right=str(order.ANSWER_INQUIRIES))
    inquiry_anonymised.send(Inquiry, inquiry=found, now=now)
    return True


def _letters(inquiry: Inquiry) -> QuerySet[OutboxMessage]:
    """Letters about it, and letters with links that name it beside others; none of them still waits to be sent."""
    about = Q(about=audit.reference(inquiry))
    links = Q(kind="inquiry.link", to__iexact=inquiry.asker_email)
    return OutboxMessage.objects.in_states(LetterState.SENT, LetterState.GIVEN_UP, LetterState.GATHERED).filter(
        about | links
    )


def _empty(letters: QuerySet[OutboxMessage], address: str, gone: str) -> None:
    letters.update(subject=gone, text=gone, html="", last_error="")
    letters.filter(to__iexact=address).update(to="", to_name="")
