"""At start: every page type says of what kind it is (scenario 35)."""

from typing import Any

from django.core.checks import Error, register
from wagtail.models import get_page_models

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
