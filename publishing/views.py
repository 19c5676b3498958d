"""Staff doors of handoffs. Thin: read the request, ask the policy, call a deed, say what happened."""

import datetime as dt
from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.admin.auth import require_admin_access
from wagtail.models import Page

from coordination import boards, closing, journal, order, standards
from coordination.audit import reference
from coordination.calendar import WorkingCalendar, warsaw_date
from coordination.models import AuditEntry, Holiday, Unit
from coordination.standing import Standing, standing_of
from coordination.verdict import YES, Refused, Verdict

from . import actions, desks, drafts, keeping, kinds, requirements, slots, steps
from .actions import Dates
from .discretion_forms import handing_over
from .facts import desk_of, handoff_policy, marked
from .forms import ProposalForm, ReasonForm, ReservationForm, ReturnForm, subject_of_handing
from .gate import judged
from .models import DateProposal, Handoff
from .policies.verdicts import NOT_FOR_YOU
from .states import OPEN, Answer

View = Callable[..., HttpResponse]


def staff(view: View) -> View:
    """A door for people who hold an office."""
    return require_admin_access(judged(view))


def on_handoff(deed: View) -> View:
    """A POST door on one handoff the person may read; the deed judges the rest."""

    @wraps(deed)
    def door(request: HttpRequest, pk: int) -> HttpResponse:
        found = readable(request, pk)
        return deed(request, found)

    return require_POST(staff(door))


def readable(request: HttpRequest, pk: int) -> Handoff:
    """The handoff when the person may read it. Whether another unit's number exists is not told."""
    found = Handoff.objects.select_related("page", "revision", "unit").filter(pk=pk).first()
    if found is None:
        raise Refused(NOT_FOR_YOU)
    handoff_policy(request.user, found).may_read().enforce()
    return found


def screen(
    request: HttpRequest, name: str, title: Any, context: dict[str, Any], *, status: int = 200, under: str = ""
) -> HttpResponse:
    """A staff screen with its trail: home, the list it stands under, itself."""
    trail = [{"url": reverse("wagtailadmin_home"), "label": _("Home")}]
    if under:
        label = _("Publication queue") if under == "queue" else _("Our handoffs")
        trail.append({"url": reverse(f"publishing:{under}"), "label": label})
    trail.append({"url": "", "label": title})
    return render(request, f"publishing/{name}.html", {"title": title, "trail": trail, **context}, status=status)


# -- lists --------------------------------------------------------------------------------------------------------


@require_GET
@staff
def unit_list(request: HttpRequest) -> HttpResponse:
    """«Nasze przekazania»: what the person's units handed over, and whose turn it is."""
    standing = standing_of(request.user)
    rows = marked(_with_talks(Handoff.objects.of_units(list(standing.units))), standing)
    now = timezone.now()
    open_rows = [desks.card(row, standing, now) for row in rows.open()]
    closed = [desks.card(row, standing, now) for row in rows.exclude(stage__in=OPEN).order_by("-publish_at")[:20]]
    return screen(
        request,
        "unit_list",
        _("Our handoffs"),
        {
            "mine": [row for row in open_rows if row.mine],
            "others": [row for row in open_rows if not row.mine],
            "closed": closed,
            "acts": bool(standing.acting_unit_ids),
        },
    )


@require_GET
@staff
def queue(request: HttpRequest) -> HttpResponse:
    """The portal team's queue, by the hour of publication; filters live in the address."""
    standing = standing_of(request.user)
    if not (standing.is_portal_officer or standing.watches_city):
        raise Refused(NOT_FOR_YOU)
    filters = desks.QueueFilter(request.GET)
    rows = filters.apply(marked(_with_talks(Handoff.objects.open()), standing).order_by("publish_at", "pk"))
    now = timezone.now()
    found = list(rows)
    contacts = boards.contacts_today(standing.on, {row.unit_id for row in found})
    cards = [desks.card(row, standing, now, contacts.get(row.unit_id)) for row in found]
    return screen(
        request,
        "queue",
        _("Publication queue"),
        {
            "mine": [row for row in cards if row.mine],
            "others": [row for row in cards if not row.mine],
            "filters": filters,
        },
    )


