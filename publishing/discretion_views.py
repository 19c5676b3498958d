"""Staff doors of limited drafts (scenario 36) and preview links (scenario 37)."""

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.models import Page

from coordination import order
from coordination.calendar import warsaw_date
from coordination.guard import Limit
from coordination.standing import standing_of
from coordination.verdict import Refused, Verdict

from . import confinement as deeds
from . import previews
from .discretion_forms import ConfineForm, LiftForm, PeopleForm, PreviewLinkForm
from .facts import desk_of
from .models import ConfinedPerson, Confinement, PreviewLink
from .policies import PagePolicy
from .policies.verdicts import NOT_HERE, NOT_YOURS
from .views.access import staff
from .views.screens import screen

MAKING = Limit("preview-making", 20, 3600)
KEY = "preview_key"


def draft(request: HttpRequest, page_id: int) -> tuple[Any, PagePolicy]:
    """The page with its policy; another unit's page answers like one that does not exist."""
    found = Page.objects.filter(pk=page_id).first()
    page = found.specific if found else None
    if page is None or not hasattr(page, "kind"):
        raise Refused(NOT_YOURS)
    policy = desk_of(request.user).policy(page)
    policy.reads_drafts().enforce()
    return page, policy


def posted(request: HttpRequest) -> Any:
    """What was sent, an empty form too; None where nothing was."""
    return request.POST if request.method == "POST" else None


def in_force(page: Any) -> Confinement | None:
    people = Prefetch("people", queryset=ConfinedPerson.objects.all())
    return Confinement.objects.in_force().filter(page_id=page.pk).prefetch_related(people).first()


# -- limited drafts -----------------------------------------------------------------------------------------------


@require_GET
@staff
def confinements(request: HttpRequest) -> HttpResponse:
    """«Szkice ograniczone»: those that name the person; to administrators every one, without a word of the text."""
    standing = standing_of(request.user)
    rows = Confinement.objects.in_force().select_related("unit", "page").prefetch_related("people")
    desk = desk_of(request.user)
    named = rows.filter(people__account_id=standing.user_id).distinct()
    mine = [row for row in named if desk.policy(row.page.specific_deferred).may_read()]  # an office may have ended
    others = list(rows.shut_to(standing.user_id)) if standing.is_administrator else []
    if not standing.units and not standing.portal and not standing.is_superuser:
        raise Refused(NOT_HERE)
    context = {"mine": mine, "others": others, "oversees": standing.is_administrator}
    return screen(request, "confinements", _("Limited drafts"), context)


@require_http_methods(["GET", "POST"])
@staff
def confinement(request: HttpRequest, page_id: int) -> HttpResponse:
    """Set the limit in two steps, form and confirmation; where it stands, see it and change who is named."""
    page, policy = draft(request, page_id)
    if policy.page.confined_to is not None:
        policy.within().enforce()
        return people_screen(request, page, policy)
    policy.may_confine().enforce()
    now = timezone.now()
    form = ConfineForm(posted(request), page=page, user=request.user, on=warsaw_date(now))
    valid = request.method == "POST" and form.is_valid()
    if valid and request.POST.get("confirmed") == "1":
        data = form.cleaned_data
        deeds.confine(page, people=data["people"], reason=data["reason"], by=request.user, now=now)
        messages.success(request, _("The draft is limited. Only the named persons see it."))
        return redirect("publishing:confinement", page.pk)
    if valid and request.POST.get("change") != "1":
        context = {"page": page, "form": form, "people": form.shown_people(), "me": policy.standing.name}
        return screen(request, "confine_confirm", _("Limit the draft to named persons"), context)
    status = 422 if form.errors else 200
    return screen(
        request, "confine", _("Limit the draft to named persons"), {"page": page, "form": form}, status=status
    )


