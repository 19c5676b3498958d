"""How the rooms are joined into one site."""

from django.conf import settings
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from . import views

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("admin/", include(wagtailadmin_urls)),
    path("dokumenty/", include(wagtaildocs_urls)),
    path("podglad/", include("publishing.public_urls")),
    path("", include("coordination.urls")),
    path("", include("pages.urls")),
    path(f"{settings.MEDIA_URL.strip('/')}/<path:path>", views.media, name="media"),
    path("", include(wagtail_urls)),
]
handler404 = "portal.views.not_found"
handler500 = "portal.views.server_error"