def _with_talks(rows: Any) -> Any:
    waiting = Prefetch(
        "proposals", queryset=DateProposal.objects.filter(answer=Answer.WAITING), to_attr="waiting_proposals"
    )
    return rows.select_related("unit", "page", "revision").prefetch_related(waiting)


# -- one handoff --------------------------------------------------------------------------------------------------


@require_GET
@staff
def handoff(request: HttpRequest, pk: int) -> HttpResponse:
    return show(request, readable(request, pk))


def show(request: HttpRequest, found: Handoff, status: int = 200, **forms: Any) -> HttpResponse:
    """The handoff with what this person may do now, every form kept as it was typed."""
    now = timezone.now()
    policy = handoff_policy(request.user, found)
    may = desks.choices(policy, found, now)
    if policy.handoff.confined_to is not None and found.page:
        found.title = found.page.draft_title  # for this screen only: whoever sees it is named
    issues = lacking(found.page.specific) if found.page and may["deliver"] else []
    return screen(
        request,
        "handoff",
        _("Handoff"),
        {
            "handoff": found,
            "card": desks.card(found, policy.standing, now, contact_of(found.unit_id, policy.standing)),
            "may": may,
            "may_anything": any(may.values()),
            "outside": policy.may_tend() if policy.standing.is_portal_officer else YES,
            "issues": issues,
            "stopped": not requirements.complete(issues),
            "keeps": policy.standing.acts_for(found.unit_id) or policy.standing.is_portal_officer,
            "waiting": found.proposals.filter(answer=Answer.WAITING).first(),
            "proposals": found.proposals.all(),
            "reviews": found.reviews.all(),
            "lines": journal.lines(
                AuditEntry.objects.filter(about=reference(found)), inside=policy.standing.watches_city
            ),
            "proposal_form": forms.get("proposal_form") or proposal_form(found, now),
            "return_form": forms.get("return_form") or ReturnForm(prefix="return"),
            "withdraw_form": forms.get("withdraw_form") or ReasonForm(prefix="withdraw"),
            "unschedule_form": forms.get("unschedule_form") or ReasonForm(prefix="unschedule"),
        },
        status=status,
        under="unit_list" if policy.standing.reads_for(found.unit_id) else "queue",
    )


def contact_of(unit_id: int, standing: Standing) -> boards.Contact | None:
    """Whom to ask in the unit today: who works there now, not who handed over (scenario 27)."""
    return boards.contacts_today(standing.on, [unit_id]).get(unit_id)


@require_GET
@staff
def material(request: HttpRequest, pk: int) -> HttpResponse:
    """Exactly the version that was handed over, as readers will see it."""
    found = readable(request, pk)
    if found.revision is None:
        raise Http404
    page = found.revision.as_object()
    return page.make_preview_request(request, page.default_preview_mode)


def lacking(page: Any) -> list[Any]:
    """What the newest version of a page still lacks."""
    return list(page.get_latest_revision_as_object().requirements())


def proposal_form(found: Handoff, now: dt.datetime, data: Any = None) -> ProposalForm:
    return ProposalForm(
        data,
        now=now,
        delivered=found.delivered_at is not None,
        reason_required=found.is_agreed,
        prefix="propose",
        initial={"publish_at": found.publish_at, "deliver_by": found.deliver_by},
    )


