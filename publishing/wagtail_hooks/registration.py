"""Addresses, views and registers that this room brings."""

from typing import Any

from django.urls import include, path
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .. import offices, registers, urls, viewsets

registers.register()
register_snippet(registers.RightViewSet)
offices.register()
register_snippet(offices.OfficeViewSet)


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return [path("", include((urls.urlpatterns, "publishing"), namespace="publishing"))]


@hooks.register("register_admin_viewset", order=1000)
def page_views() -> Any:
    return viewsets.governed_pages
