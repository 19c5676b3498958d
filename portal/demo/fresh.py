"""Clears a database that the demo built, dictionaries and superusers apart."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db import connection, models, transaction
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Page
from wagtail.signal_handlers import disable_reference_index_auto_update

from coordination.models.audit import wiping
from coordination.seeds import load_dictionaries
from portal.models import User

ROOMS = ("portal", "coordination", "publishing", "pages")
WAGTAIL = (
    "wagtailcore",
    "wagtailimages",
    "wagtaildocs",
    "wagtailredirects",
    "wagtailsearch",
    "indexes",
    "wagtailforms",
)
OWN_WAY = ("user", "page", "collection", "site")
WRITTEN_BY_MIGRATIONS = ("locale", "task", "groupapprovaltask", "workflow", "workflowtask", "workflowpage")
KEPT = {"portal.user", *(f"wagtailcore.{name}" for name in (*OWN_WAY, *WRITTEN_BY_MIGRATIONS))}


@transaction.atomic
def clear() -> None:
    """Every row of our rooms and of Wagtail's; the dictionaries are loaded anew, accounts of superusers stay.

    Keys are checked at the end of the transaction, so the order of the tables does not matter.
    """
    _files()
    with connection.constraint_checks_disabled(), wiping():
        for model in _models():
            model._base_manager.all()._raw_delete(connection.alias)  # type: ignore[attr-defined]
        apps.get_model("wagtailcore", "Site").objects.all()._raw_delete(connection.alias)
        _but_roots(Page)
        _but_roots(Collection)
        _accounts()
    with disable_reference_index_auto_update():
        load_dictionaries()


def _models() -> Iterator[type[models.Model]]:
    for label in (*ROOMS, *WAGTAIL):
        if apps.is_installed(label) or label in apps.app_configs:
            config = apps.get_app_config(label)
            yield from (
                model
                for model in config.get_models(include_auto_created=True)
                if model._meta.label_lower not in KEPT and model._meta.managed and not model._meta.proxy
            )


def _but_roots(model: type[models.Model]) -> None:
    model._default_manager.filter(depth__gt=1)._raw_delete(connection.alias)  # type: ignore[attr-defined]
    model._default_manager.filter(depth=1).update(numchild=0)


def _accounts() -> None:
    keep = list(User.objects.filter(is_superuser=True).values_list("pk", flat=True))
    for through in (User.groups.through, User.user_permissions.through):
        through._default_manager.exclude(user_id__in=keep)._raw_delete(connection.alias)
    for label in ("wagtailusers.UserProfile",):
        apps.get_model(label)._default_manager.exclude(user_id__in=keep).delete()
    User.objects.exclude(pk__in=keep)._raw_delete(connection.alias)  # type: ignore[attr-defined]


def _files() -> None:
    for model in (get_image_model(), get_document_model()):
        for kept in model._default_manager.all():
            kept.file.delete(save=False)
