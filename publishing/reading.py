"""Versions that somebody has to be able to read again as they were: handed over, decided on, corrected."""

from .models import Handoff, Review


def is_kept(revision_id: int) -> bool:
    """Whether the version stays as it is, so that an editor left open writes a new one beside it."""
    return any(model.objects.filter(revision_id=revision_id).exists() for model in (Handoff, Review))
