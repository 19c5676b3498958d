"""The portal's addresses and allauth's own beside them, as if somebody had mounted these by mistake."""

from django.urls import include, path

from portal.urls import handler404, handler429, handler500
from portal.urls import urlpatterns as ours

urlpatterns = [path("accounts/", include("allauth.account.urls")), *ours]

__all__ = ["handler404", "handler429", "handler500", "urlpatterns"]
