"""Letters about comments in the editor: through the outbox, and only to those who may read the draft."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.urls import reverse
from wagtail.models import Page, PageSubscription
from wagtail.users.models import UserProfile

from coordination import outbox
from coordination.calendar import warsaw_date
from coordination.routing import account_recipient
from coordination.standing import standing_of

from .facts import desk_of
from .subjects import page_reference

Changes = Mapping[str, list[Any]]
"""What Wagtail's editor found: «new_comments», «resolved_comments», «new_replies» and others."""


def commented(page: Any, changes: Changes, *, by: Any, now: dt.datetime) -> None:
    """Inside the save's transaction. No text of a comment leaves the portal, only how many there are of what."""
    numbers = {name: len(changes[name]) for name in ("new_comments", "resolved_comments", "deleted_comments")}
    numbers["replies"] = sum(len(replies) for _comment, replies in changes["new_replies"])
    people = [user for user in _interested(page, changes) if user.pk != by.pk and _may_know(user, page)]
    if not any(numbers.values()) or not people:
        return
    link = reverse("wagtailadmin_pages:edit", args=[page.pk])
    outbox.write(
        "page.commented",
        to=[account_recipient(user) for user in people],
        template="publishing/emails/commented",
        context={
            "title": _outward_title(page),
            "name": standing_of(by, warsaw_date(now)).name or by.get_full_name(),
            "link": link,
            **numbers,
        },
        about=page_reference(page.pk),
        link=link,
        now=now,
    )


def _outward_title(page: Any) -> str:
    """As it is told of a draft limited to named persons: the page at hand knows that its editor is one of them."""
    return str(Page.objects.get(pk=page.pk).specific_deferred.get_admin_display_title())


def _interested(page: Any, changes: Changes) -> QuerySet:
    """Whoever follows the page's comments, and whoever wrote in a thread that was answered or resolved."""
    threads = {comment.pk for comment in changes["resolved_comments"]}
    threads |= {comment.pk for comment, _replies in changes["new_replies"]}
    followers = PageSubscription.objects.filter(page_id=page.pk, comment_notifications=True)
    wanted = Q(pk__in=followers.values("user_id"))
    wanted |= Q(comment_replies__comment_id__in=threads) | Q(wagtail_admin_comments__pk__in=threads)
    return get_user_model()._default_manager.filter(wanted, is_active=True).distinct()


def _may_know(user: Any, page: Any) -> bool:
    """The office may have ended since; and whoever wants no such letters says so in the settings of the account."""
    return bool(desk_of(user).policy(page).may_keep()) and UserProfile.get_for_user(user).updated_comments_notifications
