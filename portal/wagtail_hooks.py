"""The staff screens wear the portal's word-mark and colours; the gallery of components stands among them."""

from django.templatetags.static import static
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks

from . import gallery


@hooks.register("insert_global_admin_css")
def portal_colours() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("portal/admin.css"))


@hooks.register("register_admin_urls")
def gallery_address() -> list[URLPattern]:
    """Wagtail lets only staff through."""
    return [path("galeria/", gallery.gallery, name="portal_gallery")]
