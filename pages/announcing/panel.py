"""The checklist above the fields of the editor; it follows every save, also the automatic one."""

from typing import Any

from django import forms
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from wagtail.admin.panels import Panel

from .shown import told


class ChecklistPanel(Panel):
    """Of a page that was never saved it says only that the list appears with the first save."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "pages/panels/checklist.html"

        @property
        def media(self) -> forms.Media:
            own = forms.Media(
                css={"all": ["publishing/findings.css"]},
                js=["publishing/findings.js", "pages/checklist.js"],
            )
            return super().media + own

        def is_shown(self) -> bool:
            archival = self.instance is not None and self.instance.is_archival
            return bool(super().is_shown()) and bool(self._address(0)) and not archival

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            page = self.instance
            saved = page is not None and page.pk is not None
            found = told(page, timezone.now()) if saved else {}
            return {**super().get_context_data(parent_context), **found, "saved": saved, "address": self._address(0)}

        def _address(self, page_id: int) -> str:
            """With 0 in place of the number, which a new page gets with its first save."""
            try:
                return reverse("competitions:checklist", args=[page_id])
            except NoReverseMatch:  # a host without the staff screens
                return ""