@require_http_methods(["GET", "POST"])
@staff
def hand_over(request: HttpRequest, page_id: int) -> HttpResponse:
    """«Przekaż do publikacji»: one question, when; the next free slot is offered."""
    page = governed_or_refused(request, page_id)
    desk_of(request.user).policy(page).may_hand_over().enforce()
    now = timezone.now()
    begun = Handoff.objects.open().filter(page_id=page.pk).first()
    if begun is not None:  # the dates are on the table already: deliver there
        return redirect("publishing:handoff", begun.pk)
    form = handing_over(page, request.user, now)(
        request.POST or None, now=now, initial={"publish_at": offered_slot(page.kind, now)}
    )
    issues = lacking(page)
    stopped = not requirements.complete(issues)
    if request.method == "POST" and form.is_valid() and not stopped:
        data = form.cleaned_data
        with transaction.atomic():
            form.name_reviewers(page, by=request.user, now=now)
            done = actions.hand_over(page, by=request.user, publish_at=data["publish_at"], note=data["note"], now=now)
        messages.success(request, _("Handed over. The portal team sees it in the queue."))
        return redirect("publishing:handoff", done.pk)
    lead = lead_days(page.kind)
    context = {
        "page": page,
        "form": form,
        "seal": closing.seal(standing_of(request.user), subject_of_handing(page.pk)),
        "issues": issues,
        "stopped": stopped,
        "kind": kinds.get(page.kind),
        "lead": lead,
        "earliest": calendar().add_working_days(warsaw_date(now), lead),
    }
    status = 422 if request.method == "POST" else 200
    return screen(request, "hand_over", _("Hand over for publication"), context, status=status, under="unit_list")


