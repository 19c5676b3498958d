"""Letters of the inquiry desk: data plus template, to roles on our side, to the asker on the other."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from . import conf, outbox
from .actions.inquiries import staff_url
from .actions.numbering import letter_key
from .calendar import warsaw_date
from .models import Inquiry, InquiryMessage, OutboxMessage
from .models.outbox import BEFORE_A_KEY, FORGOTTEN
from .outbox import Recipient
from .routing import recipients_of
from .states import Correspondent, Voice

FOLDER = "coordination/emails"
WITH_KEYS = ("inquiry.confirmed", "inquiry.link", "account.invitation")
WITH_DERIVED_KEYS = ("inquiry.answered", "inquiry.closed", "inquiry.reopened")
"""Their key can be had again, so it is forgotten only once the letter is sent: one given up may still go."""
_KEY = re.compile(rf"({'|'.join(BEFORE_A_KEY)})[\w%-]+")


def received(inquiry: Inquiry, key: str, now: dt.datetime) -> None:
    """To the asker: number, link, promised day. To the unit: what is asked."""
    to_asker("inquiry_confirmed", inquiry, now, link=secret_url(inquiry, key))
    question = inquiry.messages.get()
    files = list(question.files.all())
    to_unit("inquiry_arrived", inquiry, now, message=question, files=files, news=_("New inquiry"))


def answered(inquiry: Inquiry, message: InquiryMessage, now: dt.datetime) -> None:
    """The answer itself, the names of its files, and the link behind which the asker says whether it helped."""
    context = {"message": message, "question": first_question(inquiry), "files": list(message.files.all())}
    to_asker("inquiry_answered", inquiry, now, link=letter_url(inquiry), **context)


def closed(inquiry: Inquiry, message: InquiryMessage, now: dt.datetime) -> None:
    to_asker("inquiry_closed", inquiry, now, message=message, link=letter_url(inquiry))


def reopened(inquiry: Inquiry, message: InquiryMessage, now: dt.datetime) -> None:
    to_asker("inquiry_reopened", inquiry, now, message=message, link=letter_url(inquiry))


def clarification(inquiry: Inquiry, message: InquiryMessage, now: dt.datetime) -> None:
    to_asker("inquiry_clarify", inquiry, now, message=message)


def passed_on(inquiry: Inquiry, message: InquiryMessage, now: dt.datetime) -> None:
    """The asker learns who answers now; the new unit learns what came and since when it waits."""
    to_asker("inquiry_passed", inquiry, now, message=message)
    to_unit(
        "inquiry_arrived", inquiry, now, message=first_question(inquiry), passed=message, news=_("Passed on to you")
    )


def continued(inquiry: Inquiry, message: InquiryMessage, now: dt.datetime) -> None:
    files = list(message.files.all())
    to_unit("inquiry_arrived", inquiry, now, message=message, files=files, news=_("The asker wrote again"))


def kept(inquiry: Inquiry, message: InquiryMessage, now: dt.datetime) -> None:
    """A reply that its author could not send any more stands among the notes."""
    to_unit("inquiry_arrived", inquiry, now, message=message, news=_("A reply kept for you"))


def released(inquiry: Inquiry, now: dt.datetime) -> None:
    """A person has read the question of a blocked sender and gives it to the unit."""
    to_unit("inquiry_arrived", inquiry, now, message=first_question(inquiry), news=_("New inquiry"))


def bounced(letter: OutboxMessage, inquiry: Inquiry | None, now: dt.datetime) -> None:
    """A letter to the asker came back: the unit phones or corrects the address.

    Of a letter to the unit itself nobody is told by mail: it would come back as well.
    """
    if inquiry is not None and letter.reply_by == Correspondent.ASKER:
        to_unit("inquiry_bounced", inquiry, now, letter=letter)


def links(email: str, renewed: Iterable[tuple[Inquiry, str]], now: dt.datetime) -> None:
    """New links to every inquiry of the address, in one letter."""
    rows = [{"inquiry": inquiry, "link": secret_url(inquiry, key)} for inquiry, key in renewed]
    outbox.write(
        "inquiry.link",
        to=[Recipient(email)],
        template=f"{FOLDER}/inquiry_link",
        context={"rows": rows},
        about=rows[0]["inquiry"],
        now=now,
    )


def to_asker(template: str, inquiry: Inquiry, now: dt.datetime, **context: Any) -> None:
    people = [Recipient(inquiry.asker_email, inquiry.asker_name)]
    _write(template, inquiry, people, now, context, reply_by=Correspondent.ASKER)


def to_unit(template: str, inquiry: Inquiry, now: dt.datetime, **context: Any) -> None:
    """To the role: present coordinators and deputies, else the head, else the unit, else SZ.

    Nobody while the question of a blocked sender is kept back.
    """
    if inquiry.held_at:
        return
    url = staff_url(inquiry)
    context["staff_link"] = f"{conf.portal_url()}{url}" if url else ""
    people = recipients_of(inquiry.unit, warsaw_date(now))
    _write(template, inquiry, people, now, context, reply_by=Correspondent.UNIT)


def first_question(inquiry: Inquiry) -> InquiryMessage | None:
    return inquiry.messages.filter(voice=Voice.ASKER).first()


def secret_url(inquiry: Inquiry, key: str) -> str:
    path = reverse("coordination:inquiry", args=[inquiry.number])
    return f"{conf.portal_url()}{path}?{urlencode({'klucz': key})}"


def letter_url(inquiry: Inquiry) -> str:
    """The page behind the link, for a letter written when the key itself is known to nobody but the asker."""
    return secret_url(inquiry, letter_key(inquiry.number, inquiry.key_digest))


def _write(
    template: str,
    inquiry: Inquiry,
    people: list[Recipient],
    now: dt.datetime,
    context: dict[str, Any],
    reply_by: Correspondent,
) -> None:
    outbox.write(
        template.replace("_", ".", 1),
        to=people,
        template=f"{FOLDER}/{template}",
        context={
            "inquiry": inquiry,
            "link_again": f"{conf.portal_url()}{reverse('coordination:resend-link')}",
            **context,
        },
        about=inquiry,
        reply_by=reply_by,
        now=now,
    )


def forget_keys(now: dt.datetime) -> int:
    """Take secret keys out of letters that were sent or given up: only digests stay. A job of the clock."""
    done = OutboxMessage.objects.exclude(sent_at=None, given_up_at=None).filter(
        Q(kind__in=WITH_KEYS) | Q(kind__in=WITH_DERIVED_KEYS, sent_at__isnull=False)
    )
    with_key, forgotten = Q(), Q()
    for before in BEFORE_A_KEY:
        with_key |= Q(text__contains=before)
        forgotten |= Q(text__contains=f"{before}{FORGOTTEN}")
    letters = list(done.filter(with_key).exclude(forgotten))
    for letter in letters:
        letter.text = _KEY.sub(rf"\g<1>{FORGOTTEN}", letter.text)
        letter.html = _KEY.sub(rf"\g<1>{FORGOTTEN}", letter.html)
        letter.save(update_fields=["text", "html"])
    return len(letters)
