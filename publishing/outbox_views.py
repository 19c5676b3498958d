"""`/admin/listy/`: what the portal sent, what waits, what was given up and why. For administrators."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from coordination import actions
from coordination.journal import Veil
from coordination.models import OutboxMessage
from coordination.numbers import number
from coordination.policies import OutboxPolicy
from coordination.standing import standing_of
from coordination.states import LetterState
from coordination.verdict import Refused, Verdict

from .journal_links import links
from .journal_views import veil_of
from .views.access import staff
from .views.screens import screen

PAGE = 25
LONGEST = 100


@dataclass(frozen=True)
class Row:
    """A letter as an administrator reads it; of a draft limited to others without its title, also by an older one."""

    letter: OutboxMessage
    subject: str
    url: str
    may_send_again: Verdict


class LetterFilter:
    """What the address says; nonsense is ignored."""

    def __init__(self, query: Mapping[str, str]) -> None:
        self.text = " ".join(query.get("q", "").replace("\x00", "").split())[:LONGEST]
        self.state = query.get("stan", "") if query.get("stan", "") in LetterState.values else ""
        self.before = number(query.get("starsze", ""))

    def apply(self, rows: Any, veil: Veil) -> QuerySet:
        """The newest first. Who may not read a title does not find the letter by its words either."""
        rows = rows.in_state(self.state) if self.state else rows
        rows = rows.filter(pk__lt=self.before) if self.before else rows
        if self.text:
            rows = rows.exclude(about__in=veil.about) if veil.about else rows
        for word in self.text.split():
            rows = rows.filter(_has(word))
        return rows.order_by("-pk")

    @cached_property
    def values(self) -> dict[str, str]:
        return {key: value for key, value in {"q": self.text, "stan": self.state}.items() if value}

    def address(self, **more: Any) -> str:
        query = urlencode(self.values | more)
        return f"{reverse('publishing:letters')}?{query}" if query else reverse("publishing:letters")


def _has(word: str) -> Q:
    """In the address, the name or the subject. SQLite knows case only in ASCII."""
    found = Q()
    for form in {word, word.lower(), word.capitalize()}:
        found |= Q(to__icontains=form) | Q(to_name__icontains=form) | Q(subject__icontains=form)
    return found


@require_GET
@staff
def letters(request: HttpRequest) -> HttpResponse:
    policy = OutboxPolicy(standing_of(request.user))
    policy.may_read().enforce()
    filters, veil = LetterFilter(request.GET), veil_of(request.user)
    found = list(filters.apply(OutboxMessage.objects.defer("html"), veil)[: PAGE + 1])
    shown = found[:PAGE]
    urls = links(shown, user=request.user)
    rows = [_row(letter, urls.get(letter.pk, ""), veil, policy) for letter in shown]
    context = {
        "rows": rows,
        "filters": filters,
        "states": LetterState.choices,
        "given_up": OutboxMessage.objects.in_state(LetterState.GIVEN_UP).count(),
        "older_url": filters.address(starsze=shown[-1].pk) if len(found) > PAGE else "",
        "newest_url": filters.address() if filters.before else "",
        "here": request.get_full_path(),
    }
    return screen(request, "letters", _("Letters sent by the portal"), context)


def _row(letter: OutboxMessage, url: str, veil: Veil, policy: OutboxPolicy) -> Row:
    subject = veil.title if letter.about in veil.about else letter.subject
    return Row(letter, subject, url, policy.may_send_again(letter.state, lost_key=letter.has_lost_its_key))


@require_POST
@staff
def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    by = standing_of(request.user)
    OutboxPolicy(by).may_read().enforce()
    letter = get_object_or_404(OutboxMessage, pk=pk)
    try:
        actions.send_again(letter, by=by, now=timezone.now())
        messages.success(request, _("The letter to %(to)s is sent again within a minute.") % {"to": letter.to})
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(LetterFilter(request.POST).address())
