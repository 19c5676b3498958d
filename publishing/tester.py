"""Wagtail's questions about a page, answered by our policies. Every door of Wagtail asks here."""

from typing import Any

from wagtail.models import PagePermissionTester

from . import kinds
from .facts import desk_of


def holds_public(page: Any) -> bool:
    """Whether public pages stand below; asked of shelves only, one query."""
    return kinds.get(page.kind).structural and page.numchild > 0 and page.get_children().live().exists()


class GovernedPageTester(PagePermissionTester):
    """Answers for one account and one governed page. Superusers are bound by the four-eyes rule too."""

    def __init__(self, user: Any, page: Any) -> None:
        self.user = user
        self.page = page
        self.page_is_root = page.depth == 1
        self.desk = desk_of(user)
        self.policy = self.desk.policy(page)

    @property
    def permissions(self) -> set[str]:
        """Action names, for the few places of Wagtail that look into the set."""
        asked = {"add": self.can_add_subpage, "change": self.can_edit, "publish": self.can_publish}
        return {action for action, may in asked.items() if may()}

    @property
    def _works(self) -> bool:
        return self.user.is_active and self.desk.standing.is_staff

    def can_add_subpage(self) -> bool:
        if not self._works:
            return False
        models = self.page.specific_class.creatable_subpage_models()
        return any(self.may_create(model) and self._has_room(model) for model in models)

    def _has_room(self, model: Any) -> bool:
        """As `can_create_at`, whose limits on the whole tree would cost a query for every type."""
        if model.max_count_per_parent is not None:
            return bool(model.can_create_at(self.page))
        return bool(model.can_exist_under(self.page)) and not self.desk.is_full(model)

    def may_create(self, model: Any) -> bool:
        """Whether the person creates pages of the type at all: units what they write, the portal team everything."""
        standing, declared = self.desk.standing, getattr(model, "kind", "")
        if standing.tends(None, declared, self.desk.site_of(self.page)):
            return True
        return bool(standing.acting_unit_ids) and kinds.known(declared) and not kinds.get(declared).structural

    def can_edit(self) -> bool:
        """Whether the editor opens; a page that waits for publication opens locked, for those who keep it."""
        if not self._works or self.page_is_root:
            return False
        return bool(self.policy.may_keep())

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        if not self._works or self.page_is_root or not self.page.is_leaf():
            return False
        return bool(self.policy.may_delete())

    def can_unpublish(self) -> bool:
        if not self._works or not self.page.live or self.page_locked() or not self.policy.may_publish():
            return False
        return bool(self.policy.may_unpublish(holds_public=holds_public(self.page)))

    def can_publish(self) -> bool:
        return self._works and not self.page_is_root and bool(self.policy.may_publish())

    def can_submit_for_moderation(self) -> bool:
        return False

    def can_set_view_restrictions(self) -> bool:
        return self._works and self.desk.standing.is_administrator and bool(self.policy.within())

    def can_unschedule(self) -> bool:
        return self.can_publish()

    def can_lock(self) -> bool:
        return self._works and self.desk.standing.is_portal_officer and bool(self.policy.may_keep())

    def can_unlock(self) -> bool:
        if not self._works or not self.policy.within():
            return False
        return self.user_has_lock() or self.desk.standing.is_administrator

    def can_publish_subpage(self) -> bool:
        """Asked of the parent before the child exists: the add view names the class first (see wagtail_hooks)."""
        creating = getattr(self.page, "_creating_class", None)
        if not self._works or creating is None or not hasattr(creating, "kind"):
            return False
        units: list[int | None] = [*self.desk.standing.acting_unit_ids] or [None]
        return any(self.desk.draft_policy(creating, unit, self.page).may_publish() for unit in units)

    def can_reorder_children(self) -> bool:
        return self._works and bool(self.policy.may_arrange())

    def can_move(self) -> bool:
        return self._works and not self.page_is_root and bool(self.policy.may_move())

    def can_move_to(self, destination: Any) -> bool:
        if self.page == destination or destination.is_descendant_of(self.page) or not self.can_move():
            return False
        return self.page.is_child_of(destination) or bool(self.page.specific.can_move_to(destination))

    def can_copy(self) -> bool:
        return self.can_edit() and not self.policy.page.structural and bool(self.policy.may_copy())

    def can_copy_to(self, destination: Any, recursive: bool = False) -> bool:
        if not self.can_copy() or not self.page.specific_class.can_create_at(destination):
            return False
        return bool(destination.permissions_for_user(self.user).can_add_subpage())

    def can_view_revisions(self) -> bool:
        return not self.page_is_root and bool(self.policy.may_read())
