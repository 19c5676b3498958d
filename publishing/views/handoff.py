"""One handoff: what was handed over, who said what, what this person may do now."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from coordination import boards, journal
from coordination.admin.refusals import Way
from coordination.audit import reference
from coordination.models import AuditEntry
from coordination.standing import Standing
from coordination.verdict import YES

from .. import comparing, desks, hours, remarks, requirements, sets
from ..commission import commission_of
from ..commissioning import possible_results
from ..ends import end_at_stake
from ..facts import emergency_policy, handoff_policy
from ..forms.commissions import ResultForm
from ..forms.handoffs import CheckForm, EmergencyForm, ProposalForm, ReasonForm, ReturnForm
from ..forms.leads import TakeSoonerForm
from ..holders import claims_at, hand, officers_on
from ..leads import slowest
from ..models import Emergency, Handoff, Move, Review, Takedown
from ..policies import HandoffPolicy, SetPolicy
from ..states import MOVABLE, Answer, Decision, Stage
from .access import readable, staff
from .read import Moved
from .screens import screen


@require_GET
@staff
def handoff(request: HttpRequest, handoff_id: int) -> HttpResponse:
    return show(request, readable(request, handoff_id))


def show(
    request: HttpRequest,
    found: Handoff,
    status: int = 200,
    newer: comparing.Comparison | None = None,
    decided: Review | None = None,
    moved: Moved | None = None,
    **forms: Any,
) -> HttpResponse:
    """The handoff with what this person may do now, every form kept as it was typed.

    `newer` and `moved` show what changed since the person read it, `decided` who was faster.
    """
    now = timezone.now()
    policy = handoff_policy(request.user, found)
    may = desks.choices(policy, found, now)
    if policy.handoff.confined_to is not None and found.page:
        found.title = found.page.draft_title  # for this screen only: whoever sees it is named
    return screen(
        request,
        "handoff",
        _("Handoff"),
        {
            **_content(found, policy, may, now),
            **_history(found, policy.standing),
            **_emergency(request, found),
            "returned": comparing.returned_version(found),
            "last_return": last_return(found),
            "newer": newer,
            "decided": decided,
            "moved": moved,
            "urgent_changes": comparing.of_handoff(found, request) if found.is_urgent and not newer else [],
            **_forms(found, policy, now, forms),
        },
        status=status,
        under="unit_list" if policy.standing.reads_for(found.unit_id) else "queue",
    )


def _content(
    found: Handoff, policy: HandoffPolicy, may: Mapping[str, desks.Choice], now: dt.datetime
) -> dict[str, Any]:
    """The handoff itself: whose turn it is, what the person may do, what the material still lacks."""
    standing, claims = policy.standing, claims_at(now)
    officers = officers_on(standing.on) if policy.may_assign() else []
    asked = found.page if may["deliver"] and not found.keeps_text else None
    issues = lacking(asked.specific, found.publish_at, now) if asked else []
    return {
        "handoff": found,
        "card": desks.card(found, standing, claims, contact_of(found.unit_id, standing), sets.marks([found])),
        "set_way": way_to_set(found),
        "hand": hand(policy, claims, officers),
        "may": may,
        "hours": hours.of(found),
        "unchanged": policy.handoff.unchanged,
        "may_anything": any(may.values()),
        "outside": policy.may_tend() if standing.is_portal_officer else YES,
        "issues": issues,
        "stopped": not requirements.complete(issues),
        "ends_at": end_at_stake(found),
        "told": list(found.page.specific.told_to_reviewers()) if found.page else [],
        "worth_a_look": _worth_a_look(found, now),
        "read_at": _read_at(found, now),
        "takedown": Takedown.objects.filter(handoff=found).select_related("target").first(),
        **_brief(found, policy, may),
        "move": Move.objects.filter(handoff=found).first(),
    }


def _read_at(found: Handoff, now: dt.datetime) -> dt.datetime | None:
    """The agreed or proposed hour as of which the version is judged; None where it is read as of now."""
    waits = found.stage in (Stage.QUEUED, Stage.SCHEDULED) and not found.keeps_text
    return found.publish_at if waits and not found.at_once and found.publish_at and found.publish_at > now else None


def _worth_a_look(found: Handoff, now: dt.datetime) -> list[Any]:
    """What the version that waits would mean at its hour: both sides read it, whoever typed the hour."""
    if (
        found.revision is None
        or found.page is None
        or found.keeps_text
        or found.stage not in (Stage.QUEUED, Stage.SCHEDULED)
    ):
        return []
    return list(found.revision.as_object().requirements_at(_read_at(found, now) or now, now=now))


def _brief(found: Handoff, policy: HandoffPolicy, may: Mapping[str, desks.Choice]) -> dict[str, Any]:
    """What was commissioned, and the pages that may be the result for whoever carries it out."""
    row = commission_of(found)
    if row is None:
        return {"commission": None}
    offers = bool(may["carry_out"]) and row.target_id is None
    return {
        "commission": row,
        "attached": row.files.order_by("title", "pk"),
        "owes_result": policy.handoff.owes_result,
        "result_form": ResultForm(handoff=found, prefix="result")
        if offers and possible_results(found).exists()
        else None,
    }


def way_to_set(found: Handoff) -> Way | None:
    if found.together_id is None:
        return None
    return Way(_("See the set"), reverse("publishing:handoff_set", args=[found.together_id]))


def _history(found: Handoff, standing: Standing) -> dict[str, Any]:
    """Proposals, reviews and the lines of the book."""
    lines = AuditEntry.objects.filter(about=reference(found))
    return {
        "waiting": found.proposals.filter(answer=Answer.WAITING).first(),
        "proposals": found.proposals.all(),
        "reviews": found.reviews.prefetch_related("remarks__comment__resolved_by"),
        "open_remarks": remarks.open_of(found),
        "corrections": found.corrections.all(),
        "correction": found.corrections.open().first(),
        "lines": journal.folded(journal.lines(lines, inside=standing.watches_city)),
    }


def _emergency(request: HttpRequest, found: Handoff) -> dict[str, Any]:
    """The emergency publication, if it was one, and whether this person may confirm it."""
    row = Emergency.objects.select_related("handoff__page").filter(handoff=found).first()
    return {"emergency": row, "may_check": emergency_policy(request.user, row).may_check() if row else None}


def last_return(found: Handoff) -> Review | None:
    """The return that waits to be answered; None at other stages."""
    if found.stage != Stage.RETURNED:
        return None
    rows = found.reviews.filter(decision=Decision.RETURNED).prefetch_related("remarks__comment__resolved_by")
    return rows.order_by("-at", "-pk").first()


def _forms(found: Handoff, policy: HandoffPolicy, now: dt.datetime, typed: Mapping[str, Any]) -> dict[str, Any]:
    """An empty form for every deed, but for the one that was refused, which stays as it was typed."""
    return {
        "proposal_form": typed.get("proposal_form") or proposal_form(found, policy, now),
        "approve_form": typed.get("approve_form") or sooner_form(policy, "approve"),
        "accept_form": typed.get("accept_form") or sooner_form(policy, "accept"),
        "return_form": typed.get("return_form") or ReturnForm(prefix="return", fields=remarks.remarkable(found)),
        "unchanged_form": typed.get("unchanged_form") or ReasonForm(prefix="unchanged"),
        "withdraw_form": typed.get("withdraw_form") or ReasonForm(prefix="withdraw"),
        "emergency_form": typed.get("emergency_form") or EmergencyForm(prefix="emergency"),
        "check_form": typed.get("check_form") or CheckForm(prefix="check"),
        **({"result_form": typed["result_form"]} if "result_form" in typed else {}),
        "unschedule_form": typed.get("unschedule_form") or ReasonForm(prefix="unschedule"),
    }


def contact_of(unit_id: int, standing: Standing) -> boards.Contact | None:
    """Whom to ask in the unit today: who works there now, not who handed over (scenario 27)."""
    return boards.contacts_today(standing.on, [unit_id]).get(unit_id)


@require_GET
@staff
def compare(request: HttpRequest, handoff_id: int) -> HttpResponse:
    """What is read beside what was returned last, and beside what is public."""
    found = readable(request, handoff_id)
    context = {"handoff": found, "comparisons": comparing.of_handoff(found, request)}
    return screen(request, "compare", _("Comparison of versions"), context, under="queue")


@require_GET
@staff
def material(request: HttpRequest, handoff_id: int) -> HttpResponse:
    """Exactly the version that was handed over, as readers will see it at its hour."""
    found = readable(request, handoff_id)
    if found.revision is None:
        raise Http404
    page = found.revision.as_object()
    page.read_at = _read_at(found, timezone.now())
    return page.make_preview_request(request, page.default_preview_mode)


def lacking(page: Any, publish_at: dt.datetime | None, now: dt.datetime) -> list[Any]:
    """What the newest version of a page still lacks; to go public at the hour, once one is named."""
    version = page.get_latest_revision_as_object()
    return list(version.requirements_at(publish_at, now=now) if publish_at else version.requirements())


def _moves_agreed_hours(found: Handoff) -> bool:
    """Whether a new hour would move an agreed one, its own or that of something in its set."""
    others = Handoff.objects.filter(together_id=found.together_id, stage__in=MOVABLE, agreed_at__isnull=False)
    return found.is_agreed or (found.together_id is not None and others.exists())


def sooner_form(policy: HandoffPolicy | SetPolicy, deed: str, data: Any = None) -> TakeSoonerForm | None:
    """The question why the portal side takes it sooner than usual; None where there is nothing to ask."""
    return None if policy.may_take_sooner("") else TakeSoonerForm(data, prefix=deed)


def _slowest_kind(found: Handoff) -> str:
    """The kind whose lead time counts: of a set, whatever in it needs the longest."""
    if found.together_id is None:
        return found.kind
    rows = Handoff.objects.filter(together_id=found.together_id, stage__in=MOVABLE)
    return slowest(rows.order_by().values_list("kind", flat=True).distinct())


def proposal_form(found: Handoff, policy: HandoffPolicy, now: dt.datetime, data: Any = None) -> ProposalForm:
    waiting = found.proposals.filter(answer=Answer.WAITING).first() if data else None
    delivered = found.delivered_at is not None
    form = ProposalForm(
        data,
        now=now,
        kind=_slowest_kind(found) if data else found.kind,
        delivered=delivered,
        agreed_hour=found.publish_at if found.stage == Stage.SCHEDULED and waiting is None else None,
        on_the_table=(waiting.publish_at, None if delivered else waiting.deliver_by) if waiting else None,
        reason_required=not policy.may_stay_silent(moves_agreed=_moves_agreed_hours(found)),
        prefix="propose",
        initial={"publish_at": found.publish_at, "deliver_by": found.deliver_by},
    )
    if found.keeps_text:
        form.fields["publish_at"].label = _("When should it take effect?")
    return form
