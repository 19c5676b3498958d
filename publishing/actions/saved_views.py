"""Views of SZ's report that a person keeps under a name. Nobody else's business, so the book has no line of them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from coordination.standing import Standing
from coordination.verdict import Refused

from ..policies.completeness import NO_VIEW, may_read_report
from ..reporting import SavedView

AT_MOST = 30


@transaction.atomic
def save_view(account: Any, *, name: str, query: str, by: Standing, now: dt.datetime) -> SavedView:
    """Keep the filters under the name; a name that is there already leads to the new ones.

    Raises Refused for whoever does not read the report, ValidationError beyond AT_MOST views.
    """
    may_read_report(by).enforce()
    own = SavedView.objects.filter(account=account)
    if own.count() >= AT_MOST and not own.filter(name=name).exists():
        raise ValidationError({"nazwa": _("You keep as many views as there can be. Delete one first.")})
    view, _made = own.update_or_create(name=name, defaults={"query": query}, create_defaults=_new(account, query, now))
    return view


def _new(account: Any, query: str, now: dt.datetime) -> dict[str, Any]:
    return {"account": account, "query": query, "made_at": now}


@transaction.atomic
def rename_view(view_id: int, *, name: str, by: Standing) -> SavedView:
    """Raises Refused for another person's view, ValidationError for a name that is taken."""
    view = _own(view_id, by)
    if SavedView.objects.filter(account_id=view.account_id, name=name).exclude(pk=view.pk).exists():
        raise ValidationError({"nazwa": _("You keep a view of this name already.")})
    view.name = name
    view.save(update_fields=["name"])
    return view


@transaction.atomic
def delete_view(view_id: int, *, by: Standing) -> SavedView:
    """Returns what was there, so that it can be kept again. Raises Refused for another person's view."""
    view = _own(view_id, by)
    SavedView.objects.filter(pk=view.pk).delete()
    return view


def _own(view_id: int, by: Standing) -> SavedView:
    """Another person's view is refused like one that does not exist."""
    may_read_report(by).enforce()
    found = SavedView.objects.select_for_update().filter(pk=view_id, account_id=by.user_id).first()
    if found is None:
        raise Refused(NO_VIEW)
    return found
