"""Default-deny gate over the staff addresses: what is not listed for an office does not exist for it.

Wagtail's own views check rights, but not all of them (wagtail-facts.md 2.4, A8, A9). Names that a later Wagtail adds
are shut until somebody lists them in publishing.addresses.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.urls import reverse
from wagtail.models import Collection, Page

from coordination.numbers import number, numbers
from coordination.standing import Standing, standing_of
from coordination.verdict import YES, Refused, Verdict

from . import collections
from .addresses import Audience, audience_of
from .facts import desk_of, listed
from .governed import GovernedPage, shown_to
from .offers import may_tick_all
from .policies import PagePolicy
from .policies.verdicts import NOT_HERE
from .references import ForeignReference
from .refusals import refuse

BREAKS_WITHOUT = {
    "wagtailadmin_choose_page_external_link": ("external-link-chooser-url",),
    "wagtailredirects:process_import": ("import_file_name", "input_format"),
}
"""Fields that Wagtail's own forms take for granted; its screens always send them."""


class AdminGate:
    """Middleware: judges the name of the address before the view runs; turns refusals into readable pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with shown_to(request.user):
            return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        name = (request.resolver_match and request.resolver_match.view_name) or ""
        if not request.path.startswith(reverse("wagtailadmin_home")) or not request.user.is_authenticated:
            return None
        standing = standing_of(request.user)
        if not standing.is_staff:
            return None  # Wagtail's own login check answers
        if request.method == "POST" and not all(request.POST.get(field) for field in BREAKS_WITHOUT.get(name, ())):
            return HttpResponseBadRequest()
        verdict = self._judge(request, standing, name, kwargs)
        return None if verdict else refuse(request, Refused(verdict))

    @staticmethod
    def _judge(request: HttpRequest, standing: Standing, name: str, kwargs: Mapping[str, Any]) -> Verdict:
        """Of another unit's page every route says the same, also one that is not for the office at all."""
        policies = list(_policies(request.user, name, kwargs))
        verdict = may_know(policies, as_a_shelf="parent_page_id" in kwargs) and may_meet(policies, name)
        if not verdict or not name:
            return verdict
        if not may_pass(standing, name, request.method or "GET"):
            return NOT_HERE
        return may_gather(request, name, kwargs)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A refusal says why, on every door."""
        if isinstance(exception, ForeignReference):
            return refuse(request, Refused(exception.verdict))
        return refuse(request, exception) if isinstance(exception, Refused) else None


def may_pass(standing: Standing, name: str, method: str) -> bool:
    """Whether the office may meet the address at all; the view judges the object."""
    audience = audience_of(name)
    if name.startswith("wagtailadmin_api:") and method not in READING:
        return False
    return audience is not None and ADMITS[audience](standing)


READING = frozenset({"GET", "HEAD", "OPTIONS"})
ADMITS: dict[Audience, Callable[[Standing], bool]] = {
    Audience.ANYBODY: lambda standing: True,
    Audience.STAFF: lambda standing: standing.is_staff,
    Audience.KEEPERS: lambda standing: bool(standing.acting_unit_ids) or _on_the_portal_side(standing),
    Audience.OFFICERS: lambda standing: _on_the_portal_side(standing),
    Audience.ADMINISTRATORS: lambda standing: standing.is_administrator,
    Audience.OPERATIONS: lambda standing: standing.is_superuser,
    Audience.NOBODY: lambda standing: False,
}


def _on_the_portal_side(standing: Standing) -> bool:
    return standing.is_portal_officer or standing.is_superuser


PAGES_BY_PK = ("wagtailadmin_pages:", "wagtailadmin_api:pages:")


def may_know(policies: Iterable[PagePolicy], *, as_a_shelf: bool) -> Verdict:
    """Whether the person may know of the pages in the address at all.

    A shelf stays in use while its own draft is limited to named persons.
    """
    for policy in policies:
        if policy.page.structural and as_a_shelf:
            continue
        readable = policy.within() if policy.page.structural else policy.may_read()
        if not readable:
            return readable
    return YES


def may_meet(policies: Iterable[PagePolicy], name: str) -> Verdict:
    """What Wagtail would refuse without a word is refused with the reason; its view judges everything else."""
    judged = (_judge_verb(policy, name) for policy in policies)
    return next((verdict for verdict in judged if not verdict), YES)


def _policies(user: Any, name: str, kwargs: Mapping[str, Any]) -> Iterator[PagePolicy]:
    """The policies of the governed pages that an address of Wagtail names."""
    if not name.startswith("wagtailadmin_"):
        return
    for key, value in kwargs.items():
        names_a_page = "page" in key or (key == "pk" and name.startswith(PAGES_BY_PK))
        if names_a_page:
            page = listed(Page.objects.filter(pk=number(str(value)))).first()
            specific = page.specific_deferred if page else None
            if isinstance(specific, GovernedPage):
                yield desk_of(user).policy(specific)


def _judge_verb(policy: PagePolicy, name: str) -> Verdict:
    """What Wagtail would refuse without a word is refused with the reason."""
    verb = VERBS.get(name.removeprefix("wagtailadmin_pages:"))
    return getattr(policy, verb)() if verb else YES


VERBS = {
    "edit": "may_keep",
    "copy": "may_copy",
    "delete": "may_delete",
    "move": "may_move",
    "move_confirm": "may_move",
    "revisions_revert": "may_edit",
}


def may_gather(request: HttpRequest, name: str, kwargs: Mapping[str, Any]) -> Verdict:
    """Bulk actions name everything that was ticked, also what they leave out: all of it has to be readable.

    Accounts and groups are no matter for the dozen: only operations act on several at once. Tags of files are a
    vocabulary of the portal team (publishing.file_forms). What is limited to named persons is gathered by them alone.
    """
    if name != "wagtail_bulk_action":
        return YES
    standing, model, ids = standing_of(request.user), kwargs.get("model_name"), request.GET.getlist("id")
    if model not in {"page", "image", "document"}:
        return YES if standing.is_superuser else NOT_HERE
    if EVERYTHING in ids:  # of pages Discreet drops what is shut, of files the policy does
        return YES if may_tick_all(standing) and _is_a_place(model, request.GET.get("childOf")) else NOT_HERE
    if len(numbers(ids)) < len(ids):
        return NOT_HERE
    if model == "page":
        return _may_gather_pages(request.user, ids)
    if kwargs.get("action") == "add_tags" and not _on_the_portal_side(standing):
        return NOT_HERE
    return collections.may_gather(request.user, model, ids)


EVERYTHING = "all"


def _is_a_place(model: str, pk: str | None) -> bool:
    """Wagtail asks for the page, or the collection, whose list was ticked without looking whether there is one."""
    if pk is None:
        return True
    places: Any = Page if model == "page" else Collection
    return bool(places.objects.filter(pk=number(pk)).exists())


def _may_gather_pages(user: Any, ids: list[str]) -> Verdict:
    """Officers too: a draft limited to named persons is not theirs to gather."""
    pages = Page.objects.filter(pk__in=set(ids)).specific(defer=True)
    policies = [desk_of(user).policy(page) for page in pages if isinstance(page, GovernedPage)]
    return next((policy.may_read() for policy in policies if not policy.may_read()), YES)


def judged(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Around a staff view: a refusal becomes a readable page before Wagtail turns it into a bare redirect."""

    @wraps(view)
    def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Refused as refused:
            return refuse(request, refused)

    return door
