"""Public addresses of publishing: the preview of one version, for whoever holds the link."""

from django.urls import path

from . import preview_views

app_name = "publishing_public"
urlpatterns = [
    path("<str:key>/", preview_views.preview, name="preview"),
    path("<str:key>/obraz/<path:path>", preview_views.picture, name="preview_picture"),
    path("<str:key>/plik/<int:pk>/<str:name>", preview_views.document, name="preview_document"),
]
