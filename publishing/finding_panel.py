"""«Co tu trzeba poprawić»: the findings of a page above its fields in the editor."""

from typing import Any

from wagtail.admin.panels import Panel

from .findings_report import of_page
from .mentions import WantedLook


class FindingsPanel(Panel):
    """Shown only where something is wrong; each finding leads to its field. Two queries."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "publishing/panels/page_findings.html"

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            page = self.instance
            self.findings = of_page(page.pk) if page is not None and page.pk and page.live else []

        def is_shown(self) -> bool:
            return bool(self.findings) and super().is_shown()

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            page_id = self.instance.pk
            return {
                **super().get_context_data(parent_context),
                "findings": self.findings,
                "looks_soon": WantedLook.objects.filter(page_id=page_id).exists(),
                "page_id": page_id,
            }
