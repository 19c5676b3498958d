"""Images and documents: each unit keeps its own collection; the shared root is for everybody to choose from."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permissions import policy_registry, register_permission_policy

from coordination import audit, order
from coordination.models import Unit
from coordination.steps import FIND_COORDINATOR
from coordination.verdict import YES, Verdict

from . import shut_files
from .facts import collection_name, desk_of

FOREIGN = Verdict(_("Some of these files belong to another unit."), order.WITHIN_RIGHTS, FIND_COORDINATOR)


def collection_of(unit: Unit) -> Collection:
    """The unit's own collection, made when first needed; nobody's deed, so the book does not tell it."""
    name = collection_name(unit.pk)
    found = Collection.objects.filter(name=name).first()
    if found is not None:
        return found
    with audit.told_by_the_deed():
        return Collection.get_first_root_node().add_child(instance=Collection(name=name))


class Record:
    """What Wagtail would read from its table of group permissions; it puts them into sets."""

    def __init__(self, **facts: Any) -> None:
        self.__dict__.update(facts)


class UnitFilesPolicy(CollectionOwnershipPermissionPolicy):
    """Add, change and choose in the collections of own units; choose from the shared root; officers everywhere."""

    def __init__(self, model: Any, name: str) -> None:
        super().__init__(model, auth_model=model, owner_field_name="uploaded_by_user")
        self.permission_cache_name = f"_unit_{name}_permission_cache"
        self.name = name

    def get_all_permissions_for_user(self, user: Any) -> list[Any]:
        if not user.is_active or user.is_anonymous or user.is_superuser:
            return []
        desk = desk_of(user)
        standing = desk.standing
        if standing.is_portal_officer:
            return self._records([desk.root_collection], ("add", "change", "delete", "choose"))
        if not standing.acting_unit_ids:
            return []
        return self._records(desk.own_collections, ("add", "change", "delete", "choose"))

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> QuerySet:
        found = super().instances_user_has_any_permission_for(user, actions)
        shut = shut_files.shut_to(user, self.model)
        return found.exclude(pk__in=shut) if shut else found

    def user_has_any_permission_for_instance(self, user: Any, actions: Any, instance: Any) -> bool:
        if instance.pk in shut_files.shut_to(user, self.model):
            return False
        return super().user_has_any_permission_for_instance(user, actions, instance)

    def _records(self, collections: list[Collection], actions: tuple[str, ...]) -> list[Any]:
        return [
            Record(
                collection=collection,
                collection_id=collection.pk,
                permission=Record(
                    codename=f"{action}_{self.name}",
                    content_type=Record(app_label=self.model._meta.app_label),
                ),
            )
            for collection in collections
            for action in actions
        ]

    def users_with_any_permission(self, actions: Any) -> QuerySet:
        return get_user_model()._default_manager.filter(is_active=True, is_superuser=True)

    def users_with_any_permission_for_instance(self, actions: Any, instance: Any) -> QuerySet:
        return self.users_with_any_permission(actions)


def may_gather(user: Any, model_name: str, ids: list[str]) -> Verdict:
    """Whether all the files that were ticked are the person's to keep. One query."""
    model = {"image": get_image_model(), "document": get_document_model()}[model_name]
    kept = policy_registry.get_by_type(model).instances_user_has_any_permission_for(user, ["change", "delete"])
    return YES if kept.filter(pk__in=ids).count() == len(set(ids)) else FOREIGN


def register() -> None:
    """exact_class: Wagtail registers its own policies later in ready(), and exact ones win (measured)."""
    for model, name in ((get_image_model(), "image"), (get_document_model(), "document")):
        register_permission_policy(model, UnitFilesPolicy(model, name), exact_class=True)
