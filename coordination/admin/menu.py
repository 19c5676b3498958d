"""Items of the admin menu."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem

from ..standing import standing_of


class OfficeItem(MenuItem):
    """For those whose office has business there: `shown` takes the standing."""

    def __init__(self, *args: Any, shown: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shown = shown

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(self.shown(standing_of(request.user)))
