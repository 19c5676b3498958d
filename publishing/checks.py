"""At start: every page type says of what kind it is, every model who answers for its rows (scenario 35)."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.checks import Error, register
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from wagtail import hooks
from wagtail.models import Page, get_page_models
from wagtail.snippets.models import get_snippet_models

from coordination.models import Unit
from coordination.owners import CITY, ITSELF, owner_of

from . import kinds
from .governed import GovernedPage


@register()
def every_page_type_declares_its_kind(app_configs: Any, **kwargs: Any) -> list[Error]:
    """A governed page type without a declared kind stops the start."""
    return [
        Error(
            f"{model.__name__} declares no known kind of content.",
            hint="Set `kind` to a code registered with publishing.kinds.register().",
            obj=model,
            id="publishing.E001",
        )
        for model in get_page_models()
        if issubclass(model, GovernedPage) and not kinds.known(model.kind)
    ] + [
        Error(
            f"{model.__name__} is not governed: nobody would answer for its pages.",
            hint="Inherit from publishing.governed.GovernedPage, or list it in PUBLISHING_UNGOVERNED.",
            obj=model,
            id="publishing.E002",
        )
        for model in get_page_models()
        if not issubclass(model, GovernedPage) and model._meta.label not in _let_be()
    ]


def _let_be() -> set[str]:
    from django.conf import settings

    return {"wagtailcore.Page", *getattr(settings, "PUBLISHING_UNGOVERNED", [])}


@register()
def every_model_says_who_answers_for_its_rows(app_configs: Any, **kwargs: Any) -> list[Error]:
    """A model nobody declared, or declared along a path that leads to no unit, stops the start."""
    errors = []
    for model in sorted(set(_governed_models()), key=lambda found: found._meta.label):
        path = owner_of(model._meta.label_lower)
        if path is None:
            errors.append(
                Error(
                    f"{model._meta.label} does not say who answers for its rows.",
                    hint="Name the path to the unit, or CITY, with coordination.owners.declare() in ready().",
                    obj=model,
                    id="publishing.E003",
                )
            )
        elif path not in {CITY, ITSELF} and not _leads_to_a_unit(model, path):
            errors.append(Error(f"{model._meta.label}: «{path}» leads to no unit.", obj=model, id="publishing.E004"))
    return errors


def _governed_models() -> Iterator[type[models.Model]]:
    """Models of rooms that declare, and whatever has staff screens as a snippet; rows below a page are the page's."""
    hooks.search_for_hooks()
    declaring = [config for config in apps.get_app_configs() if getattr(config, "declares_owners", False)]
    found = [model for config in declaring for model in config.get_models()]
    for model in [*found, *get_snippet_models()]:
        if not issubclass(model, Page) and not _hangs_on_a_page(model):
            yield model


def _hangs_on_a_page(model: type[models.Model]) -> bool:
    links = [field for field in model._meta.concrete_fields if field.is_relation and not field.null]
    return any(
        isinstance(field.related_model, type) and issubclass(field.related_model, GovernedPage) for field in links
    )


def _leads_to_a_unit(model: Any, path: str) -> bool:
    for name in path.split("__"):
        try:
            model = model._meta.get_field(name).related_model
        except FieldDoesNotExist:
            return False
        if model is None:
            return False
    return model is Unit
