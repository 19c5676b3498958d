"""Permission policies of Wagtail's own models: pages by stewardship, files by the unit's collection."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from wagtail.models import Page, Site
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import register_permission_policy

from coordination.querysets import on_day
from coordination.routing import officers
from coordination.standing import OFFICERS

from .facts import desk_of, open_to
from .models import Confinement, Stewardship

WRITING = {"add", "change"}


class StewardshipPolicy(PagePermissionPolicy):
    """Pages belong to units through stewardship; portal officers reach all; nobody else reaches any."""

    permission_cache_name = "_stewardship_permission_cache"

    def get_all_permissions_for_user(self, user: Any) -> list[Any]:
        """No rows of group permissions: offices and designations say it all."""
        return []

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        if not user.is_active:
            return False
        standing = desk_of(user).standing
        if standing.is_portal_officer or standing.is_superuser:
            return True
        return bool(standing.acting_unit_ids) and bool({*actions} & (WRITING | {"publish"}))

    def user_has_any_permission_for_instance(self, user: Any, actions: Any, instance: Any) -> bool:
        if not self.user_has_any_permission(user, actions):
            return False
        tester = instance.permissions_for_user(user)
        asked = {
            "add": tester.can_add_subpage,
            "change": tester.can_edit,
            "publish": tester.can_publish,
            "delete": tester.can_delete,
            "bulk_delete": tester.can_delete,
            "lock": tester.can_lock,
            "unlock": tester.can_unlock,
        }
        return any(asked[action]() for action in actions if action in asked)

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> QuerySet:
        standing = desk_of(user).standing
        pages = self.model._default_manager
        if not user.is_active:
            return pages.none()
        pages = pages.exclude(pk__in=Confinement.objects.shut_to(standing.user_id).values("page_id"))
        if standing.is_portal_officer or standing.is_superuser:
            return pages
        own = Stewardship.objects.of_units(standing.acting_unit_ids)
        return pages.filter(pk__in=own.values("page_id"))

    def users_with_any_permission(self, actions: Any, include_superusers: bool = True) -> QuerySet:
        """Accounts that keep pages at all: offices of units today, and portal officers."""
        return self._people(Q(), include_superusers)

    def users_with_any_permission_for_instance(
        self, actions: Any, instance: Any, include_superusers: bool = True
    ) -> QuerySet:
        return self._people(Q(person__designations__unit__stewardships__page=instance.pk), include_superusers)

    def _people(self, narrowed: Q, include_superusers: bool) -> QuerySet:
        from django.utils import timezone

        today = timezone.localdate()
        in_unit = on_day(today, "person__designations__from_on", "person__designations__until_on")
        wanted = Q(pk__in=officers(OFFICERS, today).values("pk")) | (in_unit & narrowed)
        if include_superusers:
            wanted |= Q(is_superuser=True)
        return get_user_model()._default_manager.filter(wanted, is_active=True).distinct()

    def instances_with_direct_explore_permission(self, user: Any) -> list[Any]:
        """Where the explorer starts: the root for the portal team, the portals' home pages for units."""
        standing = desk_of(user).standing
        if standing.is_portal_officer or standing.is_superuser:
            return list(Page.objects.filter(depth=1))
        if not standing.acting_unit_ids:
            return []
        return [site.root_page for site in Site.objects.select_related("root_page")]

    def explorable_root_instance(self, user: Any) -> Any:
        """Where the explorer begins; with one page to begin at, Wagtail would read that page once more."""
        kept = self._explorable_root_instance_cache_name
        pages = [] if hasattr(user, kept) else self.instances_with_direct_explore_permission(user)
        if len(pages) == 1:
            setattr(user, kept, pages[0])
        return super().explorable_root_instance(user)

    def explorable_instances(self, user: Any) -> QuerySet:
        """Own pages, what leads to them, and the shared indexes where the unit may add; no draft limited to others."""
        standing = desk_of(user).standing
        pages = self.model._default_manager
        if not user.is_active:
            return pages.none()
        pages = open_to(standing, pages)
        if standing.is_portal_officer or standing.is_superuser:
            return pages
        if not standing.acting_unit_ids:
            return pages.none()
        own = Stewardship.objects.of_units(standing.acting_unit_ids)
        shared = Stewardship.objects.filter(kind="structure")
        return pages.filter(Q(pk__in=own.values("page_id")) | Q(pk__in=shared.values("page_id"), live=True))


def register() -> None:
    """Called in ready(): Wagtail's views, testers, choosers and reports all read the registry."""
    from django.apps import apps

    register_permission_policy(Page, StewardshipPolicy())
    if apps.is_installed("wagtail.images") and apps.is_installed("wagtail.documents"):
        from .collections import register as register_files

        register_files()
