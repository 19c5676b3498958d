"""What waits beside a handoff and ends with its publication, read with the claim: one query instead of three."""

from typing import Any

from django.db.models import Exists, OuterRef

from .models import Correction, DateProposal, Emergency
from .states import Answer


def asked(handoffs: Any) -> Any:
    """Annotates the query set with what Handoff.has_beside tells.

    It holds while the row is locked: whoever proposes dates, corrects or publishes at once locks it first.
    """
    return handoffs.annotate(
        beside_talk=Exists(DateProposal.objects.filter(handoff=OuterRef("pk"), answer=Answer.WAITING)),
        beside_correction=Exists(Correction.objects.open().filter(handoff=OuterRef("pk"))),
        beside_emergency=Exists(Emergency.objects.filter(handoff=OuterRef("pk"))),
    )
