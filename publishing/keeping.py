"""What was being written when an office ended is kept as the unit's draft, never public (scenario 26).

The deed writes in the name of the author, as they stood when the form was opened; the label says so.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from coordination import audit, duties, order, outbox
from coordination.calendar import warsaw_date
from coordination.models import Unit
from coordination.routing import Recipient, recipients_of
from coordination.standing import Standing

from .discretion import OUTWARD_TITLE
from .governed import entrusting
from .grounds import Limit, limits_on

DUTY = "within-rights"
SUBJECT = "kept:"
LOG_ACTION = "publishing.kept"
DAYS_TO_LOOK = 3


@transaction.atomic
def keep_version(page: Any, form: Any, *, by: Standing, unit: Unit, now: dt.datetime) -> Any:
    """A new version of the page with what `form` holds (valid). A newer draft of a colleague stays the newest.

    Returns the kept revision. The row of the page is held, so that two who save at once do so one after the other.
    """
    Page.objects.select_for_update().get(pk=page.pk)
    newest = page.latest_revision
    kept = form.save(commit=False)
    with audit.told_by_the_deed():
        revision = kept.save_revision(user=form.for_user, changed=True, clean=False)
        if newest and newest.user_id != by.user_id and newest.created_at > form.opened_at:
            newest.as_object().save_revision(user=newest.user, clean=False)
    _label(kept, revision, form.for_user, by=by, now=now)
    _tell(kept, unit, by=by, now=now, url=_comparison(page, revision, newest))
    return revision


@transaction.atomic
def keep_draft(parent: Any, form: Any, *, by: Standing, unit: Unit, now: dt.datetime) -> Any:
    """A new draft page of the unit with what `form` holds (valid)."""
    page = form.save(commit=False)
    page.live = False
    with entrusting(unit), audit.told_by_the_deed():
        parent.add_child(instance=page)
        revision = page.save_revision(user=form.for_user, clean=False)
    _label(page, revision, form.for_user, by=by, now=now)
    _tell(page, unit, by=by, now=now, url=reverse("wagtailadmin_pages:edit", args=[page.pk]))
    return page


@transaction.atomic
def keep_wish(page: Any, *, publish_at: str, note: str, by: Standing, unit: Unit, now: dt.datetime) -> None:
    """The hour and the note of a handing over go to the colleagues; the text is the unit's draft already."""
    wish = f"{publish_at} {note}".strip()
    audit.write("page.kept", now=now, about=page, by=by, unit=unit, right=str(order.DESIGNATION), note=wish)
    _tell(
        page,
        unit,
        by=by,
        now=now,
        url=reverse("publishing:hand_over", args=[page.pk]),
        handing=True,
        publish_at=publish_at,
        note=note,
    )


@transaction.atomic
def looked_at(page: Any, *, by: Standing, now: dt.datetime) -> int:
    """Somebody of the unit has looked, saved or handed over since: the task is done. Returns how many there were."""
    label = _("Looked through by %(name)s") % {"name": by.name}
    evidence = duties.Evidence("kept", audit.reference(page), label)
    settled = duties.settle_subject(DUTY, subject(page), evidence=evidence, now=now)
    if settled:
        unit, right = page.stewardship.unit, str(order.WITHIN_RIGHTS)
        audit.write("page.kept_seen", now=now, about=page, by=by, unit=unit, right=right)
    return settled


def subject(page: Any) -> str:
    return f"{SUBJECT}{page.pk}"


def _label(page: Any, revision: Any, user: Any, *, by: Standing, now: dt.datetime) -> None:
    """History of the page and the book both say what this version is."""
    with audit.told_by_the_deed():
        log(instance=page, action=LOG_ACTION, user=user, revision=revision, data={"name": by.name})
    unit = page.stewardship.unit
    audit.write(
        "page.kept",
        now=now,
        about=page,
        by=by,
        unit=unit,
        right=str(order.DESIGNATION),
        version=str(revision.pk),
        note=kept_after(by.name),
    )


def kept_after(name: str) -> str:
    return _("kept after the office of %(name)s had ended") % {"name": name}


def _tell(page: Any, unit: Unit, *, by: Standing, now: dt.datetime, url: str, **more: Any) -> None:
    """A letter to whoever is in charge of the unit, and a task on its board."""
    limit = limits_on(page_id=page.pk).get(page.pk)
    title = str(OUTWARD_TITLE) if limit else page.draft_title or page.title
    duties.ask(
        DUTY,
        unit=unit,
        subject=subject(page),
        title=_("Text kept after the office of %(name)s had ended: %(title)s") % {"name": by.name, "title": title},
        due_on=warsaw_date(now) + dt.timedelta(days=DAYS_TO_LOOK),
        url=url,
        now=now,
    )
    outbox.write(
        "page.kept",
        to=_named(limit) if limit else recipients_of(unit, warsaw_date(now)),
        template="publishing/emails/kept",
        context={"page_title": title, "author": by.name, "unit": unit, "kept_url": url, **more},
        about=page,
        now=now,
    )


def _named(limit: Limit) -> list[Recipient]:
    """Of a draft limited to named persons only they hear; the task on the unit's board does not tell its title."""
    people = get_user_model()._default_manager.filter(pk__in=limit.to, is_active=True).exclude(email="")
    return [Recipient(user.email, user.get_full_name()) for user in people.order_by("pk")]


def _comparison(page: Any, kept: Any, newest: Any) -> str:
    """The difference to what stood there before, else the editor."""
    if newest is None:
        return reverse("wagtailadmin_pages:edit", args=[page.pk])
    return reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, newest.pk, kept.pk])
