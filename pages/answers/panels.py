"""In the editor of a public answer: what was taken out of the inquiry's words, to be checked by a person."""

from __future__ import annotations

from typing import Any

from django.urls import NoReverseMatch, reverse
from wagtail.admin.panels import Panel

from coordination.anonymity import counted
from coordination.policies import InquiryPolicy
from coordination.standing import standing_of

from .thread import proposal_of


class TakenOutPanel(Panel):
    """Empty for an answer that was not made of an inquiry. The words themselves only for who may read the inquiry."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "pages/panels/taken_out.html"

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.link = _link_of(self.instance)

        def is_shown(self) -> bool:
            return bool(super().is_shown()) and self.link is not None

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            inquiry = self.link.inquiry
            taken = proposal_of(inquiry, until=self.link.begun_at).taken
            reads = InquiryPolicy(standing_of(self.request.user), inquiry.unit_id, inquiry.state).may_read()
            return context | {
                "counted": [(what.label, number) for what, number in counted(taken)],
                "words": list(dict.fromkeys((one.what.label, one.words) for one in taken)) if reads else [],
                "inquiry_url": _url_of(inquiry) if reads else "",
                "number": inquiry.number if reads else "",
            }


def _link_of(page: Any) -> Any:
    from ..models import PublishedAnswer

    if page is None or page.pk is None:
        return None
    return PublishedAnswer.objects.filter(page_id=page.pk).select_related("inquiry__unit").first()


def _url_of(inquiry: Any) -> str:
    try:
        return reverse("coordination_inquiries:detail", args=[inquiry.number])
    except NoReverseMatch:  # a host without the staff screens
        return ""
