"""«Zlecenie komórki»: what was commissioned beside the fields in the editor, while it is being carried out."""

from typing import Any

from django import forms
from wagtail.admin.panels import Panel

from .models import Commission
from .states import CorrectionState


class CommissionPanel(Panel):
    """Shown only on the page that is being made of a brief: its text and files stay in sight while it is written.

    One query, and one for the files.
    """

    class BoundPanel(Panel.BoundPanel):
        template_name = "publishing/panels/commission.html"

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            page = self.instance
            self.brief = brief_of(page) if page is not None and page.pk else None

        @property
        def media(self) -> forms.Media:
            return super().media + (forms.Media(css={"all": ["publishing/brief.css"]}) if self.brief else forms.Media())

        def is_shown(self) -> bool:
            return self.brief is not None and super().is_shown()

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            brief = self.brief
            return {
                **super().get_context_data(parent_context),
                "commission": brief,
                "handoff": brief.handoff if brief else None,
                "attached": brief.files.order_by("title", "pk") if brief else [],
            }


def brief_of(page: Any) -> Commission | None:
    """The brief that the page is being made of; None where no text of it is being written."""
    rows = Commission.objects.select_related("handoff__unit", "target")
    writing = {"handoff__corrections__state": CorrectionState.WRITING, "handoff__revision": None}
    return rows.filter(handoff__page_id=page.pk, **writing).first()
