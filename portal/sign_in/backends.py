"""What stops a sign-in before any password is looked at."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from portal.demo.people import PASSWORD


class NoSamplePassword:
    """Outside a demo the password of the sample accounts opens nothing, however they came into the database.

    Stands first among the backends; PermissionDenied ends the search and is told as any failed sign-in.
    """

    def authenticate(self, request: HttpRequest | None, password: str | None = None, **credentials: Any) -> None:
        if password == PASSWORD and not settings.PORTAL_DEMO:
            raise PermissionDenied
