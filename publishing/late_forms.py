"""Forms of pages posted after the office had ended: who keeps what (scenario 26). Registered in ready()."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page, PageSubscription

from coordination import closing
from coordination.closing import Keeper, Late, Opening
from coordination.numbers import number

from . import keeping
from .forms.subjects import subject_of_handing, subject_of_new, subject_of_page
from .governed import GovernedPage
from .models import Stewardship
from .references import ForeignReference
from .states import HOLDING

# -- the editor ---------------------------------------------------------------------------------------------------


def keep_edited(late: Late) -> str:
    page = _governed(late.kwargs["page_id"])
    if page is None or page.locked or page.handoffs.filter(stage__in=HOLDING).exists():
        return ""  # what waits for publication stays as it was read
    draft = page.get_latest_revision_as_object()
    form = _form(late, draft, page.get_parent())
    if form is None:
        return ""
    keeping.keep_version(page, form, by=late.standing, unit=late.unit, now=late.now)
    return _("It is a draft of the unit now, not public; the people in charge of the unit have a letter about it.")


def keep_new(late: Late) -> str:
    model, parent = _model(late.kwargs), _governed(late.kwargs["parent_page_id"])
    if model is None or parent is None or not model.can_create_at(parent):
        return ""
    form = _form(late, model(owner=_author(late)), parent)
    if form is None:
        return ""
    keeping.keep_draft(parent, form, by=late.standing, unit=late.unit, now=late.now)
    return _("It is a draft of the unit now, not public; the people in charge of the unit have a letter about it.")


def _form(late: Late, page: Any, parent: Any) -> Any:
    """The editor's form filled with what was posted, judged as when it was opened; None when it holds no draft."""
    form_class = page.get_edit_handler().get_form_class()
    author = _author(late)
    posted = late.request.POST.copy()
    posted.pop("action-publish", None)  # a draft is asked for less, and for nothing else does it count here
    subscription = PageSubscription(page=page, user=author)  # the form asks for one; it is never saved
    form = form_class(
        posted,
        late.request.FILES,
        instance=page,
        subscription=subscription,
        parent_page=parent,
        for_user=author,
    )
    form.opened_at = late.opening.at
    form.defer_required_fields()
    try:
        return form if form.is_valid() else None
    except (BadRequest, ForeignReference):  # blocks that no editor sends; what the unit of the form may not choose
        return None


def _author(late: Late) -> Any:
    """The account anew, standing for the unit as when the form was opened; kept by nobody after this request."""
    user = get_user_model()._default_manager.get(pk=late.opening.user_id)
    user.__dict__["_standings"] = {late.standing.on: late.standing}
    return user


def unit_of_page(request: HttpRequest, kwargs: Mapping[str, Any], opening: Opening) -> int | None:
    return Stewardship.objects.filter(page_id=kwargs["page_id"]).values_list("unit_id", flat=True).first()


def unit_of_new(request: HttpRequest, kwargs: Mapping[str, Any], opening: Opening) -> int | None:
    """The unit chosen in the form, else the only one the author acted for."""
    chosen = number(request.POST.get("unit", ""))
    if chosen is not None:
        return chosen
    return next(iter(opening.units)) if len(opening.units) == 1 else None


# -- handing over -------------------------------------------------------------------------------------------------


def keep_handing(late: Late) -> str:
    page = _governed(late.kwargs["page_id"])
    if page is None:
        return ""
    post = late.request.POST
    hour = f"{post.get('publish_at_0', '')} {post.get('publish_at_1', '')}".replace("\x00", "").strip()
    typed = (post.get(name, "").replace("\x00", "").strip() for name in ("urgent_reason", "sooner", "note"))
    note = "\n".join(filter(None, typed))
    keeping.keep_wish(page, publish_at=hour[:40], note=note[:2000], by=late.standing, unit=late.unit, now=late.now)
    return _(
        "The text is a draft of the unit. Your note and the hour went to the people in charge of the unit by mail."
    )


# -- shared -------------------------------------------------------------------------------------------------------


def _governed(page_id: int) -> Any:
    found = Page.objects.filter(pk=page_id).first()
    page = found.specific if found else None
    return page if isinstance(page, GovernedPage) else None


def _model(kwargs: Mapping[str, Any]) -> Any:
    names = kwargs["content_type_app_name"], kwargs["content_type_model_name"]
    found = ContentType.objects.filter(app_label=names[0], model=names[1]).first()
    model = found.model_class() if found else None
    return model if model and issubclass(model, GovernedPage) else None


def register() -> None:
    closing.register(
        "wagtailadmin_pages:edit", Keeper(lambda kwargs: subject_of_page(kwargs["page_id"]), unit_of_page, keep_edited)
    )
    closing.register(
        "wagtailadmin_pages:add",
        Keeper(
            lambda kwargs: subject_of_new(kwargs["parent_page_id"], kwargs["content_type_model_name"]),
            unit_of_new,
            keep_new,
        ),
    )
    closing.register(
        "publishing:hand_over", Keeper(lambda kwargs: subject_of_handing(kwargs["page_id"]), unit_of_page, keep_handing)
    )
