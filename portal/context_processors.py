"""What every template may rely on."""

from django.conf import settings
from django.http import HttpRequest


def portal(request: HttpRequest) -> dict[str, object]:
    """The portal's name, address, and whether its data are invented."""
    return {
        "portal_name": settings.WAGTAIL_SITE_NAME,
        "portal_url": settings.PORTAL_URL,
        "demo_ribbon": settings.PORTAL_DEMO,
    }
