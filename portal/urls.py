"""How the rooms are joined into one site."""

from django.conf import settings
from django.urls import include, path, re_path, reverse_lazy
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from . import views
from .sign_in.urls import sign_out

# Wagtail's own doors ask for a password only; whoever knocks there is led to ours, before Wagtail is asked. Its way out
# drops the session's cookie even for a link somebody else laid.
back_doors = [
    path("_util/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("admin/logout/", sign_out, name="wagtailadmin_logout"),
    re_path(r"^admin/password_reset/", RedirectView.as_view(url=reverse_lazy("account_reset_password"))),
]

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("konto/", include("portal.sign_in.urls")),
    *back_doors,
    path("admin/", include(wagtailadmin_urls)),
    path("dokumenty/", include(wagtaildocs_urls)),
    path("podglad/", include("publishing.public_urls")),
    path("", include("coordination.urls")),
    path("", include("pages.urls")),
    path(f"{settings.MEDIA_URL.strip('/')}/<path:path>", views.media, name="media"),
    path("", include(wagtail_urls)),
]
handler404 = "portal.views.not_found"
handler429 = "portal.sign_in.views.too_many"  # allauth's limits answer with it
handler500 = "portal.views.server_error"
