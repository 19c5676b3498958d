"""Versions that somebody has to be able to read again as they were: handed over, decided on, corrected."""

from django.db.models import Q

from .models import Commission, Correction, Handoff, Review


def is_kept(revision_id: int) -> bool:
    """Whether the version stays as it is, so that an editor left open writes a new one beside it."""
    if any(model.objects.filter(revision_id=revision_id).exists() for model in (Handoff, Review)):
        return True
    if Commission.objects.filter(base_id=revision_id).exists():
        return True
    return Correction.objects.filter(Q(base_id=revision_id) | Q(revision_id=revision_id)).exists()