def people_screen(request: HttpRequest, page: Any, policy: PagePolicy, status: int = 200, **forms: Any) -> HttpResponse:
    """Who is named, since when and why; changing and lifting for those who may."""
    row = in_force(page)
    named = [person.account_id for person in row.people.all()] if row else []
    people_form = forms.get("people_form") or PeopleForm(
        page=page, user=request.user, on=policy.standing.on, initial={"people": named}
    )
    context = {
        "page": page,
        "confinement": row,
        "may_name": policy.may_name(),
        "form": people_form,
        "lift_form": forms.get("lift_form") or LiftForm(required=False, prefix="lift"),
    }
    return screen(request, "confinement", _("Only for named persons"), context, status=status)


@require_POST
@staff
def name_people(request: HttpRequest, page_id: int) -> HttpResponse:
    page, policy = draft(request, page_id)
    policy.may_name().enforce()
    now = timezone.now()
    form = PeopleForm(request.POST, page=page, user=request.user, on=warsaw_date(now))
    if not form.is_valid():
        return people_screen(request, page, policy, status=422, people_form=form)
    deeds.name_people(page, people=form.cleaned_data["people"], by=request.user, now=now)
    messages.success(request, _("The named persons are changed."))
    return redirect("publishing:confinement", page.pk)


@require_http_methods(["GET", "POST"])
@staff
def lift(request: HttpRequest, page_id: int) -> HttpResponse:
    """A named person lifts at any time; an administrator writes why, and does not see the text before."""
    page, policy = draft(request, page_id)
    policy.may_lift("?").enforce()
    named = bool(policy.within())
    form = LiftForm(posted(request), required=not named, prefix="lift")
    if request.method == "POST" and form.is_valid():
        deeds.lift(page, by=request.user, now=timezone.now(), remark=form.cleaned_data["remark"])
        messages.success(request, _("The limit is lifted. The named persons get a letter."))
        return redirect("wagtailadmin_pages:edit", page.pk) if named else redirect("publishing:confinements")
    context = {"confinement": in_force(page), "form": form, "named": named}
    return screen(request, "lift", _("Lift the limit"), context, status=422 if form.errors else 200)


# -- preview links ------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
@staff
def preview_links(request: HttpRequest, page_id: int) -> HttpResponse:
    """Links of one page with their uses, and a new one. The address is shown once."""
    page, policy = draft(request, page_id)
    policy.may_share().enforce()
    now = timezone.now()
    form = PreviewLinkForm(posted(request), now=now)
    if request.method == "POST" and form.is_valid():
        if not MAKING.allows(f"user:{request.user.pk}"):
            raise Refused(Verdict(_("That were many links at once. Try again in an hour."), order.WITHIN_RIGHTS))
        data = form.cleaned_data
        link, key = previews.make(page, for_whom=data["for_whom"], expires_at=form.expires_at, by=request.user, now=now)
        request.session[KEY] = {"link": link.pk, "key": key}
        return redirect("publishing:preview_links", page.pk)
    rows = PreviewLink.objects.filter(page_id=page.pk).select_related("revision")
    working = set(rows.alive(now).values_list("pk", flat=True))
    context = {
        "page": page,
        "form": form,
        "fresh": fresh_address(request),
        "working": [row for row in rows if row.pk in working],
        "ended": [row for row in rows if row.pk not in working][:20],
    }
    return screen(request, "preview_links", _("Preview link"), context, status=422 if form.errors else 200)


def fresh_address(request: HttpRequest) -> dict[str, Any] | None:
    """The address of the link just made, shown once and then forgotten."""
    kept = request.session.pop(KEY, None)
    row = PreviewLink.objects.filter(pk=kept["link"]).first() if kept else None
    if row is None:
        return None
    path = reverse("publishing_public:preview", args=[kept["key"]])
    return {"link": row, "address": request.build_absolute_uri(path)}


@require_POST
@staff
def revoke_preview(request: HttpRequest, pk: int) -> HttpResponse:
    row = PreviewLink.objects.filter(pk=pk).first()
    if row is None:
        raise Refused(NOT_YOURS)
    page, policy = draft(request, row.page_id)
    policy.may_share().enforce()
    previews.revoke(row, by=request.user, now=timezone.now())
    messages.success(request, _("The link is revoked. It opens nothing from now on."))
    return redirect("publishing:preview_links", page.pk)