@require_http_methods(["GET", "POST"])
@staff
def reserve(request: HttpRequest) -> HttpResponse:
    """Reserve a date for something not written yet."""
    standing = standing_of(request.user)
    if not standing.acting_unit_ids:
        reason = _("Only coordinators and deputies of units reserve dates.")
        raise Refused(Verdict(reason, order.AGREED_DATE, steps.OWN_HANDOFFS))
    now = timezone.now()
    offered = offered_slot("news", now)
    form = ReservationForm(
        request.POST or None,
        now=now,
        units=Unit.objects.filter(pk__in=standing.acting_unit_ids),
        kinds=kinds.choices(),
        initial={"publish_at": offered, "deliver_by": calendar().add_working_days(offered.date(), -1)},
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        dates = Dates(data["publish_at"], data["deliver_by"])
        done = actions.reserve(
            title=data["title"],
            unit=data["unit"],
            kind=data["kind"],
            dates=dates,
            by=request.user,
            now=now,
            note=data["note"],
        )
        messages.success(request, _("Reserved. The portal team will answer the proposed dates."))
        return redirect("publishing:handoff", done.pk)
    status = 422 if form.errors else 200
    return screen(request, "reserve", _("Reserve a date"), {"form": form}, status=status, under="unit_list")


def lead_days(kind: str) -> int:
    """Working days the portal team asks for before publication of the kind: a service standard, not law."""
    return standards.value(f"lead.{kind}", kinds.get(kind).lead_days if kinds.known(kind) else 2)


def offered_slot(kind: str, now: dt.datetime) -> dt.datetime:
    """The next free hour that leaves the kind's lead time."""
    taken = set(Handoff.objects.open().values_list("publish_at", flat=True))
    return slots.next_slot(now, lead_days(kind), taken, calendar())


def calendar() -> WorkingCalendar:
    return WorkingCalendar(dict(Holiday.objects.values_list("on", "name")))


def governed_or_refused(request: HttpRequest, page_id: int) -> Any:
    """The specific page; another unit's page answers exactly like one that does not exist."""
    found = Page.objects.filter(pk=page_id).first()
    page = found.specific if found else None
    if page is None or not hasattr(page, "kind") or not desk_of(request.user).policy(page).reads_drafts():
        raise Refused(NOT_FOR_YOU)
    desk_of(request.user).policy(page).within().enforce()
    return page


# -- deeds --------------------------------------------------------------------------------------------------------


@on_handoff
def start_material(request: HttpRequest, found: Handoff) -> HttpResponse:
    """A draft page for the reservation, then straight to the editor."""
    handoff_policy(request.user, found).may_deliver().enforce()
    begin = partial(drafts.create, by=request.user)
    done = actions.start_material(found, begin=begin, by=request.user, now=timezone.now())
    return redirect("wagtailadmin_pages:edit", done.page_id)


@on_handoff
def deliver(request: HttpRequest, found: Handoff) -> HttpResponse:
    actions.deliver(found, by=request.user, now=timezone.now())
    messages.success(request, _("Delivered. The portal team reads exactly this version."))
    return redirect("publishing:handoff", found.pk)


@on_handoff
def propose(request: HttpRequest, found: Handoff) -> HttpResponse:
    handoff_policy(request.user, found).may_propose().enforce()
    now = timezone.now()
    form = proposal_form(found, now, request.POST)
    if not form.is_valid():
        return show(request, found, status=422, proposal_form=form)
    data = form.cleaned_data
    dates = Dates(data["publish_at"], data.get("deliver_by") or found.deliver_by)
    actions.propose(found, dates=dates, by=request.user, reason=data["reason"], now=now)
    messages.success(request, _("Proposed. The other side will answer."))
    return redirect("publishing:handoff", found.pk)


@on_handoff
def accept(request: HttpRequest, found: Handoff) -> HttpResponse:
    actions.accept(found, by=request.user, now=timezone.now(), proposal_id=_number(request, "proposal"))
    messages.success(request, _("The dates are agreed."))
    return redirect("publishing:handoff", found.pk)


@on_handoff
def approve(request: HttpRequest, found: Handoff) -> HttpResponse:
    done = actions.approve(
        found,
        by=request.user,
        read_revision_id=_number(request, "revision"),
        late=request.POST.get("late") == "1",
        now=timezone.now(),
    )
    messages.success(request, _("Approved. «%(title)s» is scheduled.") % {"title": done.title})
    return redirect("publishing:queue")


@on_handoff
def send_back(request: HttpRequest, found: Handoff) -> HttpResponse:
    handoff_policy(request.user, found).may_send_back().enforce()
    form = ReturnForm(request.POST, prefix="return")
    if not form.is_valid():
        return show(request, found, status=422, return_form=form)
    actions.send_back(found, by=request.user, comment=form.cleaned_data["comment"], now=timezone.now())
    messages.success(request, _("Returned. The unit has your comment."))
    return redirect("publishing:queue")


@on_handoff
def unschedule(request: HttpRequest, found: Handoff) -> HttpResponse:
    handoff_policy(request.user, found).may_unschedule().enforce()
    form = ReasonForm(request.POST, prefix="unschedule")
    if not form.is_valid():
        return show(request, found, status=422, unschedule_form=form)
    actions.unschedule(found, by=request.user, reason=form.cleaned_data["reason"], now=timezone.now())
    messages.success(request, _("The schedule is cancelled; the item is back in the queue."))
    return redirect("publishing:handoff", found.pk)


@on_handoff
def withdraw(request: HttpRequest, found: Handoff) -> HttpResponse:
    handoff_policy(request.user, found).may_withdraw().enforce()
    form = ReasonForm(request.POST, prefix="withdraw")
    if not form.is_valid():
        return show(request, found, status=422, withdraw_form=form)
    actions.withdraw(found, by=request.user, reason=form.cleaned_data["reason"], now=timezone.now())
    messages.success(request, _("Withdrawn. The page can be edited again."))
    return redirect("publishing:handoff", found.pk)


@require_POST
@staff
def kept_seen(request: HttpRequest, page_id: int) -> HttpResponse:
    """«Przejrzane»: a colleague has looked at a text kept after somebody's office had ended."""
    page = governed_or_refused(request, page_id)
    if not standing_of(request.user).acts_for(page.stewardship.unit_id):
        raise Refused(NOT_FOR_YOU)
    keeping.looked_at(page, by=standing_of(request.user), now=timezone.now())
    messages.success(request, _("Marked as looked through."))
    return redirect("wagtailadmin_home")


def _number(request: HttpRequest, name: str) -> int:
    value = request.POST.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 18 else 0
